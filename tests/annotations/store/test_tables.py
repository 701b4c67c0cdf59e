"""Records become documents and come back; what is not understood is kept."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.index import Index
from annotations.model import Annotation, Link, Source, Tag
from annotations.store.tables import decode, document, encode

SOURCE = document(Source(id="s", number=1, path="a.txt", last_number=2))
ONE = document(Annotation(id="a", source="s", number=1, fragments=((0, 3),), exact="abc", created="t", modified="t"))
OTHER = {**ONE, "id": "b", "number": 2}
LINK = document(Link(id="l", source="a", target="b", kind="cites", created="t"))
TAG = document(Tag(name="claim", letter="C", colour="claim"))


def library(**changes: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of a small library, some records in them replaced: ``annotations_2={...}``."""
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "sources": {"1": SOURCE},
        "annotations": {"1": ONE, "2": OTHER},
        "links": {"1": LINK},
        "tags": {"1": TAG},
    }
    for place, fields in changes.items():
        table, _, number = place.partition("_")
        tables[table][number] = fields
    return tables


def written_back(tables: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """What is written when nothing was changed."""
    index = Index()
    index.load(decode(tables))
    return encode(index.snapshot())


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
    tables = library(annotations_1={**ONE, **more}, sources_1={**SOURCE, **more}, tags_1={**TAG, **more})
    assert decode(tables).problems == []
    assert plain(written_back(tables)) == plain(tables)


def test_tables_that_are_not_ours_are_kept() -> None:
    """Somebody else may keep something in the same file."""
    tables = {**library(), "theirs": {"7": {"anything": [1, {"b": None}]}}}
    assert written_back(tables)["theirs"] == tables["theirs"]


WRONG = {
    "no number": ("annotations_3", {**ONE, "id": "c", "number": "3"}),
    "no quote": ("annotations_3", {**ONE, "id": "c", "number": 3, "exact": ""}),
    "no place": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": []}),
    "a backward place": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 2]]}),
    "a place before the text": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[-1, 2]]}),
    "fragments out of order": ("annotations_3", {**ONE, "id": "c", "number": 3, "fragments": [[5, 7], [0, 2]]}),
    "a taken address": ("annotations_3", {**ONE, "id": "c"}),
    "a taken id": ("annotations_3", {**ONE, "number": 3}),
    "an unknown source": ("annotations_3", {**ONE, "id": "c", "source": "t"}),
    "a link to nothing": ("links_3", {**LINK, "id": "m", "target": "z"}),
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
    index = Index()
    index.load(loaded)
    assert index.next_source_number() == (4 if table == "sources" else 2)
