"""The command line runs names, arguments, addresses and numbers, and says so where there is no such thing."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def line(desk: "Desk", text: str) -> None:
    """Type a line and press Enter."""
    await desk.press(":")
    await desk.type(text)
    await desk.press("enter")


@pytest.mark.parametrize("name", ["q", "quit", "wq", "x"])
async def test_the_names_of_vim_end_the_program(sit: "Sit", name: str) -> None:
    """`:q` and its like end the program and open nothing else."""
    async with sit() as desk:
        await line(desk, name)
        await desk.until(lambda: desk.app.leaving)
        assert desk.app.return_code == 0


async def test_an_address_a_number_and_a_percentage_are_places(sit: "Sit") -> None:
    """`:1:1` goes to the passage, `:2` to the source of this number, `:9` to the line, `:50%` to the middle."""
    async with sit() as desk:
        await desk.go("Apples bring")
        await desk.press("c")
        await line(desk, "2")
        assert desk.number == 2
        await line(desk, "1:1")
        assert (desk.number, desk.here[:12]) == (1, "Apples bring")
        await line(desk, "9")
        assert desk.page.document.location(desk.page.cursor).line == 9
        await line(desk, "999999999")
        assert desk.page.cursor >= desk.at("The end comes")
        await line(desk, "0%")
        assert desk.page.cursor == 0
        await desk.press("ctrl+o")
        assert desk.page.cursor > 0


async def test_a_blank_behind_a_name_lists_its_arguments(sit: "Sit") -> None:
    """All of them, before a letter is typed; in a picker a blank at the end changes nothing."""
    async with sit() as desk:
        await desk.press(":")
        await desk.type("theme ")
        assert {"Paper", "Ink"} <= {choice.detail for choice in desk.choices.items}
        await desk.press("escape", "escape")
        await desk.press("t")
        await desk.type("claim ")
        assert desk.choices.items[0].label == "claim"


async def test_arguments_are_completed_and_given(sit: "Sit") -> None:
    """A tag, a status, a theme and a source follow the name of their command; Tab completes them."""
    async with sit() as desk:
        await desk.go("forty")
        await line(desk, "tag opin")
        assert [a.tags for a in desk.annotations] == [("opinion",)]
        await line(desk, "tag brand new")
        assert set(desk.annotations[0].tags) == {"opinion", "brand new"}
        await line(desk, "status che")
        assert desk.annotations[0].status == "checked"
        await desk.press(":")
        await desk.type("e lett")
        await desk.press("tab")
        assert desk.typed.value == "e 2"
        await desk.press("enter")
        assert desk.number == 2
        await line(desk, "theme ink")
        assert desk.app.theme == "ink"
        await line(desk, "theme nosuch")
        assert not desk.bare
        assert desk.shows("no theme “nosuch”", "#choices")


async def test_what_does_not_exist_is_reported_and_runs_nothing(sit: "Sit") -> None:
    """A mistyped name names the commands near it; Enter runs none of them until one is chosen."""
    async with sit() as desk:
        await desk.go("forty")
        await line(desk, "opinoin")
        assert not desk.bare
        assert desk.shows("no command “opinoin”", "#picker Caption")
        assert not desk.annotations
        await desk.press("down", "enter")
        assert [a.tags for a in desk.annotations] == [("opinion",)]
        await line(desk, "7:7")
        assert not desk.bare


async def test_earlier_lines_come_back(sit: "Sit") -> None:
    """↑ above the first choice shows the lines of this sitting, the newest first; ↓ comes back to the empty line."""
    async with sit() as desk:
        await line(desk, "2")
        await line(desk, "50%")
        await desk.press(":", "up")
        assert desk.typed.value == "50%"
        await desk.press("up")
        assert desk.typed.value == "2"
        await desk.press("up")
        assert desk.typed.value == "2"
        await desk.press("down", "down")
        assert desk.typed.value == ""


async def test_recent_commands_come_first(sit: "Sit") -> None:
    """An empty command line begins with what was run from it last."""
    async with sit() as desk:
        await desk.go("forty")
        for name in ("opinion", "undo", "opinion"):
            await line(desk, name)
        await desk.press(":")
        labels = [choice.id for choice in desk.choices.items[:3]]
        assert labels == ["", "tag.opinion", "change.undo"]


async def test_words_are_searched_everywhere(sit: "Sit") -> None:
    """`:search` and words opens the search of all sources with them."""
    async with sit() as desk:
        await line(desk, "search forty rows")
        await desk.until(lambda: desk.typed.value == "forty rows")


async def test_a_format_that_lacks_a_package_says_what_to_install(
    sit: "Sit", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is listed with the reason, and running it names the extra; it is no format that does not exist."""
    home = tmp_path / "site" / "special_formats-1.dist-info"
    home.mkdir(parents=True)
    (home / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: special-formats\nVersion: 1\nProvides-Extra: special\n"
    )
    (home / "entry_points.txt").write_text("[postil.exporters]\nspecial = special_formats:Special\n")
    (home.parent / "special_formats.py").write_text("import a_package_that_is_missing\n")
    monkeypatch.syspath_prepend(home.parent)
    async with sit() as desk:
        await line(desk, "export special")
        assert desk.bare
        assert (
            "needs a_package_that_is_missing, which is not installed: pip install 'special-formats[special]'"
            in " ".join(strip.text.strip() for strip in desk.strips())
        )
        await line(desk, "export nonsense")
        assert desk.choices.items[0].label == "no format “nonsense”"
