"""Projects of the REFI-QDA standard: what we write holds together, and what other programs write comes in."""

import struct
import tomllib
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from annotations.errors import UsageError
from annotations.exchange import archives, formats
from annotations.exchange.archives import Archive
from annotations.exchange.importers.qda.codes import nearest
from annotations.exchange.importers.qda.counting import Stretch, counted
from annotations.exchange.intake import plan, take
from annotations.export.material import Material
from annotations.library import Library

_DATA = tomllib.loads((Path(__file__).parent / "data/qda_projects.toml").read_text("utf-8"))
_NAME = "{urn:QDA-XML:project:1.0}"
_IDS = {
    "u": "aaaaaaaa-0000-4000-8000-00000000000a",
    "C": "CCCCCCCC-0000-4000-8000-00000000000C",
    "n": "eeeeeeee-0000-4000-8000-00000000000e",
    "S": "BBBBBBBB-0000-4000-8000-00000000000B",
}
_SELECTION = (
    '<PlainTextSelection guid="{{S}}" name="trees burned" startPosition="{start}" endPosition="{end}">'
    '<Coding guid="c1"><CodeRef targetGUID="{C}"/></Coding><NoteRef targetGUID="{n}"/></PlainTextSelection>'
)
_PROJECT = (
    '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0" name="x" origin="{origin}">'
    '<Users><User guid="9" name="Ada"/></Users><CodeBook><Codes><Code guid="c" name="Nature" isCodable="true" color="#00FF00">'
    '<Code guid="{c}" name="Fire" isCodable="true" color="#F00"/></Code><Code guid="d" name="fire" isCodable="true"/>'
    "</Codes></CodeBook><Sources>{source}</Sources>"
    '<Notes><Note guid="{N}" name="Look" creatingUser="9"><PlainTextContent>again</PlainTextContent></Note></Notes>'
    '<Sets><Set guid="s" name="s"/></Sets></Project>'
)


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write an archive."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def filled(text: str, **values: str) -> str:
    """Replace names in braces, and no other braces."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


@pytest.mark.parametrize("newline", ["lf", "crlf"])
def test_a_project_of_ours_holds_together(rich: Library, newline: str) -> None:
    """Ids are unique and resolve, positions have the words that name a passage, and it is the same each time."""
    exporter = formats.exporter("qdpx")
    made = [b"".join(*(one.pieces for one in exporter.files(Material(rich), {"newline": newline}))) for _ in range(2)]
    assert made[0] == made[1]
    archive = ZipFile(BytesIO(made[0]))
    root = ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own
    parts = [one.tag.removeprefix(_NAME) for one in root]
    assert parts == ["Users", "CodeBook", "Variables", "Sources", "Notes", "Links", "NoteRef"]
    ids = [key for one in root.iter() if (key := one.get("guid"))]
    assert len(ids) == len(set(ids))
    refs = {one.get(name) for one in root.iter() for name in ("targetGUID", "originGUID", "creatingUser")} - {None}
    assert refs <= set(ids)
    count = 0
    for source in root.iter(f"{_NAME}TextSource"):
        text = archive.read(f"sources/{source.get('guid')}.txt").decode()
        assert ("\r\n" in text) == (newline == "crlf")
        for one in source.iter(f"{_NAME}PlainTextSelection"):
            words = text[int(one.get("startPosition", "")) : int(one.get("endPosition", ""))]
            assert " ".join(words.split()) == one.get("name")
            count += 1
    assert count == len(rich.all_annotations())
    assert {code.get("name") for code in root.iter(f"{_NAME}Code")} == {tag.name for tag in rich.tags()}


@pytest.fixture(scope="module")
def schema() -> Any:
    """Return the schema of projects, which the initiative publishes under the MIT licence (its notice is in the file)."""
    etree = pytest.importorskip("lxml.etree")
    return etree.XMLSchema(etree.parse(str(Path(__file__).parent / "data/refi_qda_project.xsd")))


@pytest.mark.parametrize("name", ["qdpx", "qdc"])
@pytest.mark.parametrize("which", ["rich", "bare"])
def test_what_we_write_is_valid(request: pytest.FixtureRequest, schema: Any, name: str, which: str) -> None:
    """By the schema of the standard: with a bit of everything in it, and with nothing recorded."""
    etree = pytest.importorskip("lxml.etree")
    library = request.getfixturevalue(which)
    [file] = formats.exporter(name).files(Material(library), {})
    data = b"".join(file.pieces)
    if name == "qdpx":
        text = ZipFile(BytesIO(data)).read("project.qde")
    else:
        # A codebook has the codebook of a project under a namespace of its own.
        book = data.partition(b"\n")[2].replace(b"urn:QDA-XML:codebook:1.0", b"urn:QDA-XML:project:1.0")
        book = book.replace(b' origin="postil"', b"")
        text = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x">' + book + b"</Project>"
    schema.assertValid(etree.fromstring(text))


def test_what_a_project_keeps_beside_passages(rich: Library, bare: Library, tmp_path: Path) -> None:
    """Tags with their parents and descriptions, memos and facts; line ends of other systems change nothing."""
    path = tmp_path / "x.qdpx"
    [file] = formats.exporter("qdpx").files(Material(rich), {"newline": "crlf"})
    path.write_bytes(b"".join(file.pieces))
    assert formats.importer_of(path) == "qdpx"
    planned = plan(bare, formats.importer("qdpx").read(path, {}))
    take(bare, planned, "x")
    assert planned.ways == {"code points": 3}
    assert planned.skipped == []
    told = [(one.about, one.note, one.author) for one in rich.about.memos()]
    assert [(one.about, one.note, one.author) for one in bare.about.memos()] == told
    assert [(one.name, one.parent, one.description) for one in bare.tags()] == [
        (one.name, one.parent, one.description) for one in rich.tags()
    ]
    assert bare.sources()[0].fact("author") == "B. Reed; C. Low"


def test_a_codebook_goes_out_and_comes_in(rich: Library, bare: Library, tmp_path: Path) -> None:
    """Own tags keep name, parent, description and colour."""
    path = tmp_path / "x.qdc"
    [file] = formats.exporter("qdc").files(Material(rich), {})
    path.write_bytes(b"".join(file.pieces))
    assert formats.importer_of(path) == "qdc"
    take(bare, plan(bare, formats.importer("qdc").read(path, {})), "x")
    about = [[(one.name, one.parent, one.description, one.colour) for one in of.tags()] for of in (rich, bare)]
    assert about[0] == about[1]


@pytest.mark.parametrize("name", _DATA)
def test_projects_of_other_programs_come_in(make_folder: Callable[..., Path], tmp_path: Path, name: str) -> None:
    """The stretch is found however positions, ids, paths and line ends are written; a note and the code are with it."""
    case: dict[str, Any] = _DATA[name]
    ids = {**_IDS, "U": _IDS["u"].upper(), "c": _IDS["C"].lower(), "N": _IDS["n"].upper()}
    selection = filled(_SELECTION, start=str(case["start"]), end=str(case["end"]))
    source = case["source"].replace("{selection}", selection)
    project = filled(_PROJECT, origin=case["origin"], source=source)
    members = {case["qde"]: filled(project, **ids).encode(), filled(case["member"], **ids): case["text"].encode()}
    library = Library.open([make_folder("in", {"fire.md": "The 🌳 old\ntrees burned down.\n"})], author="ben")
    incoming = formats.importer("qdpx").read(zipped(tmp_path / "x.qdpx", members), {})
    planned = plan(library, incoming)
    take(library, planned, "x")
    [passage] = library.passages(library.sources()[0].id)
    about = passage.annotation
    assert (about.exact, about.tags, about.note) == ("trees burned", ("Fire",), "Look\n\nagain")
    assert about.id == _IDS["S"].lower()
    assert {"Nature", "Fire", "fire 2"} <= {tag.name for tag in library.tags()}
    assert set(planned.skipped) == {"1 set", *filter(None, [case.get("lost", "")])}
    before = len(library.transactions.steps("undo", 20))
    take(library, plan(library, incoming), "x")
    assert len(library.transactions.steps("undo", 20)) == before


def test_codes_of_one_name_are_told_apart(bare: Library, tmp_path: Path) -> None:
    """By what they are below, else by a number; a tag that is there already is used, in whatever case."""
    codes = (
        '<Code name="a"><Code name="x"/></Code><Code name="b"><Code name="X"/><Code name="x"/></Code><Code name="x"/>'
    )
    path = tmp_path / "x.qdc"
    path.write_text(f"<CodeBook><Codes>{codes}<Code name='Claim'/></Codes></CodeBook>", "utf-8")
    take(bare, plan(bare, formats.importer("qdc").read(path, {})), "x")
    new = [(one.name, one.parent) for one in bare.tags()][3:]
    assert new == [("a", ""), ("x", "a"), ("b", ""), ("b / X", "b"), ("x 2", "b"), ("x 3", "")]


def test_a_note_that_is_linked_is_about_what_it_is_linked_with(bare: Library, tmp_path: Path) -> None:
    """NVivo has no references to notes but links; a note about nothing is about the library."""
    text = "The orchard was planted in 1902"
    project = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources><TextSource guid="s" name="orchard.md">'
        f"<PlainTextContent>{text}</PlainTextContent>"
        '<PlainTextSelection guid="p" startPosition="4" endPosition="11"/><Coding guid="w"><CodeRef targetGUID="c"/></Coding>'
        '</TextSource></Sources><Notes><Note guid="n"><PlainTextContent>mine</PlainTextContent></Note>'
        '<Note guid="m"><PlainTextContent>free</PlainTextContent></Note></Notes>'
        '<Links><Link guid="l" originGUID="n" targetGUID="p"/><Link guid="k" originGUID="n" targetGUID="m"/></Links></Project>'
    )
    path = tmp_path / "project.qde"
    path.write_text(project, "utf-8")
    assert formats.importer_of(path) == "qdpx"
    planned = plan(bare, formats.importer("qdpx").read(path, {}))
    assert [one.note for one in planned.records.annotations] == ["mine"]
    assert [(one.about, one.note) for one in planned.records.memos] == [("library", "free")]
    assert planned.skipped == ["1 code of a whole source", "1 link of something that is no passage"]


@pytest.mark.parametrize(
    ("colour", "token"),
    [("#ff0000", "tag6"), ("#f80", "tag2"), ("#00ff00", "tag1"), ("#8800ff", "tag3"), ("#888888", ""), ("red", "")],
)
def test_a_colour_becomes_the_nearest_of_the_themes(colour: str, token: str) -> None:
    """By its hue; greys and what is no colour have none."""
    assert nearest(colour) == token


def hostile_zip(kind: str) -> bytes:
    """Return an archive that must not be unpacked."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED if kind == "overlap" else ZIP_DEFLATED) as archive:
        names = {"up": "../project.qde", "root": "/project.qde", "drive": "c:project.qde"}
        size = 80 << 20 if kind == "large" else 4 << 20 if kind == "ratio" else 10
        if kind == "many":
            for number in range(archives.MOST_MEMBERS + 1):
                archive.writestr(str(number), b"")
        elif kind == "no project":
            archive.writestr("a.txt", b"")
        else:
            archive.writestr(names.get(kind, "project.qde"), bytes(size))
        if kind == "overlap":
            archive.writestr("b.qde", bytes(size))
    data = bytearray(out.getvalue())
    directory = data.index(b"PK\x01\x02")
    if kind == "encrypted":
        data[directory + 8] |= 1
    elif kind == "method":
        data[directory + 10] = 12
    elif kind == "overlap":
        second = data.index(b"PK\x01\x02", directory + 1)
        data[second + 42 : second + 46] = struct.pack("<I", 1)
    elif kind == "cut":
        del data[len(data) // 2 :]
    elif kind == "damaged":
        data[41] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("up", "leads out"),
        ("root", "leads out"),
        ("drive", "leads out"),
        ("large", "too large"),
        ("ratio", "times smaller"),
        ("many", "more than 10,000 members"),
        ("encrypted", "is encrypted"),
        ("method", "packed in another way"),
        ("overlap", "overlap"),
        ("cut", "as an archive"),
        ("damaged", "cannot be unpacked"),
        ("no project", "no file in it is called .qde"),
    ],
)
def test_a_hostile_archive_is_refused_before_it_is_unpacked(tmp_path: Path, kind: str, why: str) -> None:
    """Names that lead out, sizes, ratios, numbers, overlapping and encrypted members: one line each."""
    path = tmp_path / "x.qdpx"
    path.write_bytes(hostile_zip(kind))
    with pytest.raises(UsageError, match=why) as caught:
        formats.importer("qdpx").read(path, {})
    assert "\n" not in str(caught.value)
    assert [*tmp_path.iterdir()] == [path]


def test_what_is_unpacked_of_an_archive_is_bounded_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many members of a permitted size are not all read."""
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 25)
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name in "abc":
            made.writestr(name, bytes(10))
    archive = Archive(out.getvalue(), "x")
    assert [len(archive.read(name)) for name in "ab"] == [10, 10]
    with pytest.raises(UsageError, match="too large"):
        archive.read("c")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><a>&c;</a>', "document type"),
        ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "document type"),
        ("<a>" * 300 + "</a>" * 300, "more than 256 elements"),
        ("<a>&b;</a>", "undefined entity"),
        ("<a><b></a>", "mismatched tag"),
        ("", "no element"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "as XML"),
        ("<a/>", "no REFI-QDA project"),
        ('<Project xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/hostname"/></Project>', ""),
    ],
)
def test_hostile_markup_is_refused_in_one_line(bare: Library, tmp_path: Path, content: str, why: str) -> None:
    """Document types, depth, entities and broken files; an inclusion is not followed."""
    path = tmp_path / "x.qde"
    path.write_text(content, "utf-8")
    if why:
        with pytest.raises(UsageError, match=why) as caught:
            formats.importer("qdpx").read(path, {})
        assert "\n" not in str(caught.value)
    else:
        incoming = formats.importer("qdpx").read(path, {})
        assert plan(bare, incoming).records.annotations == []


def test_members_of_a_damaged_length_do_not_unpack_to_more(tmp_path: Path) -> None:
    """A member that tells a smaller size than it has is refused by its checksum."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        made.writestr("project.qde", b"x" * 100_000)
    data = bytearray(out.getvalue())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert zlib.crc32(b"x" * 10) != zlib.crc32(b"x" * 100_000)
    path = tmp_path / "x.qdpx"
    path.write_bytes(bytes(data))
    with pytest.raises(UsageError, match="cannot be unpacked"):
        formats.importer("qdpx").read(path, {})


def test_line_ends_count_as_the_program_does_where_nothing_shows_it() -> None:
    """Within a script without blanks both ways are as likely: ATLAS.ti counts CR LF once, the others twice."""
    raw, stretches = "火の用心\r\n木の森の中に", [Stretch(7, 8)]
    found = []
    for lines_are_one in (False, True):
        text, [(start, end)] = counted(raw, stretches, lines_are_one=lines_are_one)
        found.append(text[start:end])
    assert found == ["の", "森"]
