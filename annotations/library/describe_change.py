"""Describe a change in words: the fields of each record before and after it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from annotations.documents.manner import ReadAs
from annotations.errors import UsageError
from annotations.library.history import Entry
from annotations.library.library import Library
from annotations.library.parts.wording import in_words
from annotations.library.transactions import UNNAMED
from annotations.model import (
    SEARCH_PLACES,
    Annotation,
    Change,
    Edit,
    Link,
    LinkKind,
    Memo,
    Record,
    SavedSearch,
    Source,
    Tag,
    passages_of,
    status_name,
)
from annotations.model.judgements import FIGURE_DETAILS, Claim, Dismissal, Independence, Reckoning, Rejection, Ruling
from annotations.records.facts import LABELS
from annotations.records.source_edits import is_mark
from annotations.text.lazy_regex import lazy
from annotations.text.ranges import covered

_ADDRESS: Final = lazy(r"\d+:\d+")


class Effect(NamedTuple):
    """One thing that a change altered."""

    what: str
    """*note of 3:10*."""
    before: str
    """Empty where there was nothing."""
    after: str
    """Empty where there is nothing any more."""


def effects(library: Library, edits: Sequence[Edit]) -> Iterator[Effect]:
    """Yield the effects of edits in their order; texts of sources and of notes are as they were recorded."""
    names = _Names(library, edits)
    for edit in edits:
        yield from _effects(names, edit)


def words(library: Library, edits: Iterable[Edit]) -> str:
    """The quote that edits are about, with the words around a figure, or what else was recorded.

    Empty if it is neither a passage nor a tag.
    """
    for edit in edits:
        record = edit.after or edit.before
        if isinstance(record, Annotation):
            return in_words(library, record)
    return ""


def about(edits: Iterable[Edit]) -> frozenset[str]:
    """The ids of the passages that edits are about; those that a link joins are among them."""
    return frozenset(one for edit in edits for record in (edit.before, edit.after) for one in passages_of(record))


def named(library: Library, change: Change) -> str:
    """A change in words: with the address that it is about, and with its author if that is not the current one.

    Both come before the words of the passage, which are cut off where there is little room.
    """
    names = _Names(library, change.edits)
    records = (record for edit in change.edits for record in (edit.before, edit.after))
    passages = [*dict.fromkeys(one for record in records for one in passages_of(record))]
    act, colon, words = change.label.partition(": ")
    if passages and not (_ADDRESS.search(act) or any(names.passage(one) in words for one in passages[:2])):
        more = len(passages) - 1
        act = f"{act} ({names.passage(passages[0])}{f' and {more} more' if more else ''})".lstrip()
    by = "" if change.author == library.author else f" by {change.author or UNNAMED}"
    return f"{act}{by}{colon}{words}"


def recorded(library: Library, entry: Entry) -> Change:
    """The change of an entry of the history. Raises StoreError if it cannot be read any more."""
    edits = library.history.edits_of(entry.sequence)
    return Change(entry.label, edits, entry.time, entry.author, entry.source, entry.offset)


def news(library: Library, change: Change) -> str:
    """Describe a change of another program in one line: *2:15 was added by anna*."""
    who = f" by {change.author}" if change.author else ""
    names = _Names(library, change.edits)
    passages = [edit for edit in change.edits if edit.table == "annotations"]
    if len(passages) == 1 and passages[0].before is None:
        return f"{names.of(passages[0].after)} was added{who}"
    if len(passages) == 1 and passages[0].after is None:
        return f"{names.of(passages[0].before)} was deleted{who}"
    return f"{change.label}{who}"


class _Names:
    """Records by the names that people know them by, also those that are gone."""

    def __init__(self, library: Library, edits: Iterable[Edit]) -> None:
        self._library = library
        self._gone = {edit.key: record for edit in edits if (record := edit.before or edit.after) is not None}

    def of(self, record: Record | None) -> str:
        """The name of a record."""
        if isinstance(record, Annotation):
            return f"{self._number(record.source)}:{record.number}"
        if isinstance(record, Link):
            return f"{self.passage(record.source)} {record.kind} {self.passage(record.target)}"
        if isinstance(record, Tag):
            return f"tag {record.name}"
        if isinstance(record, LinkKind):
            return f"link type {record.name}"
        if isinstance(record, Memo):
            return f"memo on {self.subject(record)}"
        if isinstance(record, SavedSearch):
            return f"search {record.name}"
        if isinstance(record, Claim):
            return f"claim {self.passage(record.anchor)}"
        if isinstance(record, Ruling):
            return f"dispute {self.passage(record.anchor)}"
        if isinstance(record, Reckoning):
            return f"figure “{record.figure}” in {self.passage(record.passage)}"
        if isinstance(record, Dismissal):
            return f"“{record.words}”"
        if isinstance(record, Rejection | Independence):
            return f"{self.passage(record.one)} and {self.passage(record.other)}"
        return f"source {record.number}" if isinstance(record, Source) else "?"

    def passage(self, annotation_id: str) -> str:
        """The address of a passage."""
        record = self._gone.get(annotation_id)
        return self.of(record) if record is not None else self._known(lambda: self._library.address(annotation_id))

    def subject(self, memo: Memo) -> str:
        """What a memo is about."""
        if memo.about == "source":
            return f"source {self._number(memo.key)}"
        return f"the {memo.about} {memo.key}".rstrip()

    def source(self, source_id: str) -> str:
        """The number and path of a source."""
        record = self._gone.get(source_id)
        if isinstance(record, Source):
            return f"{record.number} {record.path}"
        return self._known(lambda: "{0.number} {0.path}".format(self._library.source(source_id)))

    def _number(self, source_id: str) -> str:
        return self.source(source_id).partition(" ")[0]

    def _known(self, name: Callable[[], str]) -> str:
        try:
            return name()
        except UsageError:
            return "?"


def _effects(names: _Names, edit: Edit) -> list[Effect]:
    before, after = edit.before, edit.after
    name = names.of(after or before)
    one, other = (_fields(names, record) for record in (before, after))
    if before is None or after is None:
        title, whole = _title(edit.table, name), _WHOLE.get(edit.table, "")
        bare = name.removeprefix(f"{title} ")  # What has no words of its own is represented by its name, once.
        texts = (one.get(whole, bare), "") if after is None else ("", other.get(whole, bare))
        found = [Effect(title, *texts)]
        fields = [what for what in {**one, **other} if what != whole]
    else:
        found, fields = [], list({**one, **other})
    found += [
        Effect(f"{what} of {name}", one.get(what, ""), other.get(what, ""))
        for what in fields
        if one.get(what, "") != other.get(what, "")
    ]
    if isinstance(before, Source) and isinstance(after, Source) and is_mark(before, after):
        found.append(Effect(f"read of {name}", _share(before), _share(after)))
    if not found and isinstance(before, Annotation) and isinstance(after, Annotation) and before.text != after.text:
        found.append(Effect(f"place of {name}", "", "where it is in the source now"))
    return found


def _share(source: Source) -> str:
    return f"{covered(source.read, source.length) / max(1, source.length):.0%}"


_TITLES: Final = {
    "links": "link",
    "rejections": "not linked",
    "independence": "sources of",
    "rulings": "dispute",
    "reckonings": "figure",
    "dismissals": "rejected",
    "searches": "search",
    "tags": "tag",
    "kinds": "link type",
    "claims": "claim",
    "sources": "source",
}
"""The title before the name of a record of a table."""

_WHOLE: Final = {"annotations": "quote", "links": "link", "memos": "text"}
"""The field that represents a record of a table that was added or deleted; others are represented by their name."""


def _title(table: str, name: str) -> str:
    """The title before a record that was added or deleted."""
    if table == "annotations":
        return f"passage {name}"
    return name if table == "memos" else _TITLES.get(table, table)


def _fields(names: _Names, record: Record | None) -> dict[str, str]:
    """The fields of a record as texts, by their names; empty ones and an open status are left out."""
    if isinstance(record, Annotation):
        found = {
            "quote": record.exact,
            "tags": " ".join(record.tags),
            "note": record.note,
            "status": "" if record.status == "open" else status_name(record.status),
        }
        for number, details in record.figures.items():
            found |= {f"{FIGURE_DETAILS.get(name, name)} of {number}": value for name, value in details.items()}
    elif isinstance(record, Link):
        found = {"link": names.of(record), "note": record.note}
    elif isinstance(record, Memo):
        found = {"text": record.note}
    elif isinstance(record, SavedSearch):
        found = {
            "query": record.query,
            "list": SEARCH_PLACES.get(record.place, record.place),
            "order": record.sort,
            "groups": record.group,
        }
    elif isinstance(record, Tag):
        found = {"description": record.description, "key": record.key, "letter": record.letter, "colour": record.colour}
    elif isinstance(record, LinkKind):
        found = {
            "key": record.key,
            "sign": record.glyph,
            "name backwards": "" if record.symmetric else record.inverse,
            "counting": f"like {record.counts}" if record.counts else "",
        }
    elif isinstance(record, Source):
        found = {"reading": _manner(record), "path": record.path}
        # An empty fact was set as well: it hides what the file states.
        found |= {LABELS.get(name, name): value or "none" for name, value in record.facts.items()}
        found["derived from"] = ", ".join(map(names.source, record.derived_from))
    else:
        found = _decided(names, record)
    return {what: text for what, text in found.items() if text}


def _decided(names: _Names, record: Record | None) -> dict[str, str]:
    """The fields of a decision as texts; nothing for other records."""
    if isinstance(record, Claim):
        return {
            "title": record.title,
            "note": record.note,
            "status": "" if record.status == "open" else status_name(record.status),
            "review": f"reviewed {record.reviewed}" if record.reviewed else "",
        }
    if isinstance(record, Rejection):
        return {"reason": record.reason}
    if isinstance(record, Independence):
        return {"count": f"count {record.count}", "note": record.note}
    if isinstance(record, Ruling):
        return {
            "title": record.title,
            "decision": _decision(names, record),
            "confidence": record.confidence,
            "reason": record.note,
            "questions": record.questions,
        }
    if isinstance(record, Reckoning):
        word = "from" if record.kind == "different" else "with"
        other = f"{word} {record.other_figure} in {names.passage(record.other)}" if record.other else ""
        return {"decision": f"{record.kind} {other}".rstrip(), "text": record.text}
    return {}


def _decision(names: _Names, ruling: Ruling) -> str:
    if not ruling.decided:
        return ""
    return f"the side of {names.passage(ruling.side)}" if ruling.side else "no side"


def _manner(source: Source) -> str:
    asked = ReadAs.of(source.manner)
    return " in ".join(filter(None, ("as Markdown" if asked.markdown else "", asked.encoding)))
