"""A passage with its context: paragraphs stay apart, and the text fills what room there is."""

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from annotations.model import Annotation, Passage
from tui.text.cells import cell_len
from tui.text.excerpt import AROUND, excerpt
from tui.widgets.detail_pane import broken, first_rows
from tui.widgets.excerpt import paragraphs

LONG = "A paragraph that goes on for more than sixty code points, so that it is set apart from the others."


def test_paragraphs_are_set_apart_and_short_lines_stay_together() -> None:
    """An empty row lies between two paragraphs and around a list, none between the items of the list."""
    text = f"{LONG}\none\ntwo\n{LONG}"
    rows = [text[start:end].rstrip() for start, end in paragraphs(text, 200)]
    assert rows == [LONG, "", "one", "two", "", LONG]


@given(st.text(alphabet="ab \n"), st.integers(4, 20))
def test_rows_have_all_words_in_their_order(text: str, width: int) -> None:
    """Whatever the text: no word is lost or shown twice, and no row is wider than the room."""
    rows = paragraphs(text, width)
    assert "".join("".join(text[start:end] for start, end in rows).split()) == "".join(text.split())
    assert all(start <= end <= start + max(width, 1) for start, end in rows)


@given(st.text(alphabet="ab 木", max_size=40), st.integers(4, 20), st.integers(1, 4))
def test_rows_that_are_left_out_are_shown_by_an_ellipsis(text: str, width: int, count: int) -> None:
    """At the end of the last row, which is no wider than the others may be; without it if all rows are there."""
    rows = broken([(text, Style.null())], width)
    last = "".join(part for part, _ in first_rows(rows, count, width)[-1])
    assert last.endswith("…") == (len(rows) > count)
    assert cell_len(last.rstrip()) <= width


def test_the_context_begins_with_a_whole_paragraph() -> None:
    """As much is given before the passage as after it, cut at the start of a paragraph and not in a word."""
    text = "\n".join(f"{number} {LONG}" for number in range(200))
    start = text.index("100 A")
    one = Annotation(
        id="a",
        source="s",
        number=1,
        fragments=((start, start + 9),),
        exact=text[start : start + 9],
        created="",
        modified="",
    )
    found = excerpt(Passage(one, start, start + 9, "anchored"), text)
    assert found.text[found.start : found.end] == text[start : start + 9]
    assert AROUND - len(LONG) - 8 < found.start <= AROUND
    assert found.text[0].isdigit()
