"""Tags have a key, a colour and a letter of their own, and a file may say which."""

from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import Tag
from annotations.records.codebook.load import load
from annotations.records.codebook.tags import DEFAULT, new_tag
from annotations.records.codebook.tree import TagTree
from tests import books

LETTERS = "ABDEGHIJKLMNPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz0123456789"


def test_own_tags_get_keys_and_colours_in_turn() -> None:
    """Nine have a digit, the colours come round, and no letter is given twice."""
    tags = list(DEFAULT)
    for number in range(12):
        tags.append(new_tag(f"place {number}", tags))
    own = tags[3:]
    assert [tag.key for tag in own] == [*"123456789", "", "", ""]
    assert [tag.colour for tag in own] == [f"tag{number % 6 + 1}" for number in range(12)]
    assert [tag.letter for tag in own[:4]] == ["P", "L", "A", "E"]


@given(st.lists(st.text(min_size=1, max_size=10), max_size=90))
def test_every_letter_is_one_plain_cell(names: list[str]) -> None:
    """Whatever the names are, letters differ as long as there are any, then the colours of those that are equal."""
    tags = list(DEFAULT)
    for name in names:
        with suppress(UsageError):
            tags.append(new_tag(name, tags))
    letters = [tag.letter for tag in tags]
    assert len(set(letters)) == min(len(letters), 62) or len(letters) > 62
    assert len(set(letters[:62])) == min(len(letters), 62)
    assert all(letter.isascii() and letter.isalnum() for letter in letters)


def test_many_tags_with_one_letter_have_all_colours_in_turn() -> None:
    """They are told apart by colour and name, and the letter is the first one of the name."""
    tags = [*DEFAULT, *(Tag(name=f"t{n}", letter=letter, colour="tag1") for n, letter in enumerate(LETTERS))]
    for number in range(12):
        tags.append(new_tag(f"yarn {number}", tags))
    own = tags[-12:]
    assert {tag.letter for tag in own} == {"Y"}
    assert sorted(tag.colour for tag in own[:5]) == [f"tag{n}" for n in range(2, 7)]
    assert {tag.colour for tag in own} == {f"tag{n}" for n in range(1, 7)}


names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)
lines = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)


@given(st.lists(st.tuples(names, lines, st.integers(-1, 8)), max_size=90), st.booleans())
def test_what_was_written_is_read_as_it_was(wanted: list[tuple[str, str, int]], recorded: bool) -> None:  # noqa: FBT001
    """A codebook as the program makes it, as a file: no line about it, and the same tags, known before or not."""
    tags: list[Tag] = []
    for name, description, parent in wanted:
        below = tags[parent].name if 0 <= parent < len(tags) else ""
        with suppress(UsageError):
            tags.append(new_tag(name, [*DEFAULT, *tags], description=description, parent=below))
    fields = ("key", "letter", "colour", "description", "parent")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.toml"
        content = {"tags": {tag.name: {field: getattr(tag, field) for field in fields} for tag in tags}}
        path.write_text(tomlkit.dumps(content), encoding="utf-8")
        book, problems = load(path, tags if recorded else ())
    assert problems == []
    assert list(book.values()) == [*DEFAULT, *tags]


def test_a_book_of_441_tags_is_used_as_it_is(tmp_path: Path) -> None:
    """Without a line, in three levels, nine with a digit, with what was given before it and after it is edited."""
    path = tmp_path / "codebook.toml"
    path.write_text(books.text(), encoding="utf-8")
    book, problems = load(path, ())
    assert problems == []
    assert [(tag.name, tag.parent) for tag in book.values()][3:] == books.entries()
    assert max(node.depth for node in TagTree(book.values()).nodes) == 2
    assert Counter(tag.key for tag in book.values())[""] == 441 - 9
    signs = Counter((tag.letter, tag.colour) for tag in book.values())
    path.write_text(books.text("Edited."), encoding="utf-8")
    again, problems = load(path, book.values())
    assert problems == []
    assert signs == Counter((tag.letter, tag.colour) for tag in again.values())
    assert {tag.description for tag in list(again.values())[3:]} == {"Edited."}


def test_a_tag_that_had_no_letter_left_gets_one(tmp_path: Path) -> None:
    """Earlier versions wrote a dot for the sixtieth tag; what its file says of it is used."""
    path = tmp_path / "codebook.toml"
    path.write_text('[tags.code60]\ndescription = "The last."\n', encoding="utf-8")
    book, problems = load(
        path, [Tag(name="code60", letter="·", colour="tag3"), Tag(name="水", letter="·", colour="tag4")]
    )
    assert problems == []
    assert (book["code60"].letter, book["code60"].description, book["水"].letter) == ("C", "The last.", "X")


def test_what_the_file_gives_to_a_later_tag_no_earlier_one_takes(tmp_path: Path) -> None:
    """Neither its digit nor its letter."""
    path = tmp_path / "codebook.toml"
    path.write_text('[tags.place]\n[tags.time]\nkey = "1"\nletter = "P"\n', encoding="utf-8")
    book, problems = load(path, ())
    assert problems == []
    assert [(book[name].key, book[name].letter) for name in ("place", "time")] == [("2", "L"), ("1", "P")]


@pytest.mark.parametrize(
    ("entry", "names", "line"),
    [
        (
            'colr = "tag1"',
            400,
            "Tags “t0”, “t1” and 398 more of the codebook PATH are not used: It has no field “colr”;",
        ),
        ('key = "1"', 3, "Tags “t1” and “t2” of the codebook PATH are not used: Its key “1” is the one of “t0”."),
        ("x = 1", 1, "Tag “t0” of the codebook PATH is not used: Write a table of strings:"),
        ('parent = "up"', 9, "The codebook PATH has no tag “up”, the parent of “t0”, “t1” and 7 more. Add it,"),
        ('parent = "t1"', 2, "Tags of the codebook PATH are below themselves: “t1” below “t1”. Change"),
        ('parent = "t0', 1, "The codebook PATH is not used:"),
    ],
)
def test_a_cause_is_one_line(tmp_path: Path, entry: str, names: int, line: str) -> None:
    """However many tags have it."""
    path = tmp_path / "codebook.toml"
    path.write_text("".join(f"[tags.t{n}]\n{entry}\n" for n in range(names)), encoding="utf-8")
    _, [problem] = load(path, ())
    assert problem.startswith(line.replace("PATH", str(path)))
    assert len(problem) < len(str(path)) + 200


def test_accents_are_equal_however_they_are_written(tmp_path: Path) -> None:
    """One tag, by its recorded name."""
    path = tmp_path / "codebook.toml"
    path.write_text('[tags."e\u0301te\u0301"]\ndescription = "Warm."\n', encoding="utf-8")
    for known in ((), [Tag(name="été", letter="T", colour="tag1")]):
        book, problems = load(path, known)
        assert problems == []
        assert list(book)[3:] == ["été"]
        assert book["été"].description == "Warm."
    with pytest.raises(UsageError, match="already exists"):
        new_tag("e\u0301te\u0301", book.values())


@pytest.mark.parametrize("name", ["", "  ", "Claim", "a\x1b[31m", "x" * 201, "\u202eevil"])
def test_names_that_are_taken_or_unfit_are_refused(name: str) -> None:
    """One line, and nothing else happens."""
    with pytest.raises(UsageError):
        new_tag(name, DEFAULT)


def test_a_file_adds_tags_and_has_the_last_word(tmp_path: Path) -> None:
    """What the file says of a tag is used, what it leaves out stays as it was."""
    path = tmp_path / "codebook.toml"
    path.write_text('[tags.claim]\ndescription = "Ours."\n[tags.date]\nletter = "D"\n[tags.place]\n', "utf-8")
    recorded = Tag(name="date", key="7", letter="T", colour="tag4", extra={"later": 1})
    book, problems = load(path, [recorded])
    assert problems == []
    assert list(book) == ["claim", "figure", "opinion", "date", "place"]
    assert (book["claim"].key, book["claim"].description) == ("c", "Ours.")
    assert book["date"] == Tag(name="date", key="7", letter="D", colour="tag4", extra={"later": 1})
    assert (book["place"].key, book["place"].letter, book["place"].colour) == ("1", "P", "tag2")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[tags", "is not used"),
        ("tags = 3", "are not tables"),
        ("[tags.date]\nkey = 3", "“date”"),
        ('[tags.date]\ncolor = "tag1"', "use colour"),
        ('[tags.date]\nkey = "c"', "not a digit"),
        ('[tags.date]\nletter = "漢"', "letter"),
        ('[tags." date"]', "white space"),
        ("\x00", "is not used"),
    ],
)
def test_a_broken_file_is_one_line_and_changes_nothing(folder: Path, content: str, told: str) -> None:
    """The library opens with the tags that it had."""
    (folder / ".postil").mkdir()
    (folder / ".postil/codebook.toml").write_text(content, "utf-8")
    library = Library.open([folder])
    assert [tag.name for tag in library.tags()] == ["claim", "figure", "opinion"]
    [problem] = library.problems
    assert told in problem
    assert "\n" not in problem
