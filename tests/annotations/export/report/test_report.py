"""A report: complete, safe, self-contained, and every quote in its place."""

import io
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from shutil import which

import pytest

from annotations.errors import UsageError
from annotations.export.escapes import balanced
from annotations.export.material import Material
from annotations.export.report.contents import SECTIONS, Contents, Wanted, contents
from annotations.export.report.pdf import BROWSERS, pdf
from annotations.export.report.rendering import rendered
from annotations.export.report.word import word
from annotations.library import Library
from annotations.store.codec import now

NAUGHTY = "<script>alert(1)</script> \x1b[31m {{ 7919*7907 }} \"'& ]]> | # *x* \u202ea\u2066bc"

TEXT = f"""\
# The orchard & the estate

The orchard was planted in 1902, they say. It has ninety trees, and 40 % bear fruit.

| year | trees |
|---|---|
| 1902 | 90 |
| 1911 | 120 |

- planted by hand
- {NAUGHTY}

> Nobody asked.
>
> > But there was an answer.
> >
> > - in a list

##### A level is skipped

- one
  - two

```
code <b>
```
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library with overlapping passages, a decided dispute, a corroborated claim, notes and hostile words."""
    folder = tmp_path / "<b>x"
    folder.mkdir()
    (folder / "orchard.md").write_text(TEXT, "utf-8")
    (folder / "estate.txt").write_text("The land was bought in 1911. The orchard was planted in 1902.\n", "utf-8")
    library = Library.open([folder], author="anna")

    def add(source: int, words: str, *tags: str, note: str = "") -> str:
        one = library.sources()[source - 1]
        at = library.document(one.id).text.index(words)
        return library.add(one.id, at, at + len(words), tags=tags, note=note).id

    first = add(2, "The orchard was planted in 1902", "claim", note=NAUGHTY)
    add(2, "planted in 1902, they say. It has", "opinion")
    add(2, "orchard was", "opinion")
    add(2, "40 %", "figure")
    add(2, "90\n1911", "figure")
    same = add(1, "The orchard was planted in 1902", "claim")
    against = add(1, "bought in 1911", "claim")
    library.connect(same, first, "restates", "Word for word.")
    library.connect(against, first, "contradicts", NAUGHTY)
    library.about.set_memo("library", "", NAUGHTY)
    library.about.set_facts(
        library.sources()[0].id, {"url": "https://example.org/a", "author": NAUGHTY[:8], "publisher": "Example News"}
    )
    (dispute,) = library.board().disputes.all()
    library.review.rule(dispute.key, side=first, confidence="high", note="The ledger says so.")
    return library


def made(library: Library, form: str = "html", **wanted: object) -> str:
    """Return a report as text."""
    return "".join(rendered(gathered(library, **wanted), form))


def gathered(library: Library, **wanted: object) -> Contents:
    """Return what a report says."""
    return contents(Material(library), Wanted(**wanted))  # type: ignore[arg-type]


class Page(HTMLParser):
    """Elements of a page: which are open, ids, addresses, the text of each mark."""

    VOID = frozenset({"meta", "hr", "br", "path", "rect", "line"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.attributes: set[str] = set()
        self.elements: set[str] = set()
        self.marks: dict[str, str] = {}
        self._marks: list[str] = []
        self.heads: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.attributes |= given.keys()
        self.elements.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if given.get("href"):
            self.hrefs.append(given["href"] or "")
        if tag == "mark":
            self._marks.append(given.get("title") or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.heads.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        assert self.open.pop() == tag
        if tag == "mark":
            self._marks.pop()

    def handle_data(self, data: str) -> None:
        for address in self._marks:
            self.marks[address] = self.marks.get(address, "") + data


def test_a_page_is_whole_and_safe(library: Library) -> None:
    """Elements close, ids are unique, links lead somewhere, nothing runs or comes from outside, no level is skipped."""
    text = made(library)
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    assert not page.elements & {"script", "iframe", "link", "img", "object", "embed", "form"}
    assert not [name for name in page.attributes if name.startswith("on") or name in {"src", "srcset", "style"}]
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import", text)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    assert "62615533" not in text  # A template would have calculated it; no date or time looks like it.
    assert all(later - earlier <= 1 for earlier, later in zip(page.heads, page.heads[1:], strict=False))


def test_every_passage_is_marked_in_its_source(library: Library) -> None:
    """Overlapping ones, too: the text of each mark is the words of its passage."""
    page = Page(made(library))
    report = gathered(library)
    for address, quote in report.quotes.items():
        assert quote.anchor in page.ids
        assert "".join(page.marks[address].split()) == "".join(quote.words.split())


def test_quotes_only_has_no_text_and_leads_to_the_web(library: Library) -> None:
    """A quote of a source with an address leads to its words there; the others have no link."""
    text = made(library, quotes_only=True)
    assert "<mark" not in text
    assert "https://example.org/a#:~:text=bought%20in%201911" in text
    assert "Source texts" not in text


def test_the_decision_and_both_sides_are_in_it(library: Library) -> None:
    """In HTML, Markdown and Word alike."""
    paragraphs = re.sub(
        r"<[^>]+>", " ", zipfile.ZipFile(io.BytesIO(word(gathered(library)))).read("word/document.xml").decode()
    )
    for text in (made(library), made(library, "markdown", quotes_only=True), paragraphs):
        for words in (
            "bought in 1911",
            "The orchard was planted in 1902",
            "The ledger says so.",
            "high confidence",
            "40 %",
            "· line 1",
            "line 3",
            "Example News",
            "Not read to the end",
            "Figures and dates: side 1: 1911; side 2: 1902",
            "side 2 is believed, high confidence (anna",
            "marked and linked passages",
            sha256((library.folder / "estate.txt").read_bytes()).hexdigest(),
            "On links",
            "restates",
        ):
            assert words in re.sub(r"<[^>]+>|[*>]", "", unescape(text)), words


def test_nothing_turns_what_is_around_it(library: Library) -> None:
    """Each string with characters that change the direction ends with those that end it."""
    text = made(library)
    assert "\u202e" in text
    for line in re.split(r"<[^>]*>", text):
        assert balanced(line) == line


def test_a_dispute_that_changed_is_to_be_decided_again(library: Library) -> None:
    """The summary does not call it open, and says what was decided before."""
    (dispute,) = library.board().disputes.all()
    assert dispute.ruling is not None
    while now() == dispute.ruling.decided:  # What changes in the same millisecond is not after the decision.
        pass
    library.set_note(dispute.passages[0], "Another note.")
    report = gathered(library)
    assert report.summary["changed disputes"] == 1
    assert report.disputes[0]["state"] == "side 2 is believed, high confidence, but something changed since"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_alone(library: Library, section: str) -> None:
    """Each has its heading, and no other."""
    text = made(library, sections=(section,))
    assert re.findall(r"<h2[^>]*>([^<]+)</h2>", text) == [SECTIONS[section]]


def test_an_empty_library_makes_a_report(tmp_path: Path) -> None:
    """Every section says that there is nothing."""
    (tmp_path / "a.txt").write_text("Nothing is marked.\n", "utf-8")
    library = Library.open([tmp_path])
    page = Page(made(library))
    assert page.open == []
    assert "No passages contradict each other." in made(library)
    assert made(library, "markdown")
    assert word(gathered(library))


def test_markdown_has_footnotes_for_its_sources(library: Library) -> None:
    """Each quote names its source by one."""
    text = made(library, "markdown", quotes_only=True)
    used, defined = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == defined == {"1", "2"}


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{% for x in %}", "line 1"),
        ("{{ report.nothing.here }}", "has no attribute"),
        ("{{ report.__class__.__mro__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
    ],
)
def test_a_template_that_fails_gets_one_line(library: Library, tmp_path: Path, template: str, line: str) -> None:
    """With the name of the file; what a template may not do is refused."""
    path = tmp_path / "own.html"
    path.write_text(template, "utf-8")
    with pytest.raises(UsageError, match=line) as error:
        list(rendered(gathered(library), "html", path))
    assert "\n" not in str(error.value)
    assert str(path) in str(error.value)


def test_a_template_that_cannot_be_read(library: Library, tmp_path: Path) -> None:
    """One line says why, without the number of the error."""
    (tmp_path / "latin").write_bytes(b"\xe9")
    for name, why in (("none", "No such file or directory"), ("latin", "not in UTF-8")):
        with pytest.raises(UsageError, match=f"cannot be read: .*{why}") as error:
            list(rendered(gathered(library), "html", tmp_path / name))
        assert "Errno" not in str(error.value)


def test_a_template_of_the_user(library: Library, tmp_path: Path) -> None:
    """It gets the whole report, and what it prints is escaped for HTML."""
    path = tmp_path / "own.html"
    path.write_text("{% for a, q in report.quotes.items() %}{{ a }} {{ q.note }};{% endfor %}", "utf-8")
    text = "".join(rendered(gathered(library), "html", path))
    assert text.count("&lt;script&gt;") == 1
    assert text.startswith("1:2 ;1:1 ;")


def programs() -> Iterator[str]:
    """Yield the programs that could print."""
    yield from filter(None, map(which, ("weasyprint", *BROWSERS)))


def test_without_a_program_that_prints_pdf_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what to do instead."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="Write it as HTML"):
        pdf(gathered(library))


@pytest.mark.skipif(not list(programs()), reason="no program that prints HTML as PDF is installed")
def test_pdf(library: Library) -> None:
    """A browser prints the page."""
    assert pdf(gathered(library)).startswith(b"%PDF-")
