"""Connectors: the cells of a line from a row of one page to a row of another."""

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.text.paint.connectors import Joint, side_by_side, stacked

ROWS = st.integers(-3, 12)


@given(ROWS, ROWS, st.integers(0, 9))
def test_a_line_is_whole_and_stays_on_the_page(one: int, other: int, height: int) -> None:
    """It has one sign in each row from the one to the other, none elsewhere, and reaches the other page only if its row is seen."""
    left, right = side_by_side(one, other, height, Style.null())
    assert all(0 <= joint.y < height for joint in (*left, *right))
    line = sorted(joint.y for joint in left if joint.x == -2)
    assert line == list(range(line[0], line[-1] + 1)) if line else not right
    assert [joint.y for joint in right] == ([other] if line and 0 <= other < height else [])
    if line and 0 <= one < height:
        assert one in (line[0], line[-1])


def test_corners_lead_to_the_right_row() -> None:
    """Down, up and straight; an arrow where a passage is above or below what is on the screen."""

    def drawn(one: int, other: int) -> str:
        cells = {joint.y: joint.sign for joint in side_by_side(one, other, 4, Style.null())[0] if joint.x == -2}
        return "".join(cells.get(y, " ") for y in range(4))

    assert drawn(0, 3) == "╮││╰"
    assert drawn(2, 1) == " ╭╯ "
    assert drawn(1, 1) == " ─  "
    assert drawn(-1, 2) == "↑│╰ "
    assert drawn(1, 9) == " ╮│↓"
    assert drawn(-1, -1) == drawn(7, 9) == "    "


def test_pages_above_each_other_have_a_sign_each() -> None:
    """Beside the row of the passage, or an arrow at the edge behind which it is."""
    assert stacked(2, 5, "✗", Style.null()) == [Joint(-2, 2, "✗", Style.null())]
    assert stacked(-1, 5, "✗", Style.null()) == [Joint(-2, 0, "↑", Style.null())]
    assert stacked(5, 5, "✗", Style.null()) == [Joint(-2, 4, "↓", Style.null())]
