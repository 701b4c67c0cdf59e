"""The board on paper."""

import csv
import io
import json
from itertools import groupby

import pytest
from hypothesis import given
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.export.board_table import COLUMNS, FORMS, Matrix, shown
from annotations.export.board_table import written as lines_of
from annotations.review.arrangement import SORTS, by_heading, by_tag, ordered
from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute, Disputes
from tests.annotations.review.making import Folder, claim, folder, folders, link, passage, source

MADE = Folder(
    (source(1), source(2), source(3), source(4, read=0.5)),
    (
        passage("s1:1", "=1+1 | rows\n\x1b[31mred", tags=("claim", "figure")),
        passage("s1:2", "Planted in 1902"),
        passage("s2:1", "Planted in 1911"),
        passage("s3:1", "The well is deep", tags=("claim", "opinion")),
    ),
    (link("s2:1", "contradicts", "s1:2"), link("s3:1", "supports", "s1:1")),
)


def written(table: Matrix, form: str) -> str:
    """The table whole."""
    return "".join(lines_of(table, form))


@pytest.fixture
def board() -> Board:
    return MADE.board([claim("s3:1", status="checked")])


@pytest.fixture
def table(board: Board) -> Matrix:
    return Matrix(board, board.rows, lambda one: one.removeprefix("s"))


def test_text_stands_in_columns(table: Matrix) -> None:
    """With the numbers of the sources over them, what the signs mean below, and nothing a terminal would obey."""
    lines = written(table, "text").splitlines()
    assert lines[:5] == [
        "claim                 verdict           status   1  2  3  4",
        "=1+1 | rows ␛[31mred  2 for             open     ●  ·  ✓",
        "Planted in 1902       1 for, 1 against  open     ●  ✗  ·",
        "Planted in 1911       1 for, 1 against  open     ✗  ●  ·",
        "The well is deep      1 for             checked  →  ·  ●",
    ]
    assert "\x1b" not in "".join(lines)
    assert lines[-4:] == ["  1  1.txt", "  2  2.txt", "  3  3.txt", "  4  4.txt"]


def test_csv_has_the_names_of_the_stances_and_no_formula(table: Matrix) -> None:
    """Each row as a spreadsheet reads it."""
    head, first, second, *_ = csv.reader(io.StringIO(written(table, "csv")))
    own = ["claim", "verdict", "status", "reviewed", "note", "doubtful", "passages"]
    assert head == [*own, "1.txt", "2.txt", "3.txt", "4.txt"]
    assert first[0].startswith("'=1+1")
    assert second[:2] == ["Planted in 1902", "1 for, 1 against"]
    assert second[6:] == ["1:2", "states 1:2", "contradicts 2:1", "silent", "unread"]


def test_what_is_doubtful_is_said_in_every_format() -> None:
    """Support that comes from where the claim comes from, and a circle: in words, and with numbers in JSON."""
    links = (
        link("s2:1", "cites", "s1:1"),
        link("s3:1", "cites", "s1:1"),
        link("s3:1", "supports", "s2:1"),
        link("s1:1", "cites", "s2:1"),
    )
    made = Folder((source(1), source(2), source(3)), (passage("s1:1"), passage("s2:1"), passage("s3:1")), links)
    board = made.board()
    table = Matrix(board, board.rows, lambda one: one.removeprefix("s"))
    support = "3:1 ✓ 2:1 adds no weight: both have it from source 1"
    circle = "a circle: 1:1 → 2:1"
    assert f"!  {support}" in written(table, "text").splitlines()
    assert f"!  {circle}" in written(table, "text").splitlines()
    assert f"- {support}" in written(table, "markdown").splitlines()
    assert f"{circle}; {support}" in written(table, "csv")
    row = next(row for row in json.loads(written(table, "json"))["claims"] if row["passages"] == ["2:1"])
    assert row["doubts"] == [{"source": "3:1", "target": "2:1", "origins": [1]}]
    assert row["loops"] == [["1:1", "2:1"]]


def matrix_of_many(*, wide: bool = False) -> Matrix:
    """More sources than have a column each; two of them say something of a claim, and one has not been read."""
    sources = (*(source(number) for number in range(1, COLUMNS + 1)), source(COLUMNS + 1, read=0.5))
    texts = (passage("s1:1", "Planted in 1902", tags=("claim",)), passage("s3:1", "Planted in 1911", tags=()))
    made = Folder(sources, texts, (link("s3:1", "contradicts", "s1:1"),)).board()
    return Matrix(made, made.rows, lambda one: one.removeprefix("s"), wide=wide)


@pytest.fixture
def many() -> Matrix:
    """The matrix of many sources, without a column for each."""
    return matrix_of_many()


def test_many_sources_are_no_columns(many: Matrix) -> None:
    """A row names those that do something and counts the others; below stand only their names."""
    lines = written(many, "text").splitlines()
    assert lines[:2] == [
        "claim            verdict           status  sources  silent  unread",
        "Planted in 1902  1 for, 1 against  open    ●1 ✗3    38      1",
    ]
    assert lines[-2:] == ["  1  1.txt", "  3  3.txt"]
    head, row = csv.reader(io.StringIO(written(many, "csv")))
    assert head[6:] == ["passages", "sources", "silent", "unread"]
    assert row[6:] == ["1:1", "states 1:1; contradicts 3:1", "38", "1"]
    assert "| Planted in 1902 | 1 for, 1 against | open | ●1 ✗3 | 38 | 1 |" in written(many, "markdown")


def test_a_column_for_each_of_many_sources_is_there_if_it_is_asked_for(many: Matrix) -> None:
    """Then each cell is told, as of few sources; JSON is the same in either case."""
    wide = matrix_of_many(wide=True)
    head, row = csv.reader(io.StringIO(written(wide, "csv")))
    assert len(head) == len(row) == 7 + COLUMNS + 1
    assert row[7:10] == ["states 1:1", "silent", "contradicts 3:1"]
    assert row[-1] == "unread"
    assert written(wide, "json") == written(many, "json")


@pytest.mark.parametrize("form", FORMS)
def test_a_board_is_as_long_as_what_it_says(form: str) -> None:
    """Ten times as many sources make the rows of a hundred claims not longer; what names the sources may be."""

    def rows(sources: int) -> int:
        places = [passage(f"s{number}:1", f"Claim {number}", tags=("claim",)) for number in range(1, 101)]
        made = Folder(tuple(source(number) for number in range(1, sources + 1)), tuple(places), ()).board()
        table = Matrix(made, made.rows, lambda one: one)
        return sum(len(line) for line in lines_of(table, form) if "Claim" in line)

    assert rows(1000) <= 1.1 * rows(100)
    assert rows(1000) < 100 * 2000


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_no_cell_begins_a_formula(cell: str) -> None:
    """Whatever a spreadsheet might take for one."""
    board = Folder((source(1),), (passage("s1:1", cell),), ()).board([claim("s1:1", title=cell)])
    for row in csv.reader(io.StringIO(written(Matrix(board, board.rows, str), "csv"))):
        assert not any(one.strip().startswith(("=", "+", "-", "@", "＝")) for one in row)


def test_markdown_is_one_table_whatever_the_claims_are(table: Matrix) -> None:
    """A bar in a claim parts no cells."""
    lines = written(table, "markdown").split("\n\n")[0].splitlines()
    assert {line.replace("\\|", "").count("|") for line in lines} == {8}


def test_json_has_everything(table: Matrix) -> None:
    """The cells with their passages, verdicts with their counts."""
    told = json.loads(written(table, "json"))
    assert [one["number"] for one in told["sources"]] == [1, 2, 3, 4]
    row = told["claims"][1]
    assert (row["claim"], row["verdict"], row["agree"], row["against"]) == ("Planted in 1902", "1 for, 1 against", 1, 1)
    assert row["cells"][1] == {
        "source": 2,
        "stance": "contradicts",
        "does": "contradicts it",
        "sign": "✗",
        "passages": ["2:1"],
    }
    assert [cell["stance"] for cell in row["cells"]] == ["states", "contradicts"]
    assert [one["read_through"] for one in told["sources"]] == [True, True, True, False]
    assert [cell["stance"] for cell in table.stances(row)] == ["states", "contradicts", "silent", "unread"]


def test_a_format_or_an_order_that_is_none_is_refused(table: Matrix, board: Board) -> None:
    """In a line that names those that are."""
    with pytest.raises(UsageError, match=", ".join(FORMS)):
        written(table, "xlsx")
    with pytest.raises(UsageError, match=", ".join(SORTS)):
        ordered(board.rows, "colour")


def test_rows_are_ordered(board: Board) -> None:
    """The most contested first, or those of the fewest independent sources; else by place."""
    by = {order: [row.members[0] for row in ordered(board.rows, order)] for order in SORTS}
    assert by["place"] == ["s1:1", "s1:2", "s2:1", "s3:1"]
    assert by["contested"] == ["s1:2", "s2:1", "s1:1", "s3:1"]
    assert by["independent"] == ["s1:2", "s2:1", "s3:1", "s1:1"]


def test_the_sides_of_a_contradiction_stand_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most contested first, each contradiction is one group, however far apart; its dispute is looked for once a claim."""
    asked, of = list[str](), Disputes.of

    def note(disputes: Disputes, one: str) -> Dispute | None:
        asked.append(one)
        return of(disputes, one)

    monkeypatch.setattr(Disputes, "of", note)
    made = folder(
        "s1:1 s1:2 s1:3 s1:4 s2:1 s2:2 s2:3 s3:1 s3:2",
        "s2:3 contradicts s1:1, s1:2 contradicts s2:2, s3:1 contradicts s2:1, s3:1 supports s1:2, s3:2 contradicts s2:2",
    )
    rows = ordered(made.board().rows, "contested")
    assert [row.members[0] for row in rows] == ["s2:2", "s1:2", "s3:2", "s1:1", "s2:3", "s2:1", "s3:1", "s1:3", "s1:4"]
    assert sorted(asked) == ["s1:1", "s1:2", "s2:1", "s2:2", "s2:3", "s3:1", "s3:2"]


@given(folders())
def test_the_board_and_the_list_of_disputes_have_one_order(made: Folder) -> None:
    """Most contested first, the claims come dispute by dispute as the disputes are listed, and all others behind."""
    board = made.board()
    found = [board.disputes.of(row.members[0]) for row in ordered(board.rows, "contested")]
    contested = [one for one in found if one is not None]
    assert found[: len(contested)] == contested
    listed = [one for one in board.disputes.all("weight") if one in contested]
    assert [one.weight for one in dict.fromkeys(contested)] == [one.weight for one in listed]
    assert len([one for one, _ in groupby(contested)]) == len(listed)


@given(folders())
def test_facing_rows_loses_none(made: Folder) -> None:
    """All rows are there once, and under the first of a group stands what contradicts it, if that is a row."""
    rows = made.board().rows
    found = ordered(rows, "contested")
    assert sorted(row.members for row in found) == sorted(row.members for row in rows)
    shown = {one for row in rows for one in row.members}
    if found and (facing := set(found[0].against) & shown - set(found[0].members)):
        assert facing & set(found[1].members)


def test_rows_are_grouped(board: Board) -> None:
    """Under each of their tags, or under the heading of their earliest passage."""
    tags = {group.title: len(group.rows) for group in by_tag(board, board.rows, ("opinion", "claim", "unused"))}
    assert list(tags.items()) == [("opinion", 1), ("claim", 4), ("figure", 1)]
    headings = by_heading(board.rows, lambda one: "History" if one in {"s1:2", "s2:1"} else "")
    assert [(group.title, len(group.rows)) for group in headings] == [("", 2), ("History", 2)]


def test_what_a_terminal_would_obey_is_shown() -> None:
    """Control characters, and those that turn the line round."""
    assert shown("a\x1b]0;x\x07b\u202ec\nd") == "a␛]0;x␇b�c d"


def test_what_a_source_is_weighed_with_is_beside_its_name() -> None:
    """Its grade and its date, below the table and as values of their own; nothing where it has none."""
    graded = replace(source(1), facts={"credibility": "B2", "published": "2026-04"})
    made = Folder((graded, source(2)), (passage("s1:1", "Forty rows"), passage("s2:1", "Fifty rows")), ())
    table = Matrix(made.board(), made.board().rows, str)
    assert written(table, "text").splitlines()[-2:] == ["  1  1.txt · B2 · 2026-04", "  2  2.txt"]
    assert "- 1: 1.txt · B2 · 2026-04" in written(table, "markdown")
    sources = json.loads(written(table, "json"))["sources"]
    assert [(one["credibility"], one["published"]) for one in sources] == [("B2", "2026-04"), ("", "")]
