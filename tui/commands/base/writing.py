"""A text that is being written: kept as a draft until it is saved."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from tui.commands.base.context import Context
from tui.keys.command_table import tip

if TYPE_CHECKING:
    from annotations.store.drafts import Drafts


class Writing:
    """A note or memo that is being written, kept as a draft until it is saved."""

    def __init__(self, drafts: "Drafts", key: str, written: str) -> None:
        """Write on what is saved already, beginning with the draft under a key if there is one."""
        self._drafts = drafts
        self._key = key
        self._written = written
        self.text = drafts.get(key) or written
        """The text so far."""

    def keep(self, text: str) -> bool:
        """Keep the text as a draft. Returns False if it is empty or equal to the saved one."""
        self.text = text
        begun = bool(text.strip()) and text != self._written
        if begun:
            self._drafts.keep(self._key, text)
        else:
            self._drafts.drop(self._key)
        return begun

    def finish(self) -> None:
        """Drop the draft: the text was saved."""
        self._drafts.finish(self._key)


def write(
    context: Context, subject: str, writing: Writing, finish: Callable[[str], None], *, what: str = "Note"
) -> None:
    """Write a text in the editor at the bottom; `finish` is called with the finished one."""
    from tui.screens.note_editor import NoteEditor

    editor = NoteEditor(context.styles, f"{what} on {subject}", writing.text)

    def done(result: tuple[str, bool] | None) -> None:
        context.session.writing = None
        if result is None:
            return
        text, finished = result
        if finished:
            save(context, writing, text, lambda: finish(text))
        else:
            if writing.keep(text):
                context.notify(f"draft kept{tip('tag.note', 'continue it', context.session.keys)}")
            write_drafts(context)

    def keep(text: str) -> None:
        writing.keep(text)
        write_drafts(context)

    editor.keep = keep
    context.session.writing = lambda: writing.keep(editor.text)
    context.show(editor, done)


def note_saved(subject: str, text: str, what: str = "note") -> str:
    """Return the message about a note that was saved, or removed because its text is empty."""
    return f"{'saved' if text.strip() else 'removed'} the {what} on {subject}"


def save(context: Context, writing: Writing, text: str, act: Callable[[], None]) -> None:
    """Save a finished text; if that fails it stays a draft."""
    writing.keep(text)

    def finish() -> None:
        act()
        writing.finish()

    context.attempt(finish)
    write_drafts(context)


def write_drafts(context: Context) -> None:
    """Bring the drafts to the disk, in the background."""
    if context.session.drafts.unwritten:
        context.run(_write_drafts, context, group="drafts", alone=False)


async def _write_drafts(context: Context) -> None:
    try:
        await asyncio.to_thread(context.session.drafts.write)
    except PostilError as error:
        context.notify(str(error), "warning")


def write_memo(context: Context, about: str, key: str = "") -> None:
    """Write the memo on a source, a tag or the library. Raises ReadOnlyError if nothing can be changed."""
    library = context.library
    library.transactions.require_writable()
    subject = {"source": "source ", "tag": "the tag ", "library": "the library"}[about]
    # A source goes by its path in drafts: its id is not permanent before anything is recorded.
    name = library.source(key).path if about == "source" else key
    subject += str(library.source(key).number) if about == "source" else key
    writing = Writing(context.session.drafts, f"memo of {about} {name}", library.about.memo(about, key))

    def finish(text: str) -> None:
        library.about.set_memo(about, key, text)
        context.notify(note_saved(subject, text, "memo"))

    write(context, subject, writing, finish, what="Memo")
