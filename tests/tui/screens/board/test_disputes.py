"""Disputes on the board: listed once, shown with their sides, decided, compared pair by pair."""

from typing import TYPE_CHECKING

import pytest

from annotations.library import Library, Span
from annotations.store.file.library_file import AtomicStorage
from tests.tui.overlays import shown
from tui.screens.board.claim_screen import ClaimScreen
from tui.screens.board.dispute_screen import DisputeScreen
from tui.screens.board.disputes_screen import DisputesScreen
from tui.screens.board.screen import BoardScreen
from tui.session.settings import config_folder
from tui.widgets.review.sheet import Sheet
from tui.widgets.review.tab_strip import TabStrip

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

SIZES = ((160, 45), (80, 24), (40, 12))


@pytest.fixture
def disputed(tmp_path: "Path") -> "Path":
    """Two disputes: a year that three sources give differently from a fourth, and a yield that two disagree on."""
    folder = tmp_path / "orchard"
    folder.mkdir()
    texts = {
        "1-letter.txt": "The orchard was planted in 1902.\n\nApples bring in 60% of the income.\n",
        "2-register.txt": "The register has 1911 as the year of planting.\n",
        "3-history.txt": "It was in 1911 that the trees came to the hill.\n\nPears bring in most.\n",
        "4-guide.txt": "All guides name 1911 as the year.\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library.open([folder], author="tester")
    one, two, three, four = (source.id for source in library.sources())

    def add(source: str, words: str) -> None:
        start = library.document(source).text.index(words)
        library.add(*Span(source, start, start + len(words)), tags=["claim"])

    add(one, "The orchard was planted in 1902.")
    add(two, "The register has 1911 as the year of planting.")
    add(three, "It was in 1911 that the trees came to the hill.")
    add(four, "All guides name 1911 as the year.")
    add(one, "Apples bring in 60% of the income.")
    add(three, "Pears bring in most.")
    library.connect("1:1", "2:1", "contradicts")
    library.connect("3:1", "1:1", "contradicts")
    library.connect("4:1", "2:1", "restates")
    library.connect("1:2", "3:2", "contradicts")
    library.about.set_facts(two, {"publisher": "Parish", "credibility": "A1", "published": "1911"})
    library.close()
    return folder


def top(desk: "Desk") -> type[object]:
    """The kind of screen on top."""
    return type(desk.app.screen)


def sheet(desk: "Desk") -> str:
    """The rows of the sheet that is open."""
    return "\n".join(row.rstrip() for row in desk.rows("#entries"))


@pytest.mark.parametrize("size", SIZES)
async def test_each_dispute_is_listed_once(sit: "Sit", disputed: "Path", size: tuple[int, int]) -> None:
    """The key gD lists two disputes for four contested rows, the one with more sources first, with the sources of both sides."""
    async with sit(disputed, size=size) as desk:
        await desk.press("g", "D")
        assert top(desk) is DisputesScreen
        rows = [row for row in desk.rows("#entries") if row.strip()]
        assert rows[0].startswith(" Disputes · 2 · most contested first")
        assert "The orchard was planted" in rows[1]
        assert "1 letter ✗ 2 regi" in rows[2]
        assert size[0] < 80 or "1 letter ✗ 2 register, 3 history, 4 guide" in rows[2]
        assert "✗ 3 history" in rows[4]
        if size[1] > 20:
            assert desk.shows("Side 2 · 3 independent sources", "#detail")
        await desk.press("q")
        assert desk.bare


async def test_tabs_lead_from_one_list_to_the_other(sit: "Sit", disputed: "Path") -> None:
    """By key and by a click; the claims come first, and each list keeps its cursor."""
    async with sit(disputed, size=(100, 30)) as desk:
        await desk.press("g", "c")
        assert "".join(desk.rows("#tabs")).startswith("  Claims 5  Disputes 2")
        await desk.press("j", "tab")
        assert top(desk) is DisputesScreen
        await desk.press("j", "enter", "escape", "tab")
        assert top(desk) is BoardScreen
        assert desk.shows(">Apples", "#claims")
        await desk.click(14, 0, "#tabs")
        assert top(desk) is DisputesScreen
        assert desk.shows("1:2", "#detail")
        await desk.click(3, 0, "#tabs")
        assert top(desk) is BoardScreen
        assert desk.app.screen.query_one(TabStrip).is_attached
        await desk.press("g", "D")
        assert top(desk) is DisputesScreen
        await desk.press("g", "c")
        assert top(desk) is BoardScreen


async def test_a_contradiction_is_compared_in_four_keys_and_the_next_one_in_one(sit: "Sit", disputed: "Path") -> None:
    """Enter on a dispute and on its first contradiction shows both passages; n and p go to the other pairs; gD leads back."""
    async with sit(disputed, size=(120, 30)) as desk:
        await desk.press("g", "D", "enter", "enter")
        await desk.until(lambda: desk.bare)
        assert desk.left.startswith("1:1 ✗ 2:1 · 1 of 2 · n next, p previous")
        assert [desk.library.source(page.source).number for page in desk.screen.pages] == [1, 2]
        await desk.press("n")
        assert desk.left.startswith("1:1 ✗ 3:1 · 2 of 2")
        assert [desk.library.source(page.source).number for page in desk.screen.pages] == [1, 3]
        await desk.press("n")
        assert desk.left.startswith("no more pairs")
        await desk.press("p")
        assert desk.left.startswith("1:1 ✗ 2:1 · 1 of 2")
        await desk.press("g", "D")
        assert top(desk) is DisputesScreen
        await desk.press("escape", "g", "v", "/", *"of", "enter", "n")
        assert desk.screen.comparing is None
        assert "“of”" in desk.left
        await desk.press("p")
        assert "not comparing contradictions" in desk.left


async def test_a_crossed_cell_opens_beside_what_it_contradicts(sit: "Sit", disputed: "Path") -> None:
    """Enter on ✗ compares with the claim of the row; a passage that only restates the contradiction faces it, too."""
    async with sit(disputed, size=(120, 30)) as desk:
        await desk.press("g", "c", "l", "l", "l", "enter")
        await desk.until(lambda: desk.bare)
        assert desk.left.startswith("1:1 ✗ 3:1")
        await desk.press("g", "c", "l", "enter")
        await desk.until(lambda: desk.bare)
        assert desk.left.startswith("1:1 ✗ 4:1")


@pytest.mark.parametrize("size", SIZES)
async def test_a_dispute_is_decided(sit: "Sit", disputed: "Path", size: tuple[int, int]) -> None:
    """d, a side and how sure; w writes why, a questions, e the title; each is a step of undo, and the list counts it."""
    async with sit(disputed, size=size) as desk:
        await desk.press("g", "D", "enter", "d", "2", "h")
        (ruling,) = desk.library.rulings()
        assert (desk.library.address(ruling.side), ruling.confidence) == ("2:1", "high")
        assert "w write why" in desk.app.screen.caption.text  # type: ignore[attr-defined]
        await desk.press("w", *"Three agree.", "enter")
        assert desk.app.screen.caption.text.startswith("reason saved")  # type: ignore[attr-defined]
        await desk.press("e", *"The year", "enter", "a", *"Who planted?", "enter")
        (ruling,) = desk.library.rulings()
        assert (ruling.note, ruling.title, ruling.questions) == ("Three agree.", "The year", "Who planted?")
        await desk.press("g", "g")
        assert "The year" in sheet(desk)
        assert "decided: side 2," in sheet(desk)
        await desk.press("escape")
        assert desk.shows("1 decided" if size[0] >= 80 else "✓ ", "#entries")
        await desk.press("H")
        assert not desk.shows("The year", "#entries")
        await desk.press("H", "u", "u", "u", "u")
        assert not desk.library.rulings()
        assert desk.shows("0 decided" if size[0] >= 80 else "• ", "#entries")


async def test_a_dispute_is_opened_again_or_believed_by_nobody(sit: "Sit", disputed: "Path") -> None:
    """0 decides for no side, o opens it again, Esc changes nothing, and after another key the question stays."""
    async with sit(disputed) as desk:
        await desk.press("g", "D", "enter", "d", "x")
        assert "Which side do you believe?" in desk.app.screen.caption.text  # type: ignore[attr-defined]
        await desk.press("escape", "d", "0", "enter")
        (ruling,) = desk.library.rulings()
        assert (ruling.side, bool(ruling.decided)) == ("", True)
        await desk.press("d", "o")
        assert not desk.library.rulings()[0].decided
        await desk.press("d", "1", "escape")
        assert not desk.library.rulings()[0].decided


async def test_sources_are_counted_once_from_the_sheet(sit: "Sit", disputed: "Path") -> None:
    """On a passage = asks with which source of its side; the verdict explains itself; + counts them separately again."""
    async with sit(disputed, size=(100, 40)) as desk:
        await desk.press("g", "D", "enter")
        assert top(desk) is DisputeScreen
        chosen = desk.app.screen.query_one(Sheet)
        frame = desk.app.screen.query_one("#sheet").region
        assert shown(desk).splitlines()[frame.y][frame.right - 4 : frame.right] == "✕ ─╮"  # Where a click closes.
        guide = desk.library.annotation("4:1").id
        chosen.go(next(place for place, line in enumerate(chosen.items) if line.passage == guide))
        await desk.press("=", "1")
        assert "Side 2 · 2 independent sources; 2 and 4 count once: decided for 4:1 and 2:1" in sheet(desk)
        await desk.press("+", "1")
        assert "Side 2 · 3 independent sources" in sheet(desk)
        await desk.press("u", "u")
        assert not desk.library.independence()


async def test_each_line_of_a_claim_can_be_chosen_opened_and_noted(sit: "Sit", disputed: "Path") -> None:
    """The cursor is on the first contradiction; i notes the passage of a line, and on the words of the claim the claim."""
    async with sit(disputed, size=(100, 40)) as desk:
        await desk.press("g", "c", "enter")
        assert top(desk) is ClaimScreen
        assert "contested: 1 for, 3 against" in sheet(desk)
        await desk.press("i", *"see the register", "enter")
        assert desk.library.annotation("2:1").note == "see the register"
        await desk.press("g", "g", "i", *"of the year", "enter")
        assert desk.library.claims()[0].note == "of the year"
        assert "✎ of the year" in sheet(desk)
        await desk.press("g", "g", *"jjjjj", "enter")
        await desk.until(lambda: desk.bare)
        assert "1:1" in desk.left


async def test_an_empty_list_of_disputes_says_how_one_comes_to_be(sit: "Sit") -> None:
    """With the letter that the link type has now; and no key of a dispute does harm there."""
    async with sit() as desk:
        await desk.press("g", "D")
        assert desk.shows("No disputes yet", "#entries")
        assert desk.shows("contradicts it, then c.", "#entries")
        await desk.press("enter", "v", "s", "H", "/", *"x", "enter", "escape", "u")
        await desk.press("escape")
        assert desk.bare
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "keys.toml").write_text('"queue.reject" = ["c"]\n', encoding="utf-8")
    async with sit() as desk:
        await desk.press("g", "D")
        assert desk.shows("contradicts it, then o.", "#entries")


async def test_a_filter_finds_disputes_by_words_sources_and_state(sit: "Sit", disputed: "Path") -> None:
    """Words of any quote, the name of a source, open or decided; Esc drops the filter before it leaves."""
    async with sit(disputed, size=(100, 30)) as desk:
        await desk.press("g", "D", "/", *"pears", "enter")
        assert desk.shows("1 of 2", "#entries")
        await desk.press("/", "escape", "/", *"guide", "enter")
        assert desk.shows("planted in 1902", "#entries")
        await desk.press("/", "escape", "/", *"decided", "enter")
        assert desk.shows("No matches", "#entries")
        assert desk.shows("Esc show all", "Caption")
        await desk.press("escape")
        assert desk.shows("Disputes · 2", "#entries")
        await desk.press("/", *"pears", "enter", "q")
        assert desk.bare


async def test_changed_counts_are_reported_when_the_board_of_an_older_library_opens(
    sit: "Sit", disputed: "Path"
) -> None:
    """Once, with the former verdict at the claim; the next sitting says nothing."""
    storage = AtomicStorage(disputed / ".postil" / "library.json")
    data = storage.read()
    assert data is not None
    next(iter(data["meta"].values())).pop("counting")
    storage.write(data)
    async with sit(disputed, size=(120, 40)) as desk:
        await desk.press("g", "c")
        assert "2 claims counted differently from before" in desk.app.screen.caption.text  # type: ignore[attr-defined]
        assert desk.shows("! counted as 1 for, 2 against before", "#about")
        await desk.quiet()
    async with sit(disputed, size=(120, 40)) as desk:
        await desk.press("g", "c")
        assert "counted in another way" not in desk.app.screen.caption.text  # type: ignore[attr-defined]
        assert not desk.shows("counted as", "#about")


async def test_the_heads_of_columns_have_names_if_the_claims_keep_a_quarter_of_the_width(
    sit: "Sit", disputed: "Path"
) -> None:
    """At 112 columns the names are above their cells; at 80 they are listed above the numbers."""
    for width, head in ((112, ("1 letter", "verdict")), (80, ("1 letter", "4 guide"))):
        async with sit(disputed, size=(width, 30)) as desk:
            await desk.press("g", "c")
            row = desk.rows("#claims")[1]
            assert all(word in row for word in head)
            assert ("verdict" in row) is (width > 80)


async def test_names_that_do_not_fit_are_those_without_the_claim(sit: "Sit", disputed: "Path") -> None:
    """On a narrow board the sources come first that say something about the claim under the cursor."""
    async with sit(disputed, size=(40, 12)) as desk:
        await desk.press("g", "c")
        assert desk.rows("#claims")[1].split()[:3] == ["1", "letter", "2"]
        await desk.press("j")
        assert desk.rows("#claims")[1].split()[:4] == ["1", "letter", "3", "history"]
