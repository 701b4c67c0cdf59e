"""Headings without a mark: lines that head what follows, seen from their neighbours."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.documents import boilerplate
from annotations.documents import line_shapes as shapes
from annotations.documents import mermaid as diagrams
from annotations.documents.plain_text import line_ends as ends
from annotations.documents.plain_text.measure import Measure
from annotations.documents.plain_text.page_lines import PageLines

_CHAIN = 8
"""How many headings may follow one another before text must come."""
_BODY = 60
"""Code points from which a line is text and no label."""
_FAR = 0.6
"""Share of the width from which a line may run on into the next one."""
_RIGHT = 24
"""Columns of space before a line that is set to the right."""
_MIDDLE = 8
"""Columns by which the space before and after a line in the middle may differ."""
_OVER = "=-~*#^"
"""Signs of a line over a heading."""
_LONG = 100
_LONGEST = 100
"""Code points from which the line below is a paragraph whatever it begins with."""


class Headline(NamedTuple):
    """The text of a heading in its line, its level, and whether the next line only underlines it."""

    start: int
    end: int
    level: int
    underlined: bool
    overlined: bool = False
    """Whether the first of its lines only overlines it; start and end are those of the text in the next one."""


class Headlines:
    """Finds the headings among the lines of a text.

    The first heading of a text that begins with headings is its title: level 1. A word or two above a
    longer heading is the name of a column, so the title is the first with four words or more.
    """

    def __init__(self, texts: Sequence[str], measure: Measure, pages: PageLines) -> None:
        """``measure`` is how the lines are broken; ``pages`` are those that the file repeats."""
        self._texts = texts
        self._measure = measure
        self._wrapped = measure.width > 0
        self._width = measure.width or _LONGEST
        self._pages = pages
        self._title: str | None = None

    def find(self, i: int, *, front: bool) -> Headline | None:
        """The heading in line ``i``; ``front`` is true if only headings come before it."""
        line = self._texts[i]
        first = line[0]
        if first in "#=" and (marked := shapes.heading(line)):
            if self._beside(i):
                return None
            level, start, end = marked
            return Headline(start, end, level, underlined=False)
        if first in _OVER:
            return self._overlined(i, line)
        start, end = shapes.edges(line)
        if line[start : start + 1].islower() and line[start:end].islower():
            return None
        found = self._unmarked(i, line, start, end, front=front)
        return found if found and not self._pages.repeated(i) else None

    def _unmarked(self, i: int, line: str, start: int, end: int, *, front: bool) -> Headline | None:
        above = self._texts[i - 1] if i else ""
        if above and not above.isspace():
            if self._wrapped and len(above) >= self._width * _FAR and not ends.ended(above):
                return None  # the line above runs on into it
            if self._named_below_number(i, line[start:end]):
                return Headline(start, end, 3, underlined=False)
            alone = False
        else:
            below = self._texts[i + 1] if i + 1 < len(self._texts) else ""
            if level := self._section(i, line, below):
                return Headline(start, end, level, underlined=False)
            alone = shapes.blank(below)
            if self._capitals(i, line, start, end, below) or (alone and self._letter(i, line[start:end])):
                return Headline(start, end, self._level(i) if front else 2, underlined=False)
        text = line[start:end]
        if not shapes.may_head(text) or self._signature(start, end) or (alone and not front and self._belongs_above(i)):
            return None
        item = shapes.item(line)
        if not alone and i + 1 < len(self._texts) and (item is None or item.marker[0].isdigit()):
            level = shapes.underline(self._texts[i + 1], end - start)
            if level and self._free_before(i):
                return Headline(start, end, level, underlined=True)
        if (self._wrapped and start > 1 and self._among_inset(i, start, end)) or not self._heads(i, _CHAIN):
            return None
        return Headline(start, end, self._level(i) if front else 2, underlined=False)

    def _named_below_number(self, i: int, text: str) -> bool:
        """Whether a text is the name of the part of a law whose number is the heading above."""
        texts = self._texts
        if not shapes.numbered_alone(texts[i - 1]) or (i > 1 and not shapes.blank(texts[i - 2])):
            return False
        below = texts[i + 1] if i + 1 < len(texts) else ""
        return shapes.blank(below) and len(text) <= _BODY and shapes.may_head(text) and self._next(i) is not None

    def _among_inset(self, i: int, start: int, end: int) -> bool:
        """Whether a line is one of several that are set in, as in a verse, and not in the middle as titles are."""
        near = [self._texts[n] for n in (i - 1, i + 1) if 0 <= n < len(self._texts)]
        within = any(not shapes.blank(line) and abs(shapes.indent(line) - start) <= _MIDDLE for line in near)
        return within and abs(start + end - self._width) > _MIDDLE

    def _capitals(self, i: int, line: str, start: int, end: int, below: str) -> bool:
        """Whether a line in capitals is by itself, or what is under it is set in: the name of a chapter or of a part."""
        if not line[start:end].isupper() or not shapes.capitals(line[start:end]):
            return False
        following = self._next(i)
        if following is None or self._signature(start, end) or boilerplate.badge(line[start:end]):
            return False
        if not shapes.blank(below):
            return shapes.indent(below) >= start + 3 and not below.isupper()
        return not self._text(following).isupper()

    def _letter(self, i: int, text: str) -> bool:
        """Whether a line is the letter that the words below it begin with, as in a dictionary."""
        if len(text) != 1 or not text.isupper() or (following := self._next(i)) is None:
            return False
        words = self._text(following)
        return words[0] == text and len(words) > 1

    def _belongs_above(self, i: int) -> bool:
        """Whether there is less space over a line than under it, as over the name of who wrote what is above it."""
        texts, above, below = self._texts, i - 1, i + 1
        while above >= 0 and below < len(texts) and shapes.blank(texts[above]) and shapes.blank(texts[below]):
            above, below = above - 1, below + 1
        return above >= 0 and below < len(texts) and shapes.blank(texts[below]) and not shapes.blank(texts[above])

    def _signature(self, start: int, end: int) -> bool:
        """Whether a text is set to the right, and not in the middle: who wrote what is above it."""
        return start >= _RIGHT and (not self._wrapped or abs((start + end) - self._width) > _MIDDLE)

    def _overlined(self, i: int, line: str) -> Headline | None:
        """The heading between two lines of the same signs."""
        if i + 2 >= len(self._texts) or self._texts[i + 2].rstrip() != (rule := line.rstrip()):
            return None
        title = self._texts[i + 1]
        start, end = shapes.edges(title)
        level = shapes.underline(rule, end - start)
        if not level or end - start > len(rule) or not shapes.may_head(title[start:end]):
            return None
        return Headline(start, end, 2 if rule[0] == "-" else 1, underlined=True, overlined=True)

    def _beside(self, i: int) -> bool:
        """Whether line ``i`` is a ``#`` line next to another one, which makes both comments."""
        sign = self._texts[i].split(" ", 1)[0]
        near = [self._texts[n] for n in (i - 1, i + 1) if 0 <= n < len(self._texts)]
        return sign == "#" and any(map(shapes.comment, near))

    def _section(self, i: int, line: str, below: str) -> int:
        """The level of a numbered heading under a blank line, with text below it that is no further item; else 0."""
        close = not shapes.blank(below)
        if not (level := shapes.section(line)):
            return 0
        if close and not shapes.numbered_alone(line) and not self._short_of(line, below):
            return 0
        if line.lstrip(shapes.SPACES)[1:2] == "." and line.strip()[0].isalpha() and self._belongs_above(i):
            return 0  # J. Milton Smith, who wrote what is above
        following = self._next(i)
        if following is None:
            return 0
        item = shapes.item(self._texts[following])
        if item is None or level > 2:
            return level
        # Under an item comes another one; under the heading of a chapter, a list or the heading of its first part.
        return 0 if item.marker[0].isalnum() else level

    def _short_of(self, line: str, below: str) -> bool:
        """Whether a line ends far before the column at which the text right below it is broken."""
        text = below.strip(shapes.SPACES)
        if not text[0].isupper() or shapes.item(below) or len(below) <= max(_BODY, len(line)):
            return False
        return shapes.indent(below) == shapes.indent(line) and len(line) + len(text.split()[0]) < len(below) * _FAR

    def _level(self, i: int) -> int:
        if self._title is None:
            chain: list[str] = []
            following: int | None = i
            while following is not None and len(chain) < _CHAIN and (following == i or self._heads(following, _CHAIN)):
                chain.append(self._text(following))
                following = self._next(following)
            self._title = next((text for text in chain if len(text.split()) >= 4), chain[0])
        return 1 if self._text(i) == self._title else 2

    def _heads(self, i: int, chain: int) -> bool:
        """Whether line ``i`` is a heading of the text after it, whose first ``chain`` lines may be headings too."""
        text = self._text(i)
        following = self._next(i)
        if following is None or not shapes.may_head(text) or not self._free_before(i) or not self._free_after(i):
            return False
        if i > 1 and all(self._name(self._texts[n]) for n in (i - 1, i - 2)):
            return False  # names under one another, as in an address
        if item := shapes.item(self._texts[i]):
            return self._numbered(i, item, following)
        if shapes.title_case(text):
            return self._leads(i, following, chain)
        return self._sentence_case(i, following)

    def _name(self, line: str) -> bool:
        """Whether a line is short, no sentence and no item."""
        return (
            bool(line)
            and not shapes.item(line)
            and len(line) <= _BODY
            and not line.isspace()
            and not shapes.ends_sentence(line.rstrip())
        )

    def _leads(self, i: int, following: int, chain: int) -> bool:
        line, text = self._texts[following], self._text(following)
        close = following == i + 1
        led = shapes.lead_in(self._text(i))
        if led and close and (shapes.lead_in(text) or shapes.item(line)):
            return False  # the head of a letter: From: To: Subject:
        if shapes.item(line) or "|" in line or shapes.fence(line) or shapes.quote(line):
            return True
        if diagrams.extent(self._texts, following) or shapes.heading(line):
            return True
        if not close and self._over_inset(i, following):
            return True
        if shapes.may_head(text) and shapes.title_case(text):
            # Names under one another look like headings under one another: no more than two without a blank line.
            return chain > 0 and self._heads(following, min(chain - 1, 1) if close else chain - 1)
        if shapes.lead_in(text):
            beneath = close and i > 0 and not shapes.blank(self._texts[i - 1])
            return (not led and not beneath) or len(text) > _LONG
        if text[-1] == ":" or shapes.ends_sentence(text) or len(text) > max(_BODY, len(self._text(i))):
            return True
        return not close and self._runs_on(following)

    def _over_inset(self, i: int, following: int) -> bool:
        """Whether short lines under one another are set in below line ``i``, as an address is below its heading."""
        texts, edge = self._texts, shapes.indent(self._texts[i]) + 2
        region = texts[following : following + 3]
        inset = [line for line in region if not shapes.blank(line) and edge <= shapes.indent(line) < _RIGHT]
        return len(inset) == len(region) == 3 and len({shapes.indent(line) for line in inset}) == 1

    def _runs_on(self, i: int) -> bool:
        """Whether line ``i`` is the first of a text that was broken at a column, however narrow."""
        below = self._texts[i + 1] if i + 1 < len(self._texts) else ""
        return not shapes.blank(below) and ends.goes_on(self._texts[i], below)

    def _sentence_case(self, i: int, following: int) -> bool:
        """Whether a line without capitals heads a text: it must be much shorter, and the text a text."""
        text, body = self._text(i), self._text(following)
        if len(text) > 70 or len(text.split()) > 10 or text[0].isdigit() or shapes.lead_in(text):
            return False
        if shapes.item(self._texts[following]) or "|" in body or len(body) < 1.5 * len(text):
            return False
        if following > i + 1:
            return (i == 0 or shapes.blank(self._texts[i - 1])) and len(body) >= _BODY
        spoken = i == 0 or shapes.blank(self._texts[i - 1]) or shapes.ends_sentence(self._texts[i - 1].rstrip())
        return spoken and len(body) >= _LONG and shapes.ends_sentence(body)

    def _numbered(self, i: int, item: shapes.Item, following: int) -> bool:
        """Whether a numbered line is a heading and not an item: capitalised, and text follows that is no item."""
        text = self._texts[i][item.start :].rstrip()
        body = self._texts[following]
        if not item.marker[0].isdigit() or item.indent or not shapes.title_case(text) or len(text.split()) > 12:
            return False
        if (i > 0 and shapes.item(self._texts[i - 1])) or shapes.item(body) or shapes.indent(body):
            return False
        return len(body) > max(_BODY, len(text)) and not shapes.may_head(self._text(following))

    def _free_before(self, i: int) -> bool:
        """Whether the line above did not run on into line ``i``."""
        if i == 0 or shapes.blank(self._texts[i - 1]):
            return True
        above = self._texts[i - 1]
        if self._wrapped and len(above) >= self._width * _FAR and not ends.ended(above):
            return False
        return len(above) > _LONGEST or not ends.broken(above, self._texts[i], max(len(above), self._width))

    def _free_after(self, i: int) -> bool:
        """Whether line ``i`` ended although the next word would have fitted."""
        if i + 1 == len(self._texts) or shapes.blank(self._texts[i + 1]):
            return True
        below = self._texts[i + 1]
        if ends.goes_on(self._texts[i], below) and not diagrams.extent(self._texts, i + 1):
            return False
        return len(below) > _LONGEST or not ends.broken(self._texts[i], below, max(len(below), self._width))

    def _next(self, i: int) -> int | None:
        i += 1
        while i < len(self._texts) and (shapes.blank(self._texts[i]) or boilerplate.sure(self._texts[i])):
            i += 1
        return i if i < len(self._texts) else None

    def _text(self, i: int) -> str:
        start, end = shapes.edges(self._texts[i])
        return self._texts[i][start:end]
