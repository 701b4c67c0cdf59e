"""What a terminal draws with, so that of each change of style only what differs is sent.

Textual ends every piece of text with a reset and begins the next one with all of its style, which is two thirds of what
a page of prose sends. Over a slow line that is what one waits for.
"""

import re
from functools import cache, lru_cache
from typing import Final

_SGR: Final = re.compile("(?:\x1b\\[[0-9;:]*m)+")

_ON: Final = (
    range(30, 38), range(40, 48), (1, 2), (3,), (4, 21), (5, 6), (7,), (8,), (9,), (51, 52), (53,),
)  # fmt: skip
"""The codes of each slot of a state: colour, ground, weight, italic, underline, blink, reverse, conceal, strike, frame, over."""
_OFF: Final = (39, 49, 22, 23, 24, 25, 27, 28, 29, 54, 55)
"""The code that empties each of them."""
_WEIGHT: Final = 2
"""The slot that may have several codes: bold and dim."""
_EXTENDED: Final = {"2": 5, "5": 3}
"""How many numbers a colour has that is told by its parts or by its place in a table."""


class State:
    """What a terminal draws with; `_state` gives one for each style, so that two of them are compared at a glance."""

    def __init__(self, slots: tuple[str, ...]) -> None:
        self.slots = slots
        """What each slot is set to, empty where it is not."""


_SLOTS: Final = {
    **{str(code): slot for slot, codes in enumerate(_ON) for code in codes},
    **{str(code): 0 for code in range(90, 98)},
    **{str(code): 1 for code in range(100, 108)},
}
_ENDS: Final = {str(code): slot for slot, code in enumerate(_OFF)}


@cache
def _state(slots: tuple[str, ...]) -> State:
    """The only one of its kind."""
    return State(slots)


BLANK: Final = _state(("",) * len(_OFF))


class SgrOptimizer:
    """Follows the styles of what is sent to one terminal."""

    def __init__(self) -> None:
        """A terminal that draws with no style."""
        self._shown: State | None = BLANK
        """What the terminal draws with; None if that is not known."""

    def optimize(self, text: str) -> str:
        """Text that draws the same, in fewer characters, if all before it went through here too."""
        pieces: list[str] = []
        shown, place = self._shown, 0
        for found in _SGR.finditer(text):
            start, end = found.span()
            pieces.append(text[place:start])
            wanted = _after(shown, text[start:end])
            if wanted is None:
                pieces.append(text[start:end])
            elif wanted is not shown:
                pieces.append(_change(shown, wanted))
            shown, place = wanted, end
        self._shown = shown
        pieces.append(text[place:])
        return "".join(pieces)


@lru_cache(maxsize=1 << 14)
def _after(state: State | None, sequences: str) -> State | None:
    """The state after some sequences; None if they are not understood, until there is a reset."""
    slots = None if state is None else state.slots
    for codes in sequences[2:-1].split("m\x1b["):
        slots = _set(slots, codes.split(";"))
    return None if slots is None else _state(slots)


def _set(before: tuple[str, ...] | None, codes: list[str]) -> tuple[str, ...] | None:
    """What slots are set to after the codes of one sequence; None if they are not understood."""
    slots = None if before is None else list(before)
    while codes:
        code = codes.pop(0)
        if code in ("", "0"):
            slots = list(BLANK.slots)
        elif slots is None:
            return None
        elif code in ("38", "48"):
            length = _EXTENDED.get(codes[0] if codes else "", 0) - 1
            if length < 0 or len(codes) < length:
                return None
            slots[code == "48"] = ";".join([code, *codes[:length]])
            del codes[:length]
        elif code in _ENDS:
            slots[_ENDS[code]] = ""
        elif code in _SLOTS:
            slot = _SLOTS[code]
            both = slot == _WEIGHT and slots[slot] not in ("", code)
            slots[slot] = "1;2" if both else code
        else:
            return None
    return None if slots is None else tuple(slots)


@lru_cache(maxsize=4096)
def _change(shown: State | None, wanted: State) -> str:
    """The shortest sequence that makes one state of another."""
    anew = ";".join(["0", *filter(None, wanted.slots)])
    if shown is None:
        return f"\x1b[{anew}m"
    codes: list[str] = []
    for slot, (was, new) in enumerate(zip(shown.slots, wanted.slots, strict=True)):
        if was != new:
            # Bold does not end by dim being said.
            codes += [str(_OFF[slot])] if not new or (slot == _WEIGHT and was) else []
            codes += [new] if new else []
    return f"\x1b[{min(anew, ';'.join(codes), key=len)}m"
