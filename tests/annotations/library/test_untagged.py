"""Suggestions for tags: what is found, accepted, rejected and brought back by undo."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.issues.untagged import Suggestion, Untagged, accept, best_first, reject, suggest

FIRST = """# The ferry report 2026

The council voted to cut the fare by 40 % in May 2026.
The harbour is clearly the ugliest and worst place in town.
See the table. The council paid 3 km of rope and again 3 km of rope for it.

| ship | weight (t) |
|------|-----------|
| Anna | 1200      |

    code with 99 % in it

Accept all cookies
"""
SECOND = "The mill sold 4,200 loaves in March.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two sources without passages."""
    (tmp_path / "a.md").write_text(FIRST, "utf-8")
    (tmp_path / "b.txt").write_text(SECOND, "utf-8")
    with closing(Library.open([tmp_path])) as library:
        yield library


def found(library: Library, *tags: str) -> list[Suggestion]:
    steps = suggest(library, library.source_ids, *([tags] if tags else []))
    return best_first(one for step in steps for one in step.found)


def words(suggestions: list[Suggestion], tag: str) -> list[str]:
    return sorted(one.words for one in suggestions if one.tag == tag)


def test_untagged_figures_claims_and_opinions_are_suggested(library: Library) -> None:
    """Numbers also in tables, with the unit of the head; nothing of code. Each is where its words are."""
    suggestions = found(library)
    assert words(suggestions, "figure") == ["1200", "3 km", "3 km", "4,200 loaves", "40 %"]
    assert {one.around for one in suggestions if one.words in {"1200", "40 %"}} == {
        "weight (t) · Anna",
        "to cut the fare by … in May 2026.",
    }
    assert words(suggestions, "opinion") == ["The harbour is clearly the ugliest and worst place in town."]
    assert words(suggestions, "claim") == [
        "The council paid 3 km of rope and again 3 km of rope for it.",
        "The council voted to cut the fare by 40 % in May 2026.",
        "The mill sold 4,200 loaves in March.",
    ]
    for one in suggestions:
        assert library.document(one.source).text[one.start : one.end] == one.words
    assert [one.score for one in suggestions] == sorted((one.score for one in suggestions), reverse=True)
    assert {one.tag for one in found(library, "opinion")} == {"opinion"}


def test_accepting_tags_and_undo_suggests_again(library: Library) -> None:
    """Several are one change; a passage that is there gets the tag; what changed meanwhile is left out."""
    suggestions = found(library)
    claim = next(one for one in suggestions if "voted" in one.words)
    library.add(claim.source, claim.start, claim.end)
    figure = next(one for one in suggestions if one.words == "40 %")
    gone = figure._replace(words="41 %")
    made = accept(library, [claim, figure, gone])
    assert [(one.exact, one.tags) for one in made] == [(claim.words, ("claim",)), ("40 %", ("figure",))]
    state = Untagged(library)
    assert not state.open(claim)
    assert not state.open(figure)
    assert claim not in found(library)
    assert library.undo() is not None
    assert Untagged(library).open(figure)
    assert figure in found(library)


def test_a_rejection_lasts_until_its_sentence_is_edited(library: Library) -> None:
    """In the next sitting, too, and for one of two equal numbers; undo takes it back."""
    first, second = (one for one in found(library, "figure") if one.words == "3 km")
    opinion = found(library, "opinion")[0]
    reject(library, [first, opinion])
    assert [one.tag for one in library.review.dismissals()] == ["figure", "opinion"]
    library.flush()
    folder = library.folder
    with closing(Library.open([folder])) as again:
        assert [one.start for one in found(again, "figure") if one.words == "3 km"] == [second.start]
        assert not found(again, "opinion")
        assert again.undo() is not None
        assert len(found(again, "opinion")) == 1
        assert again.redo() is not None
        again.flush()
    (folder / "a.md").write_text(FIRST.replace("clearly", "quite clearly"), "utf-8")
    with closing(Library.open([folder])) as again:
        assert len(found(again, "opinion")) == 1


def test_a_source_that_cannot_be_read_is_passed_over(library: Library) -> None:
    """The others are suggested from; the steps say how far they are."""
    library.sources()
    (library.folder / "a.md").unlink()
    steps = [*suggest(library, library.source_ids)]
    assert {one.source for step in steps for one in step.found} == {library.source_ids[1]}
    assert steps[-1].sources == 1
    assert 0 <= steps[-1].share <= 1
