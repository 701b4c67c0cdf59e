"""The figures of a passage are read in one way: as the ledger has them, for every list, check and comparison."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.parts.figures import figures_of, values_of
from annotations.review.comparison.passages import marks
from annotations.text.quantities import Quantity

TABLES = """# Mill

The hall of the mill has over 40 % of the rooms.

| Line | Sales (EUR m) | Sales (EUR bn) |
|---|---|---|
| Flour | 12.4 | 12.4 |
| Bran | 7.1 | 7.5 |

The sales of the flour were €12.4 million in that year.
"""

ENGLISH = "The mill was built for the people of the valley, and it has been there for a hundred years.\n\n"
GERMAN = "Die Mühle wurde für die Leute im Tal gebaut, und sie ist seit hundert Jahren nicht mehr verkauft worden.\n\n"

LANGUAGES = {
    "an English source": (ENGLISH + "Load: 1.234 kg", 1.234, ""),
    "a German source": (GERMAN + "Last: 1,234 kg", 1.234, ""),
    "thousands in a German source": (GERMAN + "Last: 1.234 kg", 1234, ""),
    "thousands in an English source": (ENGLISH + "Load: 1,234 kg", 1234, ""),
    "a zero at the end": (ENGLISH + "Load: 1.230 kg", 1.23, "thousands"),
    "a zero at the end of a German number": (GERMAN + "Last: 1,230 kg", 1.23, "thousands"),
    "whole things": (ENGLISH + "They employ 1.234 people", 1.234, "thousands"),
    "other numbers with a comma": (ENGLISH + "Width 2,5 m.\n\nLoad: 1.234 kg", 1.234, "thousands"),
    "a source in two languages": (ENGLISH + GERMAN + "Load: 1.234 kg", 1.234, "thousands"),
    "too few words": ("Load: 1.234 kg", 1.234, "thousands"),
}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """Return a function that opens a library with one source of a text."""
    opened: list[Library] = []

    def make(text: str) -> Library:
        (tmp_path / "1.md").write_text(text, encoding="utf-8")
        opened.append(Library.open([tmp_path]))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def tag(library: Library, words: str, nth: int = 0) -> str:
    """Tag the nth place of some words as a figure, and return the id of the passage."""
    source = library.sources()[0].id
    text, start = library.document(source).text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return library.add(source, start, start + len(words), tags=["figure"]).id


def values(library: Library, passage: str) -> tuple[Quantity, ...]:
    """Return the quantities of a passage as everything but the ledger reads them."""
    one = library.passage(passage)
    found = values_of(one, library.document(one.annotation.source))
    return tuple(each for each in found if isinstance(each, Quantity))


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_language_of_its_source_decides_what_a_number_means(made: Callable[[str], Library], name: str) -> None:
    """Where it is certain, also for a number in a text that is too short to tell; else both readings are open."""
    text, value, doubt = LANGUAGES[name]
    library = made(text)
    one = tag(library, text.rpartition("\n")[2].split(" ", 1)[1])
    for (found,) in (values(library, one), [each.quantity for each in figures_of(library, one)]):
        assert (found.low, found.doubt) == (value, doubt)


def test_values_are_those_of_the_ledger(made: Callable[[str], Library]) -> None:
    """With the bound before the passage, the heads of each row of a table, and ranges in the words of the passage."""
    library = made(TABLES)
    rows = "Flour\t12.4\t12.4\nBran\t7.1\t7.5"
    (found,) = values(library, tag(library, "40 %"))
    assert (found.start, found.written, found.number, found.bound, found.low) == (0, "40 %", "40 %", ">", 40)
    (found,) = values(library, tag(library, "0 %"))
    assert (found.start, found.end, found.number, found.low) == (0, 3, "0 %", 40)
    table = tag(library, rows)
    assert all(rows[each.start : each.end] == each.written for each in values(library, table))
    assert [each.low for each in values(library, table)] == [12.4e6, 12.4e9, 7.1e6, 7.5e9]
    figures = figures_of(library, table)
    assert [(each.quantity.low, each.cell[0]) for each in figures] == [
        (12.4e6, "Flour"),
        (7.1e6, "Bran"),
        (7.5e9, "Bran"),
    ]
    assert {each.quote for each in figures} == {"Flour\t12.4\t12.4".replace("\t", " "), "Bran 7.1 7.5"}


def test_passages_are_compared_by_heads_and_chosen_readings(made: Callable[[str], Library]) -> None:
    """Equal words of other scales are marked, and an amount that another one spells out is not."""
    library = made(TABLES + "\nLoad 94.000 kg.\n\nIt was 94,000 kg.\n")
    millions, billions = tag(library, "12.4"), tag(library, "12.4", 1)
    spelled, doubtful, plain = tag(library, "€12.4 million"), tag(library, "94.000 kg"), tag(library, "94,000 kg")

    def marked(one: str, other: str) -> list[str]:
        words = [library.annotation(each).exact for each in (one, other)]
        return [words[0][start:end] for start, end in marks(*words, values(library, one), values(library, other))]

    assert marked(millions, billions) == marked(billions, millions) == ["12.4"]
    assert marked(millions, spelled) == marked(spelled, millions) == []
    assert marked(millions, millions) == []
    assert marked(doubtful, plain) == ["94.000 kg"]
    library.review.set_figure(doubtful, "94.000 kg", {"reading": "94000 kg"})
    assert marked(doubtful, plain) == []
