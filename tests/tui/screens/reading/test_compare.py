"""Comparing: two pages, of which one brings up on the other what its passage is linked to."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit
    from tui.widgets.page import Page


async def linked(desk: "Desk") -> None:
    """Link a sentence of the orchard to two of the letter, and stand on the first."""
    for words, kind in (("It has forty", "r"), ("planted in 1911", "c")):
        await desk.to_source(1)
        await desk.go("forty rows of")
        await desk.press("L", "]s")
        await desk.go(words)
        await desk.press("L", kind)
    await desk.to_source(1)
    await desk.go("forty rows of")


def other(desk: "Desk") -> "Page":
    """The page that does not have the keys."""
    return next(leaf.page for leaf in desk.screen.pages if leaf is not desk.screen.pages.active)


def on(page: "Page") -> str:
    """The text at the cursor of a page."""
    return page.document.text[page.cursor :][:12]


def marked(page: "Page") -> list[str]:
    """The words that are marked as differing."""
    return [page.document.text[start:end] for start, end in page._differing]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_the_other_page_brings_up_each_partner(sit: "Sit", size: tuple[int, int]) -> None:
    """With gv the other page shows the first partner, with Tab the next, and then the first again; the cursor stays."""
    async with sit(size=size) as desk:
        await linked(desk)
        here = desk.page.cursor
        await desk.press("gv")
        await desk.until(lambda: len(desk.screen.pages) == 2 and other(desk).size)
        await desk.until(lambda: on(other(desk)) == "It has forty")
        assert any("It has forty" in other(desk).render_line(y).text for y in range(other(desk).size.height))
        assert "≈ restates 2:1 · 1 of 2" in desk.left or size[0] < 80
        assert "Tab next linked" in desk.footer
        await desk.press("tab")
        assert on(other(desk)) == "The orchard "
        await desk.press("tab")
        assert on(other(desk)) == "It has forty"
        assert (desk.number, desk.page.cursor) == (1, here)


def joined(page: "Page") -> list[str]:
    """The last cells but one of the rows of a page, which connectors stand in."""
    return [page.render_line(y).text[-2] for y in range(page.size.height)]


async def test_a_line_joins_the_two_passages(sit: "Sit") -> None:
    """It begins beside the one, ends beside the other, follows what scrolls, and goes when comparing ends."""
    async with sit(size=(160, 45)) as desk:
        await linked(desk)
        await desk.press("gv")
        await desk.until(lambda: len(desk.screen.pages) == 2 and other(desk).size)
        await desk.until(lambda: on(other(desk)) == "It has forty")
        left, right = (leaf.page for leaf in desk.screen.pages)

        def ends() -> list[int]:
            return [page.row_of(page.current.start, page.current.end) for page in (left, right) if page.current]

        await desk.until(lambda: len(ends()) == 2 and joined(left)[ends()[0]] in "╮╯─")
        rows, signs = ends(), joined(left)
        first, last = min(rows), max(rows)
        assert all(sign == "│" for sign in signs[first + 1 : last])
        assert right.render_line(rows[1]).text[0] == "▸"
        await desk.press("gv")
        assert not set("".join(joined(desk.page))) & set("╮╯─│╰╭")


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (40, 12)])
async def test_what_joins_the_pages_touches_no_text(sit: "Sit", size: tuple[int, int]) -> None:
    """However full a row is, a blank stands between its text and the line, or the sign, beside it."""
    async with sit(size=size) as desk:
        await linked(desk)
        await desk.press("gv")
        await desk.until(lambda: len(desk.screen.pages) == 2 and other(desk).size)
        await desk.until(lambda: on(other(desk)) == "It has forty")
        await desk.until(lambda: set(joined(desk.screen.pages.widgets[0])) - set(" "))
        for leaf in desk.screen.pages:
            rows = [leaf.page.render_line(y).text for y in range(leaf.page.size.height)]
            assert max(len(row[:-2].rstrip()) for row in rows) > leaf.page.size.width - 24
            assert {row[-3] for row in rows} == {" "}


async def test_two_links_between_the_same_passages_are_both_named(sit: "Sit") -> None:
    """A partner that is joined by two links is one partner, and the status line names both links."""
    async with sit(size=(160, 45)) as desk:
        await linked(desk)
        await desk.press("L")
        await desk.to_source(2)
        await desk.go("It has forty")
        await desk.press("L", "s")
        await desk.to_source(1)
        await desk.go("forty rows of")
        await desk.press("gv")
        await desk.until(lambda: on(other(desk)) == "It has forty")
        assert "≈ restates and ✓ supports 2:1 · 1 of 2" in desk.left
        await desk.press("tab")
        assert "✗ contradicts 2:2 · 2 of 2" in desk.left
        await desk.press("tab")
        assert on(other(desk)) == "It has forty"
        await desk.press("ctrl+w", "w")
        assert "≈ restates and ✓ supported by 1:1" in await told(desk)


async def test_pages_above_each_other_say_which_rows_belong_together(sit: "Sit") -> None:
    """On a narrow terminal the sign of the link stands beside both passages."""
    async with sit(size=(60, 24)) as desk:
        await linked(desk)
        await desk.press("gv")
        await desk.until(lambda: len(desk.screen.pages) == 2 and other(desk).size)
        await desk.until(lambda: on(other(desk)) == "It has forty")
        await desk.until(lambda: all("≈" in joined(leaf.page) for leaf in desk.screen.pages))


async def test_what_differs_is_marked_on_both_pages(sit: "Sit") -> None:
    """Words that only one of two passages has are marked, and no longer once nothing is compared.

    Where they share few words only what may contradict the other is.
    """
    async with sit() as desk:
        await linked(desk)
        await desk.press("gv")
        page = desk.page
        assert marked(page) == ["of trees"]
        await desk.press("tab")
        assert marked(other(desk)) == ["1911"]
        await desk.press("gv")
        await desk.until(lambda: len(desk.screen.pages) == 1)
        assert desk.page is page
        assert marked(page) == []


async def test_the_page_follows_the_cursor_unless_it_is_locked(sit: "Sit") -> None:
    """Another passage under the cursor brings up its own partner; = keeps the page, and = again has it follow."""
    async with sit() as desk:
        await desk.to_source(1)
        await desk.go("Apples bring in 60%")
        await desk.press("L", "]s")
        await desk.go("Apples bring in half")
        await desk.press("L", "c")
        await linked(desk)
        await desk.press("gv")
        assert on(other(desk)) == "It has forty"
        await desk.press("=")
        assert "= follow again" in desk.footer
        await desk.go("Apples bring in 60%")
        assert on(other(desk)) == "It has forty"
        await desk.press("=")
        assert on(other(desk)) == "Apples bring"
        assert "✗ contradicts 2:1" in (await told(desk))


async def told(desk: "Desk") -> str:
    """The status bar when what was said has been read."""
    await desk.press("h", "l")
    return desk.left


async def test_the_status_line_says_the_link_from_the_end_that_has_the_cursor(sit: "Sit") -> None:
    """From either page it reads as it is recorded; on a passage that is no end of it both ends are named."""
    async with sit(size=(160, 45)) as desk:
        await desk.go("Then they fell")
        await desk.press("s", "c")
        await desk.go("forty rows of")
        await desk.press("L", "]s")
        await desk.go("It has forty")
        await desk.press("L", "s")
        await desk.go("planted in 1911")
        await desk.press("s", "c")
        await desk.to_source(1)
        await desk.go("forty rows of")
        await desk.press("gv")
        one, other_end = (desk.library.address(end) for end in (desk.links[0].source, desk.links[0].target))
        assert f"{one}   ✓ supports {other_end}" in await told(desk)
        await desk.go("Then they fell")
        assert f"compared: {one} ✓ supports {other_end}" in await told(desk)
        await desk.go("forty rows of")
        await desk.press("ctrl+w", "w")
        assert f"{other_end}   ✓ supported by {one}" in await told(desk)


async def test_both_pages_are_for_work(sit: "Sit") -> None:
    """Ctrl-W w goes over without anything moving; tags, deleting and undo work there, and the first page takes part."""
    async with sit() as desk:
        await desk.go(
            "Then they fell"
        )  # The first partner of what is brought up is another passage than the leading one.
        await desk.press("L", "]s")
        await desk.go("It has forty")
        await desk.press("L", "s")
        await linked(desk)
        await desk.press("gv")
        first = desk.page
        here = first.cursor
        await desk.press("ctrl+w", "w")
        assert desk.page is not first
        assert (on(desk.page), first.cursor) == ("It has forty", here)
        await desk.press("c")
        assert next(one for one in desk.annotations if one.exact == "It has forty rows.").tags == ("claim",)
        assert first.cursor == here
        await desk.press("dd")
        assert len(desk.links) == 1
        assert marked(first) == []
        await desk.press("u")
        assert len(desk.links) == 3


async def test_closing_a_page_ends_it(sit: "Sit") -> None:
    """Ctrl-W c ends the comparing with the page; Tab goes from pane to pane again."""
    async with sit() as desk:
        await linked(desk)
        await desk.press("gv", "ctrl+w", "c")
        await desk.press("j")
        assert desk.screen.comparing is None
        await desk.press("gv")
        assert len(desk.screen.pages) == 2


async def test_without_a_link_it_waits_for_one(sit: "Sit") -> None:
    """Where nothing is linked gv says where to go, and the first link that is made brings its partner up."""
    async with sit() as desk:
        await desk.press("gv")
        assert "go to a passage with links" in desk.left
        await desk.go("forty rows of")
        await desk.press("L", "L")
        await desk.type("whatever they")
        await desk.worked()
        await desk.settle()
        await desk.press("enter", "c")
        assert on(other(desk)) == "The orchard "


async def test_links_that_go_meanwhile_are_not_gone_through(sit: "Sit") -> None:
    """The cursor is elsewhere when the links of what is compared are deleted: the next partner is none."""
    async with sit(size=(160, 45)) as desk:
        await linked(desk)
        await desk.press("gv", "G")
        for link in desk.links:
            desk.library.disconnect(link.id)
        await desk.press("tab")
        assert "no links" in desk.left


async def test_the_text_is_wrapped_again_where_a_page_gets_a_partner(sit: "Sit") -> None:
    """Also if its width stays the same, as where one pair is shown after another: no row is cut at the connectors."""
    async with sit(size=(60, 20)) as desk:
        alone = desk.page.view.layout.width
        for paired in (True, False):
            desk.page.set_paired(paired)
            assert desk.page.view.layout.width == desk.page.text_width
            assert (desk.page.text_width < alone) == paired
