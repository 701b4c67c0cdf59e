"""Which tags are folded, and which are shown for a typed text."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from annotations.model import Tag
from annotations.records.codebook.tree import TagNode, TagTree
from annotations.text.folding import fold

MANY: Final = 40
"""Tags from which on all are folded at first."""


class TagFolds:
    """Tags whose children are hidden, kept for the sitting."""

    def __init__(self) -> None:
        """Fold as many tags need it, once the tags are known."""
        self._names: set[str] | None = None

    def names(self, tree: TagTree) -> set[str]:
        """Return the names of the folded tags."""
        if self._names is None:
            self._names = _parents(tree) if len(tree.nodes) > MANY else set()
        return self._names

    def toggle(self, tree: TagTree, name: str) -> None:
        """Fold a tag, or unfold it."""
        self.names(tree).symmetric_difference_update({name})

    def reveal(self, tree: TagTree, name: str) -> None:
        """Unfold the tags above a tag."""
        self.names(tree).difference_update(tree.above(name))

    def fold_all(self, tree: TagTree, *, folded: bool) -> None:
        """Fold or unfold all tags."""
        self._names = _parents(tree) if folded else set()

    def visible(self, tree: TagTree) -> list[TagNode]:
        """Return the tags that no folded tag hides."""
        found, place, folded = [], 0, self.names(tree)
        while place < len(tree.nodes):
            node = tree.nodes[place]
            found.append(node)
            place += 1 + (node.below if node.tag.name in folded else 0)
        return found


def _parents(tree: TagTree) -> set[str]:
    return {node.tag.name for node in tree.nodes if node.below}


class Matches(NamedTuple):
    """Tags for a typed text."""

    nodes: list[TagNode]
    """Those that match and those above them, in the order of the tree."""
    best: int
    """Index of the one that matches best; -1 if none does."""


def matches(tree: TagTree, typed: str, details: Mapping[str, str], allowed: Callable[[Tag], bool]) -> Matches:
    """Find tags by name, key, letter and details; ``allowed`` leaves out those that cannot be chosen.

    A capital or a digit alone is the letter or key of tags before it is the beginning of a name.
    """
    wanted, words = fold(typed), fold(typed).split()
    ranks: dict[str, int] = {}
    kept: set[str] = set()
    for node in tree.nodes:
        rank = _rank(node.tag, tree.folded[node.tag.name], typed, wanted, words, details)
        if rank >= 0 and allowed(node.tag):
            ranks[node.tag.name] = rank
            kept.update((node.tag.name, *tree.above(node.tag.name)))
    nodes = [node for node in tree.nodes if node.tag.name in kept]
    places = [(ranks[node.tag.name], i) for i, node in enumerate(nodes) if node.tag.name in ranks]
    return Matches(nodes, min(places)[1] if places else -1)


def _rank(tag: Tag, name: str, typed: str, wanted: str, words: list[str], details: Mapping[str, str]) -> int:
    """Return how well a tag matches, 0 best; -1 if it does not."""
    if name == wanted:
        return 0
    if typed == tag.key:
        return 1
    sign = typed == tag.letter
    if sign and not typed.islower():
        return 2
    if name.startswith(wanted):
        return 3
    if all(word in name for word in words):
        return 4 if f" {wanted}" in name else 5
    if sign:
        return 6
    return 7 if all(word in details.get(tag.name, "") for word in words) else -1
