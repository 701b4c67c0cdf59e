"""Any sequence of changes can be undone, redone, and found on disk."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotations.errors import UsageError
from annotations.library import Library, Span
from annotations.model import LINK_KINDS, Annotation, Link, Tag

WORDS = "one two three four five six seven eight nine ten eleven twelve"
OFFSETS = st.integers(0, len(WORDS))
SOURCES = st.sampled_from([0, 1])

State = tuple[list[Annotation], list[Link], list[Tag]]


def state_of(library: Library) -> State:
    return library.all_annotations(), library.all_links(), library.tags()


class Sessions(RuleBasedStateMachine):
    """A person at work, with the states that undo has to bring back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        for name in ("a.txt", "b.txt"):
            (self.folder / name).write_text(WORDS, encoding="utf-8")
        self.open()
        self.states = [state_of(self.library)]

    def open(self) -> None:
        self.library = Library.open([self.folder], author="tester")
        self.ids = [source.id for source in self.library.sources()]

    def teardown(self) -> None:
        self.library.close()
        rmtree(self.folder)

    def pick(self, data: st.DataObject) -> Annotation:
        return data.draw(st.sampled_from(self.library.all_annotations()))

    def note_state(self) -> None:
        if state_of(self.library) != self.states[-1]:
            self.states.append(state_of(self.library))
            assert self.library.redo() is None

    @rule(source=SOURCES, start=OFFSETS, end=OFFSETS, tags=st.sets(st.sampled_from(["claim", "figure", "opinion"])))
    def add(self, source: int, start: int, end: int, tags: set[str]) -> None:
        try:
            self.library.add(self.ids[source], start, end, tags=sorted(tags))
        except UsageError:
            return
        self.note_state()

    @precondition(lambda self: self.library.all_annotations())
    @rule(data=st.data(), tag=st.sampled_from(["claim", "figure", "opinion"]))
    def toggle(self, data: st.DataObject, tag: str) -> None:
        self.library.toggle_tag(self.pick(data).id, tag)
        self.note_state()

    @precondition(lambda self: self.library.all_annotations())
    @rule(data=st.data(), note=st.text(max_size=5), status=st.sampled_from(["open", "checked"]))
    def say(self, data: st.DataObject, note: str, status: str) -> None:
        with self.library.transaction("say"):
            one = self.pick(data)
            self.library.set_note(one.id, note)
            self.library.set_status(one.id, status)
        self.note_state()

    @precondition(lambda self: self.library.all_annotations())
    @rule(data=st.data(), start=OFFSETS, end=OFFSETS)
    def move(self, data: st.DataObject, start: int, end: int) -> None:
        try:
            self.library.move(self.pick(data).id, start, end)
        except UsageError:
            return
        self.note_state()

    @precondition(lambda self: self.library.all_annotations())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        self.library.delete(self.pick(data).id)
        self.note_state()

    @rule(one=SOURCES, other=SOURCES, starts=st.tuples(OFFSETS, OFFSETS), kind=st.sampled_from(list(LINK_KINDS)))
    def connect(self, one: int, other: int, starts: tuple[int, int], kind: str) -> None:
        source, target = (Span(self.ids[n], start, start + 6) for n, start in zip((one, other), starts, strict=True))
        try:
            self.library.connect(source, target, kind)
        except UsageError:
            return
        self.note_state()

    @precondition(lambda self: self.library.all_links())
    @rule(data=st.data())
    def disconnect(self, data: st.DataObject) -> None:
        self.library.disconnect(data.draw(st.sampled_from(self.library.all_links())).id)
        self.note_state()

    @rule(number=st.integers(1, 20))
    def add_tag(self, number: int) -> None:
        try:
            self.library.add_tag(f"own {number}")
        except UsageError:
            return
        self.note_state()

    @rule(start=OFFSETS, end=OFFSETS)
    def read(self, start: int, end: int) -> None:
        self.library.mark_read(self.ids[0], start, end)

    @rule()
    def undo_and_redo_everything(self) -> None:
        for state in reversed(self.states[:-1]):
            assert self.library.undo() is not None
            assert state_of(self.library) == state
        assert self.library.undo() is None
        for state in self.states[1:]:
            assert self.library.redo() is not None
            assert state_of(self.library) == state

    @rule()
    def undo_something(self) -> None:
        if len(self.states) > 1:
            self.library.undo()
            self.states.pop()
            assert state_of(self.library) == self.states[-1]

    @rule()
    def open_again(self) -> None:
        state, sources = state_of(self.library), self.library.sources()
        self.library.close()
        self.open()
        assert state_of(self.library) == state
        if (self.library.home / "journal.jsonl").exists():
            assert [source.read for source in self.library.sources()] == [source.read for source in sources]

    @rule()
    def open_from_the_journal_alone(self) -> None:
        state = state_of(self.library)
        self.library.close()
        (self.library.home / "library.json").unlink(missing_ok=True)
        self.open()
        assert state_of(self.library) == state

    @rule()
    def take_turns(self) -> None:
        other, self.library = self.library, Library.open([self.folder], author="tester")
        assert state_of(self.library) == state_of(other)
        other.close()

    @rule(fold=st.booleans())
    def be_killed(self, *, fold: bool) -> None:
        state = state_of(self.library)
        self.library.flush()
        if fold:
            self.library.checkpoint()
        self.open()
        assert state_of(self.library) == state

    @invariant()
    def look_ups_agree_with_the_records(self) -> None:
        library = self.library
        annotations = library.all_annotations()
        for source in self.ids:
            own = [one for one in annotations if one.source == source]
            places = [(passage.start, -passage.end, passage.annotation.number) for passage in library.passages(source)]
            assert places == sorted((one.start, -one.end, one.number) for one in own)
            tags = [tag for one in own for tag in one.tags]
            assert library.counts(source) == {tag: tags.count(tag) for tag in set(tags)}
        for one in annotations:
            assert WORDS[one.start : one.end] == one.exact
            assert library.annotation(library.address(one.id)) == one
            assert all(link in library.all_links() for link in library.links(one.id))
        for link in library.all_links():
            assert link in library.links(link.source)
            assert link in library.links(link.target)


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=25, stateful_step_count=20)
