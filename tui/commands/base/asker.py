"""The questions of `tui.screens.base.prompts`, asked in the status row of the reading screen."""

from collections.abc import Callable, Mapping, Sequence

from tui.commands.base.context import Context
from tui.session.notifications import Answer


class ContextAsker:
    """Asks for a command."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def keys(self) -> Mapping[str, Sequence[str]]:
        """The sequences of each command."""
        return self._context.session.keys

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Let a function answer the next keys until it returns False."""
        self._context.ask(question, answers, answer)

    def say(self, text: str, kind: str = "") -> None:
        """Show a message until the next key; `kind` is ``"warning"`` or empty."""
        self._context.notify(text, "warning" if kind == "warning" else "info")

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status row."""
        self._context.attempt(act)
