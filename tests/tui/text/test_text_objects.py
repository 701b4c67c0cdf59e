"""The quotation, the brackets and the clause around a place."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.loader import read
from tui.text.text_objects import OBJECTS, object_named, text_object

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "text_objects.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['object']}: {case['text']}")
def test_the_object_around_the_cursor(case: dict[str, Any]) -> None:
    """Inside leaves out the marks, around takes them along; without a pair around the cursor there is nothing."""
    offset = case["text"].index("‸")
    document = read(case["text"].replace("‸", "").encode(), "case.txt")
    for around, wanted in ((False, case["inside"]), (True, case["around"])):
        found = text_object(document, offset, case["object"], around=around)
        assert (document.text[slice(*found)] if found else "") == wanted


@given(st.text(alphabet="ab ,.“”\"'’()[]\n", min_size=1), st.data())
def test_an_object_holds_the_cursor_within_its_paragraph(text: str, data: st.DataObject) -> None:
    """Whatever the text, an object is a range of one paragraph, and the one with its marks holds the other."""
    document = read(text.encode(), "case.txt")
    if not document.text.strip():
        return
    offset = data.draw(st.integers(0, len(document.text) - 1))
    for name in OBJECTS.values():
        inside, around = (text_object(document, offset, name, around=marks) for marks in (False, True))
        if inside and around:
            assert around[0] <= inside[0] <= inside[1] <= around[1]
            assert name in ("clause", "paragraph") or "\n" not in document.text[slice(*around)]


def test_keys_name_the_objects() -> None:
    """Each mark of a pair names its object, as do the letters; other keys name none."""
    assert [object_named(key) for key in '"”«(]<,;spw'] == [
        *["quotation"] * 3, *["brackets"] * 3, *["clause"] * 2, "sentence", "paragraph", "word",
    ]  # fmt: skip
    assert object_named("z") == object_named("escape") == ""
