"""Decisions on independence and on disputes: recorded, undone, carried on when passages go, merged, repaired, exported."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.describe_change import effects
from annotations.model import Annotation, Record, Source
from annotations.model.judgements import Independence, Ruling
from annotations.records.merge import Tables, merge
from annotations.store.file.salvage import salvage
from annotations.store.paths import FILE
from tests.stepping import step_through

Find = Callable[[Library, int, str], tuple[str, int, int]]
SCHEMA = json.loads((Path(__file__).parents[4] / "docs/format.schema.json").read_text("utf-8"))


@pytest.fixture
def worked(library: Library, span: Find) -> Library:
    """The years 1902 in 1:1 and 1911 in 2:1 contradict each other; 1:2 and 2:2 restate each other."""
    library.add(*span(library, 1, "The orchard was planted in 1902."), tags=["claim"])
    library.add(*span(library, 1, "It has forty rows of trees."), tags=["claim"])
    library.add(*span(library, 2, "The orchard was planted in 1911"), tags=["claim"])
    library.add(*span(library, 2, "it has forty rows of trees"), tags=["claim"])
    library.connect("2:1", "1:1", "contradicts")
    library.connect("2:2", "1:2", "restates")
    return library


def verdicts(library: Library) -> list[str]:
    return [row.explanation for row in library.board().rows]


def test_two_sources_are_counted_once_by_decision_and_again_separately(
    worked: Library, open_library: Callable[[], Library]
) -> None:
    """Each decision is one step with a label; the same one again, in either order, records nothing."""
    assert verdicts(worked)[1] == "2 for"
    once = worked.review.count_sources("2:2", "1:2", "once", "one agency")
    assert worked.review.count_sources("1:2", "2:2", "once", "one agency") == once
    again = open_library()
    assert again.independence() == [once]
    assert verdicts(again)[1] == "1 for; 1 and 2 count once: decided for 2:2 and 1:2"
    apart = again.review.count_sources("1:2", "2:2", "separately")
    assert (apart.id, verdicts(again)[1]) == (once.id, "2 for")
    [entry, *_] = again.history.entries()
    assert entry.label == "count separately: 1:2 and 2:2"
    [count, note] = effects(again, again.history.edits_of(entry.sequence))
    assert (count.what, count.before, count.after) == ("count of 2:2 and 1:2", "count once", "count separately")
    assert (note.before, note.after) == ("one agency", "")
    again.undo()
    again.undo()
    assert (again.independence(), verdicts(again)[1]) == ([], "2 for")


def test_a_side_is_decided_with_its_reason_and_opened_again(
    worked: Library, open_library: Callable[[], Library]
) -> None:
    """Choosing a side decides the dispute; reason, confidence, questions and title are set in steps of their own."""
    worked.review.rule("1:1", side="2:1")
    worked.review.rule("1:1", note="a letter of \udcff the time", confidence="high", title=" The\nyear ")
    said = worked.review.rule("1:1", questions="Who wrote it?\nWhen?")
    assert worked.review.rule("1:1", confidence="high") == said
    again = open_library()
    (dispute,) = again.board().disputes.all()
    assert (dispute.ruling, dispute.decided, dispute.believed) == (said, True, 1)
    assert (said.title, said.note) == ("The year", "a letter of ? the time")
    labels = [entry.label for entry in again.history.entries()[:3]]
    assert labels == ["questions on dispute 1:1", "confidence on dispute 1:1", "decide dispute 1:1"]
    none = again.review.rule("1:1", side="")
    assert (none.side, again.board().disputes.all()[0].believed, bool(none.decided)) == ("", None, True)
    again.review.rule("1:1", decided=False)
    assert not again.board().disputes.all()[0].decided
    for _ in range(5):
        again.undo()
    assert not again.rulings()


def test_what_cannot_be_decided_is_refused(worked: Library) -> None:
    """A count or a confidence that there is not, a passage that there is not, two passages of one source."""
    for wrong in (
        lambda: worked.review.count_sources("1:2", "2:2", "twice"),
        lambda: worked.review.count_sources("1:1", "1:2", "once"),
        lambda: worked.review.rule("1:1", confidence="certain"),
        lambda: worked.review.rule("1:1", side="9:9"),
        lambda: worked.review.rule("9:9", side="1:1"),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert not worked.independence()
    assert not worked.rulings()


def test_a_decision_follows_its_passages(worked: Library, span: Find) -> None:
    """It moves to another passage of its dispute or its side in the same step, and goes with the last one; redone, too."""
    worked.add(*span(worked, 2, "whatever they say"))
    worked.connect("2:3", "2:1", "supports")
    worked.review.count_sources("2:2", "1:2", "once")
    decided = worked.review.rule("2:1", side="2:1", note="older")
    ids = {address: worked.annotation(address).id for address in ("1:1", "2:3")}
    worked.delete("2:1")
    (ruling,) = worked.rulings()
    assert (ruling.anchor, ruling.side, ruling.note) == (ids["1:1"], ids["2:3"], "older")
    worked.delete("2:3")
    (ruling,) = worked.rulings()
    assert (ruling.anchor, ruling.side, ruling.decided) == (ids["1:1"], "", "")
    worked.delete("1:1")
    assert not worked.rulings()
    worked.delete("2:2")
    assert not worked.independence()
    for _ in range(4):
        worked.undo()
    assert worked.rulings() == [decided]
    assert len(worked.independence()) == 1
    for _ in range(4):
        worked.redo()
    assert (worked.rulings(), worked.independence()) == ([], [])


def test_a_passage_that_was_decided_on_is_not_undone_alone(worked: Library) -> None:
    """The step that added it stays as long as a decision needs it."""
    entry = next(entry for entry in worked.history.entries() if entry.label == "claim 2:2")
    worked.review.count_sources("2:2", "1:2", "once")
    worked.disconnect(worked.links(worked.annotation("2:2").id)[0].id)
    with pytest.raises(UsageError, match="2:2 was reviewed since"):
        worked.transactions.undo_entry(entry.sequence)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["once", "apart", "side", "none", "why", "delete", "link", "split"]), max_size=8))
def test_undo_takes_board_and_disputes_back_step_by_step(worked: Library, deeds: list[str]) -> None:
    """Whatever was decided, each undo makes board, disputes and records what they were, and each redo again."""

    def state() -> tuple[object, ...]:
        board = worked.board()
        rows = [(row.members, row.explanation, dict(row.cells)) for row in board.rows]
        disputes = [(one.claims, one.sides, one.rulings, one.believed, one.decided) for one in board.disputes.all()]
        return rows, disputes, worked.independence(), worked.rulings()

    def do(deed: str) -> None:
        passages, links = worked.all_annotations(), worked.all_links()
        if len(passages) < 2:
            return
        one, other = passages[0], passages[-1]
        if deed == "split" and links:
            worked.disconnect(links[0].id)
        elif deed == "delete":
            worked.delete(one.id)
        elif deed in ("once", "apart") and one.source != other.source:
            worked.review.count_sources(one.id, other.id, "once" if deed == "once" else "separately")
        elif deed in ("side", "none"):
            worked.review.rule(one.id, side=other.id if deed == "side" else "")
        elif deed == "why":
            worked.review.rule(one.id, note=f"note {len(worked.history.entries())}")
        elif deed == "link" and not any(
            {x.id, y.id} == {link.source, link.target} for link in links for x, y in permutations((one, other))
        ):
            worked.connect(one.id, other.id, "contradicts")

    step_through(worked, deeds, do, state)


def _state() -> dict[str, dict[str, Record]]:
    source = Source(id="s", number=1, path="a.txt", last_number=2)
    one = Annotation(id="a", source="s", number=1, fragments=((0, 3),), exact="abc", created="0", modified="0")
    return {"sources": {"s": source}, "annotations": {"a": one, "b": replace(one, id="b", number=2)}}


def test_what_two_sides_decided_is_kept() -> None:
    """Of two sides that are believed the later one applies and the other stays; a reason is added to either."""
    base = Ruling(id="r", anchor="a", created="1", modified="1")
    ours = replace(base, side="a", decided="2", note="seen", modified="2")
    theirs = replace(base, side="b", decided="3", confidence="low", modified="3")
    states: list[Tables] = [{**_state(), "rulings": {"r": one}} for one in (base, ours, theirs)]
    merged = merge(*states)
    kept = merged.tables["rulings"]
    assert kept["r"] == replace(theirs, note="seen")
    assert [one for key, one in kept.items() if key != "r"] == [
        replace(ours, id=next(key for key in kept if key != "r"))
    ]
    assert merged.tables == merge(states[0], states[2], states[1]).tables
    assert merged.conflicts == [
        "The decision on a dispute was changed in two places; the later one applies, the other is kept."
    ]


def test_a_decision_brings_back_the_passages_that_the_other_side_deleted() -> None:
    """Nothing that was decided is lost by a merge."""
    whole = _state()
    less = {**whole, "annotations": {"a": whole["annotations"]["a"]}}
    decided = Independence(id="i", one="a", other="b", count="once", created="1", modified="1")
    ruled = Ruling(id="r", anchor="a", side="b", created="1", modified="1", decided="1")
    theirs: Tables = {**whole, "independence": {"i": decided}, "rulings": {"r": ruled}}
    merged = merge(whole, less, theirs)
    assert (merged.tables["independence"], merged.tables["rulings"]) == ({"i": decided}, {"r": ruled})
    assert set(merged.tables["annotations"]) == {"a", "b"}


def test_decisions_are_exported_in_the_shape_of_the_schema(worked: Library) -> None:
    """With the addresses of their passages; a dispute names its sides and the decision that applies."""
    once = worked.review.count_sources("1:2", "2:2", "once")
    ruled = worked.review.rule("1:1", side="2:1", confidence="medium", note="older")
    value = json.loads(b"".join(Export(worked).pieces()))
    validator = Draft202012Validator(SCHEMA)
    validator.validate(value)
    assert [(one["id"], one["count"], one["one_address"]) for one in value["independence"]] == [
        (once.id, "once", "1:2")
    ]
    assert [(one["id"], one["anchor_address"], one["confidence"]) for one in value["rulings"]] == [
        (ruled.id, "1:1", "medium")
    ]
    (dispute,) = value["disputes"]
    assert (dispute["ruling"], dispute["decided"], dispute["believed"]) == (ruled.id, True, 1)
    ids = [worked.annotation(address).id for address in ("1:1", "2:1")]
    assert [side["passages"] for side in dispute["sides"]] == [[ids[0]], [ids[1]]]
    assert not validator.is_valid({**value, "disputes": [{**dispute, "sides": dispute["sides"][:1]}]})


def test_decisions_are_read_from_a_damaged_file(worked: Library, folder: Path) -> None:
    """Line by line, also without the names of their tables; one on a passage that is lost is left out."""
    worked.review.count_sources("1:2", "2:2", "once")
    worked.review.rule("1:1", side="2:1")
    worked.checkpoint()
    lines = (folder / ".postil" / FILE).read_bytes().splitlines(keepends=True)
    rows = b"".join(line for line in lines if b'": {"' in line or b'":{"' in line)
    found = salvage(rows).loaded.records
    assert list(found["independence"].values()) == worked.independence()
    assert list(found["rulings"].values()) == worked.rulings()


def test_changed_counts_are_reported_once(worked: Library, folder: Path, open_library: Callable[[], Library]) -> None:
    """A library whose file names no rule was counted by the former one: what differs is named until it is marked."""
    assert not worked.review.recounted(worked.board())
    worked.close()
    from annotations.store.file.library_file import AtomicStorage

    storage = AtomicStorage(folder / ".postil" / FILE)
    data = storage.read()
    assert data is not None
    (meta,) = data["meta"].values()
    assert meta.pop("counting") == 2
    storage.write(data)
    old = open_library()
    assert [(one.row.members[0], one.before) for one in old.review.recounted(old.board())] == [
        (old.annotation("1:2").id, "1 for")
    ]
    old.set_note("1:1", "a change that writes the file")
    old.checkpoint()
    again = open_library()
    assert len(again.review.recounted(again.board())) == 1
    again.review.mark_counted()
    assert not again.review.recounted(again.board())
    assert not open_library().review.recounted(again.board())
