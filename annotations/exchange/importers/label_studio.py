"""Reads what Label Studio exports: tasks with their annotations, else with predictions, in full or as JSON-MIN."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.exporters.label_studio import UNTAGGED
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource
from annotations.exchange.reading import json_of, list_of, object_of, offset_in, text_in
from annotations.text.plurals import count_noun

_TIMED: Final = {"timeserieslabels", "instant", "channel", "original_length", "videorectanglelabels"}
"""Fields of regions that are stretches of time, whose bounds may be whole numbers, too."""

_TASKS: Final = re.compile(rb'\s*\[\s*\{\s*(?:"id":\s*\d+,\s*)?"(?:data|annotations|predictions)"')
"""Beginning of a list of tasks."""


class LabelStudio:
    """Labelled stretches of texts, with relations and the texts typed for them."""

    description: ClassVar = "tasks of Label Studio, in full or as JSON-MIN"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether a file begins as a list of tasks does."""
        return bool(_TASKS.match(head)) or (head.lstrip()[:1] == b"[" and b'"annotation_id"' in head)

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read tasks. A text of several annotators has the passages of all of them."""
        tasks = [object_of(one) for one in list_of(json_of(path))]
        found, others, whole = Incoming(), 0, 0
        for number, task in enumerate(tasks, 1):
            data = object_of(task.get("data")) or task
            text = _text(data)
            if not text:
                others += 1
                continue
            key = f"task {number}"
            path_, title = text_in(data, "path"), text_in(data, "title")
            found.sources.append(IncomingSource(key, path=path_, title=title, id=text_in(data, "postil"), text=text))
            for results, author in _results(task):
                whole += _Regions(found, key, author).take(results)
        if not found.sources:
            raise UsageError(f"{path.name} has no tasks of Label Studio with a text.")
        if others:
            found.skipped.append(f"{count_noun(others, 'task')} without a text")
        if whole:
            found.skipped.append(f"{count_noun(whole, 'answer')} about a whole text")
        return found


class _Regions:
    """The regions of one annotation of a task: results with the same id belong together."""

    def __init__(self, found: Incoming, source: str, author: str) -> None:
        self._found = found
        self._source = source
        self._author = author

    def take(self, results: list[dict[str, Any]]) -> int:
        """Take in the regions; return the number of results that are about no stretch of a text."""
        regions: dict[str, IncomingPassage] = {}
        for number, one in enumerate(results):
            value = object_of(one.get("value"))
            region = text_in(one, "id") or f"{offset_in(value, 'start')}-{offset_in(value, 'end')}-{number}"
            if one.get("type") == "relation" or not value:
                continue
            old = regions.get(region) or self._region(region, value)
            regions[region] = self._with(old, value)
        placed = [one for one in regions.values() if one.exact.strip() or 0 <= one.start < one.end]
        self._found.passages += placed
        for one in results:
            ends = [f"{self._source} {text_in(one, name)}" for name in ("from_id", "to_id")]
            if one.get("type") == "relation":
                kinds = [kind for kind in list_of(one.get("labels")) if isinstance(kind, str)] or ["cites"]
                if one.get("direction") == "left":
                    ends.reverse()
                self._found.links += [IncomingLink(ends[0], ends[1], kind, author=self._author) for kind in kinds]
        return len(regions) - len(placed)

    def _region(self, region: str, value: Mapping[str, Any]) -> IncomingPassage:
        # Places in the markup of a page are no offsets in its text: the words have to do. Those of a recording are times.
        places = {} if not _TIMED.isdisjoint(value) else object_of(value.get("globalOffsets")) or value
        exact = text_in(value, "text")
        return IncomingPassage(
            key=f"{self._source} {region}",
            source=self._source,
            exact=exact,
            start=offset_in(places, "start"),
            end=offset_in(places, "end"),
            author=self._author,
            id=region,
        )

    def _with(self, old: IncomingPassage, value: Mapping[str, Any]) -> IncomingPassage:
        tags, notes = [*old.tags], [old.note] if old.note else []
        for name, listed in value.items():
            words = [one for one in list_of(listed) if isinstance(one, str)]
            if name == "text":
                notes += words
            elif name in {"labels", "hypertextlabels", "choices", "taxonomy"}:
                tags += [one for one in words if one != UNTAGGED]
        return old._replace(tags=tuple(dict.fromkeys(tags)), note="\n\n".join(notes))


def _results(task: Mapping[str, Any]) -> Iterator[tuple[list[dict[str, Any]], str]]:
    """Yield the results of each annotation of a task with its author; of predictions only where there is no annotation."""
    given = [one for one in map(object_of, list_of(task.get("annotations"))) if not one.get("was_cancelled")]
    for one in given or map(object_of, list_of(task.get("predictions"))):
        by = one.get("completed_by")
        author = text_in(object_of(by), "email") or (by if isinstance(by, str) else "")
        yield [object_of(result) for result in list_of(one.get("result"))], author
    # JSON-MIN has the values of results in fields with the names of the controls.
    if not isinstance(task.get("data"), dict):
        for listed in task.values():
            values = [object_of(one) for one in list_of(listed) if offset_in(object_of(one), "start") >= 0]
            if values:
                yield [{"value": value} for value in values], ""


def _text(data: Mapping[str, Any]) -> str:
    """Return the text of a task: that of its field `text`, else the longest."""
    texts = [value for value in data.values() if isinstance(value, str)]
    return text_in(data, "text") or max(texts, key=len, default="")
