"""Details of the figures of a passage: the reading that was chosen, and what a figure is about."""

from collections.abc import Mapping
from typing import Final

from annotations.errors import UsageError
from annotations.library.edits.annotations import alter
from annotations.library.edits.plan import Planned
from annotations.model import Annotation
from annotations.model.judgements import FIGURE_DETAILS
from annotations.records.figure_details import with_details
from annotations.records.index import RecordIndex
from annotations.store.codec import writable

_LONGEST: Final = 200
"""Code points of the longest detail, and of the longest number that has some."""


def set_details(index: RecordIndex, reference: str, figure: str, details: Mapping[str, str]) -> Planned[Annotation]:
    """Set details of a figure of an annotation; `""` removes one. Raises UsageError if a detail is not known or too long."""
    before = index.annotation(reference)
    number = " ".join(writable(figure).split())
    given: dict[str, str] = {}
    for name, value in details.items():
        if name not in FIGURE_DETAILS:
            raise UsageError(f"A figure has no detail “{name}”; there are {', '.join(FIGURE_DETAILS)}.")
        given[name] = " ".join(writable(value).split())
        if len(given[name]) > _LONGEST or len(number) > _LONGEST:
            raise UsageError(f"A detail of a figure and its number have at most {_LONGEST} characters.")
    changed = with_details(before.figures, number, given)
    named = ", ".join(FIGURE_DETAILS[name] for name in given)
    return alter(index, before, f"{named} of {number} in {index.address(before.id)}", figures=changed)
