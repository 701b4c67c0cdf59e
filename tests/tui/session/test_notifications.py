"""Messages and questions: which is shown and which waits, by the rules of `tui.session.notifications`."""

import pytest

from tui.session.notifications import Notifications


class Line:
    """Notifications, with what a user sees of them; typing can be turned on."""

    def __init__(self) -> None:
        self.typing = False
        self.all = Notifications()
        self.all.busy = lambda: self.typing

    @property
    def shown(self) -> str:
        """The text that is shown; an open question ends in a question mark."""
        message, question = self.all.message, self.all.question
        return message.line if message is not None else f"{question.text}?" if question is not None else ""

    def key(self, key: str = "j") -> str:
        """Press a key and return what is shown afterwards."""
        self.all.clear()
        self.all.take(key)
        self.all.show_next()
        return self.shown

    def keys(self, count: int) -> list[str]:
        """What is shown after each of some keys."""
        return [self.key() for _ in range(count)]


@pytest.fixture
def line() -> Line:
    return Line()


def test_a_message_is_shown_until_the_next_key(line: Line) -> None:
    """The answer to a key replaces what is shown, a warning too."""
    line.all.notify("deleted", "warning")
    line.all.notify("  1:2\n claim ")
    assert line.shown == "1:2 claim"
    assert line.key() == ""


def test_what_no_key_asked_for_does_not_replace_an_unread_warning(line: Line) -> None:
    """It replaces any other message; a warning is read first."""
    line.all.notify("1:2 claim")
    line.all.notify_later("1.txt was changed")
    assert line.shown == "1.txt was changed"
    line.all.notify_later("FIGURE CHANGED", "warning")
    line.all.notify_later("2.txt is gone", "warning")
    assert [line.shown, *line.keys(2)] == ["FIGURE CHANGED", "2.txt is gone", ""]


def test_warnings_wait_before_the_newest_other_message(line: Line) -> None:
    """All warnings are shown, in their order; of other messages only the last."""
    for text, level in [("a", "warning"), ("x", "info"), ("b", "warning"), ("y", "info"), ("c", "warning")]:
        line.all.notify_later(text, "warning" if level == "warning" else "info")
    assert [line.shown, *line.keys(4)] == ["a", "b", "c", "y", ""]


def test_a_patient_message_waits_for_any_other(line: Line) -> None:
    """The changes of others do not replace what the user was just told; several are counted."""
    line.all.notify("1:2 claim")
    line.all.notify_later("Ada tagged 2:1", patient=True)
    line.all.notify_later("Ada deleted 2:3", patient=True, events=2)
    line.all.notify_later("3.txt was changed")
    assert line.shown == "3.txt was changed"
    assert line.keys(2) == ["Ada deleted 2:3 · and 2 more", ""]


def test_nothing_is_shown_while_a_question_is_open_or_text_is_typed(line: Line) -> None:
    """It is shown with the key that answers the question, or by `show_next` when the text is done."""
    line.all.ask("sure", [("y", "yes")], lambda key: key != "y")
    line.all.notify_later("FIGURE CHANGED", "warning")
    assert [line.shown, line.key("x"), line.key("y")] == ["sure?", "sure?", "FIGURE CHANGED"]
    line.key()
    line.typing = True
    line.all.notify_later("2.txt is gone", "warning")
    line.all.show_next()
    assert line.shown == ""
    line.typing = False
    line.all.show_next()
    assert line.shown == "2.txt is gone"


def test_nothing_is_shown_before_the_screen_is_there() -> None:
    """What happens while the program starts waits for the first frame."""
    notifications = Notifications()
    notifications.notify_later("your keys cannot be used", "warning")
    assert notifications.message is None
    notifications.busy = lambda: False
    notifications.show_next()
    assert notifications.message is not None


def test_what_is_not_true_any_more_is_retracted(line: Line) -> None:
    """Shown or waiting; what waits behind it is shown in its turn."""
    for text in ("1.txt is gone", "2.txt is gone", "3.txt is gone"):
        line.all.notify_later(text, "warning")
    line.all.retract("2.txt is gone")
    line.all.retract("1.txt  is gone")
    assert line.shown == ""
    assert line.keys(2) == ["3.txt is gone", ""]


def test_the_same_message_is_not_shown_twice(line: Line) -> None:
    """Reported again while it is shown or waits, it is one message."""
    for _ in range(3):
        line.all.notify_later("a.toml cannot be read", "warning")
        line.all.notify_later("b.toml cannot be read", "warning")
    assert [line.shown, *line.keys(2)] == ["a.toml cannot be read", "b.toml cannot be read", ""]


def test_an_answer_may_ask_again(line: Line) -> None:
    """The second question stays open, whatever the first answer returns."""

    def first(_: str) -> bool:
        line.all.ask("really", [("y", "yes")], lambda _: False)
        return False

    line.all.ask("sure", [("y", "yes")], first)
    assert [line.key("y"), line.key("y")] == ["really?", ""]


def test_an_offer_gives_way_to_other_keys(line: Line) -> None:
    """A question with keys of its own closes at any other key, which keeps its effect."""
    taken: list[str] = []

    def answer(key: str) -> bool:
        taken.append(key)
        return False

    for key, answered in (("j", False), ("i", True)):
        line.all.ask("a note was begun", [("i", "open it")], answer, only=["i"])
        assert line.all.take(key) is answered
        assert line.all.question is None
    assert taken == ["i"]
    assert not line.all.take("j")


def test_each_change_is_reported(line: Line) -> None:
    """Whoever paints the line is called when a message or a question comes or is retracted."""
    calls: list[str] = []
    line.all.on_change = lambda: calls.append(line.shown)
    line.all.notify("one")
    line.all.retract("another")
    line.all.retract("one")
    line.all.ask("sure", [], lambda _: False)
    assert calls == ["one", "", "sure?"]
