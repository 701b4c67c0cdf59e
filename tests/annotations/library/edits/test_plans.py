"""Changes as plans: functions from the records to edits that touch nothing, without a folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.anchoring.selectors import describe
from annotations.errors import UsageError
from annotations.library.edits import annotations, link_kinds, links, sources, tags
from annotations.library.edits.annotations import Extent
from annotations.library.edits.judgements import claims
from annotations.library.edits.plan import Planned
from annotations.model import Annotation, Edit, Link, LinkKind, Source, Tag
from annotations.records.codebook.tags import DEFAULT
from annotations.records.index import RecordIndex

TEXT = "The harbour opened in 1902. It was rebuilt after the fire."
TIME = "2026-01-02T03:04:05.678Z"
NOWHERE = Path("no folder of this name")


def extent(start: int, end: int) -> Extent:
    """A stretch of the only source."""
    return Extent("s", describe(TEXT, start, end), ((start, end),), "")


def annotation(number: int, start: int, end: int, *names: str) -> Annotation:
    return Annotation(
        id=f"a{number}", source="s", number=number, fragments=((start, end),), exact=TEXT[start:end], tags=names,
        created=TIME, modified=TIME,
    )  # fmt: skip


@pytest.fixture
def index() -> RecordIndex:
    """A source with three passages, a link and a tag of one's own."""
    index = RecordIndex()
    index.set_tags({tag.name: tag for tag in (*DEFAULT, Tag(name="port", letter="p", colour="tag1"))})
    index.apply(Edit("kinds", "echoes", None, LinkKind(name="echoes", glyph="e")))
    index.apply(Edit("sources", "s", None, Source(id="s", number=1, path="a.txt", last_number=3)))
    for one in (annotation(1, 4, 11, "port"), annotation(2, 22, 26, "claim", "port"), annotation(3, 28, 30)):
        index.apply(Edit("annotations", one.id, None, one))
    link = Link(id="l", source="a1", target="a2", kind="supports", created=TIME)
    index.apply(Edit("links", "l", None, link))
    index.touched.clear()
    return index


PLANS: dict[str, Callable[[RecordIndex], Planned[Any]]] = {
    "add": lambda index: annotations.add(index, extent(35, 42), ["claim"], "n", "me"),
    "tag": lambda index: annotations.toggle_tag(index, "1:1", "claim"),
    "untag": lambda index: annotations.toggle_tag(index, "1:2", "port"),
    "note": lambda index: annotations.set_note(index, "a1", "n"),
    "status": lambda index: annotations.set_status(index, "a1", "checked"),
    "move": lambda index: annotations.move(index, "a1", extent(35, 42)),
    "keep one": lambda index: annotations.keep_one(index, "a2", "a1"),
    "keep both": lambda index: annotations.keep_both(index, "l"),
    "delete": lambda index: annotations.delete(index, "a1"),
    "connect": lambda index: links.connect(index, index.annotation("a2"), index.annotation("a3"), "cites", "", "me"),
    "relink": lambda index: links.relink(index, "l", "cites", index.annotation("a2"), index.annotation("a3")),
    "disconnect": lambda index: links.disconnect(index, "l"),
    "note of a link": lambda index: links.set_note(index, "l", "n"),
    "new kind": lambda index: link_kinds.add(index, "refines", key="", glyph="", inverse="", counts=""),
    "rename kind": lambda index: link_kinds.change(
        index, "echoes", rename="repeats", key="", glyph="", inverse="", counts=""
    ),
    "merge kind": lambda index: link_kinds.merge(index, "echoes", "restates"),
    "remove kind": lambda index: link_kinds.remove(index, "echoes"),
    "new tag": lambda index: tags.add(index, "ship", key="", letter="", colour="", description="", parent=""),
    "rename tag": lambda index: tags.rename(index, "port", "harbour"),
    "parent of a tag": lambda index: tags.set_parent(index, "port", "claim"),
    "merge tag": lambda index: tags.merge(index, "port", "claim"),
    "remove tag": lambda index: tags.remove(index, "port"),
    "claim": lambda index: claims.set_claim(
        index, "a2", title="t", status=None, note=None, reviewed=None, author="me"
    ),
    "reject": lambda index: claims.reject(index, "a1", "a3", "", "me"),
    "forget": lambda index: sources.remove(index, "s", NOWHERE),
    "reading mode": lambda index: sources.set_reading_mode(index, "s", "markdown"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_touches_nothing_and_its_edits_fit(index: RecordIndex, name: str) -> None:
    """The records are as before; each edit begins with what is there, and making all of them and taking them back fits too."""
    before = index.tables()
    plan = PLANS[name](index)
    assert (index.tables(), index.touched) == (before, set())
    assert plan.edits
    assert plan.label
    for edit in plan.edits:
        assert index.table(edit.table).get(edit.key) == edit.before
        assert edit.before != edit.after
        index.apply(edit)
    for edit in reversed(plan.edits):
        index.apply(edit._replace(before=edit.after, after=edit.before))
    assert index.tables() == before


@pytest.mark.parametrize(
    "plan",
    [
        lambda index: annotations.set_note(index, "a1", ""),
        lambda index: links.set_note(index, "l", ""),
        lambda index: tags.rename(index, "port", " port "),
        lambda index: tags.merge(index, "port", "port"),
        lambda index: sources.set_reading_mode(index, "s", ""),
        lambda index: claims.set_claim(index, "a1", title=None, status=None, note=None, reviewed=None, author=""),
    ],
)
def test_a_plan_that_changes_nothing_has_no_edit(
    index: RecordIndex, plan: Callable[[RecordIndex], Planned[Any]]
) -> None:
    """What is as it should be is not recorded."""
    assert not plan(index).edits


def test_a_new_passage_takes_a_number_that_no_undo_gives_back(index: RecordIndex) -> None:
    """The number is bookkeeping and no edit; exactly the same extent is refused."""
    plan = PLANS["add"](index)
    assert plan.result.number == 4
    assert plan.bookkeeping is not None
    assert plan.bookkeeping.last_number == 4
    assert {edit.table for edit in plan.edits} == {"annotations"}
    with pytest.raises(UsageError, match="it is 1:1"):
        annotations.add(index, extent(4, 11), [], "", "me")


def test_tags_are_in_the_order_of_the_codebook_and_unknown_ones_last(index: RecordIndex) -> None:
    """A tag that the codebook does not have any more stays where it is."""
    index.apply(Edit("annotations", "a3", index.annotations["a3"], annotation(3, 28, 30, "port", "lost")))
    tagged = annotations.toggle_tag(index, "a3", "claim").result
    assert tagged is not None
    assert tagged.tags == ("claim", "port", "lost")


def test_the_last_tag_takes_the_passage_with_it(index: RecordIndex) -> None:
    """Without a tag, a note and a link there is nothing left of it; with a link it stays."""
    kept = annotations.toggle_tag(index, "a1", "port")
    assert kept.result is not None
    index.apply(Edit("annotations", "a3", index.annotations["a3"], annotation(3, 28, 30, "claim")))
    gone = annotations.toggle_tag(index, "a3", "claim")
    assert gone.result is None
    assert gone.edits == [Edit("annotations", "a3", index.annotations["a3"], None)]
