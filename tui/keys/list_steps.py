"""How far a key moves in a list: the same keys everywhere."""

from typing import Final

_FAR: Final = 1 << 20


def step(token: str, page: int) -> int:
    """By how many items a key moves in a list that has the keys and shows so many at once; 0 if it does not move."""
    half = max(1, page // 2)
    return {
        "j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "space": page, "pageup": -page, "-": -page,
        "ctrl+d": half, "ctrl+u": -half, "G": _FAR, "end": _FAR, "g": -_FAR, "home": -_FAR,
    }.get(token, 0)  # fmt: skip


def step_while_typing(token: str, page: int) -> int:
    """The same for a list below a box that has the keys."""
    return {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": page, "pageup": -page}.get(token, 0)
