"""Short names of sources: distinct, of few letters, from what a person chose."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.library import Library
from annotations.sources.short_names import LONGEST, Named, common_starts, short_names

CASES = tomllib.loads((Path(__file__).parent / "data" / "short_names.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_sources_are_told_apart(case: dict[str, list[str]]) -> None:
    """File names that a person chose give the names, else rare words of titles; what is alike gets its end or folder."""
    titles = case.get("titles", [""] * len(case["paths"]))
    assert short_names(map(Named, case["paths"], titles)) == case["names"]


@given(st.lists(st.text("ab/.1 :", max_size=30)), st.lists(st.text("ab :", max_size=30)))
def test_names_are_short_and_never_fail(paths: list[str], titles: list[str]) -> None:
    """Whatever files and titles are called, each source gets a name that fits a column."""
    named = [Named(path, title) for path, title in zip(paths, titles, strict=False)]
    names = short_names(named)
    assert len(names) == len(named)
    assert all(len(name) <= LONGEST for name in names)


@given(st.lists(st.text("ab :", max_size=12)))
def test_a_common_start_is_that_of_another_title(titles: list[str]) -> None:
    """What is common of a title is the start of another one, ends where a word starts, and is never all of it."""
    for i, (title, length) in enumerate(zip(titles, common_starts(titles), strict=True)):
        if length:
            assert length < len(title)
            assert title[length - 1].isspace()
            assert any(other.startswith(title[:length]) for j, other in enumerate(titles) if j != i)


def test_names_follow_titles_and_files(tmp_path: Path) -> None:
    """The names of a library are those of its present titles; a file that comes later may change them."""
    for name, title in (("10af3bc9d2", "Meta Muse: The plan"), ("20bf3bc9d2", "Meta Muse: The cost")):
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\nText.\n", encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    try:
        one, other = library.sources()
        assert library.short_name(one.id) != library.short_name(other.id)
        for source in (one, other):
            library.document(source.id)
        assert [library.short_name(one.id), library.short_name(other.id)] == ["plan", "cost"]
        assert library.source(one.id).title[library.common_start(one.id) :] == "plan"
        library.about.set_facts(one.id, {"title": "Pears"})
        assert library.short_name(one.id) == "Pears"
    finally:
        library.close()
