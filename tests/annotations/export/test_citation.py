"""A quote says where it comes from."""

from collections.abc import Callable
from pathlib import Path

from annotations.export.citation import cite, cite_span
from annotations.library import Library, Span

Find = Callable[[Library, int, str], tuple[str, int, int]]


def test_a_passage_is_cited_with_its_place(library: Library, span: Find) -> None:
    """The words, the title, the line in the file and the address."""
    one = library.add(*span(library, 1, "pears are the better fruit"))
    assert cite(library, one.id) == "“pears are the better fruit” — The orchard, 1-orchard.md:5 [1:1]"


def test_the_facts_of_a_source_are_cited(library: Library, span: Find) -> None:
    """Those that it has, in the order of a bibliography."""
    one = library.add(*span(library, 1, "forty rows"))
    facts = {
        "author": "Anna Smith; Ben Li",
        "publisher": "The Post",
        "published": "2026-04",
        "url": "https://x.example/a",
    }
    library.about.set_facts(one.source, facts)
    assert cite(library, one.id) == (
        "“forty rows” — Anna Smith and Ben Li, The orchard, The Post, 2026-04, 1-orchard.md:3, https://x.example/a [1:1]"
    )


def test_a_stretch_without_a_passage_has_no_address(library: Library, span: Find) -> None:
    """White space within the words is one blank."""
    place = Span(*span(library, 2, "orchard\nThe orchard was"))
    title = library.source(place.source_id).title
    assert cite_span(library, place) == f"“orchard The orchard was” — {title}, 2-letter.txt:1"


def test_a_passage_that_is_gone_is_still_cited(folder: Path, open_library: Callable[[], Library], span: Find) -> None:
    """By the words that were recorded, without a line."""
    library = open_library()
    one = library.add(*span(library, 1, "60%"))
    library.close()
    (folder / "1-orchard.md").unlink()
    assert cite(open_library(), one.id) == "“60%” — The orchard, 1-orchard.md [1:1]"
