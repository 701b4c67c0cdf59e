"""Pairs of passages that may be related, possible contradictions first, each with its reason in words.

No pair becomes a link here. Two passages are proposed if they are of different sources, if no link joins their
clusters, if the pair was not rejected with its present words, and if one of these reasons applies:

- they contradict each other: by a denial, a pair of opposites, all and none, two claims of a rank, other dates of an event, a
  price, or other figures;
- they agree: they give the same figure, or most of their subject is the same;
- they give the same date.

Precision comes before recall: what is shared must be a minimum share of both passages, and no passage is proposed more
than `scoring.OFTEN` times, so that a wrong guess is not repeated. The weight of what is shared depends on its rarity and on the
number of words: two rare words are often a coincidence, five ordinary ones seldom.
"""

from annotations.review.pair_queue.candidate import MEANING, CandidatePair
from annotations.review.pair_queue.queue import merged, queue
from annotations.review.pair_queue.settled import Settled

__all__ = ["MEANING", "CandidatePair", "Settled", "merged", "queue"]
