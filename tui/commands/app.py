"""Help, palette, exports and reports, leaving."""

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from annotations.errors import PostilError
from annotations.text.plurals import count_noun
from tui.commands.base.context import ScreenContext
from tui.commands.base.destinations import go_to, go_to_source
from tui.commands.base.target import label_of, target_of
from tui.commands.base.verbs import write_file
from tui.keys.command_table import CONTEXTS, OVERVIEWS, key_of
from tui.keys.names import argument_of
from tui.text.cells import shorten
from tui.widgets.sources import FolderItem, SourceItem

REPORTS: Final = {"html": ".html", "markdown": ".md", "docx": ".docx", "pdf": ".pdf"}
"""Ends of the names of reports by format."""


def help(context: ScreenContext, _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Show all keys, those of the screen on top first."""
    from tui.screens.pickers.help import HelpScreen
    from tui.screens.pickers.legend import sections

    below = context.overlay

    def done(typed: str | None) -> None:
        if typed == "?" and below is not None:
            below.text_box.insert(typed)
        elif typed == "?" and context.finding is not None:
            context.finding.insert(typed)

    page = "page" if context.finding is None else context.finding.CONTEXT
    place = page if below is None else below.context
    signs, read_only = sections(context.library, place), bool(context.library.read_only)
    context.show(HelpScreen(context.styles, context.session.keys, place, signs, read_only=read_only), done)


def legend(context: ScreenContext, _: int | None) -> None:
    """List all signs with their meanings."""
    from tui.screens.pickers.legend import LegendScreen

    context.show(LegendScreen(context.styles, context.library))


def palette(context: ScreenContext, _: int | None) -> None:
    """Type a command, an address or the name of a source."""
    from tui.screens.pickers.command_line import CommandLine

    below = context.overlay

    def chosen(line: str | None) -> None:
        leads_on = line == "app.quit" or (line in OVERVIEWS and below and CONTEXTS[below.CONTEXT].leads_on)
        if line and below is not None and not below.gone and leads_on:
            context.attempt(lambda: below.run_command(line, None))
        elif line:
            _close_overlays(context)
            # Behind the functions that take the results of the screens, such as the board, which shows the page again.
            context.page.app.call_later(context.attempt, lambda: _run(context, line))

    titles = context.program.themes.titles
    context.show(CommandLine(context.styles, context.library, context.session, titles), chosen)


def _close_overlays(context: ScreenContext) -> None:
    """Close all screens over the page: a command that was typed over them is for the page."""
    while (screen := context.overlay) is not None and not screen.gone:
        screen.close()


def menu(context: ScreenContext, _: int | None) -> None:
    """Choose what can be done with the focused item, or with what is under the cursor."""
    from tui.screens.pickers.menu import MenuScreen, menu_of

    focus = context.focus()
    target = target_of(focus) if focus.listed or focus.source else None
    title = label_of(context.library, context.page.document, target, 24) if target is not None else "Menu"
    if isinstance(focus.item, SourceItem | FolderItem):
        title = shorten(focus.item.name, 24)

    def chosen(command: str | None) -> None:
        if command:
            context.attempt(lambda: context.program.run_command(command, None))

    keys, read_only = context.session.keys, bool(context.library.read_only)
    screen = MenuScreen(context.styles, menu_of(focus), title, keys, context.pointer, read_only=read_only)
    context.show(screen, chosen)


def _run(context: ScreenContext, line: str) -> None:
    """Run a command by its id, with an argument behind a blank."""
    command, _, argument = line.partition(" ")
    if command != "app.palette":
        context.session.note_command(command)
    if argument and argument_of(command):
        context.program.run_with(command, argument)
    else:
        context.program.run_command(command, int(argument) if argument else None)


def save(context: ScreenContext, _: int | None) -> None:
    """Write everything that was recorded to disk."""
    problem = context.flush()
    context.notify(problem or "everything is saved", "warning" if problem else "info")


def suspend(context: ScreenContext, _: int | None) -> None:
    """Stop the program, as Ctrl-Z does elsewhere."""
    try:
        shell = os.getsid(os.getppid()) == os.getsid(0)
    except (AttributeError, OSError):
        shell = False
    if shell:
        context.page.app.action_suspend_process()
    else:
        # Nothing could resume it: the terminal would stay as it is.
        context.notify("this terminal has no shell to return to")


def problems(context: ScreenContext, _: int | None) -> None:
    """List the problems of the library, and go to the place of one."""
    from annotations.library.issues.findings import Finding
    from tui.screens.issues.problems import ProblemsScreen

    def go(found: Finding) -> None:
        if found.passage:
            go_to(context, found.passage)
        else:
            go_to_source(context, found.source)

    screen = ProblemsScreen(
        context.styles, context.library, context.reopen, context.program.watching.find, context.pages.keep_sources
    )
    context.choose(screen, go)


def lint(context: ScreenContext, _: int | None) -> None:
    """List what the coding of the library lacks, and go to the place of one remark."""
    from annotations.library.issues.lint import Remark
    from tui.screens.overview.lint import LintScreen

    def go(remark: Remark) -> None:
        if remark.passage:
            go_to(context, remark.passage)
        else:
            go_to_source(context, remark.source, remark.start if remark.start >= 0 else None)

    context.choose(LintScreen(context.styles, context.library, context.pages.keep_sources), go)


def take_over(context: ScreenContext, _: int | None) -> None:
    """Write here from now on, if the program that was writing is gone."""
    if not context.library.read_only:
        context.notify("nothing to take over: you can write here already")
        return
    context.library.sync.take_over()
    context.refresh()
    context.notify("this program can write now")


def locate(context: ScreenContext, _: int | None) -> None:
    """Ask where the folder is, if it is gone."""
    from tui.screens.forms.folder_prompt import LocateForm

    library = context.library
    if not library.gone:
        context.notify(f"the folder is still at {library.folder}")
        return

    def done(_: object) -> None:
        context.attempt(context.program.following.look)
        context.refresh()

    context.show(LocateForm(context.styles, library), done)


def _ask_before_loss(context: ScreenContext) -> None:
    """Ask before unsaved changes are lost."""
    count = context.library.store.unsaved
    lost = count_noun(count, "change") if count else "the last change"

    def answer(token: str) -> bool:
        if token in context.session.keys["app.quit"]:
            _leave(context)
        else:
            context.notify("still open · saving is retried every few seconds")
        return False

    if context.library.gone:
        _ask_where(context, count_noun(count, "change"))
        return
    why = context.save_problem.removeprefix("The library cannot be written: ").removesuffix(" Saving is retried.")
    leave = key_of("app.quit", context.session.keys)
    question = f"not saved: {why.rstrip('.')} — {leave} again to quit and lose {lost}, Esc to stay"
    context.ask(question, [(leave, f"quit and lose {lost}"), ("Esc", "stay")], answer, level="warning")


def _ask_where(context: ScreenContext, unsaved: str) -> None:
    """Ask before leaving while the folder is gone: unsaved changes go to another file."""

    def answer(token: str) -> bool:
        if token in context.session.keys["app.quit"]:
            _leave(context)
        elif token == "f":
            locate(context, None)
        else:
            context.notify("still open · changes are kept in memory")
        return False

    leave = key_of("app.quit", context.session.keys)
    question = (
        f"{unsaved} not saved: {context.library.gone.rstrip('.')} — f to name the folder, "
        f"{leave} to quit and keep all in a file"
    )
    context.ask(
        question,
        [("f", "name the folder"), (leave, "quit, keep all in a file"), ("Esc", "stay")],
        answer,
        level="warning",
    )


def quit(context: ScreenContext, _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Close the panel, then the second page, then the program."""
    if context.panes.items is not None:
        context.panes.focus_page()
    elif len(context.pages) > 1:
        context.panes.close_page()
    elif context.flush():
        _ask_before_loss(context)
    else:
        _leave(context)


def _leave(context: ScreenContext) -> None:
    """Keep the places and end the program; every change is saved already."""
    context.pages.keep_places()
    context.program.leave(0)


def export(context: ScreenContext, _: int | None) -> None:
    """Write everything as JSON to `.postil/exports`; `:export FORMAT` writes another format."""
    export_with(context, "json")


def export_with(context: ScreenContext, argument: str) -> None:
    """Write everything in a format."""
    from annotations.exchange import formats  # With all that they need, six MiB, which few sittings use.

    name = argument.strip()
    exporter = formats.exporter(name)
    with formats.plugged(formats.EXPORTERS, name):
        suffix = exporter.suffix if exporter.is_single({}) else None
    _write(context, "export", ("--format", name), suffix)


def report(context: ScreenContext, _: int | None) -> None:
    """Write a report as HTML to `.postil/exports`; `:report FORMAT` writes Markdown, Word or PDF."""
    report_with(context, "html")


def report_with(context: ScreenContext, argument: str) -> None:
    """Write a report in a format."""
    form = argument.strip()
    if form not in REPORTS:
        context.notify(f"there is no report as “{form}”; there are {', '.join(REPORTS)}", "warning")
        return
    _write(context, "report", ("--format", form), REPORTS[form])


def _write(context: ScreenContext, verb: str, arguments: Sequence[str], suffix: str | None) -> None:
    """Write a file with an end of its name, or a folder if that is None, under a name that no other export has."""
    if problem := context.flush():
        context.notify(problem, "warning")
        return
    from annotations.exchange.output import exports_folder

    try:
        folder = exports_folder(context.library.home)
    except PostilError as error:
        context.notify(str(error), "warning")
        return
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    name = f"{verb}-{stamp}" if verb == "report" else f"{arguments[-1]}-{stamp}"
    context.notify("writing the report…" if verb == "report" else "exporting…")
    context.run(write_file, context, verb, arguments, folder / f"{name}{suffix or ''}", group="export", alone=False)
