"""An address that a merge changed still leads to its passage, in every place where an address can be given."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import pytest

from annotations.library import Library
from annotations.library.issues.renumbered import meant, notice
from annotations.search.library_search import Everywhere
from annotations.search.query import query_of
from annotations.search.text_cache import Texts
from annotations.store.codec import now
from tui.cli import main
from tui.session.undo_steps import step_history

Capture = pytest.CaptureFixture[str]
COPY = "library (laptop's conflicted copy 2026-01-02).json"


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """My passage was 1:1 until I took in a copy of Anna's library, in which another one, recorded before, is 1:1."""
    mine, hers = tmp_path_factory.mktemp("mine"), tmp_path_factory.mktemp("hers")
    for folder, words, who in ((hers, (6, 10), "anna"), (mine, (0, 5), "me")):
        (folder / "a.txt").write_text("words that were read " * 20, encoding="utf-8")
        library = Library.open([folder], author=who)
        library.document(library.sources()[0].id)
        library.add(library.sources()[0].id, *words, note=f"by {who}")
        library.add(library.sources()[0].id, words[0] + 21, words[1] + 21, note="second")
        library.close()
        while now() <= library.all_annotations()[-1].created:
            pass  # The order of their times decides.
    copyfile(hers / ".postil/library.json", mine / ".postil" / COPY)
    return mine


@pytest.fixture
def folder(merged: Path, tmp_path: Path) -> Path:
    """The folder with the copy still in it."""
    return copytree(merged, tmp_path / "mine")


def test_a_copy_that_is_taken_in_changes_no_address_without_a_line(folder: Path, capsys: Capture) -> None:
    """The repair prints whose work came and each address that changed; the history names its authors."""
    assert main(["check", str(folder), "--repair", "--yes"]) == 0
    told = capsys.readouterr().err
    assert f"came from {COPY}" in told
    assert "Two passages were 1:1; one is 1:3 now." in told
    assert main(["history", str(folder)]) == 0
    assert f"take in {COPY}: work of anna" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("verb", "wanted"),
    [
        (["show", "1:1", "{}"], "by anna"),
        (["link", "{}", "1:1", "supports", "1:2"], ""),
        (["note", "{}", "1:1", "new"], ""),
        (["status", "{}", "1:1", "checked"], ""),
        (["tag", "{}", "1:1", "claim"], ""),
        (["history", "{}", "--about", "1:1"], ""),
        (["map", "{}", "--around", "1:1"], ""),
    ],
)
def test_each_verb_names_the_passage_that_had_the_address(
    folder: Path, capsys: Capture, verb: list[str], wanted: str
) -> None:
    """One line, beside the result for the passage that has it now."""
    main(["check", str(folder), "--repair", "--yes"])
    capsys.readouterr()
    assert main([part.format(folder) for part in verb]) == 0
    printed = capsys.readouterr()
    assert "1:1 is now 1:3 for what was cited before a merge" in printed.err
    assert wanted in printed.out


def test_an_address_of_no_passage_leads_to_the_one_that_had_it(folder: Path, capsys: Capture) -> None:
    """Found by every search as well."""
    main(["check", str(folder), "--repair", "--yes"])
    main(["delete", str(folder), "1:1"])
    capsys.readouterr()
    assert main(["show", "1:1", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "1:1 is now 1:3, since a merge." in printed.err
    assert "by me" in printed.out
    library = Library.open([folder])
    assert [one.note for one in meant(library, "1:1")] == ["by me"]
    assert meant(library, "9:9") == []
    assert notice(library, "1:3") == ""
    search = Everywhere(library, Texts(library), query_of(library, "1:1"))
    for _ in search.steps():
        pass
    assert [library.address(hit.annotation) for hit in search.hits] == ["1:3"]


def test_undo_asks_before_it_takes_back_a_merge_of_the_work_of_others(folder: Path, capsys: Capture) -> None:
    """With her name, in the program and as a verb; with a yes it does."""
    library = Library.open([folder], author="me")
    library.sync.merge_file(folder / ".postil" / COPY)
    library.flush()
    outcome = step_history(library, "undo")
    assert outcome.change is None
    assert "work of anna" in outcome.text
    library.store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSTIL_AUTHOR", "me")
        assert main(["undo", str(folder)]) == 2
        assert "work of anna" in capsys.readouterr().err
        assert main(["undo", str(folder), "--others"]) == 0
    assert [one.note for one in Library.open([folder]).all_annotations()] == ["by me", "second"]


async def test_the_command_line_of_the_program_offers_both(
    folder: Path, monkeypatch: pytest.MonkeyPatch, sit: Callable[..., Any]
) -> None:
    """The passage that has the address, and the one that had it, each with its words."""
    main(["check", str(folder), "--repair", "--yes"])
    monkeypatch.setenv("POSTIL_AUTHOR", "me")
    async with sit([folder]) as desk:
        await desk.press(":")
        await desk.type("1:1")
        await desk.settle()
        shown = "\n".join(str(one) for one in desk.choices.items)
        assert "passage 1:1" in shown
        assert "1:1 is now 1:3" in shown
        await desk.press("enter")
        assert desk.library.address(desk.library.at(desk.library.sources()[0].id, 6, 10).id) == "1:1"
        assert "1:1 is now 1:3" in desk.left


@pytest.mark.parametrize("name", ["library.json", "journal.jsonl"])
def test_a_file_that_icloud_moved_away_is_not_taken_for_missing(folder: Path, capsys: Capture, name: str) -> None:
    """No second library is begun beside it."""
    home = folder / ".postil"
    (home / name).rename(home / f".{name}.icloud")
    before = sorted(path.name for path in home.iterdir())
    assert main(["add", str(folder), "1", "--quote", "that were"]) == 3
    assert f"{name} is in iCloud and not on this machine" in capsys.readouterr().err
    assert sorted(path.name for path in home.iterdir()) == before


def test_a_copy_of_the_codebook_is_reported(folder: Path, capsys: Capture) -> None:
    """It is not read: people write it."""
    (folder / ".postil/codebook (conflicted copy).toml").write_text("[tags.new]\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    assert "another version of codebook.toml, which is not read" in capsys.readouterr().out
