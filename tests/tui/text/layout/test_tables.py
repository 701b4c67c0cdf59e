"""Tables: in columns, panned or as records, each cell stays by itself, and every one of them can be reached."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.document import Document
from annotations.documents.loader import DocumentLoader, read
from annotations.text.ranges import trimmed
from tests.tui.text.cases import laid_out
from tui.text import motion
from tui.text.layout.layout import Layout, Place
from tui.text.layout.viewport import View
from tui.text.paint.margin import Margin
from tui.text.paint.painter import Focus, Painter
from tui.text.selection import Selection, bounds
from tui.theming.styles import Styles
from tui.theming.theme_file import themes

STYLES = Styles(themes(str)["ink"])

cells = st.sampled_from(
    ["", "", "a", "one two", "3.5", "漢字かな", "👍🏽 e\u0301", "x" * 30, "many words in a cell. Two."]
)


@st.composite
def tables(draw: st.DrawFn) -> Document:
    """A document with a table, some of whose rows have a cell too few or too many, between two paragraphs."""
    columns = draw(st.integers(1, 12))
    rows = draw(st.lists(st.lists(cells, min_size=max(1, columns - 1), max_size=columns + 1), min_size=1, max_size=8))
    lines = ["|" + "|".join(f"head {i}" for i in range(columns)) + "|", "|" + "---|" * columns]
    lines += ["|" + "|".join(row) + "|" for row in rows]
    return read(("Before.\n\n" + "\n".join(lines) + "\n\nAfter.\n").encode(), "table.txt")


def wide(columns: int = 30, rows: int = 40) -> Document:
    """A table that is too wide for any page."""
    lines = ["|" + "|".join(f"head {i}" for i in range(columns)) + "|", "|" + "---|" * columns]
    lines += ["|" + "|".join(f"cell {r} {c}" for c in range(columns)) + "|" for r in range(rows)]
    return read("\n".join(lines).encode(), "wide.md")


def shown(view: View) -> list[tuple[Place, object]]:
    """The rows of the screen as they are drawn, the head of a table over those it covers."""
    rows = view.rows()
    pinned = view.pinned()
    return [*pinned, *rows[len(pinned) :]]


@given(tables(), st.integers(8, 90), st.integers(0, 4))
def test_every_cell_stands_by_itself(document: Document, width: int, pan: int) -> None:
    """At any width and however far it is panned, a fragment holds text of one cell, and a row is as wide as the page."""
    view = View(document, width, 500)
    view.show(document.text.index("head 0"))
    view.pan(pan)
    bounds_of_cells = [cell for block in document.blocks for cell in block.cells]
    painter = Painter(document, Margin(), STYLES, width, 5)
    for (block, _), row in view.rows():
        if document.blocks[block].cells:
            for fragment in row.fragments:
                assert any(start <= fragment.start and fragment.end <= end for start, end in bounds_of_cells)
            starts = [fragment.x for fragment in row.fragments]
            assert starts == sorted(starts)
        assert sum(s.cell_length for s in painter.row(block, row, Focus(view.cursor))) == width + 5


@given(
    st.lists(st.lists(st.lists(st.integers(1, 26), max_size=5), min_size=5, max_size=5), min_size=1, max_size=4),
    st.integers(2, 5), st.integers(20, 90),
)  # fmt: skip
def test_words_are_whole_in_columns(rows: list[list[list[int]]], columns: int, width: int) -> None:
    """At any width a table is in columns only if none of its words, but for very long ones, is cut for it."""
    table = [[" ".join("a" * length for length in cell) for cell in row] for row in rows]
    lines = ["|" + "|".join(row[:columns]) + "|" for row in [["head"] * 5, ["---"] * 5, *table]]
    document = read("\n".join(lines).encode(), "table.txt")
    view = View(document, width, 500)
    for (block, _), row in view.rows():
        if not view.layout.tables.in_columns(block):
            continue
        for fragment in row.fragments:
            word = re.search("a*$", document.text[: fragment.end])
            following = re.match("a*", document.text[fragment.end :])
            assert word is not None
            assert following is not None
            assert not (word[0] and following[0]) or len(word[0] + following[0]) > 24


@given(tables(), st.integers(8, 90), st.integers(0, 4))
def test_left_and_right_meet_every_character_once(document: Document, width: int, pan: int) -> None:
    """Each character of each cell, and each empty cell, is met once in either direction, and is drawn under the cursor."""
    view = View(document, width, 500)
    view.show(document.text.index("head 0"))
    view.pan(pan)
    forward = [0]
    while (following := motion.right(document, forward[-1])) != forward[-1]:
        forward.append(following)
    assert all(a < b for a, b in pairwise(forward))
    for block in document.blocks:
        for start, _ in block.cells:
            assert start in forward
    backward = [forward[-1]]
    while (before := motion.left(document, backward[-1])) != backward[-1]:
        backward.append(before)
    assert backward[::-1] == forward
    for offset in forward:
        view.show(offset)
        assert view.cursor == offset
        row = view.layout.row(view.layout.place(offset))
        assert any(f.start <= offset < max(f.end, f.start + 1) for f in row.fragments)


@given(
    tables(), st.integers(8, 90), st.integers(4, 30),
    st.lists(st.tuples(st.sampled_from(["move_rows", "page", "scroll", "pan", "resize", "word", "sentence"]),
                       st.integers(-12, 12)), max_size=10),
)  # fmt: skip
def test_the_cursor_is_never_hidden(document: Document, width: int, height: int, steps: list[tuple[str, int]]) -> None:
    """However one moves in and around a table, the cursor is on a row of the screen, and not under its head."""
    view = View(document, width, height)
    for step, by in steps:
        if step == "resize":
            view.resize(max(8, width + 3 * by), max(4, height + by))
        elif step in ("word", "sentence"):
            names = {
                "word": (motion.word_forward, motion.word_back),
                "sentence": (motion.sentence_forward, motion.sentence_back),
            }
            view.show(names[step][by < 0](document, view.cursor))
        else:
            getattr(view, step)(by)
        y = view.row_of(view.cursor)
        assert 0 <= y < view.height
        fragments = shown(view)[y][1].fragments  # type: ignore[attr-defined]
        assert any(f.start <= view.cursor < max(f.end, f.start + 1) for f in fragments)


@given(tables(), st.integers(8, 90), st.data())
def test_a_pointer_stays_in_its_column(document: Document, width: int, data: st.DataObject) -> None:
    """Whatever cell of the screen is pointed at, the offset belongs to the column that is drawn there."""
    layout = Layout(document, width)
    index = data.draw(st.sampled_from([i for i, block in enumerate(document.blocks) if block.cells]))
    if not layout.tables.in_columns(index):
        return
    columns = layout.tables.layout(index).columns
    row = data.draw(st.integers(0, len(layout.rows(index)) - 1))
    column = data.draw(st.sampled_from(columns))
    if not layout.row(Place(index, row)).fragments or column.number >= len(document.blocks[index].cells):
        return
    for x in range(column.x, column.x + column.width):
        offset = layout.pointed_at(Place(index, row), x)
        assert motion.cell_index(document.blocks[index], offset) == column.number


def test_rows_keep_to_the_column() -> None:
    """Down and up stay in the column of a table, past the rows in which only its neighbours go on."""
    text = "|a|b|c|\n|---|---|---|\n" + "".join(
        f"|left {i}|{'words of a longer cell ' * 5}|right {i}|\n" for i in range(6)
    )
    document = read(text.encode(), "table.md")
    view = View(document, 50, 40)
    view.show(document.text.index("left 0"))
    for i in range(1, 6):
        view.move_rows(1)
        assert document.text[view.cursor :].startswith(f"left {i}")
    for i in range(4, -1, -1):
        view.move_rows(-1)
        assert document.text[view.cursor :].startswith(f"left {i}")


def test_no_text_is_jumped_over_unseen() -> None:
    """Beside a cell that is higher than the screen, down goes through its rows."""
    text = f"|a|b|\n|---|---|\n|left|{'words of a longer cell ' * 300}|\n|last|x|\n"
    document = read(text.encode(), "table.md")
    view = View(document, 60, 20)
    view.show(document.text.index("left"))
    tops = [view.top]
    while not document.text[view.cursor :].startswith("last"):
        view.move_rows(1)
        tops.append(view.top)
    assert all(view.layout.distance(a, b, 100) < 20 for a, b in pairwise(tops))


def test_the_head_stays_while_the_table_goes_on() -> None:
    """The head of a long table is drawn over the first rows until the table ends; a page misses no row."""
    rows = "".join(f"|{i}|value {i}|\n" for i in range(80))
    after = "More.\n\n" * 30
    document = read(f"Before.\n\n|number|what|\n|---|---|\n{rows}\nAfter.\n\n{after}".encode(), "table.md")
    view = View(document, 60, 12)
    seen: set[int] = set()
    for _ in range(30):
        drawn = shown(view)
        seen |= {place.block for place, _ in drawn}
        texts = [document.text[row.start : row.end] for _, row in drawn]  # type: ignore[attr-defined]
        inside = document.blocks[drawn[-1][0].block].cells and view.top.block > 1
        assert (texts[0] == "number\twhat") is bool(inside or view.pinned() or view.top == Place(1, 1))
        view.page(view.page_rows)
    assert seen == set(range(len(document.blocks)))
    view.show(document.text.index("value 40"), centre=True)
    view.centre(0.0)
    assert view.row_of(view.cursor) == len(view.pinned()) == 2


def test_the_head_that_stays_is_parted_from_the_rows_once() -> None:
    """Where the first row that is seen below it is a line between two rows, the head draws none of its own."""
    rows = "".join(f"|{i}|{'some words for a cell ' * 3}|\n" for i in range(20))
    view = View(read(f"|number|what|\n|---|---|\n{rows}".encode(), "table.md"), 40, 12)
    lines = 0
    for _ in range(12):
        view.scroll(1)
        drawn = [row for _, row in shown(view)]
        assert view.pinned()
        ruled = ["─" in row.decorations[0].text for row in drawn]  # type: ignore[attr-defined]
        lines += not ruled[1]
        assert sum(ruled[1:3]) == 1
        assert all("│" in decoration.text or "┼" in decoration.text for decoration in drawn[1].decorations)  # type: ignore[attr-defined]
    assert lines


def test_a_wide_table_is_panned() -> None:
    """A table in records becomes columns to be panned, its first one stays, and signs tell where there are more."""
    document = wide()
    view = View(document, 60, 20)
    view.show(document.text.index("cell 3 0"))
    assert not view.layout.tables.in_columns(view.layout.place(view.cursor).block)
    assert not view.pan(-1)

    def texts() -> list[str]:
        row = view.layout.row(view.layout.place(view.cursor))
        return [document.text[f.start : f.end] for f in row.fragments]

    def signs() -> str:
        row = view.layout.row(view.layout.place(view.cursor))
        return "".join(d.text for d in row.decorations if d.text in "‹›")

    assert view.pan(1)
    assert texts()[:3] == ["cell 3 0", "cell 3 1", "cell 3 2"]
    assert signs() == "›"
    assert view.pan(2)
    assert texts()[:2] == ["cell 3 0", "cell 3 3"]
    assert signs() == "‹›"
    view.show(document.text.index("cell 3 20"))
    assert "cell 3 20" in texts()
    assert view.pan(99)
    assert texts()[-1] == "cell 3 29"
    assert signs() == "‹"
    assert not view.pan(1)
    assert document.text[view.cursor :].startswith("cell 3 2")
    view.resize(70, 20)
    assert texts()[0] == "cell 3 0"
    assert view.pan(-99)
    assert not view.layout.tables.in_columns(view.layout.place(view.cursor).block)


@pytest.mark.parametrize("by", [1, 7])
def test_panning_keeps_the_row_of_the_cursor(by: int) -> None:
    """From column to column the cursor keeps its row of the screen and goes to the nearest column shown."""
    document = wide()
    view = View(document, 60, 20)
    view.show(document.text.index("cell 20 1"), centre=True)
    view.pan(1)
    y = view.row_of(view.cursor)
    view.pan(by)
    assert view.row_of(view.cursor) == y
    assert document.text[view.cursor :].startswith(f"cell 20 {1 + by}")


@given(tables(), st.integers(8, 90), st.data())
def test_what_is_selected_is_what_is_marked(document: Document, width: int, data: st.DataObject) -> None:
    """A selection has whole characters at its ends, no separator there, and in columns V takes whole rows of the table."""
    layout = Layout(document, width)
    one, other = (motion.character_at(document, data.draw(st.integers(0, document.length))) for _ in range(2))
    start, end = bounds(document, layout, Selection(one, other))
    assert document.text[start:end] == document.text[start:end].strip()
    assert min(one, other) <= start or start == end
    first, last = bounds(document, layout, Selection(one, other, rows=True))
    for index in map(document.block_index, (one, other)):
        row = trimmed(document.text, document.blocks[index].start, document.blocks[index].end)
        if layout.tables.in_columns(index) and row[0] < row[1]:
            assert first <= row[0]
            assert row[1] <= last


def test_work_in_a_huge_table_is_bound_by_the_screen() -> None:
    """In a table of many rows and columns, or with a huge cell, few blocks are laid out and little is measured."""
    document = wide(200, 200)
    view = View(document, 80, 20, document.length // 2)
    view.pan(1)
    assert laid_out(view) < 60
    text = "|a|b|\n|---|---|\n" + f"|x|{'word ' * 20000}|\n|y|{'漢' * 50000}|\n"
    view = View(read(text.encode(), "cell.md"), 80, 20)
    for share in (0.3, 0.9, 0.1):
        view.show(round(view.document.length * share))
    assert laid_out(view) < 20


def test_a_table_is_measured_by_rows_that_were_read_later() -> None:
    """A table that was laid out when only its first rows had been read gets the columns that all of them need."""
    rows = "".join(f"|{'x' * (i // 20)}|some words|\n" for i in range(300))
    reading = DocumentLoader(f"|a|b|\n|---|---|\n{rows}".encode(), "table.md")
    reading.step()
    view = View(reading.document, 60, 20)
    before = view.layout.tables.layout(0).columns
    assert not view.layout.finish()
    while reading.step():
        pass
    assert view.relay(view.layout.finish)
    assert view.layout.tables.layout(0).columns != before
    assert view.layout.tables.layout(0).columns == View(reading.document, 60, 20).layout.tables.layout(0).columns


@pytest.mark.parametrize("height", range(9, 24))
def test_a_page_begins_with_a_whole_row(height: int) -> None:
    """Page by page through a table no page begins with what is left of a row, every row is met, and the end is reached."""
    rows = "".join(f"|{i}|value {i} that takes more than a row of its cell|\n" for i in range(60))
    document = read(f"|number|what|\n|---|---|\n{rows}\nAfter.\n".encode(), "table.md")
    view = View(document, 30, height)
    seen: set[Place] = set()
    for _ in range(100):
        drawn = shown(view)
        seen |= {place for place, _ in drawn}
        first = view.layout.row(view.layout.move(view.top, len(view.pinned())))
        at_end = drawn[-1][0] == view.layout.last()
        assert at_end or not first.fragments or first.fragments[0].column == 0
        view.page(view.page_rows)
    assert at_end
    assert seen == {place for place, _ in view.layout.walk(view.layout.first())}
