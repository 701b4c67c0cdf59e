"""What a user does while work is under way: it is kept, and acts on what was on the screen."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from annotations.library import Span
from annotations.sources.reanchor import ReanchorJob
from tests.tui.commands.test_find_links import found, offers, passages
from tests.tui.conftest import LONG, PATIENCE
from tests.tui.overlays import fill, shown
from tui.screens.base.overlay import Overlay
from tui.screens.overview.suggestions import SuggestionList
from tui.screens.reading.page_controller import PageController
from tui.widgets.item_list import ItemList
from tui.widgets.review.claim_matrix import ClaimList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


class Gate:
    """Holds calls of a function, which another thread makes, until it is opened."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.reached, self._open = Event(), Event()
        self._function = function

    def __call__(self, *given: Any) -> Any:
        self.reached.set()
        assert self._open.wait(PATIENCE)
        return self._function(*given)

    def open(self) -> None:
        """Let the calls go on."""
        self._open.set()

    def close(self) -> None:
        """Hold the next calls."""
        self.reached.clear()
        self._open.clear()


def begins(desk: "Desk", words: str) -> bool:
    """Whether the text of the first source begins with some words."""
    return desk.library.document(desk.library.source_ids[0]).text.startswith(words)


async def test_a_page_keeps_what_the_user_does_while_its_source_is_read_again(
    sit: "Sit", folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cursor that was moved meanwhile stays at its words, and a page with another source by now keeps that."""
    carry = Gate(ReanchorJob.carry)

    def held(job: ReanchorJob, before: str, offsets: list[int]) -> list[int]:
        return carry(job, before, offsets) if offsets else []  # Without jumps there is nothing to carry.

    monkeypatch.setattr(ReanchorJob, "carry", held)
    path = folder / "1-orchard.md"
    async with sit() as desk:
        for new, key in (("summer", "}"), ("autumn", "]s")):
            carry.close()
            path.write_text(f"{new} came.\n\n{path.read_text('utf-8')}", encoding="utf-8")
            await desk.until(carry.reached.is_set)
            await desk.press(key)
            here = desk.here
            carry.open()
            await desk.until(partial(begins, desk, new))
            await desk.settle()
            assert desk.here == here
        assert desk.number == 2
        assert "A letter" in desk.text


@pytest.fixture
def in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each step of work in the background take a slice, and each slice be shown, as on a slow machine."""
    monkeypatch.setattr("tui.tasks.SLICE", -1.0)
    monkeypatch.setattr("annotations.search.library_search._BREATH", 1)
    for module in ("search", "history"):
        monkeypatch.setattr(f"tui.screens.{module}.SHOW_EVERY", -1.0)


def listed(desk: "Desk") -> ItemList[Any]:
    """The list of the screen on top."""
    screen = desk.app.screen
    assert isinstance(screen, Overlay)
    assert screen.body is not None
    return screen.body.items


@pytest.mark.usefixtures("in_slices")
@pytest.mark.parametrize("keys", [("g/", *"apples"), ("gh", "/", *"claim", "enter"), ("T", "tab")])
async def test_the_cursor_of_a_list_stays_while_it_is_searched_again(sit: "Sit", keys: tuple[str, ...]) -> None:
    """What is found first does not have the record under the cursor yet, which a key may be meant for."""
    async with sit() as desk:
        await passages(desk)
        await desk.go("Apples bring")
        await desk.press(*keys)
        await desk.worked()
        found = listed(desk)
        await desk.press(*["down"] * (len(found.items) - 1))
        last, seen = found.selected, set()
        assert len(found.items) > 1
        assert found.cursor == len(found.items) - 1
        desk.app.screen.renew()  # type: ignore[attr-defined]
        while any(not worker.is_finished for worker in desk.app.workers):
            seen.add(found.selected)
            await asyncio.sleep(0)
        assert seen | {found.selected} == {last}


@pytest.mark.usefixtures("in_slices")
async def test_the_offer_that_is_asked_about_is_linked(sit: "Sit") -> None:
    """The cursor stays with an untagged sentence while passages are ranked before sentences, and so does the answer."""
    async with sit() as desk:
        await passages(desk)
        await desk.press("L", "L")
        await found(desk)
        place = next(at for at, offer in enumerate(offers(desk).items) if isinstance(offer.end, Span))
        await desk.press(*["down"] * place)
        meant = offers(desk).items[place]
        desk.app.screen.renew()  # type: ignore[attr-defined]
        await desk.worked()
        assert offers(desk).selected == meant
        await desk.press("enter")
        offers(desk).go(0)
        await desk.press("s")
        assert desk.bare
        assert {desk.library.annotation(end).exact for end in (desk.links[0].source, desk.links[0].target)} >= {
            meant.text
        }


@pytest.mark.usefixtures("in_slices")
async def test_marks_are_kept_while_suggestions_are_looked_for_again(sit: "Sit") -> None:
    """What is accepted meanwhile is what was marked, and not what is under the cursor."""
    async with sit() as desk:
        await desk.press("gS")
        await desk.worked()
        suggestions = listed(desk)
        assert isinstance(suggestions, SuggestionList)
        meant = suggestions.selected
        assert meant is not None
        before = {one.id for one in desk.annotations}
        await desk.press_at_once("space", "tab", "a")
        await desk.worked()
        made = [one for one in desk.annotations if one.id not in before]
        assert [(one.source, one.exact, one.tags) for one in made] == [(meant.source, meant.words, (meant.tag,))]


@pytest.mark.usefixtures("in_slices")
async def test_suggestions_are_reported_and_undone_if_a_text_has_changed(sit: "Sit", folder: Path) -> None:
    """Looking again does not end the work that accepts the others, with its report."""
    letter = folder / "2-letter.txt"
    letter.write_text("Costs rose by 12% in May.\n", encoding="utf-8")
    async with sit() as desk:
        await desk.press("gS", "t", "tab")
        await desk.worked()
        for number in ("60%", "12%"):
            listed(desk).go(next(at for at, one in enumerate(listed(desk).items) if number in one.words))
            await desk.press(" ")
        letter.write_text("Costs rose by 13% in May.\n", encoding="utf-8")
        desk.library.let_go(desk.library.source_ids[1])
        await desk.press("a")
        await desk.worked()
        assert [one.exact for one in desk.annotations] == ["60%"]
        assert "tagged 1:1 figure" in shown(desk)
        await desk.press("u")
        assert not desk.annotations


async def test_a_title_is_given_to_the_claim_for_which_it_was_typed(sit: "Sit") -> None:
    """Also if another claim is clicked meanwhile, or comes under the cursor by a change of somebody else."""
    async with sit() as desk:
        await fill(desk)
        await desk.press("gc", "e", *"Mine")
        claims = desk.app.screen.query_one(ClaimList)
        meant = claims.row
        assert meant is not None
        assert len(claims.items) > 1
        claims.go(len(claims.items) - 1)
        await desk.press("enter")
        claimed = {entry.row.key: entry.row.claim for entry in claims.items if entry.row is not None}
        assert [key for key, claim in claimed.items() if claim is not None and "Mine" in claim.title] == [meant.key]


async def test_a_click_gives_up_the_way_to_the_end_of_a_source_that_is_still_read(
    sit: "Sit", folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cursor stays where the user went instead."""
    gate, read_on = asyncio.Event(), PageController.read_on

    async def held(page: PageController) -> None:
        await gate.wait()
        await read_on(page)

    monkeypatch.setattr(PageController, "read_on", held)
    (folder / "0-long.md").write_text(LONG * 20, "utf-8")
    async with sit(read=False) as desk:
        await desk.until(lambda: desk.page.document.length)
        for keys in ("G", "j"), ("G",):
            await desk.press(*keys)
        assert "any key cancels" in desk.left
        x, y = desk.cell("Paragraph 3 begins")
        await desk.click(x, y)
        gate.set()
        await desk.quiet()
        assert desk.here.startswith("Paragraph 3 begins")


async def test_the_item_that_was_clicked_is_opened(sit: "Sit") -> None:
    """Also if the list is filled again, with the cursor elsewhere, before the click has been handled."""
    async with sit() as desk:
        await desk.press("g/", *"apples")
        await desk.worked()
        hits = listed(desk)
        place = next(at for at, hit in enumerate(hits.items) if "Fewer" in hit.before)
        assert place
        hits.go(place)
        hits.choose()
        hits.show([*hits.items], 0)
        await desk.settle()
        assert desk.bare
        assert desk.page.cursor == desk.at("apples will be")


@pytest.mark.usefixtures("in_slices")
async def test_enter_tags_all_places_and_not_those_that_were_found_by_then(sit: "Sit") -> None:
    """Keys that are typed ahead tag as many as keys that wait for the search in all sources."""
    async with sit() as desk:
        await desk.go("orchard")
        await desk.press_at_once("T", "tab", "enter")
        await desk.worked()
        assert desk.bare
        assert {one.exact.lower() for one in desk.annotations} == {"orchard"}
        assert {one.source for one in desk.annotations} == {*desk.library.source_ids[:2]}
