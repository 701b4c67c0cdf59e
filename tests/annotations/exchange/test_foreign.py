"""What other programs write in forms that our own exports do not have."""

import json
from pathlib import Path

import pytest

from annotations.exchange import formats
from annotations.exchange.incoming import Incoming

WHOLE = {
    "doccano": (
        '{"text": "Great price.", "label": ["positive"]}\n{"text": "Late again.", "label": [[0, 4, "time"]]}\n{"label": []}',
        ["1 line without a text", "1 label of no stretch of a text"],
    ),
    "label-studio": (
        json.dumps(
            [
                {
                    "data": {"text": "Great price."},
                    "annotations": [
                        {
                            "result": [
                                {"id": "a", "type": "choices", "value": {"choices": ["good"]}},
                                {"id": "b", "type": "labels", "value": {"start": 0, "end": 5, "labels": ["time"]}},
                                {
                                    "type": "timeserieslabels",
                                    "value": {"start": 0, "end": 9, "timeserieslabels": ["Run"]},
                                },
                            ]
                        }
                    ],
                },
                {"data": {"number": 7}},
            ]
        ),
        ["1 task without a text", "2 answers about a whole text"],
    ),
}


def read(name: str, path: Path) -> Incoming:
    """Read a file as the format that it is recognised as."""
    assert formats.importer_of(path) == name
    return formats.importer(name).read(path, {})


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_about_a_whole_text_is_counted(tmp_path: Path, name: str) -> None:
    """Labels of a text and answers about it are no passages; nothing is left out without a word."""
    content, skipped = WHOLE[name]
    path = tmp_path / ("x.jsonl" if name == "doccano" else "x.json")
    path.write_text(content, "utf-8")
    found = read(name, path)
    assert [one.tags for one in found.passages] == [("time",)]
    assert found.skipped == skipped


@pytest.mark.parametrize("begin", ['{"id":1,"text":"', '[{"text": "', '{"id": 7, "data": "'])
def test_a_long_text_of_doccano_is_recognised(begin: str) -> None:
    """Its labels come after the text, and are not in the beginning that is looked at."""
    head = (begin + 'a \\"word\\" \\n' * formats.HEAD).encode()[: formats.HEAD]
    assert formats.importer("doccano").recognises("x.jsonl", head)
    assert not formats.importer("doccano").recognises(
        "x.jsonl", head.replace(b'"text"', b'"words"').replace(b'"data"', b'"words"')
    )


def test_an_event_of_brat_may_be_an_argument_of_one_before_it(tmp_path: Path) -> None:
    """The lines of a file have no order."""
    (tmp_path / "x.txt").write_text("lack of growth of trees", "utf-8")
    path = tmp_path / "x.ann"
    path.write_text(
        "E1\tLack:T1 Theme:E2\nE2\tGrowth:T2 Theme:T3\nT1\tLack 0 4\tlack\nT2\tGrowth 8 14\tgrowth\nT3\tPlant 18 23\ttrees\nE3\tX:T9\n",
        "utf-8",
    )
    found = read("brat", path)
    words = {one.key: one.exact for one in found.passages}
    assert [(words[one.source], one.kind, words[one.target]) for one in found.links] == [
        ("lack", "Theme", "growth"),
        ("growth", "Theme", "trees"),
    ]
    assert found.skipped == ["1 line of another form"]


def test_annotations_of_hypothesis_from_its_api_are_recognised(tmp_path: Path) -> None:
    """Programs that fetch them by the API write them under other names than its client."""
    path = tmp_path / "x.json"
    target = [{"selector": [{"type": "TextQuoteSelector", "exact": "trees"}]}]
    rows = [{"id": "a", "uri": "https://example.org", "text": "", "tags": [], "target": target}]
    path.write_text(json.dumps({"profile": {"userid": "acct:x@y"}, "annotations": rows}), "utf-8")
    assert [one.exact for one in read("hypothesis", path).passages] == ["trees"]
