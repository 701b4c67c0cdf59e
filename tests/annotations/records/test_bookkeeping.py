"""Bookkeeping: what becomes known of sources is never taken back."""

from pathlib import Path

import pytest

from annotations.errors import Problems
from annotations.library import Library
from annotations.model import Source
from annotations.records.bookkeeping import Bookkeeping
from annotations.records.index import RecordIndex


def test_what_is_put_is_unwritten_until_it_is_marked() -> None:
    """What is as on disk is not written again; what came from another process counts as written."""
    index = RecordIndex()
    one = Source(id="s", number=1, path="a.txt")
    book = Bookkeeping(index, {"s": one})
    book.put(one)
    assert (book.unwritten(), book.is_written("s"), book.is_written("t")) == ((), True, False)
    read = Source(id="s", number=1, path="a.txt", read=((0, 5),))
    book.put(read)
    assert book.unwritten() == (read,)
    book.mark_written(["s"])
    assert book.unwritten() == ()
    theirs = Source(id="s", number=1, path="a.txt", read=((3, 9),))
    book.put(book.merged(theirs))
    assert index.sources["s"].read == ((0, 9),)
    assert book.unwritten() == (index.sources["s"],)


def test_a_transaction_that_fails_keeps_the_bookkeeping(tmp_path: Path) -> None:
    """The number that was given stays used, what was read stays read, and neither is a step of undo."""
    (tmp_path / "a.txt").write_text("The harbour opened in 1902.\n")
    library = Library.open([tmp_path], author="tester")
    source = library.sources()[0].id
    library.mark_read(source, 0, 10)

    def fail() -> None:
        with library.transaction():
            library.add(source, 4, 11)
            library.mark_read(source, 10, 20)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not library.all_annotations()
    assert library.source(source).read == ((0, 20),)
    assert library.add(source, 4, 11).number == 2
    library.undo()
    assert library.source(source).last_number == 2
    library.close()
    again = Library.open([tmp_path])
    assert (again.source(source).read, again.source(source).last_number) == (((0, 20),), 2)


def test_a_problem_is_reported_again_unless_once_is_enough() -> None:
    """Lines keep their order; `add_once` leaves out what is there, also among its own lines."""
    problems = Problems("a")
    problems.add("b", "a")
    problems.add_once("a", "c", "c")
    assert [*problems] == ["a", "b", "a", "c"]
    assert (len(problems), problems[-1], problems[1:]) == (4, "c", ["b", "a", "c"])
