"""Measures postil against an empty Textual program: opening, paging and memory.

Both run as a user runs them, in a pseudo-terminal of 120×40, taking turns, so that a busy machine
slows both. What is compared is the ratio. Run it with ``make bench``; ``--write FILE`` keeps the
table. The exit code is 1 if a bar is missed.
"""

import argparse
import platform
import shlex
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from bench.sample import TITLE, markdown
from bench.terminal import Terminal

COLUMNS, ROWS = 120, 40
SIZES = (("100 KB", 100_000, 20, 1.5), ("1 MB", 1_000_000, 50, 2.0))
"""Of each source: what it is called, its bytes, how many pages are turned, and the bar for its first paint."""
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
Hello().run()
"""


class Run(NamedTuple):
    """What one start of a program took."""

    first_paint: float
    """Seconds from its start until what it has to show was received."""
    memory: int
    """The most memory it ever held, in KiB."""
    cpu_a_page: float
    """Seconds of processor time for each press of Page Down."""
    bytes_a_page: float
    """Bytes written to the terminal for each press of Page Down."""


class Subject(NamedTuple):
    """A program to measure."""

    name: str
    command: list[str]
    shows: str
    """What is on the screen once it is there."""
    turns: bool
    """Whether Page Down changes what it shows."""


class Row(NamedTuple):
    """A line of the results."""

    what: str
    postil: str
    hello: str
    result: float
    bar: float | None
    unit: str

    @property
    def missed(self) -> bool:
        """Whether the result is above its bar."""
        return self.bar is not None and self.result > self.bar


def main() -> int:
    """Measure, print the table, and say whether a bar was missed."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder, "hello.py")
        hello.write_text(HELLO)
        bare = Subject("hello", [sys.executable, str(hello)], "hello", turns=False)
        rows: list[Row] = []
        for label, size, pages, bar in SIZES:
            library = Path(folder, label.replace(" ", "-"))
            library.mkdir()
            source = library / "source.md"
            source.write_text(markdown(size), encoding="utf-8")
            reader = Subject("postil", [*shlex.split(options.command), str(source)], TITLE, turns=True)
            ours, theirs = alternate(reader, bare, options.runs, pages)
            rows += compare(label, bar, ours, theirs)
    text = report(rows, options.runs)
    print(text, end="")
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    return int(any(row.missed for row in rows))


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each is started (7)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the results in a file, too")
    beside = shlex.quote(str(Path(sys.executable).parent / "postil"))
    parser.add_argument("--command", default=beside, help="the program to measure; the source follows as its argument")
    return parser.parse_args()


def alternate(one: Subject, other: Subject, runs: int, pages: int) -> tuple[list[Run], list[Run]]:
    """Start the two in turn; the first pair warms the disk and the byte code and is thrown away."""
    found: tuple[list[Run], list[Run]] = ([], [])
    for i in range(runs + 1):
        for subject, kept in zip((one, other), found, strict=True):
            run = measure(subject, pages)
            if i:
                kept.append(run)
        print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    return found


def measure(subject: Subject, pages: int) -> Run:
    """Start a program, wait for its first frame, page through it, and end it."""
    with Terminal(subject.command, COLUMNS, ROWS) as terminal:
        first_paint = terminal.wait_for(subject.shows)
        terminal.settle()
        cpu, written = terminal.cpu(), terminal.received
        for _ in range(pages):
            terminal.press(b"\x1b[6~")
            if subject.turns:
                terminal.wait_for_more()
        terminal.settle()
        return Run(
            first_paint, terminal.peak_memory(), (terminal.cpu() - cpu) / pages, (terminal.received - written) / pages
        )


def compare(label: str, bar: float, ours: list[Run], theirs: list[Run]) -> list[Row]:
    """The lines for one size."""

    def middle(runs: list[Run], of: Callable[[Run], float]) -> float:
        return statistics.median(map(of, runs))

    paint = [middle(runs, lambda run: run.first_paint * 1000) for runs in (ours, theirs)]
    memory = [middle(runs, lambda run: run.memory / 1024) for runs in (ours, theirs)]
    cpu = [middle(runs, lambda run: run.cpu_a_page * 1000) for runs in (ours, theirs)]
    written = [middle(runs, lambda run: run.bytes_a_page) for runs in (ours, theirs)]
    memory_bar = 1.5 if label == "1 MB" else None
    return [
        Row(f"First paint, {label}", f"{paint[0]:.0f} ms", f"{paint[1]:.0f} ms", paint[0] / paint[1], bar, "×"),
        Row(
            f"Peak memory, {label}",
            f"{memory[0]:.0f} MiB",
            f"{memory[1]:.0f} MiB",
            memory[0] / memory[1],
            memory_bar,
            "×",
        ),
        Row(f"Processor time a page, {label}", f"{cpu[0]:.1f} ms", f"{cpu[1]:.1f} ms", cpu[0], 20.0, " ms"),
        Row(f"Written a page, {label}", f"{written[0]:.0f} B", f"{written[1]:.0f} B", written[0] / 1000, None, " kB"),
    ]


def report(rows: list[Row], runs: int) -> str:
    """The table as Markdown, with what it was measured on."""
    lines = [
        "# Performance",
        "",
        "postil on a generated Markdown source, beside an empty Textual program that writes one word: started in turn in",
        f"a pseudo-terminal of {COLUMNS}×{ROWS}, medians of {runs} runs. *First paint* is the time from the start of the program",
        "until its first screen has arrived in full. `make bench` measures again.",
        "",
        "| | postil | empty program | result | bar |",
        "|---|--:|--:|--:|--:|",
    ]
    for row in rows:
        bar = "" if row.bar is None else f"≤ {row.bar:g}{row.unit}"
        mark = " **missed**" if row.missed else ""
        lines.append(f"| {row.what} | {row.postil} | {row.hello} | {row.result:.2f}{row.unit}{mark} | {bar} |")
    lines += [
        "",
        f"Python {platform.python_version()}, Textual {version('textual')}, {platform.system()} on {platform.machine()}.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
