"""Bytes become text: marks, encodings, newlines, damage."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.documents.file.decode import decode
from annotations.documents.loader import read
from annotations.errors import SourceError

TEXT = "Größe “quoted” – 中文 🎯\nand a second line of plain text\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_unicode_is_read_by_its_mark(encoding: str) -> None:
    """A byte order mark is obeyed and is not part of the text."""
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT
    assert decoded.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen(encoding: str) -> None:
    """Western text in UTF-16 is recognised by where its NULs stand."""
    decoded = decode("Plain text in two bytes a letter – all of it.\n".encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == ("Plain text in two bytes a letter – all of it.\n", encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The caf\xe9 said \u201cno\u201d \u2013 and it\u2019s final. " * 5, "cp1252"),
        ("В начале было слово, и слово было написано по-русски, без всякой пометки о кодировке. " * 5, "cp1251"),
        ("これは日本語の文章です。文字コードは古いものですが、内容は普通の文章です。" * 5, "cp932"),
    ],
)
def test_legacy_encodings_are_detected_and_told(text: str, encoding: str) -> None:
    """Text that is not UTF-8 is read in the encoding it is plainly in, and the reader is told."""
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert len(decoded.problems) == 1
    assert "not UTF-8" in decoded.problems[0]


@pytest.mark.parametrize("data", ["é\n".encode("cp1252"), "déjà vu\n".encode("mac-roman"), b"a\xc0\xafb\xe0\x80\xaf\n"])
def test_a_few_bytes_are_not_taken_for_utf_16(data: bytes) -> None:
    """Any bytes make Chinese letters in pairs; what has neither a space nor a line end then is not read so."""
    decoded = decode(data, "a.txt")
    assert not decoded.encoding.startswith("utf-16")
    assert decoded.text.endswith("\n")
    assert all(letter in decoded.text for letter in data.decode("ascii", "ignore"))


def test_a_few_bad_bytes_leave_utf_8_alone() -> None:
    """Damage in UTF-8 is shown as U+FFFD and told in one line with the first line it is in."""
    decoded = decode("ä ö ü\n".encode() * 11 + b"bad \xff here \xfe\n" + b"\xed\xa0\x80", "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("ä ö ü\n" * 11 + "bad \ufffd here \ufffd\n")
    assert decoded.problems == ("5 places are not valid utf-8 and shown as \ufffd, the first in line 12",)


def test_a_replacement_character_of_the_file_is_no_damage() -> None:
    """U+FFFD that the file holds itself is not counted."""
    decoded = decode("ä ö \ufffd ü é\n".encode() + b"\xff", "a.txt")
    assert decoded.problems == ("1 place is not valid utf-8 and shown as \ufffd, in line 2",)


@pytest.mark.parametrize(
    ("data", "newline", "lines"),
    [
        (b"a\nb\n", "lf", 2),
        (b"a\r\nb\r\n", "crlf", 2),
        (b"a\rb\r", "cr", 2),
        (b"a\r\nb\nc\rd", "mixed", 4),
        (b"", "lf", 0),
        ("a\u2028b\x0bc\x0cd\x85e\x1cf".encode(), "lf", 4),
    ],
)
def test_newlines_are_told_and_made_one(data: bytes, newline: str, lines: int) -> None:
    """Only CR, LF and CRLF end lines, and the document says which did."""
    decoded = decode(data, "a.txt")
    assert decoded.newline == newline
    assert "\r" not in decoded.text
    assert len(read(data, "a.txt").blocks) == lines


def test_control_characters_are_kept() -> None:
    """An escape sequence in a text is part of the text."""
    assert decode(b"\x1b[1mbold\x1b[0m\x07 text", "a.txt").text == "\x1b[1mbold\x1b[0m\x07 text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_stray_nul_is_a_character_of_the_text(encoding: str) -> None:
    """One that a program left in a log or an export does not keep the rest from being read."""
    text = "a log\nwith one \x00 in it\n\x00\x00\x00 and three"
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%abc", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (b"text\x00" * 20, "a binary file"),
        (bytes(range(1, 9)) * 40, "a binary file"),
        ("\x00".join("abcdefgh").encode("utf-16"), "a binary file"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line(data: bytes, what: str) -> None:
    """A binary file is an error that names the file, what it is and what to do."""
    with pytest.raises(SourceError) as error:
        decode(data, "notes/x.txt")
    assert "notes/x.txt" in str(error.value)
    assert what in str(error.value)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf\xed\xa0\x80")
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """What is decoded can be encoded again, so that nothing later breaks on it."""
    try:
        decoded = decode(data, "a.txt")
    except SourceError:
        return
    decoded.text.encode("utf-8")
    assert all("\n" not in problem for problem in decoded.problems)


def test_bytes_that_only_look_like_utf_16_are_refused() -> None:
    """NULs in every other place are not enough: what stands between them has to be text."""
    with pytest.raises(SourceError, match="binary"):
        decode(b"\0\1\2\3" * 100, "a.txt")


def test_a_short_western_text_is_not_taken_for_another_one() -> None:
    """A few letters with accents are too few to tell encodings apart: they are read as Windows-1252."""
    text = "“naïve” costs 5 €, déjà vu, über"
    assert decode(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize(
    "text", ["x² ± 3 µm at 25 °C\n", "© 1999 Acme® ™\n", "It’s £5 – “fine”.\n", "¿Qué? N.º 4 · ½\n"]
)
def test_signs_alone_are_no_reason_for_another_page(text: str) -> None:
    """Usual signs, that no word has inside, are those of Windows-1252."""
    assert decode(text.encode("cp1252"), "a.txt")[:2] == (text, "cp1252")
