"""Statistics as text, CSV and JSON."""

import csv
import io
import json

import pytest
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.export.board_table import COLUMNS
from annotations.export.overview.statistics import words_of
from annotations.export.overview.statistics import written as lines_of
from annotations.model import LINK_KINDS, Tag
from annotations.records.codebook.tree import TagTree
from annotations.review.graph import Records
from annotations.review.overview.statistics.report import NAMES, Statistics
from annotations.review.overview.statistics.tables import SHARE, Cell, Column, Line, Table
from tests.annotations.review.making import Folder, link, passage, source

TAGS = [Tag(name=name, letter="x", colour="tag1") for name in ("claim", "=1+1", "\x1b[31mred")]
MADE = Folder(
    (source(1), replace(source(2), path="=cmd.txt"), replace(source(3), path="deep/" * 20 + "\x1b[2Jx.txt")),
    (passage("s1:1", tags=("claim", "=1+1")), passage("s2:1"), passage("s3:1", tags=("\x1b[31mred",))),
    (link("s1:1", "contradicts", "s2:1"), link("s3:1", "supports", "s2:1")),
)


def tables(made: Folder = MADE) -> list[Table]:
    """All tables of a folder."""
    records = Records(made.sources, made.passages, made.links, [*LINK_KINDS.values()])
    return [*Statistics(records, TagTree(TAGS)).tables.values()]


def written(form: str, *names: str, made: Folder = MADE) -> str:
    """Some tables whole; all of them without names."""
    return "".join(lines_of([table for table in tables(made) if not names or table.name in names], form))


def test_text_is_aligned_and_safe() -> None:
    """Numbers end in one column, and nothing is sent that a terminal obeys."""
    lines = written("text", "passages").splitlines()
    assert lines[0] == "Passages by source and tag"
    assert "\x1b" not in "".join(lines)
    head, *rows = lines[3:]
    assert head.split()[:3] == ["source", "path", "passages"]
    column = head.index("passages") + len("passages") - 1
    assert [row[column] for row in rows] == ["1", "1", "1", "3"]
    assert rows[2].split()[1].startswith("…")


def test_csv_has_no_formula() -> None:
    """Neither the head of a tag nor the path of a source starts one; a single table is nothing but a table."""
    table = list(csv.reader(io.StringIO(written("csv", "passages"))))
    assert table[0] == ["source", "path", "passages", "claim", "'=1+1", "\x1b[31mred", "no tag"]
    assert table[2] == ["2", "'=cmd.txt", "1", "1", "0", "0", "0"]
    assert "1 for, 0 against" in written("csv", "agreement")
    assert written("csv").count("\n\n") == len(NAMES) - 1


def test_json_has_every_value() -> None:
    """One line of a table per line, and the shares of a bar as numbers."""
    found = json.loads(written("json"))
    assert (found["format"], found["version"]) == ("postil-statistics", 1)
    assert [table["name"] for table in found["tables"]] == [*NAMES]
    by_name = {table["name"]: table for table in found["tables"]}
    assert by_name["agreement"]["lines"][1]["cells"] == {"1": [0, 1], "3": [1, 0]}
    assert len(by_name["coverage"]["lines"][0]["cells"]["density"]) == 40
    assert by_name["passages"]["totals"]["cells"]["passages"] == 3
    empty = json.loads(written("json", made=Folder((), (), ())))
    assert all(table["lines"] == [] for table in empty["tables"])


def test_many_sources_are_listed_as_pairs() -> None:
    """As text and CSV, for a matrix of them would be wide and nearly empty."""
    sources = tuple(source(number) for number in range(1, COLUMNS + 3))
    passages = tuple(passage(f"s{one.number}:1") for one in sources)
    links = tuple(link("s1:1", "supports", f"s{one.number}:1") for one in sources[1:])
    made = Folder(sources, passages, links)
    table = list(csv.reader(io.StringIO(written("csv", "agreement", made=made))))
    assert table[:2] == [["source", "and", "for", "against"], ["1", "2", "1", "0"]]
    assert len(table) == len(sources)


def test_nothing_is_stated_as_such() -> None:
    """An empty table has one line; a small share is not called none."""
    assert "nothing to count" in written("text", "cooccurrence", made=Folder((), (), ()))
    column, line = Column("read", "read", SHARE), Line((), {})
    assert [words_of(Cell(share), column, line) for share in (0.0, 0.001, 0.5)] == ["0 %", "<1 %", "50 %"]


def test_an_unknown_format_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match="text, csv, json"):
        lines_of([], "xml")
