"""Steps of the commands that move in a list, the same in all lists."""

from typing import Final

_FAR: Final = 1 << 20

STEPS: Final = frozenset(
    (
        *(f"move.{where}" for where in ("down", "up", "half_down", "half_up", "page_down", "page_up", "top", "end")),
        *(f"type.{where}" for where in ("down", "up", "page_down", "page_up")),
    )
)
"""The commands that move."""


def step(command: str, count: int | None, page: int) -> int:
    """Return by how many items a command moves in a list that shows `page` items at once; 0 if it does not move.

    With a count `move.top` and `move.end` move as far as without.
    """
    group, _, where = command.partition(".")
    half = max(1, page // 2)
    by = {
        "down": 1, "up": -1, "page_down": page, "page_up": -page, "half_down": half, "half_up": -half,
        "end": _FAR, "top": -_FAR,
    }.get(where, 0) if group in ("move", "type") else 0  # fmt: skip
    return by * (count or 1)
