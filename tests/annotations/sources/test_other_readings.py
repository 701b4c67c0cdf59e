"""Passages follow into another text of the same bytes, by a newer reader or in another encoding, without a question."""

from pathlib import Path
from shutil import copytree

import pytest

from annotations.documents.loader import DocumentLoader
from annotations.library import Library
from annotations.library.issues.findings import examine, findings

BEFORE = Path(__file__).parent / "data/before"
"""A library that the reader of version 4 made: wrapped lines as they were, the source of HTML, `$x^y^$`, `==page 9==`."""
WORDS = {
    "which is\nof wood": "which is of wood",
    "found to be in\ngood order": "found to be in good order",
    "shortened and\ngoes on": "shortened and goes on",
    "A <i>short</i>": "short",
    "<td>412</td>": "412",
}
"""What passages read as now whose words are others."""


def looked_at(folder: Path) -> Library:
    """The library in a folder, with all of its sources read."""
    library = Library.open([folder], author="tester")
    for _ in examine(library):
        pass
    return library


def words(library: Library) -> dict[str, str]:
    """What stands at the place of each passage, by its recorded words."""
    return {
        one.annotation.exact: library.document(source.id).text[one.start : one.end] if one.placed else ""
        for source in library.sources()
        for one in library.passages(source.id)
    }


def test_a_library_of_before_opens_without_a_question(tmp_path: Path) -> None:
    """Each passage is found, nothing is to be decided, and that stays so when it is opened again."""
    folder = copytree(BEFORE, tmp_path / "before")
    for _ in range(2):
        library = looked_at(folder)
        assert findings(library) == []
        assert not library.read_only
        found = words(library)
        assert len(found) == 25
        assert found == {exact: WORDS.get(exact, exact) for exact in found}
        library.close()


def test_what_is_recorded_stays(tmp_path: Path) -> None:
    """The words, notes and tags of a passage are those that were recorded."""
    folder = copytree(BEFORE, tmp_path / "before")
    before = {one.id: one for one in Library.open([folder]).all_annotations()}
    looked_at(folder).close()
    assert {one.id: one for one in Library.open([folder]).all_annotations()} == before


def test_an_edit_of_the_file_asks_as_ever(tmp_path: Path) -> None:
    """The same passages are followed into bytes that are others, and a changed figure is an alarm."""
    folder = copytree(BEFORE, tmp_path / "before")
    looked_at(folder).close()
    page = folder / "page.md"
    page.write_text(page.read_text("utf-8").replace("1902", "1911"), encoding="utf-8")
    assert "figure" in {one.kind for one in findings(looked_at(folder))}


@pytest.mark.parametrize("tag", ["figure", "claim"])
def test_new_passages_stand_beside_the_old_ones(tmp_path: Path, tag: str) -> None:
    """A passage that is made in the new text changes nothing about the old ones."""
    folder = copytree(BEFORE, tmp_path / "before")
    library = looked_at(folder)
    source = next(one for one in library.sources() if one.path == "page.md")
    start = library.document(source.id).text.index("nobody")
    library.add(source.id, start, start + 6, tags=[tag])
    library.close()
    again = looked_at(folder)
    assert findings(again) == []
    assert words(again)["nobody"] == "nobody"


def test_a_reading_of_bytes_knows_them() -> None:
    """The hash of the bytes tells whether a text is another reading of the same file."""
    one, other = (DocumentLoader(b"<p>a</p>", name) for name in ("a.md", "a.txt"))
    for loader in (one, other):
        while loader.step():
            pass
    assert one.file_sha256 == other.file_sha256 != ""
    assert one.text_sha256 != other.text_sha256
