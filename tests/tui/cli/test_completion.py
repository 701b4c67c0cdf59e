"""Shells complete verbs, options, and what a library has; the manual page names all of it."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.library import Library
from tui.cli import main
from tui.cli.completion.candidates import candidates, for_bash
from tui.cli.completion.scripts import SCRIPTS
from tui.cli.parser.parser import parser_of
from tui.cli.parser.verbs import VERBS

ROOT = Path(__file__).parents[3]

HOSTILE = "$(touch taken)"
"""Name of a tag that a shell would run."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source with two passages, tags with a space and with what a shell would run, and a saved search."""
    folder = tmp_path_factory.mktemp("complete") / "my notes"
    folder.mkdir()
    (folder / "a.txt").write_text("Forty rows of trees. Pears.\n", "utf-8")
    with closing(Library.open([folder], author="anna")) as library:
        source = library.sources()[0].id
        library.add_tag("market share", description="How much of it.")
        library.add_tag(HOSTILE)
        library.add(source, 0, 10, tags=["claim"])
        library.add(source, 21, 26)
        library.searches.save("open ones", "search", "status:open")
    return folder


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("postil ta", ["tag", "tags"]),
        ("postil zz", [":files"]),
        ("postil ./no", [":files"]),
        ("postil --n", ["--no-mouse"]),
        ("postil list ", [":folders"]),
        ("postil list --s", ["--source", "--status", "--since", "--saved"]),
        ("postil list HERE --tag cl", ["claim"]),
        ("postil list HERE --tag=cl", ["--tag=claim"]),
        ("postil list HERE --not mark", ["market share"]),
        ("postil list HERE --status ", ["open", "checked", "disputed", "excluded"]),
        ("postil list HERE --source ", ["1"]),
        ("postil list HERE --by a", ["anna"]),
        ("postil list HERE --saved o", ["open ones"]),
        ("postil list nowhere --tag ", []),
        ("postil show HERE 1:", ["1:1", "1:2"]),
        ("postil tag HERE 1", ["1:1", "1:2"]),
        ("postil tag HERE 1:1 cl", ["claim"]),
        ("postil tag HERE 1:1 1:2 figure op", ["opinion"]),
        ("postil status HERE 1:1 che", ["checked"]),
        ("postil link HERE 1:1 contr", ["contradicts"]),
        ("postil link HERE 1:1 contradicts 1:2", ["1:2"]),
        ("postil links --kind sup", ["supports"]),
        ("postil relink HERE 1:1 1:2 ci", ["cites"]),
        ("postil tags HERE --add x --below cl", ["claim"]),
        ("postil tags HERE --rename market", ["market share"]),
        ("postil board --sort cont", ["contested"]),
        ("postil export -o ", [":files"]),
        ("postil export HERE --format hyp", ["hypothesis"]),
        ("postil import HERE --format zo", ["zotero"]),
        ("postil set-source HERE 1 --kind pri", ["primary"]),
        ("postil move HERE 1 ", [":files"]),
        ("postil completion ", ["bash", "zsh", "fish"]),
        ("postil list HERE --tag 'mark", ["market share"]),
        ("", [*VERBS]),
    ],
)
def test_what_may_come_next(folder: Path, line: str, found: list[str]) -> None:
    """For each place of a line, by the parser of the verb and the library that is named on it."""
    lines = candidates(line.replace("HERE", str(folder).replace(" ", r"\ ")), "fish")
    assert [one.partition("\t")[0] for one in lines] == found


def test_descriptions_are_shown_beside(folder: Path) -> None:
    """Those of tags, the words of passages and the paths of sources."""
    assert [*candidates(f"postil list '{folder}' --tag mark", "zsh")] == ["market share\tHow much of it."]
    assert [*candidates(f"postil show '{folder}' 1:2", "fish")] == ["1:2\tPears"]


def test_what_was_typed_is_looked_for_among_all_values(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts the values that are offered, not those before them in the library."""
    monkeypatch.setattr("tui.cli.completion.candidates._MOST", 1)
    assert [*candidates(f"postil show '{folder}' 1:2", "fish")] == ["1:2\tPears"]


@pytest.mark.parametrize(
    ("typed", "inserted"),
    [
        ("--tag mark", [r"market\ share"]),
        ("--tag $", [r"\$\(touch\ taken\)"]),
        ("--tag '$", []),
        ('--tag "mark', ["market share"]),
        ("--around 1:", ["1", "2"]),
    ],
)
def test_bash_inserts_words_that_it_does_not_run(folder: Path, typed: str, inserted: list[str]) -> None:
    """Names are quoted, and an address goes on behind the colon, where a word begins for bash."""
    verb = "map" if "around" in typed else "list"
    assert [*candidates(f"postil {verb} '{folder}' {typed}", "bash")] == inserted


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20))
def test_a_name_for_bash_is_that_name_for_a_shell(name: str) -> None:
    """Whatever signs it has, a shell reads one word that is the name."""
    assert shlex.split(for_bash(name, "", quoted=False)) == [name]


@given(st.lists(st.sampled_from([*VERBS, "--tag", "--tag=", "-o", "--", "-", "1:1", "'", '"', "\\", "$(x)", "=", "é"])))
def test_any_line_is_answered(words: list[str]) -> None:
    """No line is an error, however it ends."""
    line = " ".join(["postil", *words])
    for shell in SCRIPTS:
        assert all("\n" not in one for one in candidates(line, shell))


def test_bash_asks_the_program(folder: Path, tmp_path: Path) -> None:
    """The script runs, and fills in what the program answers."""
    shell = shutil.which("bash")
    assert shell is not None
    script = f"""
postil() {{ {sys.executable} -P -m tui "$@"; }}
compopt() {{ :; }}
eval "$(postil completion bash)"
COMP_LINE="postil list '{folder}' --tag mar"; COMP_POINT=${{#COMP_LINE}}
_postil; echo "${{COMPREPLY[0]}}"
complete -p postil
"""
    done = subprocess.run(
        [shell, "--norc", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [r"market\ share", "complete -F _postil postil"]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_each_script_is_one_of_its_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed by the verb, and the shell reads it, where there is one."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert script == SCRIPTS[shell]
    if (program := shutil.which(shell)) is not None:
        done = subprocess.run([program, "-n"], input=script, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture(scope="module")
def manual() -> Callable[[], str]:
    """The function that makes the manual page."""
    made: Callable[[], str] = runpy.run_path(str(ROOT / "docs/man.py"))["page"]
    return made


def test_the_manual_has_each_verb_and_option(manual: Callable[[], str]) -> None:
    """docs/postil.1 is what `make man` would write, and names all of the command line."""
    page = (ROOT / "docs/postil.1").read_text("utf-8")
    assert manual() == page, "run: make man"
    plain = page.replace(r"\-", "-")
    for verb in VERBS:
        section = re.split(rf"\n\.SS postil {verb}(?=[ \n])", plain)[1].partition(".SS postil ")[0]
        for action in parser_of(verb).actions:
            assert all(name in section for name in action.option_strings if name not in {"-h", "--help"}), (
                verb,
                action,
            )


def test_the_manual_is_read_without_a_warning() -> None:
    """By man and by mandoc, where they are; no line is a request by mistake."""
    page = ROOT / "docs/postil.1"
    requests = {line.split()[0] for line in page.read_text("utf-8").splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br", ".nf", ".fi", ".RS", ".RE"}
    assert not re.search(r"[^\x00-\x7f]", page.read_text("utf-8"))
    for command in (["man", "--warnings", "-E", "UTF-8", "-l"], ["mandoc", "-T", "lint", "-W", "warning"]):
        if shutil.which(command[0]) is not None:
            done = subprocess.run([*command, str(page)], capture_output=True, encoding="utf-8", check=False)
            assert (done.returncode, done.stderr) == (0, "")
