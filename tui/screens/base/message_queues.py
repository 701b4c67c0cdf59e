"""Order of calls and messages in the queues of Textual."""

from collections.abc import Callable

from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen


def call_behind(app: App[object], node: MessagePump, then: Callable[[], None]) -> None:
    """Call a function when the messages that are under way from a widget up to the App have been handled."""
    parent = node._parent  # noqa: SLF001 - Textual's own way up for messages
    if isinstance(node, Screen) or parent is None:
        under_way = node.call_later(app.call_later, then)
    else:
        # Twice, since a message such as Input.Submitted is first sent to the widget itself.
        under_way = node.call_later(node.call_later, lambda: call_behind(app, parent, then))
    if not under_way:  # A widget that is on its way out takes no message, and would keep the keys for ever.
        app.call_later(then)
