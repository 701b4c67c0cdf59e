"""Sources by what is typed for them: their number, or words of their title or path."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from annotations.model import Source
from annotations.text.folding import fold, has_accents, loose
from annotations.text.spelling import seek

_SEPARATOR: Final = "\n"


class SourceNames:
    """The titles and paths of sources, folded once, so that a letter costs one search in one text."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._by_number = {source.number: source for source in sources}
        lines = (loose(" ".join(f"{source.title} {source.path}".split())) for source in sources)
        self._text = _SEPARATOR + _SEPARATOR.join(lines) + _SEPARATOR

    def are_of(self, sources: Sequence[Source]) -> bool:
        """Return whether these are still the names of some sources."""
        return len(sources) == len(self._sources) and all(map(_same, sources, self._sources))

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


def _same(one: object, other: object) -> bool:
    return one is other
