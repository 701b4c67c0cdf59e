"""Links between passages: make one, follow it, look at them, find what else may be linked."""

from typing import TYPE_CHECKING

from annotations.library import Span
from tui.commands.base.asker import ContextAsker
from tui.commands.base.bounds import save_bounds
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.destinations import go_to, other_end, walk
from tui.commands.base.target import Target, label_of, target_of
from tui.keys.command_table import tip
from tui.screens.base.prompts import ask_link_type
from tui.session.session import Held
from tui.widgets.link_ends import describe_link, partners

if TYPE_CHECKING:
    from tui.screens.links.link_finder import Wanted
    from tui.screens.links.link_preview import Peeked
    from tui.session.similar_passages import Related


def take(context: Context, _: int | None) -> None:
    """Start a link from the target, or ask for the type of the link that ends there."""
    target = target_of(context.focus())
    session = context.session
    if target is None:
        context.notify("nothing here to link")
        return
    if session.held is None:
        hold(context, target)
        context.tell()
    elif session.held.end == target.end:
        find(context, None)
    else:
        _ask_kind(context, session.held, target._replace(link=None))


def follow(context: Context, _: int | None) -> None:
    """Go to the other end of a link; in a panel, to the selected item."""
    if context.session.adjusting is not None:
        save_bounds(context)
    elif context.panes.items is not None:
        context.panes.items.choose()
    elif context.page.current is None:
        context.notify("no passage under the cursor: no link to follow")
    else:
        _follow_from(context, context.page.current.annotation.id)


def next(context: Context, count: int | None) -> None:  # noqa: A001 - named by the id of its command
    """The next passage that has links."""
    _walk(context, count or 1)


def previous(context: Context, count: int | None) -> None:
    """The passage before that has links."""
    _walk(context, -(count or 1))


def _follow_from(context: Context, annotation_id: str) -> None:
    links = context.library.links(annotation_id)
    if not links:
        context.notify(f"this passage has no links{tip('link.take', 'start one', context.session.keys)}")
    elif len(links) == 1:
        go_to(context, other_end(links[0], annotation_id))
    else:
        context.panes.point_at_links(annotation_id)
        context.notify(f"{len(links)} links: choose one{tip('link.follow', 'follow it', context.session.keys)}")


def _ask_kind(context: Context, held: Held, target: Target) -> None:
    """Ask for the type of a link."""

    def question(flipped: bool) -> str:  # noqa: FBT001 - as the question is answered
        label = label_of(context.library, context.page.document, target, 18)
        ends = (label, held.label) if flipped else (held.label, label)
        return f"{ends[0]}  ?  {ends[1]}"

    def link(kind: str, flipped: bool) -> None:  # noqa: FBT001 - as above
        _connect(context, held, target, kind, flipped=flipped)

    ask_link_type(
        ContextAsker(context),
        context.library,
        context.session.last_kind,
        question,
        link,
        "not linked · link still pending",
    )


def _connect(context: Context, held: Held, target: Target, kind: str, *, flipped: bool) -> None:
    ends: tuple[str | Span, str | Span] = (target.end, held.end) if flipped else (held.end, target.end)
    link = context.library.connect(*ends, kind)
    context.session.held = None
    context.session.last_kind = kind
    context.page.select(None)
    context.notify(describe_link(context.library, link))


def _walk(context: Context, by: int) -> None:
    walk(context, by, lambda passage: bool(context.library.links(passage.annotation.id)), "passages with links")


def peek(context: ScreenContext, _: int | None) -> None:
    """Look at the other ends of the links of a passage without going there."""
    from tui.screens.links.link_preview import PeekScreen

    target = target_of(context.focus(), sentence=False)
    if target is None or target.annotation is None:
        context.notify("no passage here: no link to show")
        return
    found = partners(context.library, target.annotation.id)
    if target.link is not None:
        found.sort(key=lambda partner: partner.link is not target.link)
    if not found:
        context.notify(f"this passage has no links{tip('link.take', 'start one', context.session.keys)}")
        return

    def done(result: "Peeked | None") -> None:
        context.pages.keep_sources()
        if result is not None and result.goes:
            context.attempt(lambda: go_to(context, result.goes))
        elif result is not None and result.token:
            context.press(result.token)

    page = context.page
    low = not page.view.empty and page.view.row_of(page.cursor) > page.size.height // 2
    screen = PeekScreen(context.styles, context.library, context.session.all_texts(), found, top=low)
    context.show(screen, done)


def browse(context: Context, _: int | None) -> None:
    """Show all links of the library."""
    from tui.screens.links.link_list import LinksScreen

    def done(passage: str | None) -> None:
        if passage:
            context.attempt(lambda: go_to(context, passage))

    context.show(LinksScreen(context.styles, context.library), done)


def kinds(context: ScreenContext, _: int | None) -> None:
    """Show the kinds of links, to add, alter or remove one."""
    from tui.screens.links.link_kinds import KindsScreen

    context.show(KindsScreen(context.styles, context.library, context.refresh))


def find(context: Context, _: int | None) -> None:
    """List candidates for the link that was started, else for one from the target, the likeliest first."""
    from tui.screens.links.link_finder import PartnersScreen

    session = context.session
    if context.library.read_only:
        context.notify(context.library.read_only, "warning")
        return
    held = session.held
    if held is None:
        target = target_of(context.focus())
        if target is None:
            context.notify("nothing here to link")
            return
        held = hold(context, target)

    def done(wanted: "Wanted | None") -> None:
        if wanted is not None:
            context.attempt(lambda: _connect_all(context, held, wanted))
        context.tell()

    screen = PartnersScreen(
        context.styles, context.library, _related(context), held.end, session.last_kind, context.pages.keep_sources
    )
    context.show(screen, done)


def hold(context: Context, target: Target) -> Held:
    """Start a link from a target; from its passage, if a link of it is selected."""
    target = target._replace(link=None)
    held = context.session.held = Held(
        target.end, target.spot, label_of(context.library, context.page.document, target)
    )
    context.page.select(None)
    return held


def _connect_all(context: Context, held: Held, wanted: "Wanted") -> None:
    """Make the links as one change."""
    library, kind = context.library, wanted.kind
    made = []
    with library.transaction(f"link {len(wanted.ends)} × {kind}" if len(wanted.ends) > 1 else ""):
        for end in wanted.ends:
            ends = (end, held.end) if wanted.flipped else (held.end, end)
            made.append(library.connect(*ends, kind))
    context.session.held = None
    context.session.last_kind = kind
    if len(made) == 1:
        context.notify(describe_link(library, made[0]))
    else:
        context.notify(
            f"{len(made)} links: {library.kind(kind).glyph} {kind}{tip('change.undo', 'undo', context.session.keys)}"
        )


def _related(context: Context) -> "Related":
    """Return the similarity index for a screen that completes it itself."""
    context.program.preparing.stop()
    return context.session.all_related()
