"""Verbs that change passages and links: one change each, reported in one line, and undone by `undo`."""

import io
import json
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Done, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources without a library."""
    (tmp_path / "a.txt").write_text("Forty rows of trees. Pears and plums.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Fifty rows of trees. Pears and plums.\n", "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, run: "Run", tmp_path_factory: pytest.TempPathFactory) -> "Run":
    """Runs a verb on the folder, which has three passages and two links: recorded once and copied for each test."""

    def on_folder(verb: str, *words: str) -> "Done":
        return run(verb, folder, *words)

    recorded = tmp_path_factory.getbasetemp() / "three passages and two links"
    if recorded.is_dir():
        copytree(recorded, folder, dirs_exist_ok=True)
        return on_folder
    on_folder("add", "1", "--quote", "Forty rows", "--tag", "claim")
    on_folder("add", "1", "--quote", "Pears", "--tag", "claim", "--note", "Which?")
    on_folder("add", "2", "--quote", "Fifty rows", "--tag", "figure")
    on_folder("link", "1:1", "contradicts", "2:1")
    on_folder("link", "1:2", "supports", "2:1")
    copytree(folder, recorded)
    return on_folder


def state(run: "Run") -> list[tuple[str, str, str, str]]:
    """Return address, tags, status and note of each passage."""
    listed = json.loads(run("list", "--json")[1])
    return [(one["address"], " ".join(one["tags"]), one["status"], one["note"]) for one in listed]


START = [("1:1", "claim", "open", ""), ("1:2", "claim", "open", "Which?"), ("2:1", "figure", "open", "")]

CASES = [
    ("tag", "1:1 figure", "Tagged 1:1 figure.", {"1:1": ("claim figure", "open", "")}),
    (
        "tag",
        "1:1 1:2 2:1 1:1 opinion claim",
        "Tagged 1:1, 1:2, 2:1 opinion, claim.",
        {
            "1:1": ("claim opinion", "open", ""),
            "1:2": ("claim opinion", "open", "Which?"),
            "2:1": ("claim figure opinion", "open", ""),
        },
    ),
    ("untag", "1:1 claim", "Removed claim from 1:1.", {"1:1": ("", "open", "")}),
    ("note", "1:2 Ask.", "Wrote the note on 1:2.", {"1:2": ("claim", "open", "Ask.")}),
    ("note", "1:2 Ask. --append", "Wrote the note on 1:2.", {"1:2": ("claim", "open", "Which?\nAsk.")}),
    ("note", "1:2 -- -ask", "Wrote the note on 1:2.", {"1:2": ("claim", "open", "-ask")}),
    ("status", "1:1 checked", "Marked 1:1 checked.", {"1:1": ("claim", "checked", "")}),
    (
        "status",
        "1:1 2:1 excluded",
        "Marked 1:1, 2:1 excluded.",
        {"1:1": ("claim", "dropped", ""), "2:1": ("figure", "dropped", "")},
    ),
    ("set-figure", "2:1 --period 1902 --basis net", "Set the period and basis of Fifty in 2:1.", {}),
    ("delete", "1:2", "Deleted 1:2 and 1 link.", {"1:2": None}),
    ("delete", "1:1 1:2", "Deleted 1:1, 1:2 and 2 links.", {"1:1": None, "1:2": None}),
]


@pytest.mark.parametrize(("verb", "words", "message", "after"), CASES)
def test_passages_are_changed(
    run: "Run", verb: str, words: str, message: str, after: dict[str, tuple[str, str, str] | None]
) -> None:
    """One line says what was done, nothing is printed for scripts, and one undo takes all of it back."""
    code, out, error = run(verb, *words.split())
    assert (code, out, error) == (0, "", f"postil: {message} Undo it with “postil undo”.\n")
    wanted = {one[0]: one[1:] for one in START} | after
    assert {one[0]: one[1:] for one in state(run)} == {address: one for address, one in wanted.items() if one}
    assert run("undo")[0] == 0
    assert state(run) == START
    assert len(json.loads(run("export")[1])["links"]) == 2


@pytest.mark.parametrize(
    ("verb", "words", "message"),
    [
        ("tag", "1:1 claim", "1:1 has claim already"),
        ("untag", "1:1 1:2 opinion", "1:1, 1:2 have no opinion"),
        ("note", "1:2 Which?", "The note on 1:2 is that already"),
        ("status", "1:1 open", "1:1: already open"),
        ("add", "1 --quote Pears --tag claim", "1:2 was annotated already like this"),
    ],
)
def test_what_is_so_already_is_no_change(run: "Run", verb: str, words: str, message: str) -> None:
    """The exit code is 0, and the history has nothing new."""
    before = run("history")[1]
    code, _, error = run(verb, *words.split())
    assert (code, error) == (0, f"postil: {message}. Nothing was changed.\n")
    assert run("history")[1] == before


def test_an_annotated_quote_gets_what_it_lacks(run: "Run") -> None:
    """The tag and the note, as one change; its address is printed as that of a new one is."""
    code, out, error = run("add", "1", "--quote", "Pears", "--tag", "figure", "--tag", "claim", "--note", "Sure?")
    assert (code, out) == (0, "1:2\n")
    assert "1:2 was annotated already: added the tag figure and the note." in error
    assert state(run)[1] == ("1:2", "claim figure", "open", "Which?\nSure?")
    run("undo")
    assert state(run) == START


@pytest.mark.parametrize(
    "words", ["--json 1:1 figure opinion", "1:1 --json figure opinion", "1:1 figure opinion --json"]
)
def test_options_may_be_anywhere(run: "Run", words: str) -> None:
    """Before, between and behind the arguments."""
    assert json.loads(run("tag", *words.split()).stdout)["passages"][0]["tags"] == ["claim", "figure", "opinion"]


@pytest.mark.parametrize("words", ["1:1 2:1", "1:1 contradicts 2:1", "ID"])
def test_a_link_is_deleted(run: "Run", words: str) -> None:
    """By its ends or by its id; the passages stay."""
    link = next(one["id"] for one in json.loads(run("export")[1])["links"] if one["kind"] == "contradicts")
    code, out, error = run("unlink", *words.replace("ID", link).split())
    assert (code, out) == (0, "")
    assert "Deleted the link 1:1 contradicts 2:1." in error
    assert [one["kind"] for one in json.loads(run("export")[1])["links"]] == ["supports"]
    assert state(run) == START


def test_a_tag_is_renamed_and_merged(run: "Run", folder: Path) -> None:
    """On all its passages; a name that is taken needs --merge."""
    with closing(Library.open([folder])) as library:
        library.add_tag("yield")
    run("tag", "1:1", "1:2", "yield")
    assert run("retag", "yield", "harvest")[2].startswith("postil: Renamed yield to harvest on 2 passages.")
    assert run("retag", "harvest", "opinion")[0] == 2
    assert run("retag", "harvest", "opinion", "--merge")[0] == 0
    assert state(run)[0][1] == "claim opinion"


def test_a_note_is_read_from_standard_input(run: "Run", monkeypatch: pytest.MonkeyPatch) -> None:
    """A minus means it, however many lines it has."""
    monkeypatch.setattr("sys.stdin", io.StringIO("One.\n\nTwo.\n"))
    assert run("note", "1:1", "-")[0] == 0
    assert state(run)[0][3] == "One.\n\nTwo."


def test_a_program_reads_what_was_done(run: "Run") -> None:
    """As an object with the passages as they are now, the links, and the ids of what was deleted."""
    value = json.loads(run("tag", "1:1", "figure", "--json")[1])
    assert value["changed"]
    assert [(one["address"], one["tags"]) for one in value["passages"]] == [("1:1", ["claim", "figure"])]
    again = json.loads(run("tag", "1:1", "figure", "--json")[1])
    assert not again["changed"]
    key = value["passages"][0]["id"]
    gone = json.loads(run("delete", key, "--json")[1])
    assert key in gone["deleted"]
    assert len(gone["deleted"]) == 2
    made = json.loads(run("add", "2", "--quote", "plums", "--json")[1])
    assert [one["quote"] for one in made["passages"]] == ["plums"]
    linked = json.loads(run("link", "1:2", "cites", "2:2", "--json")[1])
    assert [one["kind"] for one in linked["links"]] == ["cites"]


@pytest.mark.parametrize(
    ("verb", "words", "reason"),
    [
        ("tag", "9:9 claim", "There is no passage “9:9”"),
        ("tag", "1:1 9:9 claim", "There is no passage “9:9”"),
        ("tag", "1:1", "Give the tags after the passages"),
        ("tag", "1:1 1:2", "Give the tags after the passages"),
        ("tag", "1:1 nothing", "There is no tag “nothing”"),
        ("untag", "1:1 nothing", "There is no tag “nothing”"),
        ("note", "9:9 x", "There is no passage “9:9”"),
        ("status", "1:1 done", "invalid choice: 'done'"),
        ("set-figure", "2:1", "There is nothing to set: choose of --reading, --metric"),
        ("set-figure", "2:1 --reading 7", "Fifty has one reading only"),
        ("set-figure", "2:1 --number 7 --metric x", "2:1 has the numbers Fifty: choose one with --number"),
        ("set-figure", "1:2 --metric x", "1:2 has no number"),
        ("delete", "1:1 9:9", "There is no passage “9:9”"),
        ("unlink", "1:1 cites 2:1", "There is no link 1:1 cites 2:1"),
        ("unlink", "none", "There is no link “none”"),
        ("retag", "nothing x", "There is no tag “nothing”"),
        ("retag", "claim x", "built-in tag"),
    ],
)
def test_what_does_not_exist_changes_nothing(run: "Run", verb: str, words: str, reason: str) -> None:
    """One line and exit code 2, also if another passage of the same call exists."""
    code, out, error = run(verb, *words.split())
    assert (code, out) == (2, "")
    assert reason in error
    assert error.count("\n") == 1
    assert state(run) == START


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("tag", "1:1 figure"),
        ("untag", "1:1 claim"),
        ("note", "1:1 x"),
        ("status", "1:1 checked"),
        ("delete", "1:1"),
        ("unlink", "1:1 2:1"),
        ("retag", "claim x"),
        ("add", "1 --quote Pears --tag figure"),
    ],
)
def test_a_library_of_a_later_version_is_not_changed(run: "Run", folder: Path, verb: str, words: str) -> None:
    """It is read-only: one line, exit code 3, and its file stays as it is."""
    file = folder / ".postil/library.json"
    value = json.loads(file.read_text("utf-8"))
    for table in value.values():
        for record in table.values():
            if "version" in record:
                record["version"] = 99
    file.write_text(json.dumps(value), "utf-8")
    before = file.read_bytes()
    code, out, error = run(verb, *words.split())
    assert (code, out, error.count("\n")) == (3, "", 1)
    assert file.read_bytes() == before


def test_what_was_set_about_a_figure_is_shown(run: "Run") -> None:
    """By `show` below the passage, in the JSON of the passage, and as the losses of a format that has no place for it."""
    assert run("set-figure", "2:1", "--metric", "rows", "--attribution", "a guide")[0] == 0
    assert "\n  Fifty  metric rows · attribution a guide\n" in run("show", "2:1")[1]
    assert json.loads(run("show", "2:1", "--json")[1])["passage"]["figures"]["Fifty"]["attribution"] == "a guide"
    assert "what was set about the figures of 1 passage" in run("export", "--format", "w3c")[2]
