"""Alignment of two versions of a text: a diff by lines, and within changed lines by words.

It follows the order of the text: moved text counts as removed in one place and added in another.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from annotations.anchoring.diff.patience import Gap, Run, match
from annotations.anchoring.tokens import Words, fold

FINEST: Final = 40_000_000
"""Maximum number of word pairs for a comparison word by word (milliseconds, a few megabytes)."""

FINE: Final = 1_000_000
"""Maximum number of word pairs compared directly, without anchors."""

FARTHEST: Final = 400
"""Maximum distance in code points by which a difference slides to the start of a line, sentence or word."""

CHANCE: Final = 20
"""Maximum weight of words that may be equal by chance, however much is different beside them."""

FIGURE: Final = 5
"""Extra weight of a number, used to decide whether words still belong together."""


class Block(NamedTuple):
    """Range that is equal in both folded texts, in code points."""

    old: int
    new: int
    length: int


class Alignment:
    """Common ranges of two texts."""

    def __init__(self, old: str, new: str, folded_old: str = "", folded_new: str = "") -> None:
        """Align two texts, which may be given folded too."""
        self.old_lines = old
        """The old text with its line ends, in the offsets of the folded one; `new_lines` is the new one."""
        self.new_lines = new
        self.old = folded_old or fold(old)
        """The folded old text; `new` is the folded new one."""
        self.new = folded_new or fold(new)
        self.blocks = _slid(old, new, list(_blocks(old, new, self.old, self.new)))
        """Common ranges in the order of both texts."""
        self._olds = [block.old for block in self.blocks]
        self._news = [block.new for block in self.blocks]

    def survivors(self, start: int, end: int) -> list[Block]:
        """Return the surviving parts of a range of the old text, with its place in the new one."""
        found = []
        for index in range(max(0, bisect_right(self._olds, start) - 1), len(self.blocks)):
            old, new, length = self.blocks[index]
            if old >= end:
                break
            low, high = max(start, old), min(end, old + length)
            if low < high:
                found.append(Block(low, new + low - old, high - low))
        return found

    def taken(self, start: int, end: int, start_old: int, end_old: int) -> int:
        """Return the number of code points of a new range that come from outside of an old range."""
        count = 0
        for index in range(max(0, bisect_right(self._news, start) - 1), len(self.blocks)):
            old, new, length = self.blocks[index]
            if new >= end:
                break
            low, high = max(start, new), min(end, new + length)
            if low < high:
                shift = old - new
                own = min(high + shift, end_old) - max(low + shift, start_old)
                count += high - low - max(0, own)
        return count

    def gaps(self) -> Iterator[Gap]:
        """Yield the gaps between the common ranges: removed and added text."""
        old = new = 0
        for block in self.blocks:
            if block.old > old or block.new > new:
                yield Gap(old, block.old, new, block.new)
            old, new = block.old + block.length, block.new + block.length
        if len(self.old) > old or len(self.new) > new:
            yield Gap(old, len(self.old), new, len(self.new))

    def gap_at(self, offset: int) -> Gap:
        """Return the gap that contains an offset of the old text or ends at it; empty within a common range."""
        index = bisect_right(self._olds, offset)
        before = self.blocks[index - 1] if index else Block(0, 0, 0)
        after = self.blocks[index] if index < len(self.blocks) else Block(len(self.old), len(self.new), 0)
        if offset < before.old + before.length:
            if offset == before.old:
                earlier = self.blocks[index - 2] if index > 1 else Block(0, 0, 0)
                return Gap(earlier.old + earlier.length, offset, earlier.new + earlier.length, before.new)
            place = before.new + offset - before.old
            return Gap(offset, offset, place, place)
        return Gap(before.old + before.length, after.old, before.new + before.length, after.new)


def _blocks(old: str, new: str, flat_old: str, flat_new: str) -> Iterator[Block]:
    """Yield the common ranges, each as long as possible."""
    last = Block(0, 0, 0)
    for block in _by_lines(_lines(old, flat_old), _lines(new, flat_new), flat_old, flat_new):
        start, end = last.old + last.length, last.new + last.length
        while start < block.old and end < block.new and flat_old[start] == flat_new[end] == " ":
            start, end = start + 1, end + 1
        last = Block(last.old, last.new, start - last.old)
        if start == block.old and end == block.new:
            last = Block(last.old, last.new, last.length + block.length)
            continue
        if last.length:
            yield last
        last = block
    if last.length:
        yield last


def _lines(text: str, flat: str) -> Words:
    """Return the folded lines of a text without white space around them; blank ones are omitted."""
    keys, starts, start = [], [], 0
    for line in text.split("\n"):
        end = start + len(line)
        key = flat[start:end].strip()
        if key:
            keys.append(key)
            starts.append(start + flat[start:end].index(key))
        start = end + 1
    return Words(keys, starts)


def _by_lines(old: Words, new: Words, flat_old: str, flat_new: str) -> Iterator[Block]:
    runs, gaps = match(old.keys, new.keys)
    items: list[Run | Gap] = [*runs, *gaps]
    for item in sorted(items, key=lambda item: item.old):
        if isinstance(item, Run):
            yield from _spelled(item, old, new, flat_old, flat_new)
        else:
            yield from _by_words(
                Words.of(flat_old, old.starts[item.old], old.end(item.old_end - 1)),
                Words.of(flat_new, new.starts[item.new], new.end(item.new_end - 1)),
                flat_old,
                flat_new,
            )


def _by_words(old: Words, new: Words, flat_old: str, flat_new: str) -> Iterator[Block]:
    runs: list[Run] = []
    gaps = [Gap(0, len(old.keys), 0, len(new.keys))]
    if len(old.keys) * len(new.keys) > FINE:
        runs, gaps = match(old.keys, new.keys)
    for gap in gaps:
        if (gap.old_end - gap.old) * (gap.new_end - gap.new) <= FINEST:
            runs += _word_by_word(old.keys, new.keys, gap)
    for run in _coherent(sorted(runs), old, new):
        yield from _spelled(run, old, new, flat_old, flat_new)


def _word_by_word(old: list[str], new: list[str], gap: Gap) -> Iterator[Run]:
    """Return the longest common subsequence of a gap."""
    from rapidfuzz.distance import Indel  # imported when a text has changed, not at start

    blocks = Indel.opcodes(old[gap.old : gap.old_end], new[gap.new : gap.new_end]).as_matching_blocks()
    return (Run(gap.old + block.a, gap.new + block.b, block.size) for block in blocks if block.size)


def common_words(old: str, new: str) -> int:
    """Return the code points of the words that two ranges of folded text have in common, in their order."""
    before, after = Words.of(old, 0, len(old)), Words.of(new, 0, len(new))
    if len(before.keys) * len(after.keys) > FINEST:
        return 0
    runs = _word_by_word(before.keys, after.keys, Gap(0, len(before.keys), 0, len(after.keys)))
    return sum(len(key) for run in runs for key in before.keys[run.old : run.old + run.length])


def _coherent(runs: list[Run], old: Words, new: Words) -> list[Run]:
    """Remove runs that are equal by chance: those with less weight than the differences on both sides.

    In a rewritten paragraph `the` and `of` occur again, but mean nothing.
    """
    if not runs:
        return []
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].old + joined[-1].length == run.old and joined[-1].new + joined[-1].length == run.new:
            joined[-1] = Run(joined[-1].old, joined[-1].new, joined[-1].length + run.length)
        else:
            joined.append(run)
    olds = list(accumulate(map(_weight, old.keys), initial=0))
    news = list(accumulate(map(_weight, new.keys), initial=0))

    def difference(one: Run, other: Run) -> int:
        """Return the weight of the difference between two runs, on the side where it is greater."""
        gone = olds[other.old] - olds[one.old + one.length]
        return max(gone, news[other.new] - news[one.new + one.length])

    def by_chance(before: Run, run: Run, after: Run) -> bool:
        weight = olds[run.old + run.length] - olds[run.old]
        return weight <= CHANCE and weight <= difference(before, run) and weight <= difference(run, after)

    kept = [Run(0, 0, 0)]
    for run, following in zip(joined, [*joined[1:], Run(len(old.keys), len(new.keys), 0)], strict=False):
        kept.append(run)
        while len(kept) > 1 and by_chance(kept[-2], kept[-1], following):
            kept.pop()
    return kept[1:]


@lru_cache(maxsize=1 << 14)
def _weight(word: str) -> int:
    return len(word) + FIGURE if word[0].isdigit() else len(word)


def _spelled(run: Run, old: Words, new: Words, flat_old: str, flat_new: str) -> Iterator[Block]:
    """Split a run of equal words or lines into ranges whose white space is equal too."""
    waiting = [run]
    while waiting:
        run = waiting.pop()
        start, end = old.starts[run.old], old.end(run.old + run.length - 1)
        there, there_end = new.starts[run.new], new.end(run.new + run.length - 1)
        if end - start == there_end - there and flat_old[start:end] == flat_new[there:there_end]:
            yield Block(start, there, end - start)
            continue
        half = run.length // 2
        waiting.append(Run(run.old + half, run.new + half, run.length - half))
        waiting.append(Run(run.old, run.new, half))


def _slid(old: str, new: str, blocks: list[Block]) -> list[Block]:
    """Slide pure insertions and deletions to the start of a line, a sentence or a word.

    In `a b a b c` either `a b` may be the inserted one; people insert whole sentences rather than parts of two.
    """
    for index in range(1, len(blocks)):
        one, other = blocks[index - 1], blocks[index]
        if one.old + one.length == other.old:
            shift = _shift(new, one.new + one.length, other.new, one.length, other.length)
        elif one.new + one.length == other.new:
            shift = _shift(old, one.old + one.length, other.old, one.length, other.length)
        else:
            continue
        blocks[index - 1] = Block(one.old, one.new, one.length + shift)
        blocks[index] = Block(other.old + shift, other.new + shift, other.length - shift)
    return [block for block in blocks if block.length]


def _shift(text: str, start: int, end: int, before: int, after: int) -> int:
    """Return the best distance to slide a difference in code points; negative to the left."""
    low = 0
    while low > -min(before, FARTHEST) and text[start + low - 1] == text[end + low - 1]:
        low -= 1
    high = 0
    while high < min(after, FARTHEST) and text[start + high] == text[end + high]:
        high += 1
    return max(range(low, high + 1), key=lambda shift: (_seam(text, start + shift), -abs(shift)))


def _seam(text: str, offset: int) -> int:
    """Rate an offset as the start of an insertion."""
    if offset == 0 or offset == len(text) or text[offset - 1] == "\n":
        return 4
    if not text[offset - 1].isspace():
        return 1 if text[offset].isspace() else 0
    return 3 if text[max(0, offset - 2)] in ".!?:;" else 2
