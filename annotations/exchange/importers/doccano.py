"""Reads what doccano exports: JSON lines, or one list, of texts with labelled stretches."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

import msgspec

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingMemo, IncomingPassage, IncomingSource
from annotations.exchange.reading import list_of, object_of, offset_in, text_in, text_of
from annotations.text.plurals import count_noun

_LABELS: Final = (b'"label"', b'"labels"', b'"entities"', b'"start_offset"')

_TEXT_FIRST: Final = re.compile(
    rb'\s*\[?\s*\{\s*(?:"id"\s*:\s*\d+\s*,\s*)?"(?:text|data)"\s*:\s*"(?:[^"\\]|\\.)*\\?\Z', re.DOTALL
)
"""Beginning of a file that the text of its first object goes on after."""


class Doccano:
    """Labelled stretches, with relations between them."""

    description: ClassVar = "JSONL or JSON of doccano, with labels or entities and relations"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file begins with an object that has a text and labels, which a long text comes before."""
        begin = head.lstrip()[:40]
        return (
            name.lower().endswith((".jsonl", ".json"))
            and begin[:1] in {b"{", b"["}
            and (b'"text"' in head or b'"data"' in head)
            and (_TEXT_FIRST.match(head) is not None or any(one in head for one in _LABELS))
            and b'"result"' not in head
            and b'"type"' not in begin
        )

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read texts with their labels. A text is matched by itself, for doccano keeps no names of files."""
        found, wrong, whole = Incoming(), 0, 0
        for number, one in enumerate(_rows(text_of(path)), 1):
            text = text_in(one, "text") or text_in(one, "data")
            if not text:
                wrong += 1
                continue
            key = f"text {number}"
            name = text_in(object_of(one.get("meta")), "filename") or text_in(one, "filename")
            found.sources.append(IncomingSource(key, path=name, title=text.strip().partition("\n")[0][:80], text=text))
            whole += _labels(found, key, one)
            for comment in list_of(one.get("Comments")) or list_of(one.get("comments")):
                if isinstance(comment, str) and comment.strip():
                    found.memos.append(IncomingMemo("source", key, comment))
        if not found.sources:
            raise UsageError(f"{path.name} has no labelled texts of doccano.")
        if wrong:
            found.skipped.append(f"{count_noun(wrong, 'line')} without a text")
        if whole:
            found.skipped.append(f"{count_noun(whole, 'label')} of no stretch of a text")
        return found


def _labels(found: Incoming, key: str, one: Mapping[str, Any]) -> int:
    """Take in the labels of one text: those of a stretch make one passage. Return the number of those of none."""
    whole = 0
    tags: dict[tuple[int, int], list[str]] = {}
    places: dict[object, tuple[int, int]] = {}
    for label in (*list_of(one.get("label")), *list_of(one.get("labels")), *list_of(one.get("entities"))):
        if isinstance(label, list) and len(label) == 3:
            row = {"start_offset": label[0], "end_offset": label[1], "label": label[2]}
        else:
            row = object_of(label)
        start, end, tag = offset_in(row, "start_offset"), offset_in(row, "end_offset"), text_in(row, "label")
        if 0 <= start < end and tag:
            tags.setdefault((start, end), []).append(tag)
            places[str(row.get("id"))] = (start, end)
        else:
            whole += 1
    keys = {place: f"{key} {place[0]}-{place[1]}" for place in tags}
    for (start, end), names in tags.items():
        found.passages.append(
            IncomingPassage(
                keys[start, end], key, "", start=start, end=end, unit="code points", tags=tuple(dict.fromkeys(names))
            )
        )
    for relation in map(object_of, list_of(one.get("relations"))):
        ends = [places.get(str(relation.get(name))) for name in ("from_id", "to_id")]
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found.links.append(IncomingLink(keys[ends[0]], keys[ends[1]], text_in(relation, "type") or "cites"))
    return whole


def _rows(text: str) -> list[dict[str, Any]]:
    """Return the objects of a file: of one list, or one per line."""
    try:
        if text.lstrip()[:1] == "[":
            return [object_of(one) for one in list_of(msgspec.json.decode(text))]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return []
    rows = []
    for line in text.split("\n"):
        if line.strip():
            try:
                rows.append(object_of(msgspec.json.decode(line)))
            except (msgspec.MsgspecError, ValueError, RecursionError):
                rows.append({})
    return rows
