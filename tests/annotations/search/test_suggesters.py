"""Suggesters are plug-ins: the built-in one and those of other packages come through one door."""

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.review.similarity.features import features
from annotations.review.similarity.index import SimilarityIndex
from annotations.search.source_names import SourceNames
from annotations.search.suggesters import SUGGESTERS, End, Passages, Words, suggester
from annotations.search.text_cache import Texts
from tui.cli import main
from tui.session.settings import settings_file
from tui.session.similar_passages import Related

PLUGIN = '''
from annotations.review.pair_queue import CandidatePair
from annotations.review.similarity.index import Match

class Lengths:
    """Pairs passages of equal length, and ranks by it."""

    description = "length"

    def pairs(self, passages, graph, rejections, *, most=500):
        one, other = graph.in_order(graph.order)[:2]
        return [CandidatePair(one, other, "supports", "shares length", 0.5)]

    def neighbours(self, passages, end, typed="", *, without=frozenset()):
        near = ((1 / (1 + abs(len(passages.words(key)) - len(end.text))), key) for key in passages.pieces)
        if typed == "fail":
            raise ValueError("no way")
        return [Match(key, score, "length") for score, key in sorted(near, reverse=True) if key not in without]

class Wrong(Lengths):
    def pairs(self, passages, graph, rejections, *, most=500):
        yield CandidatePair("nowhere", graph.in_order(graph.order)[0], "supports", "odd", 0.5)

    def neighbours(self, passages, end, typed="", *, without=frozenset()):
        if typed:
            raise OSError("no disk")
        return [None]
'''


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package with three suggesters: one works, one fails, and one needs what is not installed."""
    folder = tmp_path / "site" / "lengths-1.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: lengths\nVersion: 1\n", "utf-8")
    points = (
        "lengths = lengths_of_passages:Lengths\nwrong = lengths_of_passages:Wrong\nbroken = lengths_without:Lengths\n"
    )
    (folder / "entry_points.txt").write_text(f"[{SUGGESTERS}]\n{points}", "utf-8")
    (folder.parent / "lengths_of_passages.py").write_text(PLUGIN, "utf-8")
    (folder.parent / "lengths_without.py").write_text("import a_package_that_is_missing\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.delitem(sys.modules, "lengths_of_passages", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources with a passage each, and a third one."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in (
        ("a", "Pears are ripe."),
        ("b", "Nobody came in."),
        ("c", "A long sentence about nothing at all."),
    ):
        (folder / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    library = Library.open([folder])
    for source in library.sources():
        library.add(source.id, 0, library.document(source.id).length, tags=["claim"])
    library.close()
    return folder


def use(name: str) -> None:
    """Name a suggester in the settings."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'[suggest]\nuse = "{name}"\n', "utf-8")


def test_the_built_in_suggester_is_an_entry_point_and_the_default() -> None:
    """Without a name, by its name, and by the entry point that the package declares."""
    assert isinstance(suggester(), Words)
    assert isinstance(suggester("words"), Words)
    (entry,) = entry_points(group=SUGGESTERS, name="words")
    assert entry.load() is Words


@pytest.mark.usefixtures("plugin")
def test_the_settings_name_the_suggester(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its pairs are those of the queue, its ranking that of the finder."""
    use("lengths")
    assert main(["queue", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("1:1\tsupports\t2:1\t0.50\tThey share rare words: length\t")
    assert main(["related", str(folder), "1:1"]) == 0
    assert [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()] == [["2:1", "1.00"], ["3:1", "0.04"]]


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("length", "There is no suggester “length”. Did you mean lengths?"),
        ("broken", "The suggester broken needs a_package_that_is_missing, which is not installed. Install it too."),
    ],
)
def test_a_suggester_that_cannot_be_used_is_reported(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, problem: str
) -> None:
    """The command line stops with one line; the program goes on with the built-in one, and has a line to show."""
    with pytest.raises(UsageError, match=problem):
        suggester(name)
    use(name)
    assert main(["queue", str(folder)]) == 2
    assert capsys.readouterr().err == f"postil: {problem}\n"
    library = Library.open([folder])
    related = Related(library, Texts(library), lambda: SourceNames(library.sources()))
    assert list(related.steps())
    assert isinstance(related.suggester, Words)
    assert related.trouble == problem
    library.close()


@pytest.mark.usefixtures("plugin")
def test_an_error_of_a_plugin_is_one_line_that_names_its_package(folder: Path) -> None:
    """It is no report of an error of our own, and the built-in suggester goes on."""
    use("lengths")
    library = Library.open([folder])
    related = Related(library, Texts(library), lambda: SourceNames(library.sources()))
    assert list(related.steps())
    (first, *_) = library.all_annotations()
    assert related.passages(first.id, "fail") == []
    said = "The suggester lengths failed: ValueError: no way. It is of the package lengths; report it there."
    assert related.trouble == said
    assert isinstance(related.suggester, Words)
    library.close()


@pytest.mark.usefixtures("plugin")
def test_what_a_plugin_returns_is_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no pair or no passage of the library is its failure, and so is an error of the system."""
    use("wrong")
    for verb, problem in (
        (["queue", str(folder)], "TypeError: pairs returned CandidatePair(one='nowhere'"),
        (["related", str(folder), "1:1"], "TypeError: neighbours returned None"),
    ):
        assert main(verb) == 2
        assert capsys.readouterr().err.startswith(f"postil: The suggester wrong failed: {problem}")
    one = suggester("wrong")
    nothing = Passages(SimilarityIndex(), str)
    with pytest.raises(UsageError, match="OSError: no disk"):
        one.neighbours(nothing, End("", features("")), "typed")


def test_settings_that_cannot_be_read_are_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script would not notice that another suggester was asked."""
    use("words")
    settings_file().write_text("[suggest]\nmodel = 5\n", "utf-8")
    assert main(["queue", str(folder)]) == 2
    assert "your settings cannot be used: Expected `str`, got `int`" in capsys.readouterr().err
