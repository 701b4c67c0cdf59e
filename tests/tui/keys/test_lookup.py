"""Commands are found by the words that people type for them."""

import tomllib
from pathlib import Path

import pytest

from tests.case_tables import each
from tui.keys import lookup
from tui.keys.command_table import COMMANDS, GROUPS
from tui.keys.keymap import default_keys
from tui.keys.lookup import look_up, named
from tui.keys.names import NAMES

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "lookup.toml").read_text(encoding="utf-8"))
TABLE = [command for group in GROUPS for command in group.commands]


@pytest.mark.parametrize(("typed", "command"), CASES["first"].items())
def test_the_command_that_a_text_means_is_first(typed: str, command: str) -> None:
    """A name, a key, an id or words of a label find their command before any sentence that has the letters."""
    found = look_up(typed, TABLE, default_keys())
    assert found.commands[0].id == command
    assert not found.near


@pytest.mark.parametrize(("typed", "command"), CASES["near"].items())
def test_a_text_without_a_command_finds_only_what_is_near(typed: str, command: str) -> None:
    """What does not exist, or is mistyped, finds no command, but the one that comes near."""
    found = look_up(typed, TABLE, default_keys())
    assert not found.commands
    assert command in [one.id for one in found.near]


def test_what_is_near_is_not_looked_for_if_a_command_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that begins a word costs no comparison with the others."""
    compared: list[str] = []
    monkeypatch.setattr(lookup, "_distance", lambda wanted, _: compared.append(wanted))
    assert look_up("e", TABLE, default_keys()).commands
    assert not compared
    assert not look_up("exprot", TABLE, default_keys()).commands
    assert compared


@pytest.mark.parametrize("typed", ["xyzzy", "ß", "§§§", "0x", "a b xc dq", "\x1b[31m", "(" * 300])
def test_a_text_that_means_nothing_finds_nothing(typed: str) -> None:
    """No command is made up for it."""
    assert look_up(typed, TABLE, default_keys()) == ([], [])


def test_each_name_belongs_to_one_command_of_the_table() -> None:
    """Every id of the names is a command, and no name runs two."""
    assert set(NAMES) <= set(COMMANDS)
    names = [name for one in NAMES.values() for name in one.names]
    assert len(names) == len(set(names))
    assert all(named(name) in COMMANDS for name in names)


@each(TABLE)
def test_each_command_is_found_by_its_label_and_its_id(command: object) -> None:
    """Typing the label or the id of a command lists it."""
    assert isinstance(command, type(TABLE[0]))
    for typed in (command.label.rstrip("…"), command.id):
        assert command in look_up(typed, TABLE, default_keys()).commands
