"""Undo, redo and copying."""

from functools import partial
from typing import TYPE_CHECKING

from annotations.errors import UsageError
from annotations.export.citation import cite, cite_span
from annotations.store.journal.format import REDO, UNDO
from tui.commands.base.asker import ContextAsker
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.destinations import go_to, go_to_source
from tui.commands.base.target import report_nothing, target_of
from tui.keys.command_table import shown
from tui.screens.base.prompts import undo as undo_steps
from tui.terminal.clipboard import copy as to_clipboards
from tui.terminal.clipboard import harmless

if TYPE_CHECKING:
    from annotations.library.history import Entry
from tui.session.undo_steps import Outcome


def undo(context: ScreenContext, count: int | None) -> None:
    """Undo the last changes of the current author in all sources; ask before undoing another author's change."""
    _walk(context, UNDO, count)


def redo(context: ScreenContext, count: int | None) -> None:
    """Redo the undone changes of the current author; ask before redoing another author's."""
    _walk(context, REDO, count)


def history(context: ScreenContext, _: int | None) -> None:
    """Show the history, and go to the place of a chosen change."""
    from tui.screens.history import HistoryScreen

    target = target_of(context.focus(), sentence=False)
    passage = target.annotation.id if target is not None and target.annotation is not None else ""
    screen = HistoryScreen(context.styles, context.library, passage, context.reopen)
    context.choose(screen, partial(_go_to, context))


def copy(context: Context, _: int | None) -> None:
    """Copy the target with its citation in the style of the settings."""
    _copy(context, context.program.preferences.current.citation)


def copy_with(context: Context, argument: str) -> None:
    """Copy the target with its citation in a style."""
    _copy(context, argument)


def copy_plain(context: Context, _: int | None) -> None:
    """Copy the target with the address that finds it again."""
    _copy(context, "plain", address=True)


def _walk(context: ScreenContext, kind: str, count: int | None) -> None:
    """Undo or redo `count` changes and go to where the last one was."""
    try:
        undo_steps(
            ContextAsker(context), context.library, lambda outcome: _show(context, outcome), kind=kind, count=count
        )
    except UsageError as error:
        others = f" {shown(keys[0])} to undo others." if (keys := context.session.keys["change.history"]) else ""
        raise UsageError(f"{error}{others}") from error


def _show(context: ScreenContext, outcome: "Outcome") -> None:
    if outcome.change is not None:
        context.page.select(None)
        here = {"", *context.reopen()}
        if all(edit.table == "sources" for edit in outcome.change.edits):
            here.add(context.session.source)  # Facts have no place in the text: the reader stays where they are.
        if outcome.change.source not in here:
            context.open_source(outcome.change.source, outcome.change.offset)
    context.notify(outcome.text)


def _go_to(context: Context, entry: "Entry") -> None:
    """Go to the one passage that a change was about, else to where it happened."""
    library = context.library
    passages = {edit.key for edit in library.history.edits_of(entry.sequence) if edit.table == "annotations"}
    there = passages & {one.annotation.id for one in library.passages(entry.source)} if entry.source else set()
    if len(passages) == len(there) == 1:
        go_to(context, there.pop())
    elif entry.source in {source.id for source in library.sources()}:
        go_to_source(context, entry.source, entry.offset)
    else:
        context.notify("its location is no longer in the library" if entry.source else "no location")


def _copy(context: Context, style: str, *, address: bool = False) -> None:
    target = target_of(context.focus())
    if target is None:
        report_nothing(context, "copy")
        return
    library = context.library
    text = cite(library, target.annotation.id, style) if target.annotation else cite_span(library, target.span, style)
    if address and target.annotation is not None:
        text += f"\n{library.folder}#{library.address(target.annotation.id)}"
    reached = to_clipboards(harmless(text), context.program.write_to_terminal)
    context.page.select(None)
    context.notify(f"copied to {reached}" if reached else "there is no clipboard to copy to")
