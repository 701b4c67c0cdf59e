"""Sources by number, title and path."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import Source
from annotations.search.source_names import Lines, SourceNames, fold_lines
from annotations.text.folding import fold

SOURCES = [
    Source(id="a", path="1-orchard.md", number=1, found_title="The Orchard of 1911"),
    Source(id="b", path="letters/2-letter.txt", number=2, found_title="Brief über Äpfel"),
    Source(id="c", path="3.md", number=12, found_title=""),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", "a"), ("12", "c"), ("2", "b"), ("3", ""), ("orch", "a"), ("of the", "a"), ("the orchard", "a"), ("äpf", "b"),
        ("letters/2", "b"), ("2-let", "b"), ("3.md", "c"), ("", ""), ("  ", ""), ("chard", "a"), ("pears", ""), ("²", ""),
    ],
)  # fmt: skip
def test_what_names_a_source(typed: str, found: str) -> None:
    """A number is that of a source and no word; words begin words, and a part of title or path is enough."""
    assert "".join(source.id for source in SourceNames(SOURCES).find(typed)) == found


def found_by(typed: str) -> str:
    """Return a pattern of what a text finds: a letter without an accent stands for one with it, too."""
    return re.escape(typed).replace("a", "[aä]")


@given(
    st.lists(st.text(alphabet="ab -1ä", max_size=12), max_size=6), st.text(alphabet="ab -1ä", min_size=1, max_size=4)
)
def test_all_sources_that_fit_are_found_in_their_order(titles: list[str], typed: str) -> None:
    """The search in all names at once finds what a look at each name finds."""
    sources = [
        Source(id=str(n), path=f"{n}.md", number=n + 100, found_title=title) for n, title in enumerate(titles, 1)
    ]
    wanted = fold(" ".join(typed.split()))
    expected = [
        one.id
        for one in sources
        if wanted.split()
        and not wanted.isdecimal()
        and (
            re.search(found_by(wanted), name := fold(" ".join(f"{one.title} {one.path}".split())))
            or all(re.search(rf"\b{found_by(part)}", name) for part in wanted.split())
        )
    ]
    assert [one.id for one in SourceNames(sources).find(typed)] == (
        expected if not wanted.isdecimal() else [one.id for one in sources if one.number == int(wanted)]
    )


def test_only_the_name_of_a_changed_source_is_folded_again() -> None:
    """Names that are made from the lines of earlier ones find the same, with one step for each changed source."""
    lines: Lines = {}
    assert len([*fold_lines(SOURCES, lines)]) == len(SOURCES)
    assert not [*fold_lines(SOURCES, lines)]
    changed = [replace(SOURCES[0], found_title="Quinces in winter"), *SOURCES[1:]]
    assert len([*fold_lines(changed, lines)]) == 1
    assert [one.id for one in SourceNames(changed, lines).find("quinces")] == [SOURCES[0].id]
