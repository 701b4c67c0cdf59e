"""What a key costs: as much as the screen, whatever the source and the library hold. Work is counted, not timed."""

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from rich.style import Style
from textual.widgets import Input

from annotations.documents.packed_list import Packed
from annotations.records.index import RecordIndex
from annotations.search.library_search import Everywhere
from tui import tasks as background
from tui.screens.base.choice_box import ChoiceList
from tui.tasks import Slices
from tui.widgets.detail_pane import Detail
from tui.widgets.passages import PassageItem, PassageItems
from tui.widgets.sources import SourceItems, SourcesPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from annotations.model import Link
    from tests.tui.conftest import Sit
    from tui.screens.base.choice_box import Choice
    from tui.widgets.item_list import Line

SCREENS = 2000
"""Blocks that a few screens of text ask for; each is asked for several times in a frame."""

CODE = "Before.\n\n```\n" + "x = 1\n" * 9000 + "```\n\nAfter.\n"
PROSE = "# A heading\n\nA paragraph of it.\n\n" * 4000


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the blocks that are asked for, and the passages whose links are."""
    counted: Counter[str] = Counter()
    pack, links_of = Packed._pack, RecordIndex.links_of

    def counting_blocks(self: Packed, number: int) -> list[object]:  # type: ignore[type-arg]
        counted["blocks"] += 1
        return pack(self, number)

    def counting_links(self: RecordIndex, annotation_id: str) -> "list[Link]":
        counted["links"] += 1
        return links_of(self, annotation_id)

    monkeypatch.setattr(Packed, "_pack", counting_blocks)
    monkeypatch.setattr(RecordIndex, "links_of", counting_links)
    return counted


@pytest.mark.parametrize(
    ("text", "keys"),
    [(CODE, ("50%", "}")), (CODE, ("50%", "{", "{")), (PROSE, ("v", "G", "c")), (PROSE, ("gO",))],
)
async def test_no_key_goes_through_a_long_source(
    sit: "Sit", tmp_path: "Path", asked: Counter[str], text: str, keys: tuple[str, ...]
) -> None:
    """To the end of code without a gap, over the whole source, to its headings: the blocks are not gone through."""
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "a.md").write_text(text, encoding="utf-8")
    async with sit(folder) as desk:
        asked.clear()
        for key in keys:
            await desk.press(key)
            assert asked["blocks"] < SCREENS, key
            asked.clear()


async def test_the_outline_of_a_long_source_looks_at_what_it_shows(
    sit: "Sit", tmp_path: "Path", asked: Counter[str]
) -> None:
    """With thousands of headings, to show another source and come back asks for the headings on the screen alone."""
    folder = tmp_path / "long"
    folder.mkdir()
    (folder / "a.md").write_text(PROSE, encoding="utf-8")
    (folder / "b.md").write_text("Short.\n", encoding="utf-8")
    async with sit(folder) as desk:
        await desk.press("]s")
        await desk.quiet()
        asked.clear()
        await desk.press("[s")
        await desk.quiet()
        assert desk.number == 1
        assert len(desk.screen.panes.outline.items) == 4000
        assert asked["blocks"] < SCREENS


async def test_tagging_one_passage_does_not_go_through_the_others(sit: "Sit", asked: Counter[str]) -> None:
    """With a hundred of passages, one more costs what is on the screen of them; the list has all."""
    async with sit() as desk:
        await desk.to_source(3)
        source = desk.screen.session.source
        with desk.library.transaction("many"):
            for number in range(180):
                desk.library.add(source, 15 + number * 20, 30 + number * 20, tags=("claim",))
        await desk.quiet()
        await desk.press("G")
        asked.clear()
        await desk.press("c")
        assert asked["links"] < 60
        assert len(desk.screen.panes.passages.items) == 181


async def test_links_stand_below_their_passages(sit: "Sit") -> None:
    """Items are those of a list of all passages, each with its links; each is found where it is."""
    async with sit() as desk:
        library, source = desk.library, desk.screen.session.source
        ids = [library.add(source, start, start + 6, tags=("claim",)).id for start in (2, 20, 40, 60, 80)]
        for one, other in ((0, 3), (3, 2), (3, 0), (1, 0)):
            library.connect(ids[one], ids[other], "supports", both=True)
        library.disconnect(library.links(ids[1])[0].id)
        passages = library.passages(source)
        wanted = [
            item
            for passage in passages
            for item in (
                PassageItem(passage),
                *(PassageItem(passage, link) for link in library.links(passage.annotation.id)),
            )
        ]
        items = PassageItems(library, passages)
        assert [*items] == wanted
        assert items[-1] == wanted[-1]
        assert items[1:4] == wanted[1:4]
        places = [items.place(one.passage.annotation.id, one.link.id if one.link else "") for one in wanted]
        assert places == list(range(len(wanted)))
        assert items.place(ids[0], "no link") == items.place("no passage") == -1


async def test_places_are_looked_for_between_the_keys(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two places of the words keys are looked at; those for the list wait until it has all of them."""
    looked = 0
    following = Slices.next

    async def counting(slices: Slices) -> None:
        nonlocal looked
        looked += 1
        await following(slices)

    async with sit() as desk:
        monkeypatch.setattr(background, "SLICE", -1.0)
        monkeypatch.setattr(Slices, "next", counting)
        await desk.go("pears the rest")
        await desk.burst("To\r")
        await desk.until(lambda: desk.bare and desk.annotations)
        assert [one.exact.lower() for one in desk.annotations] == ["pears"] * 3
        assert looked >= 3


@pytest.mark.parametrize("letting_go", ["", "j"])
async def test_a_place_round_a_long_text_is_looked_for_between_the_keys(
    sit: "Sit", tmp_path: "Path", letting_go: str
) -> None:
    """`*` at the last needle of a large haystack goes round to the first one, unless another key comes before."""
    folder = tmp_path / "hay"
    folder.mkdir()
    (folder / "a.txt").write_text("A needle.\n\n" + "Only hay in here.\n\n" * 20_000 + "A needle.\n", encoding="utf-8")
    async with sit(folder) as desk:
        await desk.press("G")
        last = desk.text.rindex("needle")
        desk.page.go(last)
        await desk.burst("*" + letting_go)
        await desk.worked()
        await desk.settle()
        assert desk.page.cursor == (last if letting_go else desk.text.index("needle"))


async def test_reading_the_other_sources_shows_those_on_the_screen(
    sit: "Sit", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the list shows of two hundred sources with one text is made for its rows, and not once for each that is read."""
    made: Counter[str] = Counter()
    item, update = SourceItems.__getitem__, SourcesPanel.update

    def counting_items(self: SourceItems, index: Any) -> Any:
        made["items"] += 1
        return item(self, index)

    def counting_updates(self: SourcesPanel) -> None:
        made["updates"] += 1
        update(self)

    monkeypatch.setattr(SourceItems, "__getitem__", counting_items)
    monkeypatch.setattr(SourcesPanel, "update", counting_updates)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text("All of them say this.\n", encoding="utf-8")
    begun = monotonic()
    async with sit(folder) as desk:
        sources = desk.library.sources()
        assert all(source.words for source in sources)
        assert [desk.library.twin(source.id) for source in sources[1:]] == [desk.library.source(sources[0].id)] * 199
    assert made["updates"] <= (monotonic() - begun) / background.SHOW_EVERY + 8
    assert made["items"] <= 120 * made["updates"]


async def test_work_that_begins_describes_nothing_that_it_is_given(sit: "Sit") -> None:
    """Textual describes a worker by all its arguments otherwise, which may be the records of a whole library."""
    given: list[object] = []

    class Records:
        def __repr__(self) -> str:
            raise AssertionError("all records are put in words")

    async def work(records: object) -> None:
        given.append(records)

    async with sit() as desk:
        records = Records()
        background.begin(desk.screen, work, records, group="mine")
        await desk.until(lambda: given == [records])


async def test_a_letter_of_the_search_is_shown_before_anything_is_searched(
    sit: "Sit", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame with the letter does not wait for the first slice of the search."""
    drawn: list[str] = []
    steps = Everywhere.steps

    async with sit() as desk:

        def searching(search: Everywhere) -> "Iterator[str]":
            screen = desk.app.screen
            waiting = screen._dirty_widgets or screen._layout_required or screen._repaint_required
            drawn.append("" if waiting else screen.query_one(Input).value)
            return steps(search)

        monkeypatch.setattr(Everywhere, "steps", searching)
        await desk.press("g", "/", "o", "r")
        await desk.until(lambda: len(drawn) > 1 and drawn[-1] != "o")
        assert drawn[-1] == "or"
        assert "" not in drawn[1:]  # The first one is for the empty box.


async def test_a_key_in_a_list_draws_the_visible_items_once(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrolling and painting share what they draw; rows that were in the last frame are the same ones in the next."""
    made: Counter[str] = Counter()
    draw, strip = ChoiceList.draw, ChoiceList._strip

    def counting_items(self: ChoiceList, item: "Choice", width: int) -> list["Line"]:
        made["items"] += 1
        return draw(self, item, width)

    def counting_strips(self: ChoiceList, *given: Any) -> Any:
        made["strips"] += 1
        return strip(self, *given)

    async with sit() as desk:
        await desk.press(":")
        items = desk.app.screen.query_one(ChoiceList)
        await desk.press("pagedown", "pagedown")
        monkeypatch.setattr(ChoiceList, "draw", counting_items)
        monkeypatch.setattr(ChoiceList, "_strip", counting_strips)
        await desk.press("pagedown")
        assert 0 < made["items"] <= items.size.height + items.page_size
        assert made["strips"] <= items.size.height
        made.clear()
        await desk.press("up")
        assert made["items"] <= items.size.height
        assert 0 < made["strips"] <= 3


async def test_details_are_made_as_far_as_they_are_visible(sit: "Sit") -> None:
    """Of lines without end as many are made as the pane has rows."""
    made = 0

    def lines(_: int) -> "Iterator[Line]":
        nonlocal made
        while True:
            made += 1
            yield [(f"line {made}", Style.null())]

    async with sit() as desk:
        pane = Detail(desk.screen.theme_styles)
        await desk.screen.mount(pane)
        pane.styles.height = 5
        pane.show(lines)
        await desk.settle()
        assert 0 < made <= desk.app.size.height * 3
