"""A codebook of 441 tags in three levels, from the picker to the board, in terminals of all sizes."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import books
from tui.screens.pickers.codebook import CodebookScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def shown(desk: "Desk", widget: str = "#choices") -> list[str]:
    """The rows of a list, without its title."""
    return [row.rstrip() for row in desk.rows(widget)[1:] if row.strip()]


def names(desk: "Desk") -> list[str]:
    """All tags that the picker lists."""
    return [choice.label for choice in desk.choices.items]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_tag_of_the_third_level_is_found_given_and_counted_at_its_parents(
    sit: "Sit", folder: Path, size: tuple[int, int]
) -> None:
    """By typing a part of its name, with those above it in sight; the board and its filters know its parents."""
    books.write(folder)
    async with sit(size=size) as desk:
        await desk.go("forty")
        await desk.press("c", "t")
        assert names(desk) == ["claim", "figure", "opinion", *books.AREAS]
        await desk.type("cost, cou")
        assert names(desk)[:3] == ["Water", "Water cost", "Water cost, counted"]
        assert any(row.startswith("▌      ") and "Water cost, cou" in row for row in shown(desk))
        await desk.press("enter")
        assert [one.tags for one in desk.annotations] == [("claim", "Water cost, counted")]
        await desk.press("t")
        chosen = desk.choices.selected
        assert chosen is not None
        assert (chosen.id, "✓ remove" in chosen.detail) == ("Water cost, counted", True)
        await desk.press("escape", "g", "c")
        for typed, claims in (("water", 1), ("land", 0)):
            await desk.press("/")
            await desk.press(*["backspace"] * 20)
            await desk.type(f"tag:{typed}")
            await desk.press("enter")
            assert desk.screen.session.board_view().count == claims


async def test_the_tree_in_the_picker_is_folded_and_unfolded(sit: "Sit", folder: Path) -> None:
    """Tab folds the tag under the cursor or the one above, Shift-Tab all; what is folded stays so for the sitting."""
    books.write(folder)
    async with sit(size=(80, 24)) as desk:
        await desk.go("forty")
        await desk.press("t", "down", "down", "down", "tab")
        assert names(desk)[3:6] == ["Water", "Water access", "Water cost"]
        await desk.press("down", "down", "tab", "down")
        assert names(desk)[5:7] == ["Water cost", "Water cost, before"]
        await desk.press("tab")
        assert desk.choices.selected.label == "Water cost"  # type: ignore[union-attr]
        await desk.press("escape", "t")
        assert "Water cost" in names(desk)
        await desk.press("shift+tab")
        assert len(names(desk)) == 12
        await desk.press("shift+tab")
        assert len(names(desk)) == 444
        await desk.press("w", "tab")
        assert desk.shows("all matches are shown", ".caption")


async def test_a_flat_codebook_has_no_keys_to_fold(sit: "Sit") -> None:
    """And no indent."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("t")
        assert shown(desk)[0].startswith("▌C claim")
        assert not desk.shows("fold", ".caption")


async def test_the_codebook_is_shown_and_changed_as_a_tree(sit: "Sit", folder: Path) -> None:
    """Folded, filtered, renamed, moved, added to and deleted from; its file follows, and undo brings it back."""
    file = books.write(folder)
    before = file.read_text(encoding="utf-8")
    async with sit(size=(80, 24)) as desk:
        await desk.go("forty")
        await desk.press("t")
        await desk.type("trade cost, retold")
        await desk.press("enter", "g", "b")
        screen = desk.app.screen
        assert isinstance(screen, CodebookScreen)

        def rows() -> list[str]:
            return [node.tag.name for node in desk.app.screen.query_one("#entries").items]  # type: ignore[attr-defined]

        assert rows() == ["claim", "figure", "opinion", *books.AREAS]
        assert next(row for row in shown(desk, "#entries") if "Trade" in row).endswith("1")
        await desk.press("e")
        assert desk.shows("claim is built in", ".caption")
        await desk.press("/")
        await desk.type("retold")
        assert rows()[:3] == ["Water", "Water access", "Water access, retold"]
        await desk.press("escape")
        await desk.press("g", "g", "j", "j", "j", "l", "j", "e", *["backspace"] * 30)
        await desk.type("Wells")
        await desk.press("enter")
        assert desk.shows("Water access renamed Wells", ".caption")
        assert '[tags.Wells]\nparent = "Water"' in file.read_text(encoding="utf-8")
        await desk.press("m")
        await desk.type("land")
        await desk.press("enter")
        assert desk.library.tag("Wells").parent == "Land"
        await desk.press("A")
        await desk.type("Deep wells")
        await desk.press("enter")
        assert desk.library.tag("Deep wells").parent == "Wells"
        await desk.press("/")
        await desk.type("trade cost, retold")
        await desk.press("enter", "G", "d", "d")
        assert desk.shows("from 1 passage?", ".caption")
        await desk.press("y")
        assert not desk.library.has_tag("Trade cost, retold")
        await desk.press("u", "u", "u", "u")
        assert file.read_text(encoding="utf-8").count("retold") == before.count("retold") - 1
        assert desk.library.tag("Water access").parent == "Water"
        await desk.press("u")
        assert desk.shows("nothing to undo: no change was made here", ".caption")
