"""Facts of a source, memos, and marks of what was read."""

from collections.abc import Sequence

from annotations.model import Source, Tag
from annotations.text.plurals import count_noun, listed
from tui.commands.base.asker import ContextAsker
from tui.commands.base.context import Context
from tui.commands.base.writing import write_memo
from tui.keys.command_table import tip
from tui.theming import signs
from tui.widgets.sources import SourceItem

_MARKS = {"r": "read to here", "a": "all read", "u": "unread"}
"""Keys that choose how a source is marked."""


def _source(context: Context) -> Source | None:
    """Return the source under the cursor of the list, else that on the page; report it if there is none."""
    focus = context.focus()
    if isinstance(focus.item, SourceItem):
        if focus.item.source is None:
            context.notify("this file cannot be read")
        return focus.item.source
    if not context.session.source:
        context.notify("no source is open")
        return None
    return context.library.source(context.session.source)


def facts(context: Context, _: int | None) -> None:
    """Edit author, publisher, date, address, kind, credibility and origin of a source."""
    source = _source(context)
    if source is None:
        return
    context.library.transactions.require_writable()
    from tui.screens.forms.source_facts import FactsForm

    def done(changed: Sequence[str] | None) -> None:
        if changed:
            undo = tip("change.undo", "undo", context.session.keys)
            context.notify(f"source {source.number}: changed {listed(changed)}{undo}")

    context.show(FactsForm(context.styles, context.library, source.id), done)


def memo(context: Context, _: int | None) -> None:
    """Write the memo on a source."""
    source = _source(context)
    if source is not None:
        write_memo(context, "source", source.id)


def memo_tag(context: Context, _: int | None) -> None:
    """Choose a tag, and write the memo on it."""
    from tui.screens.pickers.tag_picker import OwnTagPicker

    library = context.library
    library.transactions.require_writable()
    counts, noted = library.tag_counts().own, library.about.noted("tag")

    def detail(tag: Tag) -> str:
        words = " ".join(library.about.memo("tag", tag.name).split()) if tag.name in noted else ""
        return f"{signs.NOTE.char} {words}" if words else count_noun(counts.get(tag.name, 0), "passage")

    folds = context.session.tag_folds
    picker = OwnTagPicker(context.styles, "Memo on which tag?", library, folds, detail, lambda _: True)
    context.show(picker, lambda name: context.attempt(lambda: write_memo(context, "tag", name)) if name else None)


def memo_library(context: Context, _: int | None) -> None:
    """Write the memo on the whole library."""
    write_memo(context, "library")


def read(context: Context, _: int | None) -> None:
    """Ask how to mark a source: read to the cursor, all read, or unread."""
    source = _source(context)
    if source is None:
        return
    context.library.transactions.require_writable()
    listed = context.focus().listed
    marks = {key: word for key, word in _MARKS.items() if key != "r" or not listed}
    asker = ContextAsker(context)

    def answer(token: str) -> bool:
        if token == "escape":
            return False
        if token not in marks:
            asker.say(f"{', '.join(f'{key} {word}' for key, word in marks.items())}, Esc cancel", "warning")
            return True
        asker.attempt(lambda: _mark(context, source, token))
        return False

    asker.ask(answer, f"Mark source {source.number} as:", [*marks.items(), ("Esc", "cancel")])


def _mark(context: Context, source: Source, mark: str) -> None:
    library = context.library
    if not source.length:
        library.document(source.id)
    library.about.mark_read(source.id, context.focus().cursor if mark == "r" else -1, read=mark != "u")
    undo = tip("change.undo", "undo", context.session.keys)
    context.notify(f"source {source.number} is {_MARKS[mark]}{undo}")
