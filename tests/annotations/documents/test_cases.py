"""The case files: each source in the folder of data reads as its outline says."""

from pathlib import Path

import pytest

from annotations.documents.document import Document
from annotations.documents.loader import read

DATA = Path(__file__).parent / "data"
SOURCES = sorted(path for path in DATA.iterdir() if path.suffix in {".txt", ".md"})


def outline(document: Document) -> str:
    """One line a block, ``+`` where a blank row stands before it, then its marks and what its table shares."""
    lines = [f"title|{document.title}"]
    for index, block in enumerate(document.blocks):
        text = document.slice(block.start, block.end)
        fields = (block.kind, block.level, block.depth, block.quote, block.marker, block.info)
        lines.append(("+" if block.gap else " ") + "|".join(map(str, fields)) + "|" + repr(text)[1:-1])
        for mark in block.marks:
            target = f" -> {mark.target}" if mark.target else ""
            lines.append(f"    {mark.kind} {document.slice(mark.start, mark.end)!r}{target}")
        if block.table and block.table.first == index:
            lines.append(f"    table {block.table.count} rows, {block.table.head} head, {' '.join(block.table.aligns)}")
    return "\n".join([*lines, *(f"problem|{problem}" for problem in document.problems)]) + "\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_a_case_file_reads_as_its_outline(source: Path) -> None:
    """Kind, level, depth, quote, marker, info, text, marks and gaps of every block are those expected."""
    expected = source.with_name(source.name + ".outline").read_text(encoding="utf-8")
    assert outline(read(source.read_bytes(), source.name)) == expected
