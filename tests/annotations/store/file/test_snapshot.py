"""Records become documents and come back; what is not understood is kept."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import decode as decoded
from msgspec.json import encode as encoded
from msgspec.structs import replace

from annotations.model import Annotation, Edit, Link, Memo, SavedSearch, Source, Tag
from annotations.model.judgements import Claim, Independence, Rejection, Ruling
from annotations.records.index import RecordIndex
from annotations.store.codec import document
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import decode, decode_fast, rows
from annotations.store.journal.format import JournalEntry, decode_line, encode_line

SOURCE = document(Source(id="s", number=1, path="a.txt", last_number=2))
ONE = document(Annotation(id="a", source="s", number=1, fragments=((0, 3),), exact="abc", created="t", modified="t"))
OTHER = {**ONE, "id": "b", "number": 2}
LINK = document(Link(id="l", source="a", target="b", kind="cites", created="t"))
CLAIM = document(Claim(id="c", anchor="a", title="So it is", created="t", modified="t"))
REJECTION = document(Rejection(id="r", one="a", other="b", one_sha256="1", other_sha256="2", created="t"))
INDEPENDENCE = document(Independence(id="i", one="a", other="b", count="once", created="t", modified="t"))
RULING = document(Ruling(id="u", anchor="a", side="b", created="t", modified="t"))
SEARCH = document(SavedSearch(name="open", place="board", query="status:open", created="t", modified="t"))
MEMO = document(Memo(id="m", about="source", key="s", note="n", created="t", modified="t"))
TAG = document(Tag(name="claim", letter="C", colour="claim"))


def library(**changes: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of a small library, some records in them replaced: ``annotations_2={...}``."""
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "sources": {"1": SOURCE},
        "annotations": {"1": ONE, "2": OTHER},
        "links": {"1": LINK},
        "tags": {"1": TAG},
        "claims": {"1": CLAIM},
        "rejections": {"1": REJECTION},
        "independence": {"1": INDEPENDENCE},
        "rulings": {"1": RULING, "2": {**RULING, "id": "v", "side": ""}},
        "searches": {"1": SEARCH},
        "memos": {"1": MEMO},
    }
    for place, fields in changes.items():
        table, _, number = place.partition("_")
        tables[table][number] = fields
    return tables


def written_back(tables: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """What is written when nothing was changed."""
    index = RecordIndex()
    index.load(decode(tables))
    written = {name: {key: decoded(data) for key, data in table} for name, table in rows(index.snapshot()).items()}
    return {name: table for name, table in written.items() if table or name in tables}


def plain(value: object) -> object:
    """A value as JSON has it: lists, no tuples."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def test_a_library_is_written_as_it_was_read() -> None:
    """Every record under its number."""
    loaded = decode(library())
    assert loaded.problems == []
    assert plain(written_back(library())) == plain(library())


@given(st.dictionaries(st.text(min_size=1).map("x_".__add__), st.none() | st.integers() | st.lists(st.text())))
def test_fields_of_a_newer_version_are_kept(more: dict[str, Any]) -> None:
    """Whatever they are, and beside the fields that are known."""
    known = {"annotations": ONE, "sources": SOURCE, "tags": TAG, "claims": CLAIM, "rejections": REJECTION}
    tables = library(**{f"{table}_1": {**fields, **more} for table, fields in known.items()})
    assert decode(tables).problems == []
    assert plain(written_back(tables)) == plain(tables)


def test_what_was_not_understood_is_still_not_after_it_was_written_back(tmp_path: Path) -> None:
    """A record that fits no longer than its neighbours is kept and told each time, though postil wrote the file."""
    storage = AtomicStorage(tmp_path / "library.json")
    storage.write(library(annotations_3={**ONE, "id": "c"}))
    for _ in range(2):
        loaded = storage.load()
        assert len(loaded.problems) == 1
        index = RecordIndex()
        index.load(loaded)
        storage.checkpoint(index.snapshot(), {"id": ""}, nullcontext())
    assert (storage.read() or {})["annotations"]["3"]["id"] == "c"


def test_tables_that_are_not_ours_are_kept() -> None:
    """Somebody else may keep something in the same file."""
    tables = {**library(), "theirs": {"7": {"anything": [1, {"b": None}]}}}
    assert written_back(tables)["theirs"] == tables["theirs"]


WRONG = {
    "no number": ("annotations_3", {**ONE, "id": "c", "number": "3"}),
    "no quote": ("annotations_3", {**ONE, "id": "c", "number": 3, "exact": ""}),
    "no place": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": []}),
    "number zero": ("annotations_3", {**ONE, "id": "c", "number": 0}),
    "a number that is not exact in JSON": ("annotations_3", {**ONE, "id": "c", "number": 1 << 53}),
    "an empty place": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 5]]}),
    "a place beyond all texts": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 1 << 53]]}),
    "a backward place": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 2]]}),
    "a place before the text": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[-1, 2]]}),
    "fragments out of order": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 7], [0, 2]]}),
    "a taken address": ("annotations_3", {**ONE, "id": "c"}),
    "a taken id": ("annotations_3", {**ONE, "number": 3}),
    "an unknown source": ("annotations_3", {**ONE, "id": "c", "source": "t"}),
    "a link to nothing": ("links_3", {**LINK, "id": "m", "target": "z"}),
    "a claim about nothing": ("claims_3", {**CLAIM, "id": "d", "anchor": "z"}),
    "a rejected pair of one": ("rejections_3", {**REJECTION, "id": "s", "other": "z"}),
    "a decision about one passage": ("independence_3", {**INDEPENDENCE, "id": "j", "other": "z"}),
    "a dispute about nothing": ("rulings_3", {**RULING, "id": "w", "anchor": ""}),
    "a side that is not there": ("rulings_3", {**RULING, "id": "w", "side": "z"}),
    "a memo about nothing": ("memos_3", {**MEMO, "id": "n", "key": "z"}),
    "a taken memo": ("memos_3", MEMO),
    "a search without a name": ("searches_3", {**SEARCH, "name": ""}),
    "a path that leads out": ("sources_3", {**SOURCE, "id": "t", "number": 3, "path": "../../secret.txt"}),
    "an absolute path": ("sources_3", {**SOURCE, "id": "t", "number": 3, "path": "/secret.txt"}),
    "a path taken": ("sources_3", {**SOURCE, "id": "t", "number": 3}),
    "an empty record": ("tags_3", {}),
    "no id": ("tags_3", {**TAG, "name": ""}),
}


@pytest.mark.parametrize(("place", "fields"), WRONG.values(), ids=WRONG.keys())
def test_a_record_that_does_not_fit_is_kept_and_told(place: str, fields: dict[str, Any]) -> None:
    """It is not shown, not lost, and its number is given to no other record."""
    tables = library(**{place: fields})
    loaded = decode(tables)
    [problem] = loaded.problems
    table, _, number = place.partition("_")
    assert problem.startswith(f"Record {number} of {table} ")
    assert "\n" not in problem
    assert plain(written_back(tables)) == plain(tables)
    index = RecordIndex()
    index.load(loaded)
    assert index.next_source_number() == (4 if table == "sources" else 2)


@pytest.mark.parametrize(("place", "fields"), WRONG.values(), ids=WRONG.keys())
def test_the_quick_way_to_read_a_file_takes_no_record_that_does_not_fit(place: str, fields: dict[str, Any]) -> None:
    """Whatever the file says of itself; without the record it is taken."""
    meta: dict[str, dict[str, Any]] = {"meta": {"1": {}}}
    assert decode_fast(encoded({**meta, **library()})) is not None
    assert decode_fast(encoded({**meta, **library(**{place: fields})})) is None


@pytest.mark.parametrize("change", [{"fragments": ((5, 2),)}, {"fragments": ()}, {"exact": ""}, {"number": 0}])
def test_a_passage_that_could_not_be_read_again_is_not_written_to_the_journal(change: dict[str, Any]) -> None:
    """Neither as it becomes nor as it was."""
    good = Annotation(**{**ONE, "fragments": ((0, 3),)})
    bad = replace(good, **change)
    line = JournalEntry(1, "change", "t", "me", "label", "s", 0, 0, (), ())
    assert decode_line(encode_line(line._replace(edits=(Edit("annotations", "a", good, good),)), "0" * 8)[:-1])
    for before, after in ((good, bad), (bad, None)):
        with pytest.raises(ValueError, match="it has no"):
            encode_line(line._replace(edits=(Edit("annotations", "a", before, after),)), "0" * 8)


@pytest.mark.parametrize(
    "numbers", [("0",), ("-0",), ("01",), ("-1",), ("１",), ("1_0",), (" 1",), ("",), ("9" * 16,), ("2", "1")]
)
def test_the_quick_way_to_read_a_file_takes_no_other_numbers_of_documents(numbers: tuple[str, ...]) -> None:
    """Another program would not find them under these, or not in their order."""
    good = {"meta": {}, **library()}
    documents = dict(zip(numbers, (ONE, OTHER), strict=False))
    assert decode_fast(encoded({**good, "links": {}, "claims": {}, "rejections": {}})) is not None
    assert decode_fast(encoded({**good, "annotations": documents, "links": {}, "claims": {}, "rejections": {}})) is None
