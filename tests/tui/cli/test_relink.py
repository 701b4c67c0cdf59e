"""Links and link types are altered on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a verb on two sources with three passages and a link with a note."""
    (tmp_path / "a.txt").write_text("Forty rows. Pears.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Fifty rows. Plums.\n", "utf-8")

    def run(verb: str, *words: str) -> tuple[int, str, str]:
        code = main([verb, str(tmp_path), *words])
        return code, *capsys.readouterr()

    for source, quote in (("1", "Forty rows"), ("1", "Pears"), ("2", "Fifty rows")):
        run("add", source, "--quote", quote)
    run("link", "1:1", "contradicts", "2:1", "--note", "why")
    return run


def links(run: Run) -> list[str]:
    """All links, with their notes."""
    found = json.loads(run("links", "--json")[1])
    return sorted(f"{x['source_address']} {x['kind']} {x['target_address']} {x['note']}".rstrip() for x in found)


CASES = (
    ("1:1 2:1 supports", "1:1 contradicts 2:1 is now 1:1 supports 2:1.", "1:1 supports 2:1 why"),
    ("1:1 contradicts 2:1 cites", "is now 1:1 cites 2:1.", "1:1 cites 2:1 why"),
    ("ID qualifies --reverse", "is now 2:1 qualifies 1:1.", "2:1 qualifies 1:1 why"),
    ("ID --to 1:2", "is now 1:1 contradicts 1:2.", "1:1 contradicts 1:2 why"),
    ("ID cites --from 1:2 --to 1:1", "is now 1:2 cites 1:1.", "1:2 cites 1:1 why"),
    ("ID contradicts", "already so. Nothing was changed.", "1:1 contradicts 2:1 why"),
    ("ID", "Say what to alter", "1:1 contradicts 2:1 why"),
    ("1:1 1:2 supports", "There is no link 1:1 1:2", "1:1 contradicts 2:1 why"),
    ("none supports", "There is no link “none”. “postil links” lists them.", "1:1 contradicts 2:1 why"),
    ("ID none", "no link type “none”", "1:1 contradicts 2:1 why"),
    ("ID --to 1:1", "cannot be linked with itself", "1:1 contradicts 2:1 why"),
    ("ID cites supports", "“supports” is left over", "1:1 contradicts 2:1 why"),
)


@pytest.mark.parametrize(("words", "line", "expected"), CASES)
def test_a_link_is_altered_by_its_id_or_its_ends(run: Run, words: str, line: str, expected: str) -> None:
    """In one line, which `undo` takes back; what makes no sense changes nothing."""
    [link] = json.loads(run("links", "--json")[1])
    code, _, told = run("relink", *words.replace("ID", link["id"]).split())
    assert line in told
    assert links(run) == [expected]
    if code == 0 and "Nothing" not in told:
        run("undo")
    assert links(run) == ["1:1 contradicts 2:1 why"]


def test_an_opposite_link_is_refused_with_the_verb_that_alters_the_other(run: Run) -> None:
    """Unless both are meant."""
    code, _, told = run("link", "2:1", "supports", "1:1")
    assert code == 2
    assert "1:1 contradicts 2:1 already" in told
    assert "postil relink" in told
    assert "--both" in told
    assert run("link", "2:1", "supports", "1:1", "--both")[0] == 0
    assert links(run) == ["1:1 contradicts 2:1 why", "2:1 supports 1:1"]
    assert run("relink", "2:1", "1:1", "restates")[0] == 2
    assert run("relink", "2:1", "1:1", "restates", "--both")[0] == 0


def test_a_link_type_is_renamed_and_removed_with_a_choice(run: Run) -> None:
    """Its links turn into others or go; without a choice it stays."""
    run("kinds", "--add", "answers")
    run("link", "1:2", "answers", "2:1")
    assert "Renamed the link type answers to replies on 1 link." in run("kinds", "--rename", "answers", "replies")[2]
    code, _, told = run("kinds", "--remove", "replies")
    assert (code, "--into TYPE" in told) == (2, True)
    assert "1 link turned into cites" in run("kinds", "--remove", "replies", "--into", "cites")[2]
    assert "1:2 cites 2:1" in links(run)
    run("undo")
    assert "and 1 link." in run("kinds", "--remove", "replies", "--delete-links")[2]
    assert links(run) == ["1:1 contradicts 2:1 why"]
    assert run("kinds", "--into", "cites")[0] == 2
    assert run("kinds", "--remove", "cites", "--delete-links")[0] == 2


def test_the_tags_are_a_tree(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children behind their parents, which count them; some words leave what has them and what is above.

    On a terminal they are indented.
    """
    (tmp_path / ".postil/codebook.toml").write_text(
        '[tags.well]\nparent = "water"\n[tags.land]\n[tags.water]\n', "utf-8"
    )
    run("tag", "1:1", "1:2", "well")
    run("tag", "1:1", "water")

    def listed(*options: str) -> list[str]:
        return [" ".join(line.split("\t")[:4:3]) for line in run("tags", *options)[1].splitlines()]

    assert listed()[3:] == ["land 0", "water 2", "well 2"]
    assert listed("--find", "ELL") == ["water 2", "well 2"]
    assert listed("--depth", "1")[3:] == ["land 0", "water 2"]
    assert "land is below water now." in run("tags", "--parent", "land", "water")[2]
    assert "“land” is below “water”" in run("tags", "--parent", "water", "land")[2]
    tags = {tag["name"]: (tag["passages"], tag["with_below"]) for tag in json.loads(run("tags", "--json")[1])}
    assert (tags["water"], tags["well"], tags["land"]) == ((1, 2), (2, 2), (0, 0))
    assert "parent" not in (tmp_path / ".postil/codebook.toml").read_text("utf-8").split("[tags.land]")[1].split("[")[0]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert [line.partition("  ")[0] for line in run("tags", "--find", "ell")[1].splitlines()] == ["water", "· well"]
