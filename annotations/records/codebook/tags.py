"""Tags: the built-in ones, and the key, letter and colour of each new one."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.model import Tag
from annotations.text.canonical import canonical, composed
from annotations.text.canonical import key as name_key
from annotations.text.plurals import shortened

DEFAULT: Final = (
    Tag(name="claim", key="c", letter="C", colour="claim", description="Stated as fact."),
    Tag(name="figure", key="f", letter="F", colour="figure", description="A number with what it measures."),
    Tag(name="opinion", key="o", letter="O", colour="opinion", description="A judgement."),
)
"""Built-in tags."""

COLOURS: Final = tuple(f"tag{number}" for number in range(1, 7))
"""Colour tokens of own tags, assigned in rotation."""

KEYS: Final = "123456789"
"""Keys of own tags, assigned in order; further tags have none."""

LONGEST: Final = 200
"""Maximum length of the name of a tag, in code points."""

_LETTERS: Final = (*ascii_uppercase, *ascii_lowercase, *digits)
_QUOTED: Final = 40
"""Code points of a name that cannot be one, in a message."""


class UnfitTagError(UsageError):
    """Raised if a tag cannot be made; `reason` is a sentence without its name, so that many can share it."""

    def __init__(self, name: str, reason: str, whole: str = "") -> None:
        """For a tag called `name`; `whole` is the message if it is not the name and the reason."""
        super().__init__(whole or f"The tag “{name}” cannot be made: {reason}")
        self.reason = reason


class Book:
    """Tags by name, with what of keys, letters and colours is taken; adding one costs the same at any number of them."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        """Begin with tags that are there already, whose letters and keys may be taken twice."""
        self.tags: dict[str, Tag] = {}
        """All tags, in the order in which they were added."""
        self._names: dict[str, str] = {}
        self._reserved: dict[str, set[str]] = {"key": set(), "letter": set()}
        self._keys: Counter[str] = Counter()
        self._letters: Counter[str] = Counter()
        self._signs: Counter[tuple[str, str]] = Counter()
        self._own = 0
        for tag in tags:
            self.put(tag)

    def put(self, tag: Tag) -> None:
        """Add a tag, or replace the one with its name at its place."""
        if (before := self.tags.get(tag.name)) is not None:
            self._count(before, -1)
        self.tags[tag.name] = tag
        self._names.setdefault(name_key(tag.name), tag.name)
        self._count(tag, 1)

    def reserve(self, fields: Iterable[Mapping[str, object]]) -> None:
        """Keep the keys and letters that are given in the fields of tags for these."""
        for one in fields:
            for what, taken in self._reserved.items():
                taken.add(str(one.get(what, "")))

    def named(self, name: str) -> Tag | None:
        """Return the tag with a name, in whatever form its accents are written; None if there is none."""
        return self.tags.get(name) or self.tags.get(composed(name)) or self._equal(name)

    def _equal(self, name: str) -> Tag | None:
        found = self._names.get(name_key(name))
        same = found is not None and canonical(found) == canonical(name)
        return self.tags[found] if found is not None and same else None

    def change(self, tag: Tag, **given: str) -> Tag:
        """Return a tag with other fields. Raises UnfitTagError like `make`; what it has already it may keep."""
        self._check(tag.name, {what: value for what, value in given.items() if value != getattr(tag, what)})
        return replace(tag, **given)

    def _check(self, name: str, given: Mapping[str, str]) -> None:
        for what in ("key", "letter"):
            if (wanted := given.get(what, "")) and not _is_plain(wanted):
                raise UnfitTagError(name, f"Its {what} “{brief(wanted)}” is not one letter or digit.")
        if (key := given.get("key", "")) and self._keys[key]:
            owner = next(tag.name for tag in self.tags.values() if tag.key == key)
            raise UnfitTagError(name, f"Its key “{key}” is the one of “{brief(owner)}”.")

    def _count(self, tag: Tag, by: int) -> None:
        self._keys[tag.key] += by
        self._letters[tag.letter] += by
        self._signs[tag.letter, tag.colour] += by
        self._own += by if tag.colour in COLOURS else 0

    def make(
        self, name: str, *, key: str = "", letter: str = "", colour: str = "", description: str = "", parent: str = ""
    ) -> Tag:
        """Return a new tag, with the next free key, letter and colour where none is given; it is not added.

        Letters repeat when all are taken: tags with the same one differ in colour as far as colours suffice. Raises
        UnfitTagError if the name is invalid or taken, if the key is taken, or if key or letter is none.
        """
        name = composed(" ".join(name.split()))
        if not name or len(name) > LONGEST or any(unicodedata.category(character)[0] == "C" for character in name):
            reason = f"Use 1 to {LONGEST} characters, no control characters."
            raise UnfitTagError(name, reason, f"“{brief(name)}” cannot be a tag: {reason[0].lower()}{reason[1:]}")
        if (taken := self._names.get(name_key(name))) is not None:
            raise UnfitTagError(name, "Its name is taken.", f"The tag “{taken}” already exists.")
        self._check(name, {"key": key, "letter": letter})
        letter = letter or self._letter(name)
        return Tag(
            name=name,
            key=key or next((one for one in KEYS if not (self._keys[one] or one in self._reserved["key"])), ""),
            letter=letter,
            colour=colour or self._colour(letter),
            description=description,
            parent=parent,
        )

    def _letter(self, name: str) -> str:
        """Return a letter for the gutter: one that no tag has, from the name if possible, else the first of the name."""
        plain = [character for character in name if _is_plain(character)]
        wishes = [*(character.upper() for character in plain), *(character.lower() for character in plain), *_LETTERS]
        free = (wish for wish in wishes if not (self._letters[wish] or wish in self._reserved["letter"]))
        return next(free, "") or letter_of(name)

    def _colour(self, letter: str) -> str:
        """Return the next colour in rotation; for a letter that other tags have, the next that the fewest of them have."""
        turned = [COLOURS[(self._own + i) % len(COLOURS)] for i in range(len(COLOURS))]
        return min(turned, key=lambda colour: self._signs[letter, colour])


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
    """Return a new tag beside others; see `Book.make`. Raises UnfitTagError also if it has a parent that does not exist."""
    book = Book(others)
    tag = book.make(name, key=key, letter=letter, colour=colour, description=description, parent=parent)
    if parent and parent not in book.tags:
        raise UnfitTagError(tag.name, f"Its parent “{brief(parent)}” is no tag.")
    return tag


def lettered(tag: Tag) -> Tag:
    """Return a recorded tag with a letter: earlier versions had none left for the sixtieth."""
    # From its name alone: clones that open the library each for itself give it the same one.
    return tag if _is_plain(tag.letter) else replace(tag, letter=letter_of(tag.name))


def letter_of(name: str) -> str:
    """Return the first plain letter or digit of a name, as a capital; always one cell wide."""
    return next((character.upper() for character in name if _is_plain(character)), "X")


def brief(name: str) -> str:
    """Return a name as a message has it: the beginning of a long one."""
    return shortened(name, _QUOTED)


def _is_plain(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalnum()
