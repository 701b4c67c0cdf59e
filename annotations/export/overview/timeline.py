"""Timeline as text, CSV and JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from annotations.errors import UsageError
from annotations.export.board_table import shown
from annotations.export.csv_cells import csv_line
from annotations.export.json_text import elements, encoded
from annotations.review.overview.timeline import PASSAGE, SOURCE, Entry, Timeline, when

VERSION: Final = 1
"""Version of the format of the JSON."""

ORIGINS: Final[Mapping[str, str]] = {SOURCE: "date of the source", "beside": "beside it", PASSAGE: ""}
"""Remarks on dates that are not in the words of the passage."""

HEADS: Final = ("date", "written", "from", "passages", "words", "other dates", "contradicts")


def values(timeline: Timeline, entry: Entry, address: Callable[[str], str]) -> dict[str, Any]:
    """Return an entry as plain values; `address` returns the address of an annotation by its id."""
    return {
        "date": when(entry.day),
        "written": entry.day.written,
        "from": entry.origin,
        "claim": entry.row is not None,
        "words": entry.words,
        "passages": [address(one) for one in entry.members],
        "dated": [address(one) for one in entry.dated],
        "others": [_dated(timeline, one, address) for one in entry.others],
        "contradicts": [_dated(timeline, one, address) for one in entry.against],
    }


def _dated(timeline: Timeline, one: str, address: Callable[[str], str]) -> dict[str, str | None]:
    day = timeline.days.get(one)
    return {"passage": address(one), "date": when(day) if day is not None else None}


def conflicts(values_: Mapping[str, Any]) -> str:
    """Return what contradicts an entry, in a few words; `""` if nothing does."""
    parts = [f"≠ {one['date']} {one['passage']}" for one in values_["others"]]
    parts += [f"✗ {one['passage']}{' ' + one['date'] if one['date'] else ''}" for one in values_["contradicts"]]
    return "  ".join(parts)


def written(timeline: Timeline, address: Callable[[str], str], form: str) -> Iterator[str]:
    """Yield the timeline in whole lines. Raises UsageError if `form` is not a key of `FORMS`."""
    writer = FORMS.get(form)
    if writer is None:
        raise UsageError(f"A timeline has no format “{form}”; there are {', '.join(FORMS)}.")
    return writer((values(timeline, entry, address) for entry in timeline.entries), timeline.undated)


def _text(rows: Iterable[dict[str, Any]], undated: int) -> Iterator[str]:
    for row in rows:
        remark = f"  ({ORIGINS[row['from']]})" if ORIGINS[row["from"]] else ""
        conflict = f"  {conflicts(row)}" if conflicts(row) else ""
        yield f"{row['date']:<10}  {row['dated'][0]:<6}  {shown(row['words'])}{remark}{conflict}\n"
    if undated:
        yield f"{undated:,} {'claim has' if undated == 1 else 'claims have'} no date\n"


def _csv(rows: Iterable[dict[str, Any]], _: int) -> Iterator[str]:
    yield csv_line(HEADS)
    for row in rows:
        others = "; ".join(f"{one['passage']} {one['date']}" for one in row["others"])
        against = "; ".join(f"{one['passage']} {one['date'] or ''}".strip() for one in row["contradicts"])
        yield csv_line(
            (row["date"], row["written"], row["from"], " ".join(row["passages"]), row["words"], others, against)
        )


def _json(rows: Iterable[dict[str, Any]], undated: int) -> Iterator[str]:
    yield f'{{\n"format": "postil-timeline",\n"version": {VERSION},\n"undated": {undated},\n"entries": ['
    yield from map(bytes.decode, elements(map(encoded, rows)))
    yield "\n]\n}\n"


FORMS: Final[dict[str, Callable[[Iterable[dict[str, Any]], int], Iterator[str]]]] = {
    "text": _text,
    "csv": _csv,
    "json": _json,
}
