"""How much a sentence looks like a claim or an opinion, and a number like a figure to tag, each with its reasons.

Each sign of a sentence, such as a figure, a verb of the past or a word of praise, speaks for or against a tag by a fixed
weight; the sum decides. No word of a subject counts, so that it holds for texts on any subject. Where the words of a
language are not known, figures, dates and names alone count.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import exp
from sys import maxsize
from typing import Final, NamedTuple

from annotations.text.language import cues
from annotations.text.language.cues import Cue, lexicon
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Day, Quantity, Value
from annotations.text.quantities.values import TOO_LARGE, VAGUE

CLAIM, OPINION, FIGURE = "claim", "opinion", "figure"
"""The tags that are proposed."""

_LEAST: Final = 0.55
"""Lowest score that is proposed."""

_REASONS: Final = 3
"""Most reasons that are given."""

_SHORTEST, _LONGEST = 15, 800
"""Code points of the shortest and the longest sentence that is judged."""

_WORD: Final = lazy(r"[^\W\d_](?:[^\W_]|['’-](?=\w))*|\d[\w.,]*")
_DIGIT: Final = lazy(r"\d")
_LETTERED: Final = lazy(r"[^\W\d_]")

_SMALL: Final = 13
"""Numbers below it that are written as words often count what is at hand."""

_PAST: Final = {
    "en": lazy(r"\w{3,}ed"),
    "de": lazy(r"ge\w{3,}(?:t|en)|\w{3,}iert(?:e|en)?"),
    "es": lazy(r"\w{3,}(?:ó|aron|ieron)"),
}
"""Verbs of the past that their endings show."""
_PARTICIPLE: Final = {
    "fr": (
        frozenset("a ont été avait avaient fut furent sont est".split()),
        lazy(r"\w{2,}(?:é|ée|és|ées|is|ise|it|u|ue|us|ues)"),
    ),
    "es": (frozenset("fue fueron ha han sido había habían".split()), lazy(r"\w{2,}(?:ad|id)[oa]s?")),
}
"""Participles, and the words after which they are verbs."""
_NOT_YET: Final = frozenset("to be being will would shall should can could may might must".split())
"""Words behind which a verb says nothing of the past."""
_NO_PAST: Final = frozenset(
    "need needed called named hundred indeed speed exceed feed united unlimited limited based so-called concerned interested supposed used gegen gesamt"
    " gestern gerecht gesetzt gewesen gehabt geschlecht gericht gebiet gebiete geschichten gesellschaften gemeint geben gehen gelten genannt".split()
)

_CONTENT: Final = (cues.CALLS, cues.HEDGES, cues.PREDICTS)
"""What counts for nothing behind a report: it is what another person says."""

_FIGURES, _DATES, _NAMES, _NUMBERS, _FIRST, _ASKS = "figures", "dates", "names", "numbers", "first", "asks"
"""Signs that are no words of a lexicon."""

_CLAIM: Final = {
    cues.HAPPENED: 1.4, _FIGURES: 1.6, cues.AMOUNT: 0.95, cues.COMPARED: 0.95, cues.EXTREME: 0.95, _DATES: 0.8, cues.TREND: 0.95,
    cues.REPORTED: 0.6, cues.CAUSE: 0.6, _NAMES: 0.5, _NUMBERS: 0.4, _FIRST: -0.5, cues.PREDICTS: -0.5, cues.STRESSES: -0.6,
    cues.ADDRESSES: -0.5, cues.JUDGES: -0.8, cues.CALLS: -0.9, cues.BELIEVES: -1.1, cues.HEDGES: -1.1, _ASKS: -1.4,
}  # fmt: skip
"""Weight of each sign for a claim."""
_OPINION: Final = {
    cues.JUDGES: 1.5, cues.BELIEVES: 1.3, cues.CALLS: 1.2, cues.STRESSES: 0.6, cues.HEDGES: 0.3,
    _DATES: -0.5, _FIGURES: -0.7, cues.REPORTED: -0.5, cues.HAPPENED: -0.4, cues.TREND: -0.2, _ASKS: -0.6, cues.ADDRESSES: -0.4,
}  # fmt: skip
"""Weight of each sign for an opinion."""
_CLAIM_FROM, _OPINION_FROM = -0.7, -0.9
"""The sums of a sentence without a sign."""
_AGAIN: Final = 0.3
"""Share of its weight that a second sign of a kind adds."""

_WORDS: Final = {
    _FIGURES: "has a figure", cues.HAPPENED: "says what happened", cues.AMOUNT: "has an amount", cues.COMPARED: "compares",
    cues.EXTREME: "says what is first or most", _DATES: "has a date", cues.TREND: "has a trend", cues.REPORTED: "reports",
    cues.CAUSE: "gives a cause", _NAMES: "has a name", _NUMBERS: "has a number", cues.JUDGES: "judges", cues.BELIEVES: "says what is believed",
    cues.CALLS: "makes a demand", cues.STRESSES: "stresses", cues.HEDGES: "is not certain",
}  # fmt: skip
"""The reason that a sign is, before the words of it."""


class Worth(NamedTuple):
    """A tag that is proposed for a stretch of text."""

    tag: str
    score: float
    """From 0 to 1; only for comparison with others."""
    reasons: tuple[str, ...]
    """In words, the strongest first."""


class _Sign(NamedTuple):
    kind: str
    words: str


def worth_of(sentence: str, values: Sequence[Value], language: str) -> Worth | None:
    """Return the tag that a sentence may deserve, `claim` or `opinion`; None if none.

    `values` are the figures and dates in it, `language` is its code, or `""` if that is not known.
    """
    if not _SHORTEST <= len(sentence) <= _LONGEST:
        return None
    signs = [*_signs(sentence, values, language)]
    claim, opinion = _sum(signs, _CLAIM, _CLAIM_FROM), _sum(signs, _OPINION, _OPINION_FROM)
    tag, weights, best = (CLAIM, _CLAIM, claim) if claim >= opinion else (OPINION, _OPINION, opinion)
    score = 1 / (1 + exp(-best))
    if score < _LEAST:
        return None
    return Worth(tag, score, tuple(_reasons(signs, weights)))


def worth_of_number(value: Value) -> Worth | None:
    """Return the tag `figure` for a number that is worth it; None for dates and for bare numbers that may count anything."""
    if not isinstance(value, Quantity) or value.doubt in (VAGUE, TOO_LARGE):
        return None
    what, score = _sort(value)
    if value.change:
        what, score = f"{what} by which something changes", score + 0.05
    if value.doubt:
        what, score = f"{what}, read in doubt: {value.doubt}", score - 0.25
    return Worth(FIGURE, score, (f"{what}; not tagged",)) if score >= _LEAST else None


def _sort(value: Quantity) -> tuple[str, float]:
    """Return what a number is, in words, and its score."""
    if value.percent:
        return "a percentage", 0.9
    if value.currency:
        return "an amount of money", 0.9
    if value.dimension == "ratio" or value.unit == "×":
        return "a ratio", 0.85
    if _is_few(value):
        return "a few things", 0.3
    if value.unit and value.counted:
        return f"a number of things ({value.unit})", 0.7
    if value.unit:
        return f"a figure with a unit ({value.unit})", 0.8
    if abs(value.low) >= 1000 or value.low != int(value.low):
        return "a large or exact number without a unit", 0.55
    return "a number without a unit", 0.3


def _is_few(value: Quantity) -> bool:
    """Return whether a number counts a few things in words: *two mayors*."""
    return value.counted and abs(value.high) < _SMALL and not _DIGIT.search(value.written)


def _signs(sentence: str, values: Sequence[Value], language: str) -> Iterator[_Sign]:
    """Yield what speaks for or against a tag, in order."""
    spans = [(match.start(), match.end()) for match in _WORD.finditer(sentence)]
    words = [sentence[start:end].lower().replace("’", "'") for start, end in spans]
    known = lexicon(language)
    counted = [(value.start, value.end) for value in values]
    found = known.find(words) if known is not None else []
    found = [cue for cue in found if not _is_void(cue, words, sentence, spans[cue.first], counted)]
    reported = next((cue.last for cue in found if cue.kind == cues.REPORTED), len(words))
    found = [cue for cue in found if cue.first < reported or cue.kind not in _CONTENT]
    for cue in _joined(found):
        yield _Sign(cue.kind, sentence[spans[cue.first][0] : spans[cue.last - 1][1]])
    taken = {at for cue in found for at in range(cue.first, cue.last)}
    for at in _past(words, language):
        if at not in taken:
            yield _Sign(cues.HAPPENED, words[at])
    for value in values:
        kind = _DATES if isinstance(value, Day) else _FIGURES if value.unit and not _is_few(value) else _NUMBERS
        yield _Sign(kind, value.written.strip())
    named = [span for span in spans if not _is_in(span[0], counted)]
    yield from _names(sentence, named, language)
    if language == "en" and "i" in words:
        yield _Sign(_FIRST, "I")
    if sentence.rstrip("\"'”’»)] ").endswith(("?", "？")):
        yield _Sign(_ASKS, "?")


def _past(words: Sequence[str], language: str) -> Iterator[int]:
    """Yield the indexes of the words that are verbs of the past by their endings."""
    past, (before, participle) = _PAST.get(language), _PARTICIPLE.get(language, (frozenset[str](), None))
    for at, word in enumerate(words):
        last = words[at - 1] if at else ""
        plain = past is not None and word not in _NO_PAST and past.fullmatch(word) and last not in _NOT_YET
        if plain or (last in before and participle is not None and participle.fullmatch(word)):
            yield at


def _is_void(
    cue: Cue, words: Sequence[str], sentence: str, span: tuple[int, int], counted: Sequence[tuple[int, int]]
) -> bool:
    """Return whether a cue is part of a figure, a verb that says nothing of the past, or no verb but a name."""
    if cue.kind == cues.AMOUNT:
        return _is_in(span[0], counted)
    if cue.kind not in (cues.HAPPENED, cues.REPORTED) or not cue.first:
        return False
    return sentence[span[0]].isupper() or (cue.kind == cues.HAPPENED and words[cue.first - 1] in _NOT_YET)


def _is_in(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether an offset is in one of some ranges, which are in order and disjoint."""
    place = bisect_right(ranges, (offset, maxsize)) - 1
    return place >= 0 and offset < ranges[place][1]


def _joined(found: Sequence[Cue]) -> list[Cue]:
    """Return cues, a word of stress and the judgement that it stresses as one: *clearly the best*."""
    joined = list[Cue]()
    for cue in found:
        before = joined[-1] if joined else None
        if (
            cue.kind == cues.JUDGES
            and before is not None
            and before.kind in (cues.STRESSES, cues.JUDGES)
            and cue.first - before.last <= 1
        ):
            joined[-1] = Cue(cues.JUDGES, before.first, cue.last)
        else:
            joined.append(cue)
    return joined


def _names(sentence: str, spans: Sequence[tuple[int, int]], language: str) -> Iterator[_Sign]:
    """Yield the names in a sentence: words with a capital that do not begin it; none where all nouns have one."""
    lettered = [span for span in spans if _LETTERED.match(sentence, span[0])]
    capital = [span for span in lettered[1:] if sentence[span[0]].isupper() and sentence[slice(*span)] not in _NO_NAMES]
    if language == "de" or 2 * len(capital) > len(lettered):
        return
    for start, end in capital:
        yield _Sign(_NAMES, sentence[start:end])


_NO_NAMES: Final = frozenset(("I", "I'm", "I’m", "I'd", "I’d", "I've", "I’ve", "I'll", "I’ll"))


def _sum(signs: Sequence[_Sign], weights: dict[str, float], start: float) -> float:
    """Return the sum of the weights of signs; a second one of a kind adds a part, further ones nothing."""
    total, counts = start, dict[str, int]()
    for sign in signs:
        counts[sign.kind] = count = counts.get(sign.kind, 0) + 1
        total += weights.get(sign.kind, 0.0) * (1.0 if count == 1 else _AGAIN if count == 2 else 0.0)
    return total


def _reasons(signs: Sequence[_Sign], weights: dict[str, float]) -> Iterator[str]:
    """Yield the signs that speak for a tag, those of one kind together, the strongest first."""
    kinds = dict.fromkeys(sign.kind for sign in signs if weights.get(sign.kind, 0.0) > 0)
    for kind in sorted(kinds, key=lambda kind: -weights[kind])[:_REASONS]:
        words = dict.fromkeys(" ".join(sign.words.split()) for sign in signs if sign.kind == kind)
        yield f"{_WORDS[kind]}: {', '.join(f'“{one}”' for one in [*words][:_REASONS])}"
