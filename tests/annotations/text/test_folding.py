"""Folded texts: what a reader does not mean is gone, and each place is where it was."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.folding import fold


def test_every_character_stays_one_character() -> None:
    """No code point of Unicode becomes none or two, so that places in both texts are the same."""
    text = " ".join(map(chr, range(sys.maxunicode + 1)))
    for folded in (fold(text), fold(text, capitals=True)):
        assert len(folded) == len(text)
        assert set(folded[1::2]) == {" "}


@given(st.text(alphabet=st.sampled_from("aAΣσςİıß’'“–- \n")), st.text(alphabet="aΣςİ’ "))
def test_a_text_can_be_folded_in_pieces(one: str, other: str) -> None:
    """What a character becomes does not depend on those around it, and folding twice changes nothing."""
    assert fold(one) + fold(other) == fold(one + other)
    assert fold(fold(one)) == fold(one)
