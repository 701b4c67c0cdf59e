"""How much each sign of a contradiction says: its force, and the factors that raise and lower it.

1 is the force of a denied word that the other passage uses. `annotations.review.pair_queue` multiplies a force by how
much the two passages have in common.
"""

from typing import Final

from annotations.review.similarity.opposites import BOTH_AT_ONCE, ENDS

# Words that are denied, and opposites.
NOT: Final = 1.25
"""Factor if a passage denies explicitly the side that the other takes."""
OPPOSED: Final = 0.85
"""Factor if it uses a word for the opposite: there may be other ways to differ."""
OPPOSITES: Final = {**dict.fromkeys(BOTH_AT_ONCE, 0.5), ENDS: 1.3}
"""Force of pairs of opposites by their number; others have 1. What ends cannot go on, but one sells what another buys."""
BOTH_SIDES: Final = 0.35
"""Factor if one passage takes both sides: it may contrast them."""
STATED: Final = (0.3, 0.7, 1.0)
"""Factors by the number of passages that state a side and do not use it as an attribute: *the door is open*, not *an open door*."""
UNSURE: Final = 0.6
"""Factor for each passage that only supposes."""

# Prices, shares and ranks.
PRICED: Final = 9.0
"""A price and none: what both are about is seldom repeated, so that little else is shared."""
SHARED: Final = 0.8
"""All and none of things that are not called the same."""
HEADED: Final = 1.8
"""The same if one names what the other gives a share of: *every house* and *no house*."""
EXCEPTION: Final = 0.6
"""Factor if one of them only names an exception."""
RANKED: Final = 1.5
"""Both claim a rank: two cannot be the largest."""

# Figures and dates.
MEASURED: Final = 1.5
"""Other figures of one unit."""
LOOSE: Final = {"percent": 0.85, "time": 0.5}
"""The same of per cent and lengths of time, which are of many things."""
LIKELY: Final = 1.4
"""Factor for figures that are near each other: they are likely to be meant for the same."""
HARDLY: Final = 0.15
"""Factor for figures that are far from each other."""
RENAMED: Final = 0.7
"""Large counts of things with different names."""
PEOPLE: Final = 1.0
"""Counts of people with different names."""
BARE: Final = 0.9
"""An amount of money and a large number without a currency."""
DATED: Final = 4.0
"""Other dates of one kind of event: the strongest sign, because few sentences date one."""
YEARS_APART: Final = 0.15
"""Factor for dates that are more than a year apart: the event may have happened twice."""

# Equal figures, which make no contradiction.
CHANCE: Final = 0.35
"""Exactness of small numbers of different things, and of a half: they are equal by chance."""
ROUND: Final = 0.7
"""Exactness of round numbers and of lengths of time."""
EXACTLY: Final = 1.5
"""Exactness of three digits with a unit."""
