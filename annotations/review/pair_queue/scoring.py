"""Weights of what two passages have in common, and the scores from which a pair is proposed.

The score of a contradiction is the force of its sign (`annotations.review.comparison.forces`) times what the passages
have in common, that of an agreement what they have in common alone. `bench/contradictions.py` measures them.
"""

from typing import Final

# What two passages have in common.
LEAST: Final = 0.08
"""Minimum share of their subject that both have, from 0 to 1."""
NEAR: Final = 0.9
"""Weight of what the words around both sides of a conflict share, beside that of all words."""
CONCEPT: Final = 0.18
"""Weight of what both sides of a conflict are about: few passages of a library may speak of it."""
TELLING: Final = 0.25
"""Share of the largest rarity from which a word tells what a clause is about."""

# Factors for what makes a relation doubtful.
ASKING: Final = 0.5
"""One passage is a question, which asserts nothing that could be denied."""
ELSEWHERE: Final = 0.5
"""The words around the sides of a conflict, or around an equal figure, have nothing telling in common."""
STRICT: Final = 0.12
"""The same if they must have it."""
UNTOLD: Final = 0.4
"""The passages share no word that says what they are about, except those that are opposed."""
UNSAID: Final = 0.6
"""The same for the weight of a concept."""
ALONE: Final = 0.3
"""The word that is denied is all that they share."""
LITTLE: Final = 0.6
"""An agreement is by only one word, or by words in one place."""
EQUAL: Final = 1.5
"""They give an equal figure: the one factor that raises a score."""

# Scores from which a pair is proposed.
WORTH: Final = 0.18
"""Of an agreement."""
WORTH_AGAINST: Final = 0.08
"""Of a contradiction."""

# The order of the queue.
CLEAR: Final = 0.25
"""Score of a contradiction that comes before agreements: half of those below it are none."""
SOUND: Final = 0.4
"""Score of an agreement that comes before what may be a contradiction."""
FAINT: Final = 0.05
"""Score of a contradiction below which it comes after agreements: what shares that much is more often worth a look."""
OFTEN: Final = 3
"""Maximum number of pairs in which one passage is proposed."""
AGAIN: Final = 0.45
"""Factor for a pair with a passage that was proposed before, or of passages that contradict each other by the same words."""
TRIED: Final = 6
"""Number of pairs compared closely per wanted pair: those that share most."""
