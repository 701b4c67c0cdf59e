"""A reader chooses the encoding of a source: one change, that carries its passages and reaches other programs."""

from pathlib import Path

import pytest

from annotations.documents.file.encodings import TITLES, known, offers
from annotations.errors import UsageError
from annotations.library import Library, encodings
from annotations.library.issues.findings import examine, findings

POLISH = "Zażółć gęślą jaźń. Drugie zdanie jest tutaj, a ludzie idą dalej, aż do końca.\n\nThird, in English.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library whose source is read in the wrong encoding, with two passages."""
    (tmp_path / "a.txt").write_bytes(POLISH.encode("iso8859-2"))
    library = Library.open([tmp_path])
    [source] = library.sources()
    encodings.choose(library, source.id, "cp1252")
    text = library.document(source.id).text
    assert "ja¼ñ" in text
    for words in ("Za¿ó³æ gê¶l± ja¼ñ.", "Drugie zdanie jest tutaj"):
        library.add(source.id, text.index(words), text.index(words) + len(words), tags=["claim"])
    return library


def found(library: Library) -> list[str]:
    """The words at the places of the passages."""
    [source] = library.sources()
    text = library.document(source.id).text
    return [text[one.start : one.end] for one in library.passages(source.id)]


def test_passages_come_along_and_nothing_is_to_be_decided(library: Library) -> None:
    """Their letters are others, but the file is what it was: no finding asks for a decision, and undo brings all back."""
    [source] = library.sources()
    wrong = found(library)
    encodings.choose(library, source.id, "iso8859-2")
    assert found(library) == ["Zażółć gęślą jaźń.", "Drugie zdanie jest tutaj"]
    for _ in examine(library):
        pass
    assert findings(library) == []
    library.undo()
    assert found(library) == wrong
    library.redo()
    assert found(library)[0] == "Zażółć gęślą jaźń."
    library.close()
    with_it = Library.open([library.home.parent])
    assert found(with_it)[0] == "Zażółć gęślą jaźń."
    for _ in examine(with_it):
        pass
    assert findings(with_it) == []


def test_a_program_that_reads_along_takes_it_in(library: Library) -> None:
    """It reads the source in that encoding too."""
    library.close()
    other, writer = Library.open([library.home.parent]), Library.open([library.home.parent])
    assert found(other)[0].startswith("Za¿")
    [source] = writer.sources()
    encodings.choose(writer, source.id, "iso8859-2")
    writer.close()
    other.catch_up()
    assert found(other)[0] == "Zażółć gęślą jaźń."


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("utf-8", "10 places are not valid utf-8, the first in line 1"),
        ("cp932", "places are not valid cp932, the first in line 1"),
        ("nonsense", "There is no encoding “nonsense”"),
        ("zlib", "There is no encoding"),
        ("unicode_escape", "There is no encoding"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(library: Library, name: str, why: str) -> None:
    """The line says why, and nothing is recorded."""
    [source] = library.sources()
    before, changes = library.source(source.id), len(library.history.entries())
    with pytest.raises(UsageError) as error:
        encodings.choose(library, source.id, name)
    assert why in str(error.value)
    assert "\n" not in str(error.value)
    assert library.source(source.id).manner == before.manner
    assert len(library.history.entries()) == changes


def test_auto_takes_the_choice_back(library: Library) -> None:
    """The source is read in the encoding that it seems to be in."""
    [source] = library.sources()
    encodings.choose(library, source.id, "auto")
    assert library.source(source.id).manner == ""
    document = library.document(source.id)
    assert (document.encoding, document.guessed) == ("iso8859-2", True)


def test_the_likely_encodings_come_first_with_a_line_of_the_file(library: Library) -> None:
    """Only those are offered in which the file is text; the line is the first that tells them apart."""
    [source] = library.sources()
    offered = encodings.offered(library, source.id)
    assert offered[0].name == "iso8859-2"
    assert offered[0].line == POLISH.partition("\n")[0]
    names = [one.name for one in offered]
    assert len(names) == len(set(names))
    assert "cp1250" in names
    assert not {"utf-8", "cp932", "utf-16-le"} & set(names)
    assert [one.likely for one in offered] == sorted((one.likely for one in offered), reverse=True)


def test_every_name_that_is_offered_is_one_that_is_recorded() -> None:
    """Each is its own canonical name, so that what is chosen is marked as chosen."""
    assert [name for name in TITLES if known(name) != name] == []
    assert known("latin1") == "iso8859-1"
    assert known("Shift_JIS") in {"shift_jis", "cp932"}


def test_a_file_of_ascii_fits_nearly_everything() -> None:
    """Also an empty one, and UTF-16 is offered where it is that."""
    assert "utf-8" in [one.name for one in offers(b"plain")]
    assert list(offers(b""))
    wide = list(offers("Wide words.\n".encode("utf-16-le")))
    assert wide[0].name == "utf-16-le"
    assert wide[0].line == "Wide words."
