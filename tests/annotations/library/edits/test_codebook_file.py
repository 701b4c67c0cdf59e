"""The codebook file follows the tags and link types that it names, and keeps everything else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.library import Library

BOOK = """\
# Ours.
[tags.water] # all of it
key = "3"

# Wells of all sorts.
[tags.well]
parent = "water" # for now
[kinds.answers]
glyph = "◆"
inverse = "answered by"

[tags.river]
parent = "water"
"""

Act = Callable[[Library], object]

CASES: dict[str, tuple[Act, dict[str, str]]] = {
    "rename": (
        lambda library: library.rename_tag("water", "the water"),
        {"[tags.water]": '[tags."the water"]', 'parent = "water"': 'parent = "the water"'},
    ),
    "below": (lambda library: library.set_parent("well", "river"), {'parent = "water" # for now': 'parent = "river" # for now'}),
    "to the top": (lambda library: library.set_parent("well", ""), {'parent = "water" # for now\n': ""}),
    "merge": (lambda library: library.merge_tags("well", "river"), {'[tags.well]\nparent = "water" # for now\n': ""}),
    "remove": (
        lambda library: library.remove_tag("water"),
        {'[tags.water] # all of it\nkey = "3"\n\n# Wells of all sorts.\n': "", 'parent = "water" # for now\n': "", 'parent = "water"\n': ""},
    ),
    "rename a type": (lambda library: library.link_types.rename("answers", "replies"), {"kinds.answers": "kinds.replies"}),
    "change a type": (
        lambda library: library.link_types.change("answers", rename="replies", inverse="replied by", glyph="●"),
        {"kinds.answers": "kinds.replies", "answered by": "replied by", "◆": "●"},
    ),
    "remove a type": (lambda library: library.link_types.remove("answers"), {'[kinds.answers]\nglyph = "◆"\ninverse = "answered by"\n\n': ""}),
    "another tag": (lambda library: library.add_tag("land"), {}),
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A source, and a codebook file with comments, whose sections are not together."""
    (tmp_path / "a.txt").write_text("The well is far.\n", encoding="utf-8")
    home = tmp_path / ".postil"
    home.mkdir()
    (home / "codebook.toml").write_text(BOOK, encoding="utf-8")
    return home


def known(library: Library) -> dict[str, object]:
    """All tags and link types, without what is chosen where the file says nothing."""
    return {tag.name: tag.parent for tag in library.tags()} | {
        name: (kind.inverse, kind.glyph) for name, kind in library.kinds().items()
    }


@pytest.mark.parametrize("name", CASES)
def test_an_entry_is_changed_with_its_record_and_nothing_else_is(home: Path, name: str) -> None:
    """The library is opened with the same tags and types and no line; undo restores what the file can say."""
    act, replaced = CASES[name]
    expected = BOOK
    for old, new in replaced.items():
        expected = expected.replace(old, new)
    file = home / "codebook.toml"
    library = Library.open([home.parent], author="tester")
    before = known(library)
    act(library)
    assert file.read_text(encoding="utf-8") == expected
    after = known(library)
    library.flush()
    again = Library.open([home.parent])
    assert known(again) == after
    assert [*again.problems] == []
    library.undo()
    assert known(library) == before
    library.flush()
    assert known(Library.open([home.parent])) == before
    if name.startswith("rename"):
        assert file.read_text(encoding="utf-8") == BOOK
        library.redo()
        assert file.read_text(encoding="utf-8") == expected
    library.close()


@pytest.mark.parametrize(("dotted", "mode"), [(False, 0o444), (True, 0o644)])
def test_what_cannot_be_written_is_one_line_and_changes_nothing(home: Path, mode: int, dotted: bool) -> None:  # noqa: FBT001
    """Neither a file that is read-only nor one whose form cannot be kept; other tags can be changed."""
    file = home / "codebook.toml"
    content = 'tags.water.key = "3"\ntags.well.parent = "water"\n' if dotted else BOOK
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    library = Library.open([home.parent], author="tester")
    library.add_tag("land")
    before = known(library), len(library.history.entries())
    with pytest.raises(UsageError, match=r"codebook") as told:
        library.rename_tag("water", "sea")
    assert "\n" not in str(told.value)
    assert (known(library), len(library.history.entries())) == before
    assert file.read_text(encoding="utf-8") == content
    assert library.rename_tag("land", "soil").name == "soil"
    library.close()


@pytest.mark.parametrize(
    ("name", "parent"), [("water", "well"), ("water", "water"), ("well", "none"), ("claim", "water")]
)
def test_no_tag_is_below_itself_or_an_unknown_one(home: Path, name: str, parent: str) -> None:
    """And the built-in ones stay at the top."""
    library = Library.open([home.parent], author="tester")
    before = known(library)
    with pytest.raises(UsageError):
        library.set_parent(name, parent)
    assert known(library) == before
    library.close()
