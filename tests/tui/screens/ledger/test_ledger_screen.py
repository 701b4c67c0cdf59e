"""The ledger on the screen: cells, reasons, decisions by keys, undo, read-only, empty."""

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.text.quantities import Day, read
from tests.tui.overlays import shown
from tui.screens.ledger.reasons import ReasonsScreen
from tui.screens.ledger.screen import LedgerScreen
from tui.theming.signs import UNRESOLVED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

TEXTS = {
    "1-report.md": "The orchard employs 40 pickers.\n\nCider sales grew by 420 % over the decade.\n\nIt cost $3 a tree.\n",
    "2-visit.md": "The orchard employs 55 pickers.\n\nCider sales rose to 5.2x over the decade.\n",
    "3-notes.md": "The orchard employs roughly 41 pickers.\n",
    "4-guide.md": "No number is given here.\n",
}


@pytest.fixture
def figured(tmp_path: "Path") -> "Path":
    """Four sources, three with figures; all but the last are read."""
    folder = tmp_path / "figures"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library.open([folder], author="tester")
    for source in library.sources():
        for value in read(library.document(source.id).text):
            if not isinstance(value, Day):
                library.add(source.id, value.start, value.end, tags=["figure"])
        if source.number < 4:
            library.about.mark_read(source.id)
    library.close()
    return folder


async def made(desk: "Desk") -> None:
    """Open the ledger and wait until it is made."""
    await desk.press("g", "f")
    assert isinstance(desk.app.screen, LedgerScreen)
    await desk.until(lambda: " row" in rows(desk)[0])


def rows(desk: "Desk") -> list[str]:
    """The rows of the ledger."""
    return [row.rstrip() for row in desk.rows("#entries")]


async def test_a_figure_that_changed_in_its_source_has_a_mark(sit: "Sit", figured: "Path") -> None:
    """The same one in its cell and in the margin; the pane has the words that were tagged."""
    path = figured / "1-report.md"
    path.write_text(path.read_text("utf-8").replace("40 pickers", "44 pickers"), "utf-8")
    async with sit(figured, size=(80, 24)) as desk:
        await made(desk)
        mark = UNRESOLVED["figure"].char
        assert f"= 44 {mark}" in rows(desk)[2]
        assert "FIGURE CHANGED, was “40 pickers”" in shown(desk)
        await desk.press("escape")
        assert any(f"F {mark}" in row and "44 pickers" in row for row in desk.rows())


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (40, 12)])
async def test_figures_are_side_by_side(sit: "Sit", figured: "Path", size: tuple[int, int]) -> None:
    """The greatest conflict comes first; sources have their figures with the sign of the verdict, or are silent."""
    async with sit(figured, size=size) as desk:
        await made(desk)
        text = rows(desk)
        assert text[0].startswith(" Ledger · 3 rows · ")
        assert "≠ pickers · orchard" in text[2]
        cells = text[2] if size[0] > 64 else text[3]
        assert "= 40" in cells
        assert "≠ 55" in cells
        assert "≈ ~41" in cells.replace("~ ", "~")
        assert all(len(row) <= size[0] for row in text)
        if size[0] >= 80:
            assert "⇄ 5.2x" in text[3]
            assert text[3].count("·") >= 1
        if size[0] >= 100:
            assert "conflict" in text[2]
            assert "differ by 27.3 %" in shown(desk)
        if size[0] == 160:
            assert "●" in text[2]
        else:  # Below the list or in the list of reasons the dots are in one row at each width.
            await desk.press(*([] if size[1] >= 24 else ["K"]))
            assert re.search(r"40 ●[·●]{6,}● 55 *$", shown(desk), re.MULTILINE)
            await desk.press(*([] if size[1] >= 24 else ["escape"]))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12)])
async def test_the_keys_of_the_cell_are_offered(sit: "Sit", figured: "Path", size: tuple[int, int]) -> None:
    """What the row and the cell wait for comes first, what does nothing there is left out, toggles say what they do."""
    (figured / "5-late.md").write_text("The orchard employs 1.234 pickers.\n", encoding="utf-8")
    with closing(Library.open([figured], author="tester")) as library:
        source = next(one.id for one in library.sources() if one.path == "5-late.md")
        library.add(source, 20, 25, tags=["figure"])
    async with sit(figured, size=size) as desk:
        await made(desk)

        def offered() -> str:
            return shown(desk).splitlines()[-1].strip(" │╰╯─")

        narrow = size[0] == 40  # There what Enter and the arrows do is left out.
        assert offered().startswith("r resolve  K why  " if narrow else "r resolve  Enter open  K why")
        await desk.press("$")
        assert offered().startswith("r resolve  g= reading  ")
        await desk.press("m")
        await desk.press("k", "k")
        assert offered().startswith("m merge here  r resolve")
        await desk.press("escape", "0", "r", *"other season", "enter", "g", "g", "k")
        assert offered().startswith("K why  s sort  / filter" if narrow else "Enter open  K why  h l column  s sort")
        assert "resolve " not in offered().replace("show resolved", "")
        if size[0] == 100:
            await desk.press("l", "0", "/", *"cider", "enter")
            assert "F2 save filter" in desk.app.screen.caption.text  # type: ignore[attr-defined]
            assert "H show resolved" in desk.app.screen.caption.text  # type: ignore[attr-defined]


async def test_reasons_passages_and_sides(sit: "Sit", figured: "Path") -> None:
    """K lists the reasons; Enter there or on a conflict puts both passages side by side, on another cell it goes to it."""
    async with sit(figured, size=(100, 30)) as desk:
        await made(desk)
        await desk.press("K")
        assert isinstance(desk.app.screen, ReasonsScreen)
        assert "40 pickers and 55 pickers: differ by 27.3 %" in "\n".join(rows(desk))
        await desk.press("enter")
        assert desk.screen.comparing is not None
        await desk.press("gv", "g", "f", "l", "enter")
        assert desk.bare
        assert "gf go to the ledger" in desk.left
        assert desk.page.document.slice(*desk.page.current[1:3]) == "40 pickers"  # type: ignore[index]


async def test_a_conflict_is_resolved_folds_away_and_comes_back(sit: "Sit", figured: "Path") -> None:
    """With a note; H shows it again, r opens it again, and undo and redo do what they say."""
    async with sit(figured, size=(100, 30)) as desk:
        await made(desk)
        assert "1 of 1 conflict left □□□□□□□□□□" in rows(desk)[0]
        await desk.press("r", *"other season", "enter")
        assert "0 of 1 conflict left ■■■■■■■■■■" in rows(desk)[0]
        assert "pickers ·" not in "\n".join(rows(desk))
        await desk.press("H", "g", "g")
        assert "✓ pickers · orchard" in "\n".join(rows(desk))
        assert desk.library.review.reckonings()[0].text == "other season"
        await desk.press("u")
        assert "1 of 1 conflict left" in rows(desk)[0]
        await desk.press("ctrl+r", "r")
        assert "1 of 1 conflict left" in rows(desk)[0]
        await desk.press("j", "r")
        assert "no conflict in this row" in shown(desk)


async def test_rows_are_merged_split_and_named(sit: "Sit", figured: "Path") -> None:
    """By m on each of two, D on a cell, e; Esc cancels what was begun."""
    async with sit(figured, size=(100, 30)) as desk:
        await made(desk)
        await desk.press("s", "m", "escape")
        assert "not merged" in shown(desk)
        await desk.press("m", "m")
        assert "This row is marked" in shown(desk)
        await desk.press("j", "j", "m")
        assert "Ledger · 2 rows" in rows(desk)[0]
        assert "∅" in "\n".join(rows(desk))
        assert "· ∅ " in shown(desk)  # also in the message: nothing that cannot be compared shares a row unnoticed
        await desk.press("u")
        assert "Ledger · 3 rows" in rows(desk)[0]
        await desk.press("g", "g", "0", "D")
        assert "Choose the figure to take out" in shown(desk)
        await desk.press("l", "l", "D")
        assert "Ledger · 4 rows" in rows(desk)[0]
        await desk.press("u", "0", "e", "ctrl+u", *"Staff", "enter")
        assert "Staff" in "\n".join(rows(desk))
        assert desk.library.review.reckonings()[0].text.endswith("Staff")


async def test_the_ledger_is_filtered_sorted_and_linked(sit: "Sit", figured: "Path") -> None:
    """A saved filter keeps the order and what is hidden; Esc drops a filter; L links from a cell."""
    async with sit(figured, size=(100, 30)) as desk:
        await made(desk)
        await desk.press("/", *"source:9", "enter")
        assert "0 of 3 rows" in rows(desk)[0]
        await desk.press("/", "ctrl+u", *"conflict", "enter", "s", "s", "H", "f2", *"clashes", "enter")
        saved = desk.library.searches.named("clashes")
        assert (saved.place, saved.query, saved.sort, saved.unsettled) == ("figures", "conflict", "sources", False)
        await desk.press("l", "L", "l", "L", "c")
        assert [(link.kind, desk.library.address(link.target)) for link in desk.links] == [("contradicts", "2:1")]
        await desk.press("s", "H", "escape", "escape", ":", *"saved clashes", "enter")
        assert isinstance(desk.app.screen, LedgerScreen)
        await desk.until(lambda: "1 of 3 rows" in rows(desk)[0])
        assert "most sources first" in rows(desk)[0]
        assert not desk.app.reading.session.ledger_view().hide
        await desk.press("s")
        assert "greatest conflict first" in rows(desk)[0]
        await desk.press("q", "g", "f")  # Opened again it is as it was; Esc drops the filter, then leaves.
        await desk.until(lambda: "1 of 3 rows" in rows(desk)[0])
        await desk.press("escape")
        await desk.until(lambda: "Ledger · 3 rows" in rows(desk)[0])
        await desk.press("escape")
        assert desk.bare


async def test_an_empty_ledger_says_how_to_begin(sit: "Sit") -> None:
    """No figure is tagged, and no key does anything else than tell so."""
    async with sit(size=(80, 24)) as desk:
        await made(desk)
        assert "No figures yet" in "\n".join(rows(desk))
        assert "]u goes to the next number" in "\n".join(rows(desk))
        await desk.press("m", "r", "x", "e", "K", "L", "enter", "h", "l", "$", "s", "H")
        assert isinstance(desk.app.screen, LedgerScreen)
        assert not desk.library.review.reckonings()


async def test_a_library_of_another_program_is_only_read(sit: "Sit", figured: "Path") -> None:
    """Nothing that writes is offered, and its keys give the reason; a change of the other program is shown."""
    with closing(Library.open([figured], author="writer", alone=True)) as writer:
        async with sit(figured, size=(100, 30)) as desk:
            await made(desk)
            assert "r resolve" not in shown(desk)
            for key in ("r", "m", "x", "e", "L"):
                await desk.press(key)
                assert "is writing this library" in shown(desk), key
            assert "= 40 " in rows(desk)[2]
            writer.delete("1:1")
            writer.flush()
            await desk.until(lambda: "= 55 " in rows(desk)[2])
            assert " 40 " not in rows(desk)[2]


async def test_a_click_selects_a_cell_and_opens_it(sit: "Sit", figured: "Path") -> None:
    """The first click moves the cursor to the cell, the second one opens its passage."""
    async with sit(figured, size=(100, 30)) as desk:
        await made(desk)
        x, y = rows(desk)[3].index("5.2x"), 3
        await desk.click(x, y, "#entries")
        assert isinstance(desk.app.screen, LedgerScreen)
        await desk.click(x, y, "#entries")
        assert desk.bare
        assert "2:2" in desk.left


async def test_large_values_have_all_their_digits(sit: "Sit", tmp_path: "Path") -> None:
    """No exponent, which few readers know; and no order of conflicts is named where there is none."""
    (tmp_path / "a.txt").write_text("The market will be worth $150 billion by 2028.\n", encoding="utf-8")
    async with sit(tmp_path, size=(100, 30)) as desk:
        await desk.go("$150")
        await desk.press("f", "enter")
        await made(desk)
        assert rows(desk)[0].strip() == "Ledger · 1 row · no conflicts"
        await desk.press("K")
        assert "150,000,000,000 $" in "\n".join(rows(desk))


TWO = {
    "1.md": "Dredging the northern channel cost 310 million euros.\n",
    "2.md": "The owner put the bill for the channel at 340 million euros.\n",
    "3.md": "A cafe with 40 seats is to open beside the boathouse.\n",
    "4.md": "The boathouse cafe will have room for forty.\n",
}


@pytest.fixture
def proposing(tmp_path: "Path") -> "Path":
    """Four sources with rows that are perhaps one."""
    folder = tmp_path / "proposing"
    folder.mkdir()
    for name, text in TWO.items():
        (folder / name).write_text(text, encoding="utf-8")
    with closing(Library.open([folder], author="tester")) as library:
        for source in library.sources():
            (value,) = read(library.document(source.id).text)
            library.add(source.id, value.start, value.end, tags=["figure"])
    return folder


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_rows_that_are_perhaps_one_are_accepted_and_rejected(
    sit: "Sit", proposing: "Path", size: tuple[int, int]
) -> None:
    """With a mark, the reason in full, and their number in the title; undo takes each decision back."""
    async with sit(proposing, size=size) as desk:

        def text() -> str:
            return re.sub(r"[\s│▌]+", " ", shown(desk))

        await desk.press("g", "f")
        await desk.until(lambda: any("?" in row for row in rows(desk)[1:]))
        assert ("2 proposals" if size[0] > 40 else "? 2") in rows(desk)[0]
        assert "northern channel cost ?" in text()
        await desk.press("s", "K")  # By place.
        assert "? perhaps the same as “channel” (1 source): differ by 8.82 %; shared words: channel" in text()
        assert "a accept x reject" in text()
        await desk.press("escape", "n")
        assert "seats · cafe" in text()
        await desk.press("n", "a")
        assert "merged “northern channel cos" in text()
        assert [one.kind for one in desk.library.review.reckonings()] == ["together"]
        await desk.press("u", "g", "g", "x")
        assert "rejected; not proposed again" in text()
        assert [one.kind for one in desk.library.review.reckonings()] == ["different"]
        assert not any("channel" in row and "?" in row for row in rows(desk))
        await desk.press("x")
        assert "No proposal here: n goes to the next" in text()
        await desk.press("n", "K", "a")
        assert "merged “seats · cafe” with" in text()
        assert "perhaps the same as" not in text()  # The row is shown as it is now.
        await desk.press("u", "G")
        assert "? perhaps the same as" in text()
        await desk.press("a", "escape", "n")
        assert "No two rows are proposed to be one" in text()
        assert [one.kind for one in desk.library.review.reckonings()] == ["different", "together"]


async def test_a_proposal_is_chosen_by_mouse(sit: "Sit", proposing: "Path") -> None:
    """A click on its row shows the reason; Enter on that puts its passages side by side."""
    async with sit(proposing, size=(100, 30)) as desk:
        await desk.press("g", "f")
        await desk.until(lambda: "2 proposals" in rows(desk)[0])
        place = next(place for place, row in enumerate(rows(desk)) if "seats · cafe ?" in row)
        await desk.pilot.click("#entries", offset=(5, place))
        assert "? perhaps the same as “room · boathouse cafe”" in shown(desk)
        assert "a accept  x reject" in shown(desk)
        await desk.press("K", "enter")
        assert desk.screen.comparing is not None
