"""Two versions of a source are merged fact by fact, and an edit changes only what it is about."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import Record, Source
from annotations.records.merge import merge
from annotations.records.source_edits import applied, combined, is_blocked

SOURCE = Source(id="s", number=1, path="a.txt")

FACTS = st.dictionaries(st.sampled_from(["author", "publisher", "kind"]), st.sampled_from(["", "x", "y"]))
RANGES = (
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=2)
    .map(lambda found: tuple((start * 10, start * 10 + size) for start, size in dict(found).items()))
    .map(lambda found: tuple(sorted(found)))
)
SOURCES = st.builds(
    lambda facts, from_, read: replace(SOURCE, facts=facts, derived_from=tuple(sorted(from_)), read=read),
    FACTS,
    st.sets(st.sampled_from("abc")),
    RANGES,
)


def merged(before: Source, one: Source, other: Source) -> tuple[Source, list[str]]:
    """One source of two states that were merged, and what could not be decided."""
    states: list[Any] = [{"sources": {"s": source}} for source in (before, one, other)]
    found = merge(*states)
    record: Record = found.tables["sources"]["s"]
    assert isinstance(record, Source)
    return record, found.conflicts


def test_facts_of_both_sides_are_kept() -> None:
    """What only one side changed is taken, also where it reset a fact; nothing is a conflict."""
    before = replace(SOURCE, facts={"kind": "primary"}, derived_from=("a", "b"))
    one = replace(before, facts={"kind": "primary", "author": "Anna"}, derived_from=("b",))
    other = replace(before, facts={"publisher": "The Post"}, derived_from=("a", "b", "c"))
    source, conflicts = merged(before, one, other)
    assert source.facts == {"author": "Anna", "publisher": "The Post"}
    assert set(source.derived_from) == {"b", "c"}
    assert conflicts == []


def test_one_fact_that_both_sides_set_is_reported_with_both_values() -> None:
    """Which value is kept does not depend on the side that merges, and the other one is named."""
    one, other = replace(SOURCE, facts={"author": "Anna"}), replace(SOURCE, facts={"author": "Ben"})
    source, [conflict] = merged(SOURCE, one, other)
    assert merged(SOURCE, other, one) == (source, [conflict])
    assert conflict == (
        "Source 1 was given the author “Anna” in one place and “Ben” in the other: "
        f"it is “{source.facts['author']}” now."
    )


def test_what_was_marked_unread_stays_unread_when_the_other_side_read_it() -> None:
    """Ranges that were read are united, unless one side took them back."""
    before = replace(SOURCE, read=((0, 50),))
    cleared = applied(before, before, replace(before, read=()))
    assert (cleared.read, cleared.unread) == ((), 1)
    assert merged(before, cleared, before)[0].read == merged(before, before, cleared)[0].read == ()
    assert combined(None, replace(SOURCE, read=((0, 5),)), replace(SOURCE, read=((5, 9),))).read == ((0, 9),)


@given(SOURCES, SOURCES, SOURCES)
def test_a_merge_loses_no_fact(before: Source, one: Source, other: Source) -> None:
    """It gives the same whichever side merges; each fact is as one side has it, and is reported if both set it."""
    source, conflicts = merged(before, one, other)
    assert merged(before, other, one) == (source, conflicts)
    for name in ("author", "publisher", "kind"):
        was, mine, theirs = (one.facts.get(name) for one in (before, one, other))
        assert source.facts.get(name) in (mine, theirs)
        if was in (mine, theirs):
            assert source.facts.get(name) == (theirs if mine == was else mine)
        elif mine != theirs and None not in (mine, theirs):
            assert sum(f"the {name} " in line for line in conflicts) == 1


@given(SOURCES, SOURCES, SOURCES)
def test_an_edit_is_undone_by_its_inverse(before: Source, after: Source, meanwhile: Source) -> None:
    """What was changed since, and is not about the same, stays; else the undo is blocked."""
    done = applied(before, before, after)
    assert (done.facts, set(done.derived_from)) == (after.facts, set(after.derived_from))
    assert not is_blocked(done, after, before)
    back = applied(done, after, before)
    assert (back.facts, set(back.derived_from)) == (before.facts, set(before.derived_from))
    current = replace(done, facts=meanwhile.facts)
    if not is_blocked(current, after, before):
        untouched = {name for name in meanwhile.facts if before.facts.get(name) == after.facts.get(name)}
        found = applied(current, after, before).facts
        assert {name: found[name] for name in untouched} == {name: meanwhile.facts[name] for name in untouched}


@given(RANGES, RANGES, RANGES)
def test_a_mark_of_reading_changes_only_its_own_ranges(before: Any, after: Any, since: Any) -> None:
    """Undoing it gives back what it took and takes what it gave; what was read since stays, where it did not touch it."""
    source = replace(SOURCE, read=before)
    marked = replace(source, read=after)

    def points(ranges: Any) -> set[int]:
        return {place for start, end in ranges for place in range(start, end)}

    done = applied(source, source, marked)
    assert points(done.read) == points(after)
    later = (
        replace(done, read=tuple(sorted({*done.read, *since}))) if points(since).isdisjoint(points(done.read)) else done
    )
    back = applied(later, marked, source)
    assert points(back.read) == points(before) | (points(later.read) - points(after))
