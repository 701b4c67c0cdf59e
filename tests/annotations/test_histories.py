"""Random histories of two and of three clones: whatever was done, nothing is lost and it does not matter who merges."""

from itertools import count
from typing import Any, NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.library.merge.versions import Joined, Ours, join
from annotations.model import Annotation, Edit, Link, Memo, Record, Source
from annotations.model.judgements import Claim
from annotations.records.merge import differences
from annotations.store.codec import TYPES
from annotations.store.file.snapshot import Loaded
from annotations.store.journal import format as wire
from annotations.store.journal.format import Header, Held, JournalEntry
from annotations.store.journal.trail import Trail, read
from annotations.store.versions import Version

Tables = dict[str, dict[str, Record]]


class Clone:
    """A library as its file and its journal have it, without the disk."""

    def __init__(self, name: str, start: Tables, origin: Held | None) -> None:
        self.name = name
        self.start = {table: dict(start.get(table, {})) for table in TYPES}
        self.tables = {table: dict(rows) for table, rows in self.start.items()}
        self.header = Header(wire.FORMAT, wire.VERSION, f"journal of {name}", "", origin=origin)
        self.data = [wire.encode_header(self.header)]
        self.held = [origin] if origin is not None else []
        self.made: set[tuple[str, str]] = set()
        """Tables and keys of the records that were made and not deleted."""
        self.wrote: dict[str, set[object]] = {"note": set(), "fragments": set()}
        """What was written and not overwritten by who knew of it."""

    def record(self, edits: list[Edit], holds: tuple[Held, ...] = ()) -> None:
        """Make a change, as a library does."""
        for edit in edits:
            if edit.after is None:
                self.tables[edit.table].pop(edit.key, None)
                self.made.discard((edit.table, edit.key))
            else:
                self.tables[edit.table][edit.key] = edit.after
                self.made.add((edit.table, edit.key))
            for name, values in self.wrote.items():
                before, after = getattr(edit.before, name, None), getattr(edit.after, name, None)
                if edit.table == "annotations" and before != after:
                    values.discard(before)
                    values.add(after)
        prev = wire.sum_of(self.data[-1]) if len(self.data) > 1 else self.header.prev
        touched = tuple(one for one in self.tables["sources"].values() if isinstance(one, Source))
        line = JournalEntry(len(self.data), wire.CHANGE, "", self.name, "", "", 0, 0, tuple(edits), touched, holds)
        self.data.append(wire.encode_line(line, prev))

    @property
    def trail(self) -> Trail:
        """Its journal."""
        return read(b"".join(self.data))

    @property
    def end(self) -> Held:
        """The place that its file would name."""
        found = self.trail.end
        assert found is not None
        return found

    def file(self) -> Version:
        """Its file, as another clone gets it."""
        rows = {name: dict(enumerate(table.values(), 1)) for name, table in self.tables.items()}
        holds = [self.end, *self.held]
        plain = [{"id": one.id, "sequence": one.sequence, "sum": one.sum} for one in holds]
        return Version(self.name, Loaded(rows, {}, []), {"journal": plain[0], "holds": plain[1:]})

    def merged(self, *others: "Clone") -> Joined:
        """What it makes of the files of others."""
        ours = Ours(self.tables, self.held, self.trail, self.tables)
        return join(ours, [one.file() for one in others])

    def merge(self, other: "Clone") -> None:
        """Take in another one, and record it."""
        joined = self.merged(other)
        made, wrote = self.made | other.made, {name: values | other.wrote[name] for name, values in self.wrote.items()}
        self.record(differences(self.tables, joined.tables), joined.held)
        self.held += joined.held
        self.made, self.wrote = made, wrote


class Step(NamedTuple):
    """One thing that somebody does, to the records that there are."""

    what: str
    which: int
    other: int
    words: str


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            [
                "add",
                "add",
                "note",
                "tag",
                "untag",
                "status",
                "move",
                "delete",
                "link",
                "claim",
                "fact",
                "memo",
                "unread",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(["x", "y", "checked", "dropped"]),
    ),
    max_size=6,
)


def do(clone: Clone, steps: list[Step], clock: "count[int]") -> None:
    """Do some steps in a clone; what finds no record does nothing."""
    for step in steps:
        time = f"{next(clock):06}"
        passages = [one for one in clone.tables["annotations"].values() if isinstance(one, Annotation)]
        source = clone.tables["sources"]["s"]
        assert isinstance(source, Source)
        if step.what == "add" or not passages:
            made = Annotation(
                id=f"{clone.name}-{time}", source="s", number=source.last_number + 1,
                fragments=((step.which, step.which + 3),), exact="abc", note=f"{clone.name} {time}",
                created=time, modified=time, author=clone.name,
            )  # fmt: skip
            clone.tables["sources"]["s"] = replace(source, last_number=made.number)
            clone.record([Edit("annotations", made.id, None, made)])
            continue
        if step.what in ("fact", "unread"):
            facts = {**source.facts, ("author", "kind")[step.which % 2]: step.words}
            changed_source = (
                replace(source, facts=facts)
                if step.what == "fact"
                else replace(source, read=((0, 9),) if source.unread % 2 else (), unread=source.unread + 1)
            )
            clone.record([Edit("sources", "s", source, changed_source)])
            continue
        if step.what == "memo":
            memo = Memo(id=f"memo {clone.name}-{time}", about="source", key="s", note=time, created=time, modified=time)
            clone.record([Edit("memos", memo.id, None, memo)])
            continue
        one, other = passages[step.which % len(passages)], passages[step.other % len(passages)]
        tags = tuple(dict.fromkeys((*one.tags, step.words)))
        changed: dict[str, dict[str, Any]] = {
            "note": {"note": f"{clone.name} {time}"},
            "tag": {"tags": tags},
            "untag": {"tags": one.tags[1:]},
            "status": {"status": step.words if step.words in ("checked", "dropped") else "open"},
            "move": {"fragments": ((step.other + 9, step.other + 12),)},
        }
        if step.what in changed:
            after = replace(one, **changed[step.what], modified=time)
            clone.record([Edit("annotations", one.id, one, after)])
        elif step.what == "link" and one != other:
            link = Link(id=f"link {clone.name}-{time}", source=one.id, target=other.id, kind="cites", created=time)
            clone.record([Edit("links", link.id, None, link)])
        elif step.what == "claim":
            claim = Claim(id=f"claim {clone.name}-{time}", anchor=one.id, title=time, created=time, modified=time)
            clone.record([Edit("claims", claim.id, None, claim)])
        elif step.what == "delete":
            gone: list[Edit] = []
            for table in ("links", "claims"):
                for key, record in clone.tables[table].items():
                    ends = {getattr(record, name, "") for name in ("source", "target", "anchor")}
                    gone += [Edit(table, key, record, None)] if one.id in ends else []
            clone.record([*gone, Edit("annotations", one.id, one, None)])


def begun(steps: list[Step], names: str, clock: "count[int]") -> list[Clone]:
    """Clones of one library."""
    first = Clone("first", {"sources": {"s": Source(id="s", number=1, path="a.txt")}}, None)
    do(first, steps, clock)
    first.record([])
    return [Clone(name, first.tables, first.end) for name in names]


def sound(joined: Joined, *clones: Clone) -> None:
    """Everything that was made is there, nothing refers to nothing, and no address means two passages."""
    tables = joined.tables
    passages = [one for one in tables["annotations"].values() if isinstance(one, Annotation)]
    addresses = [(one.source, one.number) for one in passages]
    assert len(set(addresses)) == len(addresses)
    for table, fields in (("links", ("source", "target")), ("claims", ("anchor",)), ("annotations", ("source",))):
        there = tables["sources" if table == "annotations" else "annotations"]
        assert all(getattr(one, name) in there for one in tables[table].values() for name in fields)
    source = tables["sources"]["s"]
    assert isinstance(source, Source)
    assert all(one.number <= source.last_number for one in passages)
    deleted = "Deleted" in " ".join(joined.conflicts)
    for clone in clones:
        assert deleted or all(key in tables[table] for table, key in clone.made)
        for name, values in clone.wrote.items():
            there_now = {getattr(one, name) for one in passages}
            assert deleted or values - {None} <= there_now


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS, STEPS)
def test_two_clones_come_to_the_same_whoever_merges(common: list[Step], one: list[Step], other: list[Step]) -> None:
    """In both directions, and to the same once more when it was merged already."""
    clock = count(1)
    first, second = begun(common, "ab", clock)
    do(first, one, clock)
    do(second, other, clock)
    here, there = first.merged(second), second.merged(first)
    assert here.tables == there.tables
    sound(here, first, second)
    first.merge(second)
    assert first.merged(second).tables == first.tables
    second.merge(first)
    assert second.tables == first.tables


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS, STEPS, STEPS, STEPS)
def test_three_clones_come_to_the_same(
    common: list[Step], one: list[Step], other: list[Step], third: list[Step], later: list[Step]
) -> None:
    """One takes in a second, and goes on; what a third makes of that is what it makes of the third."""
    clock = count(1)
    first, second, last = begun(common, "abc", clock)
    for clone, steps in ((first, one), (second, other), (last, third)):
        do(clone, steps, clock)
    first.merge(second)
    do(first, later, clock)
    assert first.merged(last).tables == last.merged(first).tables
    sound(first.merged(last), first, last)
    before = {key: dict(table) for key, table in first.tables.items()}
    assert first.merged(second).tables == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, STEPS, STEPS)
@example([Step("add", 0, 0, "x")] * 2, [], [Step("delete", 0, 0, "x")])
def test_a_file_of_unknown_descent_takes_nothing_away(common: list[Step], one: list[Step], other: list[Step]) -> None:
    """It names no journal, as one that an older program wrote: whatever it does not have was not deleted."""
    clock = count(1)
    first, second = begun(common, "ab", clock)
    do(first, one, clock)
    do(second, other, clock)
    nameless = second.file()._replace(meta={"checksum": "right"})
    joined = join(Ours(first.tables, first.held, first.trail, first.tables), [nameless])
    for table in ("annotations", "links"):
        assert {*first.tables[table]} <= {*joined.tables[table]}
        deleted_here = {key for key in second.tables[table] if key not in joined.tables[table]}
        assert not deleted_here or "Deleted" in " ".join(joined.conflicts)
    sound(joined, first, second)
