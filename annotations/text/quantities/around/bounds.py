"""Bounds of a number, by the words before and behind it."""

from functools import lru_cache
from typing import Final, NamedTuple

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import offers
from annotations.text.quantities.tables import bounds as table

_SIGNS: Final = {
    "~": "~", "≈": "~", "≃": "~", "∼": "~", ">": ">", "<": "<", "≥": "≥", "≤": "≤", "⩾": "≥", "⩽": "≤", "±": "±",
}  # fmt: skip
_BACK: Final = 48
"""Code points before a number in which its bound is."""

_OF: Final = frozenset(("of", "von", "de", "des", "du", "del", "d'"))
_LIMITS: Final = frozenset("≥≤")
_UNMOVED: Final = frozenset("≥≤~±")
"""Signs of words that are no verb."""

_LONGEST: Final = 6
"""Words of the longest phrase."""

_WORD: Final = lazy(r"(?:d|l|n|s)['’]|[^\s(\[\"“«„]+")
_MARK: Final = lazy(
    r"\S{1,20}(?:[ -]\S{1,12}){0,2}?[ -](?:mark|barrier|threshold|milestone|level|line|marke|hürde|schwelle|grenze)(?![^\W_])",
    2,
)
"""Number with the noun of a mark behind it: *the 40 % mark*."""

_PERCENT: Final = lazy(r"[\d.,]{1,9}[ -]?(?:%|per ?cent|prozent|pour cent|por ciento)", 2)
_SINCE: Final = lazy(
    r"\S{1,20}[ ][^\W\d_]+[ ](?:ago|earlier|before|zuvor|vorher|plus tôt|auparavant|antes|atrás)(?![^\W_])", 2
)
_TURNED: Final = str.maketrans("<>", "><")
_CLAUSE: Final = lazy(r"[.;:!?]\s|\n")
_APPROXIMATE: Final = lazy(r"(?:^|\s)(?:approximate|estimated|rough)[ ][a-z]+(?:[ ][a-z]+)?[ ]of$")
_MORE_BEHIND: Final = lazy(
    r"\+(?![\d\w/-])|[ ]\+(?=$|[.,;)\n])|-plus\b|(?:[ ](?:of[ ]age|old))?,?[ ](?:"
    r"or[ ](?:even[ ])?(?:more|above|over|higher|greater|up|upwards?|older|longer|beyond|better|heavier|larger)\b(?![ ](?:than|to)\b)|and[ ](?:more|above|over|higher|up|upwards?|older|longer|beyond|counting|rising)\b(?![ ](?:of|than|to|half|an?|about)\b|[ ][\d$€£])|upwards\b|at[ ](?:the[ ]very[ ]|the[ ])?least\b"
    r"|(?:(?:at|as)[ ](?:a[ ]|the[ ])?)?minimum\b(?![ ](?:of|\d))|(?:if[ ]not|maybe|perhaps|possibly)[ ]more\b(?![ ]than)"
    r"|(?:[A-ZÄÖÜ][a-zäöüß]+[ ])?(?:oder|und|u\.)[ ](?:(?:sogar|noch)[ ])?(?:mehr|darüber|älter|höher|länger|größer|aufwärts)\b(?![ ]als)|wenn[ ]nicht[ ](?:sogar[ ])?mehr\b|aufwärts\b|(?:mindestens|wenigstens|minimum)(?=[.,;)]|$)"
    r"|(?:ou|et|voire|sinon)[ ](?:plus|davantage)\b(?![ ](?:de|du|des|que)\b|[ ]d['’])|(?:et|ou)[ ]au-delà\b(?![ ]de)|au[ ](?:moins|minimum|bas[ ]mot)\b|révolus\b"
    r"|[oy][ ](?:incluso[ ])?más\b(?![ ](?:de|del|que)\b)|en[ ]adelante\b|para[ ]arriba\b|como[ ](?:mínimo|poco)\b|mínimo\b|cumplidos\b|(?:al|por[ ]lo)[ ]menos(?=[.,;)]|$))"
)
_PLUS: Final = lazy(r"[ ]plus\b(?![ ][\w$€£])")
_BEYOND_BEHIND: Final = lazy(r",?[ ](?:and[ ]then[ ]some|y[ ]pico|largos|largas)\b")
_LESS_BEHIND: Final = lazy(
    r"(?:[ ](?:of[ ]age|old))?,?[ ](?:(?:or|and)[ ](?:even[ ])?(?:less|fewer|below|under|lower|younger|shorter|smaller|cheaper|lighter|sooner)\b(?![ ]than)|at[ ](?:the[ ]very[ ]|the[ ])?(?:most|best|outside)\b"
    r"|(?:(?:at|as)[ ](?:a[ ]|the[ ])?)?maximum\b(?![ ](?:of|\d))|(?:tops|max\.?)(?=[.,;)]|$)|(?:if[ ]not|maybe|perhaps)[ ]less\b(?![ ]than)"
    r"|(?:[A-ZÄÖÜ][a-zäöüß]+[ ])?(?:oder|und)[ ](?:weniger|darunter|jünger|niedriger|kleiner|kürzer)\b(?![ ]als)|(?:aller)?höchstens(?=[.,;)]|$)|maximal(?=[.,;)]|$)|im[ ]Höchstfall\b"
    r"|(?:ou|et|voire)[ ]moins\b(?![ ](?:de|que)\b|[ ]d['’]|[ ]\d)|(?:au|tout[ ]au)[ ](?:grand[ ])?(?:plus|maximum|mieux)\b(?![ ](?:d|tard|tôt|vite|près|haut|bas))|grand[ ]maximum\b|maxi(?=[.,;)]|$)|à[ ]tout[ ]casser\b"
    r"|[oy][ ](?:incluso[ ])?menos\b(?![ ](?:de|del|que)\b|[ ]\d)|como[ ]m(?:áximo|ucho)\b|máximo\b|a[ ]lo[ ](?:sumo|más)\b)"
)
_SHORT_BEHIND: Final = lazy(r",?[ ](?:escasos|escasas|mal[ ]contados|mal[ ]contadas)\b")
_ABOUT_BEHIND: Final = lazy(
    r"-?ish\b|-odd\b|(?:[ ](?:long|high|wide|tall|deep|thick|away|old))?[,]?[ ](?:or[ ]so\b|or[ ]thereabouts\b|thereabouts\b|more[ ]or[ ]less\b|give[ ]or[ ]take\b(?![ ]\d)|or[ ]near[ ]enough\b|mehr[ ]oder[ ]weniger\b|oder[ ]so\b|plus[ ]ou[ ]moins\b|ou[ ]presque\b|à[ ](?:peu[ ]près|peine)\b"
    r"|(?:environ|circa|ungefähr|roughly|approximately)(?=[.,;)]|$)|grosso[ ]modo\b|más[ ]o[ ]menos\b|o[ ](?:así|cosa[ ]así)\b|(?:aproximadamente|approx|aprox)(?=[.,;)]|$|[ ](?:en|de|por|in|at)\b))"
)
_BEHIND: Final = (
    ("~", _ABOUT_BEHIND),
    ("≥", _MORE_BEHIND),
    ("≤", _LESS_BEHIND),
    (">", _BEYOND_BEHIND),
    ("<", _SHORT_BEHIND),
)
_VERB_BEHIND: Final = lazy(
    r"(?:-(?:Marke|Hürde|Schwelle|Grenze))?(?:[ ]\([^()]{0,40}\))?[ ](?:(?:deutlich|leicht|knapp|weit|klar|bereits|schon|erstmals|nun|noch|wohl|bei weitem)[ ])*(?P<denied>(?:nicht|nie|niemals)[ ])?(?:zu[ ])?"
    r"(?:(?P<more>über(?:schr(?:ei|it)t|st[ie]{2}g|troffen|treffen|trifft|traf|boten|bieten|bietet))|(?P<less>unter(?:schr(?:ei|it)t|boten|bieten|bietet)|verfehl)|erreich)(?:en|et|te|t)?(?![^\W_])"
)
"""Verb at the end of a German clause: *darf 30 kg nicht überschreiten*, *hat 40 Prozent nicht erreicht*."""

_MAY_FOLLOW: Final = lazy(
    r"(?:,[ ]?|[ ])(?:[(+A-ZÄÖÜ,]|(?:à|al?|and|approx|aprox|aproximadamente|approximately|as|at|au|aufwärts|away|bei|bereits|circa|como|cumplidos|deep|deutlich|en|environ|erstmals"
    r"|escas[oa]s|et|give|grand|grosso|high|if|im|klar|knapp|larg[oa]s|leicht|long|mal|max|maxi|maximal|maximum|maybe|mehr|mindestens|minimum|more|más|máximo|mínimo"
    r"|nicht|nie|niemals|noch|nun|o|oder|of|old|or|ou|para|perhaps|plus|por|possibly|roughly|révolus|schon|sinon|tall|thereabouts|thick|tops|tout|u\.|und|ungefähr|upwards"
    r"|voire|weit|wenigstens|wenn|wide|wohl|y|zu|(?:aller)?höchstens)(?![^\W_])|über|unter|verfehl|erreich)"
)
"""Beginnings of the words that bound the quantity before them."""
_OPENS_BEHIND: Final = frozenset(" +-,")
_BLANKS: Final = frozenset(" ,")
_AGED: Final = lazy(
    r"[ -](?:old|ago|later|late|long|of[ ]|away|in[ ]advance|earlier|before|since|alt|lang|später|dauer)"
)
_AWAY: Final = lazy(r"[ ](?:hinweg|verteilt)(?![^\W_])")

COURSE: Final = lazy(
    r"[ ](?:(?:indoors?|outdoors?|individual|mixed|men['’]s|women['’]s|world|olympic|european|national)[ ]){0,2}"
    r"(?:hurdles?|hurdlers?|sprint(?:s|er|ers)?|freestyle|backstroke|breaststroke|butterfly|medley|relays?|dash|steeplechase|race|runner|swim|swimmer|heat"
    r"|semi-?final|final|champion|championship|title|record|gold|silver|bronze|medal|haies|nage|brasse|papillon|vallas|libres|espalda|braza"
    r"|(?P<many>races|runners|swimmers|heats|finals|champions|titles|records|medals))(?![^\W_])",
    2,
)
"""What is behind the length of a race; `many` may also be counted in millions."""

BELOW_ZERO: Final = lazy(
    r"[ ](?:below zero|below freezing|unter null|unter dem gefrierpunkt|(?:au-dessous|en dessous|sous)(?: de)? z[ée]ro|bajo cero|sotto zero|abaixo de zero)(?![^\W_])",
    2,
)
"""Words behind a temperature that make it negative."""


class Bound(NamedTuple):
    """Bound of a number, by the words before it."""

    sign: str
    start: int
    negative: bool
    preposition: str = ""
    """*over* or *über*, which may lead to a duration in which something happens."""
    before: str = ""
    """Word before the preposition."""


class _Word(NamedTuple):
    text: str
    start: int


def bound_before(text: str, start: int) -> Bound:
    """Return the bound that ends right before a number; its sign is `""` if there is none."""
    found = Bound("", start, negative=False)
    low = max(0, start - _BACK)
    while True:
        before = text[low : found.start].rstrip()
        if before.endswith((">=", "<=", "+/-")):
            sign = {">=": "≥", "<=": "≤"}.get(before[-2:], "±")
            return found._replace(sign=found.sign or sign, start=low + len(before) - (3 if sign == "±" else 2))
        if before and before[-1] in _SIGNS:
            found = found._replace(sign=found.sign or _SIGNS[before[-1]], start=low + len(before) - 1)
            continue
        parts = before.rsplit(None, 2) or [""]
        last, may_end = _ending(parts[-1])
        if last == "sub-":
            return found._replace(sign="<", start=low + len(before) - 4)
        if not may_end:
            limited = last in table.PREPOSED and len(parts) > 1 and parts[-2].lower() in table.LIMITERS
            if not limited:
                return found
        words = _words(before, low)
        if words and words[-1].text in table.NEGATIVE and not _phrase(words):
            found = found._replace(start=words[-1].start, negative=True)
            continue
        one = _bound(text, words, start) if not found.sign or found.sign == "~" else None
        if one is None:
            return found
        sign = found.sign if found.sign and one.sign == "~" else one.sign
        found = one._replace(sign=sign, negative=found.negative)


@lru_cache(4096)
def _ending(word: str) -> tuple[str, bool]:
    """Return the last word before a number as the tables have it, and whether it may end what bounds the number."""
    last = word.lstrip('(["“«„').replace("’", "'").lower()
    return last, last.rstrip(",") in table.ENDS or last[-1:] == "'" or last.rpartition("'")[2] in table.ENDS


def bound_behind(text: str, end: int, *, plus: bool = True) -> tuple[str, int]:
    """Return the bound right behind a quantity and its end; `""` if there is none. `plus` allows a last *plus*."""
    if not _may_follow(text, end):
        return "", end
    for sign, pattern in _BEHIND:
        if found := pattern.match(text, end):
            return sign, found.end()
    if plus and (found := _PLUS.match(text, end)):
        return "≥", found.end()
    if found := _VERB_BEHIND.match(text, end):
        sign = ">" if found["more"] else "<" if found["less"] else ""
        sign = table.TURNED[sign] if found["denied"] else sign
        return sign, found.end() if sign else end
    return "", end


def _may_follow(text: str, end: int) -> bool:
    """Return whether a bound may be right behind a quantity. Fast, with few false positives."""
    follower = text[end : end + 1]
    return follower in _OPENS_BEHIND and (follower not in _BLANKS or _MAY_FOLLOW.match(text, end) is not None)


def is_period(text: str, bound: Bound, end: int, unit: str, dimension: str) -> bool:
    """Return whether an *over* says in what time or on what course something happens: *over 12 months*, *over 60m hurdles*."""
    if bound.preposition and dimension == "length":
        return COURSE.match(text, end) is not None
    if not bound.preposition or not (dimension == "time" or unit in table.PERIODS):
        return False
    if bound.preposition == "über":
        return _AWAY.match(text, end) is not None
    return bound.before not in table.LASTING and _AGED.match(text, end) is None


def _words(before: str, low: int) -> list[_Word]:
    """Return the last words of a text in small letters, with their places."""
    found = [_Word(match[0].lower().replace("’", "'"), low + match.start()) for match in _WORD.finditer(before)]
    if found and low and found[0].start == low:
        del found[0]  # It may be a part of a word.
    return found[-_LONGEST - 3 :]


def _phrase(words: list[_Word]) -> int:
    """Return how many words at the end of some are a phrase that bounds a number."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if _joined(words[-length:]) in table.BEFORE:
            return length
    return 0


def _sign_of(phrase: str) -> str:
    """Return the sign of a phrase that bounds a number: of those in the table, and of comparisons such as *más alto que*."""
    if (sign := table.BEFORE.get(phrase)) is not None:
        return sign
    degree, adjective, *_ = phrase.split(" ")
    return table.DEGREE[degree].translate(_TURNED) if adjective in table.SMALL else table.DEGREE[degree]


def _compares(text: str, words: list[_Word], number: int) -> bool:
    """Return whether words end with a comparison: *more expensive than*; but not with a time: *more cars than 3 years ago*."""
    if len(words) < 3 or words[-1].text not in table.COMPARING or words[-3].text not in table.DEGREE:
        return False
    return words[-2].text.isalpha() and _SINCE.match(text, number) is None


def _joined(words: list[_Word]) -> str:
    whole = " ".join(word.text for word in words).replace("' ", "'")
    if whole in table.BEFORE or words[-1].text not in table.OF:
        return whole
    return whole.removesuffix(words[-1].text) + table.OF[words[-1].text]


def _bound(text: str, words: list[_Word], number: int) -> Bound | None:
    """Return the bound that the words before a number end with, or None."""
    if words and words[-1].text.endswith(",") and not _phrase(words):  # al menos, 40
        words = [*words[:-1], words[-1]._replace(text=words[-1].text[:-1])]
        if _phrase(words) == 1 and words[-1].text in table.EXTREMES:  # The minimum, 40.
            return None
        if not _phrase(words) or table.BEFORE[_joined(words[-_phrase(words) :])] not in _LIMITS:
            return None
    articles = denied = marked = definite = led = late = False
    while words and not (length := _phrase(words) or 3 * _compares(text, words, number)):
        if words[-1].text in table.ARTICLES and not articles:
            articles, definite = True, words[-1].text == "the"
        elif len(words) > 2 and words[-1].text in _OF and words[-2].text in table.FILLING:  # bis zu einem Wert von
            marked, articles, definite = marked or words[-2].text in table.MARKS, False, False
            words = words[:-1]
        elif articles and words[-1].text in table.ADVERBS:  # ha superado ya los 20
            pass
        elif words[-1].text in table.DENYING and not denied:  # ne dépasse pas 5
            denied = True
        elif words[-1].text in table.PREPOSED and not led:  # mindestens bei 3
            led = True
        elif words[-1].text in table.SINCE and not late:  # überstieg erstmals 3
            late = True
        else:
            return _approximate(text, words)
        words = words[:-1]
    if not words:
        return None
    phrase, rest = _joined(words[-length:]), words[:-length]
    start = words[-length].start
    if (led and phrase not in table.LIMITING) or (late and _sign_of(phrase) in _UNMOVED):
        return None
    if not _may_bound(text, phrase, start, number, articles=articles, denied=denied, marked=marked, definite=definite):
        return None
    if _leads_elsewhere(text, phrase, start, rest):
        return None
    sign, opener = _sign_of(phrase), rest[-1].text if rest else ""
    near = bool(rest) and rest[-1].text in table.MUCH
    while sign != "~" and rest and rest[-1].text in table.DEGREES:
        start, rest = rest[-1].start, rest[:-1]
        if rest and rest[-1].text in table.OPENING:
            start, rest = rest[-1].start, rest[:-1]
    if sign in table.TURNED and not _denies(phrase) and (denied or _is_denied(rest, far=phrase in table.FAR_TURNED)):
        sign = "~" if near else table.TURNED[sign]  # No mucho más de 100.
        if rest and not denied and _negates(rest[-1].text):
            start = rest[-1].start  # Without it the words of the figure would say the opposite.
    if not sign:
        return None
    return Bound(sign, start, negative=False, preposition=phrase if phrase in {"over", "über"} else "", before=opener)


def _may_bound(
    text: str, phrase: str, start: int, number: int, *, articles: bool, denied: bool, marked: bool, definite: bool
) -> bool:
    """Return whether a phrase bounds a number with what is between them: an article, a negation, the noun of a mark.

    An English amount with *the* is one that is known: *short of the $105 million*.
    """
    if denied and phrase.endswith(" de"):
        return False
    if phrase in table.ARTICLED:
        return articles
    if phrase in offers.LEADING:
        return offers.may_be_first(text, phrase, start, number)
    if definite or phrase in table.MARKED or (articles and phrase in table.PREPOSITIONS):
        share = not definite and phrase not in table.MARKED and _PERCENT.match(text, number) is not None
        return marked or share or _MARK.match(text, number) is not None
    return True


def _leads_elsewhere(text: str, phrase: str, start: int, before: list[_Word]) -> bool:
    """Return whether a preposition leads to a topic or to a new value: *a book about two brothers*."""
    if phrase in table.LEADING:
        return _is_end(text, start)
    topics = table.TOPICS.get(phrase)
    near = before[-4:] if phrase in table.FAR else before[-1:]
    return topics is not None and not topics.isdisjoint(word.text for word in near)


def _denies(phrase: str) -> bool:
    """Return whether a phrase has its negation in it: *not even*."""
    return any(word in table.NEGATIONS for word in phrase.split(" "))


def _is_denied(words: list[_Word], *, far: bool) -> bool:
    """Return whether a negation is at the end of some words, or `far` from it, before a verb."""
    while words and words[-1].text in table.BETWEEN:
        words = words[:-1]
    for distance, word in enumerate(reversed([one.text for one in words[-3 if far else -1 :]])):
        if distance and word in table.LACKING:
            return False
        if _negates(word) or (far and word.startswith("n'")):
            return True
        if word in table.JOINING or not word.isalpha():
            return False
    return False


def _negates(word: str) -> bool:
    return word in table.NEGATIONS or word.endswith("n't")


def _is_end(text: str, start: int) -> bool:
    """Return whether a word such as *hasta* leads to the value that something has grown or fallen to."""
    before = text[max(0, start - 160) : start]
    clause = _CLAUSE.split(before)[-1]
    words = clause.lower().replace(",", " ").split()
    if words and words[-1].endswith(table.INFINITIVES) and words[-1] not in table.GROWTH:  # llegó a perder hasta
        return False
    return not table.GROWTH.isdisjoint(words)


def _approximate(text: str, words: list[_Word]) -> Bound | None:
    """Return the bound of a number that an adjective calls approximate: *an approximate cost of*, or None."""
    if words[-1].text != "of" or len(words) < 3:
        return None
    start, end = words[max(-4, -len(words))].start, words[-1].start + 2
    found = _APPROXIMATE.search(text[start:end].lower())
    return Bound("~", start + found.start() + (found[0][:1] == " "), negative=False) if found else None
