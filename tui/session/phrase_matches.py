"""All places of some words, to be tagged at one go."""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import Annotation
from annotations.search.document_search import MOST
from annotations.search.word_search import Words
from annotations.text.folding import aligned, pieces
from annotations.text.invisible import has_invisible
from tui.text.paint.span_index import SpanIndex

_BEFORE, _AFTER = 80, 160
"""Code points of the text around a place that are kept to be shown."""

_BRIEF = 40
"""Longest passage in code points whose tag is one of the words in it, such as *72B-parameter* around *72B*."""

_BREATH = 50
"""Passages that are made in one step."""


class Occurrence(NamedTuple):
    """One place of the words."""

    source: str
    start: int
    end: int
    before: str
    found: str
    after: str
    annotation: Annotation | None
    """The passage that is exactly there."""
    inside: str
    """Address of a passage that shares some text with it; empty if none does."""
    around: frozenset[str]
    """Tags of the brief passages that contain it."""

    def has(self, tag: str) -> bool:
        """Return whether it is tagged so already."""
        return tag in self.around or (self.annotation is not None and tag in self.annotation.tags)


def occurrences(library: Library, source_id: str, text: str, words: str) -> Iterator[Occurrence | None]:
    """Yield the places of whole words in the text of a source, in order; at most `MOST`.

    Yields None after a step without a place, so that the caller can handle keys in between.
    """
    # Capitals do not count: a word may begin a sentence, and each place can be left out.
    query = Words(" ".join(words.lower().split()))
    placed = [passage for passage in library.passages(source_id) if passage.placed]
    index = SpanIndex(placed, [passage.start for passage in placed], [passage.end for passage in placed])
    folded = []
    for start, end in pieces(text):
        folded.append(aligned(text[start:end], query.kept))
        yield None
    count = 0
    for start, end in query.find("".join(folded)):
        if not _whole(text, start, end):
            yield None
            continue
        over = index.over(start, end)
        exact = next((one.annotation for one in over if (one.start, one.end) == (start, end)), None)
        others = [one.annotation.id for one in over if one.annotation is not exact]
        before = text[text.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE) : start]
        after = text[end : end + _AFTER].partition("\n")[0]
        inside = library.address(others[0]) if others else ""
        brief = [one for one in over if one.start <= start and end <= one.end <= one.start + _BRIEF]
        around = frozenset(tag for one in brief if one.annotation is not exact for tag in one.annotation.tags)
        yield Occurrence(source_id, start, end, before, text[start:end], after, exact, inside, around)
        count += 1
        if count == MOST:
            break


def tag_all(library: Library, chosen: Sequence[Occurrence], tag: str, made: list[str]) -> Generator[int, None, None]:
    """Tag places as one change, in steps that yield the number of tagged places; `made` gets the ids of the passages.

    The change is rolled back if the iterator is closed early or an error is raised.
    """
    with library.transaction(f"tag {len(chosen)} × {tag}"):
        for index, one in enumerate(chosen):
            if one.has(tag):
                continue
            try:
                if one.annotation is not None:
                    library.toggle_tag(one.annotation.id, tag)
                    made.append(one.annotation.id)
                else:
                    made.append(library.add(one.source, one.start, one.end, tags=(tag,)).id)
            except UsageError:
                # The place is taken by a passage whose bounds are whole characters where the words are not.
                continue
            if index % _BREATH == _BREATH - 1:
                yield len(made)
    yield len(made)


def nearest(found: Sequence[Occurrence], source_id: str, offset: int) -> int:
    """Return the index of the last place at or before an offset of a source; 0 if there is none."""
    own = [index for index, one in enumerate(found) if one.source == source_id]
    at = bisect_right(own, offset, key=lambda index: found[index].start)
    return own[max(0, at - 1)] if own else 0


def _whole(text: str, start: int, end: int) -> bool:
    """Return whether no word crosses either end."""
    before, after = start - 1, end
    while before >= 0 and has_invisible(text[before]):
        before -= 1
    while after < len(text) and has_invisible(text[after]):
        after += 1
    inner = before >= 0 and _in_word(text[before]) and _in_word(text[start])
    return not inner and not (after < len(text) and _in_word(text[end - 1]) and _in_word(text[after]))


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"
