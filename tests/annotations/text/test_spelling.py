"""Typed words are found however a text spells them."""

import re
from unicodedata import normalize

import pytest

from annotations.search.word_search import Words
from annotations.text import spelling
from annotations.text.canonical import bare
from annotations.text.folding import Kept, aligned, fold
from annotations.text.spelling import phrase, seek

FOUND = [
    ("La canción del año llegó.", "cancion", "canción"),
    ("La canción del año llegó.", "canción", "canción"),
    ("La canción del año llegó.", "canción del ano", "canción del año"),
    ("La cancion del ano", "canción", ""),
    ("La canción", "cancîon", ""),
    ("CANCIÓN", "cancion", "CANCIÓN"),
    ("La Canción", "Canción", "Canción"),
    ("la canción", "Canción", ""),
    ("đường phố ở miền Bắc", "mien", "miền"),
    ("đường phố ở miền Bắc", "miên", "miền"),
    ("đường phố ở miền Bắc", "đuong", "đường"),
    ("đường phố ở miền Bắc", "duong", ""),
    ("στην Ελλάδα αυξήθηκαν", "αυξηθηκαν", "αυξήθηκαν"),
    ("die größere Zahl, schön", "grosere", ""),
    ("die größere Zahl, schön", "größere", "größere"),
    ("die größere Zahl, schön", "schon", "schön"),
    ("die schon große Zahl", "schön", ""),
    ("smørrebrød", "smorrebrod", ""),
    ("쌀 가격이 올랐다", "가격", "가격"),
    ("쌀 가격이 올랐다", "가겨", ""),
    ("ガソリンの価格", "ガソリン", "ガソリン"),
    ("ガソリンの価格", "カソリン", ""),
    ("दस फ़ीसदी बढ़", "फीसदी", "फ़ीसदी"),
    ("दस फ़ीसदी बढ़", "फ़ीसदी", "फ़ीसदी"),
    ("שָׁלוֹם עולם", "שלום", "שָׁלוֹם"),
    ("the oﬃce ﬁrst", "office", "oﬃce"),
    ("the oﬃce ﬁrst", "offi", "oﬃ"),
    ("the oﬃce ﬁrst", "of", "oﬃ"),
    ("the oﬃce ﬁrst", "ice", "ﬃce"),
    ("the oﬃce ﬁrst", "first", "ﬁrst"),
    ("the office", "oﬃce", "office"),
    ("a café read-\ning group", "cafe reading", "café read-\ning"),
    ("a read-\ning group", "read-ing", "read-\ning"),
    ("well-known", "wellknown", ""),
    ("co\u00adop\u200ber\u2060a\ufefftion", "cooperation", "co\u00adop\u200ber\u2060a\ufefftion"),
    ("a x\u0302 b", "x", "x\u0302"),
    ("a x\u0302 b", "x\u0302", "x\u0302"),
    ("a x b", "x\u0302", ""),
]


@pytest.mark.parametrize(("text", "typed", "found"), FOUND)
def test_words_are_found_as_they_are_meant(text: str, typed: str, found: str) -> None:
    """An accent that was typed narrows, one that was not does not hide, in composed and in decomposed texts."""
    for spelled, wanted in ((normalize("NFC", text), found), (normalize("NFD", text), normalize("NFD", found))):
        for query in {typed, normalize("NFC", typed), normalize("NFD", typed)}:
            words = Words(query)
            places = [spelled[start:end] for start, end in words.find(aligned(spelled, words.kept))]
            assert [normalize("NFC", one) for one in places[:1]] == ([normalize("NFC", found)] if found else [])
            assert all(len(one) >= len(wanted) for one in places[:1])


def test_lists_are_filtered_in_the_same_way() -> None:
    """Each word has to be there; accents count where they were typed, case never."""
    text = fold("Une E\u0301te\u0301 à la mer, Ågot")
    for typed, there in (
        ("ete mer", True),
        ("ÉTÉ", True),
        ("etè", False),
        ("agot", True),
        ("ågot ete", True),
        ("hiver", False),
    ):
        assert all(word.within(text) for word in seek(typed)) is there, typed


def test_many_texts_are_filtered_as_single_ones() -> None:
    """Of any of them, with accents or without, in the texts and in their order."""
    texts = [(one, bare(one)) for one in (fold(text) for text, _, _ in FOUND)]
    for _, typed, _ in FOUND:
        (word,) = (phrase(typed),)
        assert word.among(texts, range(len(texts))) == [i for i, one in enumerate(texts) if word.within(*one)]


def test_patterns_take_linear_time() -> None:
    """What looks like much repetition is none: a long near miss is searched at once."""
    words = Words("é" * 40)
    text = aligned(("e\u0301\u00ad" * 39 + "x ") * 400, words.kept)
    assert list(words.find(text)) == []
    assert re.compile("x").search(text)


def test_a_word_is_made_a_pattern_only_for_a_text_with_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a word of thousands of letters with accents takes seconds, and no list has such a word."""
    made: list[list[str]] = []
    pattern_of = spelling.any_spelling

    def noting(words: list[str], kept: Kept) -> str:
        made.append(words)
        return pattern_of(words, kept)

    monkeypatch.setattr(spelling, "any_spelling", noting)
    (long,) = seek("pe\u0301ré" * 9)
    assert not long.within(fold("La pérégrination"))
    assert long.among([("a", "a")], [0]) == []
    assert not made
    assert long.within(fold("la péré" + "péré" * 8))
    assert not long.within(fold("pere" * 9))
    assert len(made) == 1
