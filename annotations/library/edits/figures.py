"""Details of the figures of a passage: the reading that was chosen, and what a figure is about."""

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.annotations import alter
from annotations.library.edits.judgements import reckonings
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Annotation
from annotations.model.judgements import FIGURE_DETAILS
from annotations.records.figure_details import Details, with_details
from annotations.records.index import RecordIndex
from annotations.store.codec import writable

_LONGEST: Final = 200
"""Code points of the longest detail, and of the longest number that has some."""


class Renamed(Struct, frozen=True):
    """What the figures of a passage are recorded by, and what they are to be recorded by."""

    numbers: Mapping[str, str]
    """Keys of `Annotation.figures`."""
    written: Mapping[str, str]
    """Words of figures in decisions of the ledger."""


def rename(index: RecordIndex, names: Mapping[str, Renamed]) -> Planned[None]:
    """Record what is known about figures under other words, by the ids of their annotations."""
    edits = []
    for key, renamed in names.items():
        before = index.annotation(key)
        details: Details = {}
        for number, values in before.figures.items():
            now = renamed.numbers.get(number, number)
            # What is recorded under the present number goes before what was recorded under a former one.
            details = with_details(details, now, values if now == number else {**values, **details.get(now, {})})
        if details != before.figures:
            edits.append(edit_of("annotations", before, replace(before, figures=details)))
    return Planned(None, "", edits + reckonings.rename(index, {key: one.written for key, one in names.items()}))


def set_details(
    index: RecordIndex, reference: str, figure: str, details: Mapping[str, str], former: Collection[str] = ()
) -> Planned[Annotation]:
    """Set details of a figure of an annotation; `""` removes one. Raises UsageError if a detail is not known or too long.

    What is recorded under the numbers `former` becomes recorded under that of the figure.
    """
    before = index.annotation(reference)
    number = " ".join(writable(figure).split())
    given: dict[str, str] = {}
    for name, value in details.items():
        if name not in FIGURE_DETAILS:
            raise UsageError(f"A figure has no detail “{name}”; there are {', '.join(FIGURE_DETAILS)}.")
        given[name] = " ".join(writable(value).split())
        if len(given[name]) > _LONGEST or len(number) > _LONGEST:
            raise UsageError(f"A detail of a figure and its number have at most {_LONGEST} characters.")
    held = {name: value for each in former for name, value in before.figures.get(each, {}).items()}
    kept = {each: values for each, values in before.figures.items() if each not in former or each == number}
    changed = with_details(kept, number, held | before.figures.get(number, {}) | given)
    named = ", ".join(FIGURE_DETAILS[name] for name in given)
    return alter(index, before, f"{named} of {number} in {index.address(before.id)}", figures=changed)
