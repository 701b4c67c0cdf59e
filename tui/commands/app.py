"""Help, palette, themes, export and leaving."""

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.destinations import go_to
from tui.screens.reading.reopen import reopen
from tui.tasks import begin
from tui.text.cells import cell_len

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_ROOT = Path(__file__).resolve().parents[2]
"""The folder of this package: the program is run from there, whatever the folder of sources has of the same name."""


def help(reader: "ReadingScreen", _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Show all keys, those of the screen on top first."""
    from tui.screens.base.overlay import Overlay
    from tui.screens.pickers.help import HelpScreen

    top = reader.app.screen_stack[-1]
    below = top if isinstance(top, Overlay) else None

    def done(typed: str | None) -> None:
        if typed == "?" and below is not None:
            below.insert(typed)

    place, legend = (below.context, below.LEGEND) if below is not None else ("page", "")
    reader.app.push_screen(HelpScreen(reader.dressing, reader.keys, place, legend), done)


def palette(reader: "ReadingScreen", _: int | None) -> None:
    """Find a command or a source by its name."""
    from tui.screens.pickers.palette import Palette

    def chosen(choice: str | None) -> None:
        if choice:
            reader.run_choice(choice)

    reader.app.push_screen(Palette(reader.dressing, reader.library, reader.keys), chosen)


def theme(reader: "ReadingScreen", _: int | None) -> None:
    """Choose a theme while the screen shows it."""
    reader.program.choose_theme()


def suspend(reader: "ReadingScreen", _: int | None) -> None:
    """Stop the program, as Ctrl-Z does elsewhere."""
    try:
        shell = os.getsid(os.getppid()) == os.getsid(0)
    except (AttributeError, OSError):
        shell = False
    if shell:
        reader.app.action_suspend_process()
    else:
        # Nobody could wake it again: a terminal that runs nothing else would stay as it is for ever.
        reader.say("there is no shell to go back to")


def problems(reader: "ReadingScreen", _: int | None) -> None:
    """Show what there is to know, and go to the passage of one of it."""
    from annotations.library.issues.findings import Finding
    from tui.screens.problems import ProblemsScreen

    def go(found: Finding) -> None:
        if found.passage:
            go_to(reader, found.passage)
        else:
            reader.leave_spot()
            reader.open_source(found.source)
            reader.focus_page()

    def done(found: Finding | None) -> None:
        if found is not None:
            reader.attempt(lambda: go(found))

    screen = ProblemsScreen(
        reader.dressing, reader.library, lambda: reopen(reader), reader.program.watching.find, reader.keep_sources
    )
    reader.app.push_screen(screen, done)


def take_over(reader: "ReadingScreen", _: int | None) -> None:
    """Write here from now on, if the program that was writing is gone."""
    if not reader.library.read_only:
        reader.say("there is nothing to take over: you write here already")
        return
    reader.library.take_over()
    reader.refresh_passages()
    reader.say("you write here now")


def locate(reader: "ReadingScreen", _: int | None) -> None:
    """Ask where the folder is, if it is gone."""
    from tui.screens.folder_prompt import LocateForm

    library = reader.library
    if not library.gone:
        reader.say(f"the folder is where it was: {library.folder}")
        return

    def done(_: object) -> None:
        reader.attempt(reader.program.following.look)
        reader.refresh_passages()

    reader.app.push_screen(LocateForm(reader.dressing, library), done)


def _ask_before_loss(reader: "ReadingScreen") -> None:
    """Have the way out confirmed, since what is not on disk would be gone."""
    count = reader.library.unsaved
    lost = f"{count} change{'s' if count != 1 else ''}" if count else "the last change"

    def answer(token: str) -> bool:
        if token in reader.keys["app.quit"]:
            reader.leave_program()
        else:
            reader.say("you stay; it is tried again every few seconds")
        return False

    if reader.library.gone:
        _ask_where(reader, f"{count} change{'s' if count != 1 else ''}")
        return
    why = reader.save_problem.removeprefix("The library cannot be written: ").removesuffix(" It is tried again.")
    said = f"not saved: {why.rstrip('.')} — q again leaves and loses {lost}, Esc stays"
    reader.ask(answer, said, [("q", f"leave and lose {lost}"), ("Esc", "stay")])
    reader.message = (said, "warning")


def _ask_where(reader: "ReadingScreen", unsaved: str) -> None:
    """Have the way out confirmed where the folder is gone: what is not saved goes to a file apart."""

    def answer(token: str) -> bool:
        if token in reader.keys["app.quit"]:
            reader.leave_program()
        elif token == "f":
            locate(reader, None)
        else:
            reader.say("you stay; what you change is kept in memory")
        return False

    said = (
        f"{unsaved} not saved: {reader.library.gone.rstrip('.')} — f names the folder, q leaves and keeps all in a file"
    )
    reader.ask(answer, said, [("f", "name the folder"), ("q", "leave, keep all in a file"), ("Esc", "stay")])
    reader.message = (said, "warning")


def quit(reader: "ReadingScreen", _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Close the panel, then the second page, then the program."""
    if reader.items is not None:
        reader.focus_page()
    elif reader.panes.split:
        reader.close_leaf()
    elif reader.flush():
        _ask_before_loss(reader)
    else:
        reader.leave_program()


def export(reader: "ReadingScreen", _: int | None) -> None:
    """Write everything as JSON to a new file beside the library."""
    if problem := reader.flush():
        reader.say(problem, "warning")
        return
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    reader.say("exporting…")
    begin(reader, _export, reader, reader.library.home.with_name(f"postil-{stamp}.json"), group="export", alone=False)


async def _export(reader: "ReadingScreen", target: Path) -> None:
    """Have another process read every source and write the file, which is there whole or not at all."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "tui", "export", str(reader.library.folder), "-o", str(target)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError as error:
        reader.say(f"nothing was exported: {error.strerror}", "warning")
        return
    _, told = await process.communicate()
    lines = told.decode(errors="replace").strip().splitlines() or ["nothing was exported"]
    said = lines[-1].removeprefix("postil: ")
    if cell_len(said) > reader.app.size.width - 3:
        said = said.replace(str(target), target.name)
    reader.say(said, "warning" if process.returncode else "")
