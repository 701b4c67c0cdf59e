"""The timeline as text, CSV and JSON."""

import csv
import io
import json

import pytest

from annotations.errors import UsageError
from annotations.export.overview.timeline import HEADS, written
from annotations.review.overview.timeline import Timeline
from tests.annotations.review.making import Folder, link, passage, source

MADE = Folder(
    (source(1), source(2)),
    (
        passage("s1:1", "=1902 \x1b[31mred", tags=("date",)),
        passage("s2:1", "Planted in 1911"),
        passage("s2:2", "Planted in 1912"),
        passage("s2:3", "no date"),
    ),
    (link("s1:1", "contradicts", "s2:1"), link("s2:1", "restates", "s2:2")),
)


def timeline(form: str, made: Folder = MADE) -> str:
    """The timeline of a folder whole."""
    found = Timeline()
    for _ in found.steps(made.board()):
        pass
    return "".join(written(found, lambda one: one.removeprefix("s"), form))


def test_text_names_the_conflicts() -> None:
    """With the dates of the others, and nothing that a terminal obeys."""
    assert timeline("text").splitlines() == [
        "1902        1:1     =1902 ␛[31mred  ✗ 2:1 1911",
        "1911        2:1     Planted in 1911  ≠ 1912 2:2  ✗ 1:1 1902",
        "1912        2:2     Planted in 1911  ≠ 1911 2:1  ✗ 1:1 1902",
        "1 claim has no date",
    ]


def test_csv_has_no_formula() -> None:
    """One line per entry."""
    table = list(csv.reader(io.StringIO(timeline("csv"))))
    assert table[0] == [*HEADS]
    assert table[1][4].startswith("'=1902")
    assert table[2] == ["1911", "1911", "passage", "2:1 2:2", "Planted in 1911", "2:2 1912", "1:1 1902"]


def test_json_has_every_value() -> None:
    """Also of a folder of nothing."""
    found = json.loads(timeline("json"))
    assert (found["format"], found["version"], found["undated"]) == ("postil-timeline", 1, 1)
    assert found["entries"][1] == {
        "date": "1911", "written": "1911", "from": "passage", "claim": True, "words": "Planted in 1911",
        "passages": ["2:1", "2:2"], "dated": ["2:1"], "others": [{"passage": "2:2", "date": "1912"}],
        "contradicts": [{"passage": "1:1", "date": "1902"}],
    }  # fmt: skip
    assert json.loads(timeline("json", Folder((), (), ())))["entries"] == []
    with pytest.raises(UsageError, match="text, csv, json"):
        timeline("xml")
