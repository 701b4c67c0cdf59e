"""Tags, bounds and notes of passages."""

from typing import TYPE_CHECKING

from tui.actions.changing import deleted
from tui.session import Adjusting
from tui.target import Target, find_target, label_of
from tui.text.cells import previous_boundary
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

_NOTHING = "nothing here to tag"


def claim(reader: "ReadingScreen", _: int | None) -> None:
    """Tag a claim."""
    give(reader, "claim")


def figure(reader: "ReadingScreen", _: int | None) -> None:
    """Tag a figure."""
    give(reader, "figure")


def opinion(reader: "ReadingScreen", _: int | None) -> None:
    """Tag an opinion."""
    give(reader, "opinion")


def repeat(reader: "ReadingScreen", _: int | None) -> None:
    """Give the last tag again."""
    if reader.session.last_tag:
        give(reader, reader.session.last_tag)
    else:
        reader.say("no tag was given yet: c claim, f figure, o opinion, t others")


def pick(reader: "ReadingScreen", _: int | None) -> None:
    """Choose a tag from the codebook."""
    target = find_target(reader)
    if target is None:
        reader.say(_NOTHING)
        return
    from tui.screens.tags import TagPicker

    held = target.annotation.tags if target.annotation else ()

    def chosen(name: str | None) -> None:
        if name:
            reader.attempt(lambda: _pick(reader, name))

    reader.app.push_screen(TagPicker(reader.dressing, reader.library, held, reader.session.last_tag), chosen)


def own(reader: "ReadingScreen", count: int | None) -> None:
    """Give the tag of the codebook that has a digit."""
    tag = next((tag for tag in reader.library.tags() if tag.key == str(count)), None)
    if tag is not None:
        give(reader, tag.name)


def give(reader: "ReadingScreen", name: str) -> None:
    """Give a tag to the target, or take it off if it has it."""
    target = find_target(reader)
    if target is None:
        reader.say(_NOTHING)
        return
    library = reader.library
    if target.annotation is None:
        made = library.add(*target.span, tags=(name,))
        reader.say(f"{library.address(made.id)} {name}")
    else:
        address = library.address(target.annotation.id)
        off = name in target.annotation.tags
        changed = library.toggle_tag(target.annotation.id, name)
        gone = "" if changed else f": {address} has nothing left and is gone · u brings it back"
        reader.say(f"{address} no longer {name}{gone}" if off else f"{address} {name}")
    reader.session.last_tag = name
    reader.page.select(None)


def cycle(reader: "ReadingScreen", _: int | None) -> None:
    """The next of the passages under the cursor."""
    reader.page.cycle()
    if reader.page.current is None:
        reader.say("no passage under the cursor")


def adjust_start(reader: "ReadingScreen", _: int | None) -> None:
    """Move the start of the passage."""
    _adjust(reader, "start")


def adjust_end(reader: "ReadingScreen", _: int | None) -> None:
    """Move the end of the passage."""
    _adjust(reader, "end")


def commit_bounds(reader: "ReadingScreen") -> None:
    """Take the bounds that were chosen for the passage."""
    session = reader.session
    bounds = reader.page.span()
    if session.adjusting is None or bounds is None:
        return
    annotation_id = session.adjusting.annotation
    session.adjusting = None
    reader.library.move(annotation_id, *bounds)
    reader.page.select(None)
    reader.say(f"{reader.library.address(annotation_id)} has new bounds")


def note(reader: "ReadingScreen", _: int | None) -> None:
    """Write a note on the target."""
    target = find_target(reader)
    if target is None:
        reader.say("nothing here to write a note on")
        return
    from tui.screens.note import NoteEditor

    written = target.annotation.note if target.annotation else ""
    draft = reader.session.drafts.pop(target.key, None)

    def done(result: tuple[str, bool] | None) -> None:
        if result is None:
            return
        text, finished = result
        if finished:
            reader.attempt(lambda: _write(reader, target, text))
        elif text != written:
            reader.session.drafts[target.key] = text
            reader.say("draft kept: i goes on with it")

    editor = NoteEditor(reader.dressing, label_of(reader, target), draft if draft is not None else written)
    reader.app.push_screen(editor, done)


def delete(reader: "ReadingScreen", _: int | None) -> None:
    """Delete the passage, or the link that is chosen in the panel."""
    target = find_target(reader, sentence=False)
    if target is not None and target.link is not None:
        reader.library.disconnect(target.link.id)
        reader.say(f"{target.link.kind} link deleted · u brings it back")
    elif target is not None and target.annotation is not None:
        address = reader.library.address(target.annotation.id)
        links = reader.library.delete(target.annotation.id)
        reader.say(deleted(address, len(links)))
        reader.page.select(None)
    else:
        reader.say("no passage here to delete")


def _pick(reader: "ReadingScreen", name: str) -> None:
    if name not in {tag.name for tag in reader.library.tags()}:
        with reader.library.batch(f"new tag {name}"):
            reader.library.add_tag(name)
            give(reader, name)
    else:
        give(reader, name)


def _adjust(reader: "ReadingScreen", edge: str) -> None:
    page = reader.page
    if page.current is None:
        reader.say("no passage under the cursor to adjust")
        return
    passage = page.current
    reader.session.adjusting = Adjusting(passage.annotation.id, edge, page.cursor)
    first, last = passage.start, previous_boundary(page.document.text, passage.end, passage.start)
    anchor, head = (last, first) if edge == "start" else (first, last)
    page.selection = Selection(anchor, head)
    page.view.show(head)
    page.settle(keep=True)


def _write(reader: "ReadingScreen", target: Target, text: str) -> None:
    library = reader.library
    if target.annotation is not None:
        library.set_note(target.annotation.id, text)
        reader.say(f"note on {library.address(target.annotation.id)}")
    elif text.strip():
        made = library.add(*target.span, note=text)
        reader.say(f"note on {library.address(made.id)}")
        reader.page.select(None)
