"""The library: a folder of sources and everything that was recorded about them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from annotations.anchoring.selectors import Selectors, describe, fragments
from annotations.errors import UsageError
from annotations.library.edits import annotations, links, tags
from annotations.library.edits.annotations import Extent
from annotations.library.location import Location
from annotations.library.open import Opened, open_library
from annotations.library.parts.late import LateParts
from annotations.library.queries import Queries
from annotations.library.sync import Sync
from annotations.library.transactions import Transactions
from annotations.model import Annotation, Change, Link, Passage, Source, Span, Tag
from annotations.store.codec import now
from annotations.store.journal.format import REDO, UNDO
from annotations.store.paths import author as login
from annotations.store.store import CHECKPOINT_EVERY
from annotations.text.ranges import merged

__all__ = ["Library", "Passage", "Span"]

SMALL: Final = 1 << 21
"""Size of the library's file in bytes up to which every close writes it."""


class Library(Queries, LateParts):
    """The sources, annotations, links and tags of a folder.

    Each call that changes something is one `Change` and one step of undo, unless it is made within a
    `transaction`, and is saved in the background at once. All of them raise ReadOnlyError if the library cannot be
    written, StoreError if another program keeps it to itself, and UsageError if what they name does not exist.
    Everything but the two callbacks for saving happens in the thread that calls.
    """

    @classmethod
    def open(cls, paths: Sequence[Path], *, author: str = "", alone: bool = False) -> "Library":
        """Open the library on a folder or on some files. Writes nothing, unless `alone`.

        Without an author it is POSTIL_AUTHOR or the login name. ``alone`` is for a program that stays: a second
        one opens read-only, follows what the first one does, and may `take_over` when that is gone. Raises
        SourceError if a path is missing. A library that is damaged opens read-only, with the newest state
        that can be recovered and a line in `problems`.
        """
        library = cls(open_library(paths, alone=alone), author or login(), alone=alone)
        if alone:
            library.sync.settle()
        return library

    def __init__(self, opened: Opened, author: str, *, alone: bool = False) -> None:
        """Create the library from the parts that `open_library` returned."""
        Queries.__init__(self, opened.index, opened.cache, opened.files)
        self.problems = opened.problems
        """Messages for the user, one line each; later ones are added."""
        self.broken = opened.broken
        """True if a library is there that cannot be read at all; `read_only` says why."""
        self.store = opened.store
        """The files on disk."""
        LateParts.__init__(self, opened, Transactions(opened, author, self))
        self.sync = Sync(opened, self.transactions)
        """Merges the changes of other programs."""
        self.location = Location(opened, self.sync, self.transactions)
        """Keeps track of the folder."""
        self.history = opened.history
        """The changes that can be undone and redone."""
        self.history.catch_up = self.catch_up
        self._alone = alone

    # --- annotations

    def add(self, source_id: str, start: int, end: int, *, tags: Sequence[str] = (), note: str = "") -> Annotation:
        """Annotate a stretch of a source, in whole characters and without white space at its edges.

        Raises UsageError if nothing is left of it or exactly that stretch is annotated already.
        """
        self.path(source_id)
        self.transactions.require_writable()
        at = self._describe(source_id, start, end)
        with self.transaction():
            return self._new(source_id, at, tags, note)

    def at(self, source_id: str, start: int, end: int) -> Annotation | None:
        """Return the passage that `add` would refuse a stretch for, or None."""
        at = self._describe(source_id, start, end)
        return self._index.at(source_id, at.start, at.end)

    def toggle_tag(self, annotation_id: str, tag: str) -> Annotation | None:
        """Add a tag to a passage or remove it.

        A passage that loses its last tag and has neither note nor link is deleted; then None is returned.
        """
        return self.transactions.change(annotations.toggle_tag, annotation_id, tag)

    def set_tags(self, annotation_id: str, tags: Sequence[str]) -> Annotation:
        """Give a passage these tags and no others; without one it stays."""
        return self.transactions.change(annotations.set_tags, annotation_id, tags)

    def set_note(self, annotation_id: str, note: str) -> Annotation:
        """Set the note of a passage; an empty one removes it."""
        return self.transactions.change(annotations.set_note, annotation_id, note)

    def set_status(self, annotation_id: str, status: str) -> Annotation:
        """Mark a passage open, checked, disputed or dropped."""
        return self.transactions.change(annotations.set_status, annotation_id, status)

    def keep_one(self, kept_id: str, other_id: str) -> None:
        """Keep one of two versions of a passage or link, under the older id.

        The passage that was numbered first stays, with its links; see `annotations.library.issues.conflicts`.
        """
        if kept_id in self._index.links:
            self.transactions.change(links.disconnect, other_id)
        else:
            self.transactions.change(annotations.keep_one, kept_id, other_id)

    def keep_both(self, other_id: str) -> None:
        """Make the second of two versions of a passage or link a record of its own."""
        self.transactions.change(annotations.keep_both, other_id)

    def move(self, annotation_id: str, start: int, end: int) -> Annotation:
        """Move a passage within its source; it keeps its tags, note and links.

        Raises UsageError if the place is blank or taken.
        """
        self.transactions.require_writable()
        source = self.annotation(annotation_id).source
        at = self._describe(source, start, end)
        with self.transaction():
            return self.transactions.commit(annotations.move(self._index, annotation_id, self._extent(source, at)))

    def accept(self, annotation_ids: Sequence[str], place: tuple[int, int] | None = None) -> list[Annotation]:
        """Record passages where they were found in a source that has changed, with the words that they have now.

        `place` is given for a single passage that fits several places. Raises UsageError if one has no place, or its
        place is taken.
        """
        from annotations.library.edits import figures
        from annotations.library.parts.figures import renamed  # slow to import, and seldom needed

        found = [self.passage(annotation_id) for annotation_id in annotation_ids]
        if place is not None:
            found = [passage._replace(start=place[0], end=place[1]) for passage in found]
        self.transactions.require_writable()
        for passage in found:
            if not passage.placed:
                raise UsageError(f"{self.address(passage.annotation.id)} was not found. Select its words again.")
        places = [self._describe(one.annotation.source, one.start, one.end) for one in found]
        label = f"accept {self.address(found[0].annotation.id) if len(found) == 1 else f'{len(found)} passages'}"
        moved = []
        with self.transaction(label):
            self.transactions.commit(figures.rename(self._index, renamed(self, found, self.review.reckonings())))
            for old, at in zip(found, places, strict=True):
                extent = self._extent(old.annotation.source, at)
                moved.append(self.transactions.commit(annotations.move(self._index, old.annotation.id, extent, label)))
        return moved

    def delete(self, annotation_id: str) -> list[Link]:
        """Delete a passage and its links, which are returned."""
        return self.transactions.change(annotations.delete, annotation_id)

    # --- links

    def connect(self, source: str | Span, target: str | Span, kind: str, note: str = "", *, both: bool = False) -> Link:
        """Link two passages, read *source kind target*.

        An end is an annotation's id or address, or a span, which becomes an annotation without a tag if it is none.
        Raises UsageError if both are the same passage, there is no such kind or the link is there already, and
        OppositeLinkError, unless `both`, if there is a link that says the opposite.
        """
        self.transactions.require_writable()
        kind = self.kind(kind).name
        for end in (source, target):
            if isinstance(end, Span):
                self._describe(*end)  # reads the source, if need be, before the write lock is taken
        with self.transaction():
            one, other = self._end(source), self._end(target)
            plan = links.connect(self._index, one, other, kind, note, self.author, both=both)
            return self.transactions.commit(plan)

    def relink(
        self, link_id: str, kind: str = "", source: str | Span = "", target: str | Span = "", *, both: bool = False
    ) -> Link:
        """Give a link another type or other ends, as in `connect`; what is left empty stays, and so do note and author.

        Raises UsageError as `connect`.
        """
        self.transactions.require_writable()
        for end in (source, target):
            if isinstance(end, Span):
                self._describe(*end)
        with self.transaction():
            link = self.link(link_id)
            one, other = self._end(source or link.source), self._end(target or link.target)
            return self.transactions.commit(
                links.relink(self._index, link_id, kind or link.kind, one, other, both=both)
            )

    def disconnect(self, link_id: str) -> None:
        """Delete a link; the passages stay."""
        self.transactions.change(links.disconnect, link_id)

    def set_link_note(self, link_id: str, note: str) -> Link:
        """Set the note of a link; an empty one removes it."""
        return self.transactions.change(links.set_note, link_id, note)

    # --- tags, claims, sources

    def add_tag(
        self, name: str, *, key: str = "", letter: str = "", colour: str = "", description: str = "", parent: str = ""
    ) -> Tag:
        """Add a tag, with the next free key, letter and colour where none is given.

        Raises UsageError if its name is invalid or taken.
        """
        return self.transactions.change(
            tags.add, name, key=key, letter=letter, colour=colour, description=description, parent=parent
        )

    def rename_tag(self, name: str, new: str) -> Tag:
        """Rename a tag; its passages and the tags below it come along, key, letter and colour stay.

        Raises UsageError if there is no such tag, if every library has it, if the name cannot be one or another tag has
        it (`merge_tags` merges those), or if ``codebook.toml`` names it and cannot be edited.
        """
        return self.transactions.change(tags.rename, name, new)

    def merge_tags(self, name: str, into: str) -> Tag:
        """Give all passages of a tag another one instead; so do the tags below it. Raises UsageError as `rename_tag`."""
        self.transactions.change(tags.merge, name, into)
        return self.tag(into)

    def remove_tag(self, name: str) -> int:
        """Remove a tag from all passages, which stay and are counted, and from the codebook. Raises as `rename_tag`."""
        return self.transactions.change(tags.remove, name)

    def set_parent(self, name: str, parent: str) -> Tag:
        """Put a tag below another one, or at the top if `parent` is empty. Raises UsageError if it is below that one."""
        return self.transactions.change(tags.set_parent, name, parent)

    def remove_source(self, source_id: str) -> Source:
        """Remove a source whose file is gone, with its passages and their links.

        Raises UsageError if its file is there: it would be found again.
        """
        from annotations.library.edits import sources

        return self.transactions.change(sources.remove, source_id, self.path(source_id))

    def set_manner(self, source_id: str, manner: str) -> None:
        """Set the reading mode of a source; its passages are re-anchored in the new text."""
        from annotations.library.edits import sources

        self.transactions.change(sources.set_reading_mode, source_id, manner)

    # --- transactions and their history

    def transaction(self, label: str = "") -> AbstractContextManager[None]:
        """Make everything inside one change; see `Transactions.transaction`."""
        return self.transactions.transaction(label)

    def undo(self) -> Change | None:
        """Undo the last change of the current author and return it; None if there is none.

        Raises UsageError if something that was done since depends on it.
        """
        return self.transactions.undo_next(UNDO)

    def redo(self) -> Change | None:
        """Redo the change that the current author undid last, and return it; None if there is none."""
        return self.transactions.undo_next(REDO)

    # --- what has been read: recorded, but no step of undo

    def set_place(self, source_id: str, offset: int) -> None:
        """Remember where the cursor was in a source."""
        self.transactions.keep_reading(self.source(source_id), place=max(0, offset))

    def mark_opened(self, source_id: str) -> None:
        """Remember that this source is the one that was opened last."""
        if self.opened_last() != source_id:
            self.transactions.keep_reading(self.source(source_id), opened=now())

    def mark_read(self, source_id: str, start: int, end: int) -> None:
        """Remember that a stretch of a source has been read."""
        source = self.source(source_id)
        self.transactions.keep_reading(source, read=merged(source.read, max(0, start), end))

    # --- the library on disk

    def merge_others(self) -> list[Change]:
        """Apply what other programs wrote while this one holds the write lock; return their changes."""
        return self.sync.merge_others()

    def catch_up(self) -> bool:
        """Look for the folder, then apply the changes of other programs. Returns whether there were any."""
        return self.location.catch_up()

    @property
    def read_only(self) -> str:
        """Reason why nothing can be changed, in one line; `""` if it can."""
        return self.store.read_only

    @property
    def gone(self) -> str:
        """Reason why nothing can be saved, in one line: the folder was moved or deleted; `""` if it is there."""
        return self.location.gone

    @property
    def folder(self) -> Path:
        """The folder of sources."""
        return self.store.site.folder

    @property
    def home(self) -> Path:
        """Folder of the library's own files; it may not exist before something is recorded."""
        return self.store.site.home

    @property
    def author(self) -> str:
        """Author of the changes that this program makes."""
        return self.transactions.author

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        if self.store.pending:
            self.catch_up()
        while self.transactions.write_facts():
            pass
        self.store.flush()

    def checkpoint(self) -> None:
        """Write everything to the library's file and wait for it. Raises StoreError if it cannot be written.

        The journal makes a change durable; the file is for other programs, for copies, and to open quickly.
        """
        self.flush()
        if self.store.lines_since_checkpoint and not self.read_only:
            self.store.checkpoint(self._index.snapshot())
            self.store.wait_for_checkpoint()

    def rest(self) -> None:
        """Write the library's file in the background, if it is out of date. To be called while the user is idle."""
        if self.store.lines_since_checkpoint and not (self.read_only or self.gone or self.store.checkpointing):
            self.store.checkpoint(self._index.snapshot())

    def close(self) -> None:
        """Write pending changes and release the library. Raises StoreError if they cannot be written."""
        store = self.store
        try:
            self.flush()
            small = store.storage.seen is None or store.storage.seen.size < SMALL
            ours = store.wrote and (small or store.lines_since_checkpoint >= CHECKPOINT_EVERY) and not store.occupied()
            if self._alone or ours:
                self.rest()
        finally:
            store.close()
            self._cache.texts.close()
            if self._alone and store.wrote and not self.gone:
                self._cache.texts.prune(self._index.texts(), store.journal.path)

    # --- extents

    def _new(self, source_id: str, at: Selectors, tags_: Sequence[str] = (), note: str = "") -> Annotation:
        """Annotate a stretch that is free, within a transaction."""
        # What is refused leaves no text behind.
        annotations.require_free(self._index, source_id, at)
        ordered = annotations.in_order(self._index, tags_)
        extent = self._extent(source_id, at)
        return self.transactions.commit(annotations.add(self._index, extent, ordered, note, self.author))

    def _describe(self, source_id: str, start: int, end: int) -> Selectors:
        return describe(self._cache.text(source_id, max(start, end)), start, end)

    def _extent(self, source_id: str, at: Selectors) -> Extent:
        """The extent of a stretch of a source in its current text, for an annotation to record."""
        document = self._cache.reading(source_id).document
        return Extent(source_id, at, fragments(document, at.start, at.end), self._cache.identify(source_id))

    def _end(self, end: str | Span) -> Annotation:
        """The annotation at an end of a link, made if it is a span without one."""
        if isinstance(end, str):
            return self.annotation(end)
        at = self._describe(*end)
        return self._index.at(end.source_id, at.start, at.end) or self._new(end.source_id, at)
