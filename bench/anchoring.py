"""Measures how correctly and how fast passages are found again after their source was edited.

First the rates on revisions with known answers, for which a test has lower bounds; then the times.

Each time is compared with two baselines: searching each quote with `str.find`, which finds no edited one, and with
rapidfuzz's `partial_ratio_alignment`, which finds any but cannot decide between places. Run with
`python -m bench.anchoring`.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from rapidfuzz.fuzz import partial_ratio_alignment

from annotations.anchoring.resolve import resolve_all
from annotations.anchoring.selectors import Selectors, describe
from bench.sample import markdown
from tests.annotations.anchoring.test_revisions import measure

SIZES = (100_000, 1_000_000)
PASSAGES = (1, 1000)
EDITS = (("few edits", 0.001), ("many edits", 0.2), ("every line", 1.0))
REVISIONS = range(200)
"""Seeds of the texts that are revised for the rates."""
FUZZY = 20
"""Quotes that rapidfuzz searches; its time for all quotes is extrapolated."""


def edited(text: str, share: float, chance: random.Random) -> str:
    """Return the text with a share of its lines changed, removed, doubled or moved."""
    lines = text.split("\n")
    for index in range(len(lines)):
        if chance.random() >= share or not lines[index]:
            continue
        kind = chance.randrange(6)
        if kind == 0:
            lines[index] = ""
        elif kind == 1:
            other = chance.randrange(len(lines))
            lines[index], lines[other] = lines[other], lines[index]
        elif kind == 2:
            lines[index] += f"\nA new line with the number {chance.randrange(10_000)} in it."
        else:
            words = lines[index].split(" ")
            words[chance.randrange(len(words))] = f"another{chance.randrange(100)}"
            lines[index] = " ".join(words)
    return "\n".join(lines)


def passages(text: str, count: int, chance: random.Random) -> list[Selectors]:
    """Return `count` ranges of 20 to 200 code points."""
    starts = (chance.randrange(len(text) - 300) for _ in range(count))
    return [describe(text, start, start + chance.randint(20, 200)) for start in starts]


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of one run of `work`."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Print the rates, then times in milliseconds for each size, number of passages and kind of edit."""
    for kept in (True, False):
        rates = measure(REVISIONS, kept=kept)
        shares = ", ".join(f"{name} {count} ({count / rates.total():.2%})" for name, count in rates.most_common())
        print(f"{'with' if kept else 'without'} the old text: {shares}")
    print()
    print(f"{'size':>9} {'passages':>8} {'edits':<11}{'kept text':>10}{'without':>10}{'str.find':>10}{'rapidfuzz':>11}")
    for size in SIZES:
        old = markdown(size)
        for count in PASSAGES:
            for name, share in EDITS:
                chance = random.Random(size + count)
                new = edited(old, share, chance)
                given = passages(old, count, chance)
                times = (
                    seconds(partial(resolve_all, new, given, old)),
                    seconds(partial(resolve_all, new, given)),
                    seconds(partial(_plainly, new, given)),
                    seconds(partial(_fuzzily, new, given[:FUZZY])) * max(1, count / FUZZY),
                )
                outcomes = Counter(type(one).__name__.lower() for one in resolve_all(new, given, old))
                row = "".join(f"{one * 1000:>10.0f}" for one in times)
                print(f"{size:>9} {count:>8} {name:<11}{row}  {dict(outcomes)}")


def _plainly(text: str, passages: list[Selectors]) -> None:
    for one in passages:
        text.find(one.exact)


def _fuzzily(text: str, passages: list[Selectors]) -> None:
    for one in passages:
        partial_ratio_alignment(one.exact, text, score_cutoff=70)


if __name__ == "__main__":
    main()
