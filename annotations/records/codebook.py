"""The codebook: the tags of a library with their keys, letters and colours, and its own kinds of links."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, Final

import msgspec

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, LinkKind, Tag
from annotations.records.link_kinds import ONCE_FREE, new_kind
from annotations.store import access

DEFAULT: Final = (
    Tag(name="claim", key="c", letter="C", colour="claim", description="What the author says is so."),
    Tag(name="figure", key="f", letter="F", colour="figure", description="A number with what it measures."),
    Tag(name="opinion", key="o", letter="O", colour="opinion", description="What the author thinks of it."),
)
"""The tags that every library has."""

COLOURS: Final = tuple(f"tag{number}" for number in range(1, 7))
"""Colour tokens of own tags, given in turn."""

KEYS: Final = "123456789"
"""Keys of own tags, given in turn; the tags after that have none."""

LONGEST: Final = 40
"""Code points of a tag's name."""

_GIVEN: Final = frozenset({"key", "letter", "colour", "description", "parent"})
_OF_KINDS: Final = frozenset({"key", "glyph", "inverse", "counts"})


def new_tag(
    name: str,
    others: Iterable[Tag],
    *,
    key: str = "",
    letter: str = "",
    colour: str = "",
    description: str = "",
    parent: str = "",
) -> Tag:
    """A tag beside others, with the next free key, letter and colour where none is given.

    Raises UsageError if the name cannot be one, or if name, key or letter are taken.
    """
    others = list(others)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or any(unicodedata.category(character)[0] == "C" for character in name):
        raise UsageError(
            f"“{name[:LONGEST]!s}” cannot be a tag: a name has 1 to {LONGEST} characters, none of them a control."
        )
    taken = next((tag for tag in others if tag.name.casefold() == name.casefold()), None)
    if taken is not None:
        raise UsageError(f"There is a tag “{taken.name}” already.")
    for what, wanted, used in (("key", key, {tag.key for tag in others}), ("letter", letter, _letters(others))):
        if wanted and (wanted in used or len(wanted) > 1 or not (wanted.isascii() and wanted.isalnum())):
            raise UsageError(
                f"The tag “{name}” cannot have the {what} “{wanted}”: it is taken, or not one letter or digit."
            )
    own = sum(tag.colour in COLOURS for tag in others)
    return Tag(
        name=name,
        key=key or next((free for free in KEYS if all(tag.key != free for tag in others)), ""),
        letter=letter or _letter(name, _letters(others)),
        colour=colour or COLOURS[own % len(COLOURS)],
        description=description,
        parent=parent,
    )


def _letters(tags: Iterable[Tag]) -> set[str]:
    return {tag.letter for tag in tags}


def _letter(name: str, used: set[str]) -> str:
    """A letter for the gutter that no other tag has, from the name if possible; always one cell wide."""
    plain = [character for character in name if character.isascii() and character.isalnum()]
    wishes = [*(character.upper() for character in plain), *(character.lower() for character in plain)]
    return next((wish for wish in (*wishes, *ascii_letters.upper(), *ascii_letters, *digits) if wish not in used), "·")


def load(path: Path, tags: Iterable[Tag]) -> tuple[dict[str, Tag], list[str]]:
    """The default tags, those given, and over them the entries of a codebook file, which need not exist.

    The file has one table a tag: ``[tags.date]`` with ``key``, ``letter``, ``colour``, ``description``
    and ``parent``, each of them optional. Returns the tags by name and what is wrong with the file, a
    line each; an entry that is wrong changes nothing.
    """
    book = {tag.name: tag for tag in (*DEFAULT, *tags)}
    entries, problems = _entries(path, "tags")
    for name, entry in entries.items():
        try:
            book[name] = _entry(name, entry, book)
        except (UsageError, ValueError, TypeError) as error:
            problems.append(f"Tag “{name}” of the codebook {path} is not used: {error}")
    return book, problems


def load_kinds(path: Path, kinds: Iterable[LinkKind]) -> tuple[dict[str, LinkKind], list[str]]:
    """The own kinds of links given, and over them the entries of a codebook file, which need not exist.

    The file has one table a kind: ``[kinds.answers]`` with ``key``, ``glyph``, ``inverse`` and ``counts``, each of
    them optional. Returns the kinds by name and what is wrong with the file, a line each, also what `load` says of
    all of it; an entry that is wrong changes nothing.
    """
    book = {kind.name: kind for kind in kinds}
    entries, problems = _entries(path, "kinds")
    for name, entry in entries.items():
        old = book.get(name)
        others = [*LINK_KINDS.values(), *(kind for kind in book.values() if kind.name != name)]
        try:
            given = _texts(entry, _OF_KINDS)
            known = {key: getattr(old, key) for key in _OF_KINDS} if old is not None else {}
            key = given.get("key", "")
            kept = key if key in ONCE_FREE else old.key if old is not None else ""
            kind = new_kind(name, others, **{**known, **given}, kept=kept)
        except (UsageError, ValueError, TypeError) as error:
            problems.append(f"Kind “{name}” of the codebook {path} is not used: {error}")
        else:
            book[kind.name] = msgspec.structs.replace(kind, extra=old.extra) if old is not None else kind
    return book, problems


def _entries(path: Path, section: str) -> tuple[dict[str, object], list[str]]:
    """The tables of a section of a codebook file, which need not exist, and what is wrong with the file."""
    if not access.is_there(path):
        return {}, []
    import tomllib  # most libraries have no such file

    unused = f"The codebook {path} is not used"
    try:
        entries = tomllib.loads(access.read(path).decode("utf-8")).get(section, {})
    except UnicodeDecodeError as error:
        return {}, [f"{unused}: it is not UTF-8 from byte {error.start} on."]
    except access.Refused as error:
        return {}, [str(error)]
    except (OSError, ValueError, RecursionError) as error:
        return {}, [f"{unused}: {error}."]
    if not isinstance(entries, dict):
        return {}, [f"{unused}: its {section} are no tables. Write [{section}.NAME]."]
    return entries, []


def _texts(entry: object, known: frozenset[str]) -> dict[str, str]:
    """What an entry says, without what it leaves empty. Raises TypeError or ValueError if it says anything else."""
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise TypeError(f"It has to be a table of texts: {', '.join(sorted(known))}.")
    if unknown := sorted(entry.keys() - known):
        raise ValueError(f"There is no “{unknown[0]}”; there are {', '.join(sorted(known))}.")
    return {key: value for key, value in entry.items() if value}


def _entry(name: str, entry: object, book: Mapping[str, Tag]) -> Tag:
    given: dict[str, Any] = {**_texts(entry, _GIVEN)}
    old = book.get(name)
    key = given.get("key", "")
    if key and key not in "123456789" and (old is None or key != old.key):
        raise ValueError(f"Its key “{key}” is not a digit from 1 to 9.")
    if old is not None:
        known = {key: getattr(old, key) for key in _GIVEN}
        given = {**known, **given}
    tag = new_tag(name, [tag for tag in book.values() if tag.name != name], **given)
    if tag.name != name:
        raise ValueError("Its name has white space too much.")
    return msgspec.structs.replace(tag, extra=old.extra) if old is not None else tag
