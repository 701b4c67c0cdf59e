"""Follow the links of a text: web addresses, other sources, headings, footnotes."""

from collections.abc import Callable
from os.path import normpath
from typing import Final
from urllib.parse import unquote

from tui.commands.base.context import Context
from tui.commands.base.destinations import go_to_source
from tui.terminal.browser import open_address
from tui.terminal.clipboard import copy
from tui.text.cells import shorten, visible
from tui.text.links import Link, doubtful, heading, host_of, link_at, note, reference_at

_OPENED: Final = ("http", "https", "mailto")
"""Schemes that are passed to another program; any other could do more than show a page."""


def link(context: Context, _: int | None) -> None:
    """Open the target of the link under the cursor; for a reference to a footnote, go to the footnote."""
    document, offset = context.page.document, context.page.cursor
    found = link_at(document, offset)
    if found is not None:
        _follow(context, found)
    elif label := reference_at(document, offset):
        _go_to(context, lambda: note(document, label), f"there is no footnote {shorten(label, 40)} in this source")
    else:
        context.notify("no link under the cursor")


def _follow(context: Context, link: Link) -> None:
    scheme = _scheme(link.target)
    if scheme in _OPENED:
        words = context.page.document.text[link.start : link.end]
        doubt = "" if link.image else doubtful(words, link.target)
        if doubt:
            _confirm(context, link.target, doubt)
        else:
            _open(context, link.target)
    elif scheme or link.target.startswith(("//", "\\")):
        context.notify(f"{shorten(link.target, 60)} is not opened: only http, https and mailto are", "warning")
    elif link.target.startswith("#"):
        name = unquote(link.target[1:])
        document = context.page.document
        _go_to(context, lambda: heading(document, name), f"there is no heading #{shorten(name, 40)} in this source")
    else:
        _open_source(context, link.target)


def _scheme(target: str) -> str:
    """Return the scheme in lower case; "" for a path."""
    before, colon, _ = target.partition(":")
    return before.strip().lower() if colon and not set(before) & set("/?#") else ""


def _confirm(context: Context, target: str, doubt: str) -> None:
    def answer(token: str) -> bool:
        if token in ("y", "enter"):
            context.attempt(lambda: _open(context, target))
        elif token != "escape":
            context.notify("y open, Esc cancel", "warning")
            return True
        return False

    # The host first: the address may be longer than the screen, and made so on purpose.
    host = f" · it leads to {visible(host_of(target))}" if host_of(target) else ""
    context.ask(f"{doubt}{host} · open {visible(target)} ?", [("y", "open"), ("Esc", "cancel")], answer)


def _open(context: Context, target: str) -> None:
    if open_address(target):
        context.notify(f"opened {visible(target)}")
        return
    reached = copy(visible(target), context.program.write_to_terminal)
    if reached:
        context.notify(f"no browser here · copied to {reached}: {visible(target)}")
    else:
        context.notify(f"no browser here: {visible(target)}")


def _open_source(context: Context, target: str) -> None:
    """Go to the source of this library that a relative path means, and to the heading it may name."""
    library = context.library
    named, _, fragment = target.partition("#")
    # Compared by their names alone: a target in a hostile source must not cause access to the disk or the network.
    path = normpath(library.path(context.session.source).parent / unquote(named.partition("?")[0]))
    for source in library.sources():
        if not library.is_missing(source.id) and normpath(library.path(source.id)) == path:
            break
    else:
        context.notify(f"{shorten(target, 60)} is not opened: it is not a source of this library", "warning")
        return
    go_to_source(context, source.id)
    if fragment:
        name = unquote(fragment)
        missing = f"there is no heading #{shorten(name, 40)} in this source"
        _show(context, lambda: heading(context.page.document, name), missing)


def _go_to(context: Context, find: Callable[[], int | None], missing: str) -> None:
    """Jump to the offset that `find` returns; Ctrl-O comes back."""
    context.session.push_jump()
    context.page.select(None)
    _show(context, find, missing)


def _show(context: Context, find: Callable[[], int | None], missing: str) -> None:
    """Move the cursor to the offset that `find` returns, if necessary after the whole source has been read."""
    offset = find()
    if offset is not None:
        context.page.go(offset, centre=True)
    elif context.pages.active.reading_on is not None:
        context.pages.active.when_read(lambda: _show(context, find, missing))
    else:
        context.notify(missing)
