"""The panel of sources: folders, orders, the filter, and what a row shows."""

import asyncio
import re
from typing import TYPE_CHECKING

import pytest

from tui.services.watch_sources import SourceWatcher
from tui.widgets.sources import FolderItem, SourcesPanel

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit
    from tui.widgets.item_list import Line
    from tui.widgets.sources.items import Row

NESTED = {
    "start.txt": "Where it starts\n\nA first text.\n",
    "interviews/anna.txt": "Interview with Anna\n\nShe grows pears.\n",
    "interviews/bert.txt": "Interview with Bert\n\nHe grows apples.\n",
    "interviews/2024/cleo.txt": "Interview with Cleo\n\nShe sells both.\n",
    "reports/north/pears.md": "# Pears of the north\n\nThey rose by 4%.\n",
}


@pytest.fixture
def nested(tmp_path: "Path") -> "Path":
    """Create a folder with sources in folders."""
    for name, text in NESTED.items():
        path = tmp_path / "nested" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "nested"


def listed(desk: "Desk") -> list[str]:
    """Return the folders and paths that are listed, from the first to the last."""
    items = desk.screen.panes.sources.items
    return [f"{'+' if i.folded else '-'}{i.name}/" if isinstance(i, FolderItem) else i.name for i in items]


async def test_folders_fold_and_unfold_by_key_and_click(sit: "Sit", nested: "Path") -> None:
    """H folds the folder around the cursor, l unfolds it, zM and zR all; Enter and a click toggle; it is remembered."""
    async with sit(nested, size=(160, 45)) as desk:
        whole = [
            "-interviews/", "-2024/", "interviews/2024/cleo.txt", "interviews/anna.txt", "interviews/bert.txt",
            "-reports/north/", "reports/north/pears.md", "start.txt",
        ]  # fmt: skip
        assert listed(desk) == whole
        await desk.press("gs", "gg", "3j", "h")
        assert listed(desk) == ["+interviews/", *whole[5:]]
        assert "interviews/ · 3 sources" in desk.left
        await desk.press("q", "gs")
        assert listed(desk)[0] == "+interviews/"
        await desk.press("l")
        assert listed(desk) == whole
        await desk.press("zM")
        assert listed(desk) == ["+interviews/", "+reports/north/", "start.txt"]
        await desk.press("gg", "enter")
        assert desk.screen.pane == "sources"
        assert listed(desk)[:3] == ["-interviews/", "+2024/", "interviews/anna.txt"]
        y = next(i for i, row in enumerate(desk.rows("#sources")) if "2024/" in row)
        await desk.click(4, y, "#sources")
        assert "interviews/2024/cleo.txt" in listed(desk)
        await desk.press("zR")
        assert listed(desk) == whole


async def test_the_cursor_stays_on_the_folder_of_an_open_source_that_is_hidden(sit: "Sit", nested: "Path") -> None:
    """]s opens a source in a folded folder; the list points at the folder."""
    async with sit(nested, size=(160, 45)) as desk:
        await desk.press("gs", "zM", "gr", "gg")
        cleo = next(one for one in desk.library.sources() if "cleo" in one.path)
        await desk.to_source(cleo.number)
        item = desk.screen.panes.sources.selected
        assert isinstance(item, FolderItem)
        assert item.path == "interviews"


async def test_sources_are_sorted_by_a_key(sit: "Sit") -> None:
    """S goes through the orders, which the title names; the source under the cursor stays under it."""
    async with sit(size=(160, 45)) as desk:
        await desk.to_source(2)
        await desk.go("forty")
        await desk.press("c", "]s", "gs")
        orders = []
        for _ in range(4):
            await desk.press("s")
            orders.append((desk.rows("#sources")[0].strip(), [int(name[0]) for name in listed(desk)]))
            item = desk.screen.panes.sources.selected
            assert item is not None
            assert item.name == "3-long.md"
        assert [title for title, _ in orders] == [
            "Sources · last opened first",
            "Sources · most passages first",
            "Sources · least read first",
            "Sources",
        ]
        assert orders[0][1][0] == 3
        assert orders[1][1][0] == 2
        assert orders[3][1] == [1, 2, 3]
        await desk.press("gp", "s")
        assert "only the list of sources" in desk.left


async def test_sources_are_filtered(sit: "Sit", nested: "Path") -> None:
    """The filter takes words of title and path, a number, states and the filters of a search; Esc takes it away."""
    cases: dict[str, list[str]] = {
        "unread interview": [
            "interviews/2024/cleo.txt",
            "interviews/anna.txt",
            "interviews/bert.txt",
        ],  # Before one is opened.
        "anna": ["interviews/anna.txt"],
        "INTERVIEW 2024": ["interviews/2024/cleo.txt"],
        "interview -anna -bert": ["interviews/2024/cleo.txt"],
        "north": ["reports/north/pears.md"],
        "5": ["start.txt"],
        "tag:claim": ["interviews/anna.txt"],
        "missing": [],
        "author:nobody": [],
    }
    async with sit(nested, size=(160, 45)) as desk:
        anna = next(one for one in desk.library.sources() if "anna" in one.path)
        desk.library.add(anna.id, 0, 9, tags=["claim"])
        for typed, found in cases.items():
            await desk.press("gs", "/")
            assert "words to filter by" in desk.rows("#sources")[0]
            await desk.type(typed)
            assert listed(desk) == found
            assert f"{len(found)} of 5" in desk.rows("#sources")[0]
            await desk.press("enter")
            assert desk.screen.finding is None
            assert f"/{typed[:9]}" in desk.rows("#sources")[0]
            if found:
                await desk.press("gg", "enter")
                assert desk.library.source(desk.screen.session.source).path == found[0]
                await desk.press("gs")
                assert listed(desk) == found
            else:
                assert desk.shows("No matches", "#sources")
            await desk.press("escape")
            assert desk.screen.pane == "sources"
            assert len(listed(desk)) == 8
            await desk.press("escape")
            assert desk.screen.pane == "page"


async def test_esc_drops_a_filter_that_is_typed_and_a_wrong_one_says_so(sit: "Sit", nested: "Path") -> None:
    """Esc shows all again; an unknown filter is reported where the number of matches is."""
    async with sit(nested, size=(160, 45)) as desk:
        await desk.press("gs", "/")
        await desk.type("colour:red")
        assert not listed(desk)
        assert "of 5" not in desk.rows("#sources")[0]
        await desk.press("escape")
        assert desk.screen.finding is None
        assert len(listed(desk)) == 8


async def test_other_panels_are_filtered(sit: "Sit") -> None:
    """Headings by their words, passages by words, address, tag and note; the filter goes with the source."""
    async with sit(size=(160, 45)) as desk:
        for words, tag in (("1902", "f"), ("forty", "c"), ("they rose", "c")):
            await desk.go(words)
            await desk.press("ve", tag)
        await desk.press("gp", "/")
        await desk.type("tag:claim")
        assert "2 of 3" in desk.rows("#passages")[0]
        await desk.press("down")
        assert desk.screen.finding is None
        await desk.press("enter")
        assert desk.here.startswith("they rose")
        await desk.press("gp", "/", "ctrl+u")
        await desk.type("1:1")
        assert "1 of 3" in desk.rows("#passages")[0]
        await desk.press("enter", "]s", "[s")
        assert not desk.screen.panes.passages.filter.text
        total = len(desk.screen.panes.outline.items)
        await desk.press("gO", "/")
        await desk.type(re.findall(r"\w+", desk.library.source(desk.screen.session.source).title)[-1])
        assert 0 < len(desk.screen.panes.outline.items) <= total
        await desk.type("zzz")
        assert desk.shows("No matches", "#outline")
        await desk.press("escape")
        assert len(desk.screen.panes.outline.items) == total


async def test_titles_that_begin_alike_are_told_apart(sit: "Sit", tmp_path: "Path") -> None:
    """In a narrow list titles lose their common beginning; with room they are whole, on two rows."""
    folder = tmp_path / "alike"
    folder.mkdir()
    ends = ("The cost of pears", "The price of apples", "Why it closed", "What comes next", "Who bought it")
    for number, end in enumerate(ends):
        text = f"The Orchard by the River: {end}\n\nText {number}.\n"
        (folder / f"{number}a0b1c2d3e4f5.txt").write_text(text, encoding="utf-8")
    async with sit(folder, size=(160, 45)) as desk:
        rows = "\n".join(desk.rows("#sources"))
        assert all(word in rows for end in ends for word in end.split())
        names = {desk.library.short_name(one.id) for one in desk.library.sources()}
        assert len(names) == 5
        await desk.resize(80, 12)
        await desk.press("gs")
        rows = "\n".join(desk.rows("#sources"))
        assert all(end in rows for end in ends)
        assert "0a0b1c2d3e4f5.txt · The Orchard by the River: The cost of pears" in desk.left


@pytest.mark.parametrize(("height", "count", "least"), [(30, 16, 14), (45, 26, 24), (45, 8, 8), (24, 12, 10)])
async def test_as_many_sources_as_fit_are_shown(
    sit: "Sit", tmp_path: "Path", height: int, count: int, least: int
) -> None:
    """Sources take three rows, two or one, so that all are shown if there is room."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number:02}-name.txt").write_text(f"Source {number}\n\nText.\n", encoding="utf-8")
    async with sit(folder, size=(100, height)) as desk:
        await desk.press("gs")
        assert sum("Source " in row for row in desk.rows("#sources")) >= least


async def test_a_key_costs_what_is_visible(sit: "Sit", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    """In a list of hundreds of sources a motion draws as many as fit, wherever it goes; longer filters narrow shorter ones."""
    folder = tmp_path / "hundreds"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03} pears.txt").write_text(f"Pears {number}\n", encoding="utf-8")

    async def wait(_: SourceWatcher) -> None:
        await asyncio.Event().wait()

    # What is read meanwhile is drawn as well.
    monkeypatch.setattr(SourceWatcher, "read_others", wait)
    async with sit(folder, size=(160, 30), read=False) as desk:
        drawn: list[object] = []
        draw = SourcesPanel.draw

        def counted(panel: SourcesPanel, item: "Row", width: int) -> "list[Line]":
            drawn.append(item)
            return draw(panel, item, width)

        monkeypatch.setattr(SourcesPanel, "draw", counted)
        await desk.press("gs")
        for key in ("j", "ctrl+d", "G", "k", "gg"):
            drawn.clear()
            await desk.press(key)
            assert len(drawn) <= 6 * 30, key
        await desk.press("/")
        for typed, count in (("pears", 400), (" 00", 13), ("7", 2)):
            await desk.type(typed)
            assert f"{count} of 400" in desk.rows("#sources")[0]
        await desk.press("backspace")
        assert "13 of 400" in desk.rows("#sources")[0]


async def test_the_menu_of_a_folder(sit: "Sit", nested: "Path") -> None:
    """The menu of a folder toggles it and folds all."""
    async with sit(nested, size=(160, 45)) as desk:
        await desk.press("gs", "gg", "g.")
        assert [one.id for one in desk.choices.items][:2] == ["link.follow", "list.fold_all"]
        await desk.press("enter")
        assert listed(desk)[0] == "+interviews/"


async def test_many_sources_begin_folded(sit: "Sit", tmp_path: "Path") -> None:
    """Of hundreds of sources in folders only the folder of the open one is unfolded."""
    folder = tmp_path / "hundreds"
    for part in range(6):
        (folder / f"part{part}").mkdir(parents=True)
        for number in range(50):
            (folder / f"part{part}" / f"{number:02}.txt").write_text(f"Text {number}.\n", encoding="utf-8")
    async with sit(folder, size=(160, 45), read=False) as desk:
        assert [name for name in listed(desk) if name.endswith("/")] == [
            "-part0/",
            *(f"+part{n}/" for n in range(1, 6)),
        ]
        assert len(listed(desk)) == 56


async def test_a_letter_of_the_filter_folds_nothing_again(sit: "Sit", nested: "Path") -> None:
    """Titles and paths are made ready between the keys; a source that changed is made ready alone."""
    async with sit(nested, size=(160, 45)) as desk:
        panel = desk.screen.panes.sources
        await desk.until(lambda: not [*panel.prepare()])
        source = desk.library.source(next(one.id for one in desk.library.sources() if one.path.endswith("bert.txt")))
        desk.library.about.set_facts(source.id, {"title": "Quinces"})
        assert len([*panel.prepare()]) == 1
        await desk.press("gs", "/", *"quinc")
        assert listed(desk) == [source.path]
