"""What is sent in fewer characters is drawn as it would have been."""

import re
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.sgr import SgrOptimizer

CODES = ["", "0", "1", "2", "22", "3", "23", "4", "24", "7", "27", "9", "29", "53", "55", "31", "95", "39", "44", "103"]
CODES += ["49", "38;5;8", "48;5;200", "38;2;1;2;3", "48;2;1;2;3", "38;2;1;2;4"]
STYLES = st.lists(st.sampled_from(CODES), max_size=4).map(lambda codes: f"\x1b[{';'.join(codes)}m")
TEXTS = st.sampled_from(["a", "word", " ", "\x1b[3;4H", "\x1b[0K", "é", "\r\n"])
PARTS = st.lists(st.one_of(STYLES, TEXTS), max_size=12).map("".join)


def drawn(text: str) -> list[tuple[Any, tuple[tuple[str, str], ...]]]:
    """Each character that is no style, with the style that a terminal draws it with; a plain reading of ECMA-48."""
    slots = {"3": "italic", "4": "under", "7": "reverse", "9": "strike", "53": "over", "1": "bold", "2": "dim"}
    ends = {"23": ["italic"], "24": ["under"], "27": ["reverse"], "29": ["strike"], "55": ["over"]}
    ends |= {"22": ["bold", "dim"], "39": ["colour"], "49": ["ground"]}
    style: dict[str, str] = {}
    cells = []
    for codes, plain in re.findall("\x1b\\[([0-9;]*)m|(.)", text, re.DOTALL):
        if plain:
            cells.append((plain, tuple(sorted(style.items()))))
            continue
        left = codes.split(";")
        while left:
            code = left.pop(0)
            if code in ("", "0"):
                style = {}
            elif code in ("38", "48"):
                length = 4 if left[0] == "2" else 2
                style["colour" if code == "38" else "ground"] = ";".join(left[:length])
                del left[:length]
            elif code in ends:
                for name in ends[code]:
                    style.pop(name, None)
            elif code in slots:
                style[slots[code]] = code
            else:
                style["colour" if code[0] in "39" else "ground"] = code
    return cells


def sent(parts: Iterable[str]) -> str:
    """What one terminal is sent for several texts."""
    optimizer = SgrOptimizer()
    return "".join(map(optimizer.optimize, parts))


@given(st.lists(PARTS, max_size=4))
def test_all_is_drawn_the_same(parts: list[str]) -> None:
    """Whatever the styles are, and however the text is cut into pieces."""
    text = "".join(parts)
    assert drawn(f"{sent(parts)}end") == drawn(f"{text}end")


@pytest.mark.parametrize("start", ["", "0;"])
def test_each_style_follows_each_other(start: str) -> None:
    """Said in addition to what there was, or after a reset."""
    for one, other, third in product(CODES, CODES, ("1", "31", "48;5;200")):
        text = f"\x1b[{one}ma\x1b[{start}{other}mb\x1b[{third}mc"
        assert drawn(sent([text])) == drawn(text), (one, other, third)


@given(st.lists(PARTS.map(lambda part: f"{part}\x1b[0m"), max_size=4))
def test_what_ended_without_a_style_does(parts: list[str]) -> None:
    """So that whoever writes next, past the program, starts from nothing."""
    assert drawn(f"{sent(parts)}$")[-1] == ("$", ())


def test_only_what_differs_is_sent() -> None:
    """Pieces of one style run on, a colour that stays is not said again, and an end is as short as it can be."""
    text = (
        "\x1b[38;2;1;2;3;48;2;9;9;9mone\x1b[0m\x1b[38;2;1;2;3;48;2;9;9;9m two\x1b[0m"
        "\x1b[1;38;2;7;7;7;48;2;9;9;9mthree\x1b[0m\x1b[38;2;7;7;7;48;2;9;9;9mfour\x1b[0m"
    )
    assert sent([text]) == "\x1b[38;2;1;2;3;48;2;9;9;9mone two\x1b[38;2;7;7;7;1mthree\x1b[22mfour\x1b[0m"


@pytest.mark.parametrize("odd", ["\x1b[4:3m", "\x1b[38;9m", "\x1b[75m", "\x1b[38;2;1m"])
def test_what_is_not_understood_is_sent_as_it_is(odd: str) -> None:
    """And nothing that follows is left out, up to a reset."""
    text = f"\x1b[31ma{odd}b\x1b[31mc\x1b[0md\x1b[31me"
    assert sent([text]) == text
    assert sent([f"{odd}a\x1b[0m"]) == f"{odd}a\x1b[0m"
