"""The records of a library: sources, annotations, links, their kinds, tags, what is said of claims; and the change.

Records are immutable values; `annotations.library.library.Library` alone replaces them. Offsets are code
points of the reading text of a source, half-open. Times are RFC 3339 in UTC. The names follow the
W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) where it has one.
"""

import os
from functools import lru_cache
from os import urandom
from time import gmtime, strftime, time_ns
from typing import Final, NamedTuple

import msgspec

CONTEXT: Final = 32
"""Code points of ``prefix`` and ``suffix`` that are kept beside a quote."""

TEXT_DIGITS: Final = 16
"""Digits of the hash of a reading text that a record names it by; see `Annotation.text`."""

STATUSES: Final = ("open", "checked", "disputed", "dropped")
"""What an analyst may say of a passage."""

UNWRITTEN: Final = "~"
"""What ``extra`` is called when a record is encoded; it is taken out before anything is written."""


def leads_out(path: str) -> bool:
    """Whether the path of a source, relative to its library's folder, leads out of that by its words alone."""
    if os.name == "nt" and (":" in path or "\\" in path):
        return True
    return not path or path.startswith("/") or "\0" in path or ".." in path.split("/")


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One highlighted passage of a source."""

    id: str
    source: str
    """Id of the source."""
    number: int
    """Number within the source, from 1; never given twice. ``3:10`` is number 10 of source 3."""
    fragments: tuple[tuple[int, int], ...]
    """Where the passage stands in the reading text. One fragment unless it was told otherwise."""
    exact: str
    prefix: str = ""
    suffix: str = ""
    text: str = ""
    """The first digits of the hash of the reading text that the place belongs to; empty for that of the source."""
    tags: tuple[str, ...] = ()
    note: str = ""
    status: str = "open"
    created: str
    modified: str
    author: str = ""
    was: tuple[str, ...] = ()
    """Addresses that it had before a merge gave it another one; not written if there are none."""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)
    """Fields of a newer version, kept and written back untouched."""

    @property
    def start(self) -> int:
        """First code point of the passage."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Code point after the last one of the passage."""
        return self.fragments[-1][1]


class Link(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A typed relation that is read ``source`` *kind* ``target``: the first supports the second."""

    id: str
    source: str
    """Id of the annotation it starts from."""
    target: str
    """Id of the annotation it leads to."""
    kind: str
    note: str = ""
    created: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document file in the library."""

    id: str
    number: int
    """From 1, in the order in which sources were met; never given twice."""
    path: str
    """Relative to the library's folder, with ``/``."""
    title: str = ""
    words: int = 0
    length: int = 0
    """Code points of the reading text; 0 as long as it was never read to its end."""
    bytes_sha256: str = ""
    text_sha256: str = ""
    """Of the reading text that places belong to which do not say it themselves; empty where that is not known."""
    reader: int = 0
    """Version of the reader that made the reading text."""
    manner: str = ""
    """How it is to be read: as suits it if empty, else ``markdown``: all of it as Markdown."""
    last_number: int = 0
    """The highest number that an annotation of this source was ever given."""
    read: tuple[tuple[int, int], ...] = ()
    """Ranges of the reading text that were on screen long enough to be read."""
    place: int = 0
    """Offset of the cursor when the source was last left."""
    opened: str = ""
    """When it was opened after another one; empty if it never was."""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)

    def __post_init__(self) -> None:
        """Raise ValueError if the path leads out of the library: whatever file or journal says so, no such source exists."""
        if leads_out(self.path):
            raise ValueError("its path leads out of the library")


class Tag(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the codebook."""

    name: str
    key: str = ""
    """The key that gives this tag, a letter or a digit; empty where it has none."""
    letter: str
    """The letter that stands for it in the gutter."""
    colour: str
    """A colour token of the themes: ``claim``, ``figure``, ``opinion`` or ``tag1`` … ``tag6``."""
    description: str = ""
    parent: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an analyst says of a claim: of all passages that restate each other.

    Clusters have no identity of their own: linking merges them, unlinking splits them. The record goes
    with one passage, its anchor, and speaks for the cluster that this passage is in at the time.
    """

    id: str
    anchor: str
    """Id of the annotation that it goes with."""
    title: str = ""
    """The claim in the analyst's own words; empty as long as its earliest passage speaks for it."""
    status: str = "open"
    """One of `STATUSES`."""
    note: str = ""
    reviewed: str = ""
    """When it was marked reviewed; empty if it was not."""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Rejection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two passages of which an analyst said that they need no link. It holds as long as both have their words."""

    id: str
    one: str
    """Id of an annotation; the order of the two means nothing."""
    other: str
    one_sha256: str
    """What `annotations.review.judgements.fingerprint` gave for the words of ``one``."""
    other_sha256: str
    reason: str = ""
    """Why the two had been proposed."""
    created: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class LinkKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of link, an entry of the codebook: how it is typed, drawn and read from either end."""

    name: str
    """How it reads from the passage that it starts from: *supports*."""
    key: str = ""
    """The key that gives it, a letter or a digit; empty where it has none."""
    glyph: str
    """The sign that stands for it, one cell wide."""
    inverse: str = ""
    """How it reads from the target: *supported by*."""
    symmetric: bool = False
    """Whether it says the same from either end."""
    counts: str = ""
    """The name of the one of `LINK_KINDS` that it counts like in the review; empty if it takes no side."""
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
"""The kinds that every library has. They are not recorded, and nothing alters them."""


Record = Annotation | Link | Source | Tag | Claim | Rejection | LinkKind


def passages_of(record: Record | None) -> tuple[str, ...]:
    """Ids of the annotations that a record is or is about; none for sources, tags and kinds of links."""
    if isinstance(record, Annotation):
        return (record.id,)
    if isinstance(record, Link):
        return record.source, record.target
    if isinstance(record, Claim):
        return (record.anchor,)
    return (record.one, record.other) if isinstance(record, Rejection) else ()


class Span(NamedTuple):
    """A stretch of the reading text of a source that need not be annotated."""

    source_id: str
    start: int
    end: int


class Passage(NamedTuple):
    """Where an annotation stands in its source as the source is now."""

    annotation: Annotation
    start: int
    """-1 where the place is not known."""
    end: int
    anchoring: str
    """``anchored``, ``moved``, ``edited``, ``ambiguous`` or ``orphan``.

    The last two have no place, but for orphans of a source that is gone, which have one in its kept text.
    """

    figure_changed: bool = False
    """Whether it is edited, and a number in it has another value, sign, unit or bound."""

    @property
    def placed(self) -> bool:
        """Whether its place is known."""
        return self.start >= 0


class Edit(NamedTuple):
    """One record before and after; ``None`` where it does not exist."""

    table: str
    """A table: ``sources``, ``annotations``, ``links``, ``tags``, ``kinds``, ``claims`` or ``rejections``."""
    key: str
    before: Record | None
    after: Record | None


class Change(NamedTuple):
    """One undoable step."""

    label: str
    """What was done, in words: *tag 3:10 claim*."""
    edits: tuple[Edit, ...]
    time: str
    author: str
    source: str
    """Id of the source where it happened, to bring the screen back to it."""
    offset: int
    """Offset in that source where it happened."""


def new_id() -> str:
    """A fresh record id: a random UUID, of version 4."""
    # What `str(uuid4())` gives, in a tenth of the time: both of these are part of what each change costs.
    digits = urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def now() -> str:
    """The time of day, RFC 3339 in UTC, to the millisecond."""
    second, nanoseconds = divmod(time_ns(), 1_000_000_000)
    return f"{_second(second)}.{nanoseconds // 1_000_000:03}Z"


@lru_cache(1)
def _second(second: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(second))
