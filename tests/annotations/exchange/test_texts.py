"""Formats for people: Markdown, Obsidian, tables, bibliographies, Argdown, cards, reviews of claims."""

import csv
import io
import json
import re
import string
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.exchange import formats
from annotations.exchange.output import write_folder
from annotations.export.citation_key import citation_keys, names_of
from annotations.export.escapes import escaped, quoted
from annotations.export.material import Material
from annotations.library import Library

NAUGHTY = (
    "=1+1 *b* _i_ `c` [l](x) <b> & &amp; #tag ^block [[note]] ==m== %%c%% $x$ https://x.org // {d} @me a@b.c | ~s~"
)


def exported(library: Library, name: str, **options: str) -> str:
    """Return the one file of an export as text."""
    files = formats.exporter(name).files(Material(library), options)
    return b"".join(piece for file in files for piece in file.pieces).decode()


@pytest.fixture
def naughty(make_folder: Callable[..., Path]) -> Library:
    """Return a library whose source, tag, note and facts are full of markup."""
    library = Library.open([make_folder("x & {y}", {"a_b [1].txt": f"# {NAUGHTY}\n\n1. {NAUGHTY}\n\n- end\n"})])
    library.add_tag("#a b, c; d")
    (source,) = library.sources()
    text = library.document(source.id).text
    at = text.index("=1+1", 20)
    one = library.add(source.id, at, len(text), tags=["claim", "#a b, c; d"], note=f"{NAUGHTY}\n\n- {NAUGHTY}\n2) x")
    two = library.add(source.id, 0, at - 8, tags=["claim"])
    library.connect(one.id, two.id, "contradicts", NAUGHTY)
    library.about.set_facts(
        source.id, {"title": NAUGHTY, "author": "A & B Ltd {x}; Reed, Anna", "published": "2024-05"}
    )
    return library


def shown(markdown: str) -> str:
    """Return what a reader of Markdown sees, with one blank for all white space."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@given(st.text(st.sampled_from(string.punctuation + " \n\tab1é🌳")))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Whatever characters of markup it has, alone or in a quote."""
    assert shown(escaped(text)) == " ".join(text.split())
    assert shown(quoted(text)) == " ".join(text.split())


def test_markdown_shows_quotes_notes_and_links(naughty: Library) -> None:
    """The words are those of the text, markup and all, and a quote of two paragraphs is one quote."""
    page = shown(exported(naughty, "markdown"))
    assert page.count(NAUGHTY) >= 4
    assert f"contradicts 1:2: {NAUGHTY}" in page
    assert exported(naughty, "markdown").count("> — ") == 2


def test_notes_for_obsidian_are_written_again_around_what_a_person_wrote(rich: Library, tmp_path: Path) -> None:
    """Words outside of the marks stay, what is between them follows the library, and block ids do not change."""

    def export() -> list[str]:
        exporter = formats.exporter("markdown")
        return write_folder(tmp_path / "v", "markdown", exporter.files(Material(rich), {"flavour": "obsidian"})).kept

    assert export() == []
    note = tmp_path / "v/orchard.md"
    first = note.read_text("utf-8")
    assert "^p-2-1" in first
    assert "[[estate#^p-1-1]]: nine years" in first
    note.write_text(first.replace("---\n\n%%", "---\nMine above.\n\n%%") + "\nMine below.\n", "utf-8")
    rich.set_note("2:2", "Counted by hand.")
    assert export() == []
    second = note.read_text("utf-8")
    assert "Mine above." in second
    assert "Mine below." in second
    assert "Counted by hand." in second
    assert re.findall(r"^\^p-.*$", second, re.MULTILINE) == re.findall(r"^\^p-.*$", first, re.MULTILINE)
    assert export() == []
    assert note.read_text("utf-8") == second
    # What a person changed between the marks is left alone, and named.
    note.write_text(second.replace("Counted by hand.", "Counted by me."), "utf-8")
    rich.set_note("2:2", "Not counted.")
    assert export() == ["orchard.md"]
    assert "Counted by me." in note.read_text("utf-8")


def test_a_note_keeps_its_line_ends_and_bytes(rich: Library, tmp_path: Path) -> None:
    """What a person wrote with CR LF, or in another encoding, is the same byte by byte after two more exports."""
    exporter = formats.exporter("markdown")

    def export() -> bytes:
        files = exporter.files(Material(rich), {"flavour": "obsidian"})
        assert not write_folder(tmp_path / "v", "markdown", files).kept
        return (tmp_path / "v/orchard.md").read_bytes()

    mine = export().replace(b"\n", b"\r\n") + b"Caf\xe9\r\n\r\nbelow"
    (tmp_path / "v/orchard.md").write_bytes(mine)
    assert export() == mine
    rich.set_note("2:2", "Counted by hand.")
    changed = export()
    assert changed == export()
    assert changed.endswith(b"Caf\xe9\r\n\r\nbelow")
    assert b"Counted by hand." in changed
    assert changed.count(b"\n") == changed.count(b"\r\n")


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a table as a program reads them."""
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_have_no_formula_and_every_record(naughty: Library, rich: Library) -> None:
    """A cell that begins like a formula is guarded; passages, links, sources and the board are complete."""
    for table in ("passages", "links", "figures", "board", "disputes", "sources"):
        for library in (naughty, rich):
            for row in rows(exported(library, "csv", table=table)):
                for name, cell in row.items():
                    assert not cell.startswith(("=", "+", "@", "\t")), (table, name, cell)
    assert [row["address"] for row in rows(exported(rich, "csv", table="passages"))] == ["1:1", "2:1", "2:2"]
    assert rows(exported(rich, "csv", table="links"))[0]["note"] == "nine years"
    assert [row["author"] for row in rows(exported(rich, "csv", table="sources"))] == ["B. Reed; C. Low", ""]
    assert {row["side"] for row in rows(exported(rich, "csv", table="disputes"))} == {"1", "2"}
    assert exported(rich, "csv", table="links", bom="yes").startswith("\ufefffrom,")


def test_figures_are_numbers(make_folder: Callable[..., Path]) -> None:
    """A negative one is no formula and stays a number; words around it are in a cell of their own."""
    library = Library.open([make_folder("f", {"a.txt": "Prices fell by -4.2 % and rose by $3 million.\n"})])
    (source,) = library.sources()
    for words in ("-4.2 %", "$3 million"):
        at = library.document(source.id).text.index(words)
        library.add(source.id, at, at + len(words), tags=["figure"])
    found = [(row["low"], row["unit"]) for row in rows(exported(library, "csv", table="figures"))]
    assert found == [("-4.2", "%"), ("3000000", "$")]


def test_figures_of_tags_below_are_in_their_table_with_their_dates(make_folder: Callable[..., Path]) -> None:
    """Also if a passage has nothing but a date."""
    library = Library.open([make_folder("f", {"a.txt": "Opened on 8 April 2026.\n"})])
    library.add_tag("opening", parent="figure")
    library.add(library.sources()[0].id, 10, 22, tags=["opening"])
    assert [row["date"] for row in rows(exported(library, "csv", table="figures"))] == ["2026-04-08"]


def test_bibliographies_escape_and_tell_sources_apart(naughty: Library) -> None:
    """An organisation is one name, a person has two parts, braces and signs of TeX are balanced."""
    entry = exported(naughty, "bibtex")
    assert "author = {{A \\& B Ltd \\{x\\}} and Reed, Anna}" in entry
    plain = re.sub(r"\\.", "", entry)
    assert plain.count("{") == plain.count("}")
    (item,) = json.loads(exported(naughty, "csl-json"))
    assert item["author"] == [{"literal": "A & B Ltd {x}"}, {"family": "Reed", "given": "Anna"}]
    assert item["issued"] == {"date-parts": [[2024, 5]]}
    assert item["title"] == NAUGHTY


def test_a_bibliography_has_no_control_characters(make_folder: Callable[..., Path]) -> None:
    """Whatever the names of files and what they state have, nothing of it is obeyed by a terminal or ends an entry."""
    text = "---\ntitle: Ink\nurl: https://x.org/{a}\\b\n---\n\nWords.\n"
    entry = exported(Library.open([make_folder("y", {"a\x1b[31m.md": text})]), "bibtex")
    assert all(char.isprintable() or char == "\n" for char in entry)
    assert "note = {a\ufffd[31m.md}" in entry
    assert "url = {https://x.org/%7Ba%7D%5Cb}" in entry


@pytest.mark.parametrize(
    ("author", "family", "given"),
    [
        ("Anna Reed", "Reed", "Anna"),
        ("Reed, Anna B.", "Reed", "Anna B."),
        ("Anna B. Reed", "Reed", "Anna B."),
        ("World Health Organization", "World Health Organization", ""),
        ("Plato", "Plato", ""),
    ],
)
def test_names_have_a_family_name_where_it_is_clear(author: str, family: str, given: str) -> None:
    """What may be an organisation is not cut."""
    assert names_of(author) == (family, given)


def test_citation_keys_are_unique_and_stable(rich: Library) -> None:
    """They come from author, year and title, and a letter tells two that are alike apart."""
    estate, orchard = rich.sources()
    facts = {"author": "Anna Réed", "published": "2024-05", "title": "The Orchard"}
    rich.about.set_facts(estate.id, facts)
    rich.about.set_facts(orchard.id, facts)
    keys = citation_keys(rich.sources())
    assert [*keys.values()] == ["reed2024orchard", "reed2024orchardb"]


def test_argdown_escapes_what_would_be_lost(naughty: Library) -> None:
    """No character of a quote is markup, also no `//`, which would end the line without an error."""
    text = exported(naughty, "argdown")
    (line,) = [line for line in text.split("\n") if line.startswith("[1:1")]
    words = line.partition("]: ")[2].rpartition(" {source")[0]
    assert not re.search(r"(?<!\\)[\[\]{}<>#*_/@]", words)
    assert words.replace("\\", "").startswith(NAUGHTY)
    assert text.count("  >< [") == 1


def test_argdown_has_claims_and_relations(rich: Library) -> None:
    """A type of one's own counts as the built-in one; a statement has each of its passages."""
    text = exported(rich, "argdown")
    assert re.search(r"\[2:1 [^\]]+\]: The orchard was planted in 1902 \{source", text)
    assert re.search(r"^  \+ \[2:2 ninety trees\]", text, re.MULTILINE)


def test_cards_have_one_line_each(naughty: Library) -> None:
    """Four cells, HTML escaped, tags without blanks."""
    lines = exported(naughty, "anki").rstrip("\n").split("\n")
    cards = [line.split("\t") for line in lines if not line.startswith("#")]
    assert [len(card) for card in cards] == [4, 4]
    assert unescape(re.sub(r"<[^>]+>", " ", cards[0][2])).count("[[note]]") >= 1
    assert {len(card[3].split()) for card in cards} <= {1, 2}


def test_claims_that_were_decided_are_reviewed(rich: Library) -> None:
    """The side that is believed, the other one, how sure, and why; without a decision there is no review."""
    assert json.loads(exported(rich, "claimreview"))["@graph"] == []
    (dispute,) = rich.board().disputes.all()
    rich.review.rule(
        dispute.key, side=rich.annotation("1:1").id, confidence="high", note="The ledger says so.", decided=True
    )
    graph: list[dict[str, Any]] = json.loads(exported(rich, "claimreview"))["@graph"]
    ratings = {one["claimReviewed"]: one["reviewRating"]["alternateName"] for one in graph}
    assert ratings["Nobody planted a tree before that"].startswith("Believed, high confidence")
    assert ratings["The orchard was planted in 1902"].startswith("Not believed")
    assert {one["reviewBody"] for one in graph} == {"The ledger says so."}
