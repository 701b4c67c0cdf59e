"""The content of a Markdown block: parsed, or literal if it has no markup or would take too long to parse."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.documents.markdown.inline import Inline, Runs, broken, place, render
from annotations.documents.plain_text import joining
from annotations.text.lazy_regex import lazy
from annotations.text.sentences import sentences

LONGEST: Final = 16_384
"""Code points that are parsed at once; what is longer is read in parts."""
_MOST_SIGNS: Final = 1000
"""Signs of markup that are parsed at once."""
_BACK: Final = 2000
"""Code points before the end of a part in which the end of a sentence, or a space, is looked for."""
_DEEPEST: Final = 100
"""Brackets within brackets that are parsed; each further level would take as long as all before it."""
_SIGNS: Final = lazy(r"[\\`*_~!\[\]<&^%{=$]")
_RAGGED: Final = (" \n", "\n ", "\t\n", "\n\t")
_BRACKET: Final = lazy(r"[\[\]]")


class Content:
    """Makes text and marks of the content of blocks, and keeps the inline footnotes that it meets."""

    def __init__(self, md: MarkdownIt, env: dict[str, Any], tell: Callable[[str], None]) -> None:
        """``env`` is the environment of the parser for the whole file; ``tell`` takes what was not parsed."""
        self._md = md
        self._env = env
        self._tell = tell
        self.notes: dict[int, Inline] = {}
        """Inline footnotes by their numbers, from 0."""

    def render(self, content: str, origin: Sequence[tuple[int, int]], hard_break: str) -> Inline:
        """Parse some content; ``origin`` maps its offsets to offsets in the file."""
        if not _SIGNS.search(content) and not _ragged(content) and not joining.breaks_unspaced(content):
            return _literal(content, origin)
        if _entangled(content):
            self._tell("a paragraph has too many brackets within brackets for Markdown and is shown as it is written")
            return _literal(content, origin)
        if _too_much(content):
            self._tell("a heading or a cell of a table is too long for Markdown and is shown as it is written")
            return _literal(content, origin)
        children: list[Token] = []
        self._md.inline.parse(content, self._md, self._env, children)
        for child in children:
            if child.type == "footnote_ref" and "label" not in child.meta:
                child.meta["note"] = self._env["footnotes"]["list"][child.meta["id"]]
        found, notes = render(content, origin, children, self._md, hard_break)
        self.notes.update(notes)
        return found

    def parts(self, content: str, origin: Runs, hard_break: str) -> Iterator[Inline]:
        """Some content in the parts in which it is parsed: one, unless it is very long."""
        if not _too_much(content):
            yield self.render(content, origin, hard_break)
            return
        self._tell("a paragraph is too long to be read in one piece and is shown in several")
        start = 0
        while start < len(content):
            end = _end(content, start)
            first = [(0, place(origin, start))]
            shifted = first + [(at - start, there) for at, there in origin if start < at < end]
            yield self.render(content[start:end], shifted, hard_break)
            start = end


def _ragged(content: str) -> bool:
    """Whether there is a blank at the edge of a line."""
    if content[:1] in " \t\n" or content[-1:] in " \t\n":
        return True
    return "\n" in content and any(edge in content for edge in _RAGGED)


def _too_much(content: str) -> bool:
    if len(content) <= _MOST_SIGNS:
        return False
    return len(content) > LONGEST or sum(1 for _ in _SIGNS.finditer(content)) > _MOST_SIGNS


def _end(content: str, start: int) -> int:
    """End of a part that begins at an offset: after a sentence, else after a word, else at the limit."""
    end = min(len(content), start + LONGEST)
    for n, found in enumerate(_SIGNS.finditer(content, start, end)):
        if n == _MOST_SIGNS:
            end = found.start()
            break
    if end == len(content):
        return end
    low = max(start + 1, end - _BACK)
    # The last sentence of the range may be cut by it. Line breaks are blanks here.
    ends = [low + last for _, last in sentences(content[low:end].replace("\n", " "))][:-1]
    if ends and content[ends[-1]].isspace():
        return ends[-1] + 1
    for sign in ("\n", " "):
        at = content.rfind(sign, low, end)
        if at > start:
            return at + len(sign)
    return end


def _entangled(content: str) -> bool:
    """Whether brackets are nested so deeply that parsing would take far too long."""
    if content.count("[") <= _DEEPEST:
        return False
    depths = accumulate(1 if bracket == "[" else -1 for bracket in _BRACKET.findall(content))
    return max(depths) > _DEEPEST


def _literal(content: str, origin: Sequence[tuple[int, int]]) -> Inline:
    """A text as it is written, with its lines joined."""
    return Inline(broken(content.replace("\n", " ")), [], list(origin))
