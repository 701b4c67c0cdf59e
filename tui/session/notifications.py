"""Messages and questions at the bottom of the reading screen: their order, and those that wait.

The rules:

1. A message is shown until the next key. While a question is open it is shown in the place of the question.
2. `notify` answers a key: it replaces the message that is shown.
3. `notify_later` reports what no key asked for. It does not replace a warning that has not been read, and is not
   shown while a question is open or text is being typed: then it waits. A patient message waits for any other one.
4. Of what waits, warnings come first, in the order of their arrival. Of the other messages only the newest waits;
   patient ones are counted instead: "… · and 2 more".
5. What is shown or waits already is not added again.
"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

Level = Literal["info", "warning"]

Answer = Callable[[str], bool]
"""Takes a key. Returns True if it needs another key."""


class Message(NamedTuple):
    """One line of text."""

    text: str
    level: Level = "info"
    patient: bool = False
    """True if it waits until no other message is shown."""
    events: int = 1
    """Number of events that it reports, the last of them in words."""

    @property
    def line(self) -> str:
        """The text with the number of further events."""
        return self.text + (f" · and {self.events - 1} more" if self.events > 1 else "")


class Question(Struct, frozen=True):
    """A question that the next key answers."""

    text: str
    answers: tuple[tuple[str, str], ...]
    """Keys that answer, each with its effect in a word or two."""
    answer: Answer
    level: Level = "info"
    only: frozenset[str] | None = None
    """The keys that answer; any other key closes the question and has its usual effect. None: each key is an answer."""


class Notifications:
    """The owner of all messages and questions of the reading screen."""

    def __init__(self) -> None:
        self.message: Message | None = None
        """The message that is shown; None if there is none."""
        self.question: Question | None = None
        """The question that is open; None if there is none."""
        self.busy: Callable[[], bool] = lambda: True
        """Returns True while no message may be shown unasked, as while text is typed in its place."""
        self.on_change: Callable[[], None] = lambda: None
        """Called after the message or the question has changed."""
        self._waiting: list[Message] = []

    def notify(self, text: str, level: Level = "info") -> None:
        """Show a message until the next key."""
        self._show(Message(_one_line(text), level))

    def notify_later(self, text: str, level: Level = "info", *, patient: bool = False, events: int = 1) -> None:
        """Show a message as soon as the rules allow; ``events`` is the number of events that it reports."""
        message = Message(_one_line(text), level, patient, events)
        if self._has(message):
            return
        unread = self.message is not None and (patient or self.message.level == "warning")
        if unread or self._occupied:
            self._add(message)
        else:
            self._show(message)

    def retract(self, text: str) -> None:
        """Drop a message that is not true any more, shown or waiting."""
        text = _one_line(text)
        self._waiting = [message for message in self._waiting if message.text != text]
        if self.message is not None and self.message.text == text:
            self.message = None
            self.on_change()

    def clear(self) -> None:
        """Drop the message that is shown: a key was pressed."""
        self.message = None

    def show_next(self) -> None:
        """Show the first message that waits, unless another message or a question is shown, or text is typed."""
        if self._waiting and self.message is None and not self._occupied:
            self._show(self._waiting.pop(0))

    def ask(
        self,
        text: str,
        answers: Sequence[tuple[str, str]],
        answer: Answer,
        *,
        level: Level = "info",
        only: Sequence[str] | None = None,
    ) -> None:
        """Open a question; `answer` gets the next keys until it returns False."""
        self.question = Question(text, tuple(answers), answer, level, None if only is None else frozenset(only))
        self.on_change()

    def take(self, key: str) -> bool:
        """Answer the open question with a key. Returns False if the key is no answer and keeps its usual effect."""
        question = self.question
        if question is None:
            return False
        if question.only is not None and key not in question.only:
            self.question = None
            return False
        more = question.answer(key)
        if not more and self.question is question:
            self.question = None
        return True

    def pass_by(self) -> None:
        """Close a question that has other keys than its answers: the page was clicked."""
        if self.question is not None and self.question.only is not None:
            self.question = None
            self.on_change()

    @property
    def _occupied(self) -> bool:
        return self.question is not None or self.busy()

    def _show(self, message: Message) -> None:
        self.message = message
        self.on_change()

    def _has(self, message: Message) -> bool:
        """Return whether a message is shown or waits; patient news are counted, so each of them is another one."""
        if message.patient and message.level != "warning":
            return False
        shown = self.message is not None and self.message[:2] == message[:2]
        return shown or any(one[:2] == message[:2] for one in self._waiting)

    def _add(self, message: Message) -> None:
        if message.level == "warning":
            warnings = sum(one.level == "warning" for one in self._waiting)
            self._waiting.insert(warnings, message)
            return
        older = next((one for one in self._waiting if one.level == "info" and one.patient == message.patient), None)
        if older is not None:
            self._waiting.remove(older)
            if message.patient:
                message = message._replace(events=message.events + older.events)
        self._waiting.append(message)


def _one_line(text: str) -> str:
    return " ".join(text.split())
