"""The view: every text of a document reaches the screen, and the cursor never leaves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.document import Document
from annotations.documents.loader import read
from tests.tui.text.cases import laid_out
from tui.text.layout.layout import Layout, Place
from tui.text.layout.viewport import View
from tui.text.paint.margin import Margin
from tui.text.paint.painter import Focus, Painter
from tui.theming.styles import Styles
from tui.theming.theme_file import themes

STYLES = Styles(themes(str)["ink"])

SAMPLE = """# A title that is long enough to be wrapped on a narrow page

First paragraph with *emphasis* and a [link](https://example.org). It has several sentences. And a third one.

- an item
  - a nested one that is long enough to need a second row on a narrow page
3. numbered

> quoted text
> in two lines

| Mode | Cost | Best for |
|---|---:|---|
| Instant | 1 | quick questions and short replies of all kinds |
| Thinking | 20 | 中文 and 👍🏽 |

```python
def f():
\treturn "x" * 200
```

---

Last words.
"""


def sample() -> Document:
    """The sample, read."""
    return read(SAMPLE.encode(), "sample.md")


def all_rows(document: Document, width: int) -> list[tuple[Place, object]]:
    """Every row of a document at a width."""
    return View(document, width, 10_000).rows()  # type: ignore[return-value]


documents = st.lists(
    st.sampled_from(
        ["# H", "para of words and more words", "- item", "> quote", "| a | b |\n|---|---|\n| c d e | f |", "```\ncode\n```",
         "---", "中文字中文字中文字", "x" * 60, "1. one\n2. two", "a\tb\x1b[2Jc", "👨🏻\u200d🚒 e\u0301"]
    ),
    max_size=8,
).map(lambda parts: read("\n\n".join(parts).encode(), "case.md"))  # fmt: skip


@given(documents, st.integers(8, 60))
def test_every_character_is_on_a_row(document: Document, width: int) -> None:
    """The fragments of all rows cover the text of every block, each place once."""
    seen: list[int] = []
    for _, row in all_rows(document, width):
        for fragment in row.fragments:  # type: ignore[attr-defined]
            seen += range(fragment.start, fragment.end)
    texts = [
        i for b in document.blocks for i in range(b.start, b.end) if document.text[i] not in "\n\t" or b.kind != "row"
    ]
    assert sorted(seen) == [i for i in texts if document.text[i] != "\n"]


@given(documents, st.integers(8, 60))
def test_rows_are_as_wide_as_the_page(document: Document, width: int) -> None:
    """Whatever a row holds, it takes exactly the cells it was given and nothing unsafe."""
    painter = Painter(document, Margin(), STYLES, width, 5)
    for (block, _), row in all_rows(document, width):
        segments = painter.row(block, row, Focus(0, None, (0, 5)))  # type: ignore[arg-type]
        assert sum(segment.cell_length for segment in segments) == width + 5
        assert "\x1b" not in "".join(segment.text for segment in segments)


@given(documents, st.integers(8, 60))
def test_an_offset_finds_its_row_and_its_cell(document: Document, width: int) -> None:
    """The place of an offset shows it, and its cell leads back to it."""
    layout = Layout(document, width)
    for block in document.blocks:
        for offset in range(block.start, block.end, 3):
            row = layout.row(layout.place(offset))
            shown = [f for f in row.fragments if f.start <= offset < f.end]
            if document.text[offset] not in "\n\t":
                assert shown
                assert layout.x_of(row, offset) >= shown[0].x


@given(
    documents, st.integers(8, 40), st.integers(1, 12),
    st.lists(st.tuples(st.sampled_from(["move_rows", "page", "scroll"]), st.integers(-15, 15)), max_size=8),
)  # fmt: skip
def test_the_cursor_stays_on_the_screen(
    document: Document, width: int, height: int, steps: list[tuple[str, int]]
) -> None:
    """However one moves, the cursor is inside the text and on a row of the screen."""
    view = View(document, width, height)
    for method, by in steps:
        getattr(view, method)(by)
        if not view.empty:
            assert 0 <= view.cursor <= document.length
            assert view.row_of(view.cursor) >= 0


def test_moving_down_and_up_comes_back() -> None:
    """Rows are walked both ways, and the column is kept across short rows."""
    view = View(sample(), 40, 12)
    view.show(sample().text.index("several"))
    before = view.cursor
    view.move_rows(9)
    assert view.cursor > before
    view.move_rows(-9)
    assert view.cursor == before


def test_a_resize_keeps_the_row_of_the_cursor() -> None:
    """The text under the cursor stays at its height on the screen when the width changes."""
    document = read(("A paragraph of some words that goes on. " * 8 + "\n\n").encode() * 60, "long.md")
    view = View(document, 60, 20)
    view.show(document.length // 2, centre=True)
    row = view.row_of(view.cursor)
    cursor = view.cursor
    for width in (37, 80, 24, 60):
        view.resize(width, 20)
        assert view.cursor == cursor
        assert view.row_of(cursor) == row


def test_the_last_page_fills_the_screen() -> None:
    """At the end the last row stands at the bottom, not above emptiness."""
    document = read(b"word\n\n" * 100, "long.md")
    view = View(document, 40, 10)
    view.page(10_000)
    assert len(view.rows()) == 10
    assert view.cursor == document.length - 4


@pytest.mark.parametrize("width", [120, 84, 40, 20, 8])
def test_a_table_keeps_its_cells_apart(width: int) -> None:
    """At any width each cell of a table stands in fragments of its own."""
    document = sample()
    cells = [cell for block in document.blocks for cell in block.cells]
    for _, row in all_rows(document, width):
        for fragment in row.fragments:  # type: ignore[attr-defined]
            if any(b.kind == "row" and b.start <= fragment.start < b.end for b in document.blocks):
                assert any(start <= fragment.start and fragment.end <= end for start, end in cells)


def test_work_does_not_grow_with_the_document() -> None:
    """Opening at the end of a long document lays out a screenful of blocks, not all of them."""
    document = read(b"A paragraph of some words.\n\n" * 5000, "long.md")
    view = View(document, 60, 20, document.length - 10)
    assert view.rows()
    assert laid_out(view) < 100
