"""What an importer reads from a file: records by the names that the file has for them, not matched with the library yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from annotations.model import SavedSearch
from annotations.model.judgements import Judgement

Unit = Literal["", "code points", "utf-16", "bytes", "crlf"]
"""What offsets count: `crlf` is code points with each line end counted as two; `""` if it is not known."""

UNKNOWN: Final = -1
"""Offset of a passage whose format has none."""


class IncomingSource(NamedTuple):
    """A source that passages of a file are in. The more is known of it, the surer it is found in the library."""

    key: str
    """Name by which passages refer to it."""
    path: str = ""
    """Path or file name."""
    title: str = ""
    url: str = ""
    id: str = ""
    """Id of the source, if the file came from postil."""
    text: str | None = None
    """Text that the offsets of its passages count in, if the file has it."""
    facts: tuple[tuple[str, str], ...] = ()
    """Facts of `annotations.model.FACTS`, which are set where the library has none."""
    set_by_hand: bool = False
    """True if a person set these facts: they then go before what the file of the source states; `""` is that there is none."""
    stated: tuple[tuple[str, str], ...] = ()
    """Facts that the file of the source states; they count only while that file is not there."""
    derived_from: tuple[str, ...] = ()
    """Keys of the sources that it has its contents from."""
    read: tuple[tuple[int, int], ...] = ()
    """Ranges that were read, in code points of the text with the hash `text_sha256`."""
    text_sha256: str = ""


class IncomingPassage(NamedTuple):
    """A passage by its quote, its position, or both."""

    key: str
    """Name by which links refer to it, unique in the file."""
    source: str
    """Key of its source."""
    exact: str
    """Its words; `""` if the format has only offsets into the text of its source."""
    prefix: str = ""
    suffix: str = ""
    start: int = UNKNOWN
    end: int = UNKNOWN
    unit: Unit = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    status: str = "open"
    created: str = ""
    """RFC 3339 in UTC; `""` if it is not known."""
    modified: str = ""
    author: str = ""
    id: str = ""
    """UUID that it keeps; `""` to derive one from what it says, so that a second import finds it there."""
    figures: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Details of its figures, see `Annotation.figures`."""


class IncomingLink(NamedTuple):
    """A link between two passages of the file."""

    source: str
    """Key of the passage where it starts."""
    target: str
    kind: str
    note: str = ""
    created: str = ""
    author: str = ""
    id: str = ""


class IncomingTag(NamedTuple):
    """A tag of the file's codebook."""

    name: str
    description: str = ""
    parent: str = ""
    colour: str = ""
    """Token of the themes, one of `annotations.records.codebook.tags.COLOURS`; `""` for the next one."""
    letter: str = ""
    """Letter for the gutter, if it is free here."""


class IncomingKind(NamedTuple):
    """A link type of the file."""

    name: str
    inverse: str = ""
    """Its name read from the target; `""` if it reads the same from either end."""
    counts: str = ""
    """Built-in link type that it counts as; `""` if it takes no side."""


class IncomingMemo(NamedTuple):
    """Text about a source, a tag or the library."""

    about: Literal["source", "tag", "library"]
    key: str
    """Key of the source or name of the tag; `""` for the library."""
    note: str
    created: str = ""
    modified: str = ""
    author: str = ""
    id: str = ""


@dataclass
class Incoming:
    """Everything that an importer read from a file."""

    sources: list[IncomingSource] = field(default_factory=list)
    passages: list[IncomingPassage] = field(default_factory=list)
    links: list[IncomingLink] = field(default_factory=list)
    tags: list[IncomingTag] = field(default_factory=list)
    """Tags that passages have need not be among them."""
    kinds: list[IncomingKind] = field(default_factory=list)
    memos: list[IncomingMemo] = field(default_factory=list)
    own: list[Judgement | SavedSearch] = field(default_factory=list)
    """Records of postil itself: decisions about passages, named by their ids, and saved searches."""
    skipped: list[str] = field(default_factory=list)
    """What of the file cannot be recorded, one line for each cause with a count: *3 drawings on pages*."""
