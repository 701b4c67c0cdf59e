"""JSON as text that is safe to print: characters that a terminal obeys or that turn text around are escaped.

What is read from it is equal to what was written.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

# In UTF-8: DEL, C1, ARABIC LETTER MARK, LRM and RLM, line and paragraph separators, embeddings, overrides, isolates.
# C0 is always escaped in JSON. A byte that begins one of these never occurs inside of another character.
_UNSAFE: Final = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]",
)


def encoded(value: object) -> bytes:
    """Return a value as JSON in UTF-8, on one line."""
    return _UNSAFE.sub(_escaped, msgspec.json.encode(value))


def dumps(value: object) -> bytes:
    """Return indented JSON in UTF-8, with a newline at its end."""
    return msgspec.json.format(encoded(value), indent=2) + b"\n"


def elements(values: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the elements of an array, which are JSON, one per line as they come, without the brackets."""
    between = b"\n"
    for value in values:
        yield between + value
        between = b",\n"


def array(values: Iterable[object]) -> Iterator[bytes]:
    """Yield an array of values, one per line as they come; without a newline at its end."""
    opening = b"["
    for element in elements(map(encoded, values)):
        yield opening + element
        opening = b""
    yield b"[]" if opening else b"\n]"


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode("utf-8"))
