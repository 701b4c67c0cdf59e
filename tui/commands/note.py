"""Write notes, here or in an editor, and keep drafts of them."""

from annotations.errors import UsageError
from annotations.library import Library, Span
from annotations.store.drafts import LONGEST_NOTE
from tui.commands.base.context import Context
from tui.commands.base.target import Target, label_of, report_nothing, target_of
from tui.commands.base.writing import Writing, note_saved, save, write, write_drafts, write_memo
from tui.keys.command_table import shown
from tui.widgets.sources import SourceItem


def note(context: Context, _: int | None) -> None:
    """Write a note on the target; in the list of sources a memo on one, where there is nothing one on the library."""
    focus = context.focus()
    if isinstance(focus.item, SourceItem) and focus.item.source is not None:
        write_memo(context, "source", focus.item.source.id)
    elif (target := target_of(focus)) is not None:
        write_note(context, target)
    else:
        write_memo(context, "library")


def note_editor(context: Context, _: int | None) -> None:
    """Write a note on the target in the user's own editor."""
    target = target_of(context.focus())
    if target is None:
        report_nothing(context, "annotate")
        return
    from tui.terminal.external_editor import Edited, editor, run

    command, session = editor(), context.session
    writing = _writing(context, target)
    before = writing.text
    # Beside the drafts, not in a shared folder: a note is private.
    edited = Edited(session.drafts.path.parent, before)
    session.writing = lambda: writing.keep(edited.text)
    try:
        problem = run(context.program, [*command, str(edited.path)])
        text = edited.text
    finally:
        session.writing = None
        edited.remove()
    if problem or len(text) > LONGEST_NOTE:
        kept = "the text is kept as a draft" if writing.keep(text) else "note unchanged"
        problem = problem or f"a note has room for {LONGEST_NOTE:,} characters, and this has {len(text):,}"
        context.notify(f"{problem}: {kept}", "warning")
        write_drafts(context)
    elif text == before.strip():
        context.notify("note unchanged")
    else:
        save(context, writing, text, lambda: _save(context, target, text))


def write_note(context: Context, target: Target) -> None:
    """Write a note on a passage, or on a span that becomes one."""
    subject = label_of(context.library, context.page.document, target)
    write(context, subject, _writing(context, target), lambda text: _save(context, target, text))


def _writing(context: Context, target: Target) -> Writing:
    noted = target.link or target.annotation
    return Writing(context.session.drafts, _key(context.library, target), noted.note if noted is not None else "")


def offer_draft(context: Context) -> None:
    """Offer the newest draft of an earlier session: the key for notes opens it, any other key keeps its effect."""
    library, drafts = context.library, context.session.drafts
    targets = [target for key in drafts.newest_first() if (target := _target(context, key)) is not None]
    keys = context.session.keys["tag.note"]
    if not targets or not keys:
        return
    target = targets[0]
    where = (
        f"on {'a link of ' if target.link else ''}{library.address(target.annotation.id)}"
        if target.annotation
        else f"on a passage of source {_number(context, target)}"
    )
    more = f" ({len(targets) - 1} more)" if len(targets) > 1 else ""

    def answer(_: str) -> bool:
        context.attempt(lambda: _open(context, target))
        return False

    opens = shown(keys[0])
    context.ask(f"draft of a note {where}{more} · {opens} to open it", [(opens, "open it")], answer, only=keys)


def _open(context: Context, target: Target) -> None:
    context.session.push_jump()
    context.open_source(*target.spot)
    write_note(context, target)


def _number(context: Context, target: Target) -> int:
    return context.library.source(target.span.source_id).number


def _key(library: Library, target: Target) -> str:
    """Return the key of a draft. A source goes by its path: its id is not permanent before anything is recorded."""
    if target.link is not None:
        return target.link.id
    if target.annotation is not None:
        return target.annotation.id
    return f"{library.source(target.span.source_id).path}:{target.span.start}:{target.span.end}"


def _target(context: Context, key: str) -> Target | None:
    """Return the target of a draft; None if it is gone."""
    library = context.library
    path, *bounds = key.rsplit(":", 2)
    try:
        if not bounds:
            link = next((link for link in library.all_links() if link.id == key), None)
            annotation = library.annotation(link.source if link else key)
            return Target(annotation, Span(annotation.source, *annotation.fragments[0]), link)
        start, end = map(int, bounds)
    except (UsageError, ValueError):
        return None
    source = next((source.id for source in library.sources() if source.path == path), None)
    return None if source is None or library.is_missing(source) else Target(None, Span(source, start, end))


def _save(context: Context, target: Target, text: str) -> None:
    library = context.library
    if target.link is not None:
        link = library.set_link_note(target.link.id, text)
        context.notify(note_saved(f"{library.address(link.source)} {link.kind} {library.address(link.target)}", text))
    elif target.annotation is not None:
        library.set_note(target.annotation.id, text)
        context.notify(note_saved(library.address(target.annotation.id), text))
    elif text.strip():
        made = library.add(*target.span, note=text)
        context.notify(note_saved(library.address(made.id), text))
        context.page.select(None)
