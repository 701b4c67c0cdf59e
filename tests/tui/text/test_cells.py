"""Cells: what a terminal gets for a text, and how wide it is."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth, wcwidth

from tests.case_tables import each
from tests.tui.text.cases import cases
from tui.text.cells import (
    _JOINING,
    boundary_at,
    cell_len,
    cells_between,
    centred,
    clusters,
    ending,
    is_plain,
    next_boundary,
    offset_at,
    previous_boundary,
    shorten,
    visible,
)

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

any_text = st.text(st.characters(), max_size=40)
nasty = st.text(
    st.sampled_from("ab \t\x1b\x07\x9b\u202e\u200b\u200d\ufe0f\u0301\u4e2d👨🏻🚒🏴\U000e0067\U000e007fé\r\x00"),
    max_size=20,
)


@given(any_text | nasty, st.integers(0, 12))
def test_the_end_of_a_text_fits(text: str, width: int) -> None:
    """What is shown of the end of a text is safe, and never wider than it may be."""
    shown = ending(text, width)
    assert not UNSAFE.search(shown)
    assert cell_len(shown) <= width


def test_the_end_of_a_text_begins_with_a_word() -> None:
    """Words are left out whole and an ellipsis says so; a word that is too long alone is cut."""
    assert ending("rapid revenue growth", 20) == "rapid revenue growth"
    assert ending("rapid revenue growth ", 20) == "…revenue growth "
    assert ending("rapid revenue growth", 12) == "…growth"
    assert ending("incomprehensibilities", 6) == "…ities"


@given(any_text | nasty)
def test_nothing_unsafe_is_drawn(text: str) -> None:
    """No control, bidi, zero-width or surrogate code point of a text reaches the terminal."""
    assert not UNSAFE.search("".join(cluster.glyph for cluster in clusters(text, 0, len(text))))
    assert not UNSAFE.search(visible(text))


@given(any_text | nasty)
def test_clusters_cover_the_text(text: str) -> None:
    """Clusters lie end to end, each at least one cell wide, and are as wide as what is drawn."""
    found = clusters(text, 0, len(text))
    assert [c.start for c in found] == [0, *(c.end for c in found)][: len(found)]
    assert (found[-1].end if found else 0) == len(text)
    assert all(c.width >= 1 for c in found)
    assert all(c.width == max(1, wcswidth(c.glyph)) for c in found)


@given(nasty)
def test_boundaries_walk_both_ways(text: str) -> None:
    """Walking forward and walking back meet the same boundaries."""
    forward = [0]
    while forward[-1] < len(text):
        forward.append(next_boundary(text, forward[-1], len(text)))
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(previous_boundary(text, backward[-1], 0))
    assert forward == backward[::-1]


@each(itertools.product(cases("clusters.txt"), ["", "x", "漢", "🇩🇪", " " * 100 + "e\u0301" * 50]))
def test_clusters_are_those_of_unicode(parts: list[str], around: str) -> None:
    """Characters are told apart by the rules of Unicode, each is met once in either direction, and found from within."""
    wanted = ["".join(chr(int(code, 16)) for code in part.split()) for part in parts]
    if around == "🇩🇪" and any(part[0] in "\U0001f1e9\u0301" for part in wanted[:1]):
        around = "x"
    text = around + "\n" + "".join(wanted)
    base = len(around) + 1
    found = clusters(text, base, len(text))
    assert [text[c.start : c.end] for c in found] == wanted
    offset = base
    for part in wanted:
        for inner in range(offset, offset + len(part)):
            assert boundary_at(text, inner, 0, len(text)) == offset
        assert next_boundary(text, offset, len(text)) == offset + len(part)
        assert previous_boundary(text, offset + len(part), 0) == offset
        offset += len(part)


@given(st.text(st.sampled_from("ab漢字한é\u0301👍🏽\u200d\t\u0915\u094d"), max_size=60))
def test_the_short_ways_agree_with_the_long_one(text: str) -> None:
    """Characters that are counted without looking are the clusters and cells that wcwidth finds."""
    found = clusters(text, 0, len(text))
    assert [text[c.start : c.end] for c in found] == list(iter_graphemes(text))
    if "\t" not in text:
        assert cell_len(text) == sum(c.width for c in found)


@pytest.mark.parametrize("count", [1, 2, 31, 32, 63, 64, 65, 200])
def test_flags_are_paired_from_the_first(count: int) -> None:
    """In a row of flags the cursor stands on whole ones, however long the row is."""
    text = "x" + "\U0001f1e9\U0001f1ea" * count
    offset = len(text)
    for _ in range(count):
        before = previous_boundary(text, offset, 0)
        assert before == offset - 2
        assert boundary_at(text, before + 1, 0, len(text)) == before
        offset = before


@given(nasty)
def test_cell_and_offset_agree(text: str) -> None:
    """The cell where a cluster begins leads back to that cluster."""
    for cluster in clusters(text, 0, len(text)):
        cell = cells_between(text, 0, cluster.start)
        if "\t" not in text:
            assert offset_at(text, 0, len(text), cell) == cluster.start


@pytest.mark.parametrize(
    ("text", "drawn", "width"),
    [
        ("plain", "plain", 5),
        ("a\x1b[31mb", "a␛[31mb", 7),
        ("\x07", "␇", 1),
        ("\x9b31m", "�31m", 4),
        ("x\u202ey", "x⇄y", 3),
        ("中文", "中文", 4),
        ("e\u0301", "e\u0301", 1),
        ("\u0301", "◌\u0301", 1),
        ("👨🏻\u200d🚒", "👨🏻\u200d🚒", 2),
        ("\u200d", "�", 1),
        ("a\tb", "a   b", 5),
        ("\ud800", "�", 1),
    ],
)
def test_what_is_drawn(text: str, drawn: str, width: int) -> None:
    """Single cases of what stands for what."""
    assert "".join(c.glyph for c in clusters(text, 0, len(text))) == drawn
    assert cell_len(text) == width


@given(any_text | nasty, st.integers(0, 30))
def test_shortened_text_fits(text: str, width: int) -> None:
    """A shortened text is safe and never wider than it may be."""
    short = shorten(text, width)
    assert cell_len(short) <= max(width, 0)
    assert not UNSAFE.search(short)


@given(any_text | nasty, st.integers(0, 40))
def test_text_is_centred_by_its_cells(text: str, width: int) -> None:
    """It fills the width if it fits; plain text is divided as `str.center` does."""
    line = shorten(text, 20)
    assert cell_len(centred(line, width)) == max(width, cell_len(line))
    if is_plain(line):
        assert centred(line, width) == line.center(width)


def test_a_text_that_fits_is_not_shortened() -> None:
    """Nothing is cut where nothing must be, and an ellipsis tells where something was."""
    assert shorten("twelve cells", 12) == "twelve cells"
    assert shorten("twelve cells", 11) == "twelve cel…"


def test_plain_characters_are_one_cell_each() -> None:
    """Whatever is counted without looking is one cell wide, or two, and a grapheme cluster of its own."""
    codes = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    plain = [char for char in codes if is_plain(char)]
    wide = [char for char in codes if not is_plain(char) and not _JOINING.search(char)]
    assert min(len(plain), len(wide)) > 1000
    assert [char for char in plain if wcwidth(char) != 1] == []
    assert [char for char in wide if wcwidth(char) != 2] == []
    single = plain + wide
    pairs = "".join(a + b for a, b in zip(single, reversed(single), strict=True))
    assert list(iter_graphemes(pairs)) == list(pairs)
