"""Looking at links without following them, and finding what else may be linked."""

from typing import TYPE_CHECKING

from tui.commands.destinations import go_to
from tui.commands.target import Target, find_target, label_of
from tui.session.session import Held
from tui.widgets.link_ends import partners, told

if TYPE_CHECKING:
    from tui.screens.links.link_finder import Wanted
    from tui.screens.links.link_preview import Peeked
    from tui.screens.reading.screen import ReadingScreen
    from tui.session.similar_passages import Related


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
            reader.attempt(lambda: _connect(reader, held, wanted))
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


def _connect(reader: "ReadingScreen", held: Held, wanted: "Wanted") -> None:
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
