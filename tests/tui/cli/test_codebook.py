"""``postil tags`` and ``postil kinds``: what there is, and how it is changed, saved and taken back."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A source with three passages, two of them with a tag of the analyst's own, and a link."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1.txt").write_text("Planted in 1902. It has forty rows. Nobody counts.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    [source] = library.sources()
    library.add_tag("place")
    library.add_tag("doubt")
    library.add(source.id, 0, 16, tags=["claim", "place"])
    library.add(source.id, 17, 35, tags=["place"])
    library.add(source.id, 36, 50, tags=["doubt"])
    library.connect("1:1", "1:2", "supports")
    library.close()
    return folder


def counts(run: "Run", folder: Path) -> dict[str, int]:
    """How many passages have each tag, as the library on disk has it."""
    return {tag["name"]: tag["passages"] for tag in json.loads(run("tags", folder, "--json").stdout)}


def test_the_tags_are_listed_with_how_many_passages_have_them(run: "Run", folder: Path) -> None:
    """A line each, in the order of the codebook, parted by tabs."""
    lines = [line.split("\t") for line in run("tags", folder).stdout.splitlines()]
    assert [(line[0], line[3]) for line in lines] == [
        ("claim", "1"),
        ("figure", "0"),
        ("opinion", "0"),
        ("place", "2"),
        ("doubt", "1"),
    ]
    assert lines[0][1] == "c"


def test_a_tag_is_added(run: "Run", folder: Path) -> None:
    """Below another one, with what it means; its name is not taken, and what describes it needs it."""
    done = run("tags", folder, "--add", "village", "--below", "place", "--about", "A small one.")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("postil: Added the tag village: letter ")
    tags = {tag["name"]: tag for tag in json.loads(run("tags", folder, "--json").stdout)}
    assert (tags["village"]["parent"], tags["village"]["description"]) == ("place", "A small one.")
    assert run("tags", folder, "--add", "village").returncode == 2
    assert run("tags", folder, "--below", "place").returncode == 2
    assert run("undo", folder).returncode == 0
    assert "village" not in counts(run, folder)


def test_a_tag_is_renamed_merged_and_removed(run: "Run", folder: Path) -> None:
    """Each is on disk when the verb ends, says what it did, and is one step of undo."""
    renamed = run("tags", folder, "--rename", "place", "location")
    assert (renamed.returncode, renamed.stdout) == (0, "")
    assert "Renamed place to location on 2 passages" in renamed.stderr
    assert counts(run, folder) == {"claim": 1, "figure": 0, "opinion": 0, "location": 2, "doubt": 1}
    assert "Merged doubt into location on 1 passage." in run("tags", folder, "--merge", "doubt", "location").stderr
    assert counts(run, folder) == {"claim": 1, "figure": 0, "opinion": 0, "location": 3}
    assert "Removed location from 3 passages" in run("tags", folder, "--remove", "location").stderr
    assert "location" not in counts(run, folder)
    assert run("undo", folder, "-n", "3").returncode == 0
    assert counts(run, folder) == {"claim": 1, "figure": 0, "opinion": 0, "place": 2, "doubt": 1}


def test_a_kind_of_link_is_added_used_and_removed(run: "Run", folder: Path) -> None:
    """With what is given and what is free; one that has links stays, and says why."""
    added = run("kinds", folder, "--add", "answers", "--key", "a", "--inverse", "answered by", "--counts", "qualifies")
    assert (added.returncode, added.stdout) == (0, "")
    assert "Added the link type answers" in added.stderr
    assert run("link", folder, "1:3", "answers", "1:1").returncode == 0
    kinds = {kind["name"]: kind for kind in json.loads(run("kinds", folder, "--json").stdout)}
    assert (kinds["answers"]["key"], kinds["answers"]["counts"], kinds["answers"]["links"]) == ("a", "qualifies", 1)
    assert kinds["supports"]["links"] == 1
    lines = [line.split("\t") for line in run("kinds", folder).stdout.splitlines()]
    assert [line[4:] for line in lines if line[0] == "answers"] == [["answered by", "counts like qualifies"]]
    kept = run("kinds", folder, "--remove", "answers")
    assert kept.returncode == 2
    assert "1 link of the type answers: add --into TYPE" in kept.stderr
    assert run("undo", folder).returncode == 0
    assert run("kinds", folder, "--remove", "answers").returncode == 0
    assert "answers" not in run("kinds", folder).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tags", "--rename", "nothing", "x"], "no tag “nothing”"),
        (["tags", "--remove", "claim"], "“claim” is a built-in tag"),
        (["tags", "--rename", "place", "claim"], "already"),
        (["kinds", "--add", "supports"], "already"),
        (["kinds", "--add", "echoes", "--key", "x"], "key"),
        (["kinds", "--remove", "cites"], "built-in link type"),
        (["kinds", "--remove", ""], "no link type “”"),
        (["kinds", "--key", "z"], "--key needs --add"),
    ],
)
def test_a_mistake_changes_nothing(run: "Run", folder: Path, arguments: list[str], said: str) -> None:
    """One line says what is wrong, and the exit code is 2."""
    before = run("history", folder).stdout
    verb, *rest = arguments
    done = run(verb, folder, *rest)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert run("history", folder).stdout == before
