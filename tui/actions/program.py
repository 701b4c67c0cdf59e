"""Help, palette, themes and leaving."""

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


def quit(reader: "ReadingScreen", _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Close the panel, then the program."""
    if reader.items is not None:
        reader.focus_page()
    else:
        reader.leave_program()
