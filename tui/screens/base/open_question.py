"""The open question of an overlay, in its bottom row."""

from collections.abc import Callable, Sequence

from tui.session.notifications import Answer
from tui.widgets.message_line import Caption


class OpenQuestion:
    """Shows a question with its answers, and gives the next keys to a function until it returns False."""

    def __init__(self, caption: Caption) -> None:
        self._caption = caption
        self._answer: Answer | None = None
        self._answers: Sequence[tuple[str, str]] = ()
        self._question = ""

    @property
    def open(self) -> bool:
        """Whether the next key is an answer."""
        return self._answer is not None

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show a question; the next keys are given to a function."""
        self._answer, self._answers, self._question = answer, answers, question
        self._caption.ask(question, answers)

    def take(self, token: str, attempt: Callable[[Callable[[], object]], object]) -> None:
        """Answer with a key; ``attempt`` calls what the answer does."""
        answer, more = self._answer, False

        def act() -> None:
            nonlocal more
            more = answer is not None and answer(token)

        attempt(act)
        if self._answer is answer and not more:
            self._answer = None
        elif self._answer is not None:
            self._caption.ask(self._question, self._answers)
