"""Saved searches on the command line."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources with three passages; one claim is contested and one is checked."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1.txt").write_text("Planted in 1902. It has forty rows.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Planted in 1911.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    first, second = library.sources()
    library.add(first.id, 17, 35, tags=["claim"])
    library.add(first.id, 0, 16, tags=["claim", "figure"])
    library.add(second.id, 0, 16)
    library.connect("2:1", "1:2", "contradicts")
    library.review.set_claim("1:1", status="checked")
    library.close()
    return folder


def test_a_saved_search_narrows_the_list(folder: Path, run: "Run") -> None:
    """By words and filters, as it does on the screen."""
    assert run("searches", folder, "--add", "planted", "planted tag:figure")[0] == 0
    code, out, _ = run("list", folder, "--saved", "Planted")
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["1:2"]
    run("searches", folder, "--add", "planted", "planted")
    assert [line.split("\t")[0] for line in run("list", folder, "--saved", "planted")[1].splitlines()] == ["1:2", "2:1"]
    assert run("searches", folder)[1] == "planted\tall sources\tplanted\n"


def test_a_saved_filter_narrows_the_board(folder: Path, run: "Run") -> None:
    """And the list, to the passages of its claims."""
    add = ("--add", "open", "status:open", "--place", "board", "--sort", "contested")
    assert run("searches", folder, *add)[0] == 0
    rows = json.loads(run("board", folder, "--saved", "open", "--format", "json")[1])["claims"]
    assert [row["passages"] for row in rows] == [["1:2"]]
    assert [line.split("\t")[0] for line in run("list", folder, "--saved", "open")[1].splitlines()] == ["1:2"]
    assert json.loads(run("searches", folder, "--json")[1])[0]["sort"] == "contested"


def test_it_is_renamed_removed_and_undone(folder: Path, run: "Run") -> None:
    """Each by one verb."""
    run("searches", folder, "--add", "one", "words")
    assert run("searches", folder, "--rename", "one", "two")[0] == 0
    assert run("searches", folder, "--remove", "two")[0] == 0
    assert run("searches", folder)[1] == ""
    assert run("undo", folder)[0] == 0
    assert run("searches", folder)[1].startswith("two\t")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["list", "--saved", "nothing"], "no saved search “nothing”"),
        (["board", "--saved", "wrong"], "not understood: no filter nothing:"),
        (["list", "--saved", "wrong"], "not understood: no filter nothing:"),
        (["searches", "--remove", "nothing"], "no saved search"),
        (["searches", "--sort", "place"], "--sort needs"),
        (["searches", "--add", "", "words"], "cannot be the name"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, run: "Run", arguments: list[str], reason: str) -> None:
    """It names the reason, and nothing is printed."""
    run("searches", folder, "--add", "words", "words")
    run("searches", folder, "--add", "wrong", "nothing:here")
    code, out, err = run(arguments[0], folder, *arguments[1:])
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1


def test_a_filter_of_another_list_is_none_of_passages(folder: Path, run: "Run") -> None:
    """It is saved and listed with its list; where passages or claims are chosen it is refused by its name."""
    assert run("searches", folder, "--add", "when", "1911", "--place", "timeline")[0] == 0
    assert run("searches", folder)[1] == "when\ttimeline\t1911\n"
    code, _, err = run("list", folder, "--saved", "when")
    assert (code, "“when” is a filter of timeline" in err) == (2, True)
