"""The keys that may come next: those of a started sequence, else the answers that the footer cannot show whole."""

from typing import Final

from tui.keys.command import token_named
from tui.keys.command_table import COMMANDS, shown
from tui.keys.dispatcher import Dispatcher
from tui.session.notifications import Notifications, Question
from tui.session.session import Session
from tui.text.cells import cell_len, visible
from tui.widgets.key_guide import NOTHING, Guide, NextKey

_CANCEL: Final = (NextKey("escape", "Esc", "cancel"),)


def guide(dispatcher: Dispatcher, notifications: Notifications, session: Session, width: int) -> Guide:
    """Return what the key guide of a terminal of `width` cells shows."""
    if (question := notifications.question) is not None:
        return _answers(question, width) if notifications.message is None else NOTHING
    refused = bool(session.library.read_only)
    following = {
        key: id_ for key, id_ in dispatcher.next_keys.items() if not (refused and id_ and COMMANDS[id_].writes)
    }
    keys = [NextKey(key, shown(key), COMMANDS[id_].label if id_ else "…") for key, id_ in following.items()]
    if not keys:
        return NOTHING
    keys.sort(key=lambda one: (len(one.key) > 1, one.key.lower(), one.key.isupper()))
    return Guide(f"{visible(dispatcher.typed)} …", tuple(keys), _CANCEL, turning(session))


def turning(session: Session) -> tuple[str, str]:
    """Return the keys that show the next and the previous page of the guide."""
    forward, back = (session.keys[command] for command in ("move.page_down", "move.page_up"))
    return shown(forward[-1]) if forward else "", shown(back[-1]) if back else ""


def page_turn(token: str, dispatcher: Dispatcher, session: Session) -> int:
    """Return 1 or -1 if a key shows the next or the previous page of the guide, else 0."""
    if token in dispatcher.next_keys:
        return 0
    return (token in session.keys["move.page_down"]) - (token in session.keys["move.page_up"])


def _answers(question: Question, width: int) -> Guide:
    """Return the answers to a question, unless the footer shows all of them whole."""
    used = sum(cell_len(key) + cell_len(visible(label)) + 3 for key, label in question.answers)
    if used <= width:
        return NOTHING
    keys = [NextKey(token_named(key), key, label) for key, label in question.answers]
    leaving = tuple(one for one in keys if one.token == "escape") or _CANCEL
    return Guide(question.text, tuple(one for one in keys if one.token != "escape"), leaving)
