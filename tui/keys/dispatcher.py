"""Key presses become commands: one at a time, never two at once, and no error gets past here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from textual import events

from tui.error_report import attempt
from tui.keys.keymap import Keymap, Pending, Run

Answer = Callable[[str], bool]
"""Takes a key; whether it wants another one."""


_MODIFIERS: Final = frozenset(
    {"shift", "control", "alt", "super", "hyper", "meta", "caps_lock", "num_lock", "iso_level3_shift"}
)
_ALIASES: Final = {
    "ctrl+left_square_bracket": "escape",
    "ctrl+h": "backspace",
    "alt+left": "ctrl+o",
    "alt+right": "alt+o",
    "ctrl+c": "escape",
}


def token_of(event: events.Key) -> str:
    """A key as the table of commands writes it: the character, else Textual's name; empty for a bare modifier."""
    character = event.character
    if character is not None and character.isprintable() and character != " " and "+" not in event.key[:-1]:
        return character
    name = event.key.removeprefix("shift+") if event.key != "shift+tab" else event.key
    bare = name.removeprefix("left_").removeprefix("right_")
    return "" if bare in _MODIFIERS else _ALIASES.get(name, name)


class Receiver(Protocol):
    """The screen whose keys become commands."""

    @property
    def items(self) -> object | None:
        """The list that is focused; None if a page is."""

    def gives_tag(self, digit: str) -> bool:
        """Whether a digit gives a tag now."""

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""

    def say(self, text: str, kind: str = "") -> None:
        """Show a message until the next key."""

    def hush(self) -> None:
        """Drop the message: a key was pressed."""

    def catch_up(self) -> None:
        """Show what waited for the answer to a question."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


class Dispatcher:
    """Turns the keys of one screen into commands."""

    def __init__(self, receiver: Receiver, keys: Mapping[str, Sequence[str]]) -> None:
        self._receiver = receiver
        self._maps = {where: Keymap(keys, where) for where in ("page", "list")}
        self.answer: Answer | None = None
        self.question = ""
        """What is asked while the next key is an answer."""
        self.answers: tuple[tuple[str, str], ...] = ()
        """The keys that are answers, with what they say."""
        self.typed = ""
        """Keys of a sequence or a count that is not complete."""

    def ask(self, answer: Answer, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Have the next keys answered by a function until it wants no more."""
        self.answer, self.question, self.answers = answer, question, tuple(answers)
        self._receiver.tell()

    def press(self, token: str) -> None:
        """Take one key."""
        receiver = self._receiver
        receiver.hush()
        if self.answer is not None:
            self._answer(token)
        elif token.isdigit() and self._is_tag(token):
            self.attempt(lambda: receiver.run_command("tag.own", int(token)))
        else:
            self._command(token)
        receiver.catch_up()
        receiver.tell()

    def run(self, command: str, count: int | None = None) -> None:
        """Run a command by its id."""
        self.attempt(lambda: self._receiver.run_command(command, count))
        self._receiver.tell()

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error becomes one line in the status bar, and the program goes on."""
        if problem := attempt(act):
            self._receiver.say(problem, "warning")

    def _answer(self, token: str) -> None:
        answer = self.answer
        more = answer is not None and answer(token)
        if not more and self.answer is answer:
            self.answer, self.question, self.answers = None, "", ()

    def _command(self, token: str) -> None:
        keymap = self._maps["page" if self._receiver.items is None else "list"]
        if token == "escape" and not keymap.idle:
            keymap.clear()
            self.typed = ""
            return
        outcome = keymap.feed(token)
        self.typed = ""
        if isinstance(outcome, Pending):
            self.typed = outcome.typed
        elif isinstance(outcome, Run):
            self.attempt(lambda: self._receiver.run_command(outcome.command, outcome.times))
        elif token == "escape":
            self.run("select.leave")
        else:
            self._receiver.say(f"{outcome.typed!s} does nothing here · ? shows all keys")

    def _is_tag(self, token: str) -> bool:
        """Whether a digit is a tag now, and no count."""
        return all(keymap.idle for keymap in self._maps.values()) and self._receiver.gives_tag(token)
