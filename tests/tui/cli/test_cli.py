"""The command line: data on stdout, talk on stderr, and an exit code that says how it went."""

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest

from tui.cli import main

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run

ROOT = Path(__file__).parents[3]
Capture = pytest.CaptureFixture[str]


def test_passages_are_listed(worked: Path, capsys: Capture) -> None:
    """One a line, the cells separated by tabs where a program reads it."""
    assert main(["list", str(worked)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1:1\t1-orchard.md\tclaim\t-\t✗2:1\tPlanted in 1902.",
        "2:1\t2-letter.txt\tclaim,figure\t-\t✗1:1\tforty · It has … rows.",
    ]


@pytest.mark.parametrize(
    ("options", "addresses"),
    [
        (["--tag", "figure"], ["2:1"]),
        (["--source", "1"], ["1:1"]),
        (["--source", "letter.txt"], []),
        (["--source", "2-letter.txt"], ["2:1"]),
        (["--status", "open"], ["1:1", "2:1"]),
        (["--status", "dropped"], []),
        (["--status", "excluded"], []),
    ],
)
def test_a_list_can_be_narrowed(worked: Path, capsys: Capture, options: list[str], addresses: list[str]) -> None:
    """By tag, by source, by status; as JSON in the shape of the export."""
    code = main(["list", str(worked), "--json", *options])
    if options[1] == "letter.txt":
        assert code == 2
    else:
        assert [one["address"] for one in json.loads(capsys.readouterr().out)] == addresses


def test_a_passage_is_shown_with_all_that_belongs_to_it(worked: Path, capsys: Capture) -> None:
    """Context, note, links from its side, and no control character raw."""
    assert main(["show", "2:1", str(worked)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "hand. It has 【forty】 rows." in shown
    assert "✗ contradicts 1:1 “Planted in 1902.” (see both)" in shown
    assert main(["show", "1:1", str(worked)]) == 0
    assert "  note  Really?\n  note  Sure?\n" in capsys.readouterr().out


def test_a_list_is_safe_for_the_terminal(folder: Path, capsys: Capture) -> None:
    """Escapes and direction marks in a quote are visible signs; in JSON they are what they are."""
    assert main(["add", str(folder), "2", "--quote", "1911 \x1b[31mby\u202e hand"]) == 0
    capsys.readouterr()
    assert main(["list", str(folder)]) == 0
    listed = capsys.readouterr().out
    assert "1911 ␛[31mby" in listed
    assert not {"\x1b", "\u202e"} & set(listed)
    assert main(["list", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["quote"] == "1911 \x1b[31mby\u202e hand"


def test_mistakes_are_one_line_and_exit_code_2(worked: Path, capsys: Capture) -> None:
    """What was asked for does not fit what is there."""
    where = str(worked)
    for arguments in (
        ["show", "9:9", where],
        ["list", where, "--tag", "nope"],
        ["list", where, "--status", "nope"],
        ["add", where, "2", "--quote", "forty"],
        ["add", where, "2", "--quote", "fifty"],
        ["add", where, "7", "--quote", "forty"],
        ["link", where, "1:1", "contradicts", "2:1"],
        ["link", where, "1:1", "likes", "2:1"],
        ["export", where, "--format", "pdf"],
        ["show"],
        ["list", where, "\x1b[2J"],
        ["--no-such-option"],
    ):
        assert main(arguments) == 2, arguments
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("postil: ")
        assert (captured.err.count("\n"), captured.err.count("\x1b")) == (1, 0)


def test_data_that_cannot_be_read_is_one_line_and_exit_code_3(worked: Path, capsys: Capture) -> None:
    """A path that does not exist, and a library that is damaged and of which nothing is left; it stays as it is."""
    assert main(["list", str(worked / "nowhere")]) == 3
    file = worked / ".postil/library.json"
    (worked / ".postil/journal.jsonl").unlink()
    rmtree(worked / ".postil/backups")
    spoiled = b"\0" * 500
    file.write_bytes(spoiled)
    for arguments in (["list", str(worked)], ["export", str(worked)], ["add", str(worked), "1", "--quote", "1902"]):
        capsys.readouterr()
        assert main(arguments) == 3
        captured = capsys.readouterr()
        assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert file.read_bytes() == spoiled
    assert main(["check", str(worked)]) == 1


def test_an_empty_answer_says_why(tmp_path: Path, capsys: Capture) -> None:
    """A folder without sources, and one whose only file cannot be read, are told from one without passages."""
    (tmp_path / "bare").mkdir()
    assert main(["list", str(tmp_path / "bare")]) == 0
    assert capsys.readouterr() == (
        "",
        f"postil: There is nothing to read in {tmp_path}/bare: it has no text or Markdown file.\n",
    )
    os.mkfifo(tmp_path / "bare" / "a.txt")
    for verb in ("list", "board", "export"):
        assert main([verb, str(tmp_path / "bare")]) == 0
        assert (
            capsys.readouterr().err
            == f"postil: There is nothing to read in {tmp_path}/bare: a.txt: a pipe, not a file.\n"
        )


def test_a_source_that_cannot_be_read_is_a_finding(folder: Path, capsys: Capture) -> None:
    """Whatever keeps it from being read, and whether or not anything was recorded in it; other formats are no fault."""
    (folder / "3-link.md").symlink_to("nowhere")
    (folder / "4-noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "5-picture.png").write_bytes(b"")
    assert main(["check", str(folder)]) == 1
    found = [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()]
    assert found == [["unreadable", "3-link.md"], ["unreadable", "4-noise.txt"]]


def test_a_source_that_is_gone_is_missed_if_something_was_recorded_of_it(worked: Path, capsys: Capture) -> None:
    """One without passages was only listed; what was checked is counted in proper words."""
    (worked / "9-later.txt").write_text("Nothing of it is ever tagged.\n", encoding="utf-8")
    assert main(["add", str(worked), "9-later.txt", "--quote", "ever tagged"]) == 0
    assert main(["undo", str(worked)]) == 0
    (worked / "9-later.txt").unlink()
    capsys.readouterr()
    assert main(["check", str(worked)]) == 0
    assert "2 passages in 2 sources and 1 link were checked: no problems." in capsys.readouterr().err
    (worked / "1-orchard.md").unlink()
    assert main(["check", str(worked)]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("missing\t1-orchard.md")
    assert "1 finding." in told.err


def test_what_cannot_be_changed_is_said_once_and_first(worked: Path, capsys: Capture) -> None:
    """A journal that cannot be read leaves a library to be read, and nothing of it can be changed."""
    (worked / ".postil/journal.jsonl").unlink()
    (worked / ".postil/journal.jsonl").mkdir()
    for arguments in (
        ["add", worked, "1", "--quote", "nothing like it"],
        ["undo", worked],
        ["link", worked, "1:1", "cites", "2:1"],
    ):
        assert main([str(one) for one in arguments]) == 3
        told = capsys.readouterr().err
        assert (
            told
            == f"postil: {worked}/.postil/journal.jsonl is a folder and is not opened: the library is read-only. Move it away.\n"
        )


def test_an_export_that_cannot_be_written_names_the_file(worked: Path, capsys: Capture) -> None:
    """It is the file that was asked for, whatever it goes by until it is whole."""
    assert main(["export", str(worked), "-o", str(worked / "no" / "out.json")]) == 3
    told = f"postil: {worked}/no/out.json cannot be written: No such file or directory. Choose another place.\n"
    assert capsys.readouterr().err == told


def test_a_current_folder_that_is_gone_is_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell may stand in a folder that was removed."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert main(["list"]) == 3
    assert capsys.readouterr().err == "postil: The current folder is gone; change to an existing one\n"
    monkeypatch.chdir(tmp_path)


def test_an_export_goes_to_a_file_once(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    """It is not replaced unless asked for, and a source never is."""
    output = tmp_path / "out.json"
    assert main(["export", str(worked), "-o", str(output)]) == 0
    first = output.read_bytes()
    assert len(json.loads(first)["annotations"]) == 2
    assert main(["export", str(worked), "-o", str(output)]) == 2
    assert output.read_bytes() == first
    assert main(["export", str(worked), "--with-text", "--force", "-o", str(output)]) == 0
    assert json.loads(output.read_bytes())["sources"][1]["text"].count("\x1b") == 1
    source = worked / "2-letter.txt"
    before = source.read_text("utf-8")
    assert main(["export", str(worked), "--force", "-o", str(source)]) == 2
    assert source.read_text("utf-8") == before
    assert {path.name for path in tmp_path.iterdir()} == {"fruit", "out.json"}
    assert capsys.readouterr().out == ""


def test_the_check_finds_what_is_wrong(worked: Path, capsys: Capture) -> None:
    """Nothing at first; then a source that changed, a passage that is gone, and a file that is."""
    assert main(["check", str(worked), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "findings": []}
    letter = worked / "2-letter.txt"
    before = letter.read_text("utf-8")
    letter.write_text(f"Something new.\n\n{before}", encoding="utf-8")
    assert main(["check", str(worked), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["kind"], one["where"]) for one in findings] == [("changed", "2-letter.txt")]
    letter.write_text("Something else.\n", encoding="utf-8")
    (worked / "1-orchard.md").unlink()
    assert main(["check", str(worked)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["changed", "2-letter.txt"],
        ["orphan", "2:1"],
        ["missing", "1-orchard.md"],
    ]


def test_without_a_terminal_the_program_says_so(folder: Path, run: "Run") -> None:
    """One line and exit code 2, no screen codes into a pipe."""
    result = run(folder)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("postil: The program needs a terminal.")
    assert result.stderr.count("\n") == 1


def test_no_verb_loads_the_screen(worked: Path) -> None:
    """Every verb answers without Textual, and without what only the tests need."""
    script = """
import sys
from tui.cli import main
folder = sys.argv[1]
for verb in (["list", folder], ["show", "1:1", folder], ["export", folder], ["check", folder],
             ["add", folder, "2", "--quote", "half"], ["link", folder, "2:2", "cites", "1:1"]):
    assert main(verb) == 0, verb
loaded = {name.partition(".")[0] for name in sys.modules}
sys.exit(f"loaded: {loaded & {'textual', 'rich', 'jsonschema', 'hypothesis'}}"
         if loaded & {"textual", "rich", "jsonschema", "hypothesis"} else 0)
"""
    result = subprocess.run(
        [sys.executable, "-c", script, str(worked)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (result.returncode, result.stderr.count("loaded")) == (0, 0)


def test_the_program_starts_without_what_the_first_screen_does_not_need() -> None:
    """Each module takes a third of a millisecond; the ledger and the reader of numbers once took a fifth of the start."""
    late = (
        "annotations.library.merge",
        *(
            f"annotations.library.parts.{name}"
            for name in ("files", "intake", "link_types", "review", "saved_searches")
        ),
        "annotations.records.merge",
        "annotations.review.",
        "annotations.text.language",
        "annotations.text.quantities.reader",
        "annotations.text.sentences",
        *(f"tui.cli.parser.{name}" for name in ("passages", "printing", "versions", "writing")),
        "tui.screens.base.overlay",
    )
    needed = ("annotations.review.judgements", "annotations.text.language", "annotations.text.language.assumed")
    script = f"""
import sys
import tui.cli.start, tui.app
print([name for name in sys.modules if name.startswith({late}) and name not in {needed}])
"""
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert result.stdout == "[]\n"


def test_an_unexpected_error_is_one_line(
    worked: Path, home: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it happened is kept in a file, without a word of what was being read."""

    def fail(*_: object) -> None:
        raise RuntimeError("Planted in 1902.")

    monkeypatch.setattr("annotations.library.library.Library.sources", fail)
    assert main(["list", str(worked)]) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Traceback" not in error
    [crash] = home.rglob("crash-*.txt")
    kept = crash.read_text("utf-8")
    assert "RuntimeError" in kept
    assert "passages.py" in kept
    assert "Planted" not in kept + error
