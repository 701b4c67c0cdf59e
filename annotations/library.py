"""The library: a folder of sources and everything that was recorded about them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from annotations.anchoring.describe import Selectors, describe
from annotations.catalogue import Catalogue
from annotations.codebook import new_tag
from annotations.errors import UsageError
from annotations.history import History, inverse
from annotations.keeper import Keeper
from annotations.model import (
    LINK_KINDS,
    STATUSES,
    Annotation,
    Change,
    Edit,
    Link,
    Passage,
    Source,
    Span,
    Tag,
    new_id,
    now,
)
from annotations.opening import Opened, open_library
from annotations.place import author as login
from annotations.ranges import merged

__all__ = ["Library", "Passage", "Span"]

_Place = tuple[str, int]
"""A source and an offset in it."""


class Library(Catalogue):
    """The sources, annotations, links and tags of a folder; the only object that changes them.

    Each call that changes something is one `Change` and one step of undo, unless it is made within a
    `batch`, and is saved in the background at once. All of them raise ReadOnlyError if the library cannot be
    written, and UsageError if what they name does not exist. Everything but the two callbacks for saving
    happens in the thread that calls.
    """

    def __init__(self, opened: Opened, author: str) -> None:
        """A library as it was found; see `open`."""
        super().__init__(opened.index, opened.paths, opened.listed, opened.missing)
        self.folder = opened.folder
        self.home = opened.home
        """Where the library's own files live, or will once something is recorded."""
        self.entries = opened.entries
        """Everything that was found, readable or not."""
        self.read_only = opened.read_only
        """Why nothing can be changed, in one line; empty if it can."""
        self.broken = opened.broken
        """Whether recorded annotations exist but cannot be read; `read_only` says why."""
        self.problems = opened.problems
        """What the user should be told, a line each."""
        self.author = author
        self.on_change: Callable[[Change], None] | None = None
        """Called after each change with what was done; after an undo with the inverse of what was undone."""
        self.on_saved: Callable[[str], None] | None = None
        """Called with the time of day when everything is on disk, from a thread that `close` waits for."""
        self.on_save_failed: Callable[[str], None] | None = None
        """Called with one line when saving failed, from that thread; it is tried again by itself."""
        self._keeper = Keeper(opened.storage, opened.index.snapshot, opened.read_only)
        self._keeper.on_saved = lambda time: self.on_saved(time) if self.on_saved else None
        self._keeper.on_failed = lambda message: self.on_save_failed(message) if self.on_save_failed else None
        self._history = History()
        self._batch: list[Edit] | None = None
        self._at: _Place = ("", 0)
        self._last = ""

    @classmethod
    def open(cls, paths: Sequence[Path], *, author: str = "") -> "Library":
        """Open the library on a folder or on some files. Writes nothing.

        Without an author it is POSTIL_AUTHOR or the login name. Raises SourceError if a path is missing.
        A library that is damaged opens read-only and empty, with a line in `problems`.
        """
        return cls(open_library(paths), author or login())

    # --- changes

    def add(self, source_id: str, start: int, end: int, *, tags: Sequence[str] = (), note: str = "") -> Annotation:
        """Annotate a stretch of a source, in whole characters and without white space at its edges.

        Raises UsageError if nothing is left of it or exactly that stretch is annotated already.
        """
        self._keeper.begin()
        self.path(source_id)
        at = self._describe(source_id, start, end)
        self._free(source_id, at)
        return self._new(source_id, at, self._ordered(tags), note)

    def toggle_tag(self, annotation_id: str, tag: str) -> Annotation | None:
        """Give a tag to a passage or take it away.

        A passage that loses its last tag and has neither note nor link goes with it; then None is returned.
        """
        before = self.annotation(annotation_id)
        tag = self.tag(tag).name
        if tag not in before.tags:
            return self._alter(before, f"tag {self.address(before.id)} {tag}", tags=self._with(before.tags, tag))
        left = tuple(other for other in before.tags if other != tag)
        if left or before.note or self._index.links_of(before.id):
            return self._alter(before, f"untag {self.address(before.id)} {tag}", tags=left)
        self.delete(before.id)
        return None

    def set_note(self, annotation_id: str, note: str) -> Annotation:
        """Write the note of a passage; an empty one takes it away."""
        before = self.annotation(annotation_id)
        return self._alter(before, f"note on {self.address(before.id)}", note=_writable(note))

    def set_status(self, annotation_id: str, status: str) -> Annotation:
        """Say of a passage that it is open, checked, disputed or dropped."""
        if status not in STATUSES:
            raise UsageError(f"There is no status “{status}”; there are {', '.join(STATUSES)}.")
        before = self.annotation(annotation_id)
        return self._alter(before, f"mark {self.address(before.id)} {status}", status=status)

    def move(self, annotation_id: str, start: int, end: int) -> Annotation:
        """Put a passage elsewhere in its source; it keeps its tags, note and links.

        Raises UsageError if the place is blank or taken.
        """
        self._keeper.begin()
        before = self.annotation(annotation_id)
        at = self._describe(before.source, start, end)
        self._free(before.source, at, but=before.id)
        self._shelf.identify(before.source)
        return self._alter(
            before,
            f"adjust {self.address(before.id)}",
            fragments=((at.start, at.end),),
            exact=at.exact,
            prefix=at.prefix,
            suffix=at.suffix,
        )

    def delete(self, annotation_id: str) -> list[Link]:
        """Delete a passage and its links, which are returned."""
        annotation = self.annotation(annotation_id)
        links = self._index.links_of(annotation.id)
        edits = [Edit("links", link.id, link, None) for link in links]
        label = f"delete {self.address(annotation.id)}"
        self._commit(label, [*edits, Edit("annotations", annotation.id, annotation, None)], self._where(annotation.id))
        return links

    def connect(self, source: str | Span, target: str | Span, kind: str, note: str = "") -> Link:
        """Link two passages, read *source kind target*.

        An end is an annotation's id or address, or a span, which becomes an annotation without a tag if it is none.
        Raises UsageError if both are the same passage, there is no such kind or the link is there already.
        """
        self._keeper.begin()
        if kind not in LINK_KINDS:
            raise UsageError(f"There is no kind of link “{kind}”; there are {', '.join(LINK_KINDS)}.")
        with self.batch():
            one, other = self._end(source), self._end(target)
            self._check_link(one, other, kind)
            link = Link(
                id=new_id(),
                source=one.id,
                target=other.id,
                kind=kind,
                note=_writable(note),
                created=now(),
                author=self.author,
            )
            label = f"{self.address(one.id)} {kind} {self.address(other.id)}"
            self._commit(label, [Edit("links", link.id, None, link)], self._where(other.id))
        return link

    def disconnect(self, link_id: str) -> None:
        """Delete a link; the passages stay."""
        link = self.link(link_id)
        self._commit(f"unlink {self._ends(link)}", [Edit("links", link.id, link, None)], self._where(link.target))

    def set_link_note(self, link_id: str, note: str) -> Link:
        """Write the note of a link; an empty one takes it away."""
        link = self.link(link_id)
        after = replace(link, note=_writable(note))
        if after != link:
            self._commit(f"note on {self._ends(link)}", [Edit("links", link.id, link, after)], self._where(link.target))
        return after

    def add_tag(
        self, name: str, *, key: str = "", letter: str = "", colour: str = "", description: str = "", parent: str = ""
    ) -> Tag:
        """Add a tag of one's own, with the next free key, letter and colour where none is given.

        Raises UsageError if its name cannot be one or is taken.
        """
        self._keeper.begin()
        tag = new_tag(
            _writable(name), self.tags(), key=key, letter=letter, colour=colour, description=description, parent=parent
        )
        self._commit(f"new tag {tag.name}", [Edit("tags", tag.name, None, tag)], self._at)
        return tag

    @contextmanager
    def batch(self, label: str = "") -> Iterator[None]:
        """Make everything inside one change; a batch within a batch belongs to it.

        Without a label the change is called after the last thing that was done.

        If an error leaves the batch, what was done inside is taken back.
        """
        if self._batch is not None:
            yield
            return
        edits: list[Edit] = []
        self._batch = edits
        try:
            yield
        except BaseException:
            for edit in reversed(edits):
                self._index.apply(Edit(edit.table, edit.key, edit.after, edit.before))
            raise
        finally:
            self._batch = None
        if edits:
            self._finish(label or self._last, edits)

    def undo(self) -> Change | None:
        """Take the last change back and return it; None if there is none."""
        if self._history.done or self.read_only:
            self._keeper.begin()
        change = self._history.undo()
        if change is not None:
            self._make(inverse(change))
        return change

    def redo(self) -> Change | None:
        """Make the change again that was taken back last, and return it; None if there is none."""
        if self._history.undone or self.read_only:
            self._keeper.begin()
        change = self._history.redo()
        if change is not None:
            self._make(change)
        return change

    # --- what has been read: recorded, but no step of undo

    def set_place(self, source_id: str, offset: int) -> None:
        """Remember where the cursor was in a source."""
        source = self.source(source_id)
        self._touch(source, replace(source, place=max(0, offset)))

    def mark_read(self, source_id: str, start: int, end: int) -> None:
        """Remember that a stretch of a source has been read."""
        source = self.source(source_id)
        self._touch(source, replace(source, read=merged(source.read, max(0, start), end)))

    # --- saving

    @property
    def saved(self) -> bool:
        """Whether every change is on disk."""
        return self._keeper.saved

    def flush(self) -> None:
        """Wait until everything is on disk. Raises StoreError if it cannot be written."""
        self._keeper.flush()

    def close(self) -> None:
        """Write what is left and let go of the library. Raises StoreError if it cannot be written."""
        self._keeper.close()

    # --- how a change is made

    def _commit(self, label: str, edits: list[Edit], at: _Place) -> None:
        """Make edits, as a change of their own or as part of the batch."""
        self._keeper.begin()
        for edit in edits:
            self._index.apply(edit)
        self._at, self._last = at, label
        if self._batch is None:
            self._finish(label, edits)
        else:
            self._batch += edits

    def _finish(self, label: str, edits: list[Edit]) -> None:
        """Record edits that were made as one change."""
        source, offset = self._at
        change = Change(label, tuple(edits), now(), self.author, source, offset)
        self._history.push(change)
        self._tell(change)

    def _make(self, change: Change) -> None:
        """Make a change again, or its inverse."""
        for edit in change.edits:
            self._index.apply(edit)
        self._tell(change)

    def _tell(self, change: Change) -> None:
        self._keeper.submit()
        if self.on_change is not None:
            self.on_change(change)

    def _touch(self, before: Source, after: Source) -> None:
        if after != before:
            self._index.apply(Edit("sources", before.id, before, after))
            self._keeper.touch()

    def _alter(self, before: Annotation, label: str, **fields: Any) -> Annotation:
        """Change fields of an annotation; nothing is recorded if they are as they were."""
        self._keeper.begin()
        after: Annotation = replace(before, **fields)
        if after == before:
            return before
        after = replace(after, modified=now())
        self._commit(label, [Edit("annotations", before.id, before, after)], self._where(before.id))
        return after

    def _new(self, source_id: str, at: Selectors, tags: tuple[str, ...] = (), note: str = "") -> Annotation:
        """Make and commit the annotation of a place that is free."""
        source = self.source(source_id)
        time = now()
        annotation = Annotation(
            id=new_id(),
            source=source_id,
            number=source.last_number + 1,
            fragments=((at.start, at.end),),
            exact=at.exact,
            prefix=at.prefix,
            suffix=at.suffix,
            tags=tags,
            note=_writable(note),
            created=time,
            modified=time,
            author=self.author,
        )
        # The number stays used when the annotation is undone: an address never means two passages.
        self._index.apply(Edit("sources", source_id, source, replace(source, last_number=annotation.number)))
        self._shelf.identify(source_id)
        label = f"{' '.join(tags) or 'passage'} {source.number}:{annotation.number}"
        self._commit(label, [Edit("annotations", annotation.id, None, annotation)], (source_id, at.start))
        return annotation

    def _describe(self, source_id: str, start: int, end: int) -> Selectors:
        return describe(self._shelf.text(source_id, max(start, end)), start, end)

    def _end(self, end: str | Span) -> Annotation:
        """The annotation at an end of a link, made if it is a span without one."""
        if isinstance(end, str):
            return self.annotation(end)
        at = self._describe(*end)
        return self._index.at(end.source_id, at.start, at.end) or self._new(end.source_id, at)

    def _check_link(self, one: Annotation, other: Annotation, kind: str) -> None:
        if one.id == other.id:
            raise UsageError(f"A passage cannot be linked with itself ({self.address(one.id)}). Choose another one.")
        for link in self._index.links_of(one.id):
            same = (link.source, link.target) == (one.id, other.id)
            mirrored = LINK_KINDS[kind].symmetric and (link.target, link.source) == (one.id, other.id)
            if link.kind == kind and (same or mirrored):
                raise UsageError(f"There is this link already: {self._ends(link)}.")

    def _free(self, source_id: str, at: Selectors, but: str = "") -> None:
        """Raise UsageError if exactly this place is annotated already."""
        taken = self._index.at(source_id, at.start, at.end)
        if taken is not None and taken.id != but:
            raise UsageError(f"Exactly this passage is annotated already: it is {self.address(taken.id)}.")

    def _ordered(self, tags: Sequence[str]) -> tuple[str, ...]:
        """Tags in the order of the codebook. Raises UsageError if one is not in it."""
        wanted = {self.tag(tag).name for tag in tags}
        return tuple(name for name in self._index.tags if name in wanted)

    def _with(self, tags: tuple[str, ...], tag: str) -> tuple[str, ...]:
        """Tags and one more, in the order of the codebook; those that it does not have come last."""
        order = {name: place for place, name in enumerate(self._index.tags)}
        return tuple(sorted((*tags, tag), key=lambda name: order.get(name, len(order))))

    def _ends(self, link: Link) -> str:
        return f"{self.address(link.source)} {link.kind} {self.address(link.target)}"

    def _where(self, annotation_id: str) -> _Place:
        passage = self.passage(annotation_id)
        return passage.annotation.source, max(0, passage.start)


def _writable(text: str) -> str:
    """A text as it can be written in UTF-8: lone surrogates, which a terminal may send, are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
