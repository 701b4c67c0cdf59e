"""Finding in all sources, notes and tags of a library."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotations.library import Library
from annotations.search import library_search as everywhere
from annotations.search.library_search import Everywhere, Hit, words_to_find
from annotations.search.query import Query, parse
from annotations.search.term_match import Patterns
from annotations.search.text_cache import Texts
from tests.annotations.search.finding import find_all

FindSpan = Callable[[Library, int, str], tuple[str, int, int]]


def searched(library: Library, typed: str, texts: Texts | None = None) -> Everywhere:
    """A search that was done to its end."""
    query = parse(typed, [tag.name for tag in library.tags()])
    assert not query.problem
    search = Everywhere(library, texts or Texts(library), query)
    for _ in search.steps():
        pass
    return search


def told(library: Library, hits: list[Hit]) -> list[str]:
    """Address or number of the source, and the words found."""
    return [
        f"{library.address(hit.annotation) if hit.annotation else library.source(hit.source).number} {hit.found}"
        for hit in hits
    ]


@pytest.fixture
def marked(library: Library, span: FindSpan) -> Library:
    """The library with three passages, a note, a link and a passage that cannot be found."""
    planted = library.add(*span(library, 1, "planted in 1902"), tags=["claim"])
    other = library.add(*span(library, 2, "planted in 1911"), tags=["claim"], note="Which orchard is this?")
    library.add(*span(library, 1, "60%"), tags=["figure"])
    library.connect(planted.id, other.id, "contradicts")
    library.set_status(other.id, "disputed")
    return library


CASES = [
    ("orchard", ["2:1 orchard", "1 orchard", "1 orchard", "2 orchard", "2 orchard", "1 orchard"]),
    ('"forty rows"', ["1 forty rows", "2 forty rows"]),
    ("rows forty", ["1 forty", "2 forty"]),
    ("forty -whatever", ["1 forty"]),
    ("1911", ["2:1 1911"]),
    ("2:1", ["2:1 "]),
    ("2:1 tag:figure", []),
    ("7:7", []),
    ("2", ["2 ", "1:1 2", "2 2"]),
    ("tag:figure", ["1:2 "]),
    ("tag:claim 1902", ["1:1 1902"]),
    ("-tag:claim is:tagged", ["1:2 "]),
    ("is:linked source:letter", ["2:1 "]),
    ("is:noted", ["2:1 "]),
    ("note:which", ["2:1 "]),
    ("status:disputed", ["2:1 "]),
    ("source:2 forty", ["2 forty"]),
    ("-source:2 forty", ["1 forty"]),
    ("source:7 forty", []),
    ("claim", ["1:1 ", "2:1 "]),
    ("nowhere", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "found"), CASES)
def test_what_is_found(marked: Library, typed: str, found: list[str]) -> None:
    """Passages and notes first, then headings, then text; whole words before parts; each place once."""
    hits = searched(marked, typed).hits
    assert sorted(told(marked, hits)) == sorted(found)
    assert [hit.order for hit in hits] == sorted(hit.order for hit in hits)


def test_the_best_come_first(marked: Library) -> None:
    """A note before a heading before text, and a part of a word last."""
    hits = searched(marked, "orchard").hits
    assert [hit.note for hit in hits] == [True, *[False] * (len(hits) - 1)]
    assert {hit.order[1] for hit in hits[1:3]} == {1}
    words = searched(marked, "row").hits
    assert {hit.rank for hit in words} == {2}


def test_what_was_found_stands_there(marked: Library) -> None:
    """The words of a hit are those of the source at its place, with what stands around them."""
    for hit in searched(marked, "trees").hits:
        text = marked.document(hit.source).text
        assert text[hit.start :].startswith(hit.found)
        assert hit.before.lstrip("…") + hit.found + hit.after in text


def test_a_passage_that_is_nowhere_is_found_among_orphans(
    marked: Library, open_library: Callable[[], Library], folder: Path
) -> None:
    """When its words are gone from the source, it is an orphan and still found."""
    marked.flush()
    (folder / "1-orchard.md").write_text("# Something else\n\nNothing here.\n", encoding="utf-8")
    library = open_library()
    texts = Texts(library)
    searched(library, "nothing", texts)
    assert {library.address(hit.annotation) for hit in searched(library, "is:orphan", texts).hits} == {"1:1", "1:2"}


@pytest.fixture
def many(tmp_path: Path) -> Library:
    """Three hundred small sources with three passages each."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"The well of {number}.\n\nIt is deep.\n\nIt is old.\n", "utf-8")
    library = Library.open([folder], author="tester")
    with library.transaction("many"):
        for source in library.sources():
            for start in (0, 4, 8):
                library.add(source.id, start, start + 3)
    return library


def test_no_step_grows_with_the_number_of_sources(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks at the keys one source is read at most, and a handful of things are looked at."""
    done: Counter[str] = Counter()

    def count(of: type, name: str) -> None:
        before = getattr(of, name)

        def counting(*given: Any, **named: Any) -> Any:
            done[name] += 1
            return before(*given, **named)

        monkeypatch.setattr(of, name, counting)

    for of, name in ((Patterns, "match"), (Everywhere, "_takes"), (Query, "takes_source"), (Library, "document")):
        count(of, name)
    for typed in ("well", "nowhere", "is:tagged", "source:7 well", "Well", "e"):
        search = Everywhere(many, Texts(many), parse(typed, []))
        for _ in search.steps():
            assert done["document"] <= 1, typed
            assert sum(done.values()) <= 40, typed
            done.clear()
        assert search.searched == len(search.sources) > 0, typed


def test_what_is_in_order_is_not_sorted_again(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it is asked what was found, only what came since is compared with one another; nothing is lost."""
    compared = 0

    class Order(tuple[int, ...]):
        __slots__ = ()

        def __lt__(self, other: tuple[int, ...]) -> bool:
            nonlocal compared
            compared += 1
            return tuple(self) < tuple(other)

    monkeypatch.setattr(everywhere, "_ORDER", lambda hit: Order(hit.order))
    search = Everywhere(many, Texts(many), parse("e", []))
    asked = 0
    for step, _ in enumerate(search.steps()):
        if step % 20 == 0:
            asked += 1
            assert [hit.order for hit in search.hits] == sorted(hit.order for hit in search.hits)
    assert len(search.hits) == search.count == 900
    # Merging two runs takes one comparison for each, sorting all of them ten.
    assert compared <= asked * search.count * 1.2 + 12 * search.count
    before = compared
    assert search.hits is search.hits
    assert compared == before


def test_words_are_found_across_the_windows_of_a_large_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a window ends, each place is found once, and the search breathes between the windows."""
    monkeypatch.setattr(everywhere, "_WINDOW", 50)
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join(f"{'x' * n} the needle {n}." for n in range(120)), encoding="utf-8")
    library = Library.open([folder])
    for typed in ('"the needle"', "Needle", "needle the"):
        search = searched(library, typed)
        assert search.count == (0 if typed == "Needle" else 120)
        assert len({hit.start for hit in search.hits}) == search.count


def test_a_large_source_is_given_away_to_be_opened(tmp_path: Path) -> None:
    """The caller may have another thread decode it; one that is known is not given again."""
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "a.txt").write_text("The needle.\n\n" + "hay " * 200_000, encoding="utf-8")
    (folder / "b.txt").write_text("The needle.\n", encoding="utf-8")
    library = Library.open([folder])
    texts = Texts(library)
    query = parse("needle", [])
    assert [step for step in Everywhere(library, texts, query).steps() if step] == [library.sources()[0].id]
    assert not [step for step in Everywhere(library, texts, query).steps() if step]


def test_a_source_that_cannot_be_read_stops_nothing(
    marked: Library, folder: Path, open_library: Callable[[], Library]
) -> None:
    """It is named, and the others are searched; here nothing is left of it but passages."""
    marked.flush()
    library = open_library()
    (folder / "1-orchard.md").unlink()
    for kept in (folder / ".postil/texts").iterdir():
        kept.unlink()
    search = searched(library, "forty")
    assert search.unreadable == ["1-orchard.md"]
    assert told(library, search.hits) == ["2 forty"]
    assert search.searched == len(search.sources)


def test_texts_are_bounded_and_read_again(library: Library) -> None:
    """With room for one source only, each search reads the other one again and finds the same."""
    texts = Texts(library, budget=1)
    first = searched(library, "forty", texts).hits
    assert sum(texts.get(source.id) is not None for source in library.sources()) == 1
    assert searched(library, "forty", texts).hits == first


def test_what_slash_looks_for_afterwards(library: Library) -> None:
    """A phrase together, several words each by itself: the hit is among the places in any case."""
    for typed in ("orchard", '"forty rows" trees', "trees forty", "it the", "60% of"):
        query = parse(typed, [])
        for hit in searched(library, typed).hits:
            if hit.start < 0:
                continue
            text = library.document(hit.source).text
            assert hit.start in [start for start, _ in find_all(text, words_to_find(query, hit))], typed
