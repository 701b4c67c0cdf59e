"""What commands are given, and that each command of the table is a function of it."""

import ast
import inspect
from pathlib import Path

import pytest

from tests.case_tables import each
from tui import commands
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.registry import action
from tui.keys.command_table import COMMANDS

PLACES = {"page", "list", "both"}
"""Where the commands of the reading screen have their keys."""

MODULES = sorted(Path(commands.__path__[0]).glob("**/*.py"))


@each(one.id for one in COMMANDS.values() if one.where in PLACES)
def test_a_command_is_a_function_of_a_context_and_a_count(command: str) -> None:
    """Its module is found, and the function takes a context of the protocol and a count or None."""
    found = action(command)
    assert inspect.isfunction(found)
    given, count = inspect.signature(found).parameters.values()
    assert given.annotation in (Context, ScreenContext)
    assert str(count.annotation) == "int | None"
    assert inspect.getdoc(found)


def test_the_context_is_narrow() -> None:
    """Most commands know some fifteen members; the rest is for those that say so."""
    members = {name for name in (*vars(Context), *Context.__annotations__) if not name.startswith("_")}
    assert len(members) <= 16
    special = [one.id for one in COMMANDS.values() if one.where in PLACES and _given(one.id) is ScreenContext]
    assert len(special) * 3 < len(COMMANDS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: "-".join(path.parts[-2:]))
def test_no_command_names_the_screen(module: Path) -> None:
    """Neither the reading screen nor Textual is imported by a command, not even for types."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        source = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        assert source != "tui.screens.reading.screen"
        assert not [one for one in (source, *names) if one.partition(".")[0] == "textual"]


def _given(command: str) -> object:
    return next(iter(inspect.signature(action(command)).parameters.values())).annotation
