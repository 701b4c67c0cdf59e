"""Styles of citations: the same quote for a mail, for Markdown, for LaTeX and for Pandoc."""

import pytest
from markdown_it import MarkdownIt

from annotations.errors import UsageError
from annotations.export.citation import STYLES, cite
from annotations.library import Library
from annotations.model import Source


@pytest.fixture
def cited(library: Library) -> str:
    """Annotate words with signs of markup in a source with facts, and return the id."""
    source: Source = library.sources()[0]
    library.about.set_facts(
        source.id,
        {"author": "Reed, Anna", "title": "50% & *more*", "published": "2024-05", "url": "https://x.org/a(b)"},
    )
    text = library.document(source.id).text
    at = text.index("Apples bring in 60%")
    return library.add(source.id, at, at + 19).id


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (
            "plain",
            "“Apples bring in 60%” — Reed, Anna, 50% & *more*, 2024-05, 1-orchard.md:5, https://x.org/a(b) [1:1]",
        ),
        ("bibtex", r"``Apples bring in 60\%'' \cite[1:1]{reed202450}"),
        ("csl", "“Apples bring in 60%” [@reed202450, 1:1]"),
    ],
)
def test_a_style_has_quote_source_and_address(library: Library, cited: str, style: str, text: str) -> None:
    """With the keys that the bibliographies have."""
    assert cite(library, cited, style) == text


def test_markdown_is_a_quote_with_a_link(library: Library, cited: str) -> None:
    """Nothing in it is markup that was not meant."""
    html = MarkdownIt().render(cite(library, cited, "markdown"))
    assert html.startswith("<blockquote>")
    assert '<a href="https://x.org/a(b)">50% &amp; *more*</a>' in html


def test_a_quote_of_several_blocks_keeps_them(library: Library) -> None:
    """Each is a paragraph of one block quote; five authors are a list."""
    source = library.sources()[0]
    library.about.set_facts(source.id, {"author": "Ann Lee; Bo Diaz; Cy Fox"})
    text = library.document(source.id).text
    words = text[text.index("Apples bring in 60%") :].split("\n")[0]
    one = library.add(source.id, 0, text.index(words) + len(words))
    html = MarkdownIt().render(cite(library, one.id, "markdown"))
    lines = [line for line in text[: text.index(words) + len(words)].split("\n") if line.strip()]
    assert html.count("<blockquote>") == 1
    assert html.count("<p>") == len(lines) + 1
    assert "Ann Lee, Bo Diaz and Cy Fox, " in cite(library, one.id)


def test_there_is_no_other_style(library: Library, cited: str) -> None:
    """The line names those that there are."""
    with pytest.raises(UsageError, match="; there are plain, markdown, bibtex, csl"):
        cite(library, cited, "apa")
    assert all(cite(library, cited, style) for style in STYLES)
