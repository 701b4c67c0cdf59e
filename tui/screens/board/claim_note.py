"""Writing the note of a claim; one that is begun and left is kept as a draft."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotations.review.board import Row
from tui.screens.note_editor import NoteEditor
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


def write_claim_note(
    reader: "BoardHost", row: Row, label: str, caption: Caption, attempt: Callable[[Callable[[], object]], None]
) -> None:
    """Write the note of a row's claim over the board; label says what it is called, the caption what became of it.

    What may fail is done by `attempt`, which shows the error on the board.
    """
    drafts, key = reader.session.drafts, f"claim:{row.key}"
    written = row.claim.note if row.claim is not None else ""

    def keep(text: str) -> None:
        if text.strip() and text != written:
            drafts.keep(key, text)
        else:
            drafts.drop(key)

    def done(result: tuple[str, bool] | None) -> None:
        text, finished = result or ("", False)
        keep(text)  # What cannot be saved stays a draft.
        if finished:
            attempt(lambda: finish(text))
        else:
            caption.say("kept as a draft: i goes on" if drafts.get(key) else "")
        attempt(drafts.write)

    def finish(text: str) -> None:
        reader.library.set_claim(row.key, note=text)
        drafts.finish(key)
        caption.say("noted · u undoes" if text else "no note")

    editor = NoteEditor(reader.styles, label, drafts.get(key) or written)
    editor.keep = keep
    reader.show(editor, done)
