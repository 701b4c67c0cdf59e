"""Editor for the note of a claim; an unfinished note is kept as a draft."""

from typing import TYPE_CHECKING

from annotations.review.board import Row
from tui.keys.command_table import tip
from tui.screens.base.prompts import Asker
from tui.screens.note_editor import NoteEditor

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


def write_claim_note(reader: "BoardHost", row: Row, label: str, board: Asker) -> None:
    """Write the note of a row's claim over the board, which shows the result; the label names the claim."""
    drafts, key = reader.session.drafts, f"claim:{row.key}"
    written = row.claim.note if row.claim is not None else ""

    def keep(text: str) -> None:
        if text.strip() and text != written:
            drafts.keep(key, text)
        else:
            drafts.drop(key)

    def done(result: tuple[str, bool] | None) -> None:
        text, finished = result or ("", False)
        keep(text)  # If it cannot be saved, it stays a draft.
        if finished:
            board.attempt(lambda: finish(text))
        else:
            board.say(f"draft kept{tip('tag.note', 'continues it', board.keys)}" if drafts.get(key) else "")
        board.attempt(drafts.write)

    def finish(text: str) -> None:
        reader.library.review.set_claim(row.key, note=text)
        drafts.finish(key)
        board.say(f"noted{tip('change.undo', 'undoes', board.keys)}" if text else "no note")

    editor = NoteEditor(reader.styles, label, drafts.get(key) or written)
    editor.keep = keep
    reader.show(editor, done)
