"""The number under the cursor is the whole quantity, wherever in it the cursor is."""

from pathlib import Path

import pytest

from annotations.documents.loader import DocumentLoader
from annotations.library import Library
from annotations.library.issues.lint import lint
from annotations.library.issues.untagged import suggest
from tui.text.numbers import number_at, untagged
from tui.text.paint.margin import Margin

CASES = {
    "Ads are over 40 % of revenue today.": "over 40 %",
    "Interns earn roughly $3–5 per hour, he said.": "roughly $3–5 per hour",
    "It has three billion users worldwide.": "three billion users",
    "The plan is $9.9/month for students.": "$9.9/month",
    "A hen eats no more than 4 kg of corn.": "no more than 4 kg",
    "It failed for three main reasons this year.": "three main reasons",
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
    behind = document.text.find(" of revenue")
    share = range(behind, behind + len(" of revenue")) if behind >= 0 else range(0)
    assert {number_at(document, offset) for offset in share} <= {span}
    after = max(span[1], share.stop)
    assert after >= document.length or number_at(document, after) is None


PAGE = """\
The harvest

By the desk · 7 min read

The mill made 40 tons of flour, 12% more than before, for two main reasons.

1.2K shares · 34 comments

© 2019 The Mill. This text is under CC BY 4.0.
"""


def test_what_is_about_the_page_is_offered_nowhere(tmp_path: Path) -> None:
    """Reading times, clicks, copyright, licence and *two reasons* are no figures: three places agree, since one decides."""
    (tmp_path / "mill.txt").write_text(PAGE, encoding="utf-8")
    library = Library.open([tmp_path], author="a", alone=True)
    try:
        source = library.sources()[0].id
        document = library.document(source)
        walked = [document.text[slice(*one)] for one in untagged(document, Margin(), -1, (), forward=True) if one]
        remarks = [one for step in lint(library, ["number"]) for one in step.found]
        proposed = [one.words for step in suggest(library, [source], ["figure"]) for one in step.found]
        assert walked == ["40 tons", "12%"]
        assert [document.text[one.start : one.end] for one in remarks] == walked
        assert {*proposed} <= {*walked}
    finally:
        library.close()
