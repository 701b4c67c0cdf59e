"""Titles and paths of headings in few cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.cells import cell_len
from tui.text.titles import shorten_path, shorten_title


@pytest.mark.parametrize(
    ("title", "common", "width", "shown"),
    [
        ("The River: why it closed", 11, 40, "The River: why it closed"),
        ("The River: why it closed", 11, 16, "…why it closed"),
        ("The River: why it closed", 11, 21, "…River: why it closed"),
        ("The River: why it closed and what came next", 4, 20, "The River: why it c…"),
        ("Pears", 0, 3, "Pe…"),
    ],
)
def test_the_part_of_a_title_that_differs_is_shown(title: str, common: int, width: int, shown: str) -> None:
    """A title that is cut loses the beginning that another one has, too, if little else were left."""
    assert shorten_title(title, common, width) == shown


@pytest.mark.parametrize(
    ("steps", "width", "shown"),
    [
        (("5/5 dive", "One", "Two"), 40, "5/5 dive › One › Two"),
        (("5/5 dive", "The first heading", "Two"), 24, "5/5 dive › … › Two"),
        (("5/5 dive", "The first heading", "The second heading"), 34, "5/5 dive › … › The second heading"),
        (("5/5 dive", "The first heading", "The second heading"), 28, "5/5 dive › … › The second h…"),
        (("5/5 dive", "The first heading"), 24, "5/5 dive › The first he…"),
        (("5/5 dive", "The first heading"), 20, "5/5 dive"),
        (("5/5 dive",), 5, "5/5…"),
    ],
)
def test_a_path_is_shortened_from_the_middle(steps: tuple[str, ...], width: int, shown: str) -> None:
    """Headings in the middle give way first, then the last one is cut, then the source stands alone."""
    assert shorten_path(steps, width) == shown


@given(st.lists(st.text("ab 漢é\n", max_size=20), min_size=1, max_size=5), st.integers(1, 40), st.integers(0, 20))
def test_nothing_is_wider_than_its_room(steps: list[str], width: int, common: int) -> None:
    """Whatever titles and headings are made of, they fit."""
    assert cell_len(shorten_path(steps, width)) <= width
    assert cell_len(shorten_title(steps[0], common, width)) <= width
