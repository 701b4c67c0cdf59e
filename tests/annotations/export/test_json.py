"""The export says everything, in the shape that its schema fixes."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotations.export.json import Export
from annotations.library import Library, Span

Find = Callable[[Library, int, str], tuple[str, int, int]]
SCHEMA = json.loads((Path(__file__).parents[3] / "docs/format.schema.json").read_text("utf-8"))


@pytest.fixture
def worked(library: Library, span: Find) -> Library:
    """A library with passages, a link, a note and an own tag."""
    library.add_tag("date")
    one = library.add(*span(library, 1, "1902"), tags=["figure", "date"], note="“sure”?\n")
    library.connect(one.id, Span(*span(library, 2, "1911")), "contradicts", "nine years")
    library.add(*span(library, 1, "The orchard was planted"), tags=["claim"])
    return library


def exported(library: Library, *, with_text: bool = False) -> dict[str, Any]:
    """What a program that reads the export gets."""
    value: dict[str, Any] = json.loads(b"".join(Export(library, with_text=with_text).pieces()))
    return value


@pytest.mark.parametrize("with_text", [False, True])
def test_the_export_has_the_shape_of_its_schema(worked: Library, *, with_text: bool) -> None:
    """With and without the texts."""
    Draft202012Validator(SCHEMA).validate(exported(worked, with_text=with_text))


def test_the_schema_is_strict(worked: Library) -> None:
    """A field more, a field less or another type is refused."""
    validator = Draft202012Validator(SCHEMA)
    value = exported(worked)
    one, source, link = value["annotations"][0], value["sources"][0], value["links"][0]
    for part, spoiled in (
        ({}, {**value, "more": 1}),
        (value, {"annotations": [{key: field for key, field in one.items() if key != "quote"}]}),
        (value, {"sources": [{**source, "number": "1"}]}),
        (value, {"links": [{**link, "more": 1}]}),
    ):
        assert validator.is_valid({**value, **part})
        assert not validator.is_valid({**part, **spoiled})


def test_quotes_can_be_proved_by_the_text(worked: Library) -> None:
    """Each passage's words stand where it says, in the text whose hash it says."""
    value = exported(worked, with_text=True)
    texts = {source["id"]: source["text"] for source in value["sources"]}
    assert len(value["annotations"]) == 3
    for one in value["annotations"]:
        assert texts[one["source"]][one["start"] : one["end"]] == one["quote"]
        assert one["fragments"] == [[one["start"], one["end"]]]
    for source in value["sources"]:
        assert sha256(source["text"].encode()).hexdigest() == source["text_sha256"]


def test_the_export_says_what_was_recorded(worked: Library) -> None:
    """Order, addresses, place in the file, and both ends of a link."""
    value = exported(worked)
    assert [one["address"] for one in value["annotations"]] == ["1:2", "1:1", "2:1"]
    one = value["annotations"][1]
    assert one["location"] == {"line": 3, "column": 28, "headings": ["The orchard"]}
    assert (one["tags"], one["note"], one["anchoring"]) == (["figure", "date"], "“sure”?\n", "anchored")
    [link] = value["links"]
    assert (link["source_address"], link["kind"], link["target_address"]) == ("1:1", "contradicts", "2:1")
    assert [tag["name"] for tag in value["tags"]] == ["claim", "figure", "opinion", "date"]


def test_the_export_is_the_same_from_run_to_run(worked: Library, folder: Path) -> None:
    """Except for when it was made, also after the library was opened again."""
    first = exported(worked, with_text=True)
    worked.close()
    second = exported(Library.open([folder]), with_text=True)
    assert {**first, "exported": ""} == {**second, "exported": ""}


def many(folder: Path, sources: int) -> Library:
    """A library of a hundred claims in so many sources, half of them linked to the one before."""
    folder.mkdir()
    for number in range(1, sources + 1):
        (folder / f"{number:04}.txt").write_text(f"The well of village {number} is deep and old.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    with library.transaction("many"):
        made = [library.add(source.id, 0, 37, tags=["claim"]) for source in library.sources()[:100]]
        for one, other in zip(made[::2], made[1::2], strict=True):
            library.connect(one.id, other.id, "contradicts")
    return library


def test_an_export_is_as_long_as_what_was_recorded(tmp_path: Path) -> None:
    """Twice as many sources add a line for each of them, and nothing to what is told of a passage."""
    sizes = []
    for sources in (100, 200):
        library = many(tmp_path / str(sources), sources)
        lines = b"".join(Export(library).pieces()).splitlines(keepends=True)
        named = lines.index(b'"annotations": [\n')
        sizes.append((sum(map(len, lines[:named])), sum(map(len, lines[named:]))))
        library.close()
    assert sizes[1][1] <= 1.02 * sizes[0][1]
    assert sizes[0][1] < 100 * 2000
    assert sizes[1][0] < 200 * 1000


def test_a_sparse_board_says_what_every_source_does(worked: Library) -> None:
    """A source without a cell is silent if it has been read, else unread, as on the board itself."""
    first = worked.sources()[0]
    worked.mark_read(first.id, 0, first.length)
    value = exported(worked)
    board = worked.board()
    assert len(value["board"]) == len(board.rows) > 0
    for told, row in zip(value["board"], board.rows, strict=True):
        cells = {cell["source"]: cell["stance"] for cell in told["cells"]}
        for source in value["sources"]:
            stance = cells.get(source["id"], "silent" if source["read_through"] else "unread")
            assert stance == board.cell(row, source["id"]).stance
    assert [source["read_through"] for source in value["sources"]][:2] == [True, False]


def test_the_texts_of_an_export_are_not_kept(worked: Library) -> None:
    """Each source is let go when it was written, also one whose passages are to be decided on."""
    for source in worked.sources():
        worked.path(source.id).write_text("Something else stands here now.\n", encoding="utf-8")
    worked.close()
    library = Library.open([worked.folder])
    pieces = Export(library).pieces()
    assert b"".join(pieces)
    assert not any(library.is_open(source.id) for source in library.sources())
    assert any(passage.anchoring == "orphan" for one in library.sources() for passage in library.passages(one.id))


def test_what_was_lost_is_exported_too(worked: Library, folder: Path) -> None:
    """A passage without a place keeps its words and says that it is an orphan."""
    worked.close()
    (folder / "1-orchard.md").unlink()
    value = exported(Library.open([folder]), with_text=True)
    Draft202012Validator(SCHEMA).validate(value)
    lost = [one for one in value["annotations"] if one["anchoring"] == "orphan"]
    assert sorted(one["quote"] for one in lost) == ["1902", "The orchard was planted"]
    assert all(one["start"] is one["end"] is one["location"] is None for one in lost)
