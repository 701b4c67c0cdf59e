"""A ledger whose own kinds of links can be added, altered and removed."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.claims import Judging
from annotations.model import LINK_KINDS, Edit, LinkKind
from annotations.records.link_kinds import new_kind
from annotations.store.codec import writable


class Relating(Judging):
    """The kinds of links of a library, and how they are changed; each call is one step of undo."""

    def add_kind(self, name: str, *, key: str = "", glyph: str = "", inverse: str = "", counts: str = "") -> LinkKind:
        """Add a kind of link; see `annotations.records.link_kinds.new_kind`, which also says what raises UsageError."""
        with self.transaction():
            made = new_kind(
                writable(name), self.kinds().values(), key=key, glyph=glyph, inverse=writable(inverse), counts=counts
            )
            self._commit(f"new kind of link {made.name}", [Edit("kinds", made.name, None, made)], self._at)
            return made

    def change_kind(
        self, name: str, *, rename: str = "", key: str = "", glyph: str = "", inverse: str = "", counts: str = ""
    ) -> LinkKind:
        """Say anew what an own kind of link is; what is left empty is as for a new one. Its links come along.

        Raises UsageError if there is no such kind, if it is one that every library has, or if what is said of
        it does not fit.
        """
        with self.transaction():
            before = self._own_kind(name)
            others = [kind for kind in self.kinds().values() if kind.name != before.name]
            after = new_kind(
                writable(rename or name), others, key=key, glyph=glyph, inverse=writable(inverse), counts=counts
            )
            after = replace(after, extra=before.extra)
            if after == before:
                return before
            if after.name == before.name:
                edits = [Edit("kinds", before.name, before, after)]
            else:
                edits = [Edit("kinds", after.name, None, after), Edit("kinds", before.name, before, None)]
                edits[1:1] = [
                    Edit("links", link.id, link, replace(link, kind=after.name))
                    for link in self._index.links.values()
                    if link.kind == before.name
                ]
            self._commit(f"kind of link {after.name}", edits, self._at)
            return after

    def remove_kind(self, name: str) -> LinkKind:
        """Remove an own kind of link. Raises UsageError if links are of it, or if every library has it."""
        with self.transaction():
            kind = self._own_kind(name)
            if used := self.kind_count(kind.name):
                links = "link is" if used == 1 else "links are"
                raise UsageError(f"The kind “{kind.name}” is in use: {used:,} {links} of it. Delete them first.")
            self._commit(f"remove kind of link {kind.name}", [Edit("kinds", kind.name, kind, None)], self._at)
            return kind

    def kind_count(self, name: str) -> int:
        """How many links are of a kind."""
        return sum(link.kind == name for link in self._index.links.values())

    def _own_kind(self, name: str) -> LinkKind:
        if name in LINK_KINDS:
            raise UsageError(f"Every library has the kind of link “{name}”: it stays as it is.")
        return self.kind(name)
