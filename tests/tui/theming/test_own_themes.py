"""Themes of users, and the choice among all themes: short, broken and unreadable files, names and terminals."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from tests.tui.theming.built_in import FOLDER, NAMES, theme, write
from tui.theming.theme_file import (
    Themes,
    choose,
    read_theme,
    themes,
)


def test_a_users_theme_may_be_short(tmp_path: Path) -> None:
    """What a user's theme leaves out comes from the built-in one nearest to it: Ink, Paper or Terminal."""
    write(tmp_path, "night", 'name = "night"\ntitle = "Night"\ndark = true\nbase = {}\ntokens = {claim = "#ffcc00"}\n')
    write(tmp_path, "day", 'name = "day"\ntitle = "Day"\ndark = false\nbase = {}\ntokens = {}\n')
    write(tmp_path, "own", 'name = "own"\ntitle = "Own"\ndark = true\nbase = {}\ntokens = {claim = "ansi_red"}\n')
    found = themes(pytest.fail, tmp_path)
    assert found["night"].tokens == theme("ink").tokens | {"claim": "#ffcc00"}
    assert found["day"].base == theme("paper").base
    assert found["own"].base == theme("terminal").base


def test_a_users_theme_replaces_a_built_in(tmp_path: Path) -> None:
    """A user's theme with the name of a built-in one stands in its place."""
    text = (FOLDER / "ink.toml").read_text().replace('title = "Ink"', 'title = "My ink"')
    write(tmp_path, "anything", text)
    assert themes(pytest.fail, tmp_path)["ink"].title == "My ink"


def test_the_users_folder_is_found(home: Path) -> None:
    """Themes in the user's configuration folder are found without being told where it is."""
    folder = home / ".config" / "postil" / "themes"
    folder.mkdir(parents=True)
    write(folder, "mine", 'name = "mine"\ntitle = "Mine"\ndark = true\nbase = {}\ntokens = {}\n')
    assert themes(pytest.fail)["mine"].title == "Mine"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name = ", "Invalid value"),
        (b'name = "\xff"', "not UTF-8"),
        ('title = "x"', "missing required field `name`"),
        ('name = "x"\ntitle = 3\ndark = true\nbase = {}\ntokens = {}', "Expected `str`"),
        ('name = "No Good"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {}', "small letters"),
        ('name = "x"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {clam = "#000000"}', "no colour named 'clam'"),
        ('name = "x"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {claim = "yellow"}', "neither #rrggbb"),
        ('name = "x"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {}\npalette = {claim = 15}', ">= 16"),
        (
            'name = "x"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {}\npalette = {clam = 20}',
            "no colour named 'clam'",
        ),
        ('name = "x"\ntitle = "x"\ndark = true\nbase = {text="#000000"}\ntokens = {}', "no colour named 'text'"),
        ('name = "x"\ntitle = "x"\ndark = true\nbase = {accent="#000000"}\ntokens = {link="ansi_red"}', "mixes"),
        ("x = " + "[" * 20_000, ""),
        ("#" * 70_000, "64 KiB"),
        ('name = "\\u001b[31m"\ntitle = "x"\ndark = true\nbase = {}\ntokens = {}', "small letters"),
    ],
)
def test_a_broken_theme_is_one_line(tmp_path: Path, text: str | bytes, reason: str) -> None:
    """A theme that cannot be used is told in one printable line that names its file; the others are there."""
    path = write(tmp_path, "broken", text)
    lines: list[str] = []
    assert set(themes(lines.append, tmp_path)) == set(NAMES)
    (line,) = lines
    assert line.startswith(f"{path}: ")
    assert reason in line
    assert line.isprintable()


def test_an_unreadable_theme_is_one_line(tmp_path: Path) -> None:
    """A folder that is named like a theme is told, not opened."""
    (tmp_path / "folder.toml").mkdir()
    lines: list[str] = []
    themes(lines.append, tmp_path)
    assert len(lines) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_found_by_name_or_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A theme is found by its name and by the title that the list of themes shows, in whatever capitals."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    known = Themes(pytest.fail)
    title = theme(name).title
    for wanted in (name, name.upper(), title, title.lower(), title.upper()):
        assert known.find(wanted) == name
    assert not known.find(f"{name}x")
    assert not known.find("../themes/ink")


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever a theme file holds, it is a theme or an error of ours."""
    path = write(tmp_path_factory.getbasetemp() / "fuzz", "any", data)
    with pytest.raises(UsageError):
        read_theme(path)


@pytest.mark.parametrize(
    ("wanted", "colours", "no_color", "name"),
    [
        ("", "truecolor", False, "ink"),
        ("", "256", False, "ink"),
        ("", "standard", False, "terminal"),
        ("", None, False, "terminal"),
        ("paper", "standard", False, "paper"),
        ("paper", "truecolor", True, "terminal"),
    ],
)
def test_choosing_a_theme(wanted: str, colours: str | None, no_color: bool, name: str) -> None:  # noqa: FBT001
    """The theme that was asked for, unless NO_COLOR; a terminal of sixteen colours gets its own."""
    assert choose(wanted, colours, no_color=no_color) == name


@pytest.mark.parametrize(
    ("colours", "name"), [("truecolor", "paper"), ("256", "paper"), ("standard", "terminal-light")]
)
def test_a_light_terminal_gets_a_light_theme(colours: str, name: str) -> None:
    """With sixteen colours, too: bright letters cannot be read on white."""
    assert choose("", colours, no_color=False, light=True) == name
