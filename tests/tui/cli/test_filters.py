"""`--filter` means the same to each verb that has it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotations.library import Library
from tui.cli import main

Capture = pytest.CaptureFixture[str]
SCHEMA = json.loads((Path(__file__).parents[3] / "docs/format.schema.json").read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sources with a passage each: one states its facts, one was given some, one has none."""
    (tmp_path / "a.md").write_text("---\nauthor: Anna Smith\ndate: 2026-04\n---\n\nForty rows of trees.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Fifty rows of trees.\n", "utf-8")
    (tmp_path / "c.txt").write_text("Pears are better.\n", "utf-8")
    library = Library.open([tmp_path], author="tester")
    made = [
        library.add(source.id, start, start + 5, tags=["claim"]).id
        for source, start in zip(library.sources(), (len("author: Anna Smith\ndate: 2026-04\n"), 0, 0), strict=True)
    ]
    library.connect(made[0], made[1], "contradicts")
    library.connect(made[1], made[2], "supports")
    second = library.sources()[1].id
    library.about.set_facts(second, {"author": "Ben Smith", "published": "2025", "credibility": "B"})
    library.close()
    return tmp_path


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ("author:smith", ["1:1", "2:1"]),
        ("author:smith published:>2025", ["1:1"]),
        ("author:none", ["3:1"]),
        ("credibility:>=C -is:noted", ["2:1"]),
        ("pears by:tester", ["3:1"]),
        ("rows", []),
    ],
)
def test_passages_are_listed_and_exported(folder: Path, capsys: Capture, query: str, addresses: list[str]) -> None:
    """Also by facts of files that nobody opened; what is exported refers to nothing else, and is valid."""
    assert main(["list", str(folder), "--filter", query, "--json"]) == 0
    assert [one["address"] for one in json.loads(capsys.readouterr().out)] == addresses
    assert main(["export", str(folder), "--filter", query]) == 0
    value = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(value)
    ids = {one["id"] for one in value["annotations"]}
    assert [one["address"] for one in value["annotations"]] == addresses
    assert {one["id"] for one in value["sources"]} == {one["source"] for one in value["annotations"]}
    assert all({one["source"], one["target"]} <= ids for one in value["links"])
    assert {one for row in value["board"] for one in row["passages"]} == ids
    assert {cell["source"] for row in value["board"] for cell in row["cells"]} <= {
        one["id"] for one in value["sources"]
    }


def test_claims_are_chosen(folder: Path, capsys: Capture) -> None:
    """A claim is shown if a source that takes a stance matches."""
    assert main(["board", str(folder), "--filter", "author:ben", "--format", "json"]) == 0
    assert [one["passages"] for one in json.loads(capsys.readouterr().out)["claims"]] == [["1:1"], ["2:1"], ["3:1"]]
    assert main(["board", str(folder), "--filter", "author:ben -author:anna", "--format", "json"]) == 0
    assert [one["passages"] for one in json.loads(capsys.readouterr().out)["claims"]] == [["3:1"]]


@pytest.mark.parametrize("verb", ["list", "board", "export", "map"])
def test_a_query_that_is_not_understood_is_one_line(folder: Path, capsys: Capture, verb: str) -> None:
    """Exit code 2 and nothing else, rather than an answer to another question."""
    assert main([verb, str(folder), "--filter", "colour:red"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("postil: The query “colour:red” is not understood: no filter colour: — use tag: by:")
    assert told.err.count("\n") == 1
