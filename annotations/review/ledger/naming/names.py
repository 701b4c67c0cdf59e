"""Names for what a figure counts or measures, from its sentence.

Each way to a name is a function; the first of them that leads to a name counts.
"""

from collections.abc import Callable, Sequence
from typing import Final

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.grammar import COMMA, DATE, FIGURE, NOUN, OF, PREPOSITION, VERB, pattern
from annotations.review.ledger.naming.setting import ALONE, ONTO, Setting
from annotations.review.ledger.naming.tokens import WORD
from annotations.review.ledger.naming.wording import NO_NAME, Name, in_words, joined, of_noun
from annotations.text.quantities import Quantity, Value
from annotations.text.quantities.around import counted

# Before a figure
_LABEL: Final = pattern("(?P<owner>noun ([of prep] [noun date])*) open $")  # *Ward 5 (48 beds)*
_OWNER: Final = pattern(
    "((?P<owner>noun) prep | (^|stop|colon) (?P<first>noun) comma) $"
)  # *a wing with*, *The garage,*
_PART_OF: Final = pattern("(^|[stop colon comma link and]) of (?P<whole>noun?) [^stop colon comma]* comma $")
_BESIDE_FORMER: Final = pattern("figure ([^noun figure verb]* prep | (prep noun)? comma? and) $")
_NEAREST: Final = pattern(
    "(?P<label>noun ([of prep] [noun date])* (?=[joint colon open] mark? $) | noun (of noun)*) [^noun]* $"
)
"""The last noun; with what is about it if a sign joins it to the figure: *Smoking rate among adults: 14 %*."""

# Behind a figure
_A_NOUN: Final = pattern("(?P<noun>noun)")
_THING: Final = pattern("(?P<thing>noun (of noun)?)")
_WHOLE: Final = pattern("of (?P<whole>noun (of noun)?)")
_AIM: Final = pattern("(comma [^verb comma]* comma)? verb? prep (?P<aim>noun (of noun)?)")

# Prepositions
_AMONG: Final = frozenset("on with without over under above below aged".split())
"""Those that choose part of what a share is of: *patients on placebo*."""
_ABOUT: Final = frozenset("on for in to into of".split())
_FOR_THINGS: Final = frozenset("on for from with around under".split())
_WITH_VERB: Final = frozenset("on in off".split())
_OWNING: Final = frozenset("with for , (".split())
_ASIDE: Final = frozenset("above below".split())


def name_in(text: str, quantity: Quantity, values: Sequence[Value]) -> Name:
    """Return the name of a quantity in its sentence; `values` are all that is read there. Empty if none is found."""
    found = _name(Setting(text, quantity, values))
    metric = found.metric
    if metric and (rate := _rate(text, quantity)):
        if quantity.currency and not any(map(known.is_money, metric.lower().split())):
            metric = of_noun("price", metric)
        if "/" not in metric and rate.rpartition(" ")[2] not in metric.split():
            metric = f"{metric} {rate}"
    return found._replace(metric=metric)


def _name(at: Setting) -> Name:
    """Return the name that the first way leads to."""
    if at.quantity.counted and at.counted:
        return _counted(at)
    found = next(filter(None, (way(at) for way in _WAYS)), NO_NAME)
    return found if found.metric else Name(found.whose)


def _rate(text: str, quantity: Quantity) -> str:
    """Return the rate of a quantity in the words of the text: *per month*, *por semana*; `""` if it has none."""
    one = quantity.unit.partition("/")[2]
    start = counted(text, quantity.core[1])[1] if quantity.counted else quantity.core[1]
    words = text[start : quantity.end].replace("/", " ").split() if one else ()
    if len(words) < 2:  # No rate, or one in the unit: *km/h*
        return f"per {one}" if words else ""
    article = known.CLASSES.get(words[0].lower()) == known.ARTICLE
    return joined("per", *words[1:]) if article else joined(*words)


def _counted(at: Setting) -> Name:
    """*Treated 4,200 patients* → *patients treated*; *a capacity of 600 cars* → *capacity in cars*; *48 beds* → *beds*."""
    metric = in_words([(one, NOUN) for one in at.counted if one.kind == WORD])
    hyphen = at.text[at.quantity.core[1] : at.quantity.core[1] + 1] == "-"
    if hyphen and (thing := at.behind.match(_THING).phrase("thing")):  # *a 40-storey tower*
        return Name(f"{metric}s", thing)
    if whole := at.behind.match(_WHOLE):  # *3 litres of water*
        return Name(joined(metric, "of", whole.phrase("whole")))
    for owner in (_LABEL, _OWNER):
        if (found := at.before.search(owner)) and at.before.last.last in _OWNING:
            return Name(joined(metric, at.done()), found.phrase("owner") or found.phrase("first"))
    if at.verb and not at.has_object:
        done = known.is_past(at.written) and at.verb not in known.LEVEL | known.HAVING
        if done and (not at.joint or at.joint in _WITH_VERB):
            return Name(joined(metric, at.written, at.joint), at.whose)
        return Name(joined(metric, at.tail(0, _FOR_THINGS)), at.whose)
    if at.is_of:
        return Name(f"{at.object} in {metric}" if at.object else metric, at.whose)
    return Name(joined(metric, at.done() or at.tail(0, _FOR_THINGS)))


def _share_of_former_noun(at: Setting) -> Name:
    """*Of the turbines, 14 % needed new blades* → *share of turbines · needed new blades*."""
    found = at.before.search(_PART_OF)
    if not found or not at.share:
        return NO_NAME
    return Name(joined("share", "of" if found["whole"] else "", found.phrase("whole")), at.predicate())


def _up_or_down(at: Setting) -> Name:
    """*Handled 46 million passengers, up 8 %* → *growth of passengers handled*."""
    makes = at.before.last.kind == VERB and at.before.last.last not in known.BE  # *makes up 8 %*
    if not at.way or not at.share or makes:
        return NO_NAME
    noun, end = "growth" if at.way == "up" else "decline", len(at.before.chunks)
    if at.former is not None and at.before.last.kind in {COMMA, FIGURE, DATE}:
        found = _name(Setting(at.text, at.former, at.values))
        return found._replace(metric=of_noun(noun, found.metric))
    whose = at.subject(end) or at.subject(end - 1)
    return Name(of_noun(noun, whose)) if whose else NO_NAME


def _as_former(at: Setting) -> Name:
    """*Sell for $0.11, down from $0.25* → as the figure before it; *12 % on the drug, compared with 8 % on placebo*."""
    former = at.former if at.before.search(_BESIDE_FORMER) else None
    if former is None or former.unit.partition("/")[0] != at.quantity.unit.partition("/")[0]:
        return NO_NAME
    found, other = _name(Setting(at.text, former, at.values)), at.tail(0, _AMONG)
    kept, joint, _ = found.metric.partition(f" {other.partition(' ')[0]} ")
    return found._replace(metric=f"{kept} {other}") if other and joint else found


def _below_level(at: Setting) -> Name:
    """*20 % below the average price* → *below average price*."""
    aside = at.tail(0, _ASIDE) if at.share and at.goes_on else ""
    return Name(aside, at.whose) if aside else NO_NAME


def _in_noun(at: Setting) -> Name:
    """*$5 million in revenue* → *revenue*."""
    among = at.following in {"in", "worth"} and known.MEASURES.get(at.verb) != "cost"
    if not (among and at.quantity.currency and at.goes_on and at.behind.letters[1:2] == NOUN):
        return NO_NAME
    chunk = at.behind.chunks[1]
    return NO_NAME if chunk.determined or chunk.words[0].named else Name(chunk.phrase, at.whose)


def _size(at: Setting) -> Name:
    """*The tunnel is 7.6 km long* → *tunnel length*."""
    noun = known.SIZES.get(at.following, "") if at.goes_on else ""
    return Name(of_noun(noun, at.whose)) if noun else NO_NAME


def _noun_behind(at: Setting) -> Name:
    """*A 15 % tariff on steel* → *tariff on steel*; *the reservoir is 62 % full* → *reservoir · full*."""
    found = at.behind.match(_THING)
    if not found or not at.goes_on or at.behind.chunks[0].determined or (at.share and at.verb in known.SHARING):
        return NO_NAME
    if at.quantity.dimension == "time" and known.MEASURES.get(at.verb) == "spending":  # *spent three years telling*
        return NO_NAME
    metric = joined(found.phrase("thing"), at.tail(found.end, _ABOUT))
    if at.whose and at.verb in known.BE:
        return Name(at.whose, metric)
    return Name(metric, at.whose) if metric else NO_NAME


def _of_whole(at: Setting) -> Name:
    """*Makes up 17 % of electricity generation* → *share of electricity generation*; *$2 billion of debt* → *debt*."""
    found = at.behind.match(_WHOLE)
    thing = found.phrase("whole")
    if not thing or at.quantity.unit == "×":
        return NO_NAME
    whole = joined("share of" if at.share else "", thing, at.tail(found.end, _AMONG))
    if not at.verb:
        return Name(whole, at.predicate(found.end))
    if at.has_object and at.verb in known.BE:  # *was effective in 73 % of cases*
        return Name(whole, at.object)
    level = at.verb not in known.SHARING and (at.verb in known.LEVEL or at.verb in known.CHANGES)
    return Name(at.whose, whole) if at.share and at.whose and level else Name(whole, at.whose)


def _money_for(at: Setting) -> Name:
    """*€52 million goes to cycle tracks* → *cycle tracks*."""
    alone = at.quantity.currency and at.before.last.kind in ALONE
    return Name(at.behind.match(_AIM).phrase("aim")) if alone else NO_NAME


def _by_verb(at: Setting) -> Name:
    """*Exports increased 9 %* → *increase in exports*; *a dose costs €14* → *dose cost*; *rents average $17* → *rents*."""
    if not at.verb or at.has_object:
        return NO_NAME
    if at.verb in known.TRANSITIVE and not at.joint:  # *raised $5 million*
        return Name(joined(at.written, at.tail(0, _ABOUT)), at.whose)
    if at.verb in known.CHANGES:
        return Name(at.whose if at.level or not at.whose else of_noun(known.CHANGES[at.verb], at.whose))
    if measured := _measured(at):
        return measured
    if at.quantity.currency and at.joint == "for" and at.whose:  # *goes for $5*
        return Name(of_noun("price", at.whose))
    if at.verb in known.LEVEL or at.verb in known.HELPING or at.joint in ONTO:
        return Name(at.whose)
    if tail := at.tail(0, _ABOUT):
        return Name(joined(at.written, tail), at.whose)
    return Name(joined(at.whose, at.written, at.joint)) if at.whose else NO_NAME


def _by_object(at: Setting) -> Name:
    """*Reduced costs by 5 %* → *reduction in costs*; *a budget of £7 million* → *budget*."""
    thing, place = at.object, at.before.letters.rfind(VERB)
    if not thing:
        return NO_NAME
    if thing.rpartition(" ")[2] in known.CHANGES:  # *an increase of 5 % in output*
        thing = joined(thing, at.tail(0, _ABOUT))
    if not at.verb:  # *will open at a cost of $5 million*
        of_subject = thing in known.CHANGES or (thing in known.MONEY and FIGURE not in at.before.letters[place:])
        return Name(thing, at.subject(place) if of_subject and place >= 0 else "", weak=not at.joint)
    if at.verb in known.CHANGES and at.before.last.kind == PREPOSITION and not at.level:
        return Name(of_noun(known.CHANGES[at.verb], thing), at.whose)
    if at.verb in known.MEASURES and not at.joint:  # *cost the city $5 million*
        return _measured(at)
    return Name(thing, at.whose)


def _measured(at: Setting) -> Name:
    """*Costs $5* → *cost of a ticket*; *spent $5 on repairs* → *spending on repairs*."""
    noun = known.MEASURES.get(at.verb, "")
    if noun == "duration" and at.quantity.dimension != "time":
        noun = "cost" if at.quantity.currency else ""
    elif noun == "spending" and at.quantity.dimension == "time":
        noun = "time"
    elif noun == "earnings" and at.share:
        noun = "contribution"
    if not noun:
        return NO_NAME
    if noun in known.WITH_OBJECT or not at.whose:
        return Name(joined(noun, at.tail(0, _ABOUT)), at.whose)
    return Name(of_noun(noun, at.whose))


def _itself(at: Setting) -> Name:
    """*212 were injured* → *injured*: the figure is itself the subject."""
    alone = at.before.last.kind in ALONE and at.behind.letters[:1] in {VERB, OF}
    return Name(at.predicate()) if alone else NO_NAME


def _nearest(at: Setting) -> Name:
    """*Freight volume: 18.3 million tonnes* → *freight volume*: the noun next to it, else its verb or its unit."""
    thing, place = "", len(at.before.letters)
    while not thing and (found := at.before.search(_NEAREST, place)):
        thing, place = found.phrase("label"), found.start
    verb = at.written if at.verb not in known.LEVEL | known.HAVING else ""
    unit = at.quantity.unit.partition("/")[0]
    spelled = unit if unit.isalpha() and len(unit) > 3 else ""
    return Name(thing or verb or at.behind.search(_A_NOUN).phrase("noun") or spelled, weak=True)


_WAYS: Final[Sequence[Callable[[Setting], Name]]] = (
    _share_of_former_noun,
    _up_or_down,
    _as_former,
    _below_level,
    _in_noun,
    _size,
    _noun_behind,
    _of_whole,
    _money_for,
    _by_verb,
    _by_object,
    _itself,
    _nearest,
)
