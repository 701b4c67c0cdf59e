"""Tags and bounds of passages, and the tags of the codebook."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.commands.target import find_target
from tui.screens.base.prompts import ask_status
from tui.session.session import Adjusting
from tui.text.cells import previous_boundary, shorten
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_NOTHING = "nothing here to tag"
_QUOTED, _LEAST_QUOTED = 40, 6
"""Cells of the words that tell which passage was changed: so many, and in less than so few none."""


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
    from tui.screens.pickers.tag_picker import TagPicker

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
    target = find_target(reader, number=name == "figure")
    if target is None:
        reader.say(_NOTHING)
        return
    library = reader.library
    if target.annotation is None:
        made = library.add(*target.span, tags=(name,))
        reader.say(_told(reader, f"{library.address(made.id)} {name}", made.exact))
    else:
        address, tags = library.address(target.annotation.id), target.annotation.tags
        changed = library.toggle_tag(target.annotation.id, name)
        gone = "" if changed else f": {address} has nothing left and is gone · u brings it back"
        done = f"{address} no longer {name}{gone}" if name in tags else f"{address} {name}{' too' if tags else ''}"
        reader.say(done if gone else _told(reader, done, target.annotation.exact))
    reader.session.last_tag = name
    reader.page.select(None)


def status(reader: "ReadingScreen", _: int | None) -> None:
    """Say of the passage what its status is, by the letter that comes next."""
    target = find_target(reader, sentence=False)
    if target is None or target.annotation is None:
        reader.say("no passage here: c, f or o makes one")
        return
    library, passage = reader.library, target.annotation
    address = library.address(passage.id)

    def give_status(name: str) -> None:
        library.set_status(passage.id, name)
        reader.say(f"{address} is {name}")
        reader.page.select(None)

    ask_status(reader, address, passage.status, give_status)


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
    if session.adjusting is None:
        return
    annotation_id = session.adjusting.annotation
    if bounds is None or reader.library.annotation(annotation_id).source != session.source:
        reader.say("select its words first, in its source: s the sentence, v characters; Enter takes them")
        return
    reader.library.move(annotation_id, *bounds)  # Where that cannot be, others can still be chosen.
    session.adjusting = None
    reader.page.select(None)
    reader.say(f"{reader.library.address(annotation_id)} has new bounds")


def delete(reader: "ReadingScreen", _: int | None) -> None:
    """Delete the passage; in the panel the link that is chosen, in the list of sources one whose file is gone."""
    if reader.pane == "sources":
        _forget(reader)
        return
    target = find_target(reader, sentence=False)
    if target is not None and target.link is not None:
        reader.library.disconnect(target.link.id)
        reader.say(f"{target.link.kind} link deleted · u brings it back")
    elif target is not None and target.annotation is not None:
        address = reader.library.address(target.annotation.id)
        links = reader.library.delete(target.annotation.id)
        reader.say(_deleted(address, len(links)))
        reader.page.select(None)
    else:
        reader.say("no passage here to delete")


def _deleted(address: str, links: int) -> str:
    """What is said when a passage was deleted."""
    took = "" if not links else " and its link" if links == 1 else f" and its {links} links"
    return f"{address}{took} deleted · u brings {'it' if not took else 'all'} back"


def _forget(reader: "ReadingScreen") -> None:
    """Take the chosen source out of the library, if its file is gone."""
    item, library = reader.panes.sources.selected, reader.library
    if item is None or item.source is None:
        reader.say("no source here to forget")
        return
    own = [passage.annotation.id for passage in library.passages(item.source.id)]
    links = {link.id for annotation_id in own for link in library.links(annotation_id)}
    library.remove_source(item.source.id)
    took = [
        f"{count} {what}{'s' * (count > 1)}" for count, what in ((len(own), "passage"), (len(links), "link")) if count
    ]
    name = shorten(item.source.path, 40)
    reader.say(
        f"{name} forgotten{' with its ' * bool(took)}{' and '.join(took)} · u brings {'all' if took else 'it'} back"
    )


def _told(reader: "ReadingScreen", done: str, words: str) -> str:
    """What was done, with the first words of the passage as far as there is room: it may not be the one meant."""
    room = min(_QUOTED, reader.app.size.width - len(done) - 6)
    return f"{done} “{shorten(words, room)}”" if room >= _LEAST_QUOTED else done


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


def rename(reader: "ReadingScreen", _: int | None) -> None:
    """Call a tag otherwise, or bring it together with another one."""
    _choose(reader, "Rename or merge which tag?", lambda name: _ask(reader, name))


def remove(reader: "ReadingScreen", _: int | None) -> None:
    """Take a tag from all passages and from the codebook."""

    def take(name: str) -> None:
        count = reader.library.remove_tag(name)
        _say(reader, f"{name} taken from {count:,} passage{'s' if count != 1 else ''}", name, "")

    _choose(reader, "Remove which tag?", take)


def _choose(reader: "ReadingScreen", title: str, then: Callable[[str], None]) -> None:
    from tui.screens.pickers.tag_picker import OwnTagPicker

    picker = OwnTagPicker(reader.dressing, reader.library, title)
    if not picker.choices:
        reader.say("there is no tag of your own yet: t makes one")
        return
    reader.app.push_screen(picker, lambda name: reader.attempt(lambda: then(name)) if name else None)


def _ask(reader: "ReadingScreen", name: str) -> None:
    """Ask what a tag is to be, and make it that."""
    from tui.screens.pickers.tag_picker import TagNamePicker

    library = reader.library

    def put(new: str) -> None:
        count = library.tag_count(name)
        if any(tag.name == new for tag in library.tags()):
            library.merge_tags(name, new)
            _say(reader, f"{name} merged into {new} on {count:,} passage{'s' if count != 1 else ''}", name, new)
        else:
            library.rename_tag(name, new)
            _say(reader, f"{name} is {new} now", name, new)

    picker = TagNamePicker(reader.dressing, library, name)
    reader.app.push_screen(picker, lambda new: reader.attempt(lambda: put(new)) if new else None)


def _say(reader: "ReadingScreen", said: str, gone: str, new: str) -> None:
    if reader.session.last_tag == gone:
        reader.session.last_tag = new
    reader.say(f"{said} · u brings it back")
