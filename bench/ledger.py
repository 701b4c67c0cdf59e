"""Measures the ledger of figures, in milliseconds of processor time: made from records, its longest step, and what follows a change.

``python -m bench.ledger`` prints a table. A step is what is done between two looks at the keys.
"""

import gc
import random
import time
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from annotations.model import Annotation, Passage, Source
from annotations.model.judgements import Reckoning
from annotations.review.ledger.context import Context, recorded_context
from annotations.review.ledger.ledger import Given, Ledger
from annotations.text.quantities import read

SIZES: Final = ((5, 100), (200, 5_000))
"""Sources and figures."""

_MOMENT: Final = "2026-04-08T10:00:00.000Z"
_SUBJECTS: Final = (
    "apples pears plums cherries quinces medlars walnuts hazels hops barley oats rye wheat clover honey wool milk butter "
    "cheese cider timber slate gravel bricks tiles lime charcoal herring cod eels"
).split()
_PLACES: Final = "the valley,the hill,the coast,the moor,the island,the old town,the eastern parish,the fen".split(",")
_VERBS: Final = "sold,harvested,shipped,stored,lost,taxed".split(",")
_UNITS: Final = ("%d tonnes", "$%d million", "%d %%", "%d barrels", "roughly %d tonnes")


def main() -> None:
    """Measure and print the results."""
    gc.disable()  # The program collects while the user is idle.
    read("$1 million per month in 2025")
    print(f"{'':46}{'ms':>10}")
    for sources, figures in SIZES:
        given = _given(sources, figures)
        print(f"\n{sources} sources, {figures:,} figures")
        _measure(given)


def _measure(given: Given) -> None:
    contexts = {one.annotation.id: recorded_context(one.annotation) for one in given.passages}

    def around(one: Passage) -> Context:
        return contexts[one.annotation.id]

    ledger = Ledger()
    print(_line("made from records", _ms(lambda: _all(ledger.steps(given, around)))))
    print(f"{'rows, conflicts':46}{len(ledger.rows):>6,}{len(ledger.conflicts):>6,}")
    fresh = Ledger()
    print(_line("longest step", _longest(fresh.steps(given, around))))
    print(_line("made again, nothing changed", _ms(lambda: _all(ledger.steps(given, around)))))
    changed = given._replace(passages=given.passages[1:])
    print(_line("made again, one passage deleted", _ms(lambda: _all(ledger.steps(changed, around)))))
    print(_line("its longest step", _longest(ledger.steps(given, around))))
    one, other = ledger.rows[0].key, ledger.rows[1].key
    merged = [_decision("together", *one, *other)]
    print(_line("a decision applied", _ms(lambda: ledger.decide(merged))))
    print(_line("a decision undone", _ms(lambda: ledger.decide(()))))
    print(_line("order by conflict", _ms(lambda: ledger.ordered(ledger.rows, "conflict"))))


def _decision(kind: str, *words: str) -> Reckoning:
    names = ("passage", "figure", "other", "other_figure")
    decision = Reckoning(id="r", kind=kind, passage="", figure="", created=_MOMENT, modified=_MOMENT)
    return replace(decision, **dict(zip(names, words, strict=True)))


def _given(count: int, figures: int) -> Given:
    """Return sources with figures of some metrics, the values of which differ now and then."""
    chance = random.Random(7)
    sources = [Source(id=f"s{n}", number=n, path=f"{n}.txt", length=10, read=((0, 10),)) for n in range(1, count + 1)]
    passages = []
    for number in range(figures):
        source = sources[number * count // figures]
        subject, place, verb = chance.choice(_SUBJECTS), chance.choice(_PLACES), chance.choice(_VERBS)
        unit = _UNITS[len(subject + verb) % len(_UNITS)]
        written = unit % (len(subject) * 37 + chance.choice((0, 0, 0, 1, 9)))
        before, after = f"In 2025 {place} {verb} ", f" of its {subject}."
        passages.append(_passage(source, number, before, written, after))
    return Given(sources, passages, ())


def _passage(source: Source, number: int, before: str, written: str, after: str) -> Passage:
    annotation = Annotation(
        id=f"a{number}",
        source=source.id,
        number=number + 1,
        fragments=((number * 100, number * 100 + len(written)),),
        exact=written,
        prefix=before[-32:],
        suffix=after[:32],
        tags=("figure",),
        created=_MOMENT,
        modified=_MOMENT,
    )
    return Passage(annotation, annotation.start, annotation.end, "anchored")


def _all(steps: Iterator[None]) -> None:
    for _ in steps:
        pass


def _longest(steps: Iterator[None]) -> float:
    """Return the longest step, in milliseconds."""
    longest, started = 0.0, time.process_time()
    for _ in steps:
        longest = max(longest, time.process_time() - started)
        started = time.process_time()
    return max(longest, time.process_time() - started) * 1000


def _ms(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


def _line(what: str, value: float) -> str:
    return f"{what:46}{value:>10.1f}"


if __name__ == "__main__":
    main()
