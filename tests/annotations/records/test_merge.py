"""Two states are brought together, and nothing that anybody recorded is lost."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import Annotation, Link, Memo, Record, Source, Tag
from annotations.model.judgements import Reckoning
from annotations.records.merge import differences, merge

Tables = dict[str, dict[str, Record]]

SOURCE = Source(id="s", number=1, path="a.txt", last_number=9)
ONE = Annotation(
    id="a", source="s", number=1, fragments=((0, 3),), exact="abc", tags=("claim",), created="1", modified="1"
)


def tables(*records: Record) -> Tables:
    """The tables of some records and the source."""
    made: Tables = {"sources": {"s": SOURCE}, "annotations": {}, "links": {}, "tags": {}}
    for record in records:
        table = {Annotation: "annotations", Link: "links", Source: "sources"}[type(record)]
        made[table][getattr(record, "id")] = record  # noqa: B009 - for mypy: tags have none
    return made


def merged(base: Tables, ours: Tables, theirs: Tables, **how: Any) -> tuple[dict[str, Record], list[str]]:
    """The annotations of two states that were brought together, and what was kept twice."""
    found = merge(base, ours, theirs, **how)
    return found.tables["annotations"], found.conflicts


def test_what_one_side_changed_is_taken() -> None:
    """From whichever side it was, deletions included."""
    base, changed = tables(ONE), tables(replace(ONE, note="new", modified="2"))
    assert merged(base, changed, base) == (changed["annotations"], [])
    assert merged(base, base, changed) == (changed["annotations"], [])
    assert merged(base, tables(), base) == merged(base, base, tables()) == ({}, [])


def test_what_one_side_changed_and_the_other_deleted_stays() -> None:
    """Work is worth more than its absence; and nothing is deleted by a state that may be older."""
    base, changed = tables(ONE), tables(replace(ONE, note="new", modified="2"))
    told = [
        "Passage 1:1 was deleted in one place and changed in the other: it was kept. Delete it again if that is right."
    ]
    assert merged(base, changed, tables()) == (changed["annotations"], told)
    assert merged(base, tables(), changed) == (changed["annotations"], told)
    assert merged(base, base, tables(), deletions=False) == (base["annotations"], [])


def test_different_fields_are_both_taken_and_tags_are_united() -> None:
    """Only what both sides wrote differently is a conflict."""
    ours = replace(ONE, tags=("claim", "figure"), status="checked", modified="2")
    theirs = replace(ONE, tags=("opinion",), note="theirs", modified="3")
    [one] = merged(tables(ONE), tables(ours), tables(theirs))[0].values()
    assert isinstance(one, Annotation)
    assert (set(one.tags), one.status, one.note) == ({"figure", "opinion"}, "checked", "theirs")


def test_two_notes_are_both_kept_and_told() -> None:
    """The older one as a passage of its own, with a number of its own."""
    ours, theirs = replace(ONE, note="ours", modified="3"), replace(ONE, note="theirs", modified="2")
    found, conflicts = merged(tables(ONE), tables(ours), tables(theirs))
    assert sorted((one.note, one.number) for one in found.values() if isinstance(one, Annotation)) == [
        ("ours", 1),
        ("theirs", 10),
    ]
    assert conflicts
    assert found["a"] == ours


def test_what_two_sides_decide_about_a_figure_is_kept_or_reported() -> None:
    """Two reasons are both kept, equal ones once; of two values of a detail the newer one is taken, which is reported."""
    why = Reckoning(id="r", kind="resolved", passage="a", figure="4 kg", text="old", created="1", modified="1")
    ours, theirs = replace(why, text="ours", modified="2"), replace(why, text="theirs", modified="3")

    def both(one: Reckoning, other: Reckoning) -> tuple[list[Record], list[str]]:
        base, *sides = (tables(ONE) | {"reckonings": {"r": each}} for each in (why, one, other))
        found = merge(base, *sides)
        return [*found.tables["reckonings"].values()], found.conflicts

    kept, conflicts = both(ours, theirs)
    assert [one.text for one in kept if isinstance(one, Reckoning)] == ["theirs", "ours"]
    assert conflicts == [
        "The decision on a figure was changed in two places; the later one applies, the other is kept."
    ]
    assert both(theirs, ours) == (kept, conflicts)
    assert both(ours, ours) == ([ours], [])
    assert both(ours, why) == ([ours], [])

    detailed = [
        tables(replace(ONE, figures={"4 kg": {"period": period, "basis": "net"}}, modified=period))
        for period in ("2024", "2025", "2026")
    ]
    found, conflicts = merged(*detailed)
    assert found == detailed[2]["annotations"]
    assert conflicts == [
        "Passage 1:1 was given the period of 4 kg “2025” in one place and “2026” in the other: it is “2026” now."
    ]


def test_no_address_means_two_passages() -> None:
    """Of two passages that were made at the same time, one gets the next number."""
    ours, theirs = replace(ONE, id="b", exact="x", created="2"), replace(ONE, id="c", exact="y", created="1")
    found, _ = merged(tables(), tables(ours), tables(theirs))
    assert {key: getattr(one, "number", 0) for key, one in found.items()} == {"b": 10, "c": 1}


def test_a_link_brings_its_passage_back() -> None:
    """One side linked what the other one deleted."""
    other = replace(ONE, id="b", number=2, exact="x")
    link = Link(id="l", source="a", target="b", kind="cites", created="2")
    found = merge(tables(ONE, other), tables(ONE, other, link), tables(ONE))
    assert set(found.tables["annotations"]) == {"a", "b"}
    assert set(found.tables["links"]) == {"l"}


NOTES = st.sampled_from(["", "x", "y"])
STATES = st.dictionaries(st.sampled_from("abc"), NOTES).map(
    lambda notes: tables(
        *(replace(ONE, id=key, number=ord(key) - 96, note=note, modified=note) for key, note in notes.items())
    )
)


@given(STATES, STATES, STATES)
def test_a_merge_knows_no_sides(base: Tables, ours: Tables, theirs: Tables) -> None:
    """The same notes are there whoever merges, none of those that were written is missing, and addresses are unique."""
    one, other = merged(base, ours, theirs)[0], merged(base, theirs, ours)[0]
    assert sorted(getattr(record, "note", "") for record in one.values()) == sorted(
        getattr(record, "note", "") for record in other.values()
    )
    numbers = [getattr(record, "number", 0) for record in one.values()]
    assert len(set(numbers)) == len(numbers)
    for state in (ours, theirs):
        for key, record in state["annotations"].items():
            note = getattr(record, "note", "")
            if note and record != base["annotations"].get(key):
                assert note in {getattr(kept, "note", "") for kept in one.values()}


@given(STATES, STATES)
def test_differences_make_one_state_of_the_other(before: Tables, after: Tables) -> None:
    """Applied in their order."""
    state = {name: dict(table) for name, table in before.items()}
    for edit in differences(before, after):
        assert state[edit.table].get(edit.key) == edit.before
        if edit.after is None:
            del state[edit.table][edit.key]
        else:
            state[edit.table][edit.key] = edit.after
    assert state == after


def test_what_a_memo_is_about_comes_back() -> None:
    """A source or a tag that one side removed is kept for the memo that the other side wrote on it."""
    tag = Tag(name="forecast", letter="F", colour="tag1")
    memos = [
        Memo(id="m1", about="source", key="s", note="new", created="1", modified="2"),
        Memo(id="m2", about="tag", key="forecast", note="new", created="1", modified="2"),
        Memo(id="m3", about="source", key="nobody knows it", note="new", created="1", modified="2"),
    ]
    base: Tables = {"sources": {"s": SOURCE}, "tags": {"forecast": tag}}
    ours: Tables = {**base, "memos": {memo.id: memo for memo in memos}}
    for one, other in ((ours, {}), ({}, ours)):
        found = merge(base, one, other).tables
        assert (found["sources"], found["tags"], [*found["memos"]]) == ({"s": SOURCE}, {"forecast": tag}, ["m1", "m2"])
