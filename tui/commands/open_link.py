"""Following what a text points to: addresses, other sources, headings, footnotes."""

from collections.abc import Callable
from os.path import normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from tui.terminal.browser import open_address
from tui.terminal.clipboard import copy
from tui.text.cells import shorten, visible
from tui.text.links import Link, doubtful, heading, host_of, link_at, note, reference_at

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_OPENED: Final = ("http", "https", "mailto")
"""What is handed to another program; anything else could do more than show a page."""


def link(reader: "ReadingScreen", _: int | None) -> None:
    """What the link under the cursor leads to; of the reference to a footnote the footnote."""
    document, offset = reader.page.document, reader.page.cursor
    found = link_at(document, offset)
    if found is not None:
        _follow(reader, found)
    elif label := reference_at(document, offset):
        _go_to(reader, lambda: note(document, label), f"there is no footnote {shorten(label, 40)} in this source")
    else:
        reader.notifications.notify("there is no link under the cursor")


def _follow(reader: "ReadingScreen", link: Link) -> None:
    scheme = _scheme(link.target)
    if scheme in _OPENED:
        words = reader.page.document.text[link.start : link.end]
        doubt = "" if link.image else doubtful(words, link.target)
        if doubt:
            _confirm(reader, link.target, doubt)
        else:
            _open(reader, link.target)
    elif scheme or link.target.startswith(("//", "\\")):
        reader.notifications.notify(
            f"{shorten(link.target, 60)} is not opened: only http, https and mailto are", "warning"
        )
    elif link.target.startswith("#"):
        name = unquote(link.target[1:])
        document = reader.page.document
        _go_to(reader, lambda: heading(document, name), f"there is no heading #{shorten(name, 40)} in this source")
    else:
        _open_source(reader, link.target)


def _scheme(target: str) -> str:
    """What stands before the colon, in small letters; empty for a path."""
    before, colon, _ = target.partition(":")
    return before.strip().lower() if colon and not set(before) & set("/?#") else ""


def _confirm(reader: "ReadingScreen", target: str, doubt: str) -> None:
    def answer(token: str) -> bool:
        if token in ("y", "enter"):
            reader.attempt(lambda: _open(reader, target))
        elif token != "escape":
            reader.notifications.notify("y opens it, Esc does not", "warning")
            return True
        return False

    # The host first: the address may be longer than the screen, and made so on purpose.
    host = f" · it leads to {visible(host_of(target))}" if host_of(target) else ""
    reader.notifications.ask(f"{doubt}{host} · open {visible(target)} ?", [("y", "open"), ("Esc", "let go")], answer)


def _open(reader: "ReadingScreen", target: str) -> None:
    if open_address(target):
        reader.notifications.notify(f"opened {visible(target)}")
        return
    reached = copy(visible(target), reader.program.write_to_terminal)
    if reached:
        reader.notifications.notify(f"there is no browser here: copied to {reached}: {visible(target)}")
    else:
        reader.notifications.notify(f"there is no browser here: {visible(target)}")


def _open_source(reader: "ReadingScreen", target: str) -> None:
    """Go to the source of this library that a relative path means, and to the heading it may name."""
    library = reader.library
    named, _, fragment = target.partition("#")
    # Compared by their names alone: a target of a hostile source must not make the disk or the network be asked.
    path = normpath(library.path(reader.session.source).parent / unquote(named.partition("?")[0]))
    for source in library.sources():
        if not library.is_missing(source.id) and normpath(library.path(source.id)) == path:
            break
    else:
        reader.notifications.notify(f"{shorten(target, 60)} is not opened: it is no source of this library", "warning")
        return
    reader.leave_spot()
    reader.open_source(source.id)
    reader.focus_page()
    if fragment:
        name = unquote(fragment)
        missing = f"there is no heading #{shorten(name, 40)} in this source"
        _show(reader, lambda: heading(reader.page.document, name), missing)


def _go_to(reader: "ReadingScreen", find: Callable[[], int | None], missing: str) -> None:
    """Jump to what is found on the page; Ctrl-O comes back."""
    reader.leave_spot()
    reader.page.select(None)
    _show(reader, find, missing)


def _show(reader: "ReadingScreen", find: Callable[[], int | None], missing: str) -> None:
    """Put the cursor on what is found on the page, as soon as the source has been read that far."""
    offset = find()
    if offset is not None:
        reader.page.go(offset, centre=True)
    elif reader.reading_on is not None:
        reader.when_read(lambda: _show(reader, find, missing))
    else:
        reader.notifications.notify(missing)
