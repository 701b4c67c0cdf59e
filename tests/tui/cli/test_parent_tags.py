"""A parent stands for the tags below it, on the command line."""

from pathlib import Path

import pytest

from annotations.library import Library
from tests import books
from tui.cli import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two passages, each with a tag of the third level, and one with their common parent."""
    folder = tmp_path_factory.mktemp("wells")
    (folder / "1.txt").write_text("The well is far. The price rose. The river is low.\n", encoding="utf-8")
    books.write(folder)
    library = Library.open([folder], author="tester")
    [source] = library.sources()
    for start, end, tag in ((0, 16, "Water access, counted"), (17, 32, "Water cost, before"), (33, 50, "Water access")):
        library.add(source.id, start, end, tags=[tag])
    library.close()
    return folder


CASES = (
    (("--tag", "Water"), "123"),
    (("--tag", "=Water"), ""),
    (("--tag", "Water access"), "13"),
    (("--tag", "=Water access"), "3"),
    (("--tag", "Water", "--not", "Water cost"), "13"),
    (("--tag", "Water access", "--tag", "Water cost", "--any"), "123"),
    (("--filter", "tag:water"), "123"),
    (("--filter", 'tag:"Water access"'), "13"),
    (("--filter", 'tag:="water access"'), "3"),
    (("--filter=-tag:land",), "123"),
    (("--filter", 'tag:="water access"|"water cost"'), "23"),
)


@pytest.mark.parametrize(("options", "found"), CASES)
def test_passages_are_chosen_by_the_tags_above_theirs(
    folder: Path, options: tuple[str, ...], found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And by their own alone, if that is asked for."""
    assert main(["list", str(folder), *options]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [f"1:{one}" for one in found]
