"""Passages are chosen in one way: by the options of each verb, and by the query that says the same."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.model import Edit
from annotations.records.index import RecordIndex
from annotations.search.query import query_of
from annotations.search.selection import Matches
from tui.cli import main

Capture = pytest.CaptureFixture[str]

PASSAGES = (
    ("anna", "a.txt", "Forty rows", ("claim", "figure"), "open"),
    ("ben", "a.txt", "Pears in April 2026", ("claim",), "checked"),
    ("anna", "b.txt", "Fifty rows", ("figure",), "dropped"),
    ("cleo", "b.txt", "No date", ("claim", "opinion"), "open"),
)

CASES: Sequence[tuple[str, str, str]] = (
    ("", "", "1:1 1:2 2:1 2:2"),
    ("--tag claim", "tag:claim", "1:1 1:2 2:2"),
    ("--tag claim --tag figure", "tag:claim tag:figure", "1:1"),
    ("--tag figure --tag opinion --any", "tag:figure|opinion", "1:1 2:1 2:2"),
    ("--tag claim --not figure", "tag:claim -tag:figure", "1:2 2:2"),
    ("--not figure --not opinion", "-tag:figure|opinion", "1:2"),
    ("--source 2", "source:2", "2:1 2:2"),
    ("--source a.txt --source 2 --by anna", "source:1|b.txt by:anna", "1:1 2:1"),
    ("--status checked --status excluded", "status:checked|excluded", "1:2 2:1"),
    ("--by ann --by CLEO", 'by:ann|"Cleo"', "1:1 2:1 2:2"),
    ("--since 1h", "since:1h", "1:1 2:1 2:2"),
    ("--since 2020-01-02", "since:2020-01-02", "1:1 1:2 2:1 2:2"),
    ("--since 2099", "since:2099", ""),
    ("--filter -since:1h", "-since:1h", "1:2"),
    ("--text rows --tag claim", "rows tag:claim", "1:1"),
    ("--filter by:anna --tag figure", "by:anna tag:figure", "1:1 2:1"),
    ("--saved counted --not claim", "tag:figure -tag:claim", "2:1"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources with four passages by three authors; 1:2 was last changed in 2020."""
    folder = tmp_path_factory.mktemp("chosen")
    (folder / "a.txt").write_text("Forty rows of trees. Pears in April 2026.\n", "utf-8")
    (folder / "b.txt").write_text("Fifty rows of trees. No date is known.\n", "utf-8")
    for author, path, words, tags, status in PASSAGES:
        with closing(Library.open([folder], author=author)) as library:
            source = next(one for one in library.sources() if one.path == path)
            start = library.document(source.id).text.index(words)
            made = library.add(source.id, start, start + len(words), tags=tags)
            library.set_status(made.id, status)
    with closing(Library.open([folder], author="anna")) as library:
        library.connect("1:1", "2:2", "contradicts")
        library.searches.save("counted", "search", "tag:figure")
        library.transactions.change(_aged, library.annotation("1:2").id)
    return folder


def _aged(index: RecordIndex, key: str) -> Planned[None]:
    before = index.annotations[key]
    return Planned(
        None, "age", [Edit("annotations", key, before, replace(before, modified="2020-01-02T12:00:00.000Z"))]
    )


@pytest.fixture
def output(folder: Path, capsys: Capture) -> Callable[..., str]:
    """Runs a verb on the folder and returns what it prints."""

    def output(verb: str, *options: str) -> str:
        assert main([verb, str(folder), *options]) == 0
        return capsys.readouterr().out

    return output


@pytest.mark.parametrize(("options", "query", "addresses"), CASES)
def test_options_and_queries_choose_the_same(
    folder: Path, output: Callable[..., str], options: str, query: str, addresses: str
) -> None:
    """For `list`, for `export`, and for the query that is typed in the program."""
    given = options.split()
    assert [line.split("\t")[0] for line in output("list", *given).splitlines()] == addresses.split()
    value = json.loads(output("export", *given))
    assert [one["address"] for one in value["annotations"]] == addresses.split()
    with closing(Library.open([folder])) as library:
        parsed = query_of(library, query)
        assert not parsed.problem
        found = [library.address(one.annotation.id) for one in Matches(library, parsed).all()]
    assert found == (addresses.split() if query else [])


def test_each_report_takes_the_same_options(output: Callable[..., str]) -> None:
    """Claims, disputes, dates and counts are those of the passages that are chosen."""
    claims = json.loads(output("board", "--by", "cleo", "--format", "json"))["claims"]
    assert [one["passages"] for one in claims] == [["2:2"]]
    claims = json.loads(output("board", "--saved", "counted", "--format", "json"))["claims"]
    assert [one["passages"] for one in claims] == [["1:1"]]
    assert len(json.loads(output("disputes", "--tag", "claim", "--json"))) == 1
    assert json.loads(output("disputes", "--status", "checked", "--json")) == []
    assert [one["passages"] for one in json.loads(output("timeline", "--format", "json"))["entries"]] == [["1:2"]]
    assert json.loads(output("timeline", "--not", "claim", "--format", "json"))["entries"] == []
    table = output("stats", "--table", "passages", "--tag", "figure", "--source", "2", "--format", "csv")
    assert "b.txt" in table
    assert "a.txt" not in table
    assert output("map", "--tag", "opinion", "--all").endswith("1 source, 1 claim\n")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--tag", "nothing"), "nothing"),
        (("--not", "nothing"), "nothing"),
        (("--since", "soon"), "“soon” is no time to count from"),
        (("--source", "9"), "No source “9”"),
        (("--status", "done"), "invalid choice: 'done'"),
        (("--saved", "none"), "no saved search “none”"),
        (("--filter", "tag:claim|blue"), "not understood: tag: needs one of"),
    ],
)
@pytest.mark.parametrize("verb", ["list", "export", "board", "disputes", "stats", "map", "timeline", "figures"])
def test_what_does_not_exist_is_one_line(
    folder: Path, capsys: Capture, verb: str, options: tuple[str, str], reason: str
) -> None:
    """Exit code 2, and no answer to another question."""
    assert main([verb, str(folder), *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert reason in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("most", ["-1", "x", "1e3", "9" * 400])
def test_most_is_a_whole_number(folder: Path, capsys: Capture, most: str) -> None:
    """A negative number is no way to ask for all, in any of the verbs."""
    for verb in (["queue"], ["related", "1:1"], ["suggest"], ["search", "word"], ["map"]):
        assert main([verb[0], str(folder), *verb[1:], "--most", most]) == 2
        assert "is no whole number from 0 on" in capsys.readouterr().err
