"""A figure in its sentence: what it counts, the verb or noun that leads to it, the subject of that, and what follows."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.clauses import Clause, Found
from annotations.review.ledger.naming.grammar import (
    AND,
    COLON,
    COMMA,
    FIGURE,
    LINK,
    NOUN,
    OF,
    PREPOSITION,
    STOP,
    VERB,
    pattern,
)
from annotations.review.ledger.naming.tokens import WORD, Token, divided
from annotations.review.ledger.naming.wording import joined
from annotations.text.quantities import Quantity, Value
from annotations.text.quantities.around import counted

_PHRASE: Final = "noun ([of prep] mark? [noun date])*"
_SUBJECT: Final = pattern(
    f"(?P<subject>(^noun and)? {_PHRASE}) (prep figure noun)? (prep? comma? mark? link)? $"  # *inflation, which | peaked at*
    f"|(?<!prep) (?P<aside>{_PHRASE}) (prep figure noun)? comma $"  # *the rate, | was*
)
_SECOND_VERB: Final = pattern("verb ([^verb stop colon]* and | [^verb stop colon]+ comma) $")
"""Before a verb that has the subject of another one: *employs 40 people and | costs*."""
_LEAD: Final = pattern(
    "(?P<verb>verb)? ((?P<object>noun (of noun)*) | pronoun? (prep? figure (?=prep))?) (?P<joint>[of prep]?) $"
)
"""What leads to a figure: *rose to*, *cut costs by*, *a budget of*, *will cost us*, *fell from 8 % to*."""
_OTHER_CLAUSE: Final = pattern(".* [colon stop] (?=[^colon stop]* [verb pronoun])")
"""What is before the clause of a figure: the name of a speaker, another sentence."""
_SPEAKER: Final = pattern("(?P<name>noun) colon")  # *MR SMITH: | three years*, *A: | 40 %*
_TAIL: Final = pattern("(?P<joint>prep) (?P<noun>[noun date])")
_WHOLE: Final = pattern("(?P<of>of) ((?P<whole>noun (of noun)?) | (?P<they>pronoun) (?P<part>noun?))")
_DOING: Final = "[noun date pronoun] link?)*? (?P<verb>verb) (?P<joint>prep?) (?P<noun>(noun (of noun)?)?)"
_DONE: Final = pattern(f"([of prep link]? {_DOING}")
_PREDICATE: Final = pattern(f"([of prep link and]? {_DOING}")

_WITH_VERB: Final = frozenset(("off", "out"))
"""Prepositions that belong to the verb if no noun follows: *cut off*."""
_THINGS: Final = frozenset((NOUN, FIGURE))
ONTO: Final = frozenset("to from auf à al hasta desde at bei".split())
"""Prepositions before a level rather than a change."""
ALONE: Final = frozenset(("", COMMA, COLON, STOP, AND, LINK))
"""Kinds of chunks before a figure that nothing leads to; `""` if there is none."""


class Setting:
    """The words around one figure."""

    def __init__(self, text: str, quantity: Quantity, values: Sequence[Value]) -> None:
        """Divide the sentence of a quantity; `values` are all that is read there."""
        self.text, self.quantity, self.values = text, quantity, values
        before, behind = divided(text, quantity, values)
        last = counted(text, quantity.core[1])[1] if quantity.counted else 0
        self.counted = [one for one in behind if one.start < (last if last > quantity.core[1] else quantity.end)]
        """The noun that is counted."""
        behind = [one for one in behind if one.start >= max(last, quantity.end)]
        if behind and behind[0].text == "-":  # *a 67-year-old man*
            del behind[0]
        self.following = behind[0].folded if behind and behind[0].kind == WORD else ""
        """The word behind it, folded."""
        self.way = before[-1].folded if before and before[-1].folded in {"up", "down"} else ""
        german = not known.GERMAN.isdisjoint(one.folded for one in (*before, *behind))
        self.before = Clause(_to_figure(before), to_figure=True, german=german)
        self.behind = Clause(behind, to_figure=False, german=german)
        if other := self.before.match(_OTHER_CLAUSE):
            self.before.cut(other.end)
        speaker = self.before.match(_SPEAKER).word("name")
        if len(speaker) == 1 or (speaker and self.before.chunks[0].words[0].folded in known.TITLES):
            self.before.cut(2)
        self._lead = lead = self.before.search(_LEAD)
        self.verb, self.written = lead.word("verb"), lead["verb"][0].words[-1].text if lead["verb"] else ""
        """The verb that leads to the figure, folded and as it is written."""
        self.has_object = bool(lead["object"])
        self.joint = lead.word("joint")
        """The preposition right before the figure, `""` if there is none."""
        self.is_of = self.has_object and (self.before.last.kind == OF or self.joint in {"von", "vom"})
        """Whether the figure belongs to the noun before it: *a debt of*."""
        self.goes_on = bool(self.following) and not self.is_of and "/" not in quantity.unit
        """Whether the words behind it may be what it is about: *12 % faster*, but not *a debt of $5 million*."""
        self.ends = self.behind.letters[:1] in {"", COMMA, STOP, AND}
        """Whether no word follows it in its clause."""
        self.level = self.joint in ONTO or quantity.change in {"↗", "↘"}
        """Whether it is what was reached rather than the change."""
        self.done_by = self.written if self.written.endswith("ed") and known.is_past(self.written) else ""
        """The verb that leads to it if that is an English participle: *received*."""
        bare = not quantity.unit and 0 < quantity.low < 1
        self.share = quantity.percent or quantity.dimension == "share" or bare

    @property
    def object(self) -> str:
        """The noun phrase that leads to the figure: *a **budget** of*."""
        return self._lead.phrase("object")

    @property
    def whole(self) -> Found:
        """What it is a part or an amount of: *12 % | of revenue*."""
        return self.behind.match(_WHOLE) if self.following != "per" else Found((), None)

    @property
    def several(self) -> str:
        """The nearest noun before it that *them* can be."""
        many = (one for one in reversed(self.before.chunks) if one.kind in _THINGS and one.last.endswith(known.PLURAL))
        found = next(many, None)
        return "" if found is None else found.phrase if found.kind == NOUN else found.last

    @property
    def amount(self) -> str:
        """What it is, if nothing says what it measures: *amount*, *weight*."""
        one = self.quantity
        plain = "times" if one.unit == "×" else "number" if not one.unit else "amount"
        return "share" if self.share else known.DIMENSIONS.get(one.dimension, plain)

    @cached_property
    def whose(self) -> str:
        """The subject of the verb that leads to the figure."""
        return self.subject(self._lead.start) if self.verb else ""

    def subject(self, place: int) -> str:
        """Return the subject of the verb at a place before the figure; `""` if it is a pronoun or there is none."""
        second = self.before.search(_SECOND_VERB, place)
        verb = next(iter(self.before.chunks[place : place + 1]), self.before.last)
        goes_on = second and verb.last.endswith("ing")  # *emissions have fallen since the 1990s, dropping from*
        if not goes_on and (found := self.before.search(_SUBJECT, place)):
            return found.phrase("subject") or found.phrase("aside")
        counts = self.before.letters[:place].endswith(FIGURE) and self.before.letters[:place][-2:-1] not in {
            OF,
            PREPOSITION,
        }
        return self.subject(second.start) if second else self.before.chunks[place - 1].last if counts else ""

    @property
    def former(self) -> Quantity | None:
        """The figure before it."""
        found = [one for one in self.values if one.end <= self.quantity.start and isinstance(one, Quantity)]
        return found[-1] if found else None

    def happening(self) -> str:
        """Return in a few words what happens for a length of time, or after it: *container burned*."""
        place = self.before.letters.rfind(VERB)
        verb = self.before.chunks[place] if place >= 0 else None
        if verb is None or verb.last in known.HELPING | known.BE:
            return self.predicate() if len(self.before.chunks) <= 2 else ""
        return joined(self.subject(place), verb.words[-1].text)

    def tail(self, start: int, among: frozenset[str]) -> str:
        """Return one of some prepositions with its noun from a place behind the figure: *on repairs*."""
        found = self.behind.match(_TAIL, start)
        joint, last, thing = found.word("joint"), found.word("noun"), found.phrase("noun")
        when = not last or (last in known.TIMES and last not in known.HEADS)  # *on a working day*
        return f"{joint} {thing}" if thing and joint in among and (not when or joint == "aged") else ""

    def predicate(self, start: int = 0) -> str:
        """Return in a few words what a figure that is itself the subject does: *reported losses*, *rated poor*."""
        found = self.behind.match(_PREDICATE, start)
        if not found:
            return ""
        (verb,), thing = found["verb"], found.phrase("noun")
        helping = (known.HELPING | known.BE) - known.NEGATED
        spoken = [one.text for one in verb.words if one.folded not in helping]
        last, joint = found.word("noun"), found.word("joint")
        thing = thing or (last if not spoken or last not in known.TIMES else "")  # *were late*, *take part*
        return joined(*spoken[-2:], joint if thing or joint in _WITH_VERB else "", " ".join(thing.split()[:3]))

    def done(self) -> str:
        """Return the participle behind what is counted: *patients | treated*, *people | killed*."""
        found = self.behind.match(_DONE)
        if not found:
            return ""
        (verb,), thing, joint = found["verb"], found.phrase("noun"), found.word("joint")
        passive = any(one.folded in known.BE for one in verb.words)
        done = known.is_past(verb.words[-1].text) or (passive and verb.last.endswith("ing"))
        if not done or (found["noun"] and found.word("noun") not in known.TIMES and not (passive or joint)):
            return ""
        return joined(verb.words[-1].text, thing if thing.islower() and thing.isalpha() and not joint else "")


def _to_figure(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without the words right before a figure that say how it was found: *an average of*."""
    found = list(tokens)
    while found and found[-1].kind == WORD and not found[-1].quoted:
        last, before = found[-1].folded, found[-2].folded if len(found) > 1 else ""
        found_so = last in known.ROUND and (before in known.CLASSES or before in known.VERBS)
        if last == "of" and before in known.ROUND:
            del found[-2:]
        elif found_so or known.CLASSES.get(last) in {known.ARTICLE, known.ADVERB}:
            del found[-1]
        else:
            break
    return found
