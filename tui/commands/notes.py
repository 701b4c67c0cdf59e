"""A note that is being written, and those that were begun before: none of them is lost."""

import asyncio
from typing import TYPE_CHECKING

from annotations.errors import PostilError, UsageError
from annotations.library import Library, Span
from tui.commands.target import Target
from tui.keys.command_table import shown
from tui.tasks import begin

if TYPE_CHECKING:
    from annotations.store.drafts import Drafts
    from tui.screens.reading.screen import ReadingScreen


class Writing:
    """What becomes of the words of a note until it is saved."""

    def __init__(self, library: Library, drafts: "Drafts", target: Target) -> None:
        """The writing of a note on something, going on with its draft if there is one."""
        self._drafts = drafts
        self._key = _key(library, target)
        noted = target.link or target.annotation
        self._written = noted.note if noted is not None else ""
        self.text = drafts.get(self._key) or self._written
        """What has been written, as far as is known."""

    def keep(self, text: str) -> bool:
        """Remember what has been written. Returns whether it is a draft: neither empty nor what the note said."""
        self.text = text
        begun = bool(text.strip()) and text != self._written
        if begun:
            self._drafts.keep(self._key, text)
        else:
            self._drafts.drop(self._key)
        return begun

    def finish(self) -> None:
        """It is a note now."""
        self._drafts.finish(self._key)


def write_drafts(reader: "ReadingScreen") -> None:
    """Bring the drafts to the disk, in the background."""
    if reader.session.drafts.unwritten:
        begin(reader, _write, reader, group="drafts", alone=False)


async def _write(reader: "ReadingScreen") -> None:
    try:
        await asyncio.to_thread(reader.session.drafts.write)
    except PostilError as error:
        reader.say(str(error), "warning")


def offer_draft(reader: "ReadingScreen") -> None:
    """Say that a note was begun in an earlier sitting; the key for notes opens it, any other does what it does."""
    library, drafts = reader.library, reader.session.drafts
    targets = [target for key in drafts.newest_first() if (target := _target(reader, key)) is not None]
    keys = reader.keys["tag.note"]
    if not targets or not keys:
        return
    target = targets[0]
    where = (
        f"on {'a link of ' if target.link else ''}{library.address(target.annotation.id)}"
        if target.annotation
        else f"on a passage of source {_number(reader, target)}"
    )
    more = f" ({len(targets) - 1} more)" if len(targets) > 1 else ""

    def answer(token: str) -> bool:
        reader.dispatcher.answer = None
        reader.dispatcher.question, reader.dispatcher.answers = "", ()
        if token in keys:
            reader.attempt(lambda: _open(reader, target))
        else:
            reader.dispatcher.press(token)
        return False

    opens = shown(keys[0])
    reader.ask(answer, f"a note {where} was begun and kept{more}: {opens} opens it", [(opens, "opens it")])


def _open(reader: "ReadingScreen", target: Target) -> None:
    from tui.commands.tag import write_note

    reader.leave_spot()
    reader.open_source(*target.spot)
    write_note(reader, target)


def _number(reader: "ReadingScreen", target: Target) -> int:
    return reader.library.source(target.span.source_id).number


def _key(library: Library, target: Target) -> str:
    """What a draft is kept under. A source goes by its path: as long as nothing is recorded its id is a passing one."""
    if target.link is not None:
        return target.link.id
    if target.annotation is not None:
        return target.annotation.id
    return f"{library.source(target.span.source_id).path}:{target.span.start}:{target.span.end}"


def _target(reader: "ReadingScreen", key: str) -> Target | None:
    """What a draft is about; None if that is gone."""
    library = reader.library
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
