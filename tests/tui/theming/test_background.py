"""The theme fits the background of the terminal, by COLORFGBG or by the terminal's own answer."""

import pytest

from tui.theming.background import from_answer, from_environment


@pytest.mark.parametrize(
    ("value", "light"),
    [
        ("0;15", True), ("0;7", True), ("0;default;15", True), ("15;0", False), ("7;8", False), ("15;default", None),
        ("", None), ("15", None), (";", None), ("0;-1", None), ("0;²", None),
    ],
)  # fmt: skip
def test_colorfgbg_names_the_background(value: str, light: object) -> None:
    """Its last number is the background; anything else says nothing."""
    assert from_environment({"COLORFGBG": value}) is light
    assert from_environment({}) is None


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff", True), ("\x1b]11;rgb:0000/0000/0000\x07", False), ("\x1b]11;rgb:f/f/e", True),
        ("\x1b]11;rgb:fdfd/f6f6/e3e3", True), ("\x1b]11;rgb:1e1e/1e1e/2e2e", False), ("\x1b]11;rgba:ff/ff/ff/80", True),
        ("\x1b]10;rgb:ffff/ffff/ffff", None), ("\x1b]11;?", None), ("\x1b]11;rgb:gg/00/00", None), ("x", None),
    ],
)  # fmt: skip
def test_the_answer_of_a_terminal_is_understood(answer: str, light: object) -> None:
    """Colours of one to four digits a channel are weighed as the eye does; other reports say nothing."""
    assert from_answer(answer) is light
