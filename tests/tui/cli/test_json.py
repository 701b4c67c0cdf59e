"""What verbs print with --json is what docs/cli.schema.json says, and safe to print anywhere."""

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from annotations.library import Library
from tests.cloning import git
from tui.cli import main
from tui.cli.parser.parser import parser_of
from tui.cli.parser.verbs import VERBS

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA, FORMAT = (json.loads((DOCS / name).read_text("utf-8")) for name in ("cli.schema.json", "format.schema.json"))
REGISTRY: Registry[Any] = Registry().with_resources(
    [("cli.schema.json", Resource.from_contents(SCHEMA)), ("format.schema.json", Resource.from_contents(FORMAT))]
)
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "Forty \x1b[31mrows\x7f of\x9b2J \u202etrees\u2066 in April\u061c 2026"
"""Words with C0, C1, DEL and controls of direction."""

Print = Callable[..., str]

CASES: dict[str, list[str]] = {
    "list": ["", "--tag claim", "--memos"],
    "show": ["1:1"],
    "cite": ["1:1", "1:1 2:1 --style bibtex"],
    "search": ["rows", "memo", "nothing"],
    "links": ["", "--tag opinion"],
    "add": ["1 --quote Pears --tag claim"],
    "link": ["1:1 cites 2:1"],
    "tag": ["1:1 figure"],
    "untag": ["1:1 figure"],
    "note": ["1:1 words"],
    "status": ["1:1 checked"],
    "set-figure": ["2:1 --metric rows"],
    "relink": ["1:1 cites 2:1 qualifies", "1:1 qualifies 2:1 cites"],
    "unlink": ["1:1 cites 2:1"],
    "board": ["", "--status checked"],
    "disputes": [""],
    "queue": ["", "--most 1"],
    "related": ["1:1", "1:1 --untagged --most 3"],
    "suggest": ["", "--source 1 --tag figure --most 2"],
    "stats": [""],
    "map": ["--all"],
    "timeline": [""],
    "figures": [""],
    "tags": ["", "--add new --below own", "--rename own other"],
    "retag": ["other own"],
    "kinds": ["", "--add answers"],
    "searches": ["", "--add open status:open"],
    "memo": ["words"],
    "export": ["", "--with-text"],
    "report": ["-o EXPORT.html", "-o EXPORT.md --sections summary,map"],
    "undo": [""],
    "history": [""],
    "set-source": ["1", "1 --author Anna"],
    "delete": ["1:1"],
    "check": [""],
    "lint": ["", "--kind figure --kind number"],
    "import": ["EXPORT --dry-run"],
    "save": [""],
    "git-setup": [""],
    "move": ["2 c.txt"],
}
"""Options for each verb, in an order in which each can be run."""

WITHOUT = {"serve", "completion"}
"""Verbs that print no data: for readers, for shells."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources with hostile words, a dispute that is decided, a memo and a saved search."""
    folder = tmp_path_factory.mktemp("json")
    (folder / "a.txt").write_text(f"{HOSTILE}. Pears and plums.\n", "utf-8", newline="")
    (folder / "b.txt").write_text("Fifty rows of trees in May 2026. Pears.\n", "utf-8")
    (folder / "c.txt").write_text("Fifty rows of trees in May 2026.\n", "utf-8")
    with closing(Library.open([folder], author="anna\u202e")) as library:
        first, second, _ = library.sources()
        text = library.document(first.id).text
        end = text.index(". Pears")
        one = library.add(first.id, 0, end, tags=["claim"], note=HOSTILE)
        other = library.add(second.id, 0, 10, tags=["claim"])
        library.connect(one.id, other.id, "contradicts", HOSTILE)
        library.add_tag("own")
        library.set_tags(other.id, ["claim", "own"])
        library.about.set_memo("library", "", "A memo\x85.")
        library.searches.save("counted", "search", "tag:figure")
    return folder


@pytest.fixture
def output(folder: Path, capsys: pytest.CaptureFixture[str]) -> Print:
    """Runs a verb with --json and returns what it prints."""

    def output(verb: str, *options: str) -> str:
        code = main([verb, str(folder), *options, "--json"])
        printed = capsys.readouterr()
        assert code in {0, 1}, printed.err
        return printed.out

    return output


def test_every_verb_prints_what_its_schema_says(output: Print, folder: Path, tmp_path: Path) -> None:
    """The whole of it, without a character that a terminal obeys or that turns text around."""
    exported = tmp_path / "export.json"
    exported.write_text(output("export"), "utf-8")
    git(folder, "init", "-q")
    for verb, cases in CASES.items():
        validator = Draft202012Validator({"$ref": f"cli.schema.json#/$defs/{verb}"}, registry=REGISTRY)
        for options in cases:
            text = output(verb, *options.replace("EXPORT", str(exported)).split())
            assert not UNSAFE.search(text), (verb, UNSAFE.findall(text))
            assert [error.message for error in validator.iter_errors(json.loads(text))] == [], (verb, options)


def test_a_merge_prints_its_conflicts(
    output: Print, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As lines of one object, and whether the file was written."""
    output("save")
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, status in zip(files, ("", "checked", "disputed"), strict=True):
        if status:
            output("status", "2:1", status)
            output("save")
        file.write_bytes((folder / ".postil" / "library.json").read_bytes())
    assert main(["merge", *map(str, files), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    validator = Draft202012Validator({"$ref": "cli.schema.json#/$defs/merge"}, registry=REGISTRY)
    assert [error.message for error in validator.iter_errors(printed)] == []
    assert printed["file"] == str(files[1])
    assert printed["changed"]
    assert printed["conflicts"]


def test_no_verb_is_left_out() -> None:
    """Each verb with --json has a schema and is run here."""
    named = {verb for verb in VERBS if "--json" in parser_of(verb).format_help()}
    assert named == {*CASES, "merge"}
    assert named <= SCHEMA["$defs"].keys()
    assert {*VERBS} - named <= WITHOUT


def test_what_is_escaped_is_read_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes, notes and texts are equal to what was recorded."""
    (tmp_path / "a.txt").write_text(f"{HOSTILE}. Pears.\n", "utf-8", newline="")
    with closing(Library.open([tmp_path])) as library:
        source = library.sources()[0]
        text = library.document(source.id).text
        quote = library.add(source.id, 0, text.index(". Pears"), note=HOSTILE).exact
    target = tmp_path / "out.json"
    assert main(["export", str(tmp_path), "--with-text", "-o", str(target)]) == 0
    assert not UNSAFE.search(target.read_text("utf-8"))
    value = json.loads(target.read_text("utf-8"))
    assert (value["annotations"][0]["quote"], value["annotations"][0]["note"]) == (quote, HOSTILE)
    assert value["sources"][0]["text"] == text
    capsys.readouterr()
    assert main(["show", str(tmp_path), "1:1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passage"]["quote"] == quote


@pytest.mark.parametrize(
    "order",
    [("PATH", "1:1"), ("1:1", "PATH"), ("PATH", "--json", "ID"), ("ID", "--json", "PATH"), ("--json", "1:1"), ("1:1",)],
)
def test_a_passage_is_shown_in_either_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    """The path comes first as for each verb; the other order, and none in the folder itself, are accepted."""
    (tmp_path / "a.txt").write_text("Pears.\n", "utf-8")
    with closing(Library.open([tmp_path])) as library:
        made = library.add(library.sources()[0].id, 0, 5)
    monkeypatch.chdir(tmp_path)
    words = [word.replace("PATH", str(tmp_path)).replace("ID", made.id) for word in order]
    assert main(["show", *words]) == 0
    shown = capsys.readouterr().out
    if "--json" in order:
        assert json.loads(shown)["passage"]["address"] == "1:1"
    else:
        assert shown.startswith("1:1 no tag open\n")
