"""What comes in is added beside what is there, as one change, and twice is once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.exchange import formats
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource, IncomingTag
from annotations.exchange.intake import plan, take
from annotations.export.material import Material
from annotations.library import Library


def exported(library: Library, name: str) -> bytes:
    """Return the one file of an export."""
    files = formats.exporter(name).files(Material(library), {})
    return b"".join(piece for file in files for piece in file.pieces)


def know_more(library: Library) -> None:
    """Set a title that the file does not have and an origin, and mark a part as read."""
    estate, orchard = (one.id for one in library.sources())
    library.about.set_facts(orchard, {"title": "Another title"}, [estate])
    library.about.mark_read(orchard, 20)


def records(library: Library) -> dict[str, Any]:
    """Return everything that a library has but what is its own: when it was exported and its name."""
    value: dict[str, Any] = json.loads(exported(library, "json"))
    return {key: one for key, one in value.items() if key not in {"exported", "library"}}


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_our_own_formats_come_back_equal(rich: Library, bare: Library, tmp_path: Path, name: str) -> None:
    """Every record, with its id, its address, its author and its times."""
    know_more(rich)
    file = tmp_path / "export"
    file.write_bytes(exported(rich, name))
    assert formats.importer_of(file) == name
    planned = plan(bare, formats.importer(name).read(file, {}))
    assert planned.ways == {"code points": 3}
    take(bare, planned, "export")
    assert records(bare) == records(rich)
    # A second time there is nothing to add, and one step takes all back.
    steps = len(bare.transactions.steps("undo", 10))
    take(bare, plan(bare, formats.importer(name).read(file, {})), "export")
    assert len(bare.transactions.steps("undo", 10)) == steps
    assert records(bare) == records(rich)
    bare.undo()
    assert not bare.annotated
    assert not bare.all_links()
    assert [one.name for one in bare.tags()] == ["claim", "figure", "opinion"]


def test_a_passage_of_the_same_place_is_joined(rich: Library) -> None:
    """Its tags and note are added; its number, status, author and id are those it had."""
    source = rich.sources()[1]
    before = rich.annotation("2:2")
    new = IncomingPassage(
        "1", "s", "ninety trees", "It has ", ".", tags=("Claim", "tree"), note="Count them.", author="zoe"
    )
    incoming = Incoming([IncomingSource("s", path=source.path)], [new], tags=[IncomingTag("tree", "A plant.")])
    taken = take(rich, plan(rich, incoming), "x")
    after = rich.annotation("2:2")
    assert (after.id, after.status, after.author) == (before.id, before.status, before.author)
    assert (after.tags, after.note) == (("claim", "figure", "tree"), "Count them.")
    assert (taken.passages, taken.tags) == (0, 1)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        (IncomingSource("k", path="/texts/orchard.md"), "orchard.md"),
        (IncomingSource("k", path="C:\\texts\\ORCHARD.pdf"), "orchard.md"),
        (IncomingSource("k", title="the  orchard"), "orchard.md"),
        (IncomingSource("k", url="http://www.example.org/estate/#top"), "estate.txt"),
    ],
)
def test_a_source_is_found_by_what_the_file_says_of_it(rich: Library, source: IncomingSource, path: str) -> None:
    """By the name of its file, its title or its address."""
    planned = plan(rich, Incoming([source], [IncomingPassage("1", "k", "planted")]))
    assert not planned.absent
    assert {rich.source(one.source).path for one in planned.records.annotations} == {path}


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "..\\x", "", "\0", "a/../../b", "x" * 5000])
def test_a_source_that_is_not_here_is_recorded_without_a_file(bare: Library, path: str) -> None:
    """Its passages are orphans; its path leads nowhere else; undo takes it away."""
    incoming = Incoming([IncomingSource("k", path=path)], [IncomingPassage("1", "k", "words of nobody here", start=7)])
    planned = plan(bare, incoming)
    taken = take(bare, planned, "x")
    assert (taken.sources, taken.passages) == (1, 1)
    assert len(planned.absent) == 1
    new = bare.sources()[-1]
    assert bare.is_missing(new.id)
    assert bare.path(new.id).resolve().is_relative_to(bare.folder.resolve())
    assert [one.anchoring for one in bare.passages(new.id)] == ["orphan"]
    bare.close()
    again = Library.open([bare.folder], author="ben")
    assert not again.problems
    assert [one.anchoring for one in again.passages(new.id)] == ["orphan"]
    again.undo()
    assert len(again.sources()) == 2


def test_a_source_that_is_not_here_has_the_facts_of_its_file(bare: Library) -> None:
    """Those that fit, until the file is there; what a person set goes before them."""
    source = IncomingSource(
        "k",
        path="gone.md",
        facts=(("publisher", "Own Press"),),
        set_by_hand=True,
        stated=(("author", "A. Reed"), ("published", "no date"), ("publisher", "Mill Press"), ("unknown", "x")),
    )
    take(bare, plan(bare, Incoming([source], [IncomingPassage("1", "k", exact="Forty rows")])), "a file")
    found = next(one for one in bare.sources() if one.path == "gone.md")
    assert found.stated == {"author": "A. Reed", "publisher": "Mill Press"}
    assert found.fact("publisher") == "Own Press"


def test_an_orphan_is_found_once_its_words_are_there(bare: Library) -> None:
    """A passage that came without a place is looked for whenever its source has another text."""
    source = bare.sources()[0]
    words = "the well was dug by the sisters of the miller"
    take(bare, plan(bare, Incoming([IncomingSource("k", path=source.path)], [IncomingPassage("1", "k", words)])), "x")
    assert [one.anchoring for one in bare.passages(source.id)] == ["orphan"]
    bare.close()
    (bare.folder / source.path).write_text(f"They say {words} long ago.\n", "utf-8")
    again = Library.open([bare.folder])
    again.document(source.id)
    (found,) = again.passages(source.id)
    assert again.document(source.id).slice(found.start, found.end) == words


def test_links_need_both_ends(bare: Library) -> None:
    """A link of a passage that the file does not have is counted as not imported; a new link type is made."""
    passages = [IncomingPassage("1", "k", "planted in 1902"), IncomingPassage("2", "k", "ninety trees")]
    links = [IncomingLink("1", "2", "refines"), IncomingLink("1", "9", "refines")]
    planned = plan(bare, Incoming([IncomingSource("k", path="orchard.md")], passages, links))
    assert planned.skipped == ["1 link of passages that the file does not have"]
    assert take(bare, planned, "x").links == 1
    assert [link.kind for link in bare.all_links()] == ["refines"]


def test_what_was_read_and_origins_need_the_same_text(
    rich: Library, make_folder: Callable[..., Path], tmp_path: Path
) -> None:
    """Ranges of another text mean nothing; a fact that somebody set here stays; two that derive from each other do not."""
    know_more(rich)
    other = Library.open(
        [make_folder("other", {"orchard.md": "# The orchard\n\nAnother text.\n", "estate.txt": "Land.\n"})]
    )
    estate, orchard = (one.id for one in other.sources())
    other.about.set_facts(estate, {"author": "Z. Own"}, [orchard])
    file = tmp_path / "export.json"
    file.write_bytes(exported(rich, "json"))
    take(other, plan(other, formats.importer("json").read(file, {})), "x")
    after = {one.path: one for one in other.sources()}
    assert after["estate.txt"].authors == ("Z. Own",)
    assert after["orchard.md"].title == "Another title"
    assert after["orchard.md"].derived_from == ()
    assert after["orchard.md"].read == ()
