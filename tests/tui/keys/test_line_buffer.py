"""A line of text under the keys of somebody who types."""

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.text.test_cells import any_text, nasty
from tui.keys.line_buffer import _KEYS, Line, as_line

keys = st.sampled_from(sorted(_KEYS))


def line(text: str) -> Line:
    """A line with the cursor where a bar stands."""
    before, _, after = text.partition("|")
    found = Line(before + after)
    found.cursor = len(before)
    return found


def shown(found: Line) -> str:
    """A line with a bar for the cursor."""
    return f"{found.text[: found.cursor]}|{found.text[found.cursor :]}"


def test_keys_do_what_they_do_in_a_shell() -> None:
    """Each key moves the cursor or deletes as far as it says; others are not taken."""
    for before, key, after in (
        ("one tw|o", "left", "one t|wo"), ("|one", "left", "|one"), ("one|", "right", "one|"),
        ("one two|", "ctrl+left", "one |two"), ("one  |two", "ctrl+left", "|one  two"),
        ("on|e  two x", "ctrl+right", "one|  two x"), ("one|  two x", "ctrl+right", "one  two| x"),
        ("one|", "home", "|one"), ("o|ne", "end", "one|"), ("one tw|o", "backspace", "one t|o"),
        ("one |two", "delete", "one |wo"), ("one two |x", "ctrl+w", "one |x"), ("one two|", "ctrl+u", "|"),
        ("one |two", "ctrl+k", "one |"), ("one| two x", "alt+d", "one| x"), ("e\u0301|x", "backspace", "|x"),
        ("|\U0001f468\u200d\U0001f692x", "delete", "|x"),
    ):  # fmt: skip
        found = line(before)
        assert found.press(key)
        assert shown(found) == after, (before, key)
    assert not line("x|").press("f7")


@given(any_text | nasty, st.lists(keys | st.text(max_size=5), max_size=12))
def test_a_line_stays_one_line(text: str, done: list[str]) -> None:
    """Whatever is pasted and pressed, the line is one line, and the cursor in it."""
    found = Line(as_line(text))
    for what in done:
        if what in _KEYS:
            found.press(what)
        else:
            found.insert(as_line(what))
        assert 0 <= found.cursor <= len(found.text)
        assert "".join(found.parts) == found.text
        assert len(found.text.splitlines()) <= 1
