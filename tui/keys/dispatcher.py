"""Key presses become commands: one at a time, and no error gets past here."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from textual import events

from tui.error_report import attempt
from tui.keys.command import shown
from tui.keys.keymap import Keymap, Pending, Run
from tui.session.notifications import Notifications
from tui.tasks import Cancel

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
    """Return a key as the table of commands writes it: the character, else Textual's name; "" for a bare modifier."""
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
        """Return whether a digit gives a tag now."""

    def run_command(self, command: str, count: int | None) -> None:
        """Run a command by its id."""

    def tell(self) -> None:
        """Bring the two bottom rows up to date."""


class Dispatcher:
    """Turns the keys of one screen into commands and answers."""

    def __init__(self, receiver: Receiver, keys: Mapping[str, Sequence[str]], notifications: Notifications) -> None:
        self._receiver = receiver
        self._notifications = notifications
        keys_of_help = keys.get("app.help", ())
        self._help = f" · {shown(keys_of_help[0])} list all keys" if keys_of_help else ""
        self._maps = {where: Keymap(keys, where) for where in ("page", "list")}
        self._work: list[Cancel] = []
        self.typed = ""
        """Keys of a sequence or a count that is not complete."""

    def until_next_key(self) -> Cancel:
        """Return a value that the next key or click cancels."""
        cancel = Cancel()
        self._work.append(cancel)
        return cancel

    def cancel_work(self) -> None:
        """Cancel the work that waited for the next key or click: the user is going elsewhere."""
        work, self._work = self._work, []
        for cancel in work:
            cancel.cancel()

    @property
    def next_keys(self) -> dict[str, str]:
        """The keys that go on with the started sequence, with the ids of their commands; empty if none is started."""
        keymap = self._keymap
        return keymap.next() if keymap.started else {}

    @property
    def _keymap(self) -> Keymap:
        return self._maps["page" if self._receiver.items is None else "list"]

    def press(self, token: str) -> None:
        """Let a key answer the open question, else continue the sequence of a command; it ends work that waited for it."""
        self.cancel_work()
        self._notifications.clear()
        if not self._notifications.take(token):
            if token.isdigit() and self._is_tag(token):
                self.run("tag.own", int(token))
            else:
                self._command(token)
        self._notifications.show_next()
        self._receiver.tell()

    def run(self, command: str, count: int | None = None) -> None:
        """Run a command by its id."""
        self.attempt(lambda: self._receiver.run_command(command, count))

    def attempt(self, act: Callable[[], object]) -> None:
        """Call a function; an error becomes one line in the status bar, and the program goes on."""
        if problem := attempt(act):
            self._notifications.notify(problem, "warning")
        self._receiver.tell()

    def _command(self, token: str) -> None:
        keymap = self._keymap
        if token == "escape" and not keymap.idle:
            keymap.clear()
            self.typed = ""
            return
        outcome = keymap.feed(token)
        self.typed = ""
        if isinstance(outcome, Pending):
            self.typed = outcome.typed
        elif isinstance(outcome, Run):
            self.run(outcome.command, outcome.times)
        elif token == "escape":
            self.run("select.leave")
        else:
            self._notifications.notify(f"{outcome.typed} does nothing here{self._help}")

    def _is_tag(self, token: str) -> bool:
        """Return whether a digit is a tag now, and no count."""
        return all(keymap.idle for keymap in self._maps.values()) and self._receiver.gives_tag(token)
