"""Names for what a figure counts or measures, from its sentence.

Each way to a name is a function; the first of them that leads to a name counts.
"""

from collections.abc import Callable, Sequence
from typing import Final

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.grammar import COMMA, DATE, FIGURE, NOUN, OF, OPEN, VERB, pattern
from annotations.review.ledger.naming.setting import ALONE, Setting
from annotations.review.ledger.naming.tokens import WORD
from annotations.review.ledger.naming.wording import NO_NAME, SHARE, Name, in_words, joined, of_noun
from annotations.text.quantities import Quantity, Value
from annotations.text.quantities.around import counted

# Before a figure
_LABEL: Final = pattern("(?P<owner>noun ([of prep] [noun date])*) open $")  # *Ward 5 (48 beds)*
_OWNER: Final = pattern("((?P<owner>noun) prep | (^|stop|colon) (?P<first>noun) comma) $")  # *a wing with*
_WITH: Final = pattern(
    "(^|[^verb of]) (?P<owner>noun (of noun)?) (?P<joint>prep) noun of $"
)  # *a lease with a term of*
_BESIDE_FORMER: Final = pattern(
    "figure (of noun)? (([^noun figure verb]* | prep noun comma link?) [of prep] | (prep noun)? comma? and) $"
)
_OTHER_WHOLE: Final = pattern("figure of noun [^figure]* and $")  # *2 g of fat and | 1 g of salt*
_APPOSED: Final = pattern("figure [^figure stop colon]* comma noun of $")
_CHANGE_IN: Final = pattern("(?P<all>(?P<change>noun) prep noun) of $")
_OPENING: Final = pattern(
    "(^|[comma colon stop and link]) ((?P<part>of (?P<whole>noun?) [^stop colon comma]* comma)"
    "| ((prep [noun date])? (of noun?)? comma?)*) $"
)
"""What is before a figure that is itself the subject: *Of the turbines, | 14 % failed*, *In our survey | 54 % agreed*."""
_LABEL_OF: Final = pattern(
    "(?P<label>noun ([of prep] [noun date])* (?=[joint colon])"
    "| (?<![of prep]) noun ([of prep] [noun date])? (?=open)) [joint colon open] mark? $"
)
"""What a sign joins to the figure: *Smoking rate among adults: 14 %*; before a parenthesis not more than one preposition."""
_NEAREST: Final = pattern("(?P<noun>noun (of noun)*) [^noun]* $")

# Behind a figure
_NEXT: Final = pattern("(?P<noun>noun)")
_THING: Final = pattern("(?P<thing>noun (of noun)?)")
_AIM: Final = pattern("(comma [^verb comma]* comma)? verb? prep (?P<aim>noun (of noun)?)")

_OF: Final = frozenset(("de", "d"))
"""What is between *millions* and what is counted."""
_BECOMING: Final = known.BE | frozenset(known.CHANGES)
_OLDEST: Final = 110

# Prepositions
_AMONG: Final = frozenset("on with without over under above below aged".split())
"""Those that choose part of what a share is of: *patients on placebo*."""
_ABOUT: Final = frozenset("on for in to into of".split())
_FOR_THINGS: Final = frozenset("on for from with around under".split())
_WITH_VERB: Final = frozenset("on in off".split())
_OWNING: Final = frozenset("with for , (".split())
_FROM: Final = frozenset("after before from to until above below".split())


def name_in(text: str, quantity: Quantity, values: Sequence[Value]) -> Name:
    """Return the name of a quantity in its sentence; `values` are all that is read there. Empty if none is found."""
    found = _name(Setting(text, quantity, values))
    metric = found.metric
    if metric and (rate := rate_words(text, quantity)):
        if quantity.currency and rate.startswith("per ") and not any(map(known.is_money, metric.lower().split())):
            metric = of_noun("price", metric)
        if "/" not in metric and rate.rpartition(" ")[2] not in metric.split():
            metric = f"{metric} {rate}"
    return found._replace(metric=metric)


def _name(at: Setting) -> Name:
    """Return the name that the first way leads to."""
    if at.quantity.counted and at.counted:
        return _counted(at)
    for way in _WAYS:
        if found := way(at):
            return found if found.metric else Name(found.whose)
    return NO_NAME


def rate_words(text: str, quantity: Quantity) -> str:
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
    metric = in_words([(one, NOUN) for one in at.counted if one.kind == WORD and one.folded not in _OF], alone=True)
    hyphen = at.text[at.quantity.core[1] : at.quantity.core[1] + 1] == "-"
    if hyphen and (thing := at.behind.match(_THING).phrase("thing")):  # *a 40-storey tower*
        return Name(f"{metric}s", thing)
    if whole := at.whole:  # *3 litres of water*
        return Name(joined(metric, "of", whole.phrase("whole")))
    for owner in (_LABEL, _OWNER):
        if (found := at.before.search(owner)) and at.before.last.last in _OWNING:
            return Name(joined(metric, at.done()), found.phrase("owner") or found.phrase("first"))
    if at.verb and not at.has_object:
        done = at.done_by and at.verb not in known.LEVEL | known.HAVING
        if done and (not at.joint or at.joint in _WITH_VERB):
            return Name(joined(metric, at.written, at.joint), at.whose)
        return Name(joined(metric, at.tail(0, _FOR_THINGS)), at.whose)
    if at.is_of:
        extent = at.object.rpartition(" ")[2].lower() in known.EXTENTS
        return Name(f"{at.object} in {metric}", at.whose) if extent else Name(metric, at.object)
    if after := at.done() or at.tail(0, _FOR_THINGS):
        return Name(joined(metric, after))
    does = at.behind.letters[:1] == VERB and at.before.search(_OPENING)
    return Name(metric, at.predicate() if does else "")


def _up_or_down(at: Setting) -> Name:
    """*Handled 46 million passengers, up 8 %* → *growth of passengers handled*."""
    if not at.way or not at.share or (at.before.last.kind == VERB and at.before.last.last not in known.BE):
        return NO_NAME  # *makes up 8 %*
    noun, end = "growth" if at.way == "up" else "decline", len(at.before.chunks)
    if at.former is not None and at.before.last.kind in {COMMA, FIGURE, DATE}:
        found = _name(Setting(at.text, at.former, at.values))
        return found._replace(metric=of_noun(noun, found.metric))
    whose = at.subject(end) or at.subject(max(0, end - 1))
    return Name(of_noun(noun, whose)) if whose else NO_NAME


def _of_figure(at: Setting) -> Name:
    """*17 of 26 patients* → *patients*: as the figure that it is a part of."""
    if at.share and at.before.letters.endswith(FIGURE + OPEN) and (thing := at.before.chunks[-2].last):
        return Name(f"{SHARE[0]}{thing}", at.predicate(1))  # *900 guests (14 %) complained*
    if at.behind.letters[:2] != OF + FIGURE:
        return NO_NAME
    whole = next((one for one in at.values if one.start >= at.quantity.end), None)
    if not isinstance(whole, Quantity) or not whole.counted:
        return NO_NAME
    found = _name(Setting(at.text, whole, at.values))
    return found._replace(metric=joined("share of", found.metric)) if at.share else found


def _as_former(at: Setting) -> Name:
    """*Sell for $0.11, down from $0.25*, *it is 8 %, in 2015 it was 6 %* → as the figure before it."""
    said = at.verb in known.SAYING  # *15,000 people came, the organisers spoke of 25,000*
    short = bool(at.verb) and not at.joint and at.ends and not at.whose  # *we will add 6,000*
    beside = FIGURE in at.before.letters and at.before.search(_BESIDE_FORMER)
    other = at.whole and at.before.search(_OTHER_WHOLE)
    if not (beside or ((said or short) and not at.has_object)) or at.former is None or other:
        return NO_NAME
    unit, own = (one.unit.partition("/")[0] for one in (at.former, at.quantity))
    if unit != own and (own or at.whole or not (at.former.counted or at.joint == "from")):
        return NO_NAME
    found, part = _name(Setting(at.text, at.former, at.values)), at.tail(0, _AMONG)
    kept, joint, _ = found.metric.partition(f" {part.partition(' ')[0]} ")  # *12 % on the drug and 8 % on placebo*
    return found._replace(metric=f"{kept} {part}") if part and joint else found


def _people(at: Setting) -> Name:
    """*My son is nineteen* → *age · son*; *a city of 190,000* → *population · city*."""
    if at.joint == "aged":  # *pupils aged 8–10 years*
        return Name("age", at.several)
    if at.quantity.counted or at.quantity.unit or at.quantity.low % 1:
        return NO_NAME
    led = at.before.chunks[-2] if len(at.before.chunks) > 1 and (at.is_of or at.verb in known.BE) else None
    if led is None or at.joint not in {"", "of"} or at.behind.letters[:1] in {NOUN, OF}:
        return NO_NAME
    if led.last in known.PERSONS and at.quantity.high <= _OLDEST:
        return Name("age", led.phrase)
    return Name("population", led.phrase) if at.is_of and led.last in known.PLACES else NO_NAME


def _in_noun(at: Setting) -> Name:
    """*$5 million in revenue* → *revenue*."""
    among = at.following in {"in", "worth"} and known.MEASURES.get(at.verb) not in {"cost", *known.WITH_OBJECT}
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
    many = found.word("thing").endswith((*known.PLURAL, "en"))
    if many and at.is_of and not at.quantity.unit and not at.share:  # *a survey of 900 | churchgoers*
        return Name(found.phrase("thing"), at.object)
    part = at.share and at.verb in known.SHARING and at.following not in known.COMPARING and at.joint != "to"
    if not found or not at.goes_on or at.behind.chunks[0].determined or part:
        return NO_NAME
    if at.quantity.dimension == "time" and known.MEASURES.get(at.verb) == "spending":  # *spent three years telling*
        return NO_NAME
    thing, tail = found.phrase("thing"), at.tail(found.end, _ABOUT)
    if at.verb in known.BE and at.whose:
        return Name(at.whose, joined(thing or ("" if at.following in known.TIMES else at.following), tail))
    metric = joined(thing, tail) if thing else ""
    return Name(metric, at.whose) if metric else NO_NAME


def _of_whole(at: Setting) -> Name:
    """*Makes up 17 % of electricity generation* → *share of electricity generation*; *$2 billion of debt* → *debt*."""
    found = at.whole
    they = found.word("they") in known.SEVERAL  # not *brought in 40 % of it*, which may be anything before
    thing = found.phrase("whole") or (at.several if they else "")
    if not thing or at.quantity.unit == "×":
        return NO_NAME
    if they:  # *He has 90 students, a third of them beginners*
        return Name(joined("share of" if at.share else "", thing), found.phrase("part") or at.predicate(found.end))
    of = found["of"][0]
    percent = f"% {' '.join(one.text for one in of.words)}"
    share = "share of" if of.last == "of" else percent
    whole = joined(share if at.share else "", thing, at.tail(found.end, _AMONG)).replace("’ ", "’")
    if not at.verb:
        return Name(whole, at.predicate(found.end))
    if at.has_object and at.verb in known.BE:  # *was effective in 73 % of cases*
        return Name(whole, at.object)
    part = at.verb in known.SHARING | known.BE  # *Licences are 40 % of revenue*; *the deficit widened to 5 % of GDP*
    level = not part and (at.verb in known.LEVEL or at.verb in known.CHANGES) if at.share else at.verb in _BECOMING
    if not level or not at.whose:
        return Name(whole, at.whose)
    return Name(at.whose, joined(percent if at.share else "", thing))  # *debt (% of GDP)*


def _money_for(at: Setting) -> Name:
    """*€52 million goes to cycle tracks* → *cycle tracks*."""
    alone = at.quantity.currency and at.before.last.kind in ALONE
    return Name(at.behind.match(_AIM).phrase("aim")) if alone else NO_NAME


def _time(at: Setting) -> Name:
    """*The container burned for two days* → *time · container burned*; *two days after the fire* → *time after fire*."""
    if at.quantity.dimension != "time" or (at.joint and at.joint not in known.DURING):
        return NO_NAME
    after = at.tail(0, _FROM)
    return Name(joined("time", after), "" if after else at.happening(), weak=True) if after or at.joint else NO_NAME


def _by_verb(at: Setting) -> Name:
    """*Exports increased 9 %* → *increase in exports*; *a dose costs €14* → *dose cost*; *rents average $17* → *rents*."""
    if not at.verb or at.has_object:
        return NO_NAME
    if at.verb in known.TRANSITIVE and not at.joint:  # *raised $5 million*
        return Name(joined(at.amount, at.done_by, at.tail(0, _ABOUT)), at.whose)
    if at.verb in known.CHANGES:
        return Name(at.whose if at.level or not at.whose else of_noun(known.CHANGES[at.verb], at.whose))
    if measured := _measured(at):
        return measured
    if at.quantity.currency and at.joint == "for" and at.whose:  # *goes for $5*
        return Name(of_noun("price", at.whose))
    if at.verb in known.LEVEL or at.verb in known.HELPING or at.level:
        return Name(at.whose)
    tail = at.tail(0, _ABOUT)
    found = Name(joined(at.amount, at.done_by, tail), at.whose, weak=not at.done_by)  # *patients received 5 mg*
    return found if at.whose or tail else NO_NAME


def _by_object(at: Setting) -> Name:
    """*Reduced costs by 5 %* → *reduction in costs*; *a budget of £7 million* → *budget*."""
    thing, place = at.object, at.before.letters.rfind(VERB)
    if not thing:
        return NO_NAME
    moves = thing.rpartition(" ")[2] in known.CHANGES
    if moves and at.is_of and at.former is not None and at.before.search(_APPOSED):  # *it was 90, a fall of 5 %*
        found = _name(Setting(at.text, at.former, at.values))
        return found._replace(metric=of_noun(thing.rpartition(" ")[2], found.metric))
    wider = at.before.search(_CHANGE_IN)  # *an increase in rents of 5 %*
    thing = wider.phrase("all") if wider.word("change") in known.CHANGES else thing
    if moves:  # *an increase of 5 % in output*
        thing = joined(thing, at.tail(0, _ABOUT))
    if not at.verb:  # *will open at a cost of $5 million*
        of_subject = thing in known.CHANGES or (thing in known.MONEY and FIGURE not in at.before.letters[place:])
        owner = at.before.search(_WITH)
        whose = owner.phrase("owner") if owner.word("joint") == "with" else ""
        return Name(thing, at.subject(place) if of_subject and place >= 0 else whose, weak=not at.joint)
    if at.verb in known.CHANGES and at.joint and not at.is_of and not at.level:
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
        doing = at.following if at.following.endswith("ing") else ""  # *spent nine years teaching*
        return Name(joined("time", doing or at.tail(0, _ABOUT)), at.whose)
    elif noun == "earnings" and at.share:
        noun = "contribution"
    if not noun:
        return NO_NAME
    if noun in known.WITH_OBJECT or not at.whose:
        return Name(joined(noun, at.tail(0, _ABOUT)), at.whose)
    return Name(of_noun(noun, at.whose))


def _itself(at: Setting) -> Name:
    """*Of the turbines, 14 % failed* → *share of turbines · failed*; *in all, 212 were injured* → *injured*."""
    does = at.behind.letters[:1] in {VERB, OF}
    if not does and not at.share:
        return NO_NAME
    found = at.before.search(_OPENING)
    if found["part"] and at.share:
        return Name(joined("share", "of" if found["whole"] else "", found.phrase("whole")), at.predicate())
    return Name(at.predicate()) if found and does else NO_NAME


def _nearest(at: Setting) -> Name:
    """*Freight volume: 18.3 million tonnes* → *freight volume*: the noun next to it, else its verb or its unit."""
    if label := at.before.search(_LABEL_OF).phrase("label"):
        return Name(label, weak=True)
    if at.quantity.dimension == "time":
        return Name("time", at.happening(), weak=True)
    thing, place = "", len(at.before.letters)
    while not thing and (found := at.before.search(_NEAREST, place)):
        thing, place = found.phrase("noun"), found.start
    if not thing and (noun := known.DIMENSIONS.get(at.quantity.dimension)):
        return Name(joined(noun, at.tail(0, _FROM)), weak=True)
    verb = "" if at.level else known.CHANGES.get(at.verb, "")
    if at.done_by and not verb and at.verb not in known.LEVEL | known.HAVING:
        verb = joined(at.amount, at.done_by)
    return Name(thing or verb or at.behind.search(_NEXT).phrase("noun"), weak=True)


_WAYS: Final[Sequence[Callable[[Setting], Name]]] = (
    _up_or_down,
    _of_figure,
    _as_former,
    _people,
    _in_noun,
    _size,
    _noun_behind,
    _of_whole,
    _money_for,
    _time,
    _itself,
    _by_verb,
    _by_object,
    _nearest,
)
