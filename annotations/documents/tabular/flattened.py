"""Tables whose cells were run together on copying: where one is, and where its cells are likely to end.

Nothing tells for certain. A cell likely ends where a capital follows a small letter or a closing mark with no space
between them, and where each row of a table has as many such places as its head, it very likely does.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.lazy_regex import lazy

TELLING: Final = 4
"""Lines that tell whether with the first of them such a table begins."""
_SURE: Final = 3
_JOINED: Final = lazy(r"\b(?=\w{10,})\w*[a-z][A-Z][a-z]\w*")
_CAMEL: Final = lazy(r"[a-z][A-Z][a-z]")
_RUN_TOGETHER: Final = lazy(r"(?:[a-z]{2}|[a-z\d][.!?%)]|%)(?=[A-Z][a-z])")
_ANY: Final = lazy(r"[^\W\d_A-Z](?=[A-Z])")
_END: Final = lazy(r"(?:[^\W\d_A-Z]|[\d.!?%)\]”’\"])(?=[A-Z][^\W\d_]|[A-Z]{2,}\b)")
"""A cell likely ends here."""
_LONGEST_HEAD: Final = 200
_FUNCTION_WORDS: Final = frozenset(
    "the a an and or from to with been was were is are be has had that which by on in for into der die das und le la les et".split()
)


def may_head(line: str) -> bool:
    """Whether a line could be the head of such a table, as far as a look tells: a capital follows a small letter."""
    return len(line) <= _LONGEST_HEAD and _ANY.search(line) is not None


def rows(lines: Sequence[str]) -> int:
    """How many of some lines are a table whose cells were run together on copying; 0 if they are none.

    Its head is a short line without an end, in which two words and more are grown together; the lines
    right under it have such places too. Short words like YouTube may be names: it takes three, and as many lines.
    """
    head = lines[0].strip(shapes.SPACES)
    if not head or len(head) > _LONGEST_HEAD or head[-1] in ".,;:!?" or "," in head or shapes.item(head):
        return 0
    inner = len(ends(head))
    if not inner:
        return 0
    if not _FUNCTION_WORDS.isdisjoint(head.split()):
        # Prose with the names of products, unless three rows have their places as often as the head has.
        least = _SURE if inner >= _SURE else 0
        alike = True
    else:
        joined = len(_JOINED.findall(head))
        least = 1 if joined > 1 else _SURE if joined and len(_CAMEL.findall(head)) >= _SURE else 0
        alike = False
    if not least:
        return 0
    count = 1
    while count < len(lines) and not shapes.blank(lines[count]):
        if not (len(ends(lines[count])) == inner if alike else _RUN_TOGETHER.search(lines[count])):
            break
        count += 1
    return count if count > least and not _names(lines[:count]) else 0


def _names(lines: Sequence[str]) -> bool:
    """Whether the words with a capital inside are names like JavaScript: each by itself, and nothing but names."""
    words = [word for line in lines for word in line.split()]
    inner = [len(_CAMEL.findall(word)) for word in words]
    return max(inner) == 1 and inner.count(1) * 10 >= len(words) * 7 and all(word[0].isupper() for word in words)


def ends(text: str) -> list[int]:
    """Offsets in a row at which cells may end."""
    return [found.end() for found in _END.finditer(text)]


def cells(text: str, count: int) -> list[tuple[int, int]]:
    """Where the cells of a row likely are, if as many of them end within it as in the head, ``count``; else nothing.

    Where there are more, names like OpenAI in the middle of a row are passed over.
    """
    found = ends(text)
    if len(found) > count:
        found = [end for end in found if not _inside_name(text, end)]
    return list(pairwise([0, *found, len(text)])) if len(found) == count else []


def _inside_name(text: str, end: int) -> bool:
    start = max(text.rfind(sign, 0, end) for sign in " (\"'“‘/") + 1
    return start > 0 and text[start].isupper() and text[start:end].isalpha()
