"""The timeline on the screen."""

from typing import TYPE_CHECKING

from tests.tui.overlays import quote, shown
from tui.screens.overview.timeline import TimelineScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def opened(desk: "Desk") -> None:
    """Open the timeline of two claims that contradict each other."""
    one = quote(desk.library, 1, "Planted in 1902.")
    other = quote(desk.library, 2, "The orchard was planted in 1911, whatever they say.")
    quote(desk.library, 1, "It has forty rows of trees.")
    desk.library.connect(one, other, "contradicts")
    await desk.press("g", "C")
    await desk.until(lambda: isinstance(desk.app.screen, TimelineScreen) and "2 in conflict" in shown(desk))


async def test_claims_are_in_order_with_their_conflicts(sit: "Sit") -> None:
    """Enter goes to the passage, Tab to what contradicts it."""
    async with sit(size=(100, 30)) as desk:
        await opened(desk)
        rows = [row for row in shown(desk).splitlines() if "✗" in row][:2]
        assert [row.replace("▌", " ").split()[1] for row in rows] == ["1902", "1911"]
        assert "1 claim undated" in shown(desk)
        assert "✗ contradicts: 2:1 1911" in shown(desk)
        await desk.press("tab")
        assert desk.number == 2
        await desk.press("g", "C")
        await desk.until(lambda: "2 in conflict" in shown(desk))
        await desk.press("enter")
        assert desk.here.startswith("Planted in 1902")


async def test_a_source_gives_its_date_to_claims_without_one(sit: "Sit") -> None:
    """It is marked as such, and follows what is changed."""
    async with sit(size=(100, 30)) as desk:
        await opened(desk)
        source = next(one.id for one in desk.library.sources() if one.number == 1)
        desk.library.about.set_facts(source, {"published": "1999-05"})
        await desk.until(lambda: "1999-05    ~" in shown(desk))
        await desk.press("end")
        assert "(date of the source)" in shown(desk)
        await desk.press("tab")
        assert "nothing is in conflict" in shown(desk)


async def test_entries_are_found(sit: "Sit") -> None:
    """By words, by a date and by what they are."""
    async with sit(size=(100, 30)) as desk:
        await opened(desk)
        await desk.press("/", *"1911 conflict", "enter")
        assert "1 of 2" in shown(desk)
        await desk.press("/", *"x")
        assert "No matches" in shown(desk)


async def test_an_empty_timeline_says_where_dates_are_from(sit: "Sit") -> None:
    """At the narrowest size too."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("g", "C")
        await desk.until(lambda: "dates yet" in shown(desk))
