"""A proposed pair of passages, with its reason in words."""

from typing import Final, NamedTuple

from annotations.review.comparison.conflict import DATES, METRIC, NEGATED, OPPOSITE, PRICES, RANKS, SHARES

SAME_FIGURE, SAME_DATE, MEANING = "same figure", "same date", "alike in meaning"
"""Heads of reasons."""

_EXPLAINED: Final = {
    METRIC: "They give different figures for what seems to be the same thing",
    DATES: "They give different dates for what seems to be the same event",
    PRICES: "One gives a price, the other has none",
    SAME_FIGURE: "They give the same figure",
    SAME_DATE: "They give the same date",
    MEANING: "They seem to be about the same thing",
    NEGATED: "One denies what the other says",
    OPPOSITE: "One says the opposite of the other",
    RANKS: "Both say who comes first",
    SHARES: "What one says of all or most, the other says of few or none",
}
"""Reasons in plain words."""

_LIKELY: Final = ((1.0, "very likely related"), (0.5, "likely related"), (0.0, "perhaps related"))
"""Scores from which a pair is called so."""


class CandidatePair(NamedTuple):
    """Proposed pair of passages."""

    one: str
    """Id of the annotation that is earlier by source and place."""
    other: str
    kind: str
    """Suggested kind of link: `restates` if the words are largely the same, `supports` or `contradicts`."""
    reason: str
    """Reason in words: *same metric, 40 % and 47 %*."""
    score: float

    @property
    def explanation(self) -> str:
        """The reason in plain words: *One denies what the other says: open / not open*; that of a plug-in as it is."""
        for head, sentence in _EXPLAINED.items():
            if self.reason.startswith((f"{head}, ", f"{head}: ")):
                return f"{sentence}: {self.reason[len(head) + 2 :]}"
        shared = self.reason.removeprefix("shares ")
        return f"They share rare words: {shared}" if shared != self.reason else self.reason

    @property
    def likely(self) -> str:
        """The score in plain words."""
        return next(word for least, word in _LIKELY if self.score >= least)
