"""The queue: pairs worth a look, one at a time; nothing becomes a link by itself."""

from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.review.pair_queue import CandidatePair, Settled
from tests.tui.conftest import PATIENCE
from tui.screens.links.decisions import ends, rejoined
from tui.screens.links.pair_queue import QueueScreen
from tui.session.similar_passages import Related
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

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
    return await finished(desk)


async def finished(desk: "Desk") -> QueueScreen:
    """Wait until the queue has its pairs."""
    screen = desk.app.screen
    assert isinstance(screen, QueueScreen)
    await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
    await desk.settle()
    return screen


def title(screen: QueueScreen) -> str:
    """The first row: the pair, and how many there are."""
    return screen.query(Caption)[0].text


def reason(screen: QueueScreen) -> Caption:
    """The row with the reason for a pair, or for there being none."""
    return screen.query(Caption)[1]


def why(desk: "Desk") -> str:
    """Why there is no pair, and what to do, in one line."""
    return " ".join(" ".join(desk.rows("#one")).split())


def left(screen: QueueScreen) -> int:
    """The number of pairs that are still to be looked at."""
    return int(title(screen).split(" · ")[1].removesuffix(" left"))


async def pairs(desk: "Desk", screen: QueueScreen) -> "list[CandidatePair]":
    """All pairs, by going once round with Tab."""
    found = []
    for _ in range(left(screen)):
        assert screen.pair is not None
        found.append(screen.pair)
        await desk.press("tab")
    return found


def shown(desk: "Desk", widget: str) -> str:
    """What a widget shows, as one text."""
    return " ".join(" ".join(desk.rows(widget)).split())


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_pair_is_shown_with_its_reason_and_linked_by_one_key(sit: "Sit", size: tuple[int, int]) -> None:
    """Both passages of a pair are on the screen, with why; a click on the letter of a kind links them, u takes the link back."""
    async with sit(size=size) as desk:
        await tagged(desk)
        screen = await opened(desk)
        pair = screen.pair
        assert pair is not None
        count = left(screen)
        for end, widget in ((pair.one, "#one"), (pair.other, "#other")):
            assert desk.library.address(end) in shown(desk, widget)
            assert desk.library.annotation(end).exact[:20] in shown(desk, widget)
        kind, particulars = pair.explanation.split(": ")
        assert particulars[:12] in shown(desk, "#reason")
        assert (kind in shown(desk, "#reason")) == (size[0] > 40)
        assert not desk.links
        await desk.click(desk.rows("#kinds")[0].index("c"), 0, "#kinds")
        await desk.until(lambda: bool(desk.links))
        (link,) = desk.links
        assert (link.source, link.target, link.kind) == (pair.one, pair.other, "contradicts")
        assert left(screen) < count
        assert "1 linked" in title(screen)
        await desk.press("u")
        assert not desk.links
        assert screen.pair == pair
        assert left(screen) == count
        await desk.press("u")
        assert len(desk.annotations) == 5


async def test_a_rejected_pair_is_not_asked_again(sit: "Sit") -> None:
    """With x one records the pair with its reason; the queue that is opened anew leaves it out, and u brings it back."""
    async with sit() as desk:
        await tagged(desk)
        screen = await opened(desk)
        pair = screen.pair
        assert pair is not None
        await desk.press("x")
        ((one, other, why),) = [(said.one, said.other, said.reason) for said in desk.library.rejections()]
        assert ({one, other}, why) == ({pair.one, pair.other}, pair.reason)
        await desk.press("escape")
        assert desk.bare
        again = await opened(desk)
        assert ends(pair) not in map(ends, await pairs(desk, again))
        await desk.press("escape", "u")
        assert not desk.library.rejections()
        again = await opened(desk)
        assert ends(pair) in map(ends, await pairs(desk, again))


async def test_tab_comes_back_to_a_pair_and_o_flips_it(sit: "Sit") -> None:
    """Tab puts a pair behind the others and u brings it back; O lets the link lead the other way; Enter goes there."""
    async with sit() as desk:
        await tagged(desk)
        screen = await opened(desk)
        pair = screen.pair
        assert pair is not None
        count = left(screen)
        assert count > 1
        assert title(screen) == f"Pair 1 of {count} · {count} left"
        await desk.press("tab")
        assert title(screen) == f"Pair 2 of {count} · {count} left"
        assert screen.pair != pair
        await desk.press(*["tab"] * (count - 1))
        assert screen.pair == pair
        await desk.press(*"u" * (count - 1))
        assert title(screen) == f"Pair 2 of {count} · {count} left"
        await desk.press("u")
        assert screen.pair == pair
        await desk.press("x", "O", "u")  # Another pair was reversed.
        assert desk.library.address(pair.one) in shown(desk, "#one")
        await desk.press("O", "l")
        (link,) = desk.links
        assert (link.source, link.target) == (pair.other, pair.one)
        await desk.press("u", "enter")
        assert desk.bare
        assert desk.page.current is not None
        assert desk.page.current.annotation.id == pair.one
        await desk.until(lambda: len(desk.screen.pages) == 2)
        beside = next(leaf.page for leaf in desk.screen.pages if leaf is not desk.screen.pages.active)
        await desk.until(lambda: beside.current is not None and beside.current.annotation.id == pair.other)
        assert f"beside {desk.library.address(pair.other)} · locked" in desk.screen.comparing.describe()  # type: ignore[union-attr]
        screen = await opened(desk)
        await desk.press("tab")
        after = screen.pair
        await desk.press("enter")
        assert after is not None
        assert desk.bare
        assert (await opened(desk)).pair == after  # The one that was put off is still the last one.


async def test_the_two_passages_begin_in_the_same_row(sit: "Sit", tmp_path: "Path") -> None:
    """However far down in its source each of them is, so that the eye goes from the one to the other."""
    folder = tmp_path / "depths"
    folder.mkdir()
    words = "The harvest of 1902 was sold to the brewery for 40 crowns."
    for name, before in (("a.md", 0), ("b.md", 1), ("c.md", 40)):
        (folder / name).write_text("Some other words.\n\n" * before + words + "\n\nThe end.\n", encoding="utf-8")
    async with sit(folder, size=(160, 30)) as desk:
        for number in (1, 2, 3):
            await desk.to_source(number)
            await desk.go(words)
            await desk.press("s", "c")
        screen = await opened(desk)
        assert left(screen) == 3
        for _ in range(3):
            rows = [desk.rows(widget) for widget in ("#one", "#other")]
            # The heading names the passage, too.
            begins = [max(y for y, row in enumerate(shown) if "The harvest" in row) for shown in rows]
            assert begins[0] > 0
            assert begins[0] == begins[1]
            await desk.press("tab")


async def test_why_there_is_no_pair_is_read_whole_in_a_small_terminal(sit: "Sit") -> None:
    """Before anything is tagged, with passages of one source, and with two that have nothing to do with each other."""
    async with sit(size=(40, 12)) as desk:
        for keys, said in (
            ((), "gS suggests numbers and sentences to tag."),
            (("s", "c"), "All passages are of one source: tag passages of another one, too."),
            (("]s", "s", "c"), "No similar passages in different sources"),
        ):
            await desk.press(*keys)
            await opened(desk)
            assert said in why(desk)
            assert "…" not in why(desk)
            await desk.press("escape")


async def test_an_empty_queue_says_so(sit: "Sit") -> None:
    """Without passages it says what to do first, names only the key that does something, and q leaves as elsewhere."""
    async with sit() as desk:
        screen = await opened(desk)
        assert why(desk).startswith("No passages yet")
        assert (screen.query(Caption)[2].text, screen.caption.text) == ("", "? keys · Esc leave")
        await desk.press("s", "x", "tab", "u", "enter")
        assert not desk.links
        await desk.press("q")
        assert desk.bare
        await desk.press("s", "c")
        await opened(desk)
        assert "another one" in why(desk)


async def test_q_leaves_and_links_nothing(sit: "Sit") -> None:
    """As everywhere; what a letter linked is shown with the way back, which has no hint before there is anything to undo."""
    async with sit(size=(160, 45)) as desk:
        await tagged(desk)
        screen = await opened(desk)
        pair = screen.pair
        assert pair is not None
        assert "u undo" not in screen.caption.text
        await desk.press("l")
        one, other = desk.library.address(pair.one), desk.library.address(pair.other)
        assert screen.caption.text == f"linked: {one} ~ qualifies {other} · u undo"
        await desk.press("O")
        assert "u undo" in screen.caption.text
        await desk.press("u", "q")
        assert desk.bare
        assert not desk.links


def test_only_settled_pairs_of_the_queue_before_come_back(folder: "Path") -> None:
    """Each in its old place; one that is not proposed any more and still open does not."""
    with closing(Library.open([folder], author="tester")) as library:
        source = library.sources()[2].id
        one, two, three, four = (library.add(source, start, start + 9).id for start in (0, 20, 40, 60))
        library.connect(one, two, "supports")
        linked, gone, left = (
            CandidatePair(*pair, "supports", "", 1.0) for pair in ((one, two), (one, three), (one, four))
        )
        settled = Settled(library.graph(), library.rejections())
        assert rejoined([left], [linked, gone, left], settled) == [linked, left]


async def test_what_was_done_is_counted_and_undone_after_another_overview(sit: "Sit") -> None:
    """The queue goes on as it was left, and u takes back what was done there, not what was done on the board since."""
    async with sit(size=(160, 45)) as desk:
        await tagged(desk)
        screen = await opened(desk)
        first = title(screen)
        await desk.press("x")
        rejected = title(screen)
        await desk.press("l")
        linked = title(screen)
        assert linked.endswith(" · 1 linked · 1 rejected")
        await desk.press("g", "c", "r")
        reviewed = len([row for row in desk.library.board().rows if row.reviewed])
        await desk.press("escape")
        screen = await finished(desk)
        assert title(screen) == linked
        await desk.press("u")
        assert (len(desk.links), len(desk.library.rejections()), title(screen)) == (0, 1, rejected)
        await desk.press("u")
        assert (desk.library.rejections(), title(screen)) == ([], first)
        await desk.press("u")
        assert len([row for row in desk.library.board().rows if row.reviewed]) == reviewed == 1


async def test_a_filter_shows_the_pairs_that_have_its_words(sit: "Sit") -> None:
    """In a passage, source or reason; decisions go on within them, and Esc in the box shows all again."""
    async with sit(size=(80, 24)) as desk:
        await tagged(desk)
        screen = await opened(desk)
        count = left(screen)
        await desk.press("/", *"forty ROWS", "enter")
        pair = screen.pair
        assert pair is not None
        assert all("forty" in desk.library.annotation(end).exact for end in (pair.one, pair.other))
        assert f"1 match · {count} left" in title(screen)
        await desk.press("x")
        assert why(desk) == "No matching pairs Esc shows all."
        await desk.press("s", "enter", "tab")
        assert not desk.links
        await desk.press("u")
        assert screen.pair == pair
        await desk.press("/", "escape")
        assert title(screen) == f"Pair {title(screen).split()[1]} of {count} · {count} left"
        await desk.press("escape")
        assert desk.bare


@pytest.mark.parametrize(("typed", "fits"), [("senora RIBERA", True), ("señora", True), ("séñora", False)])
async def test_a_filter_of_pairs_is_as_tolerant_as_that_of_a_list(
    sit: "Sit", tmp_path: "Path", typed: str, *, fits: bool
) -> None:
    """An accent that was not typed hides nothing, one that was typed counts."""
    for name, words in (("a", "The Señora Ribera planted forty rows."), ("b", "Forty rows, writes the Señora Ribera.")):
        (tmp_path / f"{name}.txt").write_text(f"{words}\n", encoding="utf-8")
    with closing(Library.open([tmp_path])) as library:
        for source in library.sources():
            library.add(source.id, 0, len(library.document(source.id).text) - 1, tags=["claim"])
    async with sit([tmp_path], size=(80, 24)) as desk:
        screen = await opened(desk)
        assert screen.pair is not None
        await desk.press("/", *typed, "enter")
        assert (screen.pair is not None) == fits


async def test_the_next_pair_has_its_own_direction(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """A reversed pair that is settled elsewhere leaves the next one as it is; nothing is shown before pairs are found."""
    gate, proposing = Event(), Related.proposing

    def held(related: Related) -> "Callable[[], Sequence[CandidatePair]]":
        propose = proposing(related)
        return lambda: propose() if gate.wait(PATIENCE) else ()

    monkeypatch.setattr(Related, "proposing", held)
    async with sit() as desk:
        await tagged(desk)
        await desk.press("gq", "O", "/", "a", "escape")
        queue = desk.app.screen
        assert isinstance(queue, QueueScreen)
        assert "similar passages" not in reason(queue).text
        gate.set()
        await finished(desk)
        first = queue.pair
        assert first is not None
        assert desk.shows(desk.library.address(first.one), "#one")
        await desk.press("O")
        assert desk.shows(desk.library.address(first.other), "#one")
        desk.library.review.reject(first.one, first.other, first.reason)
        await desk.settle()
        assert queue.pair is not None
        assert queue.pair != first
        assert desk.shows(desk.library.address(queue.pair.one), "#one")
