"""Canonical form of texts: what looks the same is equal, and each place is found in both."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.canonical import LIGATURES, Canonical, around, canonical, key
from annotations.text.invisible import CLASS, visible

SCRIPTS = "ab é\u0301\u0302\u0323ệüñøﬁﬃ\u00ad\u200b\u2060\ufeff 中한글\u1112\u1161\u11abがか\u3099ά\u0958\u0915\u093c\u212b\u0344\n"
texts = st.text(st.sampled_from(SCRIPTS) | st.characters(exclude_categories=["Cs"]), max_size=30)


def plain(text: str) -> str:
    """A text in canonical form, made the slow way."""
    kept = "".join(LIGATURES.get(char, char) for char in text if not any(low <= char <= high for low, high in HIDDEN))
    return normalize("NFC", kept)


def _ranges() -> list[tuple[str, str]]:
    found = []
    rest = CLASS
    while rest:
        wide = rest[1:2] == "-"
        found.append((rest[0], rest[2] if wide else rest[0]))
        rest = rest[3 if wide else 1 :]
    return found


HIDDEN = _ranges()


@given(texts)
def test_a_text_is_composed_without_what_nobody_sees(text: str) -> None:
    """The form is NFC of the visible characters and letters, and it is that of the decomposed text too."""
    assert Canonical(text).text == plain(text)
    assert Canonical(normalize("NFD", text)).text == plain(normalize("NFD", text))
    assert Canonical(plain(text)).text == plain(text)


@given(texts)
def test_the_map_of_offsets_is_monotone(text: str) -> None:
    """Offsets keep their order in both directions, and a range of the form comes from a range with the same form."""
    form = Canonical(text)
    inner = [form.inner(offset) for offset in range(len(text) + 1)]
    assert inner == sorted(inner)
    assert (inner[0], inner[-1]) == (0, len(form.text))
    last = 0
    for place in range(len(form.text)):
        start, end = form.whole(place, place + 1)
        assert last <= end
        assert 0 <= start < end <= len(text)
        assert form.text[place] in plain(text[start:end])
        assert form.inner(start) <= place < form.inner(end)
        last = end


@pytest.mark.parametrize(
    ("one", "other"),
    [("été", "e\u0301te\u0301"), ("Été  x", "été x"), ("STRASSE", "Straße"), ("한글", "한글"), ("co\u00adop", "coop")],
)
def test_equal_names_have_one_key(one: str, other: str) -> None:
    """Composition, case, white space and invisible characters make no other name."""
    assert key(one) == key(other)
    assert key(one) != key("ete")


def test_what_a_context_cuts_is_left_out() -> None:
    """Half of a letter at the far end of a context is no difference."""
    assert around("\u0301t la ", " fin") == ("t la ", " fin")
    assert around("la ", " e\u0301te") == ("la ", " ét")


def test_a_text_of_nothing_else_stays() -> None:
    """A query that is an invisible character itself is not emptied."""
    assert visible("\u00ad") == canonical("\u00ad") == "\u00ad"
    assert visible("co\u00adop") == canonical("co\u00adop") == "coop"
    assert canonical("oﬃce") == "office"
