"""Rows of the ledger: figures of one metric and period, the verdict on each, and what the analyst decided about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Final, NamedTuple

from annotations.model.judgements import Reckoning
from annotations.review.ledger.about import agree, key_of
from annotations.review.ledger.closeness import moved
from annotations.review.ledger.comparing import CONFLICT, EQUAL, SIGNS, UNLIKE, Verdict, nested
from annotations.review.ledger.contrast import signs_of
from annotations.review.ledger.figures import Figure, Key
from annotations.review.ledger.pairs import WORST, Pairs
from annotations.review.similarity.common_words import everyday
from annotations.review.similarity.lexicon import STOP, stem
from annotations.text.canonical import bare
from annotations.text.folding import fold
from annotations.text.quantities import Quantity

ALONE: Final = "one source"
"""Verdict of a row with figures of one source that do not contradict each other."""

_NAMING: Final = 24
"""Figures whose names are weighed for the name of a row."""

_HALF: Final = 0.5
_PERIODS: Final = 24
"""Dates of a row that are looked at."""

_HEIRS: Final = 6
"""Figures that a decision can fall to."""

_WHOLE: Final = 400
"""Figures of a row up to which a decision on it lists them all."""

_STEP: Final = 16
"""Figures that are folded in one step."""

_EXACT: Final = ("=", "±", "~", "≥", "≤", ">", "<")
"""Bounds, the most exact first."""


class Cell(NamedTuple):
    """What one source has in a row."""

    sign: str
    """A key of `SIGNS`; the worst one if it has several figures."""
    figures: tuple[Figure, ...] = ()

    @property
    def written(self) -> str:
        """Its figures as they are written, with signs for words of bounds."""
        return ", ".join(dict.fromkeys(one.short for one in self.figures))

    @property
    def brief(self) -> str:
        """Its figures as short as they can be written."""
        return ", ".join(dict.fromkeys(one.brief for one in self.figures))


class Traits(NamedTuple):
    """What shows that two rows cannot be of one metric."""

    moved: bool
    """Whether its figures are changes from one value to another."""
    sources: frozenset[str]
    tables: frozenset[str]
    """The sources whose figures in it are cells of tables."""
    sentences: frozenset[tuple[str, str]]
    """The sentences of its figures, each with its source."""
    periods: frozenset[str]
    names: frozenset[tuple[str, str]]
    """Metrics and subjects that a person set."""
    kinds: Mapping[int, set[int]]
    """Places of its words in the sets of words that exclude each other, see `Sort.kinds`."""

    def excludes(self, other: "Traits") -> bool:
        """Return whether two rows cannot be of one metric, whatever words they share."""
        return (
            self.moved != other.moved
            or not self.tables.isdisjoint(other.tables)
            or not self.sentences.isdisjoint(other.sentences)
            or any(len(self.kinds[kind] | other.kinds[kind]) > 1 for kind in self.kinds.keys() & other.kinds.keys())
            or (
                self.periods != other.periods
                and not all(nested(one, each) for one in self.periods for each in other.periods)
            )
            or (self.names != other.names and not all(agree(one, each) for one in self.names for each in other.names))
        )


class Row:
    """Figures of one metric and period, compared in pairs at their first use, and shown beside one of them, the reference.

    The reference is the most exact figure that most sources have.
    """

    def __init__(self, figures: Sequence[Figure], decided: Iterable[Reckoning] = ()) -> None:
        """Create the row of some figures, by source and place, with the decisions on them."""
        self.figures = tuple(figures)
        self.key: Key = self.figures[0].key
        latest = sorted(decided, key=lambda one: (one.modified, one.created, one.id))
        self.named = next((one for one in reversed(latest) if one.kind == "name" and one.text), None)
        """Decision that names it."""
        self.names = tuple(one.id for one in latest if one.kind == "name")
        """Ids of all decisions that name it: two persons may have made one each."""
        self.resolution = next((one for one in reversed(latest) if one.kind == "resolved"), None)
        """Decision that its conflict is none; it applies while `resolved`."""
        self.resolutions = tuple(one.id for one in latest if one.kind == "resolved")
        """Ids of all decisions that its conflict is none."""

    def __repr__(self) -> str:
        return f"Row({self.name!r}, {[one.key.written for one in self.figures]})"

    # --- what it is about

    @cached_property
    def name(self) -> str:
        """Name that the analyst gave it, else words that its figures share."""
        return self.named.text if self.named is not None else self.proposed

    @cached_property
    def proposed(self) -> str:
        """The name of one of its figures: heads of a table, else telling words that most others have; if in doubt, of the reference."""
        if named := self.given:
            return named
        reference = self.reference
        if len(self.figures) == 1:
            return reference.name.label()
        others = self.figures[:_NAMING]
        if reference not in others:
            others = (reference, *others)

        def shared(words: str) -> float:
            """Return how many words most figures share, less those that they do not."""
            signs = {stem(word) for word in fold(words).split() if word not in STOP}
            return sum(sum(sign in one.words for one in others) / len(others) - _HALF for sign in signs)

        def telling(words: str) -> bool:
            return any(not everyday(f"w:{sign}") for sign in signs_of(words))

        def rank(one: Figure) -> tuple[bool, bool, bool, float, bool]:
            name = one.name
            return any(one.cell), not name.weak, telling(name.label()), shared(name.metric), one is reference

        best = max(others, key=rank).name
        return best.label(whose=self.alone or shared(best.whose) > 0 or not telling(best.metric))

    @cached_property
    def given(self) -> str:
        """Metric and subject that a person set for its figures; `""` if there are none."""
        subjects = {one.about.subject for one in self.figures if "subject" in one.about.given}
        for one in self.figures:
            if "metric" in one.about.given:
                return f"{one.about.metric} · {subjects.pop()}" if len(subjects) == 1 else one.about.metric
        return ""

    @cached_property
    def period(self) -> str:
        """Date that the figures are for, the most exact of those that contain each other; several if they were put together."""
        found = sorted({one.period for one in self.figures if one.period}, key=lambda one: (-len(one), one))[:_PERIODS]
        kept: list[str] = []
        for one in found:
            if not any(nested(one, other) for other in kept):
                kept.append(one)
        return ", ".join(sorted(kept))

    @cached_property
    def unit(self) -> str:
        """Unit of the reference."""
        return self.reference.quantity.unit

    @cached_property
    def urgency(self) -> tuple[bool, bool, float, bool]:
        """Sort key: open conflicts first, the greatest first, then rows of several sources."""
        return not self.conflict, self.resolved, -self.size, self.alone

    def prepare(self) -> Iterator[None]:
        """Work out what orders and filters need, in steps: a row may have thousands of figures."""
        if "urgency" in self.__dict__:
            return
        pairs = Pairs(self.figures, self.reference)
        yield from pairs.steps()
        folded: list[str] = []
        for place, one in enumerate(self.figures):
            folded.append(_folded(one))
            if place % _STEP == _STEP - 1:
                yield
        self.__dict__["pairs"], self.__dict__["_folded"] = pairs, "\n".join(folded)
        _ = self.urgency, self.folded

    @cached_property
    def extents(self) -> tuple[tuple[float, float], ...]:
        """Values on one scale: of the figures that are measured as the reference is."""
        one = self.reference.quantity
        return tuple(
            each.quantity.base for each in self.figures if not each.quantity.doubt and _on_one_scale(each.quantity, one)
        )

    # --- verdicts

    @cached_property
    def reference(self) -> Figure:
        """Figure that the others are compared with."""
        sources: dict[tuple[tuple[float, float], str, str], set[str]] = {}
        for one in self.figures:
            sources.setdefault((one.quantity.base, one.quantity.bound, one.quantity.unit), set()).add(one.source)

        def rank(figure: Figure) -> tuple[bool, bool, int, int]:
            one = figure.quantity
            bound = _EXACT.index(one.bound) if one.bound in _EXACT else len(_EXACT)
            return bool(one.doubt), one.low != one.high, bound, -len(sources[one.base, one.bound, one.unit])

        return min(self.figures, key=rank)

    @cached_property
    def pairs(self) -> Pairs:
        """Verdicts on the pairs of its figures."""
        found = Pairs(self.figures, self.reference)
        for _ in found.steps():
            pass
        return found

    def verdict_on(self, figure: Figure) -> Verdict | None:
        """Return the verdict that a figure is shown with; None for the reference."""
        pair = self.pairs.shown.get(figure.key)
        return pair.verdict if pair is not None else None

    def sign_of(self, figure: Figure) -> str:
        """Return the sign of a figure; that of the reference is `EQUAL` unless it is in doubt."""
        verdict = self.verdict_on(figure)
        return verdict.sign if verdict is not None else UNLIKE if figure.quantity.doubt else EQUAL

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Cells of the sources that have a figure, by their ids."""
        found: dict[str, list[Figure]] = {}
        for one in self.figures:
            found.setdefault(one.source, []).append(one)
        return {
            source: Cell(min(map(self.sign_of, figures), key=WORST.index), tuple(figures))
            for source, figures in found.items()
        }

    @cached_property
    def sign(self) -> str:
        """The worst sign of its figures."""
        alone = self.sign_of(self.reference)
        return min((one.verdict.sign for one in self.pairs.shown.values()), key=WORST.index, default=alone)

    @property
    def size(self) -> float:
        """Size of its greatest conflict: the difference as a share of the greater value; 0 if there is none."""
        return self.pairs.size if self.conflict else 0.0

    @cached_property
    def conflict(self) -> bool:
        """Whether figures contradict each other, resolved or not."""
        return self.sign == CONFLICT

    @cached_property
    def alone(self) -> bool:
        """Whether only one source has figures."""
        return len({one.source for one in self.figures}) == 1

    @property
    def verdict(self) -> str:
        """The verdict in words: *conflict*, *resolved*, *equal*, *one source*."""
        if self.conflict:
            return "resolved" if self.resolved else SIGNS[CONFLICT]
        return ALONE if self.alone and self.sign != UNLIKE else SIGNS[self.sign]

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """What is behind the verdict: one line for each figure that is not the reference."""
        return tuple(f"{one.verdict.sign} {one.verdict.reason}" for one in self.pairs.shown.values())

    @cached_property
    def traits(self) -> Traits:
        """What shows that another row cannot be of its metric."""
        kinds: dict[int, set[int]] = {}
        for one in self.figures:
            for kind, place in one.sort.kinds.items():
                kinds.setdefault(kind, set()).add(place)
        return Traits(
            moved(self.figures[0]),
            frozenset(one.source for one in self.figures),
            frozenset(one.source for one in self.figures if any(one.cell)),
            frozenset((one.source, one.sentence) for one in self.figures),
            frozenset(one.period for one in self.figures),
            frozenset(key_of(one.about) for one in self.figures if one.about.given),
            kinds,
        )

    # --- decisions

    @cached_property
    def evidence(self) -> str:
        """Hash of the figures and the words of their passages."""
        return evidence_of((one.key, one.quote) for one in self.figures)

    @cached_property
    def resolved(self) -> bool:
        """Whether its conflict was resolved and no passage has changed since."""
        return self.conflict and self.resolution is not None and self.resolution.evidence == self.evidence

    @property
    def reopened(self) -> bool:
        """Whether its conflict was resolved before a passage changed or a figure was added."""
        return self.conflict and self.resolution is not None and not self.resolved

    def beside(self, passage: str) -> tuple[tuple[str, str], ...]:
        """Return some figures of other passages, one of each source first: decisions fall to them if a passage is deleted."""
        others = [one for one in self.figures if one.key.passage != passage]
        first = {one.source: one.key for one in reversed(others)}
        found = dict.fromkeys((*reversed(first.values()), *(one.key for one in others)))
        return tuple((key.passage, key.written) for key in found)[:_HEIRS]

    def others(self, figure: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """Return all figures of the row but one, those of `beside` first: a decision on the row is about them.

        With all of them it is known later whether another reading or another figure made the row differ. Of a row with
        more than some hundred they are left out.
        """
        every = dict.fromkeys((*self.beside(figure[0]), *((one.key.passage, one.key.written) for one in self.figures)))
        found = tuple(one for one in every if one != figure)
        return found if len(found) <= _WHOLE else found[:_HEIRS]

    @cached_property
    def folded(self) -> str:
        """Its name, figures, sentences, verdict and note, folded for search."""
        note = self.resolution.text if self.resolution is not None else ""
        return (
            fold(f"{self.name}\n{self.period}\n{self.sign} {self.verdict}\n{self.unit}\n{note}") + "\n" + self._folded
        )

    @cached_property
    def plain(self) -> str:
        """The same without accents, for many words."""
        return bare(self.folded)

    @cached_property
    def _folded(self) -> str:
        """Its figures and their sentences, folded."""
        return "\n".join(map(_folded, self.figures))


def evidence_of(figures: Iterable[tuple[tuple[str, str], str]]) -> str:
    """Return a hash of figures, each by its passage and its words, with the words of the passage."""
    lines = sorted("\0".join((*key, quote)) for key, quote in figures)
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _on_one_scale(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities are measured alike: by one unit or dimension, or both are counts."""
    if one.unit == other.unit or (one.dimension == other.dimension != "" and not (one.counted or other.counted)):
        return True
    rates = one.unit.partition("/")[2] == other.unit.partition("/")[2]
    return rates and (one.counted or not one.unit) and (other.counted or not other.unit)


def _folded(one: Figure) -> str:
    return fold(f"{one.key.written}\n{one.sentence}")
