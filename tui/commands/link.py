"""Links between passages: take one in hand, go to the other, say what the first does to the second."""

from itertools import islice
from typing import TYPE_CHECKING

from annotations.library import Span
from tui.commands.destinations import go_to, other_end, passages_from
from tui.commands.find_links import find, hold
from tui.commands.target import Target, find_target, label_of
from tui.keys import link_kind_keys as kindkeys
from tui.session.session import Held
from tui.widgets.link_ends import told

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


def take(reader: "ReadingScreen", _: int | None) -> None:
    """Take the target in hand, or ask how what is in hand relates to it."""
    target = find_target(reader)
    session = reader.session
    if target is None:
        reader.say("nothing here to link")
        return
    if session.held is None:
        hold(reader, target)
        reader.tell()
    elif session.held.end == target.end:
        find(reader, None)
    else:
        _ask_kind(reader, session.held, target._replace(link=None))


def follow(reader: "ReadingScreen", _: int | None) -> None:
    """Go to the other end of a link; in a panel, to what is chosen there."""
    if reader.session.adjusting is not None:
        from tui.commands import tag as tagging  # which needs what is here

        tagging.commit_bounds(reader)
    elif reader.items is not None:
        reader.items.choose()
    elif reader.page.current is None:
        reader.say("no passage under the cursor, so no link to follow")
    else:
        _follow_from(reader, reader.page.current.annotation.id)


def next(reader: "ReadingScreen", count: int | None) -> None:  # noqa: A001 - named by the id of its command
    """The next passage that has links."""
    _walk(reader, count or 1)


def previous(reader: "ReadingScreen", count: int | None) -> None:
    """The passage before that has links."""
    _walk(reader, -(count or 1))


def _follow_from(reader: "ReadingScreen", annotation_id: str) -> None:
    links = reader.library.links(annotation_id)
    if not links:
        reader.say("this passage has no links: L takes it in hand to make one")
    elif len(links) == 1:
        go_to(reader, other_end(links[0], annotation_id))
    else:
        reader.point_at_links(annotation_id)
        reader.say(f"{len(links)} links: choose one, Enter follows")


def _ask_kind(reader: "ReadingScreen", held: Held, target: Target) -> None:
    """Wait for the letter of a kind; x flips the direction, Enter takes the last kind again."""
    flipped = False

    def ask() -> None:
        last = reader.session.last_kind
        ends = (label_of(reader, target, 18), held.label) if flipped else (held.label, label_of(reader, target, 18))
        again = [("Enter", last)] if last else []
        keys = [*kindkeys.hints(reader.library), ("x", "flip"), *again, ("Esc", "not yet")]
        reader.ask(answer, f"{ends[0]}  ?  {ends[1]}", keys)

    def answer(token: str) -> bool:
        nonlocal flipped
        if token == "x":
            flipped = not flipped
            ask()
            return True
        if token == "escape":
            reader.say("not linked; still in hand")
            return False
        kind = reader.session.last_kind if token == "enter" else kindkeys.by_key(reader.library, token)
        if not kind:
            reader.say(f"{kindkeys.named(reader.library)}, x flips, Esc lets go", "warning")
            return True
        reader.attempt(lambda: _connect(reader, held, target, kind, flipped=flipped))
        return False

    ask()


def _connect(reader: "ReadingScreen", held: Held, target: Target, kind: str, *, flipped: bool) -> None:
    ends: tuple[str | Span, str | Span] = (target.end, held.end) if flipped else (held.end, target.end)
    link = reader.library.connect(*ends, kind)
    reader.session.held = None
    reader.session.last_kind = kind
    reader.page.select(None)
    reader.say(told(reader.library, link))


def _walk(reader: "ReadingScreen", by: int) -> None:
    linked = (p for p in passages_from(reader, by) if reader.library.links(p.annotation.id))
    found = list(islice(linked, abs(by)))
    if found:
        reader.page.choose(found[-1])
    else:
        reader.say("no further passage with links in this source" if by > 0 else "no passage with links before this")
