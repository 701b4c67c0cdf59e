"""Keys under which a bibliography has sources: *reed2024orchard*."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, count
from typing import Final

from annotations.model import Source

_LITTLE: Final = frozenset("a an the on of in der die das le la les un une el los".split())
"""First words of titles that tell nothing."""


def citation_keys(sources: Iterable[Source]) -> dict[str, str]:
    """Return a key for each source by its id, of author, year and title; a letter tells two that are alike apart.

    They depend on the facts of the sources alone, and on their numbers where two are alike.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for source in sorted(sources, key=lambda one: one.number):
        plain = _key(source)
        key = next(one for one in chain([plain], _lettered(plain)) if one not in taken)
        taken.add(key)
        keys[source.id] = key
    return keys


def names_of(author: str) -> tuple[str, str]:
    """Return the family and the given name of an author; the given name is `""` if it is one word, or an organisation."""
    family, comma, given = (part.strip() for part in author.partition(","))
    if comma and given:
        return family, given
    words = author.split()
    # An organisation has more words, or words that no name of a person has.
    if len(words) == 2 or (len(words) == 3 and words[1].endswith(".")):
        return words[-1], " ".join(words[:-1])
    return author.strip(), ""


def _key(source: Source) -> str:
    family = names_of(source.authors[0])[0] if source.authors else ""
    words = [word for word in map(_plain, source.title.split()) if word and word not in _LITTLE]
    parts = (_plain(family), source.fact("published")[:4], "".join(words[:1]))
    return "".join(parts)[:40] or f"source{source.number}"


def _plain(text: str) -> str:
    """Return the letters and digits of ASCII in a text, in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def _lettered(plain: str) -> Iterator[str]:
    yield from (plain + letter for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{plain}-{number}" for number in count(27))
