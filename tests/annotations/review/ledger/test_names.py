"""Proposed names of metrics."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import figures_in
from annotations.review.ledger.naming.grammar import KINDS, pattern
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


def test_a_figure_without_a_name_has_that_of_the_sentence_before() -> None:
    """If that has a figure of the same unit."""
    text, before = "It was 4 % in 2009.", "Youth unemployment is 6 %."
    (figure,) = figures_in("a", "s", Context(text, 0, len(text), before=before))
    (other,) = figures_in("a", "s", Context(text, 0, len(text), before=before.replace(" %", " days")))
    assert (figure.name.label(), other.name.label()) == ("youth unemployment", text)


def test_a_pattern_is_written_in_the_kinds_of_chunks() -> None:
    """Each name is for one chunk, a group in parentheses is found whole, brackets hold one of several kinds."""
    chunks = "".join(KINDS[kind] for kind in "verb noun of noun prep date comma figure".split())
    found = pattern("(?P<thing>noun ([of prep] [noun date])+) comma (?=figure)").search(chunks)
    assert found is not None
    assert found.span("thing") == (1, 6)
    assert pattern("noun [^verb comma]* stop").search(chunks) is None
    with pytest.raises(KeyError):
        pattern("noun adverb")


@pytest.mark.parametrize(
    ("written", "brief"),
    [
        ("from 100 tokens/sec to 520 tokens/sec", "100–520"),
        ("$500 million at least and perhaps $2 billion", "≥$500M–2B"),
        ("a multi-billion-dollar plan", "?B$"),
        ("Multi-billion investments", "?B"),
        ("several hundred people", "?00"),
        ("tens of millions of euros", "?0M€"),
        ("hundreds of kilometres of track", "?00km"),
        ("several dozen people", "several dozen"),
        ("close to two million euros", "~2M€"),
        ("two euros", "2€"),
        ("three million US dollars", "3M$"),
        ("twelve pounds", "12£"),
        ("two yen", "2JPY"),
        ("over 12.5 million users", ">12.5M"),
        ("exactly 270,000 members", "270k"),
        ("about three billion people", "~3B"),
        ("$15 billion in sales", "$15B"),
        ("€2.90 a ticket", "€2.90"),
        ("58 euros", "58€"),
        ("five years of work", "5y"),
        ("3 years and 2 months of work", "3y and 2mo"),
        ("6.8 kilometres of track", "6.8km"),
        ("between 38,000 and 45,000 users", "38k–45k"),
        ("5-30 seconds", "5-30s"),
        ("91.4 percent", "91.4%"),
        ("1,424 posts", "1,424"),
        ("1.2 million tonnes of coal", "1.2M tonnes"),
    ],
)
def test_a_figure_is_short_in_a_narrow_column(written: str, brief: str) -> None:
    """With its bound and its unit, and never another number than is written."""
    found = figures_in("a", "s", Context(f"It was {written}.", 0, 99))
    assert [one.brief for one in found] == [brief]


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
