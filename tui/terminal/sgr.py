"""Shortest style sequences (SGR) between two pieces of text.

Textual resets the style after every piece of text and sends the full style before the next one, which is two thirds of
the bytes of a page.
"""

import re
from functools import cache, lru_cache
from typing import Final

_SGR: Final = re.compile("(?:\x1b\\[[0-9;:]*m)+")

_ON: Final = (
    range(30, 38), range(40, 48), (1, 2), (3,), (4, 21), (5, 6), (7,), (8,), (9,), (51, 52), (53,),
)  # fmt: skip
"""Codes of each slot of a state: colour, background, weight, italic, underline, blink, reverse, conceal, strike, frame, overline."""
_OFF: Final = (39, 49, 22, 23, 24, 25, 27, 28, 29, 54, 55)
"""The code that resets each slot."""
_WEIGHT: Final = 2
"""The slot that may hold two codes: bold and dim."""
_EXTENDED: Final = {"2": 5, "5": 3}
"""Numbers after 38 or 48 of a true colour and of a colour of the palette."""


class State:
    """Style of the terminal. `_state` returns one object per style, so that states are compared by identity."""

    def __init__(self, slots: tuple[str, ...]) -> None:
        self.slots = slots
        """The code of each slot; ``""`` if it is not set."""


_SLOTS: Final = {
    **{str(code): slot for slot, codes in enumerate(_ON) for code in codes},
    **{str(code): 0 for code in range(90, 98)},
    **{str(code): 1 for code in range(100, 108)},
}
_ENDS: Final = {str(code): slot for slot, code in enumerate(_OFF)}


@cache
def _state(slots: tuple[str, ...]) -> State:
    """Return the `State` with these slots, the same object for equal ones."""
    return State(slots)


BLANK: Final = _state(("",) * len(_OFF))


class SgrOptimizer:
    """Tracks the style of one terminal and shortens the changes to it."""

    def __init__(self) -> None:
        """Begin with a terminal without a style."""
        self._shown: State | None = BLANK
        """The current style; None if unknown."""

    def optimize(self, text: str) -> str:
        """Return output that draws the same as `text` in fewer characters. All output must pass through here."""
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
    """Return the state after `sequences`; None after an unknown code, until the next reset."""
    slots = None if state is None else state.slots
    for codes in sequences[2:-1].split("m\x1b["):
        slots = _set(slots, codes.split(";"))
    return None if slots is None else _state(slots)


def _set(before: tuple[str, ...] | None, codes: list[str]) -> tuple[str, ...] | None:
    """Return the slots after the codes of one sequence; None after an unknown code."""
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
    """Return the shortest sequence from one state to another."""
    full = ";".join(["0", *filter(None, wanted.slots)])
    if shown is None:
        return f"\x1b[{full}m"
    codes: list[str] = []
    for slot, (was, new) in enumerate(zip(shown.slots, wanted.slots, strict=True)):
        if was != new:
            # Bold and dim share a reset code, and one does not replace the other.
            codes += [str(_OFF[slot])] if not new or (slot == _WEIGHT and was) else []
            codes += [new] if new else []
    return f"\x1b[{min(full, ';'.join(codes), key=len)}m"
