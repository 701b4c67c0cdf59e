"""Names for what a figure counts or measures, from its sentence."""

from collections.abc import Sequence
from typing import Final

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.phrases import (
    Predicate,
    is_noun,
    phrase_before,
    phrase_behind,
    predicate,
    subject,
    verb_known,
)
from annotations.review.ledger.naming.tokens import DATE, FIGURE, SIGN, WORD, divided
from annotations.review.ledger.naming.wording import Name, is_participle, joined, of_noun, phrase, predication, tail
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Quantity, Value
from annotations.text.quantities.around import counted

_LABELS: Final = frozenset(":=(–—[|")
"""Signs between a name and its figure."""

_BESIDE: Final = frozenset("from with to against versus vs".split())
_COMPARED: Final = frozenset("up down compared opposed".split())
_ONTO: Final = frozenset("to auf à al hasta at bei".split())
"""Prepositions before a level rather than a change."""

_ABOUT: Final = frozenset("on for in to into of".split())
_AMONG: Final = frozenset("on with without over under above below aged".split())
"""Prepositions that choose part of what a share is of: *patients on placebo*."""

_ON: Final = frozenset("on in for with".split())
_COMPARATIVES: Final = lazy(
    r"(?:more|less|fewer|(?!other|over|number|after|paper|power|water|order|layer|user)[a-z]{3,}er)$"
)
_ADJECTIVES: Final = frozenset("full empty pure complete off renewable voll pleine plein lleno llena".split())


def name_in(text: str, quantity: Quantity, values: Sequence[Value]) -> Name:
    """Return the name of a quantity in its sentence; `values` are all that is read there. Empty if none is found."""
    found = _Naming(text, quantity, values).name()
    metric = found.metric
    if metric and (rate := _rate(text, quantity)):
        if quantity.currency and not any(map(known.is_money, metric.lower().split())):
            metric = of_noun("price", metric)
        if "/" not in metric and rate.rpartition(" ")[2] not in metric.split():
            metric = f"{metric} {rate}"
    return found._replace(metric=metric)


def _rate(text: str, quantity: Quantity) -> str:
    """Return the rate of a quantity in the words of the text: *per month*, *por semana*; `""` if it has none."""
    one = quantity.unit.partition("/")[2]
    if not one:
        return ""
    start = counted(text, quantity.core[1])[1] if quantity.counted else quantity.core[1]
    words = text[start : quantity.end].replace("/", " ").split()
    if not words:  # The rate is in the unit: *km/h*.
        return ""
    if len(words) == 1 or not all(map(str.isalnum, words)):
        return f"per {one}"
    return joined("per", *words[1:]) if words[0].lower() in known.PER else joined(*words)


class _Naming:
    """The name of one figure. Each method returns None if its way does not lead to a name."""

    def __init__(self, text: str, quantity: Quantity, values: Sequence[Value]) -> None:
        self._text, self._quantity, self._values = text, quantity, values
        self._before, self._behind = divided(text, quantity, values)
        if not quantity.counted:  # What is of the quantity is no noun: *per month*, *times*, *or more*.
            self._behind = [one for one in self._behind if one.start >= quantity.end]
            if self._behind and self._behind[0].folded in known.POINTS:
                self._behind = self._behind[1:]
        bare = not quantity.unit and 0 < quantity.low < 1
        self._share = quantity.percent or quantity.dimension == "share" or bare
        self._found: Predicate | None = None

    def name(self) -> Name:
        """Return the name; it is empty if there is none."""
        self._found = predicate(self._before)
        if self._quantity.counted:
            return self._counted()
        if self._found is None:
            self._found = self._coordinated()
        return (
            self._label()
            or self._part_of()
            or self._up_or_down()
            or self._former()
            or self._thing_behind()
            or self._shared()
            or self._joined()
            or self._nearest()
        )

    @property
    def _whose(self) -> str:
        """The subject of the verb before the figure; `""` if there is none, as for *– integrating 5 GB*."""
        found = self._found
        if found is None or found.verb is None:
            return ""
        if found.verb.folded.endswith("ing") and not (found.place and is_noun(self._before[found.place - 1])):
            return ""
        return phrase(subject(self._before, found.place))

    def _counted(self) -> Name:
        """Name what is counted: *training tokens*, *patients treated*."""
        one, found = self._quantity, self._found
        end = counted(self._text, one.core[1])[1]
        metric = phrase([each for each in self._behind if each.start < (end if end > one.core[1] else one.end)])
        rest = [each for each in self._behind if each.start >= max(end, one.end)]
        if self._text[one.core[1] : one.core[1] + 1] == "-" and rest:  # *a 40-storey tower*
            return Name(f"{metric}s", phrase(phrase_behind(rest)))
        if self._before and self._before[-1].text == "(":  # *the app (40 million users)*
            return Name(metric, phrase(phrase_before(self._before[:-1])))
        verb = found.verb if found is not None else None
        if rest and rest[0].kind == WORD and (rest[0].folded == "of" or rest[0].folded in known.GENITIVES):
            more = phrase_behind(rest[1:], 3)
            metric = joined(metric, rest[0].text, phrase(more)) if more else metric
        elif verb is None and (clause := predication(rest)):
            return Name(f"{metric} {clause}")
        elif verb is not None and found is not None and is_participle(verb) and not found.object:
            metric = joined(metric, verb.text, found.preposition if found.preposition in known.PASSIVE else "")
        if found is None:
            return Name(metric)
        if found.object and found.preposition == "of":
            return Name(f"{phrase(found.object)} in {metric}", self._whose)
        return Name(metric, self._whose)

    def _coordinated(self) -> Predicate | None:
        """Return the verb before the former figure if an *and* joins both: *58 % on one test and 38 % on another*."""
        before = self._before
        if before and before[-1].kind == WORD and before[-1].folded in known.AND:
            place = next((place for place in reversed(range(len(before))) if before[place].kind == FIGURE), 0)
            if place and (found := predicate(before[:place])) is not None and found.verb is not None:
                self._before = before[:place]
                return found
        return None

    def _label(self) -> Name | None:
        """Name a figure behind a sign: *Gross margin: 46 %*, *the plant (46 % efficiency)*."""
        before, behind = self._before, self._behind
        if not before or before[-1].kind != SIGN or before[-1].text not in _LABELS:
            return None
        parts = before[-1].text in "(–—["
        whose = phrase(phrase_before(before[:-1]) if parts else subject(before, len(before) - 1))
        if before[-1].text == "(" and behind and is_noun(behind[0]) and (thing := phrase_behind(behind)):
            return Name(phrase(thing), whose)
        return Name(whose) if whose else None

    def _part_of(self) -> Name | None:
        """Name a share of what is before it: *Of the turbines, 14 % needed new blades*."""
        before = self._before
        if self._share and len(before) > 1 and before[-1].text == ",":
            start = max((place for place, one in enumerate(before[:-1]) if one.kind == SIGN), default=-1) + 1
            if before[start].folded == "of" and (thing := phrase_behind(before[start + 1 :])):
                return Name(f"share of {phrase(thing)}", predication(self._behind))
        return None

    def _up_or_down(self) -> Name | None:
        """Name *up 8 %* by the figure before it, else by the subject."""
        before = self._before
        if len(before) < 2 or before[-1].kind != WORD or before[-1].folded not in {"up", "down"}:
            return None
        if verb_known(before[-2]) or not self._share:  # *makes up 8 %*
            return None
        noun, former = "growth" if before[-1].folded == "up" else "decline", self._value_before()
        if former is not None and before[-2].kind in {SIGN, FIGURE, DATE}:
            found = _Naming(self._text, former, self._values).name()
            return Name(of_noun(noun, found.metric), found.whose) if found.metric else None
        whose = subject(before, len(before) - 1)
        return Name(of_noun(noun, phrase(whose))) if whose else None

    def _former(self) -> Name | None:
        """Name *up from $3 billion* and *compared with 40 %* as the figure before it."""
        before, former = self._before, self._value_before()
        if len(before) > 1 and before[-1].folded in _BESIDE and former is not None:
            beside = before[-2].folded in _COMPARED or before[-2].kind in {FIGURE, DATE}
            if beside and former.unit.partition("/")[0] == self._quantity.unit.partition("/")[0]:
                found = _Naming(self._text, former, self._values).name()
                # *8 % on the drug, compared with 12 % on placebo*
                other = tail(self._behind, _AMONG)
                kept, joint, _ = found.metric.partition(f" {other.partition(' ')[0]} ")
                return Name(f"{kept} {other}", found.whose) if other and joint else found
        return None

    def _value_before(self) -> Quantity | None:
        found = [one for one in self._values if one.end <= self._quantity.start and isinstance(one, Quantity)]
        return found[-1] if found else None

    def _thing_behind(self) -> Name | None:
        """Name what the number belongs to: *a 15 % tariff on steel*, *7.6 km long*, *12 % faster*."""
        behind, found = self._behind, self._found
        if not behind or behind[0].kind != WORD:
            return None
        one, verb = behind[0], found.verb if found is not None else None
        if found is not None and verb is None and found.preposition == "of":  # *a debt of $5 million*
            return None
        if verb is not None and self._share and verb.folded in known.SHARING:
            return None
        whose = self._whose or (phrase(found.object) if found is not None and verb is None else "")
        if one.folded in known.SIZES:
            return Name(joined(whose, known.SIZES[one.folded]))
        if one.text.islower() and _COMPARATIVES.match(one.folded):
            return self._compared(whose)
        if one.folded in {"in", "worth"} and self._quantity.currency and len(behind) > 1 and not behind[1].named:
            if (verb is not None and known.MEASURES.get(verb.folded) == "cost") or not is_noun(behind[1]):
                return None
            more = phrase_behind(behind[1:])
            return Name(phrase(more), whose) if more else None
        if verb is not None and one.folded.endswith("ing") and self._quantity.dimension == "time":
            return Name(f"{verb.text} {one.text}", whose)
        thing = phrase_behind(behind, subject=verb is None)
        determined = bool(self._before) and self._before[-1].folded in known.ARTICLES  # *a 5 % cut in costs*
        verbal = not determined and (verb_known(one) or is_participle(one))
        if not thing or thing[0] is not one or (verbal and found is not None and verb is None):
            return None
        if found is None and verbal and (clause := predication(behind)):
            return Name(clause)
        if (
            verb is not None
            and found is not None
            and not found.preposition
            and len(thing) == 1
            and one.folded in _ADJECTIVES
        ):
            return Name(f"{whose}, {one.text}") if whose else None
        metric = joined(phrase(thing), tail(behind[len(thing) :], _ABOUT))
        if verb is None and whose.islower():  # *an intensive nine-month course*
            return Name(joined(whose, metric))
        return Name(metric, whose)

    def _compared(self, whose: str) -> Name:
        """Name a comparison: *faster than its predecessor*, *fewer errors*."""
        words, rest = [self._behind[0].text], self._behind[1:]
        if rest and is_noun(rest[0]):
            thing = phrase_behind(rest, 3)
            words.append(phrase(thing))
            rest = rest[len(thing) :]
        if rest and rest[0].folded == "than" and (other := phrase_behind(rest[1:], 3)):
            words += ["than", phrase(other)]
        return Name(joined(*words), whose)

    def _shared(self) -> Name | None:
        """Name a share: *40 % of revenue*; or an amount: *$2 billion of debt*."""
        behind, found = self._behind, self._found
        if not (
            behind and behind[0].kind == WORD and (behind[0].folded == "of" or behind[0].folded in known.GENITIVES)
        ):
            return None
        if self._quantity.unit == "×" or not (thing := phrase_behind(behind[1:], subject=found is None)):
            return None
        rest = [one for one in behind if one.start > thing[-1].start]
        whole = joined(f"share of {phrase(thing)}" if self._share else phrase(thing), tail(rest, _AMONG))
        if found is None:
            return Name(whole, predication(rest))
        if found.verb is None or found.object:
            aside = found.verb is None and self._in_phrase(found)
            return Name(whole, (predication(rest) if aside else "") or phrase(found.object))
        verb, whose = found.verb.folded, self._whose
        if self._share and verb in known.CHANGES and found.preposition not in _ONTO:
            return None
        level = verb in known.LEVEL or verb in known.CHANGES or verb in known.BE
        if self._share and whose and level and verb not in known.SHARING:
            return Name(whose, whole)
        return Name(whole, whose)

    def _in_phrase(self, found: Predicate) -> bool:
        """Return whether a preposition leads the noun phrase before the figure: *in a poll 51 % of residents*."""
        before = [one for one in self._before[: found.place] if one.folded not in known.ARTICLES]
        return bool(before) and before[-1].kind == WORD and before[-1].folded in known.PREPOSITIONS

    def _joined(self) -> Name | None:
        """Name a figure by the verb before it, its subject and its object."""
        found = self._found
        if found is None:
            return None
        verb, whose = found.verb, self._whose
        if found.object:
            return self._with_object(found, whose)
        if verb is None:
            return None
        if verb.folded in known.CHANGES:
            if verb.folded in known.TRANSITIVE and not found.preposition:  # *raised $5 million*
                return Name(joined(verb.text, tail(self._behind, _ABOUT)), whose)
            level = found.preposition in _ONTO or self._quantity.change in {"↗", "↘"}
            return Name((whose if level or not whose else of_noun(known.CHANGES[verb.folded], whose)) or verb.text)
        if verb.folded in known.MEASURES:
            return self._measured(known.MEASURES[verb.folded], whose) or Name(verb.text, whose)
        if self._quantity.currency and found.preposition == "for" and whose:  # *goes for $5*
            return Name(of_noun("price", whose))
        if verb.folded in known.BE or verb.folded in known.LEVEL or verb.folded in known.HELPING:
            return Name(whose) if whose else None
        if found.preposition in _ON:
            return Name(joined(whose, verb.text, found.preposition))
        return Name(joined(verb.text, tail(self._behind, _ABOUT)), whose)

    def _with_object(self, found: Predicate, whose: str) -> Name:
        """Name a figure by the object of the verb before it: *reduced costs by 5 %*, *set a target of 40 %*."""
        verb, thing = found.verb, phrase(found.object)
        level = found.preposition in _ONTO or self._quantity.change in {"↗", "↘"}
        if verb is not None and verb.folded in known.CHANGES and found.preposition and not level:
            return Name(of_noun(known.CHANGES[verb.folded], thing), whose)
        if (
            verb is not None
            and known.MEASURES.get(verb.folded) in {"price", "cost"}
            and found.preposition in {"for", "at"}
        ):
            return Name(f"{thing} price", whose)
        if verb is not None and verb.folded in known.MEASURES and not found.preposition:  # *cost the city $5 million*
            return self._measured(known.MEASURES[verb.folded], whose) or Name(verb.text, whose)
        if found.object[-1].folded in known.CHANGES:  # *an increase of 5 % in output*
            thing = joined(thing, tail(self._behind, _ABOUT))
        return Name(thing, whose)

    def _measured(self, noun: str, whose: str) -> Name | None:
        """Name what a verb says of its subject: *cost of a ticket*, *spending on repairs*."""
        if noun in known.WITH_OBJECT or not whose:
            return Name(joined(noun, tail(self._behind, _ABOUT)), whose)
        if noun == "duration" and self._quantity.dimension not in {"time", ""}:
            return None
        if noun in known.OF_GOODS and self._quantity.currency:
            return None
        return Name(of_noun(noun, whose))

    def _nearest(self) -> Name:
        """Name a figure by the noun phrase next to it, else by its unit."""
        before = list(self._before)
        while before and not is_noun(before[-1]):
            before.pop()
        if before and (found := phrase_before(before)):
            return Name(phrase(found), weak=True)
        for place, one in enumerate(self._behind):
            if is_noun(one) and (found := phrase_behind(self._behind[place:])):
                return Name(phrase(found), weak=True)
            if one.kind in {FIGURE, SIGN}:
                break
        unit, _, rate = self._quantity.unit.partition("/")
        is_word = len(unit) > 3 and unit.isalpha()
        return Name(joined(unit, rate and f"per {rate}") if is_word else "", weak=True)
