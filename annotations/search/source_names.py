"""Sources by what is typed for them: their number, or words of their title or path."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from annotations.model import Source
from annotations.text.folding import fold, has_accents, loose
from annotations.text.spelling import seek

_SEPARATOR: Final = "\n"

Lines = dict[str, tuple[Source, str]]
"""Sources by id, each with its title and path, folded."""


def fold_lines(sources: Iterable[Source], lines: Lines) -> Iterator[None]:
    """Bring the lines of sources up to date, one changed source a step."""
    for source in sources:
        known = lines.get(source.id)
        if known is None or known[0] is not source:
            lines[source.id] = source, loose(" ".join(f"{source.title} {source.path}".split()))
            yield


class SourceNames:
    """The titles and paths of sources, folded once, so that a letter costs one search in one text."""

    def __init__(self, sources: Sequence[Source], before: "Lines | None" = None) -> None:
        """Name sources; `before` has the lines of earlier ones; only changed ones are folded again."""
        self._sources = sources
        self._by_number = {source.number: source for source in sources}
        self.lines: Lines = {} if before is None else before
        for _ in fold_lines(sources, self.lines):
            pass
        text = _SEPARATOR.join([self.lines[source.id][1] for source in sources])
        self._text = _SEPARATOR + text + _SEPARATOR

    def find(self, typed: str) -> Iterator[Source]:
        """Yield the sources that a text names: by number, by a part of title or path, or by beginnings of words."""
        wanted = loose(" ".join(typed.split()))
        exact = seek(typed) if has_accents(typed) else ()
        if wanted.isdecimal():
            if (numbered := self._by_number.get(int(wanted))) is not None:
                yield numbered
            return
        parts = wanted.split()
        if not parts:
            return
        begin = [re.compile(rf"\b{re.escape(part)}") for part in parts]
        index, counted, place = 0, 1, 0
        while (place := self._text.find(parts[0], place)) >= 0:
            start, end = self._text.rfind(_SEPARATOR, 0, place) + 1, self._text.index(_SEPARATOR, place)
            line = self._text[start:end]
            if wanted in line or all(one.search(line) for one in begin):
                index += self._text.count(_SEPARATOR, counted, start)
                counted = start
                source = self._sources[index]
                if not exact or all(one.within(fold(f"{source.title} {source.path}")) for one in exact):
                    yield source
            place = end
