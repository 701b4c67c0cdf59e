"""Facts of sources are set by a person, win over what the file states, and are undone one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.describe_change import effects
from annotations.model import Source
from annotations.store.codec import decode_record, encode_record

Opening = Callable[[], Library]


def ids(library: Library) -> list[str]:
    """The ids of the sources in the order of their numbers."""
    return [source.id for source in library.sources()]


def test_facts_are_kept_and_undone(library: Library, open_library: Opening) -> None:
    """They are there when the library is opened again, and each step takes back its own facts only."""
    one, other = ids(library)
    library.about.set_facts(one, {"author": " Anna  Smith;Ben Li ", "published": "8 April 2026"})
    library.about.set_facts(one, {"publisher": "The Post", "url": "https://example.org/a"}, [other])
    library = open_library()
    source = library.source(one)
    assert source.authors == ("Anna Smith", "Ben Li")
    assert [source.fact(name) for name in ("author", "publisher", "published", "url")] == [
        "Anna Smith; Ben Li", "The Post", "2026-04-08", "https://example.org/a",
    ]  # fmt: skip
    assert source.derived_from == (other,)
    library.undo()
    assert (library.source(one).facts, library.source(one).derived_from) == (
        {"author": "Anna Smith; Ben Li", "published": "2026-04-08"},
        (),
    )
    library.undo()
    assert library.source(one).facts == {}
    library.redo()
    library.redo()
    assert open_library().source(one) == source


def test_an_earlier_step_is_undone_by_itself(library: Library) -> None:
    """Another fact that was set since stays; the same one blocks the undo."""
    one = ids(library)[0]
    library.about.set_facts(one, {"author": "Anna"})
    library.about.set_facts(one, {"publisher": "The Post"})
    first = library.history.entries()[-1]
    library.transactions.undo_entry(first.sequence)
    assert library.source(one).facts == {"publisher": "The Post"}
    library.about.set_facts(one, {"publisher": "The Times"})
    second = library.history.entries()[1]
    with pytest.raises(UsageError, match="source 1 was changed since"):
        library.transactions.undo_entry(second.sequence)


def test_what_was_set_can_be_reset_or_be_nothing(library: Library) -> None:
    """An empty fact says that there is none; the title is then that of the text again."""
    one = ids(library)[0]
    library.document(one)
    library.about.set_facts(one, {"title": "Forty rows", "author": ""})
    assert (library.source(one).title, library.source(one).facts["author"]) == ("Forty rows", "")
    library.about.set_facts(one, {"title": "", "author": None})
    assert (library.source(one).title, library.source(one).facts) == ("The orchard", {})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("published", "soon", "is not a date such as 2026-04-08."),
        ("url", "javascript:alert(1)", "is not an address. Begin it with https://"),
        ("url", "https://a b", "is not an address."),
        ("kind", "gossip", "There is no kind “gossip”; there are primary, "),
        ("title", "x" * 301, "The title is longer than 300 characters."),
        ("author", "a\x1b[31m", "The author has a control character."),
        ("colour", "red", "There is no fact “colour”; there are title, "),
    ],
)
def test_what_cannot_be_a_fact_is_refused_in_one_line(library: Library, name: str, value: str, message: str) -> None:
    """Nothing is recorded, and the message says what may be written."""
    with pytest.raises(UsageError) as refused:
        library.about.set_facts(ids(library)[0], {"publisher": "x", name: value})
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not library.history.entries()


def test_a_source_is_not_derived_from_itself(library: Library) -> None:
    """Neither directly nor by way of another one."""
    one, other = ids(library)
    with pytest.raises(UsageError, match="cannot be derived from itself"):
        library.about.set_facts(one, {}, [one])
    library.about.set_facts(one, {}, [other])
    with pytest.raises(UsageError, match="a source that is derived from it"):
        library.about.set_facts(other, {}, [one])


def test_nothing_is_derived_from_a_source_that_was_forgotten(library: Library, open_library: Opening) -> None:
    """Undo brings both back."""
    one, other = ids(library)
    library.document(other)
    library.about.set_facts(one, {}, [other])
    library.path(other).unlink()
    library = open_library()
    library.remove_source(other)
    assert library.source(one).derived_from == ()
    library.undo()
    assert (library.source(one).derived_from, library.has_source(other)) == ((other,), True)


def test_the_codebook_says_what_kinds_and_grades_there_are(library: Library, open_library: Opening) -> None:
    """In its own spelling, whatever is typed; a codebook that is wrong is reported in a line and changes nothing."""
    one = ids(library)[0]
    library.about.set_facts(one, {"credibility": "quite good"})
    book = library.home / "codebook.toml"
    book.write_text('[sources]\nkinds = ["Wire", "blog"]\ncredibility = "admiralty"\n', encoding="utf-8")
    library = open_library()
    library.about.set_facts(one, {"kind": "wire", "credibility": "b2"})
    assert library.source(one).facts == {"kind": "Wire", "credibility": "B2"}
    with pytest.raises(UsageError, match="no grade “G”; there are A, A1, A2 … F6"):
        library.about.set_facts(one, {"credibility": "G"})
    book.write_text('[sources]\nkinds = ["a", "A"]\ncredibility = 3\ncolour = "x"\n', encoding="utf-8")
    library = open_library()
    assert len([line for line in library.problems if "[sources]" in line]) == 3
    assert library.source(one).fact("credibility") == "B2"


def test_a_change_of_facts_is_described(library: Library) -> None:
    """The history shows each fact before and after."""
    one, other = ids(library)
    library.about.set_facts(one, {"author": "Anna"}, [other])
    library.about.set_facts(one, {"author": ""})
    entries = library.history.entries()
    assert [entry.label for entry in entries] == ["author of source 1", "author, derived from of source 1"]
    assert [
        [*effect] for entry in entries for effect in effects(library, library.history.edits_of(entry.sequence))
    ] == [
        ["author of source 1", "Anna", "none"],
        ["author of source 1", "", "Anna"],
        ["derived from of source 1", "", "2 2-letter.txt"],
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"facts": {"author": "“~”: {}"}},
        {"stated": {"url": "https://example.org"}, "unread": 2},
        {"derived_from": ("x",)},
        {"unread": 1, "extra": {"later": [1]}},
    ],
)
def test_a_source_is_written_without_the_facts_that_it_does_not_have(fields: dict[str, object]) -> None:
    """What is written is read as it was, and an older program finds no field that it does not know."""
    source = Source(id="s", number=1, path="a.txt", found_title="T", **fields)  # type: ignore[arg-type]
    data = encode_record(source)
    assert decode_record("sources", data) == source
    assert {name for name in ("facts", "stated", "derived_from", "unread") if f'"{name}":'.encode() in data} == {
        *fields
    } - {"extra"}


def test_a_forged_fact_is_no_address_and_no_date() -> None:
    """A library may come from somebody else: what other programs act on is checked when it is read."""
    source = Source(id="s", number=1, path="a.txt", facts={"url": "javascript:alert(1)", "published": "2026-99"})
    assert (source.fact("url"), source.fact("published")) == ("", "")


def test_a_library_that_knows_no_facts_is_opened(folder: Path, open_library: Opening) -> None:
    """A file that was written before there were facts has none, and needs no repair."""
    library = open_library()
    library.add(ids(library)[0], 2, 13)
    library.checkpoint()
    assert b'"facts"' not in (folder / ".postil/library.json").read_bytes()
    assert open_library().problems[:] == []


STATING = "---\nauthor: Anna\ndate: 2026-04\nkind: reporting\ncredibility: A1\n---\n# The orchard\n\nForty rows.\n"


def test_what_a_file_states_applies_until_it_is_set(folder: Path, open_library: Opening) -> None:
    """A person wins, also by saying that there is none; a reset brings back what the file states by then."""
    path = folder / "1-orchard.md"
    path.write_text(STATING, encoding="utf-8")
    library = open_library()
    one = ids(library)[0]
    library.document(one)
    source = library.source(one)
    assert [source.fact(name) for name in ("author", "published", "kind")] == ["Anna", "2026-04", "reporting"]
    library.about.set_facts(one, {"author": "Ben", "published": ""})
    assert [library.source(one).fact(name) for name in ("author", "published", "kind")] == ["Ben", "", "reporting"]
    path.write_text(STATING.replace("Anna", "Carla"), encoding="utf-8")
    library = open_library()
    library.document(one)
    assert library.source(one).fact("author") == "Ben"
    library.about.set_facts(one, {"author": None})
    assert library.source(one).fact("author") == "Carla"
    library.undo()
    assert library.source(one).fact("author") == "Ben"


def test_a_file_does_not_grade_itself(folder: Path, open_library: Opening) -> None:
    """Neither by a credibility of its own, nor with a kind that the codebook does not have."""
    (folder / "1-orchard.md").write_text(STATING.replace("reporting", "truth"), encoding="utf-8")
    library = open_library()
    library.about.read_heads()
    source = library.sources()[0]
    assert (source.fact("author"), source.fact("kind"), source.fact("credibility")) == ("Anna", "", "")


def test_heads_are_read_without_the_sources(folder: Path, open_library: Opening) -> None:
    """Each once; a source that was read needs no look at its head."""
    (folder / "1-orchard.md").write_text(STATING, encoding="utf-8")
    library = open_library()
    one, other = ids(library)
    assert library.about.unread_heads() == [one, other]
    library.document(other)
    assert library.about.unread_heads() == [one]
    library.about.read_heads()
    assert (library.about.unread_heads(), library.is_open(one)) == ([], False)
    assert library.source(one).fact("author") == "Anna"
