"""Records of a library: sources, annotations, links and their kinds, tags, searches, memos, what analysts decided; and changes.

Records are immutable values, replaced only by `annotations.library.library.Library`. Offsets are code points of the
reading text of a source, ranges are half-open, times are RFC 3339 in UTC. Names follow the W3C Web Annotation Data
Model (https://www.w3.org/TR/annotation-model/) where it has one.
"""

import os
from typing import Annotated, Final, NamedTuple

import msgspec

from annotations.errors import UsageError
from annotations.model.facts import SOUND
from annotations.model.judgements import UNWRITTEN, Claim, Independence, Judgement, Reckoning, Rejection, Ruling

CONTEXT: Final = 32
"""Maximum length of `prefix` and `suffix` of a quote, in code points."""

TEXT_DIGITS: Final = 16
"""Hexadecimal digits of the hash of a reading text by which a record names it; see `Annotation.text`."""

STATUSES: Final = ("open", "checked", "disputed", "dropped")
"""Review statuses of a passage or a claim."""

STATUS_NAMES: Final = {"dropped": "excluded"}
"""Statuses that people read and type under another name than the one in records."""

HIGHEST: Final = 1 << 53
"""Numbers and offsets are below it, so that every program that reads JSON has them exactly."""

_LONGEST_ADDRESS: Final = 2 * len(str(HIGHEST)) + 1

Number = Annotated[int, msgspec.Meta(ge=1, lt=HIGHEST)]
Offset = Annotated[int, msgspec.Meta(ge=0, lt=HIGHEST)]
"""Bounds that hold for what is read from a file: msgspec checks them while it decodes, not in records that are made here."""


def status_name(status: str) -> str:
    """Return the name of a status for people."""
    return STATUS_NAMES.get(status, status)


def status_named(name: str) -> str:
    """Return the status that people call `name`; `name` itself if none has that name."""
    return next((status for status, shown in STATUS_NAMES.items() if shown == name), name)


def checked_status(name: str) -> str:
    """Return the status of a name, in files or for people. Raises UsageError if there is none."""
    if (status := status_named(name)) in STATUSES:
        return status
    raise UsageError(f"There is no status “{name}”; there are {', '.join(map(status_name, STATUSES))}.")


def address_of(text: str) -> tuple[int, int] | None:
    """Return the numbers of the source and of the passage in the address of a passage, `2:14`; None if it is none."""
    source, colon, number = text.partition(":")
    if not colon or not source.isdecimal() or not number.isdecimal() or len(text) > _LONGEST_ADDRESS:
        return None
    return int(source), int(number)


def leads_out(path: str) -> bool:
    """Return whether `path`, relative to the folder of the library, leads out of it by its spelling alone."""
    if os.name == "nt" and (":" in path or "\\" in path):
        return True
    return not path or path.startswith("/") or "\0" in path or ".." in path.split("/")


# No record can be part of a cycle: the garbage collector need not look at many thousands of them.
class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One highlighted passage of a source."""

    id: str
    source: str
    """Id of the source."""
    number: Number
    """Number within the source, from 1; never reused. `3:10` is number 10 of source 3."""
    fragments: Annotated[tuple[tuple[Offset, Offset], ...], msgspec.Meta(min_length=1)]
    """Half-open ranges of the passage in the reading text: several if it spans cells of a table."""
    exact: Annotated[str, msgspec.Meta(min_length=1)]
    prefix: str = ""
    suffix: str = ""
    text: str = ""
    """First digits of the hash of the reading text that `fragments` refer to; `""` for that of the source."""
    tags: tuple[str, ...] = ()
    note: str = ""
    status: str = "open"
    created: str
    modified: str
    author: str = ""
    was: tuple[str, ...] = ()
    """Addresses that it had before a merge renumbered it; not written if empty."""
    figures: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """Details that a person set, by numbers in it as `Quantity.number`; not written if empty. See `FIGURE_DETAILS`."""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)
    """Fields written by a newer version, kept and written back unchanged."""

    @property
    def start(self) -> int:
        """Offset of the first code point of the passage."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Offset after the last code point of the passage."""
        return self.fragments[-1][1]


class Link(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Typed relation that reads `source` *kind* `target`: the first passage supports the second."""

    id: str
    source: str
    """Id of the annotation where it starts."""
    target: str
    """Id of the annotation where it ends."""
    kind: str
    note: str = ""
    created: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Document file of the library."""

    id: str
    number: int
    """Number of the source, from 1, in the order in which sources were added; never reused."""
    path: str
    """Path relative to the folder of the library, with `/`."""
    found_title: str = msgspec.field(default="", name="title")
    """Title that its text has; see `title`."""
    words: int = 0
    length: int = 0
    """Length of the reading text in code points; 0 if it was never loaded completely."""
    bytes_sha256: str = ""
    text_sha256: str = ""
    """Hash of the reading text of annotations that name none; `""` if unknown."""
    reader: int = 0
    """Version of the reader that produced the reading text."""
    manner: str = ""
    """Reading mode: `""` for the one that suits the file, `markdown` to read all of it as Markdown."""
    last_number: int = 0
    """Highest number ever given to an annotation of this source."""
    read: tuple[tuple[int, int], ...] = ()
    """Ranges of the reading text that were visible long enough to count as read."""
    place: int = 0
    """Offset of the cursor when the source was last left."""
    opened: str = ""
    """Time at which it was last opened by switching from another source; `""` if it never was."""
    facts: dict[str, str] = msgspec.field(default_factory=dict)
    """Facts that a person set, by name; `""` means that there is none, whatever the file states. Not written if empty."""
    stated: dict[str, str] = msgspec.field(default_factory=dict)
    """Facts that its file states, by name. Not written if empty."""
    derived_from: tuple[str, ...] = ()
    """Ids of the sources that it has its contents from; some may be gone. Not written if empty."""
    unread: int = 0
    """How often what was read of it was taken back: the higher number wins in a merge. Not written if 0."""
    other_texts: tuple[str, ...] = ()
    """Short hashes of other reading texts of the same bytes, by earlier readers or in other encodings. Not written if empty."""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)

    def __post_init__(self) -> None:
        """Raise ValueError if no source can be like this, whatever file or journal says so."""
        if leads_out(self.path):
            raise ValueError("its path leads out of the library")
        if not 0 < self.number < HIGHEST or not 0 <= self.last_number < HIGHEST:
            raise ValueError("its number or the last one of its passages is wrong")
        if not 0 <= self.place < HIGHEST or not all(0 <= start < end < HIGHEST for start, end in self.read):
            raise ValueError("its place or what was read of it is wrong")
        if not 0 <= self.unread < HIGHEST:
            raise ValueError("what was read of it is wrong")

    def fact(self, name: str) -> str:
        """Return a fact of `FACTS`: what a person set, else what the file states, else `""`."""
        if name == "title":
            return self.title
        value = self.facts.get(name, self.stated.get(name, ""))
        return value if name not in SOUND or SOUND[name](value) else ""

    @property
    def title(self) -> str:
        """Title that a person gave it, else that its file states, else its heading or first words; `""` if unknown."""
        return self.facts.get("title") or self.stated.get("title") or self.found_title

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of its authors."""
        return tuple([name for one in self.fact("author").split(";") if (name := one.strip())])


class Tag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tag of the codebook."""

    name: str
    key: str = ""
    """Key that toggles the tag, a letter or a digit; `""` if it has none."""
    letter: str
    """Letter shown for the tag in the gutter."""
    colour: str
    """Colour token of the themes: `claim`, `figure`, `opinion` or `tag1` … `tag6`."""
    description: str = ""
    parent: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class LinkKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kind of link, an entry of the codebook: its key, its glyph and its name from either end."""

    name: str
    """Name read from the source of the link: *supports*."""
    key: str = ""
    """Key that chooses the kind, a letter or a digit; `""` if it has none."""
    glyph: str
    """Character shown for the kind, one cell wide."""
    inverse: str = ""
    """Name read from the target of the link: *supported by*."""
    symmetric: bool = False
    """True if the link reads the same from either end."""
    counts: str = ""
    """Name of the built-in kind that it counts as in the review; `""` if it takes no side."""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


SEARCH_PLACES: Final = {
    "search": "all sources",
    "board": "claims board",
    "disputes": "disputes",
    "statistics": "statistics",
    "timeline": "timeline",
    "queue": "suggested links",
    "figures": "ledger of figures",
}
"""Lists whose searches or filters can be saved, with their names for people."""


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Search or filter with a name."""

    name: str
    place: str
    """Where it applies: `search`, all sources; `board`; `disputes`, `statistics`, `timeline`, `queue`; or another list."""
    query: str
    """As it was typed."""
    sort: str = ""
    """Order of the board, one of `annotations.review.arrangement.SORTS`, or of the ledger; `""` elsewhere."""
    group: str = ""
    """Groups of the board: `heading`, `tag` or none."""
    unsettled: bool = False
    """Whether the board leaves out what is checked or dropped, or the ledger resolved conflicts."""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Memo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text about a source, a tag or the whole library. One subject has several if clones wrote one each."""

    id: str
    about: str
    """`source`, `tag` or `library`."""
    key: str = ""
    """Id of the source or name of the tag."""
    note: str
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


LINK_KINDS: Final = {
    kind.name: kind
    for kind in (
        LinkKind(name="supports", key="s", glyph="✓", inverse="supported by", counts="supports"),
        LinkKind(name="contradicts", key="c", glyph="✗", inverse="contradicts", symmetric=True, counts="contradicts"),
        LinkKind(name="restates", key="r", glyph="≈", inverse="restates", symmetric=True, counts="restates"),
        LinkKind(name="cites", key="i", glyph="→", inverse="cited by", counts="cites"),
        LinkKind(name="qualifies", key="l", glyph="~", inverse="qualified by", counts="qualifies"),
    )
}
"""Built-in kinds of links. They are not recorded and cannot be changed."""


Record = Annotation | Link | Source | Tag | LinkKind | SavedSearch | Memo | Judgement


def passages_of(record: Record | None) -> tuple[str, ...]:
    """Return the ids of the annotations that `record` is or refers to; empty for all other records."""
    if isinstance(record, Annotation):
        return (record.id,)
    if isinstance(record, Link):
        return record.source, record.target
    if isinstance(record, Claim):
        return (record.anchor,)
    if isinstance(record, Ruling):
        return (record.anchor, record.side) if record.side else (record.anchor,)
    if isinstance(record, Reckoning):
        return (record.passage, record.other) if record.other else (record.passage,)
    return (record.one, record.other) if isinstance(record, Rejection | Independence) else ()


class Span(NamedTuple):
    """Range of the reading text of a source, annotated or not."""

    source_id: str
    start: int
    end: int


class Passage(NamedTuple):
    """Annotation with its current place in its source."""

    annotation: Annotation
    start: int
    """-1 if the place is unknown."""
    end: int
    anchoring: str
    """`anchored`, `moved`, `edited`, `ambiguous` or `orphan`.

    The last two have no place, except orphans of a missing source, which have one in its archived text.
    """

    figure_changed: bool = False
    """True if it is edited and a number in it changed its value, sign, unit or bound."""

    @property
    def state(self) -> str:
        """The anchoring, or ``figure`` if a number in it changed."""
        return "figure" if self.figure_changed else self.anchoring

    @property
    def placed(self) -> bool:
        """True if the place is known."""
        return self.start >= 0

    @property
    def fragments(self) -> tuple[tuple[int, int], ...]:
        """Ranges of its place: those of the annotation, or a single one if it is not where that was made."""
        if (self.start, self.end) == (self.annotation.start, self.annotation.end):
            return self.annotation.fragments
        return ((self.start, self.end),)


class Edit(NamedTuple):
    """One record before and after a change; None if it does not exist."""

    table: str
    """Name of the table: a key of `annotations.store.codec.TYPES`."""
    key: str
    before: Record | None
    after: Record | None


class Change(msgspec.Struct, frozen=True):
    """One undoable step."""

    label: str
    """Description of the step: *tag 3:10 claim*."""
    edits: tuple[Edit, ...]
    time: str
    author: str
    source: str
    """Id of the source where it happened, shown again when the step is undone."""
    offset: int
    """Offset of the step in that source."""


def new_id() -> str:
    """Return a new record id: a random UUID, version 4."""
    # Equals `str(uuid4())` in a tenth of the time, because each change needs two of these.
    digits = os.urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
