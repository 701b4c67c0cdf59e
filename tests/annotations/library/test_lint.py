"""What lint remarks, and what is complete enough to say nothing about."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.issues.lint import KINDS, Remark, in_order, lint

FIRST = """Sales grew by 40 % in 2025, says the mill.
It has forty-one doors and 17 cats.
Version 3.1 came in May 2024.
The bread is good.
"""
SECOND = """Sales fell in 2025.
The bread is dreadful.
The bread is fine, I think.
Its budget is 5 m now.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two sources without passages."""
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with closing(Library.open([tmp_path])) as library:
        yield library


def tag(library: Library, number: int, words: str, *tags: str) -> str:
    """Make words of a source a passage, and return its id."""
    source = library.sources()[number - 1].id
    start = library.document(source).text.index(words)
    return library.add(source, start, start + len(words), tags=tags).id


def remarks(library: Library, *kinds: str) -> list[Remark]:
    return in_order([one for step in lint(library, kinds or tuple(KINDS)) for one in step.found])


def test_numbers_in_no_figure_are_listed_with_their_lines(library: Library) -> None:
    """Neither dates nor versions; a figure takes its number off the list, another tag does not."""
    tag(library, 1, "40 % in 2025", "figure")
    tag(library, 1, "17 cats", "claim")
    found = [(one.where, one.message.partition(" is in")[0]) for one in remarks(library, "number")]
    assert found == [("1, line 2", "forty-one doors"), ("1, line 2", "17 cats"), ("2, line 4", "5 m")]
    cats = remarks(library, "number")[1]
    assert library.document(cats.source).text[cats.start : cats.end] == "17 cats"


def test_a_figure_with_two_readings_is_listed_until_one_is_chosen(library: Library) -> None:
    """The remark has both in words; a period that a person set is no longer missing."""
    two = tag(library, 1, "17 cats", "figure")
    one = tag(library, 2, "5 m", "figure")
    found = [(each.where, each.message) for each in remarks(library, "reading")]
    assert found == [(library.address(one), "five metres or five million: 5 m · Its budget is … now.")]
    library.review.set_figure(one, "5 m", {"reading": "5 m"})
    assert not remarks(library, "reading")
    library.review.set_figure(two, "17", {"period": "2025"})
    assert not [each for each in remarks(library, "figure") if each.passage == two]


def test_what_is_recorded_of_no_figure_is_listed(library: Library) -> None:
    """What was set and decided; not what a figure has, nor what falls to another one of its row."""
    one, other = tag(library, 1, "17 cats", "figure"), tag(library, 2, "5 m", "figure")
    for number in ("17", "forty"):
        library.review.set_figure(one, number, {"period": "2025", "basis": "net"})
    library.review.name_metric((one, "forty-one doors"), "doors")
    library.review.name_metric((one, "17 cats"), "cats")
    library.review.name_metric((other, "in May"), "months", (), ((one, "17 cats"),))
    assert [(each.where, each.message) for each in remarks(library, "decision")] == [
        ("1:1", "basis and period of forty, which is no figure here: 17 cats · forty-one doors and"),
        ("1:1", "name of forty-one doors, which is no figure here: 17 cats · forty-one doors and"),
    ]


def test_an_empty_source_has_no_number(tmp_path: Path) -> None:
    """It has no line either."""
    (tmp_path / "a.txt").touch()
    with closing(Library.open([tmp_path])) as library:
        assert [one.kind for one in remarks(library)] == ["unread"]


def test_tags_below_figure_and_opinion_count_as_these(library: Library) -> None:
    """As in the ledger: the codebook decides, and not the name of the tag."""
    library.add_tag("price", parent="figure")
    library.add_tag("hunch", parent="opinion")
    tag(library, 1, "17 cats", "price")
    assert not [one for one in remarks(library, "number") if "cats is in" in one.message]
    assert [one.message for one in remarks(library, "figure")] == ["has no period: 17 cats · forty-one doors and"]
    good = tag(library, 1, "The bread is good.", "claim")
    library.connect(tag(library, 2, "The bread is fine, I think.", "hunch"), good, "supports")
    assert [one.message for one in remarks(library, "claim")] == ["supported by 1 opinion only: The bread is good."]


def test_a_number_is_in_a_figure_however_many_begin_between(tmp_path: Path) -> None:
    """A long figure has all numbers of its words, also behind many short figures in it."""
    words = [f"{number} cats" for number in range(100, 170)]
    (tmp_path / "a.txt").write_text(", ".join([*words, "200 dogs"]) + "\n", "utf-8")
    with closing(Library.open([tmp_path])) as library:
        tag(library, 1, library.document(library.sources()[0].id).text.strip(), "figure")
        for one in words:
            tag(library, 1, one, "figure")
        assert not remarks(library, "number")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("40 % in 2025", ""),
        ("40 %", ""),  # Its sentence has the period.
        ("17 cats", "has no period"),
        ("The bread", "has no number"),
    ],
)
def test_a_figure_needs_a_unit_and_a_period(library: Library, words: str, message: str) -> None:
    """The period may be elsewhere in the sentence."""
    tag(library, 1, words, "figure")
    assert [one.message.partition(":")[0] for one in remarks(library, "figure")] == ([message] if message else [])


def test_a_claim_of_one_source_or_of_opinions_only_is_named(library: Library) -> None:
    """Support by another source that is no opinion is enough; what contradicts a claim is not its lack."""
    good = tag(library, 1, "The bread is good.", "claim")
    (alone,) = remarks(library, "claim")
    assert (alone.where, alone.message) == ("1:1", "only one source says it: The bread is good.")
    opinion = tag(library, 2, "The bread is fine, I think.", "opinion")
    library.connect(opinion, good, "supports")
    assert [one.message for one in remarks(library, "claim")] == ["supported by 1 opinion only: The bread is good."]
    library.set_tags(opinion, ["figure"])
    assert not remarks(library, "claim")


def test_a_contradiction_needs_a_note(library: Library) -> None:
    """Other links need none."""
    good, bad = tag(library, 1, "The bread is good.", "claim"), tag(library, 2, "The bread is dreadful.", "claim")
    link = library.connect(good, bad, "contradicts")
    (remark,) = remarks(library, "contradiction")
    assert (remark.where, remark.passage) == ("1:1 ✗ 2:1", good)
    library.set_link_note(link.id, "One of them ate stale bread.")
    assert not remarks(library, "contradiction")


def test_unread_sources_and_passages_that_hang_in_the_air_are_named(library: Library) -> None:
    """A passage is kept by a tag, a note or a link; a source that was read to its end is left out."""
    tag(library, 2, "Sales fell in 2025.")
    tag(library, 2, "The bread is dreadful.", "claim")
    first = library.sources()[0]
    library.mark_read(first.id, 0, library.document(first.id).length)
    assert [(one.kind, one.where) for one in remarks(library, "unread", "orphan")] == [
        ("unread", "2"),
        ("orphan", "2:1"),
    ]


def test_remarks_come_in_the_order_of_their_kinds_and_an_excluded_passage_has_none(library: Library) -> None:
    """Whatever source they are about."""
    one = tag(library, 1, "17 cats", "figure")
    found = [remark.kind for remark in remarks(library)]
    assert found == sorted(found, key=[*KINDS].index)
    assert "figure" in found
    library.set_status(one, "dropped")
    assert not remarks(library, "figure")


def test_a_very_long_paragraph_is_read_in_steps(tmp_path: Path) -> None:
    """No number is lost or found twice where it is divided, and the share that was read only rises."""
    (tmp_path / "a.txt").write_text(" ".join(f"It sold {place} tons." for place in range(100, 900)), "utf-8")
    with closing(Library.open([tmp_path])) as library:
        steps = [*lint(library, ["number"])]
    found = [one.message.partition(" ")[0] for step in steps for one in step.found]
    assert found == [str(place) for place in range(100, 900)]
    shares = [step.of(1) for step in steps]
    assert shares == sorted(shares)
    assert max(len(step.found) for step in steps) < 200
