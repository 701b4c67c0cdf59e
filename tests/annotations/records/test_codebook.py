"""Tags have a key, a colour and a letter of their own, and a file may say which."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import Tag
from annotations.records.codebook import DEFAULT, load, new_tag


def test_own_tags_get_keys_and_colours_in_turn() -> None:
    """Nine have a digit, the colours come round, and no letter is given twice."""
    tags = list(DEFAULT)
    for number in range(12):
        tags.append(new_tag(f"place {number}", tags))
    own = tags[3:]
    assert [tag.key for tag in own] == [*"123456789", "", "", ""]
    assert [tag.colour for tag in own] == [f"tag{number % 6 + 1}" for number in range(12)]
    assert [tag.letter for tag in own[:4]] == ["P", "L", "A", "E"]


@given(st.lists(st.text(min_size=1, max_size=10), max_size=70))
def test_every_letter_is_one_plain_cell(names: list[str]) -> None:
    """Whatever the names are, letters differ as long as there are any and are never wide."""
    tags = list(DEFAULT)
    for name in names:
        try:
            tags.append(new_tag(name, tags))
        except UsageError:
            continue
    letters = [tag.letter for tag in tags]
    assert len(set(letters)) == min(len(letters), 63)
    assert all((letter.isascii() and letter.isalnum()) or letter == "·" for letter in letters)


@pytest.mark.parametrize("name", ["", "  ", "Claim", "a\x1b[31m", "x" * 41, "\u202eevil"])
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
