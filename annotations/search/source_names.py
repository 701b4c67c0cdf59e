"""Sources by what is typed for them: their number, or words of their title or path."""

from collections.abc import Iterable, Iterator

from annotations.model import Source
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy

_WORD = lazy(r"\w+")


def named_sources(sources: Iterable[Source], typed: str) -> Iterator[Source]:
    """Yield the sources that a text names: by their number, by a part of title or path, or by beginnings of words."""
    wanted = fold(" ".join(typed.split()))
    parts = wanted.split()
    for source in sources:
        if not parts:
            return
        if wanted.isdecimal():
            if source.number == int(wanted):
                yield source
            continue
        text = fold(f"{source.title} {source.path}")
        words = _WORD.findall(text)
        if wanted in text or all(any(word.startswith(part) for word in words) for part in parts):
            yield source
