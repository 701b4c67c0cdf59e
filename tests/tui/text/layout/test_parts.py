"""Parts: a very long stretch is cut into parts that cover it, wherever one looks into it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.loader import read
from tests.tui.text.cases import laid_out
from tui.text import motion
from tui.text.cells import next_boundary
from tui.text.layout.parts import PART, count_parts, part_bounds, part_of
from tui.text.layout.viewport import View

long_texts = st.lists(
    st.tuples(
        st.sampled_from(["word ", "x", "漢字", "👨🏻\u200d🚒", "e\u0301", "🇩🇪", "a\nb", "\t"]), st.integers(1, 1500)
    ),
    max_size=6,
).map(lambda runs: "".join(piece * count for piece, count in runs))


@given(long_texts, st.integers(0, 50))
def test_parts_cover_a_stretch(text: str, start: int) -> None:
    """Parts lie end to end but for the line breaks between them, and an offset is in the part that holds it."""
    start = min(start, len(text))
    bounds = [part_bounds(text, start, len(text), part) for part in range(count_parts(start, len(text)))]
    assert (bounds[0][0], bounds[-1][1]) == (start, len(text))
    for (_, end), (following, _) in pairwise(bounds):
        assert text[end:following] in ("", "\n")
    for offset in range(start, len(text), 97):
        first, last = bounds[part_of(text, start, len(text), offset)]
        assert first <= offset < last or text[offset] == "\n"


@pytest.mark.parametrize("piece", ["word and word ", "x", "漢字かな。", "👨🏻\u200d🚒🇩🇪 e\u0301"])
def test_a_long_line_is_laid_out_where_it_is_looked_at(piece: str) -> None:
    """In a line of many parts the end is shown by laying out a few of them, and rows lead there and back."""
    document = read((piece * (60 * PART // len(piece))).encode(), "line.txt")
    view = View(document, 60, 20)
    for share in (0.5, 1.0, 0.25):
        view.show(round(document.length * share))
        assert 0 <= view.row_of(view.cursor) < 20
    assert laid_out(view) < 12
    start = view.cursor
    view.move_rows(300)
    assert view.cursor > start + 300
    view.move_rows(-300)
    assert view.cursor == start


def test_no_part_begins_within_a_character() -> None:
    """Where there is no blank, a part begins between two characters, of whatever they are made."""
    text = "👨🏻\u200d🚒e\u0301🇩🇪" * PART
    starts = {part_bounds(text, 0, len(text), part)[0] for part in range(count_parts(0, len(text)))}
    offset, seen = 0, set()
    while offset < len(text):
        if offset in starts:
            seen.add(offset)
        offset = next_boundary(text, offset, len(text))
    assert seen == starts


def test_walking_through_a_long_line_meets_every_character() -> None:
    """Left and right meet the same characters across the seams of parts."""
    document = read(("漢 e\u0301👍🏽x " * PART).encode(), "line.txt")
    middle = 3 * PART
    offset = motion.character_at(document, middle - 40)
    forward = [offset]
    while forward[-1] < middle + 40:
        forward.append(motion.right(document, forward[-1]))
    backward = [forward[-1]]
    while backward[-1] > offset:
        backward.append(motion.left(document, backward[-1]))
    assert forward == backward[::-1]
