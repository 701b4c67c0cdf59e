"""Several programs on one folder: what others do is shown at once, and one takes over when another is gone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tests.holding import hold

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are looked for more often than a person needs."""
    monkeypatch.setattr("tui.services.follow_library.EVERY", 0.1)
    monkeypatch.setattr("tui.services.follow_library.WRITER_EVERY", 0.02)


def postil(*arguments: str) -> str:
    """Run the command line in a process of its own, as anna."""
    done = subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        cwd=ROOT, env={**os.environ, "POSTIL_AUTHOR": "anna"}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


async def test_what_another_program_adds_is_shown_and_told(sit: "Sit", folder: Path) -> None:
    """On the page, in the panel and the counts, with who did it; cursor and rows stay where they are."""
    async with sit() as desk:
        await desk.press("j", "j", "j")
        before, cursor = desk.rows(), desk.page.cursor
        assert postil("add", str(folder), "1", "--quote", "Nobody counts them", "--tag", "claim") == "1:1"
        await desk.until(lambda: "1:1 was added by anna" in desk.left)
        assert desk.shows("Nobody counts them", "#passages")
        assert desk.shows("C1", "#sources")
        assert desk.page.cursor == cursor
        assert [row[5:] for row in desk.rows()] == [row[5:] for row in before]
        postil("undo", "--others", str(folder))
        await desk.until(lambda: not desk.annotations)
        await desk.press("j")
        await desk.until(lambda: "1:1 was deleted by anna" in desk.left)
        assert not desk.shows("Nobody counts them", "#passages")
        await desk.press("c")
        assert desk.library.address(desk.annotations[0].id) == "1:2"


async def test_news_do_not_come_between_a_question_and_its_answer(sit: "Sit", folder: Path) -> None:
    """While a kind of link is asked for, what another program did is shown and told only afterwards."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("c", "L")
        await desk.to_source(2)
        await desk.press("L")
        asked = desk.left
        postil("add", str(folder), "2", "--quote", "1911")
        await desk.until(lambda: len(desk.annotations) == 2)
        await desk.settle()
        assert desk.left == asked
        await desk.press("r")
        assert [link.kind for link in desk.links] == ["restates"]
        await desk.press("j")
        await desk.until(lambda: "2:1 was added by anna" in desk.left)


async def test_what_others_do_while_nothing_can_be_said_is_counted(sit: "Sit", folder: Path) -> None:
    """All that came since the last word is counted, however often it was looked at meanwhile."""
    async with sit() as desk:
        await desk.press("c")
        postil("add", str(folder), "1", "--quote", "Nobody counts them")
        await desk.until(lambda: len(desk.annotations) == 2)
        postil("add", str(folder), "1", "--quote", "forty")
        desk.library.add_tag("mine")  # Takes it in before anything looks for it.
        assert len(desk.annotations) == 3
        postil("add", str(folder), "2", "--quote", "1911")
        await desk.until(lambda: len(desk.annotations) == 4)
        await desk.press("j")
        await desk.until(lambda: "2:1 was added by anna · and 2 more" in desk.left)


async def test_what_is_in_hand_and_what_is_adjusted_may_go_meanwhile(sit: "Sit", folder: Path) -> None:
    """Another program takes the passage away: it is let go of, and the program goes on."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("c", "L")
        await desk.quiet()
        postil("undo", "--others", str(folder))
        await desk.until(lambda: not desk.annotations)
        assert desk.screen.session.held is None
        await desk.press("c", ">", "w")
        await desk.quiet()
        postil("undo", "--others", str(folder))
        await desk.until(lambda: not desk.annotations)
        assert desk.screen.session.adjusting is None
        await desk.press("enter", "j", "k")
        assert desk.under_cursor


async def test_a_source_that_another_program_takes_out_leaves_the_page(sit: "Sit", folder: Path) -> None:
    """The page shows another one; an undo here brings the source back to the list."""
    library = Library.open([folder])
    start = library.document(library.sources()[0].id).text.index("1902")
    library.add(library.sources()[0].id, start, start + 4)
    library.close()
    async with sit() as desk:
        gone = desk.screen.session.source
        (folder / "1-orchard.md").unlink()
        other = Library.open([folder], author="anna")
        other.remove_source(gone)
        other.close()
        await desk.until(lambda: desk.screen.session.source != gone)
        assert desk.shows("A letter about the orchard")
        await desk.press("j", "u", "y")
        await desk.until(lambda: gone in {source.id for source in desk.library.sources()})


async def test_a_second_program_says_who_writes_follows_and_takes_over(sit: "Sit", folder: Path) -> None:
    """Read-only as long as the first one is there; then one key makes it the one that writes."""
    with hold(folder) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"there\n"
        async with sit(size=(100, 24)) as desk:
            assert f"process {first.pid} on " in desk.left
            assert "read-only" in desk.right
            assert "following" in desk.right
            await desk.press("c")
            assert str(first.pid) in desk.left
            await desk.press("gw")
            assert str(first.pid) in desk.left
            assert desk.library.read_only
            await desk.press("j")
            postil("add", str(folder), "2", "--quote", "1911")
            await desk.until(lambda: "2:1 was added by anna" in desk.left)
            first.kill()
            first.communicate()
            await desk.press("j")
            await desk.until(lambda: "gw to write here" in desk.left)
            assert "other postil has quit" in desk.right
            await desk.press("gw")
            assert "this program can write now" in desk.left
            await desk.go("of trees")
            await desk.press("c")
            await desk.until(lambda: "✓ saved" in desk.right)
            await desk.press("gw")
            assert "nothing to take over" in desk.left
    assert [one.exact for one in Library.open([folder]).all_annotations()] == [
        "1902",
        "It has forty rows of trees.",
        "1911",
    ]


@pytest.fixture
def parted(folder: Path, tmp_path: Path) -> Path:
    """A library with a note, and a copy of it in which somebody else wrote another one."""
    library = Library.open([folder], author="here")
    start = library.document(library.sources()[0].id).text.index("1902")
    library.add(library.sources()[0].id, start, start + 4, tags=["claim"])
    library.close()
    copytree(folder, tmp_path / "copy")
    there = Library.open([tmp_path / "copy"], author="there")
    there.set_note(there.annotation("1:1").id, "their words on it")
    there.close()
    return tmp_path / "copy"


async def part(desk: "Desk", copy: Path) -> None:
    """Write a note here, and have the library replaced by the other one."""
    await desk.press("]a", "i", "our words on it", "enter")
    await desk.quiet()
    for name in ("library.json", "journal.jsonl"):
        copyfile(copy / ".postil" / name, desk.library.home / f"{name}.new")
        (desk.library.home / f"{name}.new").replace(desk.library.home / name)
    await desk.until(lambda: len(desk.annotations) == 2)


@pytest.mark.parametrize(
    ("key", "notes"),
    [("1", ["their words on it"]), ("2", ["our words on it"]), ("b", ["their words on it", "our words on it"])],
)
async def test_what_was_kept_twice_is_shown_side_by_side_and_decided(
    sit: "Sit", parted: Path, key: str, notes: list[str]
) -> None:
    """The list of problems shows both versions; one of them is kept under the old address, or both; u takes it back."""
    async with sit() as desk:
        await part(desk, parted)
        await desk.press("g!")
        assert any("1:1 was kept twice" in row for row in desk.rows("#entries"))
        await desk.press("G")
        shown = "\n".join(desk.rows("#detail"))
        assert {"their words on it", "our words on it"} <= {
            note for note in ("their words on it", "our words on it") if note in shown
        }
        first = desk.annotations[0].note
        await desk.press(key)
        assert not any("≠" in row for row in desk.rows("#entries"))
        await desk.press("escape")
        found = [one.note for one in desk.annotations]
        assert sorted(found) == sorted(notes if key == "b" else [first if key == "1" else other(first)])
        assert desk.library.address(desk.annotations[0].id) == "1:1"
        await desk.press("u")
        assert len(desk.annotations) == 2
        await desk.press("g!", "G")
        assert any("≠" in row for row in desk.rows("#entries"))
        await desk.press("enter")
        assert desk.bare
        assert "1:1" in desk.left


def other(note: str) -> str:
    return {"their words on it": "our words on it", "our words on it": "their words on it"}[note]


async def test_what_was_kept_twice_is_told_the_next_time(sit: "Sit", parted: Path) -> None:
    """It is found in what is recorded, whichever program met the conflict."""
    async with sit() as desk:
        await part(desk, parted)
        await desk.quiet()
    async with sit() as desk:
        await desk.until(lambda: "1 problem" in desk.left)
        assert "g! to list them" in desk.left


@pytest.mark.parametrize("size", [(130, 30), (40, 12)])
async def test_a_library_opened_from_a_backup_says_so(sit: "Sit", folder: Path, size: tuple[int, int]) -> None:
    """Read-only, with what was recovered, from what, and what puts it right."""
    for number in (1, 2):
        library = Library.open([folder])
        start = library.document(library.sources()[0].id).text.index("1902" if number == 1 else "forty")
        library.add(library.sources()[0].id, start, start + 4)
        library.close()
    file = folder / ".postil/library.json"
    file.write_bytes(file.read_bytes()[:100])
    async with sit(size=size) as desk:
        assert len(desk.annotations) == 2
        await desk.press("g!")
        assert "keeps" not in " ".join(desk.rows("Caption"))
        said = " ".join(" ".join(desk.rows("#detail")).split())
        assert "recovered from the backup" in said
        assert "check --repair" in said
        await desk.press("escape")
    assert len(file.read_bytes()) == 100


async def test_nothing_to_know_is_said(sit: "Sit") -> None:
    """An empty list says that all is well, in a small terminal too."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("g!")
        await desk.quiet()
        assert desk.shows("no problems", "#entries")
        await desk.press("1", "b", "enter", "escape")
        assert desk.bare


async def test_leaving_asks_once_if_something_is_not_on_disk(sit: "Sit", full_disk: Callable[[], None]) -> None:
    """It says why and how much would be lost; Esc stays, q again leaves; once it is saved q asks nothing."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("c", "f")
        await desk.press("q")
        assert "No space left" in desk.left
        assert "lose 2 changes" in desk.left
        assert "quit and lose 2 changes" in desk.footer
        await desk.press("escape")
        assert "still open" in desk.left
        assert desk.app.is_running
        await desk.press("j", "q")
        full_disk()
        await desk.press("j")
        assert desk.app.is_running
        await desk.press("q")
        await desk.until(lambda: not desk.app.is_running)
        assert [list(one.tags) for one in desk.annotations] == [["claim", "figure"]]
        assert desk.stored().tagged == {"It has forty rows of trees.": ["claim", "figure"]}
