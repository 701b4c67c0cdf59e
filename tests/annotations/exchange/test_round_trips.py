"""Out in a format and in again: equal but for what the format is said not to hold."""

from collections import Counter
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.intake import Planned, plan, take
from annotations.exchange.output import write_folder
from annotations.export.material import Material
from annotations.library import Library


class Kept(NamedTuple):
    """What a format keeps of a library."""

    name: str
    note: Callable[[str], str] = str
    statuses: bool = True
    links: str = "all"
    """`all`, `inside` for those within a source, `none`."""
    link_notes: bool = True
    untagged: bool = True
    authors: bool = True
    tag: Callable[[str], str] = str


def joined(note: str) -> str:
    """Return a note on one line."""
    return " ".join(note.split())


def in_xml(note: str) -> str:
    """Return a note without what XML cannot hold."""
    return "".join("\ufffd" if char < " " and char not in "\t\r\n" else char for char in note)


FORMATS = [
    Kept("w3c"),
    Kept("hypothesis", statuses=False, links="none"),
    Kept("brat", note=joined, links="inside", authors=False, tag=lambda tag: tag.replace(" ", "_")),
    Kept("doccano", note=lambda _: "", statuses=False, links="none", untagged=False, authors=False),
    Kept("label-studio", statuses=False, links="inside", link_notes=False, authors=False),
    Kept("qdpx", note=in_xml),
    Kept("cas", note=in_xml, links="inside"),
]

NEEDS = {"cas": pytest.mark.skipif(find_spec("cassis") is None, reason="dkpro-cassis is not installed")}
"""Formats that need an optional dependency."""

CASES = [pytest.param(one, id=one.name, marks=[*filter(None, [NEEDS.get(one.name)])]) for one in FORMATS]


def sent(library: Library, name: str, folder: Path, **options: str) -> list[Path]:
    """Write an export, and return the files that the importer is given."""
    exporter = formats.exporter(name)
    files = exporter.files(Material(library), options)
    if exporter.is_single(options):
        path = folder / f"{name}{exporter.suffix or '.json'}"
        path = path.with_suffix(".jsonl") if name == "doccano" else path
        path.write_bytes(b"".join(piece for file in files for piece in file.pieces))
        return [path]
    assert not write_folder(folder / name, name, files).kept
    made = [one for one in sorted((folder / name).iterdir()) if not one.name.startswith(".")]
    return [one for one in made if one.suffix == ".ann"] or [one for one in made if one.suffix == ".json"]


def received(library: Library, files: list[Path]) -> Counter[str]:
    """Import files, each as the format that it is recognised as; return how passages were placed."""
    ways: Counter[str] = Counter()
    for file in files:
        planned = intake(library, file)
        take(library, planned, file.name)
        ways += planned.ways
    return ways


def intake(library: Library, file: Path) -> Planned:
    """Return what an import of a file would record."""
    return plan(library, formats.importer(formats.importer_of(file)).read(file, {}))


def said(library: Library, kept: Kept) -> dict[str, Any]:
    """Return what a library says, without what a format does not keep."""
    passages = {}
    for source in library.sources():
        for one in library.passages(source.id):
            about = one.annotation
            if about.tags or kept.untagged:
                tags = sorted(map(kept.tag, about.tags))
                status = about.status if kept.statuses else "open"
                author = about.author if kept.authors else ""
                passages[source.path, one.start, one.end] = (about.exact, tags, kept.note(about.note), status, author)
    links = set()
    for link in library.all_links():
        ends = [library.annotation(end) for end in (link.source, link.target)]
        inside = ends[0].source == ends[1].source
        if kept.links == "all" or (kept.links == "inside" and inside):
            note = kept.note(link.note) if kept.link_notes else ""
            links.add((ends[0].exact, kept.tag(link.kind), ends[1].exact, note))
    return {"passages": passages, "links": links}


@pytest.mark.parametrize("kept", [*CASES, Kept("jsonl")])
def test_facts_and_the_codebook_come_back_or_are_named(
    rich: Library, bare: Library, tmp_path: Path, kept: Kept
) -> None:
    """A format that does not keep them says so."""
    lost = " ".join(formats.exporter(kept.name).losses(Material(rich)))
    received(bare, sent(rich, kept.name, tmp_path))
    authors = [one.fact("author") for one in bare.sources()]
    assert ("B. Reed; C. Low" in authors) != ("facts of 1 source" in lost)
    codebook = any(one.description == "When." for one in bare.tags()) and any(
        one.parent == "date" for one in bare.tags()
    )
    assert codebook != ("descriptions and parents of tags" in lost)


@pytest.mark.parametrize("kept", CASES)
def test_what_a_format_keeps_comes_back(rich: Library, bare: Library, tmp_path: Path, kept: Kept) -> None:
    """Places, words, tags, notes, statuses, authors and links; a second time nothing changes."""
    add_more(rich)
    files = sent(rich, kept.name, tmp_path)
    assert {formats.importer_of(file) for file in files} == {kept.name}
    ways = received(bare, files)
    assert set(ways) <= {"code points", "utf-16"}, ways
    if not kept.authors:
        for one in rich.all_annotations():
            assert one.author == "anna"
    assert said(bare, kept) == said(rich, kept)
    steps = len(bare.transactions.steps("undo", 20))
    received(bare, files)
    assert len(bare.transactions.steps("undo", 20)) == steps


def add_more(library: Library) -> None:
    """Add a link within a source with a note, a passage over two paragraphs, and one without a tag or a note."""
    orchard = library.sources()[1]
    text = library.document(orchard.id).text
    start, end = text.index("They say") if "They say" in text else text.index("they say"), text.index("It was sold")
    over = library.add(orchard.id, start, end + 6, tags=["opinion"])
    library.connect(over.id, "2:1", "qualifies", "in part")
    library.add(orchard.id, text.index("was sold"), text.index("was sold") + 8)


NAUGHTY = {
    "astral": "𝔄𝔟 🧑‍🌾🏽 e\u0301",
    "right to left": "עברית \u202eabc\u202c العربية",
    "formula": "=cmd|' /C calc'!A0",
    "markup": "<script>&amp;\"'</script> ]]> {{x}} %s",
    "controls": "a\x01\x1b[31mb\x7f\x85c",
    "lines": "one\r\ntwo\n\nthree\ttab",
    "long": "word " * 2000,
    "separators": "R1\tx Arg1:T1; T2\u2028y\u2029z\\n",
}


@pytest.mark.parametrize("kept", CASES)
def test_any_text_comes_back(make_folder: Callable[..., Path], tmp_path: Path, kept: Kept) -> None:
    """Signs beyond the basic plane, controls, markup of every format: in the source, in notes and in tags."""
    texts = {f"{name}.txt": f"Before {text} after.\n" for name, text in NAUGHTY.items()}
    here = Library.open([make_folder("here", texts)], author="anna")
    there = Library.open([make_folder("there", texts)], author="anna")
    here.add_tag("</x> & \"quoted\" 'it'")
    for source in here.sources():
        text = here.document(source.id).text
        at = text.index("after")
        here.add(source.id, 7, at - 1, tags=["claim"], note=NAUGHTY[source.path[:-4]])
        here.add(source.id, at, at + 5, tags=["figure"] if kept.name == "brat" else ["</x> & \"quoted\" 'it'"])
    ways = received(there, sent(here, kept.name, tmp_path))
    assert ways.total() == 2 * len(NAUGHTY)
    assert said(there, kept) == said(here, kept)


HOSTILE = {
    "nested": b"[" * 100_000,
    "numbers": b'[{"data":{"text":"x"},"annotations":[{"result":[{"id":1,"value":{"start":1e999,"end":-1}}]}]}]',
    "surrogates": b'{"rows":[{"uri":"x","target":[{"selector":[{"type":"TextQuoteSelector","exact":"\\ud800"}]}]}]}',
    "types": b'{"annotations":[[],7,{"target":7},{"target":[7]},{"target":[{"selector":7}]}],"text":[],"label":7}',
    "empty": b"",
    "binary": bytes(range(256)),
    "list": b"[1,2,[3]]",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", [one.name for one in FORMATS] + ["json", "jsonl"])
def test_a_hostile_file_gets_one_line(bare: Library, tmp_path: Path, name: str, content: bytes) -> None:
    """It is refused in one line, or read as far as it makes sense; nothing else happens."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    line = ""
    try:
        planned = plan(bare, formats.importer(name).read(path, {}))
        take(bare, planned, "x")
    except UsageError as error:
        line = str(error)
    assert "\n" not in line
    assert len(line) < 400
    bare.close()
    assert not Library.open([bare.folder]).problems
