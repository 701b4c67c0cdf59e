"""Finding in one document: in slices, ahead of them, and never twice the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.loader import DocumentLoader, read
from annotations.search.document_search import MOST, finder

TEXT = "One apple, two pears.\n\nTwo Apples, one pear, no plum.\n\nThe last apple.\n"


@given(st.lists(st.sampled_from(["ab", "b ", "Ab", "c\n\n", "x"]), max_size=60), st.sampled_from(["ab", "b", "x ab"]))
def test_slices_find_what_one_go_finds(parts: list[str], query: str) -> None:
    """However often the search is interrupted, and wherever one looks ahead, the places are the same."""
    document = read("".join(parts).encode(), "a.txt")
    whole = finder(document).scan(query)
    whole.run()
    places = list(whole.places)
    other = read("".join(parts).encode(), "a.txt")
    again = finder(other).scan(query)
    for offset in range(0, document.length, 7):
        expected = next((start for start, _ in places if start >= offset), places[0][0] if places else -1)
        if any(start >= offset for start, _ in places):
            assert document.text[again.following(offset) :].lower().startswith(query[0])
        again.run(0)
        if again.complete:
            assert again.following(offset) == expected
    again.run()
    assert list(again.places) == places


def test_a_query_is_searched_once() -> None:
    """The same query of the same text has the same scan; when the text grows it is another one."""
    reading = DocumentLoader(("apple\n\n" * 3000).encode(), "a.txt")
    reading.step()
    known = finder(reading.document)
    first = known.scan("apple")
    first.run()
    assert known.scan("apple") is first
    while reading.step():
        pass
    second = known.scan("apple")
    second.run()
    assert second is not first
    assert len(second.places) == 3000


@pytest.mark.parametrize(
    ("origin", "by", "words", "around"),
    [
        (0, 1, "apple,", False),
        (4, 1, "Apples", False),
        (4, -1, "apple.", True),
        (4, 2, "apple.", False),
        (4, 3, "apple,", True),
    ],
)
def test_walking_goes_round_the_text(origin: int, by: int, words: str, around: bool) -> None:  # noqa: FBT001 - a case
    """From any place so many on or back, beginning anew at the ends."""
    document = read(TEXT.encode(), "a.txt")
    step = finder(document).scan("apple").walk(origin, by)
    assert step is not None
    place, went_round = step
    assert document.text[place:].startswith(words)
    assert went_round == around


def test_many_are_not_counted_to_the_end() -> None:
    """Beyond the places that anybody wants to count only that is told."""
    document = read(b"e " * (MOST + 5), "a.txt")
    scan = finder(document).scan("e")
    scan.run()
    assert scan.counted == f"{MOST}+"
    assert len(scan.places) == MOST + 5


def test_a_wrong_pattern_has_a_problem_and_no_places() -> None:
    """Nothing is raised while one types a pattern."""
    document = read(TEXT.encode(), "a.txt")
    scan = finder(document).scan(r"\v(apple")
    assert not scan.run()
    assert not scan.places
    assert scan.problem.startswith("wrong pattern: missing )")
    assert scan.following(0) == -1
    assert scan.walk(0, 1) == (-1, False)


def test_capitals_in_turn_with_none_find_their_own() -> None:
    """A query with a capital and one without do not take each other's prepared text."""
    document = read(TEXT.encode(), "a.txt")
    known = finder(document)
    for query, count in [("apple", 3), ("Apple", 1), ("apple", 3), (r"\vApple", 1), ("APPLE", 0)]:
        scan = known.scan(query)
        scan.run()
        assert len(scan.places) == count, query


def test_a_step_back_does_not_wait_for_the_whole_text() -> None:
    """A step whose place is not known in the time it is given says so; later it is known."""
    document = read(b"an apple " * 5000, "a.txt")
    scan = finder(document).scan("apple")
    assert scan.walk(100, -1, 0.0) is None
    assert not scan.complete
    scan.run()
    assert scan.walk(100, -1, 0.0) == (document.text.rindex("apple", 0, 100), False)
