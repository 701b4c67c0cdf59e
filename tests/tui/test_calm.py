"""Nothing says that all is well where something is not: `go`, `g!` and `postil check` report the same troubles."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.library.issues.findings import examine, findings, unexamined, verdict
from tests.tui.conftest import ORCHARD
from tui.cli import main
from tui.screens.issues.problems import ProblemList
from tui.screens.issues.unresolved_list import UnresolvedList
from tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

Capture = pytest.CaptureFixture[str]


def record(folder: Path) -> None:
    """Record a figure and a claim in the first source, one in the second."""
    library = Library.open([folder], author="tester")
    for number, words in ((0, "60%"), (0, "Planted in 1902."), (1, "planted in 1911")):
        source = library.sources()[number].id
        start = library.document(source).text.index(words)
        library.add(source, start, start + len(words), tags=["claim"])
    library.close()


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "1-orchard.md"
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def keep_twice(folder: Path) -> None:
    """Two programs write another note on one passage, and the file of one takes the place of that of the other."""
    copy = folder.parent / "copy"
    copytree(folder, copy)
    for place in (copy, folder):
        library = Library.open([place], author="tester")
        library.set_note("1:1", f"seen from {place.name}")
        if place == copy:
            library.close()
            continue
        library.flush()
        copyfile(copy / ".postil/library.json", folder.parent / "new")
        (folder.parent / "new").replace(folder / ".postil/library.json")
        library.catch_up()
        library.close()


def forget_kept(folder: Path) -> None:
    """A source is gone, and the text that was kept of it too."""
    (folder / "1-orchard.md").unlink()
    for kept in (folder / ".postil/texts").iterdir():
        kept.unlink()


def make_ambiguous(folder: Path) -> None:
    """What a passage stands in is there twice, and the text that it was recorded in is not kept."""
    forget_kept(folder)
    (folder / "1-orchard.md").write_text("New.\n\n" + (ORCHARD + "\n") * 2, encoding="utf-8")


def block_journal(folder: Path) -> None:
    """A folder has the journal's name."""
    (folder / ".postil/journal.jsonl").unlink()
    (folder / ".postil/journal.jsonl").mkdir()


def damage_journal(folder: Path) -> None:
    """A line of the journal that the library's file does not have is no longer what was written."""
    library = Library.open([folder], author="tester")
    library.set_note("1:1", "not in the file yet")
    library.flush()
    home = folder / ".postil"
    kept = {name: (home / name).read_bytes() for name in ("library.json", "journal.jsonl")}
    library.close()
    (home / "library.json").write_bytes(kept["library.json"])
    (home / "journal.jsonl").write_bytes(kept["journal.jsonl"].replace(b"in the file", b"in THE file") + b"{}\n")


def damage_history(folder: Path) -> None:
    """A line in the midst of the journal is gone; the library's file has what it did."""
    journal = folder / ".postil/journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([lines[0], *lines[2:]]))


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a source is gone": (lambda folder: (folder / "1-orchard.md").unlink(), "missing"),
    "a source and its kept text are gone": (forget_kept, "missing"),
    "a source is no text": (lambda folder: (folder / "2-letter.txt").write_bytes(bytes(range(256)) * 40), "unreadable"),
    "a file without passages is no text": (
        lambda folder: (folder / "7.txt").write_bytes(bytes(range(256))),
        "unreadable",
    ),
    "a pipe stands in the place of a source": (lambda folder: os.mkfifo(folder / "8.txt"), "unreadable"),
    "a link leads nowhere": (lambda folder: (folder / "9.md").symlink_to("nowhere"), "unreadable"),
    "a figure is another one": (lambda folder: rewrite(folder, "60%", "47%"), "figure"),
    "words were changed": (lambda folder: rewrite(folder, "Planted in", "Set out in"), "edited"),
    "words are gone": (lambda folder: rewrite(folder, "Planted in 1902. ", ""), "orphan"),
    "a passage may be in several places": (make_ambiguous, "ambiguous"),
    "a source was changed around its passages": (lambda folder: rewrite(folder, "winter", "summer"), "changed"),
    "two sources have one text": (lambda folder: copyfile(folder / "2-letter.txt", folder / "copy.txt"), "duplicate"),
    "what is named like a conflict copy is a link": (
        lambda folder: (folder / ".postil/library (conflict).json").symlink_to("/nowhere"),
        "copy",
    ),
    "a conflict copy of the library lies beside it": (
        lambda folder: copyfile(folder / ".postil/library.json", folder / ".postil/library (conflict).json"),
        "copy",
    ),
    "the library's file is damaged": (lambda folder: (folder / ".postil/library.json").write_bytes(b"{"), "library"),
    "the codebook is damaged": (lambda folder: (folder / ".postil/codebook.toml").write_text("[tags"), "library"),
    "the journal cannot be read": (block_journal, "library"),
    "the journal is damaged": (damage_journal, "library"),
    "the history is damaged": (damage_history, "library"),
    "a passage was kept twice": (keep_twice, "twice"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_all_three_report_a_trouble(sit: "Sit", folder: Path, capsys: Capture, trouble: str) -> None:
    """Each lists it, as the same, and none says that all is well."""
    record(folder)
    make, kind = TROUBLES[trouble]
    assert main(["check", str(folder)]) == 0
    make(folder)
    capsys.readouterr()
    assert main(["check", str(folder), "--json"]) == 1
    told = {one["kind"]: one["message"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert kind in told
    async with sit() as desk:
        await desk.quiet()
        await desk.press("g!")
        await desk.quiet()
        listed = desk.app.screen.query_one(ProblemList).items
        assert told[kind] in [one.message for one in listed if one.kind == kind]
        assert not desk.shows("no problems", "#entries")
        await desk.press("escape", "go")
        await desk.quiet()
        shown = desk.app.screen.query_one(UnresolvedList)
        assert kind in [one.kind for one in shown.items]
        assert len(shown.items) == len(listed)
        assert not desk.shows("no problems", "#unresolved")


async def test_all_three_are_calm_where_nothing_is_wrong(sit: "Sit", folder: Path, capsys: Capture) -> None:
    """Other formats in the folder are no trouble."""
    record(folder)
    (folder / "picture.png").write_bytes(b"")
    (folder / "notes.docx").write_bytes(b"")
    assert main(["check", str(folder)]) == 0
    assert "no problems" in capsys.readouterr().err
    async with sit() as desk:
        for keys, lists in (("go", "#unresolved"), ("g!", "#entries")):
            await desk.press(keys)
            await desk.quiet()
            assert desk.shows("no problems", lists)
            await desk.press("escape")


def test_what_was_not_looked_at_is_not_well(folder: Path) -> None:
    """As long as sources are unread nobody knows; then it is said."""
    record(folder)
    library = Library.open([folder])
    assert verdict(library, findings(library)) == "3 of 3 sources not checked yet"
    steps = examine(library)
    while len(unexamined(library)) > 1:
        next(steps)
    assert verdict(library, findings(library)) == "1 of 3 sources not checked yet"
    for _ in steps:
        pass
    assert verdict(library, findings(library)) == "no problems"
    (folder / "1-orchard.md").unlink()
    library.lose(library.sources()[0].id, "it is gone")
    assert verdict(library, findings(library)) == "1 finding"


async def test_a_path_that_was_named_and_cannot_be_read_is_told(
    sit: "Sit", folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of several that is not there is told on opening, and listed; so is a folder that lets nobody in."""
    record(folder)
    walk = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return walk(path)

    async with sit([folder / "1-orchard.md", folder / "no.txt"]) as desk:
        await desk.until(lambda: "no.txt: no such file" in desk.left)
        await desk.press("g!")
        await desk.quiet()
        assert [(one.kind, one.where) for one in desk.app.screen.query_one(ProblemList).items] == [
            ("unreadable", "no.txt")
        ]
    (folder / "closed").mkdir()
    monkeypatch.setattr(os, "scandir", guarded)
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out.startswith("unreadable\tclosed\tthe folder cannot be read: permission denied")
    async with sit() as desk:
        await desk.until(lambda: "closed: the folder cannot be read" in desk.left)


def test_a_named_file_that_cannot_be_read_fails_the_check(folder: Path, capsys: Capture) -> None:
    """Whatever its name is; one that is not there at all is told in one line."""
    os.mkfifo(folder / "report.log")
    assert main(["check", str(folder / "report.log")]) == 1
    assert "report.log\ta pipe, not a file" in capsys.readouterr().out
    assert main(["check", str(folder / "no.txt")]) == 3
    assert "no.txt does not exist" in capsys.readouterr().err


async def test_a_renamed_file_is_offered_with_one_key(sit: "Sit", folder: Path) -> None:
    """`go` and `g!` name the file that a lost source is in, edited, and `m` gives it the passages, which `u` takes back."""
    record(folder)
    (folder / "1-orchard.md").rename(folder / "9-meadow.md")
    rewrite_as(folder / "9-meadow.md", "winter", "summer")
    for keys in ("go", "g!"):
        async with sit() as desk:
            await desk.press(keys)
            await desk.quiet()
            assert "9-meadow.md is 1-orchard.md, edited" in str(desk.app.screen.query_one(ItemList).items[0].text)
            await desk.press("m")
            await desk.quiet()
            assert "9-meadow.md" in [source.path for source in desk.library.sources()]
            assert "1-orchard.md" not in [source.path for source in desk.library.sources()]
            await desk.press("escape", "u")
            await desk.quiet()
            assert "1-orchard.md" in [source.path for source in desk.library.sources()]


def rewrite_as(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


async def test_names_that_are_swapped_while_the_library_is_open_raise_no_alarm(
    sit: "Sit", folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page goes on with its text under the other name, and every passage is where it was."""
    monkeypatch.setattr("tui.services.watch_sources.EVERY", 3600)  # Else it may look between two of the renames.
    record(folder)
    async with sit() as desk:
        (folder / "1-orchard.md").rename(folder / "x")
        (folder / "2-letter.txt").rename(folder / "1-orchard.md")
        (folder / "x").rename(folder / "2-letter.txt")
        desk.app.watching.look()
        await desk.until(lambda: "1-orchard.md is 2-letter.txt now" in desk.left)
        await desk.quiet()
        assert "FIGURE" not in desk.left
        assert {one.anchoring for one in desk.library.passages(desk.screen.session.source)} == {"anchored"}
