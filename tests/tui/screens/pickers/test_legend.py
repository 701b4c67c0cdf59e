"""The legend has every sign that the screens draw, and fits a narrow terminal."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import tui
from tui.theming.signs import SECTIONS

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

WRITTEN_HERE = {
    "·", "›", "→", "×",  # Between words: " · ", " › ", " → ", " × ".
    "←", "↑", "↓",  # Names of keys, and arrows between two pages.
}  # fmt: skip
"""Signs that may be in a text of their own: they join words."""

MARKS = "·•‹›†‡※"
"""Signs that Unicode takes for punctuation."""


def _signs_in(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each short string in a module that draws a sign: no letter, number or box."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value.strip()
        if len(text) != 1 or text.isascii() or "\u2500" <= text <= "\u257f" or text in "…±":
            continue
        if (unicodedata.category(text)[0] == "S" or text in MARKS) and not (
            text in WRITTEN_HERE and text != node.value
        ):
            yield node.lineno, node.value


def test_no_screen_has_a_sign_that_the_legend_does_not_know() -> None:
    """Screens, lists and pages take their signs from the table that the legend is drawn from."""
    root = Path(tui.__path__[0])
    files = [
        file for part in ("screens", "widgets", "text/layout", "text/paint") for file in (root / part).rglob("*.py")
    ]
    own = [f"{file.relative_to(root)}:{line} {text!r}" for file in files for line, text in _signs_in(file)]
    allowed = {"text/paint/connectors.py"}  # Arrows between two pages, drawn as lines.
    assert [one for one in own if one.partition(":")[0] not in allowed] == []


async def test_each_sign_is_whole_in_a_narrow_terminal_and_found_by_itself(sit: "Sit") -> None:
    """In 40 columns no meaning is cut; a typed sign or word finds it, in the help as well."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("g", "?")
        listed = [one for one in desk.choices.items if one.id]
        assert len(listed) > sum(len(section.signs) for section in SECTIONS)
        for one in listed:
            drawn = "".join(text for text, _ in desk.choices.draw(one, desk.choices.size.width - 2)[0])
            assert f"{one.mark} {one.label}" in drawn
        await desk.press("≠")
        assert {one.mark.strip() for one in desk.choices.items} == {"≠"}
        assert len(set(desk.choices.items)) == len(desk.choices.items)  # Each meaning is there once.
        await desk.press("escape", "?", *"signs")
        assert desk.choices.items[0].id == "app.legend"
        assert len(desk.choices.items) > len(set(listed))


async def test_help_lists_the_signs_of_its_screen_behind_its_keys(sit: "Sit") -> None:
    """On the board what the cells mean comes before the keys of the page."""
    async with sit() as desk:
        await desk.go("Apples bring")
        await desk.press("c", "gc", "?")
        labels = [one.label for one in desk.choices.items]
        assert labels.index("Signs · What a source does with a claim") < labels.index("Tag")
        assert labels.index("Signs · Passages, in the margin") > labels.index("Program")
