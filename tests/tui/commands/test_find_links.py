"""Finding what a passage may be linked to, and linking it without going there."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.links.link_finder import OfferList, PartnersScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


def offers(desk: "Desk") -> OfferList:
    """The list on the screen."""
    return desk.app.screen.query_one(OfferList)


async def found(desk: "Desk") -> list[str]:
    """The words of what is offered, when everything has been looked at."""
    await desk.until(lambda: "look" not in offers(desk).title)
    await desk.worked()
    await desk.settle()
    return [" ".join(offer.text.split()) for offer in offers(desk).items]


async def passages(desk: "Desk") -> None:
    """Tag two sentences of the letter claims, and go to one of the orchard."""
    await desk.to_source(2)
    for words in ("Apples bring in half", "planted in 1911"):
        await desk.go(words)
        await desk.press("s", "c")
    await desk.to_source(1)
    await desk.go("forty")


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_what_shares_most_comes_first_with_the_reason(sit: "Sit", size: tuple[int, int]) -> None:
    """After L and L again passages come first, those that share most before others; then sentences, with their reason."""
    async with sit(size=size) as desk:
        await passages(desk)
        await desk.go("Apples bring in 60%")
        await desk.press("L", "L")
        assert isinstance(desk.app.screen, PartnersScreen)
        first, second, *others = await found(desk)
        assert first == "Apples bring in half of the income."
        assert second == "The orchard was planted in 1911, whatever they say."
        assert "income" in offers(desk).items[0].reason
        assert desk.shows("shares", "#hits")
        assert "Fewer apples will be." in others
        assert first not in others, "a sentence that is a passage is not offered twice"
        assert not any("bring in 60%" in one for one in others)


async def test_a_linked_passage_is_marked(sit: "Sit") -> None:
    """With the sign of each link that there is already, before the reason, at every width."""
    async with sit(size=(40, 12)) as desk:
        await passages(desk)
        await desk.go("Apples bring in 60%")
        await desk.press("s", "c")
        here, half = (next(a for a in desk.annotations if words in a.exact) for words in ("60%", "half"))
        desk.library.connect(here.id, half.id, "contradicts")
        desk.library.connect(half.id, here.id, "cites")
        await desk.press("L", "L")
        assert (await found(desk))[0] == "Apples bring in half of the income."
        signs = "".join(desk.library.kind(name).glyph for name in ("contradicts", "cites"))
        assert desk.shows(f"linked {signs}", "#hits")
        assert sum("linked" in row for row in desk.rows("#hits")) == 1


async def test_what_is_in_hand_is_not_offered_to_itself(sit: "Sit") -> None:
    """Neither a passage within it nor one it lies in; other sources come before its own, however much that shares."""
    async with sit(size=(160, 45)) as desk:
        await passages(desk)
        await desk.go("Apples bring in 60%")
        await desk.press("s", "c")
        here = desk.at("60% of the income")
        start = desk.at("Apples bring in 60%")
        source = desk.screen.session.source
        inside = desk.library.add(source, here, here + len("60% of the income"), tags=["figure"])
        around = desk.library.add(source, start, desk.at("are the better"), tags=["claim"])
        same = desk.library.add(source, desk.at("Fewer apples"), desk.at("Fewer apples") + 21, tags=["claim"])
        await desk.go("Apples bring")
        await desk.press("L", "L")
        await found(desk)
        ends = [offer.end for offer in offers(desk).items]
        assert inside.id not in ends
        assert around.id not in ends
        addresses = [desk.library.address(end) for end in ends if isinstance(end, str)]
        assert addresses[0] == "2:1"
        assert ends.index(same.id) > 0
        sources = [offer.source for offer in offers(desk).items if not isinstance(offer.end, str)]
        assert sources == sorted(sources, key=lambda one: one == source)


async def test_typed_words_filter_and_a_link_goes_nowhere(sit: "Sit") -> None:
    """Typed words narrow the list, Enter and a kind link what is chosen; the page stays where it was; one undo."""
    async with sit() as desk:
        await passages(desk)
        here = desk.page.cursor
        await desk.press("L", "L")
        assert "link from" in desk.left
        await desk.type("1911")
        assert (await found(desk))[0].startswith("The orchard was planted in 1911")
        await desk.press("enter", "c")
        assert desk.bare
        assert (desk.number, desk.page.cursor) == (1, here)
        assert desk.left.startswith("linked 1:1 ✗ contradicts 2:2")
        assert desk.screen.session.held is None
        assert [(link.kind, desk.library.address(link.target)) for link in desk.links] == [("contradicts", "2:2")]
        await desk.press("u")
        assert not desk.links
        assert len(desk.annotations) == 2


async def test_an_address_offers_its_passage_first(sit: "Sit") -> None:
    """An address that is typed names one passage; one that does not exist, or the start itself, offers nothing more."""
    async with sit(size=(120, 30)) as desk:
        await passages(desk)
        await desk.press("L", "L")
        await found(desk)
        await desk.type("2:2")
        assert (await found(desk))[0] == "The orchard was planted in 1911, whatever they say."
        desk.typed.value = "9:9"
        assert not await found(desk)


async def test_a_source_that_is_named_offers_its_passages(sit: "Sit") -> None:
    """Its number or words of its title list the passages in it."""
    async with sit(size=(120, 30)) as desk:
        await passages(desk)
        for typed in ("2", "letter about"):
            await desk.press("L", "L")
            await found(desk)
            await desk.type(typed)
            offered = await found(desk)
            assert {
                "Apples bring in half of the income.",
                "The orchard was planted in 1911, whatever they say.",
            } <= set(offered)
            await desk.press("escape", "escape")


async def test_a_sentence_that_nobody_tagged_becomes_a_passage(sit: "Sit") -> None:
    """An untagged sentence is linked too, and becomes a passage by that; O links from it."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("L", "L")
        await desk.type("rows forty it")
        assert await found(desk) == ["It has forty rows."]
        await desk.press("enter", "O", "r")
        (link,) = desk.links
        assert desk.library.annotation(link.source).exact == "It has forty rows."
        assert desk.library.annotation(link.target).exact == "It has forty rows of trees."


async def test_a_mark_leaves_the_words_of_the_title(folder: "Path", sit: "Sit") -> None:
    """Also those behind a dot, which parts the rest of the title, too."""
    letter = folder / "2-letter.txt"
    letter.write_text(letter.read_text(encoding="utf-8") + "\nPears · forty rows.\n", encoding="utf-8")
    async with sit() as desk:
        await desk.to_source(2)
        await desk.go("Pears · forty")
        await desk.press("s", "L", "L")
        await found(desk)
        title = offers(desk).title
        assert title == "Link “Pears · forty rows.” to"
        await desk.press("tab")
        assert offers(desk).title == f"{title} · 1 marked"
        await desk.press("up", "tab")
        assert offers(desk).title == title


async def test_several_that_were_marked_are_linked_in_one_step(sit: "Sit") -> None:
    """Tab marks; Enter and a kind link all that is marked as one step of undo; Enter again takes the last kind."""
    async with sit() as desk:
        await passages(desk)
        await desk.press("L", "L")
        await found(desk)
        await desk.press("tab", "tab")
        assert "2 marked" in offers(desk).title
        await desk.press("enter", "s")
        assert len(desk.links) == 2
        assert "2 links" in desk.left
        await desk.press("u")
        assert not desk.links
        await desk.press("L", "L")
        await found(desk)
        await desk.press("enter", "enter")
        assert [link.kind for link in desk.links] == ["supports"]


async def test_esc_leaves_step_by_step(sit: "Sit") -> None:
    """Esc goes back from the kinds to the list, then to the page with the passage still in hand, then lets go."""
    async with sit() as desk:
        await passages(desk)
        await desk.press("L", "L")
        await found(desk)
        await desk.press("enter", "escape")
        assert isinstance(desk.app.screen, PartnersScreen)
        await desk.type("pears")
        assert desk.typed.value == "pears"
        await desk.press("escape")
        assert desk.bare
        assert desk.screen.session.held is not None
        await desk.press("escape")
        assert desk.screen.session.held is None


async def test_what_changes_is_found_as_it_is_now(sit: "Sit") -> None:
    """A passage that was made, or deleted, since the last look is in the list, or no longer among the passages."""
    async with sit() as desk:
        await passages(desk)
        await desk.press("L", "L")
        await found(desk)
        await desk.press("escape", "escape")
        await desk.to_source(3)
        await desk.go("Paragraph 3 begins")
        await desk.press("s", "c")
        await desk.to_source(2)
        await desk.go("Apples bring in half")
        await desk.press("dd")
        await desk.to_source(1)
        await desk.press("L", "L")
        await found(desk)
        ends = [offer.end for offer in offers(desk).items if isinstance(offer.end, str)]
        assert sorted(desk.library.address(end) for end in ends) == ["2:2", "3:1"]
