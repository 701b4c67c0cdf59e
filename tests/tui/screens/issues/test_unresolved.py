"""Sources that are edited, lost and found while the program is open, and the list of what to decide on."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library.issues.findings import findings
from annotations.library.issues.unresolved import Unsure
from tui.screens.issues.unresolved_list import UnresolvedList
from tui.services import watch_sources as watching

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are looked at more often than for people."""
    monkeypatch.setattr(watching, "EVERY", 0.02)


async def mark(desk: "Desk") -> None:
    """Tag a figure, two claims and an opinion in the first source."""
    for words, keys in (("60%", "velf"), ("A last word", "sc"), ("Nobody likes", "so"), ("Then they", "sc")):
        await desk.go(words)
        await desk.press(*keys)
    await desk.quiet()


def edit(folder: Path) -> str:
    """Change the figure and a claim, take the opinion out, put a paragraph before all; returns the text as it was."""
    path = folder / "1-orchard.md"
    before = path.read_text("utf-8")
    text = before.replace("60%", "47%").replace(" Nobody likes it.", "").replace("they rose", "they never rose")
    path.write_text(f"A new paragraph.\n\n{text}", encoding="utf-8")
    return before


def states(desk: "Desk") -> dict[str, str]:
    """What became of each passage of the source on the page, by its address."""
    passages = desk.library.passages(desk.screen.session.source)
    return {desk.library.address(one.annotation.id): one.anchoring for one in passages}


def items(desk: "Desk") -> list[str]:
    """Address and kind of what is listed."""
    shown = desk.app.screen.query_one(UnresolvedList)
    return [
        f"{desk.library.address(item.passage.annotation.id)} {item.kind}"
        for item in shown.items
        if isinstance(item, Unsure)
    ]


async def test_an_edit_is_noticed_while_the_source_is_open(sit: "Sit", folder: Path) -> None:
    """The passages follow, a figure that changed is an alarm, and the cursor stays at its words."""
    async with sit() as desk:
        await mark(desk)
        recorded = desk.annotations
        await desk.go("A last word")
        before = edit(folder)
        await desk.until(lambda: "FIGURE CHANGED" in desk.left)
        assert "1:1 [-60%-] {+47%+}" in desk.left
        assert desk.here.startswith("A last word")
        assert states(desk) == {"1:1": "edited", "1:2": "edited", "1:3": "orphan", "1:4": "moved"}
        assert desk.shows("Δ Apples bring in 47%")
        assert desk.annotations == recorded
        (folder / "1-orchard.md").write_text(before, encoding="utf-8")
        await desk.until(lambda: set(states(desk).values()) == {"anchored"})
        assert not desk.shows("Δ")


@pytest.mark.parametrize(
    ("new", "shown"), [("160%", "[-60%-] {+160%+}"), ("over 60%", "{+over+}"), ("60 percentage points", "[-60%-]")]
)
async def test_a_figure_with_the_same_digits_is_an_alarm_too(sit: "Sit", folder: Path, new: str, shown: str) -> None:
    """While the program is open, in its lists, and when it is opened again."""
    async with sit() as desk:
        await mark(desk)
        path = folder / "1-orchard.md"
        path.write_text(path.read_text("utf-8").replace("60%", new), encoding="utf-8")
        await desk.until(lambda: "FIGURE CHANGED 1:1" in desk.left)
        assert shown in desk.left
        assert desk.shows("FIGURE CHANGED", "#passages")
        await desk.press(*"gogg")
        assert items(desk) == ["1:1 figure"]
    async with sit() as desk:
        await desk.until(lambda: "FIGURE CHANGED 1:1" in desk.left)


async def test_an_edit_while_the_program_was_closed_is_told(sit: "Sit", folder: Path) -> None:
    """When the library is opened again, also of a source that is not on the page."""
    async with sit() as desk:
        await desk.to_source(2)
        await desk.go("1911")
        await desk.press(*"velf")
        await desk.to_source(1)
        await desk.quiet()
    letter = folder / "2-letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("1911", "1912"), encoding="utf-8")
    async with sit() as desk:
        assert desk.number == 1
        await desk.until(lambda: "FIGURE CHANGED 2:1" in desk.left)
        assert "{+1912" in desk.left


async def test_news_of_an_edit_waits_for_the_answer_to_a_question(sit: "Sit", folder: Path) -> None:
    """A question stays to be read while a source changes; what became of its passages is told when it is answered."""
    async with sit() as desk:
        await mark(desk)
        await desk.press("S")
        edit(folder)
        await desk.until(lambda: "edited" in states(desk).values())
        await desk.settle()
        assert "Status of" in desk.left
        await desk.press("escape")
        assert "FIGURE CHANGED 1:1" in desk.left
        await desk.press("j")
        assert "FIGURE CHANGED" not in desk.left


async def test_each_is_decided_on_and_every_decision_is_undone(sit: "Sit", folder: Path) -> None:
    """The figure comes first; accept, drop and all moved at once count down; u takes each back."""
    async with sit() as desk:
        await mark(desk)
        edit(folder)
        await desk.until(lambda: "FIGURE" in desk.left)
        await desk.press(*"gogg")
        everything = ["1:1 figure", "1:2 edited", "1:3 orphan", "1:4 moved"]
        assert items(desk) == everything
        assert desk.shows("[-60%-]", "#unresolved")
        assert desk.shows("{+47%+}", "#unresolved")
        before = desk.annotations
        await desk.press("a")
        assert items(desk) == everything[1:]
        assert [one.exact for one in desk.annotations if one.number == 1] == ["47%"]
        await desk.press("j", "x")
        assert items(desk) == ["1:2 edited", "1:4 moved"]
        await desk.press("A", "a")
        assert items(desk) == []
        assert desk.shows("no problems", "#unresolved")
        await desk.press(*"uuuu")
        assert items(desk) == everything
        assert desk.annotations == before
        await desk.press("escape")
        assert desk.bare


async def test_the_words_of_an_orphan_are_selected_anew(sit: "Sit", folder: Path) -> None:
    """The key r goes to the source; what is selected there and taken with Enter is the passage from then on."""
    async with sit() as desk:
        await mark(desk)
        edit(folder)
        await desk.until(lambda: "FIGURE" in desk.left)
        await desk.press(*"gogg", *"jj", "r")
        assert "1:3: selecting its words again" in desk.left
        await desk.press("enter")
        assert "select its words in its source first" in desk.left
        await desk.go("Then they")
        await desk.press("s", "enter")
        assert "annotated already" in desk.left
        await desk.go("The end comes")
        await desk.press("s", "enter")
        assert desk.library.annotation("1:3").exact == "The end comes in winter."
        assert states(desk)["1:3"] == "anchored"


async def test_one_of_several_places_is_chosen(sit: "Sit", folder: Path) -> None:
    """An ambiguous passage has its candidates shown one after the other; a takes the one that is looked at."""
    path = folder / "4-rows.txt"
    path.write_text("Start.\n\nThe same line.\n\nEnd.\n", encoding="utf-8")
    async with sit() as desk:
        await desk.to_source(4)
        await desk.go("The same")
        await desk.press(*"sc")
    for kept in (folder / ".postil/texts").iterdir():
        kept.unlink()
    path.write_text("New.\n\n" + "Start.\n\nThe same line.\n\nEnd.\n\n" * 2, encoding="utf-8")
    async with sit() as desk:
        await desk.to_source(4)
        await desk.until(lambda: list(states(desk).values()) == ["ambiguous"])
        await desk.press(*"go")
        assert items(desk) == ["4:1 ambiguous"]
        await desk.press("2", "a")
        assert items(desk) == []
        [one] = [one for one in desk.annotations if one.number == 1]
        assert one.start == desk.text.rindex("The same line.")


async def test_a_single_candidate_is_accepted_by_one_key(sit: "Sit", folder: Path) -> None:
    """A place that is not certain is shown with old and new words, and `a` takes it."""
    path = folder / "4-rows.txt"
    words = "Guild {} reported that the trade in salted herring sank by eleven per cent."
    path.write_text(f"It rained for a week.\n\n{words.format('Ardent')}\n\nThanks were voted.\n", encoding="utf-8")
    async with sit() as desk:
        await desk.to_source(4)
        await desk.go("Guild")
        await desk.press(*"sc")
    for kept in (folder / ".postil/texts").iterdir():
        kept.unlink()
    path.write_text(f"Nobody spoke.\n\n{words.format('Bravo')}\n\nThen they left.\n", encoding="utf-8")
    async with sit() as desk:
        await desk.to_source(4)
        await desk.until(lambda: list(states(desk).values()) == ["ambiguous"])
        await desk.press(*"go")
        assert items(desk) == ["4:1 ambiguous"]
        assert desk.shows("perhaps, line 3: ", "#unresolved")
        assert desk.shows("[-Ardent-]", "#unresolved")
        assert desk.shows("{+Bravo+}", "#unresolved")
        await desk.press("a")
        assert items(desk) == []
        assert [one.exact for one in desk.annotations if one.number == 1] == [words.format("Bravo")]


async def test_it_fits_small_terminals_and_goes_there(sit: "Sit", folder: Path) -> None:
    """At 80×24 and at 40×12 old and new words are readable, and Enter goes to the place."""
    async with sit() as desk:
        await mark(desk)
    edit(folder)
    for size in ((80, 24), (40, 12)):
        async with sit(size=size) as desk:
            await desk.until(lambda desk=desk: "FIGURE" in desk.left)  # type: ignore[misc]
            await desk.press(*"go")
            assert desk.shows("[-60%-]", "#unresolved")
            assert desk.shows("{+47%+}", "#unresolved")
            await desk.press("enter")
            assert desk.bare
            assert desk.here.startswith("47%")
            await desk.press(*"]o")
            assert "was edited: A last word on prices: they {+never+} rose" in desk.left
            await desk.press(*"[o")
            assert "FIGURE CHANGED" in desk.left


async def test_a_source_that_goes_stays_readable(sit: "Sit", folder: Path) -> None:
    """While it is open and after a restart, marked and not to be annotated; when it is back, all is as before."""
    path = folder / "1-orchard.md"
    async with sit() as desk:
        await mark(desk)
        data = path.read_bytes()
        path.unlink()
        await desk.until(lambda: "is gone" in desk.left)
        assert desk.shows("Planted in 1902")
        assert "kept text" in desk.right
        assert set(states(desk).values()) == {"orphan"}
    async with sit() as desk:
        number = desk.library.annotation("1:1").source
        desk.screen.open_source(number)
        await desk.until(lambda: "kept text" in desk.right and desk.shows("Planted in 1902"))
        await desk.go("forty rows")
        await desk.press(*"sc")
        assert "is gone" in desk.left
        path.write_bytes(data)
        await desk.until(lambda: set(states(desk).values()) == {"anchored"} and "kept text" not in desk.right)


async def test_two_sources_with_one_text_are_told(sit: "Sit", folder: Path) -> None:
    """The list of sources says it of the second, and the problems name both once."""
    (folder / "5-copy.md").write_bytes((folder / "1-orchard.md").read_bytes())
    async with sit() as desk:
        assert desk.shows("same text as 1", "#sources")
        told = [one.text for one in findings(desk.library) if one.kind == "duplicate"]
        assert told == ["5-copy.md: It has the same text as 1-orchard.md. Count it once."]
