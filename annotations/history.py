"""Undo and redo."""

from annotations.model import Change, Edit


def inverse(change: Change) -> Change:
    """The change that takes another one back."""
    edits = tuple(Edit(edit.table, edit.key, edit.after, edit.before) for edit in reversed(change.edits))
    return change._replace(edits=edits)


class History:
    """The changes that were made, and those that were taken back and not followed by another one."""

    def __init__(self) -> None:
        """A history without a change."""
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def done(self) -> tuple[Change, ...]:
        """The changes that can be undone, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Change, ...]:
        """The changes that can be redone, the next one last."""
        return tuple(self._undone)

    def push(self, change: Change) -> None:
        """Remember a change that was made; what was undone before it is forgotten."""
        self._done.append(change)
        self._undone.clear()

    def undo(self) -> Change | None:
        """The last change, which now counts as undone; None if there is none."""
        return self._shift(self._done, self._undone)

    def redo(self) -> Change | None:
        """The change that was undone last, which now counts as done; None if there is none."""
        return self._shift(self._undone, self._done)

    @staticmethod
    def _shift(one: list[Change], other: list[Change]) -> Change | None:
        if not one:
            return None
        other.append(one.pop())
        return other[-1]
