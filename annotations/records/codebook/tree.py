"""Tree of the tags: each tag below its parent, and the tags that a parent includes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from msgspec import Struct

from annotations.model import Annotation, Tag
from annotations.text.folding import fold

ALONE: Final = "="
"""Sign before the name of a tag that means it alone, without the tags below it."""


class TagNode(Struct, frozen=True):
    """A tag at its place in the tree."""

    tag: Tag
    depth: int
    """Number of tags above it."""
    below: int
    """Number of tags below it, at all levels."""


class TagTree:
    """Tags in the order of a codebook, each one directly behind its parent and the tags before it there.

    A tag with a parent that does not exist is at the top. Of tags that are each other's parents the first one is.
    """

    def __init__(self, tags: Iterable[Tag]) -> None:
        """Order tags; no two have the same name."""
        self._tags = {tag.name: tag for tag in tags}
        self.unknown = [tag for tag in self._tags.values() if tag.parent and tag.parent not in self._tags]
        """Tags with a parent that does not exist."""
        self.loops: list[list[str]] = []
        """Names of tags that are each other's parents, each before its parent."""
        self._parents = {name: tag.parent if tag.parent in self._tags else "" for name, tag in self._tags.items()}
        self._cut_loops()
        self._children: dict[str, list[str]] = {}
        for name, parent in self._parents.items():
            self._children.setdefault(parent, []).append(name)
        self.nodes: tuple[TagNode, ...] = tuple(self._nodes())
        """All tags in the order of the tree."""
        self._places = {node.tag.name: place for place, node in enumerate(self.nodes)}
        self._found: dict[str, frozenset[str]] = {}

    def _cut_loops(self) -> None:
        order = {name: place for place, name in enumerate(self._parents)}
        done: set[str] = set()
        for name in order:
            path: dict[str, None] = {}
            while name and name not in done and name not in path:
                path[name] = None
                name = self._parents[name]
            if name in path:
                loop = [*path][[*path].index(name) :]
                first = loop.index(min(loop, key=order.__getitem__))
                self.loops.append([*loop[first:], *loop[:first]])
                self._parents[loop[first]] = ""
            done.update(path)

    def _nodes(self) -> Iterable[TagNode]:
        ordered: list[tuple[str, int]] = []
        waiting = [(name, 0) for name in reversed(self._children.get("", ()))]
        while waiting:
            name, depth = waiting.pop()
            ordered.append((name, depth))
            waiting += [(child, depth + 1) for child in reversed(self._children.get(name, ()))]
        below = dict.fromkeys(self._tags, 0)
        for name, _ in reversed(ordered):
            if parent := self._parents[name]:
                below[parent] += below[name] + 1
        return [TagNode(self._tags[name], depth, below[name]) for name, depth in ordered]

    def matching(self, typed: str) -> list[TagNode]:
        """Return the tags with all words of a text in their names, and the tags above them; all if there is none."""
        words = fold(typed).split()
        if not words:
            return [*self.nodes]
        kept: set[str] = set()
        for name, folded in self.folded.items():
            if all(word in folded for word in words):
                kept.update((name, *self.above(name)))
        return [node for node in self.nodes if node.tag.name in kept]

    @cached_property
    def folded(self) -> dict[str, str]:
        """The folded names of all tags in the order of the tree."""
        return {node.tag.name: fold(node.tag.name) for node in self.nodes}

    def parent(self, name: str) -> str:
        """Return the name of the tag that a tag is below; `""` at the top, and for a tag that does not exist."""
        return self._parents.get(name, "")

    def above(self, name: str) -> list[str]:
        """Return the names of the tags that a tag is below, the nearest first."""
        found = []
        while name := self.parent(name):
            found.append(name)
        return found

    def place(self, name: str) -> int:
        """Return the index of a tag in `nodes`; their number for a tag that does not exist."""
        return self._places.get(name, len(self.nodes))

    def with_below(self, name: str) -> frozenset[str]:
        """Return the name of a tag and those of all tags below it; with `ALONE` before it the name alone.

        A tag that does not exist has none below it.
        """
        if name not in self._tags:
            return frozenset({name.removeprefix(ALONE)})
        place = self._places[name]
        node = self.nodes[place]
        return frozenset(one.tag.name for one in self.nodes[place : place + 1 + node.below])

    def named(self, folded: str) -> frozenset[str]:
        """Return what all tags with a folded name stand for; a filter asks for it once for each passage."""
        known = self._found.get(folded)
        if known is None:
            folded_name = fold(folded)
            for wanted in dict.fromkeys((folded_name, folded_name.removeprefix(ALONE))):
                names = [name for name, known_as in self.folded.items() if known_as == wanted]
                if names:
                    alone = wanted != folded_name
                    known = frozenset(names) if alone else frozenset().union(*map(self.with_below, names))
                    break
            self._found[folded] = known = known or frozenset()
        return known


class TagCounts(Struct, frozen=True):
    """Numbers of annotations by the names of tags; a tag without any is left out."""

    own: Mapping[str, int]
    """With the tag."""
    whole: Mapping[str, int]
    """With the tag or one below it, each annotation once."""


def count_tags(tree: TagTree, annotations: Iterable[Annotation]) -> TagCounts:
    """Count annotations by tag."""
    own, whole = Counter[str](), Counter[str]()
    # Few of many annotations differ in their tags.
    for tags, count in Counter(one.tags for one in annotations).items():
        for name in dict.fromkeys(tags):
            own[name] += count
        for name in dict.fromkeys(above for tag in tags for above in (tag, *tree.above(tag))):
            whole[name] += count
    return TagCounts(own, whole)
