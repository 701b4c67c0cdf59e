"""Editor for notes of the board; an unfinished note is kept as a draft."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.keys.command_table import tip
from tui.screens.base.prompts import Asker
from tui.screens.note_editor import NoteEditor

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


def write_note(
    reader: "BoardHost",
    screen: Asker,
    key: str,
    title: str,
    written: str,
    save: Callable[[str], object],
    *,
    what: str = "note",
    command: str = "tag.note",
) -> None:
    """Edit a note over a screen, which shows the result.

    ``key`` names its draft, ``title`` is that of the editor, and ``save`` records the text. Messages call it ``what`` and
    offer the key of ``command`` to continue a draft.
    """
    drafts = reader.session.drafts

    def keep(text: str) -> None:
        if text.strip() and text != written:
            drafts.keep(key, text)
        else:
            drafts.drop(key)

    def done(result: tuple[str, bool] | None) -> None:
        text, finished = result or ("", False)
        keep(text)  # What cannot be saved stays a draft.
        if finished:
            screen.attempt(lambda: finish(text))
        else:
            screen.say(f"draft kept{tip(command, 'continue it', screen.keys)}" if drafts.get(key) else "")
        screen.attempt(drafts.write)

    def finish(text: str) -> None:
        save(text)
        drafts.finish(key)
        screen.say(
            f"{what} {'saved' if text else 'removed'}{tip('change.undo', 'undo', screen.keys)}"
            if text or written
            else f"no {what}"
        )

    editor = NoteEditor(reader.styles, title, drafts.get(key) or written)
    editor.keep = keep
    reader.show(editor, done)
