"""Links between passages: make one, follow it, look at them, find what else may be linked."""

from itertools import islice
from typing import TYPE_CHECKING

from annotations.library import Span
from tui.commands.destinations import go_to, other_end, passages_from
from tui.commands.target import Target, find_target, label_of
from tui.screens.base.prompts import ask_link_type
from tui.session.session import Held
from tui.widgets.link_ends import partners, told

if TYPE_CHECKING:
    from tui.screens.links.link_finder import Wanted
    from tui.screens.links.link_preview import Peeked
    from tui.screens.reading.screen import ReadingScreen
    from tui.session.similar_passages import Related


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
    """Ask for the type of a link."""

    def question(flipped: bool) -> str:  # noqa: FBT001 - as the question is answered
        ends = (label_of(reader, target, 18), held.label) if flipped else (held.label, label_of(reader, target, 18))
        return f"{ends[0]}  ?  {ends[1]}"

    def link(kind: str, flipped: bool) -> None:  # noqa: FBT001 - as above
        _connect(reader, held, target, kind, flipped=flipped)

    ask_link_type(reader, reader.library, reader.session.last_kind, question, link, "not linked; still in hand")


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


def peek(reader: "ReadingScreen", _: int | None) -> None:
    """Look at the other ends of the links of a passage without going there."""
    from tui.screens.links.link_preview import PeekScreen

    target = find_target(reader, sentence=False)
    if target is None or target.annotation is None:
        reader.say("no passage here, so no link to look at")
        return
    found = partners(reader.library, target.annotation.id)
    if target.link is not None:
        found.sort(key=lambda partner: partner.link is not target.link)
    if not found:
        reader.say("this passage has no links: L takes it in hand to make one")
        return

    def done(result: "Peeked | None") -> None:
        reader.keep_sources()
        if result is not None and result.goes:
            reader.attempt(lambda: go_to(reader, result.goes))
        elif result is not None and result.token:
            reader.dispatcher.press(result.token)

    page = reader.page
    low = not page.view.empty and page.view.row_of(page.cursor) > page.size.height // 2
    screen = PeekScreen(reader.dressing, reader.library, reader.session.all_texts(), found, top=low)
    reader.app.push_screen(screen, done)


def browse(reader: "ReadingScreen", _: int | None) -> None:
    """Show all links of the library."""
    from tui.screens.links.link_list import LinksScreen

    def done(passage: str | None) -> None:
        if passage:
            reader.attempt(lambda: go_to(reader, passage))

    reader.app.push_screen(LinksScreen(reader.dressing, reader.library), done)


def kinds(reader: "ReadingScreen", _: int | None) -> None:
    """Show the kinds of links, to add, alter or remove one."""
    from tui.screens.links.link_kinds import KindsScreen

    reader.app.push_screen(KindsScreen(reader.dressing, reader.library, reader.refresh_passages))


def find(reader: "ReadingScreen", _: int | None) -> None:
    """List what may be linked to what is in hand, or to the target if nothing is, the likeliest first."""
    from tui.screens.links.link_finder import PartnersScreen

    session = reader.session
    if reader.library.read_only:
        reader.say(reader.library.read_only, "warning")
        return
    held = session.held
    if held is None:
        target = find_target(reader)
        if target is None:
            reader.say("nothing here to link")
            return
        held = hold(reader, target)

    def done(wanted: "Wanted | None") -> None:
        if wanted is not None:
            reader.attempt(lambda: _connect_all(reader, held, wanted))
        reader.tell()

    screen = PartnersScreen(
        reader.dressing, reader.library, _related(reader), held.end, session.last_kind, reader.keep_sources
    )
    reader.app.push_screen(screen, done)


def hold(reader: "ReadingScreen", target: Target) -> Held:
    """Take a target in hand; where a link of it is chosen, it is the passage that is taken."""
    target = target._replace(link=None)
    held = reader.session.held = Held(target.end, target.spot, label_of(reader, target))
    reader.page.select(None)
    return held


def _connect_all(reader: "ReadingScreen", held: Held, wanted: "Wanted") -> None:
    """Make the links, as one step of undo."""
    library, kind = reader.library, wanted.kind
    made = []
    with library.batch(f"link {len(wanted.ends)} × {kind}" if len(wanted.ends) > 1 else ""):
        for end in wanted.ends:
            ends = (end, held.end) if wanted.flipped else (held.end, end)
            made.append(library.connect(*ends, kind))
    reader.session.held = None
    reader.session.last_kind = kind
    if len(made) == 1:
        reader.say(told(library, made[0]))
    else:
        reader.say(f"{len(made)} links: {library.kind(kind).glyph} {kind} · u takes all of them back")


def _related(reader: "ReadingScreen") -> "Related":
    """What passages and sentences are about, for a screen that takes in by itself what is not known yet."""
    reader.program.preparing.stop()
    return reader.session.all_related()
