"""The map in cells."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.overview.map.layout import laid_out
from annotations.review.overview.map.neighbourhood import around
from annotations.review.overview.map.network import Network
from tests.annotations.review.making import Folder, folder, folders, link, passage, source
from tui.text.cells import cell_len
from tui.text.diagrams.link_map import LINES, Drawing, Label

SMALL = folder("s1:1 s1:2 s2:1 s3:1-", "s1:1 contradicts s2:1, s3:1 supports s1:2, s1:2 qualifies s2:1")


def drawing(made: Folder, width: int, words: str = "words") -> Drawing:
    """The drawing of everything in a folder."""
    network = Network(made.board())
    part = around(network, "", unlinked=True)
    labels = {key: Label(key.removeprefix("s"), f"{words} {key}") for key in network.order}
    return Drawing(laid_out(network, part), width, labels, {"s1": 3})


def rows(made: Drawing) -> list[str]:
    """Its rows as text."""
    return ["".join(piece.text for piece in row).rstrip() for row in made.rows(0, 99)]


def test_each_kind_of_link_has_its_own_line() -> None:
    """Double for a contradiction, heavy for support, dashed where it qualifies; the sign is where the link leads."""
    assert rows(drawing(SMALL, 60)) == [
        "1   ─┬───1:1 words s1:1                                ✗═╗",
        "     └───1:2 words s1:2                                ┄┐║",
        "      ┏━✓                                               ┆║",
        "2   ──┃──2:1 words s2:1                                ~┘║",
        "      ┃                                                ✗═╝",
        "3   ━━┛",
    ]


def test_the_chosen_link_and_node_are_lit() -> None:
    """And nothing else."""
    made = drawing(SMALL, 60)
    lit = [piece for row in made.rows(0, 99, "s1:1", ("s1:1", "s2:1", "contradicts")) for piece in row if piece.lit]
    assert {piece.role for piece in lit} == {"lead", "claim", "kind:contradicts"}
    assert "1:1" in "".join(piece.text for piece in lit)
    assert not any(piece.lit for row in made.rows(0, 99) for piece in row)


def test_a_click_finds_its_node() -> None:
    """On the number of a source and on the words of a claim; between them there is none."""
    made = drawing(SMALL, 60)
    found = {made.at(x, row) for row in range(made.layout.rows) for x in range(60)}
    assert found == {"", "s1", "s2", "s3", "s1:1", "s1:2", "s2:1"}
    assert made.at(0, 0) == "s1"


def test_links_without_room_are_counted() -> None:
    """On a narrow page the words of claims come first."""
    sources = tuple(source(number) for number in range(1, 13))
    passages = tuple(passage(f"s{one.number}:1") for one in sources)
    pairs = combinations((one.annotation.id for one in passages), 2)
    links = tuple(link(one, "contradicts", other) for one, other in pairs)
    made = Folder(sources, passages, links)
    assert drawing(made, 40).undrawn > drawing(made, 160).undrawn
    assert drawing(SMALL, 40).undrawn == 0


@given(folders(), st.integers(20, 200), st.text(max_size=40))
def test_rows_have_the_width_asked_for(made: Folder, width: int, words: str) -> None:
    """Whatever the words are; and no control sequence is in them."""
    for row in drawing(made, width, words).rows(0, 999):
        text = "".join(piece.text for piece in row)
        assert cell_len(text) <= width
        assert "\x1b" not in text
        assert "\n" not in text


def test_lines_differ_in_shape() -> None:
    """So that colour is not needed."""
    assert len({(chars[0], chars[1]) for chars in LINES.values()}) == len(LINES)
