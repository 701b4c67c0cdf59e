"""Links between passages: make one, follow it, look at them, find what else may be linked."""

from functools import partial
from typing import TYPE_CHECKING

from annotations.library import Span
from tui.commands.base.asker import ContextAsker
from tui.commands.base.bounds import save_bounds
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.destinations import go_to, other_end, walk
from tui.commands.base.target import Target, label_of, report_nothing, target_of
from tui.keys.command_table import tip
from tui.screens.base.linking import ask_if_opposite, connect
from tui.screens.base.prompts import ask_link_type
from tui.session.session import Held
from tui.widgets.link_ends import describe_link, partners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotations.model import Link
    from tui.screens.links.link_editor import LinkEditor
    from tui.screens.links.link_finder import Wanted
    from tui.screens.links.link_preview import Peeked
    from tui.session.similar_passages import Related


def take(context: Context, _: int | None) -> None:
    """Start a link from the target, or ask for the type of the link that ends there."""
    target = target_of(context.focus())
    session = context.session
    if target is None:
        report_nothing(context, "link")
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

    def act(how: str) -> None:
        link = connect(context.library, *ends, kind, how)
        context.session.held = None
        context.session.last_kind = kind
        context.page.select(None)
        context.notify(f"linked {describe_link(context.library, link)}")

    ask_if_opposite(ContextAsker(context), context.library, act)


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
    texts = context.session.all_texts()
    screen = PeekScreen(
        context.styles, context.library, texts, target.annotation.id, found, partial(_find_end, context), top=low
    )
    context.show(screen, done)


def browse(context: ScreenContext, _: int | None) -> None:
    """Show all links of the library."""
    from tui.screens.links.link_list import LinksScreen

    screen = LinksScreen(context.styles, context.library, partial(_find_end, context))
    context.choose(screen, partial(go_to, context))


def retype(context: ScreenContext, _: int | None) -> None:
    """Ask for another type of the link."""
    _alter(context, lambda editor, link: editor.retype(link))


def reverse(context: ScreenContext, _: int | None) -> None:
    """Reverse the direction of the link."""
    _alter(context, lambda editor, link: editor.reverse(link))


def move_end(context: ScreenContext, _: int | None) -> None:
    """Move an end of the link to another passage."""
    _alter(context, lambda editor, link: editor.move_end(link))


def _alter(context: ScreenContext, act: "Callable[[LinkEditor, Link], None]") -> None:
    """Alter the link that is selected in the panel, else that of the comparison, else the only one of the passage."""
    from tui.screens.links.link_editor import LinkEditor

    library, keys = context.library, context.session.keys
    target = target_of(context.focus(), sentence=False)
    if target is not None and target.link is not None:
        links, of = [target.link], ""
    elif context.comparing is not None and context.panes.items is None and (joining := context.comparing.links):
        links, of = joining, joining[0].source
    elif target is not None and target.annotation is not None:
        links, of = library.links(target.annotation.id), target.annotation.id
    else:
        context.notify(f"no link here{tip('link.next', 'go to the next', keys)}")
        return
    if not links:
        context.notify(f"this passage has no links{tip('link.take', 'start one', keys)}")
    elif len(links) > 1:
        context.panes.point_at_links(of)
        context.notify(f"{len(links)} links: choose one, then press the key again")
    else:
        act(LinkEditor(ContextAsker(context), library, partial(_find_end, context), context.refresh), links[0])


def _find_end(context: ScreenContext, fixed: str, then: "Callable[[str | Span], None]") -> None:
    """Let the user choose what a passage is linked to."""
    from tui.screens.links.link_finder import PartnersScreen

    screen = PartnersScreen(
        context.styles, context.library, _related(context), fixed, "", context.pages.keep_sources, ask_type=False
    )
    context.choose(screen, lambda wanted: then(wanted.ends[0]))


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
            report_nothing(context, "link")
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

    def act(how: str) -> None:
        with library.transaction(f"link {len(wanted.ends)} × {kind}" if len(wanted.ends) > 1 else ""):
            pairs = [(end, held.end) if wanted.flipped else (held.end, end) for end in wanted.ends]
            _report_links(context, [connect(library, *pair, kind, how) for pair in pairs], kind)

    ask_if_opposite(ContextAsker(context), library, act)


def _report_links(context: Context, made: "Sequence[Link]", kind: str) -> None:
    library = context.library
    context.session.held = None
    context.session.last_kind = kind
    if len(made) == 1:
        context.notify(f"linked {describe_link(library, made[0])}")
    else:
        context.notify(
            f"{len(made)} links: {library.kind(kind).glyph} {kind}{tip('change.undo', 'undo', context.session.keys)}"
        )


def _related(context: Context) -> "Related":
    """Return the similarity index for a screen that completes it itself."""
    context.program.preparing.stop()
    return context.session.all_related()
