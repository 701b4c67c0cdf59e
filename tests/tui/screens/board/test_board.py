"""The claims board through its keys: what it shows, how one moves, what an analyst says, and the way back."""

import re
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library, Span
from annotations.review.arrangement import SORTS, ordered
from tui.screens.board.screen import BoardScreen
from tui.screens.pickers.tag_picker import TagPicker
from tui.text.cells import cell_len
from tui.widgets.review.claim_matrix import ClaimList

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


def claims(desk: "Desk") -> list[str]:
    """The rows of the matrix below its head."""
    matrix = board(desk)
    return [row.rstrip() for row in desk.rows("#claims")[1 + len(matrix.heads) :] if row.strip()]


def about(desk: "Desk") -> str:
    """The claim under the cursor, in full."""
    return "\n".join(row.rstrip() for row in desk.rows("#about"))


def board(desk: "Desk") -> ClaimList:
    """The matrix."""
    return desk.app.screen.query_one(ClaimList)


@pytest.fixture
def reviewed(folder: "Path") -> "Path":
    """The folder with three claims: one contested, one that another source restates, one of a single source."""
    library = Library.open([folder], author="tester")
    first, second, _ = library.sources()

    def span(source: str, words: str) -> Span:
        start = library.document(source).text.index(words)
        return Span(source, start, start + len(words))

    library.add(*span(first.id, "Planted in 1902."), tags=["claim"])
    library.add(*span(first.id, "It has forty rows of trees."), tags=["claim"])
    library.add(*span(first.id, "The end comes in winter."), tags=["claim"])
    library.connect(span(second.id, "The orchard was planted in 1911"), "1:1", "contradicts")
    library.connect(span(second.id, "It has forty rows."), "1:2", "restates")
    library.mark_read(second.id, 0, len(library.document(second.id).text))
    library.close()
    return folder


async def test_wide_letters_leave_the_columns_in_line(sit: "Sit", reviewed: "Path") -> None:
    """The head of a column is as wide as its cells, whatever the name of its source."""
    (reviewed / "3-long.md").rename(reviewed / "3-北京城.md")
    async with sit(reviewed, size=(160, 45)) as desk:
        await desk.press("g", "c")
        matrix = board(desk)
        (line,) = matrix.draw(matrix.items[0], matrix.size.width)
        (head, *_) = matrix.head_lines()
        assert any("北京城" in text for text, _ in head)
        cells = [sum(cell_len(text) for text, _ in parts) for parts in (head, line[:-1])]
        assert cells[0] == cells[1], "but for the status, which has no head"


async def test_the_board_says_what_each_source_does(sit: "Sit", reviewed: "Path") -> None:
    """One row a claim, in each column a sign; silent is not unread; the verdict stands behind."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c")
        one, two, three = claims(desk)
        assert re.search("● +✗", one)
        assert "1 for, 1 against" in one
        assert re.search("● +≈", two)
        assert "2 for" in two
        assert re.search("● +·   ", three)
        assert "1 for" in three
        assert desk.shows("1 orchard", "#claims")
        assert desk.shows("3 to review", "#claims")
        assert "Planted in 1902" in about(desk)
        assert "✗ 2:1" in about(desk)
        assert "1911›" in about(desk)
        assert "not read yet: 3" in about(desk)


async def test_an_empty_board_says_how_claims_come_to_be(sit: "Sit") -> None:
    """And no key of a claim does harm there."""
    async with sit() as desk:
        await desk.press("g", "c")
        assert desk.shows("No claims yet", "#claims")
        await desk.press("j", "l", "G", "enter", "r", "d", "e", "i", "n", "c", "t", "L", "S", "s", "b", "H", "escape")
        assert desk.bare
        assert not desk.library.claims()


async def test_a_cell_opens_its_passage_and_the_board_comes_back(sit: "Sit", reviewed: "Path") -> None:
    """Ctrl-O returns to the text that was read; gc returns to the cell, also when typed in one burst."""
    async with sit(reviewed) as desk:
        await desk.go("Prices")
        before = desk.screen.session.spot
        await desk.burst("gcjll\r")
        await desk.until(lambda: desk.bare and desk.number == 2)
        assert desk.here.startswith("It has forty rows.")
        await desk.press("g", "c")
        assert (board(desk).cursor, board(desk).columns.at) == (1, 2)
        await desk.press("q", "ctrl+o")
        assert desk.screen.session.spot == before


async def test_what_an_analyst_says_is_recorded_and_undone(sit: "Sit", reviewed: "Path") -> None:
    """Status, title, note and review: each is one step; u takes it back and goes to its claim, Ctrl-R redoes."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "S", "d", "e", *"When it was planted", "enter", "i", *"ask them", "enter", "r")
        [said] = desk.library.claims()
        assert (said.status, said.title, said.note, bool(said.reviewed)) == (
            "disputed", "When it was planted", "ask them", True,
        )  # fmt: skip
        assert desk.shows("2 to review", "#claims")
        assert "When it was planted" in claims(desk)[0]
        assert "!" in claims(desk)[0]
        assert "ask them" in about(desk)
        await desk.press("G", "u", "u")
        assert board(desk).cursor == 0
        [said] = desk.library.claims()
        assert (said.note, said.reviewed) == ("", "")
        await desk.press("u", "u")
        assert not desk.library.claims()
        assert "Planted in 1902" in claims(desk)[0]
        await desk.press("ctrl+r")
        assert desk.library.claims()[0].status == "disputed"


def tags(desk: "Desk") -> dict[str, tuple[str, ...]]:
    """The tags of each passage, by its address."""
    return {desk.library.address(one.id): one.tags for one in desk.annotations}


def newest(desk: "Desk") -> str:
    """The link that was made last."""
    link = max(desk.links, key=lambda link: link.created)
    return f"{desk.library.address(link.source)} {link.kind} {desk.library.address(link.target)}"


async def test_a_tag_goes_to_the_cell_or_to_all_that_say_the_claim(sit: "Sit", reviewed: "Path") -> None:
    """F on a cell tags its passage, on the words each passage of the claim; again takes it off; each is one step."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "j", "l", "l", "f")
        assert tags(desk)["2:2"] == ("figure",)
        assert tags(desk)["1:2"] == ("claim",)
        assert desk.shows("added figure to 2:2 · u undo", ".caption:last-of-type")
        await desk.press("0", "f")
        assert (tags(desk)["1:2"], tags(desk)["2:2"]) == (("claim", "figure"), ("figure",))
        await desk.press(".")
        assert (tags(desk)["1:2"], tags(desk)["2:2"]) == (("claim",), ())
        await desk.press("u", "u")
        assert (tags(desk)["1:2"], tags(desk)["2:2"]) == (("claim",), ("figure",))
        await desk.press("t", *"dispute", "enter")
        assert (tags(desk)["1:2"], tags(desk)["2:2"]) == (("claim", "dispute"), ("figure", "dispute"))
        await desk.press("h", "j", "$", "c")
        assert desk.shows("No passage of this source here", ".caption:last-of-type")
        await desk.press("q")
        assert desk.shows("CD")


async def test_what_a_tag_makes_a_claim_is_a_row_and_what_loses_it_is_none(sit: "Sit", reviewed: "Path") -> None:
    """The rows follow the tags at once, and undo brings the row back with the cursor on it."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "l", "l", "c")
        assert len(claims(desk)) == 4
        await desk.press("G", "0")
        assert "1911" in claims(desk)[board(desk).cursor]
        await desk.press("c")
        assert len(claims(desk)) == 3
        await desk.press("g", "g", "u")
        assert len(claims(desk)) == 4
        assert "1911" in claims(desk)[board(desk).cursor]


async def test_passages_are_linked_on_the_board(sit: "Sit", reviewed: "Path") -> None:
    """L takes a cell's passage in hand, L on another one and a letter link them; O flips; the verdict follows."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "l", "l", "L")
        assert desk.shows("link from 2:1", "#claims")
        await desk.press("G", "0", "L", "O", "s")
        assert newest(desk) == "1:3 supports 2:1"
        assert not desk.shows("link from", "#claims")
        assert "→" in claims(desk)[2]
        await desk.press("L", "k", "L", "escape", "L", "r")
        assert "2 for" in claims(desk)[1]
        assert len(claims(desk)) == 2
        await desk.press("u")
        assert len(claims(desk)) == 3
        await desk.press("g", "g", "L", "escape")
        assert not desk.shows("link from", "#claims")


async def test_what_is_in_hand_is_the_same_on_the_page_and_on_the_board(sit: "Sit", reviewed: "Path") -> None:
    """A passage that was taken on the page is linked on the board, and the other way round."""
    async with sit(reviewed) as desk:
        await desk.go("The end comes")
        await desk.press("L", "g", "c")
        assert desk.shows("link from 1:3", "#claims")
        await desk.press("L", "l")
        assert newest(desk) == "1:3 qualifies 1:1"
        await desk.press("L", "q")
        assert desk.bare
        assert "link from 1:1" in desk.left


async def test_a_note_that_was_begun_is_kept(sit: "Sit", reviewed: "Path") -> None:
    """Esc leaves it as a draft with which i goes on."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "i", *"begun", "escape")
        assert not desk.library.claims()
        await desk.press("i", *" and done", "enter")
        assert desk.library.claims()[0].note == "begun and done"


async def test_the_board_is_filtered_sorted_and_grouped(sit: "Sit", reviewed: "Path") -> None:
    """By words and fields, by how contested they are, under headings and tags; settled ones are hidden."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "/", *"forty", "enter")
        assert len(claims(desk)) == 1
        await desk.press("/", "escape")
        assert len(claims(desk)) == 3
        await desk.press("/")
        for typed, count in {
            "source:2": 2,
            "source:2 planted": 1,
            "status:open": 3,
            "tag:claim": 3,
            "contested": 1,
            "tag:nope": 0,
        }.items():
            desk.typed.value = typed
            await desk.settle()
            assert sum(entry.row is not None for entry in board(desk).items) == count, typed
        assert desk.shows("needs one of claim, figure, opinion", ".caption")
        await desk.press("escape", "G", "S", "x", "H")
        assert ["winter" in row for row in claims(desk)] == [False, False]
        await desk.press("H", "g", "g", "s", "s")
        assert "winter" not in claims(desk)[0]
        await desk.press("s", "b")
        await desk.quiet()
        assert desk.shows("1 The orchard › Outlook", "#claims")
        await desk.press("b", "g", "g")
        assert re.fullmatch("── claim · 3 ─{40,}", claims(desk)[0].strip())
        assert board(desk).cursor == 1


async def test_esc_takes_the_filter_away_before_it_leaves(sit: "Sit", reviewed: "Path") -> None:
    """Where nothing fits, too: Esc shows all claims again, and the next one goes back to the text."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "/", *"vineyard", "enter")
        assert desk.shows("No matching claims", "#claims")
        await desk.press("escape")
        assert len(claims(desk)) == 3
        assert "vineyard" not in board(desk).title
        await desk.press("escape")
        assert desk.bare


async def test_esc_takes_the_filter_away_before_it_lets_go(sit: "Sit", reviewed: "Path") -> None:
    """Who takes one end in hand and looks for the other by its words still has it when all claims are shown again."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c", "L", "/", *"winter", "enter", "escape")
        assert len(claims(desk)) == 3
        assert board(desk).title.startswith("link from 1:1")
        await desk.press("escape")
        assert "link from" not in board(desk).title
        assert not desk.bare


async def test_the_empty_board_is_read_to_its_end_in_a_small_terminal(sit: "Sit") -> None:
    """What it says of claims goes on in the next row where it is wider than the terminal."""
    async with sit(size=(40, 14)) as desk:
        await desk.press("g", "c")
        said = " ".join(row.strip() for row in desk.rows("#claims"))
        assert "s to select a sentence, c to tag it." in said
        assert "both are one claim." in said
        assert "…" not in said


async def test_a_claim_is_shown_in_full(sit: "Sit", reviewed: "Path") -> None:
    """Enter on its words; its lines can be gone through and left; ? lists the keys and the signs of the board."""
    async with sit(reviewed, size=(40, 12)) as desk:
        await desk.press("g", "c", "j")
        assert "≈" in claims(desk)[3]
        await desk.press("enter")
        assert desk.shows("It has forty rows of trees.", "#entries")
        await desk.press("G")
        assert desk.shows("≈ 2:2", "#entries")
        await desk.press("escape", "?")
        assert desk.choices.items[0].label == "Claims board"
        assert any("silent" in one.label for one in desk.choices.items)
        await desk.press("escape", "q")
        assert desk.bare


async def test_columns_scroll_while_the_words_stay(sit: "Sit", tmp_path: "Path") -> None:
    """Twenty sources in 80 columns, and the cursor's column is always in sight; every size can be drawn."""
    many = tmp_path / "many"
    many.mkdir()
    for number in range(20):
        (many / f"{number:02}.txt").write_text(f"It is number {number}.\n", encoding="utf-8")
    library = Library.open([many], author="tester")
    for source in library.sources():
        library.add(source.id, 0, 5, tags=["claim"])
    library.close()
    async with sit(many, size=(80, 24)) as desk:
        await desk.press("g", "c", "$", "G")
        assert "20" in desk.rows("#claims")[1]
        assert " 1 " not in desk.rows("#claims")[1]
        assert "It is" in claims(desk)[-1]
        assert re.search(r"\[ *● *\]", claims(desk)[-1])
        for size in ((160, 45), (100, 30), (40, 12), (20, 6)):
            await desk.resize(*size)
            assert all(len(row) == size[0] for row in desk.rows("#claims"))
            assert size[0] < 40 or "20" in desk.rows("#claims")[1]
        await desk.press("0")
        assert board(desk).columns.source is None


async def test_what_a_source_holds_is_no_command_to_the_terminal(sit: "Sit", tmp_path: "Path") -> None:
    """Escapes, markup and controls are shown as signs, in the matrix and in full."""
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a.txt").write_text("Here [/b] \x1b]0;x\x07 is\u202e a \x1b[31m claim.\n", encoding="utf-8")
    library = Library.open([bad], author="tester")
    library.add(library.sources()[0].id, 0, 20, tags=["claim"])
    library.close()
    async with sit(bad) as desk:
        await desk.press("g", "c")
        assert isinstance(desk.app.screen, BoardScreen)
        shown = "".join([*desk.rows("#claims"), *desk.rows("#about")])
        assert "Here [/b]" in shown
        assert not any(sign in shown for sign in "\x1b\x07\u202e")


async def test_a_board_of_much_is_made_while_its_screen_is_there(
    sit: "Sit", reviewed: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys that are typed meanwhile come after it."""
    monkeypatch.setattr("tui.screens.board.screen.AT_ONCE", 2)
    async with sit(reviewed) as desk:
        await desk.burst("gcjllt")
        await desk.until(lambda: isinstance(desk.app.screen, TagPicker))
        await desk.press("escape")
        assert (board(desk).cursor, board(desk).columns.at) == (1, 2)
        assert "1 for, 1 against" in claims(desk)[0]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_numbers_of_the_sources_are_above_their_cells(
    sit: "Sit", reviewed: "Path", size: tuple[int, int]
) -> None:
    """Under the number of the source that states a claim is its sign, in one and in two rows a claim."""
    async with sit(reviewed, size=size) as desk:
        await desk.press("g", "c")
        rows = [strip.text for strip in desk.strips()]
        head = next(row for row in rows if re.match(r"\s*(claim|verdict)\b.*\b1\b", row))
        cells = next(row for row in rows[rows.index(head) + 1 :] if "●" in row)
        assert cells.index("●") == re.search(r"\b1\b", head).start()  # type: ignore[union-attr]


async def test_all_verdicts_are_known_before_an_order_needs_them(sit: "Sit", reviewed: "Path") -> None:
    """Verdicts and orders are made between the keys once the board is shown, and again after a change of it."""
    async with sit(reviewed) as desk:
        await desk.press("g", "c")
        made = board(desk).board
        assert made is not None
        await desk.until(lambda: all("verdict" in vars(row) for row in made.rows))
        view = desk.screen.session.board_view()
        await desk.until(lambda: len(view.orders) == len(SORTS))
        kept = view.orders["contested"][1]
        await desk.press("s")
        assert board(desk).items == kept
        await desk.press("s", "s", "S", "c", "s")
        assert view.orders["contested"][1] is not kept
        after = board(desk).board
        assert after is not None
        assert [entry.row for entry in board(desk).items] == ordered(after.rows, "contested")
