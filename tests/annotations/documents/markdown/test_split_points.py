"""Blocks longer than what is parsed at once: read in pieces, in their order, with nothing lost."""

import re
from itertools import pairwise

import pytest

from annotations.documents.blocks import BlockKind
from annotations.documents.loader import DocumentLoader, read
from annotations.documents.markdown.content import LONGEST

COUNT = 2_000
SENTENCES = "".join(f"Number w{n} is *one* of many. " for n in range(COUNT))
LONG = {
    "a paragraph in one line": SENTENCES,
    "a paragraph of many lines": SENTENCES.replace(". ", ".\n"),
    "a quotation": "".join(f"> line w{n} of it\n" for n in range(COUNT)),
    "a quotation without its marks": "> begins\n" + "".join(f"line w{n} of it\n" for n in range(COUNT)),
    "paragraphs of a quotation": "".join(f"> line w{n} of it\n>\n" for n in range(COUNT)),
    "a quotation in a quotation": "".join(f"> > line w{n} of it\n" for n in range(COUNT)),
    "a list in a quotation": "".join(f"> - item w{n} of it\n" for n in range(COUNT)),
    "a list": "".join(f"- item w{n} of it\n" for n in range(COUNT)),
    "a list with paragraphs": "".join(f"- item w{n} of it\n\n" for n in range(COUNT)),
    "lists in a list": "".join(f"- item\n  - in it\n    - w{n} in that\n" for n in range(COUNT)),
    "an item with paragraphs": "- begins\n" + "".join(f"\n  paragraph w{n} of it\n" for n in range(COUNT)),
    "an item with one paragraph": "- " + SENTENCES,
    "a table": "| a | b |\n|---|---|\n" + "".join(f"| w{n} | cell of it |\n" for n in range(COUNT)),
    "code in a fence": "```\n" + "".join(f"line w{n} of code\n" for n in range(COUNT)) + "```\n",
    "code that is set in": "".join(f"    line w{n} of code\n" for n in range(COUNT)),
    "raw HTML": "<div>\n" + "".join(f"<p>line w{n}\n" for n in range(COUNT)),
    "a heading": "# " + SENTENCES,
    "a footnote": "see[^1]\n\n[^1]: " + SENTENCES,
}
WHOLE = {"a heading", "a footnote"}
"""Those that are read in one step."""


@pytest.mark.parametrize("asked", ["", "markdown"])
@pytest.mark.parametrize("name", LONG)
def test_a_long_block_is_read_step_by_step_and_in_its_order(name: str, asked: str) -> None:
    """However a long block is cut, no step reads much of it, and its words are there once, one after the other."""
    reading = DocumentLoader((LONG[name] + "\n\n# The end\n").encode(), "a.md", asked)
    document, lengths = reading.document, [0]
    while reading.step():
        lengths.append(document.length)
    assert name in WHOLE or max(after - before for before, after in pairwise(lengths)) <= 2 * LONGEST
    assert [int(n) for n in re.findall(r"\bw(\d+)\b", document.text)] == list(range(COUNT))
    assert document.blocks[-2 if name == "a footnote" else -1].kind is not BlockKind.CODE
    assert "The end" in document.text


@pytest.mark.parametrize("name", ["a paragraph in one line", "a paragraph of many lines", "an item with one paragraph"])
def test_a_long_paragraph_is_shown_in_parts_and_told(name: str) -> None:
    """No part is longer than what is parsed at once, marks are still read, and the reader is told once."""
    document = read(LONG[name].encode(), "a.md", "markdown")
    assert all(block.end - block.start <= LONGEST for block in document.blocks)
    assert sum(len(block.marks) for block in document.blocks) == COUNT
    assert document.problems == ["a paragraph is too long to be read in one piece and is shown in several"]


@pytest.mark.parametrize("numbers", ["1.", "7)"])
def test_a_list_that_was_cut_counts_on(numbers: str) -> None:
    """The items of a numbered list that passes many windows are numbered as one list, without gaps."""
    document = read("".join(f"{numbers} item\n" for _ in range(4_000)).encode(), "a.md")
    first = int(numbers[:-1])
    assert [b.marker for b in document.blocks] == [f"{n}{numbers[-1]}" for n in range(first, first + 4_000)]
    assert not any(block.gap for block in document.blocks[1:])


def test_a_long_table_stays_one() -> None:
    """A table of many windows is one table, with one head."""
    document = read(LONG["a table"].encode(), "a.md")
    assert {block.table for block in document.blocks} == {document.blocks[0].table}
    assert len(document.blocks) == COUNT + 1


def test_a_long_fence_ends_where_it_is_closed() -> None:
    """What looks like a heading in a long block of code is code, and what follows its end is not."""
    code = "".join(f"# comment {n}\n\n" for n in range(COUNT))
    document = read(f"~~~~ python extra\n{code}~~~\n~~~~\n# Head\n".encode(), "a.md")
    assert {block.info for block in document.blocks[:-1]} == {"python"}
    assert len(document.blocks) == 2 * COUNT + 2
    assert document.blocks[-1].kind is BlockKind.HEADING


def test_definitions_alone_are_no_text() -> None:
    """Thousands of definitions leave nothing to read, and each of them is known."""
    links = "".join(f"[r{n}]: /u{n}\n" for n in range(5_000))
    document = read(f"{links}\n[r0] and [r4999]\n".encode(), "a.md")
    assert document.text == "r0 and r4999"
    assert [mark.target for block in document.blocks for mark in block.marks] == ["/u0", "/u4999"]


def test_a_very_long_paragraph_is_cut_between_sentences() -> None:
    """A part ends with a sentence, and not after an abbreviation or the day of a date, wherever its lines end."""
    text = "Das gilt nach Art. 5 Abs. 2 Satz 1 bis zum 3. Mai.\nEs gilt *immer* u. a. auch hier. " * 700
    document = read(text.encode(), "case.md")
    ends = {document.text[block.start : block.end].rstrip()[-6:] for block in document.blocks}
    assert len(document.blocks) > 1
    assert ends <= {". Mai.", " hier."}
