"""Captions: what has no room is left out part by part, and never cut in the middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keys.command_table import COMMANDS, CONTEXTS, hints
from tui.text.cells import cell_len
from tui.widgets.message_line import answer_line, fitted, key_at, key_line

PARTS = st.lists(st.text("abc –✓x", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=8)


@given(PARTS, st.integers(1, 60))
def test_a_caption_has_the_first_parts_and_the_last(parts: list[str], room: int) -> None:
    """As many as fit; if not even the last one does, it is shortened."""
    parts = [" ".join(part.split()) for part in parts]
    shown = fitted("   ".join(parts), room)
    assert cell_len(shown) <= room
    if cell_len(parts[-1]) <= room:
        assert shown.endswith(parts[-1])
        assert shown in ["  ".join([*parts[:count], parts[-1]]) for count in range(len(parts))] + [parts[-1]]


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "x no link  Space later  u undo  Esc leaves"),
        (34, "x no link  Space later  Esc leaves"),
        (12, "Esc leaves"),
        (4, "Esc…"),
    ],
)
def test_the_last_part_stays(room: int, shown: str) -> None:
    """How one leaves is always said."""
    assert fitted("x no link  Space later  u undo  Esc leaves", room) == shown


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (60, "undo the tag tax rates of anna?  y ✓ yes  n ✗ no"),
        (41, "undo the tag tax rates of anna?  y ✓  n ✗"),
        (40, "undo the tag tax rates of…  y yes  n no"),
        (28, "undo the tag tax…  y ✓  n ✗"),
        (20, "y ✓ yes  n ✗ no"),
        (7, "y✓ n✗"),
    ],
)
def test_a_question_is_shortened_before_it_is_left_out(room: int, shown: str) -> None:
    """The answers are all there in any room."""
    assert answer_line("undo the tag tax rates of anna?", [("y", "✓ yes"), ("n", "✗ no")], room) == shown


@pytest.mark.parametrize(
    ("line", "word", "key"),
    [
        ("Enter run  Tab complete  F1 keys · Esc cancel", "complete", "Tab"),
        ("Enter run  Tab complete  F1 keys · Esc cancel", "Enter", "Enter"),
        ("Enter run  Tab complete  F1 keys · Esc cancel", "cancel", "Esc"),
        ("Enter run  Tab complete  F1 keys · Esc cancel", "keys", "F1"),
        ("Enter run  Tab complete  F1 keys · Esc cancel", "·", ""),
        ("Status:  c ✓ checked  x ✗ dropped  Esc cancel", "dropped", "x"),
        ("Status:  c ✓ checked  x ✗ dropped  Esc cancel", "Status", ""),
        ("c✓ x✗ Esc", "x✗", "x"),
        ("gg top  a add to the list", "list", "a"),
        ("? help lists the keys", "lists", "?"),
    ],
)
def test_a_click_on_words_names_their_key(line: str, word: str, key: str) -> None:
    """The words behind a key up to the next part are its button; between the parts there is none."""
    keys = {"Enter", "Tab", "F1", "Esc", "c", "x", "gg", "a", "?"}
    assert key_at(line, line.index(word), keys) == key
    assert key_at(line, line.index(word) + len(word) - 1, keys) == key
    assert key_at(line, len(line) + 3, keys) == ""


@pytest.mark.parametrize("context", sorted(CONTEXTS))
def test_a_hint_is_whole_or_not_there(context: str) -> None:
    """From 22 cells on a row of keys ends with the words for help and to leave, and each key before has its word."""
    keys = {id_: command.keys for id_, command in COMMANDS.items()}
    offered = hints(context, keys)
    whole = [f"{key} {label}" for key, label in offered[:-2]]
    last = " · ".join(f"{key} {label}" for key, label in offered[-2:])
    for room in range(22, 160):
        *parts, end = fitted(key_line(offered), room).split("  ")
        assert (end, parts) == (last, whole[: len(parts)])
