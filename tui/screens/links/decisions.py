"""What was decided on the pairs of a queue, and how the pairs are joined to those of the queue before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.library import Library
from annotations.model import Link
from annotations.model.judgements import Rejection
from annotations.review.pair_queue import CandidatePair, Settled


class Decision(NamedTuple):
    """A decision on a pair, which can be undone in the queue."""

    pair: CandidatePair
    made: Link | Rejection | None = None
    """The record that it left; None if the pair was put off."""


def ends(pair: CandidatePair) -> tuple[str, str]:
    """Return what tells a pair from others, also when it is proposed again."""
    return pair.one, pair.other


def counts(decisions: Iterable[Decision]) -> list[str]:
    """Return in words how many pairs were linked and how many rejected, without what is none."""
    made = [type(one.made) for one in decisions]
    numbers = ((made.count(Link), "linked"), (made.count(Rejection), "rejected"))
    return [f"{number} {word}" for number, word in numbers if number]


def still_there(library: Library, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that were not undone elsewhere."""
    records = {link.id for link in library.all_links()} | {one.id for one in library.rejections()} if decisions else ()
    return [one for one in decisions if one.made is None or one.made.id in records]


def rejoined(
    proposed: Sequence[CandidatePair], before: Iterable[CandidatePair], settled: Settled
) -> list[CandidatePair]:
    """Return the proposed pairs, and in their old places those of a queue before that are settled by now."""
    known, found = set(map(ends, proposed)), [*proposed]
    for place, pair in enumerate(before):
        if ends(pair) not in known and settled.holds(*ends(pair)):
            found.insert(place, pair)
    return found
