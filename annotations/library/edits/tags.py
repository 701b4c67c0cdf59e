"""A ledger whose own tags can be renamed, brought together and removed, over all passages at once."""

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.link_kinds import Relating
from annotations.model import Edit, Tag, now
from annotations.records.codebook import DEFAULT, load, new_tag
from annotations.store.codec import writable
from annotations.store.paths import CODEBOOK


class Tagging(Relating):
    """The own tags of a library, and how they are changed; each call is one step of undo.

    All of them raise UsageError if there is no such tag, if every library has it, or if ``codebook.toml`` names
    it: from there it would come back.
    """

    def tag_count(self, name: str) -> int:
        """How many passages have a tag."""
        return sum(name in one.tags for one in self._index.annotations.values())

    def rename_tag(self, name: str, new: str) -> Tag:
        """Call a tag otherwise; its passages and the tags below it come along, key, letter and colour stay.

        Raises UsageError also if the name cannot be one, or if another tag has it: `merge_tags` brings those together.
        """
        with self.transaction():
            before = self._own_tag(name)
            if " ".join(new.split()) == before.name:
                return before
            others = [tag for tag in self.tags() if tag.name != before.name]
            after = replace(before, name=new_tag(writable(new), others).name)
            edits = [Edit("tags", after.name, None, after), *self._retagged(before, after.name)]
            edits.append(Edit("tags", before.name, before, None))
            self._commit(f"rename tag {before.name} to {after.name}", edits, self._at)
            return after

    def merge_tags(self, name: str, into: str) -> Tag:
        """Give all passages of a tag another one instead; so do the tags below it. The tag itself goes."""
        with self.transaction():
            before, kept = self._own_tag(name), self.tag(into)
            if before.name == kept.name:
                return kept
            edits = [*self._retagged(before, kept.name), Edit("tags", before.name, before, None)]
            self._commit(f"merge tag {before.name} into {kept.name}", edits, self._at)
            return self.tag(kept.name)

    def remove_tag(self, name: str) -> int:
        """Take a tag from all passages and from the codebook; returns how many had it. The passages stay."""
        with self.transaction():
            tag = self._own_tag(name)
            count = self.tag_count(tag.name)
            edits = [*self._retagged(tag, ""), Edit("tags", tag.name, tag, None)]
            self._commit(f"remove tag {tag.name}", edits, self._at)
            return count

    def _retagged(self, gone: Tag, new: str) -> list[Edit]:
        """What becomes of passages with a tag that goes, and of the tags below it: they have the new one, if any."""
        time, edits = now(), []
        for one in self._index.annotations.values():
            if gone.name in one.tags:
                tags = dict.fromkeys(new if tag == gone.name else tag for tag in one.tags)
                after = replace(one, tags=tuple(filter(None, tags)), modified=time)
                edits.append(Edit("annotations", one.id, one, after))
        for tag in self._index.tags.values():
            if tag.parent == gone.name and tag.name != gone.name:
                # The new one may have been below the one that goes, and is not to be below itself.
                below = new if new and tag.name != new else gone.parent
                edits.append(Edit("tags", tag.name, tag, replace(tag, parent=below)))
        return edits

    def _own_tag(self, name: str) -> Tag:
        tag = self.tag(name)
        if tag.name in {one.name for one in DEFAULT}:
            raise UsageError(f"Every library has the tag “{tag.name}”: it stays as it is.")
        if tag.name in load(self.home / CODEBOOK, ())[0]:
            raise UsageError(f"The tag “{tag.name}” is in {self.home / CODEBOOK}. Take it out there first.")
        return tag
