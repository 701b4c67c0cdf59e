"""Markdown: reading in pieces changes nothing, words keep their places, hostile input stays harmless."""

import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.file.lines import Lines
from annotations.documents.loader import read
from annotations.documents.markdown import reader as markdown

DATA = Path(__file__).parents[1] / "data"
BLOCKS = (
    "para one\nand on", "# head", "set\n===", "- a\n- b", "- a\n\n- b", "  - c\n\n    d", "1. x\n2. y", "7. z\n\n8. w",
    "3) p\n\n   q\n\n4) r", "* s", "> quote\nlazy", "> - in\n> - quote", "```\ncode\n\n# no\n```", "~~~\nopen", "    ind\n\n    ented",
    "| a | b |\n|--|--|\n| 1 | 2 |", "| a |\n|---|\ntext", "<div>\n\nx\n\n</div>", "<!-- c\n\nc -->", "---", '[r]: /to "t"',
    "[s]:\n/other", "use [r] and [s] and [t]", "[t]: <x y>", "note[^1] again[^1][^2] ^[in *line*]", "[^1]: one\n\n    more",
    "[^2]: two\ntwo", "- [ ] t\n- [x] u", "- ```\n  f\n  ```\n- g", "- | a |\n  |---|\n  | 1 |", "\tcode", "hard  \nbreak\\\nline",
    "*open", "closed* `tick", "- # h", "-", "1. - 2. deep", "<b>x</b><br>y", "para\n- list\n1. list", "> ```\n> f\n\nout",
    "• dot\n• dot two", "- a\n- →b\nA Heading After It\n" + "Long text. It has sentences. " * 6, "Q: why?\nA: so.", "flowchart TD\nA --> B\n\nB --> C",
    "| x | y |\n| z | w |", "A Line Alone\n\n" + "Some words that make a text of it, and then some more. " * 2, "    • set in",
    "<table>\n<tr><td>\n\n*c* d", "</td><td>e</td></tr>\n</table>", "<ul>\n<li>\n\nf", "</li></ul>", "<blockquote>", "</blockquote>",
    "<h2>\n\ng", "<details><summary>s</summary>\n\nt\n\n</details>", "<tr><td>u", "<pre>\nv\n\n  w\n</pre>", "<dl><dt>x<dd>y",
    "Share this story\nFacebook", "> marked\n" + "Not marked. It goes on. " * 8, "1. The Chapter\n\n" + "Words of the chapter, and more words of it. " * 3,
)  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(["\n", "\n\n", "\n\n\n"])), max_size=12).map(
    lambda parts: "".join(block + end for block, end in parts)
)


def drafts(text: str, window: int) -> list[Draft]:
    """The blocks of a text that is parsed in windows of about so many characters."""
    found = markdown.read(Lines.of(text), lambda _: None, window, window)
    return [draft._replace(runs=list(draft.runs), marks=list(draft.marks), cells=list(draft.cells)) for draft in found]


@given(texts, st.sampled_from([1, 10, 40]))
def test_reading_in_pieces_is_reading_in_one(text: str, window: int) -> None:
    """Blocks, their places and their notes are the same whatever the windows are."""
    assert drafts(text, window) == drafts(text, 10**9)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.md")), ids=lambda path: path.name)
@pytest.mark.parametrize("window", [1, 30, 200])
def test_a_case_file_is_the_same_in_pieces(path: Path, window: int) -> None:
    """The same holds for the case files."""
    text = path.read_text(encoding="utf-8")
    assert drafts(text, window) == drafts(text, 10**9)


def test_a_loose_list_longer_than_a_window_keeps_its_numbers() -> None:
    """Items of a list that passes many windows count on and stay loose."""
    text = "\n\n".join(f"1. item {n}\n\n   more of it" for n in range(2000))
    document = read(text.encode(), "a.md")
    items = [block for block in document.blocks if block.kind is BlockKind.ITEM]
    assert [block.marker for block in items] == [f"{n}." for n in range(1, 2001)]
    assert all(block.gap for block in items[1:])


INLINE = (
    "{}", "*{}*", "**{} {}**", "`{}`", '[{} {}](x/{} "{}")', "[{}](<{}>)", "~~{}~~", "![{}]({})", "**a *{}* b**", "\\*{}\\*",
    "&amp;{}", "<i>{}</i>", "``{} ` {}``", "[**{}**]({})", "{}<br>{}", "{}[^n]", "^[{} *{}*]", "<http://{}.example>",
    "{}  \n{}", "{}\n{}", "[{}][ref]", '<b title="a > b">{}</b>', "<a href='x'>{}</a> {}", '<img src="x.png" alt="{}">', "{} <sup>{}</sup>",
    "<!-- hidden -->{}", "<script>hidden</script>{}", "{} ==:{}==", "{} ~{}~", "[[Page X|{}]]", "[[{}]]", "%%hidden%% {}", "{}&nbsp;{}",
)  # fmt: skip
OUTER = (
    "{}", "# {}", "- {}", "1. {}\n   {}", "> {}\n> {}", "> - {}", "| {} | {} |\n|---|---|\n| {} | x \\| {} |", "{}\n===", "- [ ] {}",
    "<p>{} {}</p>", "<div>\n\n{}\n\n</div>", "<table><tr><td>\n\n{}\n\n</td><td>{}</td></tr></table>", "<ul>\n<li>\n\n{}\n\n</li>\n<li>{}</ul>",
    "<pre>\n{}\n  {}</pre>", "<h2>{}</h2>", "<details><summary>{}</summary>\n\n{}\n\n</details>", "<dl><dt>{}<dd>{}</dl>", "{}\n:   {}",
    "> [!note] {}\n> {}", "::: box\n{}\n:::", "# {} {#top}", "{} ^note-a",
)  # fmt: skip


LETTERS = str.maketrans("0123456789", "abcdefghij")


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A Markdown text in which every word stands once."""
    numbers = count()

    def fill(template: str, *, inner: bool) -> str:
        while "{}" in template:
            if inner:
                word = f"word{next(numbers):04}".translate(LETTERS)
            else:
                one_line = [t for t in INLINE if "\n" not in t and not ("^[" in t and "|" in template)]
                word = " ".join(fill(draw(st.sampled_from(one_line)), inner=True) for _ in range(2))
            template = template.replace("{}", word, 1)
        return template

    blocks = [fill(draw(st.sampled_from(OUTER)), inner=False) for _ in range(draw(st.integers(1, 4)))]
    blocks.append(fill(draw(st.sampled_from(INLINE)), inner=True))
    return "\n\n".join([*blocks, "[ref]: /url", "[^n]: the note"]) + "\n"


@given(sources())
def test_every_word_is_found_at_its_place(text: str) -> None:
    """The location of a word of the reading text is where the word stands in the file, to the column."""
    document = read(text.encode(), "a.md")
    lines = text.split("\n")
    for found in re.finditer("[a-z]{3,}", document.text):
        line, column = document.location(found.start())
        assert lines[line - 1][column - 1 :].startswith(found[0]), (found[0], line, column)


SOUP = (
    "<p>", "</p>", "<div class='x y'>", "</div>", "<b>", "</b>", '<i title="q > z">', "</i>", "<br>", "<ul><li>", "</li>", "</ul>", "<ol>",
    "<table><tr><td>", "</td><td>", "<th colspan=2>", "</tr>", "</table>", "<!-- w -->", "<!--", "-->", "<script>", "</script>", "<pre>",
    "</pre>", "<h3>", "</h3>", "<a href=v>", "</a>", "<textarea>", "<", ">", "&", "**", "_", "`", "~", "==", "[", "](u)", "$", "\n", "\n\n", "> ",
    "- ", "    ", "|", "\n|-|-|\n", "# ", "<sup>", "</sup>", "<kbd>", "<dl><dt>", "<dd>", "<details><summary>", "</summary>", "%%", "{#id}",
    "\\", "<svg><title>", "</svg>", ":::\n", "\r\n", "\t", "汉", "\u2028",
)  # fmt: skip
WORDS = st.integers(0, 25**3 - 1).map(
    lambda n: "".join("ABCDEFGHIJKLMNOPQRSTUVXYZ"[n // 25**k % 25] for k in range(3)) + " "
)


@given(st.lists(st.one_of(st.sampled_from(SOUP), WORDS), max_size=40).map("".join), st.booleans())
@example("x\n    AAA ", False)
@example("x\n\tAAA ", True)
def test_each_letter_of_a_soup_of_tags_is_where_it_is_in_the_file(text: str, strict: bool) -> None:  # noqa: FBT001
    """Words in capitals, which no tag has, are found at their places to the column; blocks and their marks lie in order."""
    document = read(text.encode(), "a.md", "markdown" if strict else "")
    lines = re.split("\r\n|\n", text)
    for found in re.finditer("[A-Z]{3}", document.text):
        for offset in range(*found.span()):
            line, column = document.location(offset)
            assert lines[line - 1][column - 1] == document.text[offset], (found[0], line, column)
    assert document.text == "\n".join(document.text[block.start : block.end] for block in document.blocks)
    for block in document.blocks:
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)


HOSTILE = {
    "brackets": "[" * 20_000,
    "images": "![" * 10_000,
    "notes": "^[" * 10_000,
    "nested links": "[a" * 7_000 + "]" * 7_000,
    "quotes": ">" * 20_000 + " end",
    "items": "- " * 10_000 + "end",
    "emphasis": "*a " * 7_000,
    "mixed": "*_" * 10_000,
    "ticks": "".join("`" * n + " " for n in range(1, 200)),
    "tags": "<a " * 7_000,
    "deep HTML": "<div>" * 100_000 + "end",
    "deep lists of HTML": "<ul><li>" * 50_000 + "end",
    "deep tables of HTML": "<table><tr><td>" * 20_000 + "end",
    "an attribute of a megabyte": f"<div title='{'x' * 900_000}'>end",
    "tags that end nowhere": "<p>end " + "<a " * 100_000,
    "ends of nothing": "<p>end" + "</a></b>" * 50_000,
    "comments that end nowhere": "<p>end" + "<!--" * 100_000,
    "text areas": "<div>end" + "<textarea><xmp>" * 20_000,
    "wide cells": "<table><tr>" + "<td colspan=1000 rowspan=1000>end" * 500,
    "indented lists": "\n".join(" " * (2 * n) + f"- level {n}" for n in range(120)),
    "definitions": "[x]: /u\n" * 2_500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_is_read_and_kept(text: str) -> None:
    """Markup piled up by the thousand is read, and no word of it disappears."""
    document = read(f"{text}\n\nlast words\n".encode(), "a.md")
    assert document.text.endswith("last words")
    if "level" in text:
        assert [f"level {n}" in document.text for n in range(120)] == [True] * 120
    if "end" in text:
        assert "end" in document.text


def test_what_is_nested_too_deep_is_told_once() -> None:
    """Text that the parser would drop is read as plain text, and the reader is told where."""
    document = read((">" * 200 + " kept\n\nafter\n").encode(), "a.md")
    assert "kept" in document.text
    assert document.problems == ["line 1 is read as plain text: it is nested too deep for Markdown"]


def test_brackets_within_brackets_are_told_once() -> None:
    """A paragraph that is not parsed is shown as it is written, and the reader is told once."""
    document = read(("[" * 300 + "\n\n" + "[" * 300).encode(), "a.md")
    assert document.text == "[" * 300 + "\n" + "[" * 300
    assert len(document.problems) == 1


@pytest.mark.parametrize(
    ("source", "text", "columns"),
    [
        ("[aa](aa)aa", "aaaa", [2, 3, 9, 10]),
        ('[a](<a b> "a")a', "aa", [2, 15]),
        ("[a][r]a\n\n[r]: a", "aa", [2, 7]),
        ("![a](a)a", "aa", [3, 8]),
        ("<i>i</i>i", "ii", [4, 9]),
        ("`a` a", "a a", [2, 4, 5]),
        ("&lt;l\\*l", "<l*l", [1, 5, 6, 8]),
        ("**b*b*b**b", "bbbb", [3, 5, 7, 10]),
        ("# h #", "h", [3]),
        ("> - [ ] q", "q", [9]),
    ],
)
def test_a_letter_is_not_taken_for_one_in_the_markup(source: str, text: str, columns: list[int]) -> None:
    """Letters that markup repeats around them are found where they stand themselves."""
    document = read(source.encode(), "a.md")
    assert document.text == text
    assert [document.location(offset) for offset in range(len(text))] == [(1, column) for column in columns]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("    [a]: /u\n\n[a]", "[a]: /u\n[a]"),
        ("- x\n\n      [a]: /u\n\n[a]", "x\n[a]: /u\na"),
        ("- x\n\n    [a]: /u\n\n[a]", "x\na"),
        ("[^n]: x\n\n    [a]: /u\n\n[a] [^n]", "a [1]\n[1] x"),
        ("| a | b |\n| --- |\n| c |", "| a | b | | --- | | c |"),
        ("| a | b |\n| --- |\n| c | d |", "a\tb\nc\td"),
        ("| a | b | c |\n|---|---|\n| d | e |", "a\tb\tc\nd\te"),
        ('see <img src="a/b.png" alt="R&amp;D *up*"> <img src=c.gif> <img alt="" src="d"> <img>', "see R&D *up* c.gif  image"),
        ("x <title> <em>y</em> <IFRAME src='z'>", "x <title> y <IFRAME src='z'>"),
    ],
)  # fmt: skip
def test_what_is_shown_is_what_github_shows(source: str, shown: str) -> None:
    """Definitions in code are none, dashes make a table of what fits them, images have words, dangerous tags are seen."""
    assert read(source.encode(), "a.md").text == shown


@pytest.mark.parametrize("source", ["a^[b *c* d] e", "a^[b] c^[*d* e] f", "a *b*^[c\nd] e\nf^[g] h", "a\n^[*b* c] d"])
def test_the_words_of_a_note_are_found_where_it_is_written(source: str) -> None:
    """A note within the text is read at the end; each of its letters leads to the note in the file."""
    document = read(source.encode(), "a.md")
    lines = source.split("\n")
    places = {char: (n, line.index(char) + 1) for n, line in enumerate(lines, 1) for char in line if char.isalpha()}
    assert {char: document.location(offset) for offset, char in enumerate(document.text) if char.isalpha()} == places
