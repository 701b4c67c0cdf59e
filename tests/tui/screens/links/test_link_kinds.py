"""Kinds of links of one's own, through the keys: made, used, shown, altered and removed."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.links.link_kinds import KindForm, KindsScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def made(desk: "Desk") -> None:
    """Make a kind: answers, answered by, which counts like contradicts."""
    await desk.press("g", "k", "a", *"answers", "tab", *"answered by", "tab", "tab", "tab", *"contra", "enter")


@pytest.mark.parametrize("size", [(130, 30), (40, 12)])
async def test_a_kind_is_made_used_and_shown(sit: "Sit", size: tuple[int, int]) -> None:
    """It is asked for with the others, its sign stands on both ends, and the board counts it as it says."""
    async with sit(size=size) as desk:
        await made(desk)
        assert isinstance(desk.app.screen, KindsScreen)
        assert desk.shows("a ◆ answers", "#entries")
        kind = desk.library.kind("answers")
        assert (kind.key, kind.glyph, kind.inverse, kind.counts) == ("a", "◆", "answered by", "contradicts")
        await desk.press("escape")
        await desk.go("Planted in")
        await desk.press("s", "c", "L", "]s")
        await desk.go("planted in 1911")
        await desk.press("L")
        assert ("a", "◆ answers") in desk.screen.query_one("#footer").hints  # type: ignore[attr-defined]
        await desk.press("a")
        assert [link.kind for link in desk.links] == ["answers"]
        assert "1:1 ◆ answers 2:1" in desk.left
        assert size[0] < 100 or desk.shows("◆▏")
        await desk.press("K")
        assert desk.shows("◆ answered by 1:1", "#peeked")
        await desk.press("escape", "g", "c")
        assert desk.shows("1 for, 1 against", "#claims")


async def test_a_key_that_is_taken_is_refused_and_what_was_typed_stays(sit: "Sit") -> None:
    """One line says who has it; another key is taken; nothing is recorded before."""
    async with sit() as desk:
        await desk.press("g", "k", "a", *"sponsors", "tab", "tab", "s", "enter")
        assert isinstance(desk.app.screen, KindForm)
        assert desk.shows("cannot have the key s: “supports” has it", "#form > .caption:last-of-type")
        assert len(desk.library.kinds()) == 5
        await desk.press("backspace", "p", "enter")
        assert desk.library.kind("sponsors").key == "p"
        assert desk.library.kind("sponsors").symmetric


async def test_a_kind_is_renamed_with_its_links_and_removed_after_a_question(sit: "Sit") -> None:
    """The links come along, become others or go with it; undo takes back what was done here."""
    async with sit() as desk:
        await made(desk)
        await desk.press("escape")
        await desk.go("Planted in")
        await desk.press("L", "]s")
        await desk.go("planted in 1911")
        await desk.press("L", "a", "g", "k", "G", "enter", *["backspace"] * 7, *"rebuts", "enter")
        assert [link.kind for link in desk.links] == ["rebuts"]
        await desk.press("d", "d")
        assert desk.shows("1 link of the type rebuts:", ".caption")
        await desk.press("escape", "d", "d", "t", "z", "s")
        assert [link.kind for link in desk.links] == ["supports"]
        assert desk.shows("1 link turned from rebuts into supports", ".caption")
        await desk.press("u", "G", "d", "d", "d")
        assert (desk.links, len(desk.library.kinds())) == ([], 5)
        await desk.press("u")
        assert [link.kind for link in desk.links] == ["rebuts"]
        await desk.press("u")
        assert [link.kind for link in desk.links] == ["answers"]
        await desk.press("escape", "u", "g", "k", "G", "d", "d")
        assert list(desk.library.kinds()) == ["supports", "contradicts", "restates", "cites", "qualifies"]
        await desk.press("g", "g", "enter")
        assert desk.shows("is built in and cannot be changed", ".caption")
