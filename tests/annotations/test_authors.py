"""Undo and redo in a library of several authors: one's own changes first, and nothing that came meanwhile."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.describe_change import named, recorded
from annotations.model import Change
from annotations.store.journal.format import REDO, UNDO

ROOT = Path(__file__).parents[2]
Find = Callable[[Library, int, str], tuple[str, int, int]]

ADD = """
import sys
from pathlib import Path
from annotations.library import Library

library = Library.open([Path(sys.argv[1])], author=sys.argv[2])
source = library.sources()[1].id
library.document(source)
print("ready", flush=True)
for place in range(60):
    library.add(source, place * 5, place * 5 + 4)
library.close()
"""


@pytest.fixture
def both(folder: Path, span: Find) -> Iterator[tuple[Library, Library]]:
    """Two authors at one library: ann made 1:1, bob 1:2, ann 1:3, bob 1:4."""
    ann, bob = Library.open([folder], author="ann"), Library.open([folder], author="bob")
    for library, words in ((ann, "1902"), (bob, "60%"), (ann, "forty"), (bob, "rest")):
        library.catch_up()
        library.add(*span(library, 1, words), tags=["claim"])
        library.flush()
    yield ann, bob
    ann.close()
    bob.close()


def labels(changes: "Iterator[Change] | list[Change]") -> list[str]:
    return [change.label for change in changes]


def test_everybody_undoes_and_redoes_their_own(both: tuple[Library, Library]) -> None:
    """What another one does in between takes nothing from what can be redone."""
    ann, bob = both
    assert labels([change for _ in range(3) if (change := ann.undo())]) == ["claim 1:3", "claim 1:1"]
    bob.set_note(bob.annotation("1:2").id, "by bob")
    assert labels([change for _ in range(3) if (change := ann.redo())]) == ["claim 1:1", "claim 1:3"]
    assert bob.redo() is None
    assert labels([change for _ in range(4) if (change := bob.undo())]) == ["note on 1:2", "claim 1:4", "claim 1:2"]
    assert [entry.label for entry in ann.transactions.steps(REDO, 9, others=True)] == [
        "claim 1:2",
        "claim 1:4",
        "note on 1:2",
    ]
    assert ann.redo() is None


def test_a_change_of_one_s_own_forgets_only_what_oneself_undid(both: tuple[Library, Library], span: Find) -> None:
    """As for one author, where a change ends what could be redone."""
    ann, bob = both
    ann.undo()
    bob.undo()
    ann.add(*span(ann, 2, "1911"))
    assert ann.redo() is None
    assert bob.redo() is not None


def test_an_empty_author_is_an_author(folder: Path, span: Find) -> None:
    """Where no name is known all changes without one are one's own."""
    library = Library.open([folder], author="ann")
    library.transactions.author = ""
    library.add(*span(library, 1, "1902"))
    library.transactions.author = "ann"
    assert library.undo() is None
    assert named(library, recorded(library, library.transactions.steps(UNDO, others=True)[0])).endswith(
        "by an unnamed author"
    )
    library.transactions.author = ""
    assert library.undo() is not None
    library.close()


def test_what_another_one_built_on_it_is_named(both: tuple[Library, Library]) -> None:
    """The obstacle, with the change that is in the way and who made it."""
    ann, bob = both
    bob.connect("1:3", "1:2", "supports")
    with pytest.raises(UsageError, match=r"1:3 was linked since \(“1:3 supports 1:2” by bob\)"):
        ann.undo()
    bob.undo()
    assert ann.undo() is not None


def test_the_address_is_named_where_the_label_has_none(both: tuple[Library, Library]) -> None:
    """Of several passages the first one, and how many more; before the words of a passage, which may be cut off."""
    ann, bob = both
    with bob.transaction("accept suggested claim: at 10:30 they left"):
        bob.set_note(bob.annotation("1:2").id, "at once")
    assert named(bob, recorded(bob, bob.history.entries()[0])) == "accept suggested claim (1:2): at 10:30 they left"
    with bob.transaction("tidy up"):
        for address in ("1:2", "1:4"):
            bob.set_note(bob.annotation(address).id, "tidy")
    ann.catch_up()
    [entry] = ann.transactions.steps(UNDO, others=True)
    assert named(ann, recorded(ann, entry)) == "tidy up (1:2 and 1 more) by bob"
    assert named(bob, recorded(bob, entry)) == "tidy up (1:2 and 1 more)"
    assert named(ann, ann.transactions.undo_entry(entry.sequence)) == "tidy up (1:2 and 1 more) by bob"
    assert named(ann, ann.transactions.redo_entry(entry.sequence)) == "tidy up (1:2 and 1 more) by bob"


@pytest.mark.parametrize("author", ["ann", "eve"])
def test_undo_of_everything_ends_while_another_process_adds(folder: Path, author: str) -> None:
    """What was there is taken back; what came meanwhile stays, whoever added it, and no program was kept out."""
    for name in ("1-orchard.md", "2-letter.txt"):
        (folder / name).write_text("word " * 60, encoding="utf-8")
    library = Library.open([folder], author="ann")
    for place in range(40):
        library.add(library.sources()[0].id, place * 5, place * 5 + 4)
    library.flush()
    walk = library.transactions.walk(UNDO, 10**12, others=True)
    undone = [next(walk).label]
    with subprocess.Popen(
        [sys.executable, "-c", ADD, str(folder), author], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
    ) as adding:
        assert adding.stdout is not None
        assert adding.stdout.readline() == "ready\n"
        while not library.catch_up():
            assert adding.poll() is None
        undone += labels(walk)
        assert adding.wait(120) == 0
    assert undone == [f"passage 1:{number}" for number in range(40, 0, -1)]
    library.catch_up()
    assert len(library.all_annotations()) == 60
    assert {one.source for one in library.all_annotations()} == {library.sources()[1].id}
    library.close()
