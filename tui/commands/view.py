"""Display of sources: diagrams, pages side by side, the mode of reading; the settings, and another folder."""

import os
from collections.abc import Callable
from pathlib import Path

from annotations.documents.blocks import BlockKind
from annotations.documents.manner import ReadAs
from annotations.errors import UsageError
from annotations.library import encodings
from tui.commands.base.context import Context, ScreenContext
from tui.keys.command_table import tip
from tui.screens.reading.where import manner_of
from tui.widgets.pane_layout import ZOOMS


def diagram(context: Context, _: int | None) -> None:
    """Show the diagram under the cursor as its text, or draw it."""
    page = context.page
    index = page.document.block_index(page.cursor) if page.document.blocks else -1
    if index < 0 or page.document.blocks[index].kind is not BlockKind.DIAGRAM:
        context.notify("no diagram under the cursor")
        return
    reason = page.view.switch_diagram()
    page.settle(keep=True)
    if reason:
        context.notify(f"this diagram stays text: it is {reason}")
    elif page.view.layout.drawing(index) is None:
        context.notify(f"diagram shown as text{tip('view.diagram', 'draw it', context.session.keys)}")


def split(context: Context, _: int | None) -> None:
    """Open a second page beside this one, or below it on a narrow terminal; put two pages side by side."""
    panes = context.panes.layout
    if not panes.split:
        panes.wanted = "beside" if panes.wanted == "beside" else ""
        context.panes.split()
        if panes.stacked:
            context.notify(
                f"terminal too narrow: pages stacked{tip('panes.split', 'put them side by side', context.session.keys)}"
            )
    elif panes.stacked:
        panes.wanted = "beside"
        context.panes.share_room()
    else:
        context.notify(f"two pages are open already{tip('panes.close', 'close this one', context.session.keys)}")


def stack(context: Context, _: int | None) -> None:
    """Open a second page below this one; put two pages one below the other."""
    panes = context.panes.layout
    already, panes.wanted = panes.stacked, "stacked"
    if not panes.split:
        context.panes.split()
    elif already:
        context.notify(f"two pages are open already{tip('panes.close', 'close this one', context.session.keys)}")
    else:
        context.panes.share_room()


def close(context: Context, _: int | None) -> None:
    """Close this one of two pages."""
    if len(context.pages) > 1:
        context.panes.close_page()
    else:
        context.notify(f"this is the only page{tip('app.quit', 'quit', context.session.keys)}")


def only(context: Context, _: int | None) -> None:
    """Close the other one of two pages."""
    if len(context.pages) > 1:
        other(context, None)
        context.panes.close_page()
    else:
        context.notify("this is the only page")


def other(context: Context, _: int | None) -> None:
    """Go to the other one of two pages."""
    if (inactive := context.pages.inactive) is not None:
        context.panes.activate(inactive)
    else:
        context.notify(f"only one page is open{tip('panes.split', 'open another', context.session.keys)}")


def left(context: Context, _: int | None) -> None:
    """Go to the pane on the left, or above."""
    context.panes.focus_beside(-1)


def right(context: Context, _: int | None) -> None:
    """Go to the pane on the right, or below."""
    context.panes.focus_beside(1)


def equal(context: Context, _: int | None) -> None:
    """Give every pane its share again."""
    _zoom(context, 0)


def zoom(context: Context, _: int | None) -> None:
    """More room for this page: the panels give way, then the other page."""
    _zoom(context, min(ZOOMS if len(context.pages) > 1 else 1, context.panes.layout.zoom + 1))


def unzoom(context: Context, _: int | None) -> None:
    """Less room for this page."""
    _zoom(context, max(0, context.panes.layout.zoom - 1))


def _zoom(context: Context, step: int) -> None:
    if step == context.panes.layout.zoom:
        context.notify("all panes are shown" if step == 0 else "only this page is shown")
        return
    context.panes.layout.zoom = step
    context.panes.focus_page()
    context.panes.share_room()


def toggle(context: ScreenContext, _: int | None) -> None:
    """Read the source on the page in the other mode; the cursor stays where it is in the file."""
    page = context.pages.active
    source = context.library.source(page.source)
    asked = ReadAs.of(source.manner)
    before = "" if page.page.view.empty else page.page.document.manner

    def shown() -> None:
        document = page.page.document
        same = "; it looks the same" if before == document.manner else ""
        read = manner_of(document, source.path) if asked.markdown else "as Markdown throughout"
        context.notify(f"read {read}{same}")

    if page.page.view.empty and page.sought is None:
        context.library.reading(source.id)  # raises if it cannot be read: then there is no manner to record
    page.page.select(None)
    context.library.set_manner(source.id, asked._replace(markdown=not asked.markdown).recorded())
    context.reopen(shown)


def encoding(context: ScreenContext, _: int | None) -> None:
    """Choose the encoding that the source on the page is read in; each is shown with a line of it."""
    from tui.screens.pickers.encoding_picker import EncodingPicker

    source_id = context.pages.active.source
    if not source_id:
        context.notify("no source on this page")
        return
    source, page = context.library.source(source_id), context.page
    now = ReadAs.of(source.manner).encoding
    read_as = "" if page.view.empty else page.document.encoding
    found = encodings.offered(context.library, source_id)

    def chosen(name: str | None) -> None:
        if name:
            context.attempt(lambda: encoding_with(context, name))

    context.show(EncodingPicker(context.styles, found, now, read_as), chosen)


def encoding_with(context: ScreenContext, name: str) -> None:
    """Read the source on the page in an encoding; the cursor stays where it is in the file."""
    page = context.pages.active
    if not page.source:
        context.notify("no source on this page")
        return
    before = context.library.source(page.source).manner
    encodings.choose(context.library, page.source, name)
    page.page.select(None)

    def shown_again() -> None:
        undo = tip("change.undo", "undo", context.session.keys)
        context.notify(f"read as {page.page.document.encoding}{undo}")

    if context.library.source(page.source).manner == before:
        context.notify(f"it is read as {page.page.document.encoding} already")
    else:
        context.reopen(shown_again)


def settings(context: ScreenContext, _: int | None) -> None:
    """Show the settings and change them."""
    _settings(context, "")


def _settings(context: ScreenContext, first: str) -> None:
    """Show the settings; `first` is selected."""
    from tui.screens.pickers.settings import SettingsScreen

    program = context.program

    def title() -> str:
        return program.themes.titles[program.themes.name]

    def chosen(name: str | None) -> None:
        if name == "theme":
            _choose_theme(context, lambda: _settings(context, "theme"))
        elif name == "author":
            _ask_author(context)
        elif name == "language":
            _choose_language(context)
        elif name == "keys":
            context.attempt(lambda: _edit_keys(context))

    preferences = program.preferences
    screen = SettingsScreen(
        context.styles, preferences, title, context.library.author, str(preferences.file), first=first
    )
    context.show(screen, chosen)


def _ask_author(context: ScreenContext) -> None:
    """Ask for the name in new records."""
    from tui.screens.forms.text_prompt import TextPrompt

    preferences = context.program.preferences

    def done(_: str | None) -> None:
        _settings(context, "author")

    prompt = TextPrompt(
        context.styles,
        "Name in new records",
        "author",
        preferences.current.author,
        about=("Leave it empty to use your login name. It applies from the next start.",),
        accept=preferences.set_author,
    )
    context.show(prompt, done)


def _choose_language(context: ScreenContext) -> None:
    """Choose the language of sentences."""
    from tui.screens.pickers.language_picker import ANY, LanguagePicker

    preferences = context.program.preferences

    def chosen(code: str | None) -> None:
        if code is not None:
            context.attempt(lambda: preferences.set_language("" if code == ANY else code))
        _settings(context, "language")

    context.show(LanguagePicker(context.styles, preferences.current.language), chosen)


def _edit_keys(context: ScreenContext) -> None:
    """Edit the user's own keys in the editor."""
    from tui.terminal.external_editor import editor, run

    command = editor()
    context.notify(context.program.preferences.edit_keys(lambda file: run(context.program, [*command, str(file)])))


def theme(context: ScreenContext, _: int | None) -> None:
    """Choose a theme while the screen shows it."""
    _choose_theme(context, lambda: None)


def theme_with(context: ScreenContext, name: str) -> None:
    """Use a theme by its name."""
    context.program.themes.use(name)


def _choose_theme(context: ScreenContext, then: Callable[[], None]) -> None:
    from tui.screens.pickers.theme_picker import ThemePicker

    themes = context.program.themes

    def show(name: str) -> None:
        picker.set_theme_styles(themes.preview(name))

    def chosen(name: str | None) -> None:
        if name:
            context.attempt(lambda: themes.use(name))
        else:
            themes.cancel()
        then()

    picker = ThemePicker(context.styles, themes.all, themes.name, show)
    context.show(picker, chosen)


def folder(context: ScreenContext, _: int | None) -> None:
    """Ask for another folder of sources, and open it."""
    from tui.screens.forms.text_prompt import TextPrompt

    here = context.library.folder
    prompt = TextPrompt(
        context.styles,
        "Open another folder",
        "folder",
        f"{here.parent}/",
        about=("All changes here are saved.",),
        accept=lambda typed: folder_with(context, typed),
        verb="open",
    )
    context.show(prompt)


def folder_with(context: ScreenContext, name: str) -> None:
    """Open another folder of sources by its path. Raises UsageError if it is none."""
    wanted = Path(name).expanduser()
    path = wanted if wanted.is_absolute() else context.library.folder / wanted
    try:
        with os.scandir(path) as entries:
            next(entries, None)
    except OSError as error:
        raise UsageError(f"{error.strerror}: {path}") from error
    if problem := context.flush():
        raise UsageError(problem)
    context.pages.keep_places()
    context.program.open_folder(path)


def samples(context: ScreenContext, _: int | None) -> None:
    """Open the samples."""
    from tui.session.samples import samples as copied

    folder_with(context, str(copied()))


def welcome(context: ScreenContext, _: int | None) -> None:
    """Show what can be done in a folder without sources."""
    from tui.screens.pickers.welcome import WelcomeScreen

    def chosen(command: str | None) -> None:
        if command:
            context.program.run_command(command, None)

    refused = [entry for entry in context.library.entries if not entry.readable]
    why = "Nothing here can be read" if refused else "No sources in this folder"
    title = "First steps" if context.library.sources() else why
    context.show(WelcomeScreen(context.styles, title, context.session.keys), chosen)


def sort(context: Context, _: int | None) -> None:
    """List the sources in the next order."""
    if context.panes.name != "sources":
        context.notify("only the list of sources can be sorted")
    else:
        context.notify(f"sources sorted: {context.panes.layout.sources.sort()}")


def fold(context: Context, _: int | None) -> None:
    """Fold the folder of sources under the cursor, or the one that the cursor is in."""
    if _has_folders(context):
        context.panes.layout.sources.fold()


def unfold(context: Context, _: int | None) -> None:
    """Unfold the folder of sources under the cursor."""
    if _has_folders(context):
        context.panes.layout.sources.unfold()


def fold_all(context: Context, _: int | None) -> None:
    """Fold all folders of sources."""
    if _has_folders(context):
        context.panes.layout.sources.fold_all(folded=True)


def unfold_all(context: Context, _: int | None) -> None:
    """Unfold all folders of sources."""
    if _has_folders(context):
        context.panes.layout.sources.fold_all(folded=False)


def _has_folders(context: Context) -> bool:
    """Return whether the focused panel lists folders; report it if not."""
    panel = context.panes.layout.sources
    if context.panes.name == "sources" and panel.nested and not panel.filter.text:
        return True
    context.notify("no folders are listed here")
    return False
