"""A number that can be read in two ways has both readings, in words, and is none of them until one is chosen."""

import pytest

from annotations.text.quantities import Quantity, read
from annotations.text.quantities.readings import chosen, name_of, readings, spoken
from annotations.text.quantities.values import in_digits


def one_of(text: str) -> Quantity:
    """Return the only quantity of a text."""
    (found,) = (one for one in read(text) if isinstance(one, Quantity))
    return found


@pytest.mark.parametrize(
    ("text", "names", "words"),
    [
        ("1.234", ["1234", "1.234"], ["one thousand two hundred …", "one point two …"]),
        ("94.000 people", ["94000 people", "94 people"], ["ninety-four thousand", "ninety-four"]),
        ("a 5 m budget", ["5 m", "5000000"], ["five metres", "five million"]),
        ("1.3 x 106 cells", ["1300000 cell", "137.8 cell"], ["one million three hundred thousand", "one hundred thirty-seven point eight"]),
        ("5m per month", ["5 m/month", "5000000 /month"], ["five metres/month", "five million/month"]),
        ("8 K", ["8 K", "8000"], ["eight kelvins", "eight thousand"]),
        ("-1.005", ["-1005", "-1.005"], ["minus one thousand five", "minus one point zero zero five"]),
        ("1234,567 units", ["1234567 unit", "1234.567 unit"], ["one million two hundred thirty-four thousand …", "one thousand two hundred …"]),
        ("up 0.5 ppt", ["0.5 ppt", "0.5 pp", "0.5 ‰"], ["zero point five parts per trillion", "zero point five percentage points", "zero point five per mille"]),
        ("went from 20 to 2 million", [], []),
        ("hundreds of users", [], []),
        ("1e999", [], []),
        ("1٣4 people", [], []),
    ],
)  # fmt: skip
def test_the_readings(text: str, names: list[str], words: list[str]) -> None:
    """None where nothing can be chosen: what is vague, too large, or written in digits of two scripts."""
    one = one_of(text)
    found = readings(one)
    assert one.doubt
    assert [name_of(each) for each in found] == names
    assert [spoken(each) for each in found] == words
    assert not any(each.doubt for each in found)


def test_a_choice_holds_for_its_number_only() -> None:
    """A choice that is none of the readings, or of a number that is not in doubt, has no effect."""
    one, sure = one_of("1.234"), one_of("over 40 %")
    assert chosen([one], {"1.234": "1234"}) == [readings(one)[0]]
    assert chosen([one], {"1.234": "7"}) == [one]
    assert chosen([one], {"9.999": "1234"}) == [one]
    points = one_of("up 0.5 ppt")
    assert chosen([points], {"0.5 ppt": "0.5"}) == [points], "the same number in three units"
    assert chosen([sure], {"40 %": "4000"}) == [sure]
    # The reader is sure of metres beside a depth: it was not always, and who chose millions keeps them.
    deep = one_of("at a depth of 12 m")
    assert deep.doubt == ""
    assert chosen([deep], {deep.number: "12000000"}) == [
        deep._replace(low=12e6, high=12e6, precision=1e6, unit="", dimension="", scale=1e6)
    ]
    assert chosen([deep], {deep.number: "12 m"}) == [deep]
    debt = one_of("a debt of $63,300 million")
    assert [one.low for one in chosen([debt], {debt.number: "63300000 $"}) if isinstance(one, Quantity)] == [63.3e6]
    dense = one_of("1.234 kg/m3")
    assert chosen([dense], {dense.number: "1234 kg/m3"}) == [readings(dense)[0]]


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (150e9, "150,000,000,000"),
        (123456789012345, "123,456,789,012,345"),
        (9.9, "9.9"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333…"),
        (-100 / 3, "-33.3333…"),
        (37037037 / 3, "12,345,679"),
        (37037038 / 3, "12,345,679.33…"),
        (1 / 30000, "3.33333e-05"),
        (0, "0"),
        (2e15, "2e+15"),
    ],
)
def test_a_number_is_shown_in_digits(value: float, digits: str) -> None:
    """A value has all its digits, but decimals without an end are cut."""
    assert in_digits(value) == digits
