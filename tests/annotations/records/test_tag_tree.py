"""Tags in the order of their tree, and what each stands for."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Tag
from annotations.records.codebook.tree import TagTree


def tags(parents: dict[str, str]) -> list[Tag]:
    """Tags with parents."""
    return [Tag(name=name, letter="X", colour="tag1", parent=parent) for name, parent in parents.items()]


def shown(parents: dict[str, str]) -> list[str]:
    """The names in the order of the tree, indented by a dot for each level."""
    return ["." * node.depth + node.tag.name for node in TagTree(tags(parents)).nodes]


def test_each_tag_is_behind_its_parent_and_siblings_keep_the_order_of_the_codebook() -> None:
    """Wherever in the codebook they are."""
    parents = {"well": "water", "food": "", "water": "", "deep well": "well", "river": "water"}
    assert shown(parents) == ["food", "water", ".well", "..deep well", ".river"]
    tree = TagTree(tags(parents))
    assert tree.above("deep well") == ["well", "water"]
    assert [tree.with_below(name) for name in ("water", "river", "=water", "none", "=none")] == [
        {"water", "well", "deep well", "river"}, {"river"}, {"water"}, {"none"}, {"none"},
    ]  # fmt: skip


def test_tags_without_a_place_are_at_the_top() -> None:
    """Below an unknown parent, below itself, and the first of those that are below each other."""
    parents = {"a": "gone", "b": "b", "e": "d", "c": "e", "d": "c", "f": "d"}
    assert shown(parents) == ["a", "b", "e", ".c", "..d", "...f"]
    tree = TagTree(tags(parents))
    assert [tag.name for tag in tree.unknown] == ["a"]
    assert tree.loops == [["b"], ["e", "d", "c"]]
    assert tree.with_below("d") == {"d", "f"}


def test_a_filter_names_a_tag_in_any_case_and_with_a_sign_alone() -> None:
    """A tag whose name begins with the sign is itself first."""
    tree = TagTree(tags({"Water": "", "Well": "Water", "=Well": "", "Été": ""}))
    assert tree.named("water") == {"Water", "Well"}
    assert tree.named("=water") == {"Water"}
    assert tree.named("=well") == {"=Well"}
    assert tree.named("e\u0301te\u0301") == {"Été"}
    assert tree.named("none") == frozenset()


@given(st.lists(st.integers(-1, 12), max_size=12))
def test_every_tag_has_one_place_whatever_the_parents_are(parents: list[int]) -> None:
    """What a tag stands for are the tags from which going up leads to it."""
    tree = TagTree(tags({str(i): str(parent) if parent >= 0 else "" for i, parent in enumerate(parents)}))
    names = [node.tag.name for node in tree.nodes]
    assert sorted(names) == sorted(str(i) for i in range(len(parents)))
    for place, node in enumerate(tree.nodes):
        above = tree.above(node.tag.name)
        assert node.depth == len(above)
        assert tree.place(node.tag.name) == place
        assert not above or tree.place(above[0]) < place
        assert tree.with_below(node.tag.name) == {name for name in names if node.tag.name in (name, *tree.above(name))}
