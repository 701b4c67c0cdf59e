"""Clones under git that set facts of the same sources come together fact by fact."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.library import Library
from tests.cloning import add, commit, git, needs_git, opened

pytestmark = needs_git

Work = Callable[[Library, str, str], object]


def two(
    root: Path, anna: Work, ben: Work, *, journal: bool, before: Callable[[Library], None] = lambda _: None
) -> tuple[Path, Path]:
    """Two clones of one library with two sources, in each of which something was done with them."""
    first, second = root / "anna", root / "ben"
    first.mkdir()
    for name in ("a.txt", "b.txt"):
        (first / name).write_text("words " * 400 + name, encoding="utf-8")
    library = opened(first)
    add(library, 0, "common")
    library.about.set_facts(library.sources()[0].id, {"kind": "primary", "credibility": "B"})
    library.document(library.sources()[1].id)
    before(library)
    library.close()
    git(first, "init", "-q", "-b", "main")
    commit(first, journal=journal)
    git(root, "clone", "-q", str(first), str(second))
    for folder, work in ((first, anna), (second, ben)):
        library = opened(folder)
        one, other = (source.id for source in library.sources())
        work(library, one, other)
        library.close()
        commit(folder, journal=journal)
    git(second, "fetch", "-q")
    git(first, "fetch", "-q", str(second), "main")
    return first, second


def merge(folder: Path, branch: str) -> Library:
    """What a program that stays makes of a clone after git merged a branch."""
    git(folder, "merge", "-q", branch, fails=True)
    return Library.open([folder], author=folder.name, alone=True)


@pytest.mark.parametrize("journal", [False, True])
def test_each_side_keeps_the_facts_that_it_set(tmp_path: Path, *, journal: bool) -> None:
    """Both clones come to the same: facts of both, a reset by one, and all that it is derived from."""

    def anna(library: Library, one: str, other: str) -> None:
        library.about.set_facts(one, {"author": "Anna", "kind": None})
        library.about.set_facts(other, {"published": "2026-04"})

    def ben(library: Library, one: str, other: str) -> None:
        library.about.set_facts(one, {"publisher": "The Post"}, [other])
        library.about.set_facts(other, {"url": "https://example.org"})

    first, second = two(tmp_path, anna, ben, journal=journal)
    for folder, branch in ((second, "origin/main"), (first, "FETCH_HEAD")):
        library = merge(folder, branch)
        one, other = library.sources()
        assert one.facts == {"author": "Anna", "publisher": "The Post", "credibility": "B"}
        assert other.facts == {"published": "2026-04", "url": "https://example.org"}
        assert one.derived_from == (other.id,)
        assert not [line for line in library.problems if "Source" in line]
        library.close()


def test_one_fact_that_both_set_is_reported(tmp_path: Path) -> None:
    """Both clones keep the same value and name the other one."""

    def by(name: str) -> Work:
        return lambda library, one, _: library.about.set_facts(one, {"author": name})

    first, second = two(tmp_path, by("Anna"), by("Ben"), journal=False)
    kept = set()
    for folder, branch in ((second, "origin/main"), (first, "FETCH_HEAD")):
        library = merge(folder, branch)
        kept.add(library.sources()[0].fact("author"))
        [line] = [line for line in library.problems if "was given the author" in line]
        assert "“Anna” in one place and “Ben” in the other" in line
        library.close()
    assert len(kept) == 1


def test_a_running_program_takes_over_facts_of_another(tmp_path: Path) -> None:
    """Both set facts of one source, one after the other, and each undoes its own."""
    (tmp_path / "a.txt").write_text("words " * 9, encoding="utf-8")
    anna, ben = (Library.open([tmp_path], author=name) for name in ("anna", "ben"))
    [source] = anna.sources()
    anna.about.set_facts(source.id, {"author": "A"})
    ben.about.set_facts(source.id, {"publisher": "B"})
    anna.catch_up()
    assert anna.source(source.id).facts == ben.source(source.id).facts == {"author": "A", "publisher": "B"}
    anna.undo()
    ben.catch_up()
    assert anna.source(source.id).facts == ben.source(source.id).facts == {"publisher": "B"}
    anna.close()
    ben.close()


def test_memos_of_both_sides_are_kept(tmp_path: Path) -> None:
    """Two on one source are shown together, and one that both changed is kept twice and reported."""

    def by(name: str) -> Work:
        def work(library: Library, one: str, other: str) -> None:
            library.about.set_memo("source", one, f"{name} on a")
            library.about.set_memo("library", "", f"{name} on all")
            library.about.mark_read(other, 5)

        return work

    first, second = two(tmp_path, by("Anna"), by("Ben"), journal=False)
    texts = set()
    for folder, branch in ((second, "origin/main"), (first, "FETCH_HEAD")):
        library = merge(folder, branch)
        one, other = library.sources()
        texts.add((library.about.memo("source", one.id), library.about.memo("library")))
        assert other.read == ((0, 5),)
        library.close()
    [(of_source, of_all)] = texts
    assert sorted(of_source.split("\n\n")) == ["Anna on a", "Ben on a"]
    assert sorted(of_all.split("\n\n")) == ["Anna on all", "Ben on all"]


def test_a_memo_that_both_changed_is_kept_twice(tmp_path: Path) -> None:
    """So is one on a tag that one side removed and the other wrote on."""

    def anna(library: Library, one: str, _: str) -> None:
        library.about.set_memo("source", one, "Anna")
        library.remove_tag("forecast")

    def ben(library: Library, one: str, _: str) -> None:
        library.about.set_memo("source", one, "Ben")
        library.about.set_memo("tag", "forecast", "Ben")

    def before(library: Library) -> None:
        library.add_tag("forecast")
        library.about.set_memo("source", library.sources()[0].id, "first")
        library.about.set_memo("tag", "forecast", "first")

    first, second = two(tmp_path, anna, ben, journal=False, before=before)
    for folder, branch in ((second, "origin/main"), (first, "FETCH_HEAD")):
        library = merge(folder, branch)
        assert sorted(library.about.memo("source", library.sources()[0].id).split("\n\n")) == ["Anna", "Ben"]
        assert library.about.memo("tag", "forecast") == "Ben"
        assert [line for line in library.problems if "The memo on source 1 was changed in two places" in line]
        library.close()
