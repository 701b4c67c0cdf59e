"""Reads what ``codebook.toml`` says of tags, link types and facts of sources."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeGuard

import msgspec

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, LinkKind, Tag
from annotations.records.codebook.parsing import parse
from annotations.records.codebook.tags import DEFAULT, KEYS, Book, UnfitTagError, brief, lettered
from annotations.records.codebook.tree import TagTree
from annotations.records.facts import ADMIRALTY, Scales
from annotations.records.link_kinds import ONCE_FREE, new_kind
from annotations.store import access
from annotations.text.folding import fold
from annotations.text.plurals import listed

_GIVEN: Final = frozenset({"key", "letter", "colour", "description", "parent"})
_OF_KINDS: Final = frozenset({"key", "glyph", "inverse", "counts"})

MOST_QUOTED: Final = 3
"""Most names that a message lists."""

LONGEST: Final = 40
"""Maximum length of a name on a scale, in code points."""


def load(path: Path, tags: Iterable[Tag]) -> tuple[dict[str, Tag], list[str]]:
    """Return the default tags and `tags`, with the entries of a codebook file merged over them.

    The file, which need not exist, has one table per tag: `[tags.date]` with `key`, `letter`, `colour`, `description`
    and `parent`, all optional. Returns the tags by name, those of the file in its order, and one line per problem of it,
    however many tags have it; an invalid entry changes nothing.
    """
    book = Book(map(lettered, (*DEFAULT, *tags)))
    entries, problems = _entries(path, "tags")
    if not entries:
        return book.tags, problems
    book.reserve(entry for entry in entries.values() if isinstance(entry, dict))
    refused: dict[str, list[str]] = {}
    for name, entry in entries.items():
        try:
            book.put(_tag(name, entry, book))
        except UnfitTagError as error:
            refused.setdefault(error.reason, []).append(name)
        except (ValueError, TypeError) as error:
            refused.setdefault(str(error), []).append(name)
    for reason, names in refused.items():
        one = len(names) == 1
        what = f"{'Tag' if one else 'Tags'} {quoted(names)} of the codebook {path}"
        problems.append(f"{what} {'is' if one else 'are'} not used: {reason}")
    ordered = _in_order(book, entries)
    return ordered, [*problems, *_misplaced(path, entries, TagTree(ordered.values()))]


def _in_order(book: Book, entries: Iterable[str]) -> dict[str, Tag]:
    """Return the tags of a codebook with those of its file in the order of the file, so that a new name moves no tag."""
    default = {tag.name for tag in DEFAULT}
    named = (book.named(name) for name in entries)
    written = {tag.name: tag for tag in named if tag is not None and tag.name not in default}
    following = iter(written.values())
    ordered = (next(following) if name in written else tag for name, tag in book.tags.items())
    return {tag.name: tag for tag in ordered}


def _misplaced(path: Path, entries: Collection[str], tree: TagTree) -> Iterator[str]:
    """Yield a line about parents that do not exist, and one about tags that are each other's parents."""
    children: dict[str, list[str]] = {}
    for tag in tree.unknown:
        if tag.name in entries:
            children.setdefault(tag.parent, []).append(tag.name)
    if children:
        [(parent, names), *more] = children.items()
        others = f", and {len(more)} more" if more else ""
        yield (
            f"The codebook {path} has no tag “{brief(parent)}”, the parent of {quoted(names)}{others}. "
            "Add it, or correct the name."
        )
    loops = [loop for loop in tree.loops if any(name in entries for name in loop)]
    if loops:
        steps = [f"“{brief(name)}”" for name in loops[0]]
        if len(steps) > MOST_QUOTED:
            steps = [*steps[:MOST_QUOTED], "…"]
        others = f", and {len(loops) - 1} more such loops" if len(loops) > 1 else ""
        yield (
            f"Tags of the codebook {path} are below themselves: {' below '.join((*steps, steps[0]))}{others}. "
            "Change one of their parents."
        )


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
            kept = {old.key, old.glyph} if old is not None else set[str]()
            kind = new_kind(name, others, **{**known, **given}, kept=kept | (ONCE_FREE & {given.get("key", "")}))
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
    unused = f"The codebook {path} is not used"
    try:
        tables, problem = parse(access.read(path))
    except UnicodeDecodeError as error:
        return {}, [f"{unused}: it is not UTF-8 from byte {error.start} on."]
    except access.Refused as error:
        return {}, [str(error)]
    except (OSError, ValueError, RecursionError) as error:
        return {}, [f"{unused}: {error}."]
    entries = tables.get(section, {})
    problems = [f"The codebook {path} {problem}"] if problem else []
    if not isinstance(entries, dict):
        return {}, [*problems, f"{unused}: its {section} are not tables. Write [{section}.NAME]."]
    return entries, problems


def _texts(entry: object, known: frozenset[str]) -> dict[str, str]:
    """Return the fields of an entry that are not empty. Raises TypeError or ValueError if the entry is invalid."""
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise TypeError(f"Write a table of strings: {', '.join(sorted(known))}.")
    if unknown := sorted(entry.keys() - known):
        raise ValueError(f"It has no field “{unknown[0]}”; use {', '.join(sorted(known))}.")
    return {key: value for key, value in entry.items() if value}


def _tag(name: str, entry: object, book: Book) -> Tag:
    """Return the tag that an entry makes or changes. Raises UnfitTagError, TypeError or ValueError."""
    given: dict[str, Any] = {**_texts(entry, _GIVEN)}
    if (key := given.get("key", "")) and key not in KEYS and not ((old := book.named(name)) and old.key == key):
        raise ValueError(f"Its key “{brief(key)}” is not a digit from 1 to 9.")
    if name != " ".join(name.split()):
        raise ValueError("Remove the extra white space from its name.")
    old = book.named(name)
    return book.change(old, **given) if old is not None else book.make(name, **given)


def quoted(names: Sequence[str]) -> str:
    """Return names in quotation marks: all of a few, of many the first with the number of the others."""
    shown = [f"“{brief(name)}”" for name in names]
    if len(shown) > MOST_QUOTED:
        return f"{', '.join(shown[: MOST_QUOTED - 1])} and {len(shown) - MOST_QUOTED + 1:,} more"
    return listed(shown)
