"""Measures what each part of the machinery around Textual gains: postil with and without it, on the part's own case.

    python -m bench.machinery [--runs 5] [PART …]

Runs with and without the part alternate, so that a busy machine slows them alike. The table shows medians.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.export import make
from bench.sample import TITLE, markdown
from bench.terminal import Terminal

COLUMNS, ROWS = 120, 40
PATIENCE: Final = 90.0
"""Seconds to wait until the program is idle."""
_PAGE_DOWN, _ESCAPE = b"\x1b[6~", b"\x1b[27u"
_PAGES: Final = 20
_SIZES: Final = ((100, 30), (120, 40))

Figures = tuple[float | None, ...]


class Case(NamedTuple):
    """Something that the program is made to do."""

    units: str
    """What its figures are."""
    folder: str
    measure: Callable[[Path], Figures]


class Part(NamedTuple):
    """A part of the machinery, and how the program is started without it."""

    case: str
    remove: Callable[[], None]


# --- the parts


def _without_idle_gc() -> None:
    import gc

    from tui.services.idle_gc import IdleCollector

    def start(self: IdleCollector) -> None:  # noqa: ARG001 - the method's
        gc.enable()

    IdleCollector.start = start  # type: ignore[method-assign]


def _without_preload() -> None:
    from tui.session import preload

    preload._cores = lambda: 1  # noqa: SLF001 - as on a single core


def _without_malloc_trim() -> None:
    from tui.screens.reading import page_controller

    name = next(name for name in ("limit_heap_retention", "give_back") if hasattr(page_controller, name))
    setattr(page_controller, name, lambda: None)


def _without_painted_widget() -> None:
    from textual.widget import Widget

    from tui.terminal.painted_widget import PaintedWidget

    def repaint(self: PaintedWidget) -> None:
        self._stale = True
        self.refresh()

    PaintedWidget.repaint = repaint  # type: ignore[method-assign]
    PaintedWidget._exchange_repaint_regions = Widget._exchange_repaint_regions  # type: ignore[method-assign]  # noqa: SLF001 - put back
    PaintedWidget.render_lines = Widget.render_lines  # type: ignore[method-assign]


def _without_steady_screen() -> None:
    from tui.terminal.steady_screen import SteadyScreen

    del SteadyScreen.on_resize


def _without_compositor() -> None:
    from textual._compositor import Compositor

    from tui.terminal.compositor import CullingCompositor

    CullingCompositor._render_chops = Compositor._render_chops  # type: ignore[method-assign]  # noqa: SLF001 - put back


def _without_frame_diff() -> None:
    from tui.terminal.frame_diff import FrameDiff, Update

    def changes(self: FrameDiff, update: Update) -> Update:  # noqa: ARG001 - the method's
        return update

    FrameDiff.changes = changes  # type: ignore[method-assign]


def _without_sgr() -> None:
    from tui.terminal.sgr import SgrOptimizer

    def optimize(self: SgrOptimizer, text: str) -> str:  # noqa: ARG001 - the method's
        return text

    SgrOptimizer.optimize = optimize  # type: ignore[method-assign]


PARTS: Final = {
    "idle_gc": Part("passages", _without_idle_gc),
    "preload": Part("start", _without_preload),
    "malloc_trim": Part("read", _without_malloc_trim),
    "painted_widget": Part("burst", _without_painted_widget),
    "steady_screen": Part("storm", _without_steady_screen),
    "compositor": Part("overlay", _without_compositor),
    "frame_diff": Part("help", _without_frame_diff),
    "sgr": Part("pages", _without_sgr),
}

# --- the cases


def _open(path: Path) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "bench.machinery", "--open", os.environ.get("WITHOUT", ""), str(path)], COLUMNS, ROWS
    )


def _key(terminal: Terminal, key: bytes) -> float:
    """Press a key and return the processor time in ms until the program is idle."""
    before = terminal.cpu()
    terminal.press(key)
    terminal.settle(PATIENCE)
    return (terminal.cpu() - before) * 1000


def _passages(path: Path) -> Figures:
    """Open and close the board of 10,000 claims, with pages turned in between."""
    with _open(path) as terminal:
        terminal.wait_for("Claim", PATIENCE)
        terminal.settle(PATIENCE)
        pages, boards = [], []
        for _ in range(4):
            boards.append(_key(terminal, b"gc"))
            _key(terminal, _ESCAPE)
            pages += [_key(terminal, _PAGE_DOWN) for _ in range(8)]
        return max(boards[1:]), max(pages), statistics.median(pages)


def _start(path: Path) -> Figures:
    with _open(path) as terminal:
        shown = terminal.wait_for(TITLE, PATIENCE)
        return None if shown is None else shown * 1000, terminal.cpu() * 1000


def _read(path: Path) -> Figures:
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        return terminal.memory(), terminal.peak_memory()


def _burst(path: Path) -> Figures:
    """Turn twenty pages at once, then move the cursor by rows."""
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        burst = _key(terminal, _PAGE_DOWN * _PAGES)
        sent = terminal.received
        rows = [_key(terminal, b"j") for _ in range(_PAGES)]
        return burst, statistics.median(rows), (terminal.received - sent) / 1000 / _PAGES


def _storm(path: Path) -> Figures:
    """Change the size of the terminal sixty times in a second and a half."""
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        before = terminal.cpu()
        for turn in range(60):
            terminal.resize(*_SIZES[turn % 2])
            terminal.watch(0.025)
        idle = terminal.settle(10.0)
        return (terminal.cpu() - before) * 1000, float(idle)


def _pages(path: Path) -> Figures:
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        sent = terminal.received
        pages = [_key(terminal, _PAGE_DOWN) for _ in range(_PAGES)]
        return statistics.median(pages), (terminal.received - sent) / 1000 / _PAGES


def _overlay(path: Path) -> Figures:
    """Open and close the help over the page, with its cursor moved in between."""
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        opened, rows = [], []
        for _ in range(4):
            opened.append(_key(terminal, b"?"))
            rows += [_key(terminal, b"\x1b[B") for _ in range(5)]
            opened.append(_key(terminal, _ESCAPE))
        return statistics.median(opened), statistics.median(rows)


def _help(path: Path) -> Figures:
    with _open(path) as terminal:
        terminal.wait_for(TITLE, PATIENCE)
        terminal.settle(PATIENCE)
        start = terminal.received
        _key(terminal, b"?")
        opened = terminal.received
        _key(terminal, _ESCAPE)
        return start / 1000, (opened - start) / 1000, (terminal.received - opened) / 1000


CASES: Final = {
    "passages": Case("slowest board, slowest page, median page: ms of processor time", "claims", _passages),
    "start": Case("first screen of 10 MB: ms; processor time of the main process until then", "10 MB", _start),
    "read": Case("memory after reading 10 MB, and the peak: MiB", "10 MB", _read),
    "burst": Case("20 pages at once, a row: ms of processor time; KB a row", "100 KB", _burst),
    "storm": Case("60 sizes: ms of processor time; share that became idle in 10 s", "100 KB", _storm),
    "pages": Case("a page: ms of processor time, KB", "100 KB", _pages),
    "overlay": Case("help opened or closed, a row in it: ms of processor time", "100 KB", _overlay),
    "help": Case("start, help opened, help closed: KB", "100 KB", _help),
}


def main() -> None:
    """Measure the parts that are named, or all of them."""
    parser = argparse.ArgumentParser(description="Measure the parts of the machinery around Textual.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; default: all")
    parser.add_argument("--runs", type=int, default=5, help="runs with and without each part")
    parser.add_argument("--open", nargs=2, metavar=("WITHOUT", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.open:
        raise SystemExit(_run(*options.open))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder, name))
        print("| part | case | with | without |\n|---|---|--:|--:|")
        for name in options.parts or PARTS:
            case = CASES[PARTS[name].case]
            with_part, without = _alternate(name, case, _source(Path(folder), case.folder), options.runs)
            print(f"| `{name}` | {case.units} | {_shown(with_part)} | {_shown(without)} |", flush=True)


def _run(without: str, path: str) -> int:
    """Open the program without a part, in this process."""
    from tui.cli import main as run

    if without:
        PARTS[without].remove()
    return run([path])


def _source(folder: Path, name: str) -> Path:
    path = folder / name.replace(" ", "-")
    if not path.exists():
        path.mkdir()
        if name == "claims":
            make(path, 1, 10_000)
        else:
            size = int(name.partition(" ")[0]) * (1_000_000 if name.endswith("MB") else 1_000)
            (path / "source.md").write_text(markdown(size), encoding="utf-8")
    return path


def _alternate(name: str, case: Case, path: Path, runs: int) -> tuple[Figures, Figures]:
    figures: dict[str, list[Figures]] = {"": [], name: []}
    for _ in range(runs):
        for without, measured in figures.items():
            os.environ["WITHOUT"] = without
            measured.append(case.measure(path))
    return _medians(figures[""]), _medians(figures[name])


def _medians(runs: Sequence[Figures]) -> Figures:
    return tuple(
        None if None in values else statistics.median(value for value in values if value is not None)
        for values in zip(*runs, strict=True)
    )


def _shown(figures: Figures) -> str:
    return ", ".join("never" if value is None else f"{value:,.1f}" for value in figures)


if __name__ == "__main__":
    main()
