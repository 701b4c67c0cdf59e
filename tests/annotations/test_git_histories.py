"""Random histories of two and of three clones, through git itself: nothing is lost, and it does not matter who merges."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.merge.three_way import covers
from annotations.model import Annotation, Record
from annotations.store.codec import TYPES, document
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import unfit
from annotations.store.journal.format import Held
from annotations.store.versions import tables_of
from tests.cloning import commit, copied, git, needs_git
from tests.git_driver import Merges, answering, use

pytestmark = needs_git

Tables = dict[str, dict[str, Record]]

FILE = ".postil/library.json"
WORDS = "abcd"


class Step(NamedTuple):
    """One thing that somebody does, to the records that there are."""

    what: str
    which: int
    other: int
    word: str


ACTS = (
    "add", "add", "add", "note", "note", "tag", "untag", "status", "move", "delete", "link", "link note", "unlink",
    "claim", "rule", "reject", "count", "fact", "memo", "read", "search", "new tag", "rename tag", "kind", "undo",
)  # fmt: skip
STEPS = st.lists(
    st.builds(Step, st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3), st.sampled_from(WORDS)), max_size=7
)
EXAMPLES = settings(
    max_examples=max(4, settings.default.max_examples // 12) if settings.default is not None else 4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # Shrinking takes minutes.
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""Few, because each starts git some twenty times; HYPOTHESIS_PROFILE=thorough takes more."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two sources, and a passage in each."""
    folder = tmp_path_factory.mktemp("template") / "common"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("words " * 90 + name, encoding="utf-8")
    library = Library.open([folder], author="common")
    for source in library.sources():
        library.document(source.id)
        library.add(source.id, 0, 5, note="common")
    library.close()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "gc.auto", "0")
    commit(folder, journal=False)
    return folder


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Merges]]:
    """The command of the driver, and what it was asked."""
    with answering(tmp_path_factory.mktemp("driver")) as found:
        yield found


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the clones of one example after the other."""
    return tmp_path_factory.mktemp("room")


def begun(template: Path, room: Path, command: str, common: list[Step], names: str) -> tuple[list[Path], Tables]:
    """Clones of one library, in which some things were done before, and the state that they have in common."""
    for path in room.iterdir():
        shutil.rmtree(path)
    first = copied(template, room)
    use(first, command)
    done(first, common)
    clones = []
    for name in names:
        folder = copied(first, room / name).rename(room / name / name)
        shutil.rmtree(folder / ".postil/backups", ignore_errors=True)
        # A clone has no journal of the one that it was made of.
        for path in (folder / ".postil").glob("journal.*"):
            path.unlink()
        clones.append(folder)
    return clones, state(first)


def done(folder: Path, steps: list[Step]) -> None:
    """Do some steps in a clone and commit; what finds no record, or is refused, does nothing."""
    library = Library.open([folder], author=folder.name)
    for number, step in enumerate(steps):
        with suppress(UsageError):
            do(library, step, f"{folder.name} {number} {step.word}")
    library.close()
    commit(folder, journal=False)


def do(library: Library, step: Step, text: str) -> None:
    """Do one step; `text` is like no other."""
    source = library.sources()[step.which % 2]
    passages = library.all_annotations()
    name, start = f"tag {step.word}", 6 * (10 + step.which * 4 + WORDS.index(step.word))
    if step.what == "add" or not passages:
        library.document(source.id)
        library.add(source.id, start, start + 5, note=text)
        return
    one, other = passages[step.which % len(passages)], passages[step.other % len(passages)]
    links, tags = library.all_links(), [tag.name for tag in library.tags()]
    match step.what:
        case "note":
            library.set_note(one.id, text)
        case "tag":
            library.toggle_tag(one.id, tags[step.other % len(tags)])
        case "untag" if one.tags:
            library.toggle_tag(one.id, one.tags[0])
        case "status":
            library.set_status(one.id, ("open", "checked", "dropped", "disputed")[step.other])
        case "move":
            library.document(one.source)
            library.move(one.id, start + 1, start + 4)
        case "delete":
            library.delete(one.id)
        case "link":
            library.connect(one.id, other.id, ("supports", "contradicts")[step.other % 2], text)
        case "link note" if links:
            library.set_link_note(links[step.which % len(links)].id, text)
        case "unlink" if links:
            library.disconnect(links[step.which % len(links)].id)
        case "claim":
            library.review.set_claim(one.id, title=text, status=("open", "checked", "dropped", "disputed")[step.other])
        case "rule":
            library.review.rule(one.id, note=text, questions=text if step.other % 2 else None)
        case "reject":
            library.review.reject(one.id, other.id, text)
        case "count":
            library.review.count_sources(one.id, other.id, ("once", "separately")[step.which % 2], text)
        case "fact":
            library.about.set_facts(source.id, {("author", "publisher")[step.other % 2]: text})
        case "memo":
            about = ("source", "tag", "library")[step.which % 3]
            library.about.set_memo(about, {"source": source.id, "tag": "claim", "library": ""}[about], text)
        case "read":
            library.about.mark_read(source.id, 60 * (1 + step.other))
        case "search":
            library.searches.save(f"search {step.word}", "search", f'"{text}"')
        case "new tag":
            library.add_tag(name, description=text)
        case "rename tag":
            library.rename_tag(name, text)
        case "kind":
            library.link_types.add(f"kind {step.word}", inverse=text)
        case "undo":
            library.undo()


def state(folder: Path) -> Tables:
    """The records in the file of a clone."""
    return tables_of(AtomicStorage(folder / FILE).load())


def named(table: str, key: str, record: Record, tables: Tables) -> list[str]:
    """How a line may name a record."""
    if isinstance(record, Annotation):
        source = tables["sources"].get(record.source)
        addresses = [f"{getattr(source, 'number', 0)}:{record.number}", *record.was]
        return [f" {address} " for address in addresses]
    names = {"tags": f"“{key}”", "kinds": f"“{key}”", "searches": f"“{key}”", "links": "link"}
    number = str(getattr(record, "number", ""))
    others = {"claims": "claim", "rejections": "rejection", "independence": "how two sources count"}
    last = {"rulings": "dispute", "memos": "memo", "sources": f"Source {number} "}
    return [(names | others | last)[table]]


def kept(before: Tables, side: Tables, after: Tables, lines: list[str]) -> None:
    """Whatever a side made or wrote is in the result, in the record or in a second version of it, or a line names it."""
    text = " ".join(lines)
    for table in TYPES:
        values: dict[str, list[object]] = {}
        for record in after[table].values():
            for name, value in document(record).items():
                values.setdefault(name, []).append(value)
        for key, record in side[table].items():
            old = document(before[table][key]) if key in before[table] else {}
            for name, value in document(record).items():
                if name in ("modified", "number", "was", "last_number", "opened", "place", "read", "words", "length"):
                    continue
                if old.get(name) == value or not value:
                    continue
                there = document(after[table][key]).get(name) if key in after[table] else None
                if isinstance(value, list | tuple) and name == "tags" and isinstance(there, list | tuple):
                    new = {*value} - {*old.get(name, ())}
                    if new <= {*there} or any(tag not in after["tags"] for tag in new):
                        continue
                if isinstance(value, dict) and isinstance(there, dict):
                    lost = {k for k, v in value.items() if old.get(name, {}).get(k) != v and there.get(k) != v}
                    if not lost:
                        continue
                named_ = any(one in text for one in named(table, key, record, side))
                assert value in values.get(name, []) or named_, (table, key, name, value, lines)


def sound(tables: Tables) -> None:
    """Nothing refers to nothing, and no address means two passages."""
    assert unfit(tables) == []
    for one in tables["annotations"].values():
        assert isinstance(one, Annotation)
        assert one.number <= getattr(tables["sources"][one.source], "last_number", 0)


@EXAMPLES
@given(STEPS, STEPS, STEPS)
def test_two_clones_that_merge_each_other_have_one_file(
    template: Path, room: Path, driver: tuple[str, Merges], common: list[Step], one: list[Step], other: list[Step]
) -> None:
    """Byte for byte; a program that opens it shows its records; and merging once more changes nothing."""
    command, merges = driver
    (first, second), before = begun(template, room, command, common, "ab")
    done(first, one)
    done(second, other)
    sides = [state(first), state(second)]
    git(first, "remote", "add", "other", str(second))
    git(first, "fetch", "-q", "other")
    git(second, "fetch", "-q", str(first), "main")
    merges.lines.clear()
    git(first, "merge", "-q", "--no-edit", "other/main")
    lines = [*merges.lines]
    git(second, "merge", "-q", "--no-edit", "FETCH_HEAD")
    assert {*merges.codes} <= {0}
    assert (first / FILE).read_bytes() == (second / FILE).read_bytes()
    after = state(first)
    sound(after)
    for side in sides:
        kept(before, side, after, lines)
    library = Library.open([first])
    assert library.all_annotations() == sorted(
        after["annotations"].values(),
        key=lambda one: (after["sources"][one.source].number, one.number),  # type: ignore[union-attr]
    )
    library.close()
    git(first, "fetch", "-q", "other")
    git(first, "merge", "-q", "--no-edit", str(git(second, "rev-parse", "HEAD").strip()), fails=True)
    assert state(first) == after


@EXAMPLES
@given(STEPS, STEPS, STEPS, STEPS)
def test_three_clones_by_way_of_rebase_and_pick(
    template: Path,
    room: Path,
    driver: tuple[str, Merges],
    one: list[Step],
    other: list[Step],
    third: list[Step],
    later: list[Step],
) -> None:
    """The second rebases on the first, a third picks what the second did last and merges the rest: nothing is lost."""
    command, merges = driver
    (first, second, last), before = begun(template, room, command, [], "abc")
    merges.lines.clear()
    for folder, steps in ((first, one), (second, other), (last, third)):
        done(folder, steps)
    sides = [state(first), state(second), state(last)]
    git(second, "fetch", "-q", str(first), "main")
    git(second, "rebase", "-q", "FETCH_HEAD")
    sound(state(second))
    for side in sides[:2]:
        kept(before, side, state(second), merges.lines)
    rebased = state(second)
    done(second, later)
    sides.append(state(second))
    git(last, "fetch", "-q", str(second), "main")
    git(last, "cherry-pick", "--allow-empty", "FETCH_HEAD", fails=True)
    git(last, "cherry-pick", "--skip", fails=True)
    git(last, "merge", "-q", "--no-edit", "FETCH_HEAD")
    after = state(last)
    sound(after)
    for start, side in ((before, sides[2]), (rebased, sides[3])):
        kept(start, side, after, merges.lines)
    assert {*merges.codes} <= {0}
    library = Library.open([last], alone=True)
    found = {one.id for one in library.all_annotations()}
    assert {*after["annotations"]} <= found
    library.close()
    assert not Library.open([last]).problems


def test_what_was_deleted_stays_away_through_many_rounds(
    template: Path, room: Path, driver: tuple[str, Merges]
) -> None:
    """Three people record, delete, rebase or merge and push: in the end each has what nobody deleted, and no more."""
    clones, _ = begun(template, room, driver[0], [], "abc")
    git(room, "clone", "-q", "--bare", str(clones[0]), str(room / "hub"))
    for folder in clones:
        git(folder, "remote", "add", "origin", str(room / "hub"))
    chance, alive, place = Random(6), {"common"}, count(10)
    for number in range(4):
        for folder in chance.sample(clones, 3):
            library = Library.open([folder], author=folder.name)
            source, start = library.sources()[0].id, 6 * next(place)
            library.document(source)
            library.add(source, start, start + 5, note=f"{folder.name}{number}")
            known = [one for one in library.all_annotations() if one.note in alive - {"common"}]
            if known and chance.random() < 0.6:
                gone = chance.choice(known)
                library.delete(gone.id)
                alive.remove(gone.note)
            alive.add(f"{folder.name}{number}")
            library.close()
            commit(folder, journal=False)
            if chance.random() < 0.6:
                git(folder, "pull", "-q", chance.choice(["--rebase", "--no-rebase"]), "--no-edit", "origin", "main")
                git(folder, "push", "-q", "origin", "main")
    for folder in [*clones, *clones]:
        git(folder, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        git(folder, "push", "-q", "origin", "main")
    for folder in clones:
        library = Library.open([folder])
        assert {one.note for one in library.all_annotations()} == alive
        assert all(line.startswith("Deleted in") for line in library.problems)


def test_a_place_further_on_in_a_journal_has_all_before_it() -> None:
    """But not those of a copy of the journal that was gone on with apart; places of merged files tell nothing."""
    ours = [Held("a", 8, "1"), Held("a", 5, "2"), Held("b", 3, "3")]
    assert covers(ours, [Held("a", 7, "4"), Held("b", 3, "3")])
    assert not covers(ours, [Held("a", 9, "4")])
    assert not covers(ours, [Held("a", 5, "4")])
    assert not covers(ours, [Held("c", 1, "4")])
    assert not covers(ours, [])
