"""The queue: pairs worth a look, one at a time; nothing becomes a link by itself."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.links.pair_queue import QueueScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def tagged(desk: "Desk") -> None:
    """Tag sentences of two sources that say something of the same."""
    for source, words in (
        (1, "forty rows of"),
        (1, "Apples bring in 60%"),
        (2, "planted in 1911"),
        (2, "It has forty"),
        (2, "Apples bring in half"),
    ):
        await desk.to_source(source)
        await desk.go(words)
        await desk.press("s", "c")


async def opened(desk: "Desk") -> QueueScreen:
    """Open the queue, and wait until it has its pairs."""
    await desk.press("gq")
    screen = desk.app.screen
    assert isinstance(screen, QueueScreen)
    await desk.until(lambda: screen._built)
    await desk.settle()
    return screen


def shown(desk: "Desk", widget: str) -> str:
    """What a widget shows, as one text."""
    return " ".join(" ".join(row.split()) for row in desk.rows(widget))


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_pair_is_shown_with_its_reason_and_linked_by_one_key(sit: "Sit", size: tuple[int, int]) -> None:
    """Both passages of a pair are on the screen, with why; the letter of a kind links them, u takes the link back."""
    async with sit(size=size) as desk:
        await tagged(desk)
        screen = await opened(desk)
        look = screen.look
        assert look is not None
        count = len(screen._open)
        for end, widget in ((look.one, "#one"), (look.other, "#other")):
            assert desk.library.address(end) in shown(desk, widget)
            assert desk.library.annotation(end).exact[:20] in shown(desk, widget)
        assert look.reason in screen._reason.text
        assert not desk.links
        await desk.press("c")
        (link,) = desk.links
        assert (link.source, link.target, link.kind) == (look.one, look.other, "contradicts")
        assert len(screen._open) < count
        assert "1 linked" in screen._title.text
        await desk.press("u")
        assert not desk.links
        assert screen.look == look
        assert len(screen._open) == count
        await desk.press("u")
        assert len(desk.annotations) == 5


async def test_a_rejected_pair_is_not_asked_again(sit: "Sit") -> None:
    """With x one records the pair with its reason; the queue that is opened anew leaves it out, and u brings it back."""
    async with sit() as desk:
        await tagged(desk)
        screen = await opened(desk)
        look = screen.look
        assert look is not None
        await desk.press("x")
        ((one, other, reason),) = [(said.one, said.other, said.reason) for said in desk.library.rejections()]
        assert ({one, other}, reason) == ({look.one, look.other}, look.reason)
        await desk.press("escape")
        assert desk.bare
        again = await opened(desk)
        assert (look.one, look.other) not in [(pair.one, pair.other) for pair in again._looks]
        await desk.press("escape", "u")
        assert not desk.library.rejections()
        again = await opened(desk)
        assert (look.one, look.other) in [(pair.one, pair.other) for pair in again._looks]


async def test_tab_comes_back_to_a_pair_and_o_flips_it(sit: "Sit") -> None:
    """Tab puts a pair behind the others and u brings it back; O lets the link lead the other way; Enter goes there."""
    async with sit() as desk:
        await tagged(desk)
        screen = await opened(desk)
        look = screen.look
        assert look is not None
        assert screen._title.text == f"Pair 1 of {len(screen._looks)} · {len(screen._looks)} left"
        await desk.press("tab")
        assert screen._title.text == f"Pair 2 of {len(screen._looks)} · {len(screen._looks)} left"
        assert screen._looks[screen._open[-1]] == look
        await desk.press("u")
        assert screen.look == look
        await desk.press("O", "l")
        (link,) = desk.links
        assert (link.source, link.target) == (look.other, look.one)
        await desk.press("u", "enter")
        assert desk.bare
        assert desk.page.current is not None
        assert desk.page.current.annotation.id == look.one
        await desk.until(lambda: len(desk.screen.pages) == 2)
        beside = next(leaf.page for leaf in desk.screen.pages if leaf is not desk.screen.pages.active)
        await desk.until(lambda: beside.current is not None and beside.current.annotation.id == look.other)
        assert f"beside {desk.library.address(look.other)} · locked" in desk.screen.comparing.describe()  # type: ignore[union-attr]


async def test_the_two_passages_begin_in_the_same_row(sit: "Sit") -> None:
    """However far down in its source each of them is, so that the eye goes from the one to the other."""
    async with sit(size=(160, 30)) as desk:
        for source, words in ((1, "A last word on prices"), (2, "planted in 1911"), (3, "Paragraph 30 begins")):
            await desk.to_source(source)
            await desk.go(words)
            await desk.press("s", "c")
        screen = await opened(desk)
        places: list[int] = []
        for annotation in desk.annotations:
            view = screen._views[len(places) % 2]
            view.show([[("one", screen.theme_styles.base)]] * (1 + len(places)), screen._related.excerpt(annotation.id))
            await desk.settle()
            rows = [view.render_line(y).text for y in range(view.size.height)]
            places.append(next(y for y, row in enumerate(rows) if annotation.exact[:20] in row))
        assert len(places) == 3
        assert len(set(places)) == 1


async def test_why_there_is_no_pair_is_read_whole_in_a_small_terminal(sit: "Sit") -> None:
    """Before anything is tagged, with passages of one source, and with two that have nothing to do with each other."""
    async with sit(size=(40, 12)) as desk:
        for keys, said in (
            ((), "tag some passages first"),
            (("s", "c"), "tag passages of another source, too"),
            (("]s", "s", "c"), "no passages seem to belong together"),
        ):
            await desk.press(*keys)
            screen = await opened(desk)
            assert screen._reason.render_line(0).text.strip() == said
            await desk.press("escape")


async def test_an_empty_queue_says_so(sit: "Sit") -> None:
    """Without passages it says what to do first, names only the key that does something, and q leaves as elsewhere."""
    async with sit() as desk:
        screen = await opened(desk)
        assert "tag some passages first" in screen._reason.text
        assert (screen._kinds.text, screen.caption.text) == ("", "? keys · Esc leave")
        await desk.press("s", "x", "tab", "u", "enter")
        assert not desk.links
        await desk.press("q")
        assert desk.bare
        await desk.press("s", "c")
        screen = await opened(desk)
        assert "another source" in screen._reason.text


async def test_q_leaves_and_links_nothing(sit: "Sit") -> None:
    """As everywhere; what a letter linked is shown with the way back."""
    async with sit(size=(160, 45)) as desk:
        await tagged(desk)
        screen = await opened(desk)
        look = screen.look
        assert look is not None
        await desk.press("l")
        one, other = desk.library.address(look.one), desk.library.address(look.other)
        assert screen.caption.text == f"linked: {one} ~ qualifies {other} · u undoes"
        await desk.press("u", "q")
        assert desk.bare
        assert not desk.links
