"""The library: a folder of sources and everything that was recorded about them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from annotations.anchoring.selectors import Selectors, describe, fragments
from annotations.errors import StoreError, UsageError
from annotations.library.edits.tags import Tagging
from annotations.library.open import open_library
from annotations.model import (
    STATUSES,
    Annotation,
    Edit,
    Link,
    Passage,
    Source,
    Span,
    Tag,
    new_id,
    now,
)
from annotations.records.codebook import new_tag
from annotations.sources.fence import is_there
from annotations.store.codec import writable
from annotations.store.paths import author as login

__all__ = ["Library", "Passage", "Span"]


_VERSION: Final = ("fragments", "exact", "prefix", "suffix", "text", "tags", "note", "status")
"""What two versions of a passage may say differently."""


class Library(Tagging):
    """The sources, annotations, links and tags of a folder; the only object that changes them.

    Each call that changes something is one `Change` and one step of undo, unless it is made within a
    `transaction`, and is saved in the background at once. All of them raise ReadOnlyError if the library cannot be
    written, StoreError if another program keeps it to itself, and UsageError if what they name does not exist.
    Everything but the two callbacks for saving happens in the thread that calls.
    """

    @classmethod
    def open(cls, paths: Sequence[Path], *, author: str = "", alone: bool = False) -> "Library":
        """Open the library on a folder or on some files. Writes nothing, unless it is to be ours alone.

        Without an author it is POSTIL_AUTHOR or the login name. ``alone`` is for a program that stays: a second
        one opens read-only, follows what the first one does, and may `take_over` when that is gone. Raises
        SourceError if a path is missing. A library that is damaged opens read-only, with the newest state
        that can be recovered and a line in `problems`.
        """
        library = cls(open_library(paths), author or login(), alone=alone)
        if alone:
            try:
                library.settle()
            except StoreError as error:
                library.problems.append(str(error))
        return library

    # --- changes

    def add(self, source_id: str, start: int, end: int, *, tags: Sequence[str] = (), note: str = "") -> Annotation:
        """Annotate a stretch of a source, in whole characters and without white space at its edges.

        Raises UsageError if nothing is left of it or exactly that stretch is annotated already.
        """
        self.path(source_id)
        self._writable_here()
        at = self._describe(source_id, start, end)
        with self.transaction():
            self._free(source_id, at)
            return self._new(source_id, at, self._ordered(tags), note)

    def toggle_tag(self, annotation_id: str, tag: str) -> Annotation | None:
        """Give a tag to a passage or take it away.

        A passage that loses its last tag and has neither note nor link goes with it; then None is returned.
        """
        with self.transaction():
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
        with self.transaction():
            before = self.annotation(annotation_id)
            return self._alter(before, f"note on {self.address(before.id)}", note=writable(note))

    def set_status(self, annotation_id: str, status: str) -> Annotation:
        """Say of a passage that it is open, checked, disputed or dropped."""
        if status not in STATUSES:
            raise UsageError(f"There is no status “{status}”; there are {', '.join(STATUSES)}.")
        with self.transaction():
            before = self.annotation(annotation_id)
            return self._alter(before, f"mark {self.address(before.id)} {status}", status=status)

    def keep_one(self, kept_id: str, other_id: str) -> None:
        """Of two versions of one passage or link keep what one of them says, under the older name.

        The passage that was numbered first stays, with its links; see `annotations.library.issues.conflicts`.
        """
        with self.transaction():
            if kept_id in self._index.links:
                self.disconnect(self.link(other_id).id)
                return
            kept, other = self.annotation(kept_id), self.annotation(other_id)
            first, second = (kept, other) if kept.number < other.number else (other, kept)
            said = {name: getattr(kept, name) for name in _VERSION}
            address = self.address(first.id)
            self.delete(second.id)
            self._alter(first, "", **said)
            self._last = f"keep one version of {address}"

    def keep_both(self, other_id: str) -> None:
        """Take the second of two versions of one passage or link for a record of its own."""
        with self.transaction():
            table = "links" if other_id in self._index.links else "annotations"
            other = self.link(other_id) if table == "links" else self.annotation(other_id)
            edit = Edit(table, other.id, other, replace(other, created=now()))
            self._commit("keep both versions", [edit], self._at)

    def move(self, annotation_id: str, start: int, end: int) -> Annotation:
        """Put a passage elsewhere in its source; it keeps its tags, note and links.

        Raises UsageError if the place is blank or taken.
        """
        self._writable_here()
        at = self._describe(self.annotation(annotation_id).source, start, end)
        with self.transaction():
            before = self.annotation(annotation_id)
            return self._put_at(before, at, f"adjust {self.address(before.id)}")

    def accept(self, annotation_ids: Sequence[str], place: tuple[int, int] | None = None) -> list[Annotation]:
        """Record passages where they were found in a source that has changed, with the words that they have now.

        A place is that of a single one, chosen among several. Raises UsageError if one has no place, or its
        place is taken.
        """
        found = [self.passage(annotation_id) for annotation_id in annotation_ids]
        if place is not None:
            found = [passage._replace(start=place[0], end=place[1]) for passage in found]
        self._writable_here()
        for passage in found:
            if not passage.placed:
                raise UsageError(f"{self.address(passage.annotation.id)} was not found. Select its words again.")
        places = [self._describe(one.annotation.source, one.start, one.end) for one in found]
        one = f" {self.address(found[0].annotation.id)}" if len(found) == 1 else f" {len(found)} passages"
        with self.transaction(f"accept{one}"):
            pairs = zip(found, places, strict=True)
            return [self._put_at(self.annotation(old.annotation.id), at, f"accept{one}") for old, at in pairs]

    def delete(self, annotation_id: str) -> list[Link]:
        """Delete a passage and its links, which are returned."""
        with self.transaction():
            annotation = self.annotation(annotation_id)
            links = self._index.links_of(annotation.id)
            edits = self._judged({annotation.id})
            edits += [Edit("links", link.id, link, None) for link in links]
            edits.append(Edit("annotations", annotation.id, annotation, None))
            self._commit(f"delete {self.address(annotation.id)}", edits, self._where(annotation.id))
        return links

    def connect(self, source: str | Span, target: str | Span, kind: str, note: str = "") -> Link:
        """Link two passages, read *source kind target*.

        An end is an annotation's id or address, or a span, which becomes an annotation without a tag if it is none.
        Raises UsageError if both are the same passage, there is no such kind or the link is there already.
        """
        self._writable_here()
        kind = self.kind(kind).name
        for end in (source, target):
            if isinstance(end, Span):
                self._describe(*end)  # a source that is not read yet is read before anybody has to wait
        with self.transaction():
            one, other = self._end(source), self._end(target)
            self._check_link(one, other, kind)
            link = Link(
                id=new_id(),
                source=one.id,
                target=other.id,
                kind=kind,
                note=writable(note),
                created=now(),
                author=self.author,
            )
            label = f"{self.address(one.id)} {kind} {self.address(other.id)}"
            self._commit(label, [Edit("links", link.id, None, link)], self._where(other.id))
        return link

    def disconnect(self, link_id: str) -> None:
        """Delete a link; the passages stay."""
        with self.transaction():
            link = self.link(link_id)
            self._commit(f"unlink {self._ends(link)}", [Edit("links", link.id, link, None)], self._where(link.target))

    def set_link_note(self, link_id: str, note: str) -> Link:
        """Write the note of a link; an empty one takes it away."""
        with self.transaction():
            link = self.link(link_id)
            after = replace(link, note=writable(note))
            if after != link:
                edit = Edit("links", link.id, link, after)
                self._commit(f"note on {self._ends(link)}", [edit], self._where(link.target))
            return after

    def add_tag(
        self, name: str, *, key: str = "", letter: str = "", colour: str = "", description: str = "", parent: str = ""
    ) -> Tag:
        """Add a tag of one's own, with the next free key, letter and colour where none is given.

        Raises UsageError if its name cannot be one or is taken.
        """
        with self.transaction():
            tag = new_tag(
                writable(name),
                self.tags(),
                key=key,
                letter=letter,
                colour=colour,
                description=description,
                parent=parent,
            )
            self._commit(f"new tag {tag.name}", [Edit("tags", tag.name, None, tag)], self._at)
            return tag

    def remove_source(self, source_id: str) -> Source:
        """Forget a source whose file is gone, with its passages and their links.

        Raises UsageError if its file is there: it would be met again.
        """
        with self.transaction():
            source = self.source(source_id)
            if is_there(self.path(source_id)):
                raise UsageError(
                    f"The file of source {source.number} is there: {source.path}. Delete or move it first."
                )
            own = self._index.own(source_id)
            links = {link.id: link for one in own for link in self._index.links_of(one.id)}
            edits = self._judged({one.id for one in own})
            edits += [Edit("links", link.id, link, None) for link in links.values()]
            edits += [Edit("annotations", one.id, one, None) for one in own]
            edits.append(Edit("sources", source.id, source, None))
            self._commit(f"forget source {source.number} {source.path}", edits, (source_id, 0))
        return source

    def set_manner(self, source_id: str, manner: str) -> None:
        """Have a source read as Markdown throughout, or as suits it; its passages are looked for in the other text."""
        with self.transaction():
            before = self.source(source_id)
            if manner != before.manner:
                edit = Edit("sources", source_id, before, replace(before, manner=manner))
                self._commit(f"reading of source {before.number}", [edit], (source_id, before.place))

    # --- how a change is made

    def _put_at(self, before: Annotation, at: Selectors, label: str) -> Annotation:
        """Record another place for a passage."""
        self._free(before.source, at, but=before.id)
        return self._alter(
            before,
            label,
            fragments=fragments(self._cache.reading(before.source).document, at.start, at.end),
            exact=at.exact,
            prefix=at.prefix,
            suffix=at.suffix,
            text=self._cache.identify(before.source),
        )

    def _alter(self, before: Annotation, label: str, **fields: Any) -> Annotation:
        """Change fields of an annotation; nothing is recorded if they are as they were."""
        after: Annotation = replace(before, **fields)
        if after == before:
            return before
        after = replace(after, modified=now())
        self._commit(label, [Edit("annotations", before.id, before, after)], self._where(before.id))
        return after

    def _new(self, source_id: str, at: Selectors, tags: tuple[str, ...] = (), note: str = "") -> Annotation:
        """Make and commit the annotation of a place that is free."""
        text = self._cache.identify(source_id)
        source, time = self.source(source_id), now()  # Only now: the source may have been given another text.
        annotation = Annotation(
            id=new_id(),
            source=source_id,
            number=source.last_number + 1,
            fragments=fragments(self._cache.reading(source_id).document, at.start, at.end),
            exact=at.exact,
            prefix=at.prefix,
            suffix=at.suffix,
            text=text,
            tags=tags,
            note=writable(note),
            created=time,
            modified=time,
            author=self.author,
        )
        # The number stays used when the annotation is undone: an address never means two passages.
        self._index.apply(Edit("sources", source_id, source, replace(source, last_number=annotation.number)))
        label = f"{' '.join(tags) or 'passage'} {source.number}:{annotation.number}"
        self._commit(label, [Edit("annotations", annotation.id, None, annotation)], (source_id, at.start))
        return annotation

    def _describe(self, source_id: str, start: int, end: int) -> Selectors:
        return describe(self._cache.text(source_id, max(start, end)), start, end)

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
            mirrored = self.kind(kind).symmetric and (link.target, link.source) == (one.id, other.id)
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
