"""Everything about a library that is not as it was recorded or as it should be, in one list.

``go``, ``g!``, ``postil check`` and the messages on opening use this list; only `verdict` reports that there are no
problems. To find another kind of trouble, add a function to `FINDERS`; what is noticed once, at some moment, goes to
`Library.problems`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from annotations.documents.document import Document
from annotations.documents.preview import is_large
from annotations.errors import PostilError, SourceError
from annotations.library.issues.conflict_copies import codebooks, copies, unopened, what_is
from annotations.library.issues.conflicts import Twins, twins
from annotations.library.issues.unresolved import Unsure, change, counted, unsure
from annotations.library.library import Library
from annotations.model import Annotation, Link, Source
from annotations.records.merge import KEPT_TWICE
from annotations.sources.fence import is_there
from annotations.store.paths import CODEBOOK
from annotations.text.plurals import count_noun

_BY_HAND: Final = "copy what it has into that and move it away."


class Finding(NamedTuple):
    """One trouble of a library that the user should know about."""

    kind: str
    """About the library's own files `library`, `copy`; about a source `unreadable`, `missing`, `changed`, `duplicate`; about a
    passage one of `unresolved.RANKS`; about two versions of one record `twice`."""
    where: str
    """A path or an address."""
    message: str
    """The trouble, in one line."""
    source: str = ""
    """Id of the source that it is about; empty if it is about none."""
    unsure: Unsure | None = None
    """The passage that it is about, to be decided."""
    twins: Twins | None = None
    """The two versions that it is about, to be decided."""
    copy: Path | None = None
    """The conflict copy that it is about, which can be taken in."""
    likely: str = ""
    """Id of the source whose file the source may be in now; empty if there is none."""

    @property
    def text(self) -> str:
        """Place and message, in one line."""
        if self.kind == "twice":
            return f"{self.where} was {self.message}"
        return self.message if self.kind == "library" else f"{self.where}: {self.message}"

    @property
    def passage(self) -> str:
        """Id of the passage to go to; empty if there is none."""
        if self.unsure is not None:
            return self.unsure.passage.annotation.id
        one = self.twins.one if self.twins is not None else None
        if one is None:
            return ""
        return one.id if isinstance(one, Annotation) else one.source


def findings(library: Library) -> list[Finding]:
    """All that is known by now. What sources have that were not `examined` is not."""
    return [finding for find in FINDERS for finding in find(library)]


def at_opening(library: Library) -> list[Finding]:
    """Findings that need no source to be read: about the library's own files, the paths and conflicts."""
    return [finding for find in (_files, _copies, _paths, _twice) for finding in find(library)]


def unexamined(library: Library) -> list[str]:
    """Ids of the sources that have not been compared with what was recorded yet."""
    return [source.id for source in library.sources() if not library.examined(source.id)]


def examine(library: Library) -> Iterator[str]:
    """Look at everything that was not looked at since the library was opened, in steps of a few milliseconds.

    A step gives the id of a source that is opened next and takes long to be decoded, for the caller to have that done
    in another thread; else it gives an empty text.
    """
    with suppress(PostilError):
        library.history.read()
    yield ""
    yield from _read(library)
    yield ""
    if library.files.follow():
        yield from _read(library)
    for _ in library.files.compare():
        yield ""


def _read(library: Library) -> Iterator[str]:
    for source_id in unexamined(library):
        if not library.is_open(source_id) and is_large(library.path(source_id)):
            yield source_id
        with suppress(SourceError):
            reading = library.reading(source_id)
            while reading.step():
                yield ""
            library.document(source_id)
        yield ""


def verdict(library: Library, found: Sequence[Finding]) -> str:
    """Summarise findings in words. Only this function reports that there are no problems."""
    if found:
        return count_noun(len(found), "finding")
    if left := len(unexamined(library)):
        return f"{left:,} of {count_noun(len(library.sources()), 'source')} not checked yet"
    return "no problems"


def _files(library: Library) -> Iterator[Finding]:
    """Findings about the library's own files."""
    lines = dict.fromkeys([*filter(None, [library.read_only]), *library.problems])
    where = str(library.home)
    # What was kept twice is found in the records, as long as it was not decided.
    return (Finding("library", where, line) for line in lines if not line.endswith(KEPT_TWICE))


def _copies(library: Library) -> Iterator[Finding]:
    """Other versions of the library's files."""
    advice = "postil check --repair takes it in"
    for copy in copies(library.home):
        yield Finding("copy", str(copy), f"{what_is(copy)}; {advice}.", copy=copy)
    for path in codebooks(library.home):
        yield Finding("copy", str(path), f"another version of {CODEBOOK}, which is not read; {_BY_HAND}")
    for path in unopened(library.home):
        yield Finding(
            "copy", str(path), "named like a copy of the library, but no regular file: not opened. Move it away."
        )


def _paths(library: Library) -> Iterator[Finding]:
    """Named files and files in the folder that should have been read and cannot be."""
    return (Finding("unreadable", entry.name, entry.reason) for entry in library.entries if entry.missed)


def _sources(library: Library) -> Iterator[Finding]:
    """Findings about sources and their passages."""
    for source in library.sources():
        if library.is_missing(source.id):
            if own := library.passages(source.id):
                message, likely = _missing(library, source.id, len(own)), _likely(library, source.id)
                yield Finding("missing", source.path, message, source.id, likely=likely)
        elif reason := library.refusal(source.id):
            # A missing file without passages was listed once; nothing recorded is lost with it.
            if library.passages(source.id) or is_there(library.path(source.id)):
                yield Finding("unreadable", source.path, reason, source.id)
        else:
            yield from _text(library, source)


def _text(library: Library, source: Source) -> Iterator[Finding]:
    if library.changed(source.id):
        message = f"The text is not the one that was annotated: {counted(library.passages(source.id))}."
        message += _moved(library, source.id)
        yield Finding("changed", source.path, message, source.id, likely=_likely(library, source.id))
    if (twin := library.twin(source.id)) is not None:
        message = f"It has the same text as {twin.path}. Count it once."
        yield Finding("duplicate", source.path, message, source.id)
    for one in unsure(library, [source.id]):
        document = library.reading(source.id).document
        address = library.address(one.passage.annotation.id)
        yield Finding(one.kind, address, _message(one, document), source.id, one)


def _twice(library: Library) -> Iterator[Finding]:
    """Records that two programs changed differently and that are not resolved yet."""
    for pair in twins(library):
        message = "kept twice: two programs changed it; decide in the list of problems"
        yield Finding("twice", name_of(library, pair.one), message, twins=pair)


FINDERS: Final[tuple[Callable[[Library], Iterable[Finding]], ...]] = (_files, _copies, _paths, _sources, _twice)
"""Functions that return findings, in the order of the list. They read no source and change nothing."""


def _missing(library: Library, source_id: str, count: int) -> str:
    kept = ""
    if library.refusal(source_id):
        kept = f" With it the text of {count_noun(count, 'passage')} is gone."
    elif library.examined(source_id):
        kept = " Its text was kept and can be read."
    if moved := _moved(library, source_id):
        return f"The file is gone.{moved}"
    return f"The file is gone.{kept} Put it back under this name, or remove it in the list of sources."


def _likely(library: Library, source_id: str) -> str:
    found = library.files.likely.get(source_id)
    return found.source_id if found is not None and library.has_source(found.source_id) else ""


def _moved(library: Library, source_id: str) -> str:
    """Return a sentence about the file that a source may be in now; `""` if there is none."""
    if not (likely := _likely(library, source_id)):
        return ""
    source, other = library.source(source_id), library.source(likely)
    share = f"{library.files.likely[source_id].share:.0%}"
    return f" {other.path} is {source.path}, edited ({share} of its words): “postil move” gives it the passages."


def _message(one: Unsure, document: Document) -> str:
    quote, passage = one.passage.annotation.exact, one.passage
    if one.kind in ("figure", "edited"):
        return f"“{change(one)}” in line {document.location(passage.start).line}."
    if one.kind == "moved":
        return f"“{quote}” is now in line {document.location(passage.start).line}."
    if one.kind == "ambiguous":
        lines = dict.fromkeys(str(document.location(start).line) for start, _ in one.candidates)
        if len(one.candidates) == 1:
            return f"“{quote}” may be in line {lines.popitem()[0]}, but that is not certain."
        return f"“{quote}” may be in several places, in the lines {', '.join(lines)}."
    return f"“{quote}” is not in the source any more."


def name_of(library: Library, record: Annotation | Link) -> str:
    """Return the address of a passage, or a link with its two addresses; one whose source is not known has no name."""
    try:
        if isinstance(record, Annotation):
            return library.address(record.id)
        return f"{library.address(record.source)} {record.kind} {library.address(record.target)}"
    except PostilError:
        return "a record"
