"""Results as Markdown tables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bench.session import Run
from bench.targets import Results, Target, label

Column = tuple[str, Callable[[Run], float | None]]

_COLUMNS: Final[Sequence[Column]] = (
    ("first screen", lambda run: run.first_screen),
    ("first page down", lambda run: run.first_page),
    ("page down", lambda run: run.page),
    ("processor a page", lambda run: run.page_cpu),
    ("KB a page", lambda run: run.page_bytes),
    ("lag after 20", lambda run: run.lag),
    ("to the end", lambda run: run.end),
    ("… at once", lambda run: run.end_at_once),
    ("find", lambda run: run.find),
    ("… from the text", lambda run: run.find_from_page),
    ("resize", lambda run: run.resize),
    ("MiB", lambda run: run.memory),
)


def measured(results: Results) -> str:
    """Return a table for each size, one row per program."""
    return "\n\n".join(
        f"**{label(size)}**\n\n"
        + _table(["", *(title for title, _ in _COLUMNS)], ([name, *_cells(run)] for name, run in runs.items()))
        for size, runs in results.items()
    )


def judged(targets: Iterable[Target]) -> str:
    """Return a table of the targets."""
    rows = ([one.what, one.wanted, one.measured, "met" if one.met else "**missed**"] for one in targets)
    return _table(["target", "wanted", "measured", ""], rows)


def _cells(run: Run) -> list[str]:
    """Return the cells of a row; blank after a first screen that never came."""
    if run.first_screen is None:
        return ["never"] + [""] * (len(_COLUMNS) - 1)
    return [_cell(of(run)) for _, of in _COLUMNS]


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
