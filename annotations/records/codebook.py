"""Codebook: the tags of a library, its own kinds of links, and what may be set as facts of sources."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, Final, TypeGuard

import msgspec

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, LinkKind, Tag
from annotations.records.facts import ADMIRALTY, Scales
from annotations.records.link_kinds import ONCE_FREE, new_kind
from annotations.store import access
from annotations.text.folding import fold

DEFAULT: Final = (
    Tag(name="claim", key="c", letter="C", colour="claim", description="What the author says is so."),
    Tag(name="figure", key="f", letter="F", colour="figure", description="A number with what it measures."),
    Tag(name="opinion", key="o", letter="O", colour="opinion", description="What the author thinks of it."),
)
"""Built-in tags."""

COLOURS: Final = tuple(f"tag{number}" for number in range(1, 7))
"""Colour tokens of own tags, assigned in rotation."""

KEYS: Final = "123456789"
"""Keys of own tags, assigned in order; further tags have none."""

LONGEST: Final = 40
"""Maximum length of the name of a tag, in code points."""

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
    """Return a new tag, with the next free key, letter and colour where none is given.

    Raises UsageError if the name is invalid, or if name, key or letter are taken.
    """
    others = list(others)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or any(unicodedata.category(character)[0] == "C" for character in name):
        raise UsageError(f"“{name[:LONGEST]!s}” cannot be a tag: use 1 to {LONGEST} characters, no control characters.")
    taken = next((tag for tag in others if tag.name.casefold() == name.casefold()), None)
    if taken is not None:
        raise UsageError(f"The tag “{taken.name}” already exists.")
    for what, wanted, used in (("key", key, {tag.key for tag in others}), ("letter", letter, _letters(others))):
        if wanted and (wanted in used or len(wanted) > 1 or not (wanted.isascii() and wanted.isalnum())):
            raise UsageError(
                f"The tag “{name}” cannot have the {what} “{wanted}”: use one letter or digit that is not taken."
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
    """Return a letter for the gutter that is not in `used`, from the name if possible; always one cell wide."""
    plain = [character for character in name if character.isascii() and character.isalnum()]
    wishes = [*(character.upper() for character in plain), *(character.lower() for character in plain)]
    return next((wish for wish in (*wishes, *ascii_letters.upper(), *ascii_letters, *digits) if wish not in used), "·")


def load(path: Path, tags: Iterable[Tag]) -> tuple[dict[str, Tag], list[str]]:
    """Return the default tags and `tags`, with the entries of a codebook file merged over them.

    The file, which need not exist, has one table per tag: `[tags.date]` with `key`, `letter`, `colour`, `description`
    and `parent`, all optional. Returns the tags by name and one line per problem of the file; an invalid entry changes
    nothing.
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
    """Return `kinds` with the entries of a codebook file merged over them.

    The file, which need not exist, has one table per kind: `[kinds.answers]` with `key`, `glyph`, `inverse` and
    `counts`, all optional. Returns the kinds by name and one line per problem, including those of the whole file, which
    `load` reports too; an invalid entry changes nothing.
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
            problems.append(f"Link type “{name}” of the codebook {path} is not used: {error}")
        else:
            book[kind.name] = msgspec.structs.replace(kind, extra=old.extra) if old is not None else kind
    return book, problems


def load_scales(path: Path) -> tuple[Scales, list[str]]:
    """Return what a codebook file allows as facts of sources, and one line per problem of it.

    The file, which need not exist, has a table `[sources]` with `kinds`, a list of names, and `credibility`, a list of
    grades with the best first, `"admiralty"` or `"free"`; both are optional.
    """
    entries, _ = _entries(path, "sources")
    scales, problems = Scales(), []
    for name, value in entries.items():
        if name not in {"kinds", "credibility"}:
            problems.append(
                f"“{name}” in [sources] of the codebook {path} is not used; it may have kinds and credibility."
            )
        elif name == "credibility" and value in {"free", "admiralty"}:
            scales = scales._replace(grades=ADMIRALTY if value == "admiralty" else ())
        elif not _is_scale(value):
            problems.append(
                f"“{name}” in [sources] of the codebook {path} is not used: write a list of different names."
            )
        else:
            scales = scales._replace(**{"kinds" if name == "kinds" else "grades": tuple(value)})
    return scales, problems


def _is_scale(value: object) -> TypeGuard[list[str]]:
    """Return whether a value of the codebook is a list of names that can be distinguished."""
    if not isinstance(value, list) or not value:
        return False
    names = [one for one in value if isinstance(one, str) and one == " ".join(one.split()) and 0 < len(one) <= LONGEST]
    return len({fold(one) for one in names}) == len(value) and all(map(str.isprintable, names))


def _entries(path: Path, section: str) -> tuple[dict[str, object], list[str]]:
    """Return the tables of a section of a codebook file, and its problems; both are empty if there is no file."""
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
        return {}, [f"{unused}: its {section} are not tables. Write [{section}.NAME]."]
    return entries, []


def _texts(entry: object, known: frozenset[str]) -> dict[str, str]:
    """Return the fields of an entry that are not empty. Raises TypeError or ValueError if the entry is invalid."""
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise TypeError(f"Write a table of strings: {', '.join(sorted(known))}.")
    if unknown := sorted(entry.keys() - known):
        raise ValueError(f"It has no field “{unknown[0]}”; use {', '.join(sorted(known))}.")
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
        raise ValueError("Remove the extra white space from its name.")
    return msgspec.structs.replace(tag, extra=old.extra) if old is not None else tag
