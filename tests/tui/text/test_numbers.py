"""The number under the cursor is the whole quantity, wherever in it the cursor is."""

import pytest

from annotations.documents.loader import DocumentLoader
from tui.text.numbers import number_at

CASES = {
    "Ads are over 40 % of revenue today.": "over 40 %",
    "Interns earn roughly $3–5 per hour, he said.": "roughly $3–5 per hour",
    "It has three billion users worldwide.": "three billion users",
    "The plan is $9.9/month for students.": "$9.9/month",
    "| Sort | Price |\n|---|---|\n| Cox | at least $1,200 per ton |\n": "at least $1,200 per ton",
}


@pytest.mark.parametrize("text", CASES)
def test_the_whole_quantity_is_taken(text: str) -> None:
    """With its bound, scale, unit and rate; beside it there is no number."""
    reading = DocumentLoader(text.encode(), "a.md")
    while reading.step():
        pass
    document, words = reading.document, CASES[text]
    start = document.text.index(words)
    span = start, start + len(words)
    assert {number_at(document, offset) for offset in range(*span)} == {span}
    assert number_at(document, start - 1) is None
    assert span[1] >= document.length or number_at(document, span[1]) is None
