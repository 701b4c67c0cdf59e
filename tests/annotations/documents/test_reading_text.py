"""Which lines belong together: what texts of many kinds read as."""

import tomllib
from pathlib import Path

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document
from annotations.documents.file.decode import decode
from annotations.documents.loader import read
from tests.case_tables import each

DATA = Path(__file__).parent / "data"
CASES = [
    case
    for path in sorted([*DATA.glob("reading*.toml"), DATA / "html.toml"])
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
ENCODINGS = [
    (encoding, language["text"])
    for language in tomllib.loads((DATA / "encodings.toml").read_text("utf-8")).values()
    for encoding in language["encodings"]
]
PAGES = """
A History of Bridges                                        Spring 1931

   The first of them was built by a miller who wanted to be paid for it.

Miller                                                        [Page {}]
"""


def blocks(document: Document) -> list[str]:
    """The kind and the text of each block."""
    found = []
    for block in document.blocks:
        text = document.slice(block.start, block.end)
        if block.kind is BlockKind.ROW:
            text = "|".join(document.slice(*cell) for cell in block.cells)
        found.append(f"{block.kind}: {text}".replace("\n", "⏎"))
    return found


@each(CASES)
def test_lines_belong_together_as_a_reader_sees_them(case: dict[str, object]) -> None:
    """Kinds and words of all blocks are those expected."""
    text = str(case["text"]).lstrip("\n")
    assert blocks(read(text.encode(), str(case["file"]))) == case["blocks"]


@each(CASES)
def test_every_word_is_found_in_the_file(case: dict[str, object]) -> None:
    """Each letter of the reading text stands at the place in the file that is said of it."""
    text = str(case["text"]).lstrip("\n").replace("&quot;", '"     ')
    lines = text.split("\n")
    document = read(text.encode(), str(case["file"]))
    for offset, char in enumerate(document.text):
        if char.isalnum():
            place = document.location(offset)
            assert lines[place.line - 1][place.column - 1] == char


def test_heads_and_feet_of_pages_are_furniture_and_no_headings() -> None:
    """What comes again on each page is folded away, whatever its number is."""
    document = read("".join(PAGES.format(n) for n in range(1, 5)).encode(), "a.txt")
    assert not document.headings()
    assert sum(block.info == "boilerplate" for block in document.blocks) == 8


@each(ENCODINGS)
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(encoding: str, text: str) -> None:
    """Whole, and where there is little of it."""
    for written in (text, text[:70]):
        assert decode(written.encode(encoding), "a.txt").text == written
