"""Proposed names of metrics."""

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import figures_in
from annotations.review.ledger.naming.names import name_in
from annotations.review.ledger.naming.wording import WIDEST
from annotations.text.cell_width import width
from annotations.text.quantities import Day, read

NAMES = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))["names"]


def test_a_figure_has_the_name_that_a_person_gives_it() -> None:
    """A noun phrase in the words of the sentence: what is counted or measured, then of whom."""
    found = []
    for marked, _ in NAMES:
        start, text = marked.index("[["), marked.replace("[[", "").replace("]]", "")
        values = read(text)
        quantity = next(one for one in values if not isinstance(one, Day) and start < one.end)
        found.append([marked, name_in(text, quantity, values).label()])
    assert found == NAMES


PIECES = st.sampled_from(
    [
        "the [b]price[/b] of",
        "\x1b[31m",
        "\u202e",
        "“a\u0007b”",
        "share",
        "in",
        "of",
        "rose to",
        "(",
        "—",
        "und",
        ",",
        "漢字",
        "a" * 60,
        "- ",
        "up",
        "$3",
        "’s",
    ]
)


@given(
    st.lists(PIECES, max_size=9),
    st.lists(PIECES, max_size=9),
    st.sampled_from(["5 %", "$4 per month", "3 users", "7 km/h"]),
)
def test_a_name_is_short_and_has_no_control_characters(before: list[str], behind: list[str], figure: str) -> None:
    """Whatever is around a figure, it has a name that is one line of printable characters."""
    first = " ".join(before) + " "
    text = first + figure + " " + " ".join(behind)
    context = Context(text, len(first), len(first) + len(figure), "Heading \x1b[0m")
    for one in figures_in("a", "s", context):
        label = one.name.label()
        assert label
        assert label.isprintable()
        assert width(label) <= WIDEST
