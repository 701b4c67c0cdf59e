"""Names for what a figure counts or measures, from its sentence."""

from collections.abc import Sequence
from typing import Final

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.clauses import NOUN, VERB, Clause
from annotations.review.ledger.naming.tokens import WORD, Token, divided
from annotations.review.ledger.naming.wording import Name, in_words, joined, of_noun
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Quantity, Value
from annotations.text.quantities.around import counted

# Letters before a figure
_SUBJECT: Final = lazy(
    r"(?P<s>N(?:[OP]'?[ND])*)(?:PFN)?(?:P?,?'?L)?$|(?<!P)(?P<aside>N(?:[OP]'?[ND])*)(?:PFN)?,(?:PN,)?$"
)
_JOINED: Final = lazy(r"V[^V;.:]*(?:&|,)$")
"""Before a verb that has the subject of another one: *employs 40 people and | costs*."""
_LABEL: Final = lazy(r"(?P<s>N(?:[OP][ND])*)\($")
_PART_OF: Final = lazy(r"(?:^|[.;:,&L])O(?P<s>N?)[^.;:,]*,$")
_BESIDE: Final = lazy(r"F(?:[^NFV]*P|(?:PN)?,?&)$")
_OBJECT: Final = lazy(r"(?P<verb>V)?(?P<o>N(?:ON)*)(?P<p>[OP]?)$")
_BY_VERB: Final = lazy(r"(?P<verb>V)R?(?:F(?=P))?(?P<p>[OP]?)$")
_NEAREST: Final = lazy(r"(?P<n>N(?:[OP][ND])*(?=[:=|–—(\[]'?$)|N(?:ON)*)[^N]*$")
"""The last noun; with what is about it if a sign joins it to the figure: *Smoking rate among adults: 14 %*."""
_APART: Final = lazy(r".*[:;.?!](?=[^:;.?!]*[VR])")
"""What is before the clause of a figure: the name of a speaker, another sentence."""
_OWNER: Final = lazy(r"(?:(?P<n>N)P|(?:^|[.:;])(?P<s>N),)$")
"""What has the things that are counted: *a wing with 48 beds*, *the garage, 200 places*."""

# Letters behind a figure
_A_NOUN: Final = lazy("N")
_THING: Final = lazy(r"N(?:ON)?")
_WHOLE: Final = lazy(r"O(?P<n>N(?:ON)?)")
_GOING: Final = lazy(r"(?:,[^V,]*,)?V?P(?P<n>N(?:ON)?)")
_TAIL: Final = lazy(r"P(?P<n>N)")
_PREDICATE: Final = lazy(r"(?:[OPL]?[NDR]L?)*?(?P<verb>V)(?P<p>P?)(?P<n>N?)")

# Prepositions
_ONTO: Final = frozenset("to auf à al hasta at bei".split())
"""Those before a level rather than a change."""
_AMONG: Final = frozenset("on with without over under above below aged".split())
"""Those that choose part of what a share is of: *patients on placebo*."""
_ABOUT: Final = frozenset("on for in to into of".split())
_FOR_THINGS: Final = frozenset("on for from with around under".split())
_WITH_VERB: Final = frozenset("on in off".split())
_OWNING: Final = frozenset("with for , (".split())
_ASIDE: Final = frozenset("above below".split())


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
    start = counted(text, quantity.core[1])[1] if quantity.counted else quantity.core[1]
    words = text[start : quantity.end].replace("/", " ").split() if one else ()
    if not words:  # No rate, or one in the unit: *km/h*
        return ""
    if len(words) == 1:
        return f"per {one}"
    return joined("per", *words[1:]) if known.CLASSES.get(words[0].lower()) == "a" else joined(*words)


class _Naming:
    """The name of one figure. Each way returns None if it does not lead to a name."""

    def __init__(self, text: str, quantity: Quantity, values: Sequence[Value]) -> None:
        self._text, self._quantity, self._values = text, quantity, values
        before, behind = divided(text, quantity, values)
        last = counted(text, quantity.core[1])[1] if quantity.counted else 0
        self._noun = [one for one in behind if one.start < (last if last > quantity.core[1] else quantity.end)]
        """What is counted."""
        behind = [one for one in behind if one.start >= max(last, quantity.end)]
        self._next = behind[0] if behind and behind[0].kind == WORD else None
        self._way = before[-1].folded if before and before[-1].folded in {"up", "down"} else ""
        self._before, self._behind = Clause(_to_figure(before), to_figure=True), Clause(behind, to_figure=False)
        if apart := _APART.match(self._before.letters):
            self._before.cut(apart.end())
        self._verb, self._object = _BY_VERB.search(self._before.letters), _OBJECT.search(self._before.letters)
        self._last = self._before.chunks[-1].last if self._before.chunks else ""
        led = self._verb or self._object
        words = self._before.chunks[led.start("verb")].words[-1:] if led and led["verb"] else ()
        self._act, self._spoken = (words[0].folded, words[0].text) if words else ("", "")
        """The verb that leads to the figure: folded, and as it is written."""
        bare = not quantity.unit and 0 < quantity.low < 1
        self._share = quantity.percent or quantity.dimension == "share" or bare

    def name(self) -> Name:
        """Return the name that the first way leads to; it is empty if there is none."""
        if self._quantity.counted and self._noun:
            return self._counted()
        ways = (self._part_of, self._up_or_down, self._former, self._beside_noun, self._of_whole, self._going_to)
        found = (way() for way in (*ways, self._by_verb, self._by_object, self._itself, self._nearest))
        first = next((one for one in found if one is not None and (one.metric or one.whose)), Name())
        return first if first.metric else Name(first.whose)

    # --- parts of the sentence

    def _subject(self, place: int) -> str:
        """Return the subject of the verb at a place before the figure; `""` if it is a pronoun or there is none."""
        letters = self._before.letters[:place]
        if found := _SUBJECT.search(letters):
            return self._before.phrase(found, found.lastgroup or 0)
        return self._subject(found.start()) if (found := _JOINED.search(letters)) else ""

    @property
    def _whose(self) -> str:
        """The subject of the verb that leads to the figure."""
        found = self._verb or self._object
        return self._subject(found.start("verb")) if found and found["verb"] else ""

    @property
    def _level(self) -> bool:
        """Whether the figure is what was reached rather than the change."""
        return self._last in _ONTO or self._quantity.change in {"↗", "↘"}

    def _tail(self, start: int, among: frozenset[str]) -> str:
        """Return a preposition with its noun behind the figure: *on repairs*."""
        found = _TAIL.match(self._behind.letters, start)
        if found is None or self._behind.chunks[start].last not in among:
            return ""
        last, thing = self._behind.chunks[found.end() - 1].last, self._behind.phrase(found, "n")
        when = last in known.TIMES and last not in known.HEADS  # *on a working day*
        return f"{self._behind.chunks[start].last} {thing}" if thing and not when else ""

    def _predicate(self, start: int = 0) -> str:
        """Return in a few words what a figure that is itself the subject does: *reported losses*, *rated poor*."""
        found = _PREDICATE.match(self._behind.letters, start)
        if found is None:
            return ""
        verb, thing = self._behind.chunks[found.start("verb")], self._behind.phrase(found, "n")
        spoken = [one.text for one in verb.words if one.folded not in known.HELPING | known.BE]
        joint = self._behind.chunks[found.start("p")].last if found["p"] and thing else ""
        return joined(*spoken[-2:], joint, " ".join(thing.split()[:3]))

    # --- ways to a name

    def _counted(self) -> Name:
        """Name what is counted: *training tokens*, *patients treated*."""
        metric = in_words([(one, NOUN) for one in self._noun if one.kind == WORD])
        thing = _THING.match(self._behind.letters)
        if self._text[self._quantity.core[1] : self._quantity.core[1] + 1] == "-" and thing:
            return Name(f"{metric}s", self._behind.phrase(thing))  # *a 40-storey tower*
        if found := _WHOLE.match(self._behind.letters):
            return Name(joined(metric, "of", self._behind.phrase(found, "n")))
        for pattern in (_LABEL, _OWNER):
            if (found := pattern.search(self._before.letters)) and self._last in _OWNING:
                return Name(joined(metric, self._done()), self._before.phrase(found, found.lastgroup or 0))
        if self._verb:
            done = known.is_past(self._spoken) and self._act not in known.LEVEL | known.HAVING
            if done and (not self._verb["p"] or self._last in _WITH_VERB):
                return Name(joined(metric, self._spoken, self._last if self._verb["p"] else ""), self._whose)
            return Name(joined(metric, self._tail(0, _FOR_THINGS)), self._whose)
        if self._object and self._object["p"] == "O":  # *a capacity of 600 cars*
            of = self._before.phrase(self._object, "o")
            return Name(f"{of} in {metric}" if of else metric, self._whose)
        return Name(joined(metric, self._done() or self._tail(0, _FOR_THINGS)))

    def _done(self) -> str:
        """Return the participle behind what is counted: *patients | treated*, *people | killed*."""
        found = _PREDICATE.match(self._behind.letters)
        if found is None:
            return ""
        verb, thing = self._behind.chunks[found.start("verb")], self._behind.phrase(found, "n")
        passive = any(one.folded in known.BE for one in verb.words)
        done = known.is_past(verb.words[-1].text) or verb.last in known.PAST or (passive and verb.last.endswith("ing"))
        if not done or (thing and not (passive or found["p"])):
            return ""
        return joined(verb.words[-1].text, thing if thing.islower() and thing.isalpha() and not found["p"] else "")

    def _part_of(self) -> Name | None:
        """Name a share of what is before it: *Of the turbines, 14 % needed new blades*."""
        found = _PART_OF.search(self._before.letters) if self._share else None
        if found is None:
            return None
        return Name(joined("share", "of" if found["s"] else "", self._before.phrase(found, "s")), self._predicate())

    def _up_or_down(self) -> Name | None:
        """Name *up 8 %* by the figure before it, else by the subject."""
        letters = self._before.letters
        makes = letters.endswith(VERB) and self._last not in known.BE  # *makes up 8 %*
        if not self._way or not self._share or makes:
            return None
        noun, former = "growth" if self._way == "up" else "decline", self._former_value()
        if former is not None and letters[-1:] in {",", "F", "D"}:
            found = _Naming(self._text, former, self._values).name()
            return found._replace(metric=of_noun(noun, found.metric))
        whose = self._subject(len(letters)) or self._subject(len(letters) - 1)
        return Name(of_noun(noun, whose)) if whose else None

    def _former(self) -> Name | None:
        """Name *up from $3 billion* and *compared with 40 %* as the figure before it."""
        former = self._former_value() if _BESIDE.search(self._before.letters) else None
        if former is None or former.unit.partition("/")[0] != self._quantity.unit.partition("/")[0]:
            return None
        found = _Naming(self._text, former, self._values).name()
        other = self._tail(0, _AMONG)  # *8 % on the drug, compared with 12 % on placebo*
        kept, joint, _ = found.metric.partition(f" {other.partition(' ')[0]} ")
        return found._replace(metric=f"{kept} {other}") if other and joint else found

    def _former_value(self) -> Quantity | None:
        found = [one for one in self._values if one.end <= self._quantity.start and isinstance(one, Quantity)]
        return found[-1] if found else None

    def _beside_noun(self) -> Name | None:
        """Name what the number belongs to: *a 15 % tariff on steel*, *7.6 km long*, *12 % faster*."""
        one, behind = self._next, self._behind
        led = self._object is not None and self._object["p"] == "O"  # *a debt of $5 million*
        if one is None or led or "/" in self._quantity.unit:
            return None
        verb, whose = self._act if self._verb else "", self._whose
        if self._share and (aside := self._tail(0, _ASIDE)):  # *20 % below the average*
            return Name(aside, whose)
        if self._quantity.currency and one.folded in {"in", "worth"} and known.MEASURES.get(verb) != "cost":
            chunk = behind.chunks[1] if behind.letters[1:2] == NOUN else None
            if chunk is not None and not (chunk.determined or chunk.words[0].named):  # *$5 million in revenue*
                return Name(in_words([(each, NOUN) for each in chunk.words]), whose)
        if one.folded in known.SIZES:
            return Name(of_noun(known.SIZES[one.folded], whose))
        found = _THING.match(behind.letters)
        if found is None or behind.chunks[0].determined or (self._share and verb in known.SHARING):
            return None
        if self._quantity.dimension == "time" and known.MEASURES.get(verb) == "spending":  # *spent three years telling*
            return None
        metric = joined(behind.phrase(found), self._tail(found.end(), _ABOUT))
        if whose and verb in known.BE:  # *is 62 % full*
            return Name(whose, metric)
        return Name(metric, whose) if metric else None

    def _of_whole(self) -> Name | None:
        """Name a share: *40 % of revenue*; or an amount: *$2 billion of debt*."""
        found = _WHOLE.match(self._behind.letters) if self._quantity.unit != "×" else None
        if found is None or not (thing := self._behind.phrase(found, "n")):
            return None
        whole, whose = joined("share of" if self._share else "", thing, self._tail(found.end("n"), _AMONG)), self._whose
        if not self._act:
            return Name(whole, self._predicate(found.end("n")))
        if self._object and self._act in known.BE:  # *was effective in 73 % of cases*
            return Name(whole, self._before.phrase(self._object, "o"))
        level = self._act in known.LEVEL or self._act in known.CHANGES
        return (
            Name(whose, whole)
            if self._share and whose and level and self._act not in known.SHARING
            else Name(whole, whose)
        )

    def _going_to(self) -> Name | None:
        """Name money by what it is for: *€5 million goes to schools*."""
        found = _GOING.match(self._behind.letters) if self._quantity.currency else None
        return Name(self._behind.phrase(found, "n")) if found and self._before.letters[-1:] in {"", *",&L"} else None

    def _by_verb(self) -> Name | None:
        """Name a figure by the verb before it and its subject."""
        if self._verb is None:
            return None
        verb, whose, preposition = self._act, self._whose, self._last if self._verb["p"] else ""
        if verb in known.TRANSITIVE and not preposition:  # *raised $5 million*
            return Name(joined(self._spoken, self._tail(0, _ABOUT)), whose)
        if verb in known.CHANGES:
            return Name(whose if self._level or not whose else of_noun(known.CHANGES[verb], whose))
        if verb in known.MEASURES and (measured := self._measured(known.MEASURES[verb], whose)):
            return measured
        if self._quantity.currency and preposition == "for" and whose:  # *goes for $5*
            return Name(of_noun("price", whose))
        if verb in known.LEVEL or verb in known.HELPING or preposition in _ONTO:
            return Name(whose)
        if tail := self._tail(0, _ABOUT):
            return Name(joined(self._spoken, tail), whose)
        return Name(joined(whose, self._spoken, preposition)) if whose else None

    def _by_object(self) -> Name | None:
        """Name a figure by the noun before it: *reduced costs by 5 %*, *set a target of 40 %*."""
        found = self._object
        if found is None or not (thing := self._before.phrase(found, "o")):
            return None
        whose, place = self._whose, self._before.letters.rfind(VERB)
        if thing.rpartition(" ")[2] in known.CHANGES:  # *an increase of 5 % in output*
            thing = joined(thing, self._tail(0, _ABOUT))
        if not found["verb"]:  # *will open at a cost of $5 million*
            of_subject = thing in known.CHANGES or (thing in known.MONEY and "F" not in self._before.letters[place:])
            whose = self._subject(place) if of_subject and place >= 0 else ""
            return Name(thing, whose, weak=not found["p"])
        if self._act in known.CHANGES and found["p"] == "P" and not self._level:
            return Name(of_noun(known.CHANGES[self._act], thing), whose)
        if self._act in known.MEASURES and not found["p"]:  # *cost the city $5 million*
            return self._measured(known.MEASURES[self._act], whose)
        return Name(thing, whose)

    def _measured(self, noun: str, whose: str) -> Name | None:
        """Name what a verb says of its subject: *cost of a ticket*, *spending on repairs*."""
        if noun == "duration" and self._quantity.dimension != "time":
            noun = "cost" if self._quantity.currency else ""
        elif noun == "spending" and self._quantity.dimension == "time":
            noun = "time"
        elif noun == "earnings" and self._share:
            noun = "contribution"
        if noun in known.WITH_OBJECT or not whose:
            noun = joined(noun, self._tail(0, _ABOUT))
            return Name(noun, whose) if noun else None
        return Name(of_noun(noun, whose)) if noun else None

    def _itself(self) -> Name | None:
        """Name a figure that is itself the subject by its verb: *212 were injured*."""
        alone = self._before.letters[-1:] in {"", *",&L"} and self._behind.letters[:1] in {VERB, "O"}
        return Name(self._predicate()) if alone else None

    def _nearest(self) -> Name:
        """Name a figure by the noun phrase next to it, else by its verb or its unit."""
        thing, letters = "", self._before.letters
        while not thing and (found := _NEAREST.search(letters)):
            thing, letters = self._before.phrase(found, "n"), letters[: found.start()]
        if not thing and self._act not in known.LEVEL | known.HAVING:
            thing = self._spoken
        if not thing and (found := _A_NOUN.search(self._behind.letters)):
            thing = self._behind.phrase(found)
        unit = self._quantity.unit.partition("/")[0]
        return Name(thing or (unit if unit.isalpha() and len(unit) > 3 else ""), weak=True)


def _to_figure(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens without the words right before a figure that say how it was found: *an average of*."""
    found = list(tokens)
    while found and found[-1].kind == WORD and not found[-1].quoted:
        last, before = found[-1].folded, found[-2].folded if len(found) > 1 else ""
        found_so = last in known.ROUND and (before in known.CLASSES or before in known.VERBS)
        if last == "of" and before in known.ROUND:
            del found[-2:]
        elif found_so or known.CLASSES.get(last) in {"a", ""}:
            del found[-1]
        else:
            break
    return found
