"""Reads XML within bounds: a file may be hostile. Nothing that it names is opened, and a document type is refused."""

from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from annotations.errors import UsageError

DEEPEST: Final = 256
"""Most elements within each other."""

MOST: Final = 2_000_000
"""Most elements of a file."""


class _Refusal(Exception):  # noqa: N818 - it carries a reason out of the parser
    """Raised if a file is not read on."""


def tree(data: bytes, name: str) -> Element:
    """Return the root of a file, called `name` in messages; names of elements and attributes are without their namespace.

    Raises UsageError, with one line, if it is no XML, has a document type, or is too deep or too large.
    """
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UsageError(
            f"{name} cannot be read as XML: {expat.ErrorString(error.code)}, line {error.lineno}."
        ) from error
    except (ValueError, LookupError) as error:
        raise UsageError(f"{name} cannot be read as XML: {error}.") from error
    except _Refusal as error:
        raise UsageError(f"{name} is not read: {error}.") from None
    return builder.close()


class _Builder:
    """Takes what the parser finds."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise _Refusal(f"more than {DEEPEST} elements are within each other")
        if self._count > MOST:
            raise _Refusal(f"it has more than {MOST:,} elements")
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self._tree.start(_local(name), {_local(key): value for key, value in pairs})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_local(name))

    def text(self, data: str) -> None:
        self._tree.data(data)

    def doctype(self, *_about: object) -> None:
        raise _Refusal("it has a document type, which may name other files")

    def close(self) -> Element:
        return self._tree.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
