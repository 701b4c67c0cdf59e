"""Help, palette, themes and leaving."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def help(reader: "ReadingScreen", _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Show all keys."""
    from tui.screens.help import HelpScreen

    reader.app.push_screen(HelpScreen(reader.dressing, reader.keys))


def palette(reader: "ReadingScreen", _: int | None) -> None:
    """Find a command or a source by its name."""
    from tui.screens.palette import Palette

    def chosen(choice: str | None) -> None:
        if choice:
            reader.run_choice(choice)

    reader.app.push_screen(Palette(reader.dressing, reader.library, reader.keys), chosen)


def theme(reader: "ReadingScreen", _: int | None) -> None:
    """Choose a theme while the screen shows it."""
    reader.choose_theme()


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


def quit(reader: "ReadingScreen", _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Close the panel, then the second page, then the program."""
    if reader.items is not None:
        reader.focus_page()
    elif reader.panes.split:
        reader.close_leaf()
    else:
        reader.leave_program()
