"""One run of a program: it is opened, paged through, searched, resized and closed."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.sample import RARE
from bench.subjects import Subject
from bench.terminal import Terminal

COLUMNS, ROWS = 120, 40
LIMIT = 20.0
"""Seconds after which an answer counts as *never*."""
_PAGES = 20
_TIMES = 5
"""Repetitions of going to the end, searching and the burst; their median counts."""
_PAGING = 5.0
"""Seconds of turning pages one by one; a slow program turns fewer."""
_BURST, _RATE = 20, 1 / 30
"""Pages that are turned without waiting for an answer, and the seconds between two keys."""


class Run(NamedTuple):
    """Figures: times and processor times in ms, sizes in KB, memory in MiB; None for *never*."""

    first_screen: float | None = None
    """From the start to the last byte of the frame with the text."""
    first_page: float | None = None
    """The first page down, right after the first screen."""
    page: float | None = None
    """A page down while idle; median."""
    page_cpu: float | None = None
    page_bytes: float | None = None
    lag: float | None = None
    """From the last of twenty page downs, thirty a second, to the last byte."""
    end: float | None = None
    """To the end of the text while idle."""
    find: float | None = None
    """From the top to a word near the end, typed into the open search line."""
    find_from_page: float | None = None
    """The same, including the key that opens the search line."""
    resize: float | None = None
    memory: float | None = None
    """Peak memory after everything else."""
    end_at_once: float | None = None
    """To the end of the text, right after the first screen."""
    answer_at_once: float | None = None
    """First answer to that key."""


def sitting(subject: Subject, source: Path, patience: float) -> Run:
    """Measure everything except keys right after the start.

    `patience` is the limit of background loading in seconds; figures of the idle program are omitted beyond it.
    """
    with Terminal([*subject.command, str(source)], COLUMNS, ROWS) as terminal:
        run = Run(first_screen=_ms(terminal.wait_for(subject.shows, LIMIT)))
        if run.first_screen is None:
            return run
        terminal.press(subject.page)
        run = run._replace(first_page=_ms(terminal.wait_for_frame(LIMIT)))
        if run.first_page is None or not terminal.settle(patience):
            return run
        run = _pages(terminal, subject, run)
        if subject.end:
            run = run._replace(end=_middle(lambda: _to_end(terminal, subject)))
        if subject.find:
            run = run._replace(
                find_from_page=_middle(lambda: _find(terminal, subject, at_once=True)),
                find=_middle(lambda: _find(terminal, subject, at_once=False)),
            )
        terminal.resize(COLUMNS - 20, ROWS - 10)
        return run._replace(resize=_ms(terminal.wait_for_frame(LIMIT)), memory=terminal.peak_memory())


def at_once(subject: Subject, source: Path, patience: float) -> Run:
    """Measure going to the end right after the first screen."""
    with Terminal([*subject.command, str(source)], COLUMNS, ROWS) as terminal:
        if terminal.wait_for(subject.shows, LIMIT) is None:
            return Run()
        terminal.press(subject.end)
        answer = terminal.wait_for_frame(LIMIT)
        return Run(answer_at_once=_ms(answer), end_at_once=_ms(terminal.wait_for(subject.last, patience)))


def _pages(terminal: Terminal, subject: Subject, run: Run) -> Run:
    cpu, written, began = terminal.cpu(), terminal.received, time.perf_counter()
    times: list[float] = []
    while len(times) < _PAGES and time.perf_counter() < began + _PAGING:
        terminal.press(subject.page)
        taken = _ms(terminal.wait_for_frame(LIMIT))
        if taken is None:
            return run
        times.append(taken)
    count = len(times)
    cpu, written = (terminal.cpu() - cpu) * 1000 / count, terminal.received - written
    lag = _middle(lambda: _burst(terminal, subject))
    return run._replace(page=sorted(times)[count // 2], page_cpu=cpu, page_bytes=written / count / 1000, lag=lag)


def _burst(terminal: Terminal, subject: Subject) -> float | None:
    start = time.perf_counter()
    for n in range(_BURST):
        terminal.watch(start + n * _RATE - time.perf_counter())
        terminal.press(subject.page)
    # The first output may answer an earlier key.
    taken = _ms(terminal.wait_for_frame(LIMIT, gap=0.2))
    _to_top(terminal, subject)
    return taken


def _to_end(terminal: Terminal, subject: Subject) -> float | None:
    terminal.press(subject.end)
    taken = _ms(terminal.wait_for(subject.last, LIMIT))
    _to_top(terminal, subject)
    return taken


def _find(terminal: Terminal, subject: Subject, *, at_once: bool) -> float | None:
    """Search the rare word from the top, with the key that opens the search line or in the open line."""
    before, after = subject.find or (b"", b"")
    if not at_once:
        terminal.press(before)
        terminal.wait_for_frame(LIMIT)
        terminal.settle(LIMIT)
        before = b""
    terminal.press(before + RARE.encode() + after)
    taken = _ms(_found(terminal))
    terminal.settle(LIMIT)
    _to_top(terminal, subject)
    return taken


def _middle(measure: Callable[[], float | None]) -> float | None:
    """Return the median of several measures; None as soon as one is None."""
    times: list[float] = []
    while len(times) < _TIMES:
        taken = measure()
        if taken is None:
            return None
        times.append(taken)
    return sorted(times)[_TIMES // 2]


def _found(terminal: Terminal) -> float | None:
    """Wait for the text beside the word, since the word itself is in the search line too."""
    return terminal.wait_for(f"word {RARE} stands", LIMIT)


def _to_top(terminal: Terminal, subject: Subject) -> None:
    if subject.top:
        terminal.press(subject.top)
        terminal.wait_for_frame(LIMIT)
        terminal.settle(LIMIT)


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000
