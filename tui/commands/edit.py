"""Undo, redo and copying."""

from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.export.citation import cite, cite_span
from annotations.store.journal.format import REDO, UNDO
from tui.commands.destinations import go_to
from tui.commands.target import find_target
from tui.keys.command_table import shown
from tui.screens.base.prompts import undo as undo_steps
from tui.screens.reading.reopen import reopen
from tui.terminal.clipboard import copy as to_clipboards
from tui.terminal.clipboard import harmless

if TYPE_CHECKING:
    from annotations.library.history import Entry
    from tui.screens.reading.reopen import reopen
    from tui.screens.reading.screen import ReadingScreen
from tui.session.undo_steps import Outcome


def undo(reader: "ReadingScreen", count: int | None) -> None:
    """Take back the last changes of the current author, wherever they were; before another author's, ask."""
    _walk(reader, UNDO, count)


def redo(reader: "ReadingScreen", count: int | None) -> None:
    """Make again what the current author undid; before what another one undid, ask."""
    _walk(reader, REDO, count)


def history(reader: "ReadingScreen", _: int | None) -> None:
    """Show what was done, and go to where one change happened."""
    from tui.screens.history import HistoryScreen

    def done(entry: "Entry | None") -> None:
        if entry is not None:
            reader.attempt(lambda: _go_to(reader, entry))

    target = find_target(reader, sentence=False)
    passage = target.annotation.id if target is not None and target.annotation is not None else ""
    screen = HistoryScreen(reader.dressing, reader.library, passage, lambda: reopen(reader))
    reader.app.push_screen(screen, done)


def copy(reader: "ReadingScreen", _: int | None) -> None:
    """Copy the target with its citation."""
    _copy(reader, address=False)


def copy_plain(reader: "ReadingScreen", _: int | None) -> None:
    """Copy the target with the address that finds it again."""
    _copy(reader, address=True)


def _walk(reader: "ReadingScreen", kind: str, count: int | None) -> None:
    """Go so many steps through the history and bring the screen to where the last one was."""
    try:
        undo_steps(reader, reader.library, lambda outcome: _show(reader, outcome), kind=kind, count=count)
    except UsageError as error:
        others = f" {shown(keys[0])} undoes others." if (keys := reader.keys["change.history"]) else ""
        raise UsageError(f"{error}{others}") from error


def _show(reader: "ReadingScreen", outcome: "Outcome") -> None:
    if outcome.change is not None:
        reader.page.select(None)
        if outcome.change.source not in {"", *reopen(reader)}:
            reader.open_source(outcome.change.source, outcome.change.offset)
    reader.say(outcome.text)


def _go_to(reader: "ReadingScreen", entry: "Entry") -> None:
    """Go to the one passage that a change was about, else to where it happened."""
    library = reader.library
    passages = {edit.key for edit in library.edits_of(entry.sequence) if edit.table == "annotations"}
    there = passages & {one.annotation.id for one in library.passages(entry.source)} if entry.source else set()
    if len(passages) == len(there) == 1:
        go_to(reader, there.pop())
    elif entry.source in {source.id for source in library.sources()}:
        reader.leave_spot()
        reader.open_source(entry.source, entry.offset)
        reader.focus_page()
    else:
        reader.say("where it happened is not in the library any more" if entry.source else "it happened nowhere")


def _copy(reader: "ReadingScreen", *, address: bool) -> None:
    target = find_target(reader)
    if target is None:
        reader.say("nothing here to copy")
        return
    library = reader.library
    text = cite(library, target.annotation.id) if target.annotation else cite_span(library, target.span)
    if address and target.annotation is not None:
        text += f"\n{library.folder}#{library.address(target.annotation.id)}"
    reached = to_clipboards(harmless(text), reader.program.write_to_terminal)
    reader.page.select(None)
    reader.say(f"copied to {reached}" if reached else "there is no clipboard to copy to")
