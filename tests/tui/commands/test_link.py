"""Linking: two passages in two keys, in one step of undo, and ways to get from one to the other."""

from typing import TYPE_CHECKING

import pytest

from annotations.model import LINK_KINDS
from tui.screens.links.link_finder import OfferList, PartnersScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

FORTY = "It has forty rows of trees."
YEAR = "The orchard was planted in 1911, whatever they say."


async def take_and_go(desk: "Desk") -> None:
    """Take a sentence of the first source in hand and go to one of the second."""
    await desk.go("forty")
    await desk.press("L", "]s")
    await desk.go("planted in 1911")


@pytest.mark.parametrize("kind", LINK_KINDS.values(), ids=lambda kind: kind.name)
async def test_two_sentences_are_linked_in_one_step(sit: "Sit", kind: "object") -> None:
    """L, another source, L and the kind's key link two sentences; one undo takes back link and passages."""
    name, key, glyph = kind.name, kind.key, kind.glyph  # type: ignore[attr-defined]
    async with sit() as desk:
        await take_and_go(desk)
        assert "link from" in desk.left
        assert "link to this" in desk.footer
        await desk.press("L")
        assert f"{key} {glyph} {name}" in desk.footer
        await desk.press(key)
        assert desk.left.startswith(f"linked 1:1 {glyph} {name} 2:1")
        await desk.quiet()
        stored = desk.stored()
        assert stored.tagged == {FORTY: [], YEAR: []}
        ids = {row["exact"]: row["id"] for row in stored.annotations}
        ((source, target, written),) = [(row["source"], row["target"], row["kind"]) for row in stored.links]
        assert (source, target, written) == (ids[FORTY], ids[YEAR], name)
        assert desk.screen.session.held is None
        await desk.press("u")
        await desk.quiet()
        assert desk.stored().tagged == {}
        assert not desk.stored().links
        await desk.press("ctrl+r")
        await desk.quiet()
        assert desk.stored().tagged == {FORTY: [], YEAR: []}
        assert len(desk.stored().links) == 1


async def test_both_ends_show_the_link(sit: "Sit") -> None:
    """Each end has the glyph of the link in its gutter, and in the panel a line that names the other end."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "s")
        assert next(row for row in desk.rows() if "1911" in row).strip().startswith("·✓▏")
        assert desk.shows("✓ from 1:1 It has forty", "#passages")
        await desk.press("h")
        assert "2:1 no tag  ✓" in desk.left
        await desk.press("[s")
        assert next(row for row in desk.rows() if "forty" in row).strip().startswith("·✓▏")
        assert desk.shows("✓ 2:1 The orchard was", "#passages")


async def test_o_flips_the_direction(sit: "Sit") -> None:
    """X turns the link round before its kind is chosen, and again turns it back."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L")
        before = desk.left
        await desk.press("O")
        assert desk.left != before
        await desk.press("O")
        assert desk.left == before
        await desk.press("O", "s")
        (link,) = desk.links
        assert desk.library.annotation(link.source).exact == YEAR


async def test_enter_repeats_the_last_kind(sit: "Sit") -> None:
    """After one link, Enter makes another of its kind; before there was one, it only lists the keys."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "enter")
        assert "s supports" in desk.left
        assert not desk.links
        await desk.press("r")
        await desk.go("It has forty")
        await desk.press("L", "[s")
        await desk.go("Nobody")
        await desk.press("L", "enter")
        assert [link.kind for link in desk.links] == ["restates", "restates"]


async def test_a_wrong_key_asks_again(sit: "Sit") -> None:
    """A key that is no kind lists those that are; the link is still to be made."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "z")
        assert "s supports" in desk.left
        await desk.press("c")
        assert [link.kind for link in desk.links] == ["contradicts"]


async def test_esc_lets_go(sit: "Sit") -> None:
    """Esc while the kind is asked keeps the passage in hand; Esc again lets go of it."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "escape")
        assert "still pending" in desk.left
        assert "link to this" in desk.footer
        await desk.press("escape")
        assert "link cancelled" in desk.left
        assert desk.screen.session.held is None
        assert not desk.annotations


async def test_a_passage_is_not_linked_with_itself(sit: "Sit") -> None:
    """L on what is in hand lists what else there is, without itself, and records nothing."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "L", "L")
        screen = desk.app.screen
        assert isinstance(screen, PartnersScreen)
        await desk.worked()
        assert desk.annotations[0].id not in [offer.end for offer in screen.query_one(OfferList).items]
        await desk.press("escape")
        assert not desk.links


async def test_the_passage_in_hand_is_not_offered_to_itself(sit: "Sit") -> None:
    """On what is in hand the footer says what L does there; on another passage where an arrow leads, and the link."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "L")
        assert "link to this" not in desk.footer
        assert desk.footer.startswith("L suggest links")
        assert desk.left.count("1:1") == 1
        await desk.press("]s")
        await desk.go("planted in 1911")
        await desk.press("c")
        await desk.press("h")
        assert "link to this" in desk.footer
        assert desk.left.startswith("link from 1:1")
        assert "→  2:1 claim" in desk.left


async def test_every_kind_is_offered_on_a_small_terminal(sit: "Sit") -> None:
    """At 40 columns and at 80 the footer has room for the key of each kind; the text is seen again behind a long question."""
    for size in ((40, 12), (80, 24)):
        async with sit(size=size) as desk:
            await desk.go("forty")
            await desk.press("c", "L", "]s")
            await desk.go("planted in 1911")
            assert "1:1 →  " in desk.rows("#status")[0] or size[0] > 40
            await desk.press("L")
            keys = desk.rows("#footer")[0].split()
            for kind in LINK_KINDS.values():
                assert kind.key in keys
            assert keys[-2:] == ["Esc", "cancel"]
            await desk.press("r")
            assert len(desk.links) == 1
            shown = [strip.text for strip in desk.strips()]
            assert shown[: len(desk.rows())] == desk.rows()
            await desk.press("u", "u")


async def test_the_same_link_twice_is_told(sit: "Sit") -> None:
    """A link that is there already is refused in one line; of another kind it is made."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "s", "[s")
        await take_and_go(desk)
        await desk.press("L", "s")
        assert "This link already exists" in desk.left
        assert len(desk.links) == 1
        await desk.press("L", "l")
        assert sorted(link.kind for link in desk.links) == ["qualifies", "supports"]


async def test_a_selection_can_be_an_end(sit: "Sit") -> None:
    """L takes what is selected, and what is in hand survives going to other sources and back."""
    async with sit() as desk:
        await desk.go("1902")
        await desk.press("ve", "L", "]s", "[s", "]s")
        assert desk.page.selection is None
        await desk.go("1911")
        await desk.press("ve", "L", "c")
        assert {a.exact for a in desk.annotations} == {"1902", "1911"}


async def test_following_a_link_and_coming_back(sit: "Sit") -> None:
    """Enter and gl go to the other end; Ctrl-O comes back to where one was, Alt-O goes there again."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "s", "[s")
        await desk.go("forty")
        here = desk.page.cursor
        for keys in (("enter",), ("g", "l")):
            await desk.press(*keys)
            assert desk.number == 2
            assert desk.page.cursor == desk.at(YEAR)
            assert desk.page.current is not None
            await desk.press("ctrl+o")
            assert (desk.number, desk.page.cursor) == (1, here)
        await desk.press("alt+o")
        assert (desk.number, desk.page.cursor) == (2, desk.at(YEAR))
        await desk.press("alt+left")
        assert (desk.number, desk.page.cursor) == (1, here)
        await desk.press(*["ctrl+o"] * 9)
        assert "no earlier jump" in desk.left
        await desk.press(*["alt+o"] * 9)
        assert "no later jump" in desk.left


async def test_where_there_is_nothing_to_follow(sit: "Sit") -> None:
    """Enter says whether it is the passage or the link that is missing."""
    async with sit() as desk:
        await desk.press("enter")
        assert "no passage under the cursor" in desk.left
        await desk.press("c", "enter")
        assert "no links" in desk.left


async def test_one_of_several_links_is_chosen_in_the_panel(sit: "Sit") -> None:
    """With several links Enter goes to the panel; there j chooses one and Enter follows it."""
    async with sit() as desk:
        for words in ("forty", "1902", "income"):
            await desk.go(words)
            await desk.press("ve", "c")
        for other in ("1:2", "1:3"):
            desk.library.connect("1:1", other, "restates")
        await desk.go("forty")
        await desk.press("enter")
        assert "2 links" in desk.left
        assert desk.screen.pane == "passages"
        await desk.press("j", "enter")
        assert desk.here.startswith("income")
        assert desk.screen.pane == "page"


async def test_from_linked_passage_to_linked_passage(sit: "Sit") -> None:
    """]l and [l stop only at passages with links, and go round the end of the text."""
    async with sit() as desk:
        await desk.press("]l")
        assert desk.left == "no passages with links in this source"
        for words in ("1902", "forty", "income"):
            await desk.go(words)
            await desk.press("ve", "c")
        desk.library.connect("1:1", "1:3", "cites")
        await desk.press("gg", "]l")
        assert desk.here.startswith("1902")
        await desk.press("]l")
        assert desk.here.startswith("income")
        await desk.press("]l")
        assert desk.here.startswith("1902")
        assert "from the top again" in desk.left
        await desk.press("[l")
        assert desk.here.startswith("income")


async def test_a_link_is_deleted_in_the_panel(sit: "Sit") -> None:
    """Dd on a link of the panel deletes the link and leaves the passages; u brings it back."""
    async with sit() as desk:
        await take_and_go(desk)
        await desk.press("L", "s", "gp", "gg", "j", "dd")
        assert "deleted the" in desk.left
        assert not desk.links
        assert len(desk.annotations) == 2
        await desk.press("u")
        assert len(desk.links) == 1


async def test_what_is_in_hand_and_undone_away_is_let_go(sit: "Sit") -> None:
    """A passage in hand that an undo takes away is no longer in hand."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "L", "u")
        assert desk.screen.session.held is None
        assert "link from" not in desk.left
