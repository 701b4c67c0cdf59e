"""Changes of a library, undone and redone one by one."""

from collections.abc import Callable, Iterable

from annotations.library import Library


def step_through(
    library: Library, deeds: Iterable[str], do: Callable[[str], None], state: Callable[[], object]
) -> None:
    """Do some deeds; then each undo brings the state before its change, each redo that after it. All is undone at the end."""
    states = [state()]
    done = len(library.history.entries())
    for deed in deeds:
        do(deed)
        if len(library.history.entries()) > done:
            done = len(library.history.entries())
            states.append(state())
    for before in reversed(states[:-1]):
        library.undo()
        assert state() == before
    for after in states[1:]:
        library.redo()
        assert state() == after
    for _ in states[1:]:
        library.undo()
