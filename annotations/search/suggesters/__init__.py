"""Suggesters: what proposes pairs for the queue and ranks passages for the link finder.

The built-in one, `words`, goes by the words, figures and dates that passages share; `semantic` adds what is alike in
meaning by a model of the user. Those of a plug-in are entry points of the same group; the settings name the one that is used.
"""

from annotations.search.suggesters.choice import SUGGESTERS, name_of, suggester
from annotations.search.suggesters.suggester import End, Learning, Passages, Suggester
from annotations.search.suggesters.words import Words

__all__ = ["SUGGESTERS", "End", "Learning", "Passages", "Suggester", "Words", "name_of", "suggester"]
