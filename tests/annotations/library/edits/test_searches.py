"""Saved searches: recorded, renamed, undone, written, merged."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.library.edits.searches import LONGEST
from annotations.model import Edit, SavedSearch
from annotations.records.merge import Tables, merge
from annotations.store.codec import now


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A source without passages."""
    (tmp_path / "1.txt").write_text("This is number 1.\n", encoding="utf-8")
    made = Library.open([tmp_path], author="tester")
    yield made
    made.close()


def again(library: Library) -> Library:
    """The library as another program finds it."""
    library.flush()
    return Library.open([library.folder], author="other")


def names(library: Library) -> list[str]:
    """The names of the saved searches."""
    return [one.name for one in library.searches.all()]


def test_a_search_is_saved_and_found_by_its_name(library: Library) -> None:
    """Ignoring case and blanks; the same name again replaces it."""
    made = library.searches.save("  My   claims ", "search", " tag:claim   rows ")
    assert (made.name, made.query, made.author) == ("My claims", "tag:claim rows", "tester")
    assert library.searches.named("my claims") == made
    replaced = library.searches.save("MY CLAIMS", "search", "tag:figure")
    assert (replaced.name, replaced.query, replaced.created) == ("My claims", "tag:figure", made.created)
    library.searches.save("board", "board", "status:open", sort="contested", group="tag", unsettled=True)
    assert names(library) == ["board", "My claims"]
    assert again(library).searches.all() == library.searches.all()


def test_what_changes_nothing_is_no_step(library: Library) -> None:
    """Saving the same again, or renaming to the same name."""
    library.searches.save("one", "search", "words")
    steps = len(library.history.entries())
    library.searches.save("one", "search", "words")
    library.searches.rename("one", " one ")
    assert len(library.history.entries()) == steps


def test_each_change_is_undone_and_redone(library: Library) -> None:
    """Saved, replaced, renamed and deleted, one after the other."""
    library.searches.save("one", "search", "words")
    library.searches.rename("one", "other")
    library.searches.remove("other")
    states = [[], ["one"], ["other"], []]
    for state in reversed(states[:-1]):
        library.undo()
        assert names(library) == state
    for state in states[1:]:
        library.redo()
        assert names(library) == state


def test_a_change_that_was_overtaken_is_not_undone_by_itself(library: Library) -> None:
    """The message names the search."""
    library.searches.save("one", "search", "words")
    first = library.history.entries()[0].sequence
    library.searches.save("one", "search", "others")
    with pytest.raises(UsageError, match="the saved search one was changed since"):
        library.transactions.undo_entry(first)


@pytest.mark.parametrize("name", ["", "  ", "a\x1bb", "x" * (LONGEST + 1), "a\u202eb"])
def test_a_name_that_cannot_be_one_is_refused(library: Library, name: str) -> None:
    """Neither to save nor to rename."""
    library.searches.save("one", "search", "words")
    with pytest.raises(UsageError, match="cannot be the name"):
        library.searches.save(name, "search", "words")
    with pytest.raises(UsageError, match="cannot be the name"):
        library.searches.rename("one", name)


def test_a_taken_name_is_refused(library: Library) -> None:
    """By a search of another list, and by any other one when renaming."""
    library.searches.save("one", "search", "words")
    library.searches.save("other", "board", "words")
    with pytest.raises(UsageError, match="taken by a saved search of another list"):
        library.searches.save("One", "board", "words")
    with pytest.raises(UsageError, match="There is a saved search “other” already"):
        library.searches.rename("one", "OTHER")
    assert library.searches.rename("one", "One").name == "One"
    with pytest.raises(UsageError, match="no saved search “nothing”"):
        library.searches.remove("nothing")


def test_the_export_has_them(library: Library) -> None:
    """With all their fields."""
    made = library.searches.save("one", "board", "words", sort="contested")
    [exported] = json.loads(b"".join(Export(library).pieces()))["searches"]
    assert exported == {
        "name": "one", "place": "board", "query": "words", "sort": "contested", "group": "", "unsettled": False,
        "created": made.created, "modified": made.modified, "author": "tester",
    }  # fmt: skip


def test_fields_of_a_newer_version_are_kept(library: Library) -> None:
    """Also when the search is changed here."""
    before = library.searches.save("one", "search", "words")
    after = replace(before, extra={"weight": 3})
    with library.transaction():
        library.transactions.commit(Planned(after, "put", [Edit("searches", "one", before, after)]))
    library.searches.save("one", "search", "others")
    library.close()
    [row] = json.loads((library.home / "library.json").read_text(encoding="utf-8"))["searches"].values()
    assert (row["query"], row["weight"]) == ("others", 3)
    assert Library.open([library.folder]).searches.named("one").extra == {"weight": 3}


def _search(name: str, query: str, modified: str) -> SavedSearch:
    time = now()
    return SavedSearch(name=name, place="search", query=query, created=time, modified=modified)


queries = st.sampled_from(["", "a", "b", "c"])


@given(st.lists(st.tuples(st.sampled_from("xyz"), queries, queries, queries), max_size=4, unique_by=lambda row: row[0]))
def test_two_states_are_merged_alike_from_either_side(rows: list[tuple[str, str, str, str]]) -> None:
    """The later of two changes is taken, a deleted search that was changed is kept, and nothing else is there."""
    base: dict[str, SavedSearch] = {}
    ours: dict[str, SavedSearch] = {}
    theirs: dict[str, SavedSearch] = {}
    for name, was, one, other in rows:
        start = _search(name, was, "2026-01-01")
        for state, query, time in ((base, was, "2026-01-01"), (ours, one, "2026-01-02"), (theirs, other, "2026-01-03")):
            if query:
                state[name] = start if query == was else replace(start, query=query, modified=time)
    tables: list[Tables] = [{"searches": state} for state in (base, ours, theirs)]
    merged = merge(*tables).tables["searches"]
    assert merged == merge(tables[0], tables[2], tables[1]).tables["searches"]
    for name, was, one, other in rows:
        kept = merged.get(name)
        wanted = other if one == was else one if other == was else other or one
        assert (kept.query if isinstance(kept, SavedSearch) else "") == wanted
