"""Tags and bounds of passages, and the tags of the codebook."""

from collections.abc import Callable

from annotations.library.parts.figure_tags import figure_tags
from annotations.model import Annotation, status_name
from annotations.text.plurals import count_noun
from tui.commands.base.asker import ContextAsker
from tui.commands.base.bounds import adjust
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.target import report_nothing, target_of
from tui.keys.command_table import tip
from tui.screens.base.prompts import ask_status
from tui.text.cells import shorten
from tui.widgets.sources import SourceItem

_QUOTED, _LEAST_QUOTED = 40, 6
"""Most cells of the quotation in a message, and the fewest: with less room it has none."""

_SAVED = 18
"""Cells of the time of the save beside a message."""


def claim(context: Context, _: int | None) -> None:
    """Tag a claim."""
    give(context, "claim")


def figure(context: Context, _: int | None) -> None:
    """Tag a figure."""
    give(context, "figure")


def figure_details(context: Context, _: int | None) -> None:
    """Choose the reading of a figure, and alter what it is about."""
    from tui.commands.base.figures import alter

    passage = _passage(context)
    if passage is not None:
        alter(context, passage)


def opinion(context: Context, _: int | None) -> None:
    """Tag an opinion."""
    give(context, "opinion")


def repeat(context: Context, _: int | None) -> None:
    """Give the last tag again."""
    if context.session.last_tag:
        give(context, context.session.last_tag)
    else:
        context.notify("no tag to repeat yet: c claim, f figure, o opinion, t others")


def pick(context: Context, _: int | None) -> None:
    """Choose a tag from the codebook."""
    target = target_of(context.focus())
    if target is None:
        report_nothing(context, "tag")
        return
    from tui.screens.pickers.tag_picker import TagPicker

    held = target.annotation.tags if target.annotation else ()

    def chosen(name: str | None) -> None:
        if name:
            context.attempt(lambda: _pick(context, name))

    session = context.session
    context.show(TagPicker(context.styles, context.library, session.tag_folds, held, session.last_tag), chosen)


def pick_with(context: Context, name: str) -> None:
    """Give a tag by its name, or make it."""
    _pick(context, name)


def own(context: Context, count: int | None) -> None:
    """Give the tag of the codebook that has a digit."""
    tag = context.library.tag_with_key(str(count))
    if tag is not None:
        give(context, tag.name)


def give(context: Context, name: str) -> None:
    """Give a tag to the target, or take it off if it has it."""
    figures = figure_tags(context.library)
    target = target_of(context.focus(), figures=figures if name in figures else ())
    if target is None:
        report_nothing(context, "tag")
        return
    library = context.library
    if target.annotation is None:
        made = library.add(*target.span, tags=(name,))
        done = f"tagged {library.address(made.id)} {name}"
        if name not in figures or not _offer(context, made, done):
            context.notify(_with_words(context, done, made.exact, _where_listed(context)))
    else:
        address, tags = library.address(target.annotation.id), target.annotation.tags
        changed = library.toggle_tag(target.annotation.id, name)
        gone = "" if changed else f", now empty: deleted{tip('change.undo', 'undo', context.session.keys)}"
        done = f"removed {name} from {address}{gone}" if name in tags else f"added {name} to {address}"
        asked = changed is not None and name in figures and name not in tags and _offer(context, changed, done)
        if not asked:
            context.notify(done if gone else _with_words(context, done, target.annotation.exact))
    context.session.last_tag = name
    context.page.select(None)


def _offer(context: Context, annotation: Annotation, done: str) -> bool:
    """Show what the figure of a passage is about; return False if it has several."""
    from tui.commands.base.figures import offer  # The words around figures are read at the first one.

    return offer(context, annotation, done)


def status(context: Context, _: int | None) -> None:
    """Ask for the status of the passage."""
    passage = _passage(context)
    if passage is not None:
        address = context.library.address(passage.id)
        ask_status(ContextAsker(context), address, passage.status, lambda name: _give_status(context, passage.id, name))


def status_with(context: Context, name: str) -> None:
    """Set the status of the passage."""
    passage = _passage(context)
    if passage is not None:
        _give_status(context, passage.id, name)


def _passage(context: Context) -> Annotation | None:
    """Return the passage that is chosen; report it if there is none."""
    target = target_of(context.focus(), sentence=False)
    if target is None or target.annotation is None:
        context.notify(f"no passage here{tip('tag.claim', 'make one', context.session.keys)}")
        return None
    return target.annotation


def _give_status(context: Context, annotation_id: str, name: str) -> None:
    context.library.set_status(annotation_id, name)
    context.notify(f"{context.library.address(annotation_id)} is {status_name(name)}")
    context.page.select(None)


def cycle(context: Context, _: int | None) -> None:
    """The next of the passages under the cursor."""
    before = context.page.current
    context.page.cycle()
    if context.page.current is None:
        context.notify("no passage under the cursor")
    elif before is not None and context.page.current.annotation.id == before.annotation.id:
        context.notify("no other passage under the cursor")


def adjust_start(context: Context, _: int | None) -> None:
    """Move the start of the passage."""
    adjust(context, "start")


def adjust_end(context: Context, _: int | None) -> None:
    """Move the end of the passage."""
    adjust(context, "end")


def delete(context: Context, _: int | None) -> None:
    """Delete the passage; in the panel the link that is chosen, in the list of sources one whose file is gone."""
    focus = context.focus()
    if isinstance(focus.item, SourceItem):
        _remove_source(context, focus.item)
        return
    target = target_of(focus, sentence=False)
    if target is not None and target.link is not None:
        context.library.disconnect(target.link.id)
        context.notify(f"deleted the {target.link.kind} link{tip('change.undo', 'undo', context.session.keys)}")
    elif target is not None and target.annotation is not None:
        address = context.library.address(target.annotation.id)
        links = context.library.delete(target.annotation.id)
        context.notify(_deleted(context, address, len(links)))
        context.page.select(None)
    else:
        context.notify("no passage here to delete")


def _deleted(context: Context, address: str, links: int) -> str:
    """Return the message about a deleted passage."""
    took = "" if not links else " and its link" if links == 1 else f" and its {links} links"
    return f"deleted {address}{took}{tip('change.undo', 'undo', context.session.keys)}"


def _remove_source(context: Context, item: SourceItem) -> None:
    """Take a source whose file is gone out of the library. Raises UsageError if its file is there."""
    library = context.library
    if item.source is None:
        context.notify("no source here to remove")
        return
    own = [passage.annotation.id for passage in library.passages(item.source.id)]
    links = {link.id for annotation_id in own for link in library.links(annotation_id)}
    library.remove_source(item.source.id)
    took = [
        f"{count} {what}{'s' * (count > 1)}" for count, what in ((len(own), "passage"), (len(links), "link")) if count
    ]
    name = shorten(item.source.path, 40)
    context.notify(
        f"removed {name}{' and its ' * bool(took)}{' and '.join(took)}{tip('change.undo', 'undo', context.session.keys)}"
    )


def _where_listed(context: Context) -> str:
    """Return the key that lists the passages, after the first one of a source, if their list is not visible; else ""."""
    hidden = not context.panes.layout.passages.is_on_screen
    only = len(context.library.passages(context.session.source)) == 1
    return tip("go.passages", "list the passages", context.session.keys) if hidden and only else ""


def _with_words(context: Context, done: str, words: str, more: str = "") -> str:
    """Add the first words of the passage to a message if there is room, as a check for the user.

    ``more`` follows them if there is room for it, too, beside the time of the save.
    """
    room = context.page.app.size.width - len(done) - 6
    if more and room - len(more) - _SAVED >= _LEAST_QUOTED:
        room -= len(more) + _SAVED
    else:
        more = ""
    room = min(_QUOTED, room)
    return f"{done} “{shorten(words, room)}”{more}" if room >= _LEAST_QUOTED else done


def _pick(context: Context, name: str) -> None:
    if not context.library.has_tag(name):
        with context.library.transaction(f"new tag {name}"):
            context.library.add_tag(name)
            give(context, name)
    else:
        give(context, name)


def codebook(context: ScreenContext, _: int | None) -> None:
    """Show the tags as a tree."""
    from tui.screens.pickers.codebook import CodebookScreen

    session = context.session

    def changed(gone: str, new: str) -> None:
        if session.last_tag == gone:
            session.last_tag = new

    def search(name: str) -> None:
        session.everywhere = f'tag:"{name}" '
        context.program.run_command("search.everywhere", None)

    context.choose(CodebookScreen(context.styles, context.library, session.tag_folds, changed), search)


def rename(context: Context, _: int | None) -> None:
    """Rename a tag, or merge it with another one."""
    _choose(context, "Rename or merge which tag?", lambda name: _ask(context, name))


def remove(context: Context, _: int | None) -> None:
    """Take a tag from all passages and from the codebook."""

    def take(name: str) -> None:
        count = context.library.remove_tag(name)
        _report(context, f"{name} removed from {count_noun(count, 'passage')}", name, "")

    _choose(context, "Remove which tag?", take)


def _choose(context: Context, title: str, then: Callable[[str], None]) -> None:
    from tui.screens.pickers.tag_picker import OwnTagPicker, counted, is_own

    library = context.library
    if not any(map(is_own, library.tags())):
        context.notify(f"no tags of your own yet{tip('tag.pick', 'make one', context.session.keys)}")
        return
    picker = OwnTagPicker(context.styles, title, library, context.session.tag_folds, counted(library))
    context.show(picker, lambda name: context.attempt(lambda: then(name)) if name else None)


def _ask(context: Context, name: str) -> None:
    """Ask for the new name of a tag, and rename or merge it."""
    from tui.screens.pickers.tag_picker import TagNamePicker

    library = context.library

    def put(new: str) -> None:
        count = library.tag_count(name)
        if any(tag.name == new for tag in library.tags()):
            library.merge_tags(name, new)
            _report(context, f"{name} merged into {new} on {count_noun(count, 'passage')}", name, new)
        else:
            library.rename_tag(name, new)
            _report(context, f"{name} renamed {new}", name, new)

    picker = TagNamePicker(context.styles, library, context.session.tag_folds, name)
    context.show(picker, lambda new: context.attempt(lambda: put(new)) if new else None)


def _report(context: Context, done: str, gone: str, new: str) -> None:
    if context.session.last_tag == gone:
        context.session.last_tag = new
    context.notify(f"{done}{tip('change.undo', 'undo', context.session.keys)}")
