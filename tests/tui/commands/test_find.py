"""Finding in the source: shown as one types, walked with n and N, left with Esc."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from annotations.search.document_search import Finder
from tui.commands import find as finding

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit
    from tui.widgets.page import Page


def said(desk: "Desk") -> str:
    """What the status line says on the left."""
    return desk.left


async def test_matches_are_shown_as_one_types(sit: "Sit") -> None:
    """The cursor goes to the first match from where it is; Esc brings it back and the marks are gone."""
    async with sit() as desk:
        before = desk.page.cursor
        await desk.press("/", *"the")
        assert desk.page.finding
        assert desk.here.lower().startswith("the")
        await desk.press("escape")
        assert desk.page.cursor == before
        assert not desk.page.finding


async def test_n_and_N_walk_all_matches_round_the_text(sit: "Sit") -> None:  # noqa: N802 - the name of the key
    """N meets every match once and begins again, N goes the other way, and Ctrl-O returns."""
    async with sit() as desk:
        word = "the"
        starts = [i for i in range(len(desk.text)) if desk.text[i : i + 3].lower() == word]
        assert len(starts) > 2
        await desk.press("/", *word, "enter")
        seen = [desk.page.cursor]
        for _ in starts[1:]:
            await desk.press("n")
            seen.append(desk.page.cursor)
        assert sorted(seen) == starts
        await desk.press("n")
        assert desk.page.cursor == seen[0]
        await desk.press("N")
        assert desk.page.cursor == seen[-1]
        await desk.press("ctrl+o")
        assert desk.page.cursor == seen[0]


async def test_what_is_not_there_is_told(sit: "Sit") -> None:
    """A word that is nowhere moves nothing and says so; n without a query says how to begin."""
    async with sit() as desk:
        before = desk.page.cursor
        await desk.press("n")
        assert "no query yet" in said(desk)
        await desk.press("/", *"zzqq", "enter")
        assert "not in this source" in said(desk)
        assert desk.page.cursor == before


async def test_a_star_finds_the_word_under_the_cursor(sit: "Sit") -> None:
    """* goes to the next place of the word, and Esc takes the marks off but not the query."""
    async with sit() as desk:
        await desk.press("*")
        word, shown = desk.screen.session.query, desk.page.finding
        assert word
        assert shown
        await desk.press("escape")
        assert not desk.page.finding
        await desk.press("n")
        assert desk.here.lower().startswith(word.lower())


async def test_a_query_goes_along_to_other_sources(sit: "Sit") -> None:
    """In the next source its own matches are shown; markup in a query is only text."""
    async with sit() as desk:
        await desk.press("/", *"the", "enter")
        await desk.to_source(2)
        await desk.quiet()
        assert desk.page.finding == ("the" in desk.text.lower())
        await desk.press("/", *"[/b] (.*", "enter")
        assert "[/b] (.*" in said(desk)


async def test_finding_extends_a_selection(sit: "Sit") -> None:
    """With v begun, the moving end goes to the match, so that a passage ends where a word stands."""
    async with sit() as desk:
        start, word = desk.page.cursor, desk.text.split()[6]
        await desk.press("v", "/", *word, "enter")
        assert desk.page.span() == (start, desk.text.index(word) + 1)


async def test_keys_behind_the_one_that_closes_the_bar_are_commands(sit: "Sit") -> None:
    """Typed at once, a query, Enter and n go to the second match, and Esc takes nothing that follows it along."""
    async with sit() as desk:
        starts = [i for i in range(len(desk.text)) if desk.text[i : i + 5].lower() == "pears"]
        await desk.burst("/pears\rn")
        assert desk.page.cursor == starts[1]
        await desk.burst("/zzz\x1b[27unjnk")
        assert desk.bare
        assert desk.screen.session.query == "pears"
        await desk.burst("ihello\rgg/trees\rc")
        await desk.quiet()
        assert desk.stored().tagged["It has forty rows of trees."] == ["claim"]
        assert [note.note for note in desk.annotations if note.note] == ["hello"]


async def test_a_pattern_is_found_told_and_turned_on_by_a_key(sit: "Sit") -> None:
    r"""\v or Ctrl-T makes what is typed a pattern; while it is wrong the bar says why, and Esc leaves all as it was."""
    async with sit() as desk:
        await desk.press("/", *r"\v(19", "0")
        assert desk.shows("wrong pattern: missing )", "#status")
        assert not desk.page.finding
        await desk.press(*")2", "enter")
        assert desk.here.startswith("1902")
        await desk.press("/", *r"\$\d", "ctrl+t", *r"\.05", "enter")
        assert desk.here.startswith("$2.05")
        await desk.press("/", *"x", "up", "up")
        assert desk.finding == r"\v(190)2"
        await desk.press("down", "down")
        assert desk.finding == "x"
        await desk.press("escape")
        assert desk.here.startswith("$2.05")
        await desk.burst(r"/\v(\w+\s?)+zz$" + "\rgg")
        assert desk.bare
        assert desk.page.cursor == desk.page.document.blocks[0].start


async def test_what_is_typed_can_be_edited_and_pasted(sit: "Sit") -> None:
    """The keys of a line change what is looked for at once, a paste is one of them, and other keys do nothing."""
    async with sit() as desk:
        await desk.press("/", *"peaxs", "left", "backspace", "r")
        assert desk.finding == "pears"
        assert desk.here.startswith("pears")
        await desk.press("ctrl+u", "ctrl+g")
        assert desk.finding == "s"
        await desk.press("ctrl+k")
        await desk.paste("forty\nrows")
        assert desk.finding == "forty rows"
        assert desk.here.startswith("forty rows")
        await desk.press("enter")
        assert "“forty rows” 1 of 1" in said(desk)


async def test_a_click_has_done_with_typing(sit: "Sit") -> None:
    """The cursor goes where the click was, what was typed is kept, and keys are commands again."""
    async with sit() as desk:
        await desk.press("/", *"pears")
        x, y = desk.cell("Prices")
        await desk.click(x, y)
        assert desk.screen.finding is None
        assert desk.here.startswith("Prices")
        await desk.press("n")
        assert desk.here.lower().startswith("pear")
        assert desk.screen.session.query == "pears"


async def test_a_long_query_shows_where_one_types(sit: "Sit") -> None:
    """In a narrow terminal the words around the cursor are in sight, beside how often they are there."""
    async with sit(size=(40, 12)) as desk:
        await desk.burst("/" + "word " * 30 + "end")
        assert desk.shows("end ", "#status")
        assert desk.shows("not in this source", "#status")
        await desk.press("home")
        assert desk.rows("#status")[0].startswith(" /word word")


async def test_what_is_wrong_with_a_pattern_is_read_whole(sit: "Sit") -> None:
    """Where it has no room beside the pattern it stands above it, and both are seen."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("/", *r"\v(19")
        assert desk.rows("#status")[0].startswith(r" /\v(19")
        assert " ".join(row.strip() for row in desk.rows("#notice")).startswith("wrong pattern: missing )")
        notice, status = (desk.screen.query_one(name).region for name in ("#notice", "#status"))
        assert notice.bottom == status.y
        await desk.press(*")")
        assert not desk.screen.query_one("#notice").display


async def test_news_waits_until_nobody_types(sit: "Sit") -> None:
    """What happened to a source is told when the line is left, not lost behind it."""
    async with sit() as desk:
        await desk.press("/", *"pears")
        desk.app.notifications.notify_later("FIGURE CHANGED somewhere", "warning")
        await desk.press("s")
        assert "FIGURE" not in desk.left
        await desk.press("escape")
        assert "FIGURE CHANGED somewhere" in desk.left
        await desk.press("/", *"pears")
        desk.app.notifications.notify_later("another figure", "warning")
        await desk.press("enter", "j")
        assert "another figure" in desk.left


async def test_an_alarm_stands_until_it_was_read(sit: "Sit") -> None:
    """Other news that come in the same moment do not push it away: they are told with the next keys."""
    async with sit() as desk:
        desk.app.notifications.notify_later("1.txt was changed: 3 passages kept")
        desk.app.notifications.notify_later("FIGURE CHANGED in the first", "warning")
        desk.app.notifications.notify_later("2.txt was changed: 4 passages kept")
        desk.app.notifications.notify_later("FIGURE CHANGED in the third", "warning")
        desk.app.notifications.notify_later("4.txt was changed: 5 passages kept")
        await desk.settle()
        assert "FIGURE CHANGED in the first" in desk.left
        await desk.press("j")
        assert "FIGURE CHANGED in the third" in desk.left
        await desk.press("j")
        assert "4.txt was changed" in desk.left
        await desk.press("j")
        assert "changed" not in desk.left.lower()


async def test_a_key_gives_up_the_way_to_the_first_match(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a search takes its time the cursor stays where the user went meanwhile; the matches are shown."""
    gate, look_on = asyncio.Event(), finding._look_on

    async def held(page: "Page", query: str, tell: finding.Tell) -> None:
        await gate.wait()
        await look_on(page, query, tell)

    monkeypatch.setattr(finding, "_look_on", held)
    monkeypatch.setattr(Finder, "ready", lambda *_: False)  # As in a large source.
    async with sit() as desk:
        await desk.press("/", *"winter", "enter", "}")
        here = desk.here
        assert "winter" not in here
        gate.set()
        await desk.worked()
        await desk.settle()
        assert desk.here == here
        assert desk.page.finding
