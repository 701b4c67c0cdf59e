"""Links: where a text leads, and what a reader should be warned of."""

import pytest

from annotations.documents.document import Document
from annotations.documents.loader import read
from tui.text import links
from tui.text.links import addresses, doubtful, link_at


def document(source: str, name: str = "case.md") -> Document:
    return read(source.encode(), name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://example.org/a_b.", ["https://example.org/a_b"]),
        ("(https://example.org/x_(y)) and", ["https://example.org/x_(y)"]),
        ("“https://example.org/?a=b&c=d#e”, so", ["https://example.org/?a=b&c=d#e"]),
        ("www.example.org/x, then", ["https://www.example.org/x"]),
        ("HTTP://EXAMPLE.ORG http://b.example", ["HTTP://EXAMPLE.ORG", "http://b.example"]),
        ("write to mailto:me@example.org!", ["mailto:me@example.org"]),
        ("[words](https://example.org/a)", ["https://example.org/a"]),
        ("ftp://x.example javascript:alert(1) https:// awww.example.org", []),
    ],
)
def test_bare_addresses(text: str, found: list[str]) -> None:
    """An address in a text ends where its author ended it, and only those that may be opened are addresses."""
    assert [link.target for link in addresses(text, 0, len(text))] == found


def test_a_hostile_address_costs_little() -> None:
    """Of a stretch that is all brackets no more than a window is looked at."""
    found = document("https://example.org/" + ")" * 200_000, "case.txt")
    link = link_at(found, 5)
    assert link is not None
    assert link.target == "https://example.org/"


def test_the_link_under_the_cursor() -> None:
    """A link, an image and a bare address are found at each of their characters, the innermost first."""
    found = document("A [link to ![a cat](cat.png) there](https://a.example) or https://b.example now.")
    text = found.text

    def target(words: str) -> str | None:
        link = link_at(found, text.index(words))
        return link.target if link else None

    assert target("link to") == "https://a.example"
    assert target("cat") == "cat.png"
    assert target("there") == "https://a.example"
    assert target("b.example") == "https://b.example"
    assert target(" now") is None
    assert link_at(Document(), 0) is None


@pytest.mark.parametrize("name", ["case.md", "case.txt"])
def test_footnotes(name: str) -> None:
    """From the reference to a footnote one gets to where it is defined, and the definition is no reference."""
    found = document(
        "Said once[^a], in a text of its own.\n\nAnd so on and on, for a while.\n\n[^a]: The note.\n", name
    )
    place = found.text.index("[")
    label = links.reference_at(found, place + 1)
    assert label
    note = links.note(found, label)
    assert note is not None
    assert found.text[note:].endswith("The note.")
    assert note > place
    assert links.reference_at(found, note + 1) == ""
    assert links.reference_at(found, 0) == ""
    assert links.note(found, "zzz") is None


def test_headings_by_their_names() -> None:
    """A fragment names a heading as web sites do; of headings that read alike the later ones by number."""
    found = document("# One & Two\n\ntext\n\n## Again\n\ntext\n\n## Again\n\ntext\n")
    assert links.heading(found, "one--two") == 0
    assert links.heading(found, "One--Two") == 0
    first, second = links.heading(found, "again"), links.heading(found, "again-1")
    assert first == found.text.index("Again")
    assert second == found.text.rindex("Again")
    assert links.heading(found, "missing") is None


@pytest.mark.parametrize(
    ("words", "target", "doubt"),
    [
        ("the report", "https://example.org/report", ""),
        ("https://example.org/", "https://example.org/", ""),
        ("example.org", "https://www.example.org/page", ""),
        ("example.org", "https://docs.example.org/", ""),
        ("https://bank.example", "https://thief.example/bank.example", "the text names another address"),
        ("see www.bank.example now", "https://thief.example", "the text names another address"),
        ("me@bank.example", "mailto:me@thief.example", "the text names another address"),
        ("me@bank.example", "mailto:me@bank.example", ""),
        ("the bank", "https://bank.example@thief.example/", "an address with a name before the @"),
        ("the bank", "https://bаnk.example/", "an address in letters that may look like others"),
        ("the bank", "https://xn--bnk-5cd.example/", "an address in letters that may look like others"),
        ("the bank", "https://[::1/", "an odd address"),
    ],
)
def test_doubts(words: str, target: str, doubt: str) -> None:
    """A reader is asked where the words of a link and its address do not agree, or the address hides something."""
    assert doubtful(words, target) == doubt
