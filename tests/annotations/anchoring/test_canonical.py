"""Canonically equal texts: a passage is where it was, however its letters are coded."""

from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.diff.word_diff import Change, differences
from annotations.anchoring.resolve import Anchored, Moved, resolve
from annotations.anchoring.selectors import describe

Form = Literal["NFC", "NFD"]
TEXTS = {
    "French": ("À côté de l'hôtel, déjà vu : l'été a été très chaud.", "déjà vu"),
    "Spanish": ("Dijo que la canción del año sonó en el café de José.", "canción del año"),
    "German": ("Die Zahl ist um fünf Prozent größer geworden, überall.", "fünf Prozent"),
    "Vietnamese": ("Giá gạo đã tăng mười phần trăm ở miền Bắc năm ngoái.", "tăng mười phần trăm"),
    "Korean": ("지난해 북부 지역의 쌀 가격이 십 퍼센트 올랐다고 한다.", "쌀 가격이 십 퍼센트"),
    "Japanese": ("ガソリンの価格がデパートで十パーセント上がったという。", "デパートで十パーセント"),
    "Greek": ("Οι τιμές αυξήθηκαν κατά δέκα τοις εκατό πέρυσι.", "δέκα τοις εκατό"),
    "Hindi": ("पिछले साल क़ीमतें दस फ़ीसदी बढ़ गईं और लोग परेशान थे।", "दस फ़ीसदी बढ़"),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(("was", "now"), [("NFC", "NFD"), ("NFD", "NFC")])
@pytest.mark.parametrize("kept", [True, False])
def test_a_recoded_text_is_the_same(language: str, was: Form, now: Form, *, kept: bool) -> None:
    """The passage has its words, is not edited, and is told apart by no sign."""
    text, quote = (normalize(was, one) for one in TEXTS[language])
    new = normalize(now, f"\u200b{text}")
    start = text.index(quote)
    found = resolve(new, describe(text, start, start + len(quote)), text if kept else None)
    assert isinstance(found, Moved | Anchored)
    assert normalize("NFC", new[found.start : found.end]) == normalize("NFC", quote)
    assert [one.change for one in differences(quote, new[found.start : found.end])] == [Change.SAME]


letters = st.characters(min_codepoint=0xC0, max_codepoint=0x1EFF, categories=("L", "Mn"))
words = st.text(st.sampled_from("aéệüñøß中한글がガάй़क\u1e69\u0323\u0301") | letters, min_size=1, max_size=12)


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_any_recoded_text_keeps_its_passages(parts: list[str], data: st.DataObject) -> None:
    """Composed or decomposed, every passage is found by the kept text, with equal words and without an edit."""
    text = " ".join(f"a{part}x" for part in [*parts, "end"])
    forms = [normalize("NFC", text), normalize("NFD", text)]
    at = data.draw(st.integers(0, len(parts)))
    for old, new in (forms, forms[::-1]):
        start = sum(len(part) + 1 for part in old.split(" ")[:at])
        passage = describe(old, start, start + len(old.split(" ")[at]))
        found = resolve(new, passage, old)
        assert isinstance(found, Anchored | Moved)
        assert normalize("NFC", new[found.start : found.end]) == normalize("NFC", passage.exact)
