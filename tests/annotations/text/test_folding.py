"""Folded texts: what a reader does not mean is gone, and each place is where it was."""

import sys
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.folding import PAD, Kept, aligned, fold, has_accents, kept_by, loose, pieces

EVERY = [Kept(), Kept(capitals=True, accents=True)]
texts = st.text(
    st.sampled_from("aAΣσςİıß’'“– \n-éệ\u0301\u0323\u00ad\u200dﬁ한\u1112\u1161がか\u3099क़\u093c") | st.characters()
)


@pytest.mark.parametrize("kept", EVERY)
def test_every_character_stays_one_character(kept: Kept) -> None:
    """No code point of Unicode becomes none or two, so that places in both texts are the same."""
    # Of those that are no characters, in whole planes, a few.
    codes = range(sys.maxunicode + 1)
    text = " ".join(char for code in codes if category(char := chr(code)) not in {"Cn", "Co"} or code % 97 == 0)
    folded = aligned(text, kept)
    assert len(folded) == len(text)
    assert set(folded[1::2]) == {" "}


@pytest.mark.parametrize("kept", EVERY)
@given(text=texts)
def test_each_place_is_where_it_was(kept: Kept, text: str) -> None:
    """An aligned text is as long as the text, and aligning it again changes nothing."""
    folded = aligned(text, kept)
    assert len(folded) == len(text)
    assert aligned(folded, kept) == folded


@given(texts, st.integers(1, 8))
def test_a_text_can_be_folded_in_pieces(text: str, size: int) -> None:
    """The pieces are the text, no letter is cut from its marks, and together they are the folded text."""
    ranges = list(pieces(text, size=size))
    assert "".join(text[start:end] for start, end in ranges) == text
    if not any(char in text for char in "-\u00ad\u200d"):
        assert "".join(aligned(text[start:end]) for start, end in ranges) == aligned(text)


@given(texts)
def test_composed_and_decomposed_text_fold_to_the_same(text: str) -> None:
    """Neither the coding of accents nor folding twice makes a difference."""
    for folded in (fold, loose):
        assert folded(normalize("NFD", text)) == folded(normalize("NFC", text))
        assert folded(folded(text)) == folded(text)


def test_what_was_typed_counts() -> None:
    """A capital and an accent that were typed count; a letter of its own such as ø has no accent."""
    assert kept_by("cancion", "ano") == Kept()
    assert kept_by("Cancion", "año") == Kept(capitals=True, accents=True)
    assert has_accents("e\u0301")
    assert not has_accents("smørrebrød")
    assert loose("Điện thoại Ελληνικά Größe") == "đien thoai ελληνικα große"
    assert aligned("e\u0301te\u0301") == f"e{PAD}te{PAD}"
