"""Result of a verb that changes a library: one line for a person, one JSON object for a program."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from annotations.errors import SourceError
from annotations.export.json import annotation, link
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.model import Annotation, Link
from tui.cli.output import print_message, usable, write_json


class Outcome:
    """What a change did."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.message = ""
        """What was done, without a full stop; `""` if `lines` say it."""
        self.lines: Sequence[str] = ()
        """Lines for scripts, such as a new address."""
        self._passages: list[str] = []
        self._links: list[str] = []
        self._deleted: list[str] = []

    def of_passages(self, passages: Iterable[Annotation], message: str) -> None:
        """Report passages, as they are now."""
        self._passages, self.message = [one.id for one in passages], message

    def of_links(self, links: Iterable[Link], message: str) -> None:
        """Report links, as they are now."""
        self._links, self.message = [one.id for one in links], message

    def of_gone(self, ids: Sequence[str], message: str) -> None:
        """Report the ids of records that were deleted."""
        self._deleted, self.message = [*ids], message

    def of_nothing(self, message: str) -> None:
        """Report a change of something else than passages and links."""
        self.message = message

    @property
    def changed(self) -> bool:
        """True if anything was recorded."""
        return self._library.store.wrote

    def print(self, *, as_json: bool) -> None:
        """Print it: the data, as JSON or as lines, to standard output, and what was done to standard error."""
        if as_json:
            write_json(dumps(self.value()))
            return
        if self.message:
            print_message(f"{self.message}. {'Undo it with “postil undo”' if self.changed else 'Nothing was changed'}.")
        sys.stdout.writelines(f"{line}\n" for line in self.lines)

    def value(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "changed": self.changed,
            "message": self.message,
            "passages": [_passage(self._library, one) for one in self._passages],
            "links": [link(self._library, self._library.link(one)) for one in self._links],
            "deleted": self._deleted,
        }


@contextmanager
def changing(options: Namespace) -> Iterator[tuple[Library, Outcome]]:
    """Open the library of a verb for a change; afterwards save the change and print what came of it."""
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        outcome = Outcome(library)
        yield library, outcome
        library.flush()
        outcome.print(as_json=options.json)


def _passage(library: Library, key: str) -> dict[str, Any]:
    one = library.annotation(key)
    try:
        document = None if library.is_missing(one.source) else library.document(one.source)
    except SourceError:
        document = None
    return annotation(library, library.passage(key), document)
