"""Which tags are shown: what is folded, what a typed text finds, and which of it is best."""

import pytest

from annotations.model import Tag
from annotations.records.codebook.tags import DEFAULT, Book
from annotations.records.codebook.tree import TagTree
from tests import books
from tui.session.tag_folds import TagFolds, matches


def tree(*names: str) -> TagTree:
    """A tree of tags in words: name, parent, key, letter and description with slashes between."""
    tags = []
    for one in names:
        name, parent, key, letter, description = (one.split("/") + [""] * 4)[:5]
        tags.append(
            Tag(name=name, parent=parent, key=key, letter=letter or "X", colour="tag1", description=description)
        )
    return TagTree(tags)


SMALL = tree("Water//1/W", "Well/Water//E", "Deep well/Well//w", "Land///L/where people live", "Law///Q", "wages///9")

CASES = (
    ("well", "Water Well* Deep well"),
    ("WELL", "Water Well* Deep well"),
    ("deep", "Water Well Deep well*"),
    ("la", "Land* Law"),
    ("law", "Law*"),
    ("1", "Water*"),
    ("L", "Water Well Deep well Land* Law"),
    ("Q", "Law*"),
    ("w", "Water* Well Deep well Land Law wages"),
    ("W", "Water* Well Deep well Land Law wages"),
    ("l w", "Water Well* Deep well Land Law"),
    ("people", "Land*"),
    ("none", ""),
)


@pytest.mark.parametrize(("typed", "expected"), CASES)
def test_a_text_finds_names_keys_letters_and_descriptions(typed: str, expected: str) -> None:
    """Tags above a match stay visible; the best match has the cursor."""
    details = {"Land": "where people live"}
    nodes, best = matches(SMALL, typed, details, lambda _: True)
    shown = " ".join(node.tag.name + "*" * (i == best) for i, node in enumerate(nodes))
    assert shown == expected


def test_letters_that_tags_share_are_listed_together_and_more_letters_choose() -> None:
    """The first tag in the order of the tree is the best one until a name decides."""
    book = Book(DEFAULT)
    for name, parent in books.entries():
        book.put(book.make(name, parent=parent))
    large = TagTree(book.tags.values())
    nodes, best = matches(large, "S", {}, lambda _: True)
    assert nodes[best].tag.letter == "S"
    assert len({node.tag.colour for node in nodes if node.tag.letter == "S"}) > 1
    nodes, best = matches(large, "Sc", {}, lambda _: True)
    assert nodes[best].tag.name == "Schooling"


def test_many_tags_are_folded_at_first_and_few_are_not() -> None:
    """Folding hides all below; what is revealed is not hidden; all folded is the top alone."""
    folds = TagFolds()
    assert len(folds.visible(SMALL)) == 6
    folds.toggle(SMALL, "Well")
    assert [node.tag.name for node in folds.visible(SMALL)] == ["Water", "Well", "Land", "Law", "wages"]
    folds.toggle(SMALL, "Water")
    assert [node.tag.name for node in folds.visible(SMALL)] == ["Water", "Land", "Law", "wages"]
    folds.reveal(SMALL, "Deep well")
    assert len(folds.visible(SMALL)) == 6
    many = TagTree([Tag(name=name, letter="X", colour="tag1", parent=parent) for name, parent in books.entries()])
    folds = TagFolds()
    assert [node.tag.name for node in folds.visible(many)] == [*books.AREAS]
    folds.toggle(many, "Trade")
    assert len(folds.visible(many)) == len(books.AREAS) + len(books.TOPICS)
    folds.fold_all(many, folded=False)
    assert len(folds.visible(many)) == 441
