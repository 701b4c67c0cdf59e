"""The help of the command line."""

import shlex
from pathlib import Path

import pytest
from msgspec import structs

from annotations.exchange import formats
from annotations.exchange.formats import EXPORTERS, IMPORTERS
from tui.cli import main
from tui.cli.parser.examples import EXAMPLES
from tui.cli.parser.parser import parse
from tui.cli.parser.plain import only_paths
from tui.cli.parser.verbs import VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_an_example_that_its_parser_accepts(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The example runs that verb, and its help ends with the example and the exit codes."""
    program, *words = shlex.split(EXAMPLES[verb])
    assert program == "postil"
    assert words[0] == verb
    assert parse(words).run
    with pytest.raises(SystemExit):
        parse([verb, "--help"])
    shown = capsys.readouterr().out
    assert EXAMPLES[verb] in shown
    assert "2 usage error" in shown


@pytest.mark.parametrize(
    ("word", "tip"),
    [
        ("repport", "Did you mean “postil report”?"),
        ("exprot", "“postil export”?"),
        ("set-sorce", "“postil set-source”?"),
        ("xyzzy", "--help lists the verbs."),
    ],
)
def test_a_word_that_is_no_verb_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str, tip: str
) -> None:
    """It is neither taken for a path that may be missing nor for the program; a folder of that name is one."""
    monkeypatch.chdir(tmp_path)
    assert main([word, str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"postil: There is no verb and no folder “{word}”.")
    assert error.endswith(f"{tip}\n")
    (tmp_path / word).mkdir()
    assert main([word]) == 2
    assert "needs a terminal" in capsys.readouterr().err


@pytest.mark.parametrize(("verb", "group"), [("export", EXPORTERS), ("import", IMPORTERS)])
def test_formats_are_listed_without_a_library(capsys: pytest.CaptureFixture[str], verb: str, group: str) -> None:
    """With nothing but the option, each that is installed has a line."""
    capsys.readouterr()
    assert main([verb, "--formats"]) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert lines == [*formats.usable(group)]


def test_paths_alone_are_taken_as_the_parser_takes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options, verbs, and paths that are missing are left to the parser, which is not imported for the others."""
    monkeypatch.chdir(tmp_path)
    for name in ("notes", "two words", "list"):
        (tmp_path / name).mkdir()
    for plain in ([], ["notes"], ["two words", "notes"], ["notes", "list"], ["./list"]):
        taken = only_paths(plain)
        assert taken is not None, plain
        assert {**structs.asdict(taken), "version": None} == vars(parse(plain))
    for other in (
        ["list"],
        ["--theme", "ink"],
        ["notes", "--no-mouse"],
        ["--", "notes"],
        ["gone"],
        ["notes", "gone"],
        ["-"],
    ):
        assert only_paths(other) is None, other
