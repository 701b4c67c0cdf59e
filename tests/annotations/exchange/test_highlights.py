"""Highlights of readers and reference managers, marks in Markdown, codebooks: few offsets, many shapes."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.incoming import Incoming
from annotations.exchange.intake import plan, take
from annotations.library import Library

KINDLE = """\
\ufeffThe orchard (Reed, Anna)
- Your Highlight on page 5 | location 100-104 | Added on Monday, 5 May 2025 10:00:01

The orchard was planted in 1902
==========
The orchard (Reed, Anna)
- Ihre Markierung auf Seite 5 | Position 100-06 | Hinzugefügt am Montag, 5. Mai 2025 10:00:09

The orchard was planted in 1902, they say.
==========
The orchard (Reed, Anna)
- 您在位置 #106 的笔记 | 添加于 2025年5月5日星期一 上午10:01:00

Who says?
==========
The orchard (Reed, Anna)
- Your Bookmark on page 6 | location 120 | Added on Monday, 5 May 2025 10:02:00


==========
"""

READWISE = """\
Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags
It has ninety trees.,The orchard,Anna Reed,,count them,yellow,"number,trees",location,5,2025-05-05 10:00:00+00:00,
'=SUM(A1),Another book,,,,,,page,1,,
,The orchard,Anna Reed,,only a note,,,,,,
"""

BETTER = {
    "config": {"label": "Better BibTeX JSON"},
    "items": [
        {
            "itemType": "journalArticle",
            "title": "The orchard",
            "date": "2024-05-01",
            "creators": [{"creatorType": "author", "firstName": "Anna", "lastName": "Reed"}],
            "attachments": [
                {
                    "path": "/data/x/Zotero/storage/AB/orchard.pdf",
                    "annotations": [
                        {
                            "annotationText": "It has ninety trees.",
                            "annotationComment": "count",
                            "annotationColor": "#ffd400",
                            "annotationPosition": '{"pageIndex":0}',
                            "tags": [{"tag": "number"}],
                            "key": "K1",
                        },
                        {"annotationType": "ink", "key": "K2"},
                        {
                            "annotationType": "note",
                            "annotationComment": "On the whole page",
                            "annotationPageLabel": "3",
                        },
                    ],
                }
            ],
        }
    ],
}

API = [
    {"key": "P", "data": {"itemType": "book", "title": "The orchard", "key": "P"}},
    {"key": "F", "data": {"itemType": "attachment", "filename": "orchard.pdf", "parentItem": "P", "key": "F"}},
    {
        "key": "A",
        "data": {
            "itemType": "annotation",
            "parentItem": "F",
            "annotationText": "It has ninety trees.",
            "annotationColor": "#123456",
            "tags": [],
        },
    },
]

MARKED = """\
# The orchard

The orchard was ==planted in **1902**== <!-- says who? --> #claim #to-do, they say. It has <mark>ninety trees</mark>.

`==not this==` and

```
==nor this==
```

It was {==sold==}{>>to whom?<<}. <!-- on its own -->
"""


def read(path: Path, content: str | object, name: str = "", **options: str) -> Incoming:
    """Write a file and read it as the format that it is recognised as."""
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    found = formats.importer_of(path)
    assert found == name or not name
    return formats.importer(found).read(path, options)


def test_clippings_of_a_kindle(tmp_path: Path, bare: Library) -> None:
    """In any language: the longest of a highlight that grew, its note by its location, no bookmark."""
    incoming = read(tmp_path / "My Clippings.txt", KINDLE, "kindle")
    (one,) = incoming.passages
    assert (one.exact, one.note) == ("The orchard was planted in 1902, they say.", "Who says?")
    assert incoming.sources[0].title == "The orchard"
    assert incoming.sources[0].facts == (("author", "Reed, Anna"),)
    assert incoming.skipped == ["1 bookmark"]
    planned = plan(bare, incoming)
    assert planned.ways["lost"] == 0
    take(bare, planned, "x")
    assert bare.annotation("2:1").note == "Who says?"


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3), st.sampled_from(["a", "ab", "abc", "b"])), max_size=8))
def test_a_highlight_that_grew_is_one_passage(clippings: list[tuple[int, int, str]]) -> None:
    """What overlaps a longer one and is part of its words is left out, of equal ones all but one, nothing else."""
    blocks = [
        f"Book\n- Highlight at location {first}-{first + more} | Added 2025\n\n{words}\n==========\n"
        for first, more, words in clippings
    ]

    def holds(longer: tuple[int, int, str], one: tuple[int, int, str]) -> bool:
        return longer[0] <= one[0] + one[1] and one[0] <= longer[0] + longer[1] and one[2] in longer[2]

    with TemporaryDirectory() as folder:
        path = Path(folder) / "My Clippings.txt"
        path.write_text("".join(blocks), "utf-8")
        passages = formats.importer("kindle").read(path, {}).passages if blocks else []
    kept = [one.exact for one in passages]
    assert kept == [
        one[2]
        for at, one in enumerate(clippings)
        if not any(holds(other, one) and (other[2] != one[2] or place < at) for place, other in enumerate(clippings))
    ]


def test_readwise(tmp_path: Path, bare: Library) -> None:
    """Tags, colour, note and time; a guarded cell loses its guard; a row without words is counted."""
    incoming = read(tmp_path / "readwise.csv", READWISE, "readwise")
    one, other = incoming.passages
    assert (one.tags, one.note, one.created) == (
        ("number", "trees", "yellow"),
        "count them",
        "2025-05-05 10:00:00+00:00",
    )
    assert other.exact == "=SUM(A1)"
    assert incoming.skipped == ["1 row without a highlight"]
    planned = plan(bare, incoming)
    taken = take(bare, planned, "x")
    assert planned.absent == ["Another book"]
    assert (taken.passages, taken.sources) == (2, 1)
    assert bare.annotation("2:1").exact == "It has ninety trees."


@pytest.mark.parametrize("content", [BETTER, API, {"items": API}])
def test_zotero(tmp_path: Path, bare: Library, content: object) -> None:
    """Both exports; the colour is a tag by its name, or by its value if it has none."""
    incoming = read(tmp_path / "zotero.json", content, "zotero")
    (one,) = incoming.passages
    assert one.exact == "It has ninety trees."
    assert one.tags in {("number", "yellow"), ("#123456",)}
    assert plan(bare, incoming).absent == []
    if content is BETTER:
        assert one.note == "count"
        assert incoming.memos[0].note == "p. 3: On the whole page"
        assert incoming.skipped == ["1 annotation without words"]
        facts = dict(incoming.sources[0].facts)
        assert facts == {"author": "Reed, Anna", "published": "2024-05-01"}


def test_marks_in_markdown(tmp_path: Path, make_folder: Callable[..., Path]) -> None:
    """Marks with what is directly behind them; those in code and comments elsewhere are none."""
    library = Library.open([make_folder("m", {"orchard.md": MARKED})])
    incoming = read(tmp_path / "orchard.md", MARKED, "marks")
    assert [(one.exact, one.tags, one.note) for one in incoming.passages] == [
        ("planted in 1902", ("claim", "to-do"), "says who?"),
        ("ninety trees", (), ""),
        ("sold", (), "to whom?"),
    ]
    assert incoming.skipped == ["1 comment that follow no mark"]
    planned = plan(library, incoming)
    assert planned.ways["lost"] == 0, planned.ways
    take(library, planned, "x")
    assert sorted(one.exact for one in library.all_annotations()) == ["ninety trees", "planted in 1902", "sold"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_codebook(tmp_path: Path, bare: Library, separator: str) -> None:
    """With parents in a column or in the name; a parent without a row is made; tags that are there stay."""
    rows = [
        ("Name", "Description", "Parent"),
        ("Access", "Who may.", ""),
        ("Well", "To the well", "Access"),
        ("Road > Winter", "", ""),
        ("lone", "", "Absent"),
        ("CLAIM", "x", ""),
    ]
    text = "\n".join(separator.join(row) for row in rows)
    incoming = read(tmp_path / "codes.csv", text, "codebook")
    take(bare, plan(bare, incoming), "x")
    parents = {tag.name: tag.parent for tag in bare.tags()}
    assert parents["Well"] == "Access"
    assert parents["Winter"] == "Road"
    assert parents["lone"] == "Absent"
    assert "CLAIM" not in parents
    assert next(tag for tag in bare.tags() if tag.name == "Access").description == "Who may."


@pytest.mark.parametrize("name", ["zotero", "readwise", "kindle", "marks", "codebook"])
@pytest.mark.parametrize(
    "content", [b"", b"[" * 90_000, bytes(range(256)), b"a,b\n" * 10, b"==" * 50_000, b"(" * 90_000]
)
def test_a_hostile_file_gets_one_line(tmp_path: Path, bare: Library, name: str, content: bytes) -> None:
    """It is refused in one line, or read as far as it makes sense, in a moment."""
    path = tmp_path / "x"
    path.write_bytes(content)
    line = ""
    try:
        take(bare, plan(bare, formats.importer(name).read(path, {})), "x")
    except UsageError as error:
        line = str(error)
    assert "\n" not in line
    assert len(line) < 400
