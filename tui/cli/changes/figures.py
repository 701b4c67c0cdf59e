"""``postil set-figure``."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress

from annotations.errors import SourceError, UsageError
from annotations.library import Library
from annotations.library.parts.figures import figures_of, ways_to_read
from annotations.model import Annotation
from annotations.model.judgements import FIGURE_DETAILS
from annotations.review.ledger.figures import Figure
from annotations.text.plurals import listed
from annotations.text.quantities import Quantity
from annotations.text.quantities.readings import name_of
from tui.cli.changes.outcome import changing
from tui.cli.output import passage_given


def set_figure(options: Namespace) -> int:
    """Choose the reading of a figure, or set what it is about."""
    details = {name: value for name in FIGURE_DETAILS if (value := getattr(options, name)) is not None}
    if not details:
        wanted = ", ".join("--" + name.replace("_", "-") for name in FIGURE_DETAILS)
        raise UsageError(f"There is nothing to set: choose of {wanted}.")
    with changing(options) as (library, outcome):
        one = passage_given(library, options.id)
        figure = _figure(library, one, options.number)
        if details.get("reading"):
            details["reading"] = _reading(figure.quantity.number, ways_to_read(library, figure), details["reading"])
        changed = library.review.set_figure(one.id, figure.quantity.number, details, figure.former)
        names, number = listed([FIGURE_DETAILS[name] for name in details]), figure.quantity.number
        what = f"{names} of {number} in {library.address(one.id)}"
        outcome.of_passages([one], f"Set the {what}" if changed != one else f"The {what}: already so")
    return 0


def _figure(library: Library, one: Annotation, number: str) -> Figure:
    """Return the figure of a passage that is meant. Raises UsageError if it is not clear which."""
    with suppress(SourceError):  # Else the words that were recorded with it are read.
        library.document(one.source)
    figures = figures_of(library, one.id)
    words = " ".join(number.split())
    found = [each for each in figures if not words or words in {each.quantity.number, each.key.written}]
    if len(found) == 1:
        return found[0]
    address = library.address(one.id)
    if not figures:
        raise UsageError(f"{address} has no number.")
    known = ", ".join(each.quantity.number for each in figures)
    raise UsageError(f"{address} has the numbers {known}: choose one with --number.")


def _reading(number: str, ways: Sequence[Quantity], value: str) -> str:
    """Return the name of a reading that is meant by a value, with or without its unit. Raises UsageError if there is none."""
    names = list(map(name_of, ways))
    if not names:
        raise UsageError(f"{number} has one reading only.")
    words = " ".join(value.split())
    found = [name for name in names if words in {name, name.partition(" ")[0]}]
    if len(found) != 1:
        raise UsageError(f"{number} has the readings {' and '.join(names)}.")
    return found[0]
