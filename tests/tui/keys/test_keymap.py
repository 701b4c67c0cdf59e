"""Keys: counts, sequences, the user's own file, and a table in which every command can be reached."""

from pathlib import Path

import pytest

from annotations.errors import UsageError
from tests.case_tables import each
from tui.commands.base.registry import action
from tui.keys.command import DIGITS, Command, tokens_named
from tui.keys.command_table import COMMANDS, PLACES, shown, usable, uses
from tui.keys.keymap import MOST, Keymap, Pending, Run, Unknown, default_keys, user_keys


def feed(keymap: Keymap, keys: str) -> object:
    """What the last of some keys leads to."""
    outcome: object = None
    for token in keys.split():
        outcome = keymap.feed(token)
    return outcome


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ("j", Run("move.down", None)),
        ("1 2 j", Run("move.down", 12)),
        ("0", Run("move.row_start", None)),
        ("1 0 j", Run("move.down", 10)),
        ("5 0 %", Run("move.percent", 50)),
        ("g g", Run("move.top", None)),
        ("3 ] a", Run("go.next_passage", 3)),
        ("g", Pending("g")),
        ("4 g", Pending("4g")),
        ("g 0", Unknown("g0")),
        ("9 " * 12 + "j", Run("move.down", MOST)),
    ],
)
def test_counts_and_sequences(keys: str, outcome: object) -> None:
    """Keys add up to a command with its count, wait for more, or mean nothing."""
    assert feed(Keymap(default_keys(), "page"), keys) == outcome


def test_what_was_typed_is_forgotten() -> None:
    """After an unknown sequence the next key starts anew."""
    keymap = Keymap(default_keys(), "page")
    feed(keymap, "3 g x")
    assert keymap.idle
    assert keymap.feed("j") == Run("move.down", None)


@pytest.mark.parametrize("place", PLACES)
def test_every_sequence_can_be_typed(place: str) -> None:
    """No two commands share keys in a place, and no command hides behind a shorter sequence."""
    taken: dict[str, str] = {}
    for command in uses(place):
        for sequence in usable(command.id, default_keys(), place):
            assert sequence not in taken, (sequence, command.id, taken[sequence])
            taken[sequence] = command.id
    assert not [(a, b) for a in taken for b in taken if b.startswith(a + " ")]


def test_every_command_does_something() -> None:
    """Each id of the table names a function, and each has a label and a sentence."""
    for command in COMMANDS.values():
        assert not command.where or callable(action(command.id))
        assert command.label
        assert command.help.endswith(".")


def test_no_default_key_is_swallowed_by_terminals() -> None:
    """Terminals send the same for Ctrl-I and Tab, Ctrl-M and Enter, Ctrl-H and Backspace."""
    others = [keys for command, keys in default_keys().items() if command != "note.save"]  # Enter saves as well.
    tokens = {token for keys in others for sequence in keys for token in sequence.split()}
    assert not tokens & {
        "ctrl+i",
        "ctrl+m",
        "ctrl+h",
        "ctrl+left_square_bracket",
        "ctrl+c",
        "ctrl+s",
        "ctrl+q",
    }


def test_own_keys_replace_the_defaults(tmp_path: Path) -> None:
    """A command of the user's file has his keys and no others; the rest stays."""
    file = tmp_path / "keys.toml"
    file.write_text('"move.down" = ["&", "g  y"]\n"move.up" = []\n', encoding="utf-8")
    keymap = Keymap(user_keys(file), "page")
    assert feed(keymap, "&") == Run("move.down", None)
    assert feed(keymap, "g y") == Run("move.down", None)
    assert feed(keymap, "j") == Unknown("j")
    assert feed(keymap, "G") == Run("move.end", None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = ", "your keys cannot be used"),
        ('"move.sideways" = ["n"]', "there is no command 'move.sideways'"),
        ('"move.down" = "n"', "needs a list of keys"),
        ('"move.down" = ["k"]', "given to both"),
        ('"move.down" = ["g"]', "can never be typed"),
        ('"app.quit" = []', "app.quit needs a key"),
        ('"board.sort" = ["r"]', r"'r' is given to both board.sort and board.review \(Claims board\)"),
        ('"board.sort" = ["3"]', r"'3' is given to both .* \(Claims board\)"),
        ('"queue.later" = ["ctrl+w"]\n"link.flip" = ["ctrl+w w"]', r"can never be typed.* \(Suggested links\)"),
        ('"type.accept" = ["a"]', "which types text there"),
    ],
)
def test_bad_keys_are_told_in_one_line(tmp_path: Path, text: str, line: str) -> None:
    """A file that cannot be used says why, naming itself."""
    file = tmp_path / "keys.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=line) as caught:
        user_keys(file)
    assert "keys.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        ("g g", "gg"),
        ("ctrl+d", "Ctrl-D"),
        ("pagedown", "PgDn"),
        ("] a", "]a"),
        ("shift+tab", "Shift-Tab"),
        ("z tab", "z Tab"),
    ],
)
def test_keys_as_people_write_them(sequence: str, text: str) -> None:
    """Help, footer and README write keys the same way."""
    assert shown(sequence) == text


@each(COMMANDS.values())
def test_what_is_shown_for_a_key_names_it(command: Command) -> None:
    """The words of each hint give back the keys that they stand for, so that a click can press them."""
    for sequence in command.keys:
        if sequence != DIGITS:
            assert " ".join(tokens_named(shown(sequence))) == sequence


@pytest.mark.parametrize("words", ["a–z", "h l w b e ( )", "↓ ↑", "1…9 tag", "", "–"])
def test_what_names_several_keys_is_no_sequence(words: str) -> None:
    """Ranges and lists of keys in a hint press nothing."""
    assert tokens_named(words) == []
