"""Changing the tags of the codebook, on all passages that have them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


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
