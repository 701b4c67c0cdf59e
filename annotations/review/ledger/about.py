"""What a figure is about: metric, subject, period, basis and who says it; proposed from the words around it, or set."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from annotations.review.ledger.context import Context
from annotations.review.ledger.naming.names import rate_words
from annotations.review.ledger.naming.wording import Name
from annotations.review.ledger.naming.words import UNNAMED
from annotations.review.similarity.lexicon import STOP
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Day, Quantity, Value, read

_LONGEST: Final = 60
"""Code points of a proposed detail."""

_NEAR: Final = 80
"""Code points from a figure within which its basis is."""

_NAME: Final = r"[A-Z][\w&’'.-]*(?:[ \u00a0](?:of the |of |de |von |and )?[A-Z0-9][\w&’'.-]*){0,4}"
_NAMES: Final = lazy(rf"(?<![\w’'])(?:the )?({_NAME})")
_SAYING: Final = (
    r"said|says|reported|reports|estimated|estimates|announced|announces|claimed|claims|found|finds|expects|expected|projects|projected"
    r"|wrote|writes|argues|argued|noted|notes|disclosed|calculated|calculates|puts"
)
_SAYER: Final = rf"(?:the )?(?:{_NAME}|(?:company|analysts|researchers|authors|government|report|study)(?: at {_NAME}| of {_NAME})?)"
_SAID: Final = tuple(
    lazy(pattern)
    for pattern in (
        rf"(?i:according to|as per|laut|nach angaben (?:von|der|des)|selon|d’après|d'après|según|secondo) (?P<who>{_SAYER})",
        rf"(?P<who>{_SAYER})(?:,[^,.;]{{1,60}},)? (?:has |have )?(?:{_SAYING})(?!\w)",
        rf"(?P<who>{_NAME})[’']s? (?:\w+ )?(?:report|survey|study|estimate|estimates|filing|analysis|figures|data)(?!\w)",
    )
)
_BASIS: Final = lazy(
    r"(?<!\w)(?:non-gaap|gaap|ifrs|adjusted|pro[- ]forma|constant[- ]currency|organic|like-for-like|annuali[sz]ed|run[- ]rate"
    r"|(?:year|quarter|month)[- ](?:over|on)[- ](?:year|quarter|month)|yoy|qoq|mom|seasonally adjusted|inflation-adjusted"
    r"|(?:in )?real terms|nominal|net|gross|pre-tax|(?:before|after)[- ]tax|per capita|median|average|mean|weighted|forecast"
    r"|preliminary|excluding [^\W_]+(?: [^\W_]+)?|including [^\W_]+(?: [^\W_]+)?|bereinigt|brutto|netto|durchschnittlich|brut|nett?)(?!\w)",
    flags=re.IGNORECASE,
)
_GROWTH: Final = lazy(r"(?:year|quarter|month)[- ]|yoy|qoq|mom", flags=re.IGNORECASE)
"""Bases of growth, which no amount has."""

_RATE: Final = re.compile(r"(?:per|pro|par|por|je|al|im|in der|[àa] la) ")
"""Beginning of the words of a denominator; *per capita* and *pro forma* begin so, too."""

_OPPOSED: Final = (
    {"non-gaap", "gaap", "ifrs"}, {"net", "gross"}, {"nominal", "real"}, {"median", "mean", "average"},
    {"year", "quarter", "month"}, {"pre-tax", "after-tax"},
)  # fmt: skip
"""Bases that exclude each other."""

_CLAUSE: Final = re.compile(r"[,;:()\n\t–—]")
_VERBS: Final = frozenset(
    """
    is was are were be been has have had reach reaches reached hit hits rise rises rose risen fall falls fell grow grows grew grown climb
    climbs climbed drop drops dropped decline declines declined increase increased decrease decreased total totals totaled totalled amount
    amounts amounted stand stands stood come comes came jump jumped surge surged cost costs pay pays paid charge charges charged raise
    raised exceed exceeds exceeded exceeding estimated expected reported account accounts accounted represent represents represented
    """.split()
)
_IN_UNITS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]|,? in (?:\w+ of )?[^\s]+$|[$€£%]+", re.IGNORECASE)


class About(NamedTuple):
    """Details of a figure; each is `""` if it is not known."""

    metric: str = ""
    subject: str = ""
    period: str = ""
    basis: str = ""
    attribution: str = ""
    given: frozenset[str] = frozenset()
    """Names of the details that a person set."""

    @property
    def details(self) -> dict[str, str]:
        """The details by their names, in order."""
        return {
            "metric": self.metric,
            "subject": self.subject,
            "period": self.period,
            "basis": self.basis,
            "attribution": self.attribution,
        }


DETAILS: Final = About._fields[:-1]
"""Names of the details, each a key of `FIGURE_DETAILS`."""


def about(quantity: Quantity, context: Context, head: str, name: Name, period: str, values: Collection[Value]) -> About:
    """Return the details of a figure: those that a person set, else what the words around it say.

    `head` is the head of its column, `name` what it is called, `values` are all that is read in its sentence.
    """
    given = {name: text for name, text in context.given.get(quantity.number, {}).items() if name in DETAILS and text}
    if context.cells:
        metric, subject = _in_table(context, head)
    else:
        metric, subject = name.metric, _named(quantity, context, name, values)
    proposed = {
        "metric": _brief(metric),
        "subject": _brief(subject or _first_name(context.heading)),
        "period": period,
        "basis": _brief(_basis(quantity, context, head, values)),
        "attribution": _brief(_attribution(context)),
    }
    found = proposed | given
    return About(
        found["metric"], found["subject"], found["period"], found["basis"], found["attribution"], frozenset(given)
    )


def opposed(one: About, other: About) -> str:
    """Return why the bases of two figures exclude each other; `""` if they do not, or if one is not known."""
    first, second = (_without_rate(fold(each.basis)) for each in (one, other))
    if not first or not second or first == second:
        return ""
    clear = "basis" in one.given and "basis" in other.given
    clear = clear or any(
        _of(first, kind) and _of(second, kind) and _of(first, kind) != _of(second, kind) for kind in _OPPOSED
    )
    return f"different bases: {' and '.join(sorted((one.basis, other.basis)))}" if clear else ""


def key_of(one: About) -> tuple[str, str]:
    """Return metric and subject as far as a person set them, folded, to tell whether two figures are of one metric."""
    return fold(one.metric) if "metric" in one.given else "", fold(one.subject) if "subject" in one.given else ""


def agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two results of `key_of` can be of one metric: what is set for both is equal."""
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _without_rate(basis: str) -> str:
    """Return a basis without the denominator of a rate, which is compared as part of the unit."""
    return ", ".join(part for part in basis.split(", ") if not _RATE.match(part) or _BASIS.fullmatch(part))


def _of(basis: str, kind: set[str]) -> str:
    """Return the word of a basis that is of one kind; `""` if it has none."""
    words = re.split(r"[^\w-]+|-(?=over|on)", basis)
    return next((word for word in words if word in kind), "")


def _in_table(context: Context, head: str) -> tuple[str, str]:
    """Return metric and subject by the heads of row and column; which is which shows in their form."""
    column, row = (" ".join(_IN_UNITS.sub(" ", words).split()) for words in (head, context.row))
    if is_date(column) or not column:
        return row, ""
    if is_date(row) or not row:
        return column, ""
    if column == head and _is_name(column) and not _is_name(row):
        return row, column
    return column, row


def is_date(words: str) -> bool:
    """Return whether a date is more than half of some words."""
    values = read(words) if any(map(str.isdigit, words)) else ()
    return any(isinstance(one, Day) and len(one.written) * 2 > len(words) for one in values)


def _is_name(words: str) -> bool:
    """Return whether the form of some words is that of a name: capitals, or digits in them."""
    parts = words.split()
    return len(parts) > 1 and all(part[0].isupper() or part[0].isdigit() for part in parts)


def _named(quantity: Quantity, context: Context, name: Name, values: Collection[Value]) -> str:
    """Return the subject of a figure: the name in its sentence that is not of the metric, else whose it is."""
    text, metric = context.text, fold(name.metric)
    found = [
        match
        for match in _NAMES.finditer(text)
        if (match.end(1) <= quantity.start or quantity.end <= match.start(1)) and _counts(text, match)
    ]
    _, high = _room(quantity, text, values)
    stop = _CLAUSE.search(text, quantity.end)
    high = min(high, stop.start() if stop else high)
    ahead = [match for match in found if match.end() <= quantity.start]
    one = ahead[-1] if ahead else next((match for match in found if quantity.end <= match.start() < high), None)
    subject = _bare(one[1]) if one is not None else ""
    if not subject or is_date(subject) or fold(subject) in metric or any(map(str.isupper, name.whose)):
        return name.whose
    return subject


def _room(quantity: Quantity, text: str, values: Collection[Value]) -> tuple[int, int]:
    """Return the range of a text between the figures before and behind one."""
    others = [one for one in values if isinstance(one, Quantity) and one.start != quantity.start]
    low = max((one.end for one in others if one.end <= quantity.start), default=0)
    return low, min((one.start for one in others if one.start >= quantity.end), default=len(text))


def _counts(text: str, match: "re.Match[str]") -> bool:
    """Return whether capitals make a name: the first word of a sentence may be any word, and a month is none."""
    name = match[1]
    first = name.split()[0]
    if _BASIS.fullmatch(name):
        return False
    if " " not in name and (fold(first) in STOP or fold(first) in _VERBS or _is_date_word(name)):
        return False
    opens = not text[: match.start()].strip(" “\"'(‘") or text[: match.start()].rstrip()[-1:] in {".", "!", "?", ":"}
    inner = any(map(str.isupper, first[1:])) or any(map(str.isdigit, name))
    following = text[match.end() : match.end() + 2].strip()
    return (
        not opens or " " in name or inner or following[:1] in {"’", "'"} or _VERB.match(text, match.end()) is not None
    )


_VERB: Final = lazy(
    rf"[ \u00a0](?:{'|'.join(sorted(_VERBS))}|{_SAYING}|scor\w+|has|sold|makes|made|plans?|spent|spends|earns?|earned)(?!\w)"
)


@lru_cache(1 << 12)
def _is_date_word(name: str) -> bool:
    """Return whether a capitalised word is a date, such as *April*, or a part of one, such as *Q4*; or a currency."""
    if _NO_NAME.fullmatch(name):
        return True
    return any(isinstance(one, Day) for one in read(f"{name} 2020")[:1] if one.start == 0)


_NO_NAME: Final = lazy(r"(?:Q[1-4]|H[12]|FY\d*|USD|EUR|GBP|CHF|JPY)\.?")


def _first_name(heading: str) -> str:
    """Return the name in a heading that is one, or that begins with one; `""` for *Background*."""
    if fold(heading.strip()) in UNNAMED:
        return ""
    found = next((match for match in _NAMES.finditer(heading) if " " in match[1] or len(heading.split()) < 3), None)
    return _bare(found[1]) if found is not None else ""


def _bare(name: str) -> str:
    words = name.strip(".,’'- ").removesuffix("’s").removesuffix("'s").split()
    while words and (fold(words[0]) in STOP or _BASIS.fullmatch(words[0])):  # *YoY AI revenue*
        del words[0]
    return " ".join(words)


def _basis(quantity: Quantity, context: Context, head: str, values: Collection[Value]) -> str:
    """Return the denominator of a figure in the words of its text, and the nearest words for its basis: *per month, gross*."""
    if context.cells:
        heads = (head, context.row, context.heading)
        found = next((match.group() for words in heads if (match := _BASIS.search(words))), "")
    else:
        low, high = _room(quantity, context.text, values)
        low, high = max(low, quantity.start - _NEAR), min(high, quantity.end + _NEAR)
        moves = quantity.percent or quantity.dimension == "ratio"
        matches = [one for one in _BASIS.finditer(context.text, low, high) if moves or not _GROWTH.match(one.group())]
        nearest = min(
            matches, key=lambda one: max(quantity.start - one.end(), one.start() - quantity.end), default=None
        )
        found = nearest.group() if nearest is not None else ""
    rate = quantity.unit.partition("/")[2]
    words = rate_words(context.text, quantity) or (f"per {rate}" if rate else "")  # A head of its column may have it.
    return ", ".join(filter(None, (words, found)))


def _attribution(context: Context) -> str:
    if context.cells:
        return ""
    for pattern in _SAID:
        for found in pattern.finditer(context.text):
            who = _bare(found["who"])
            if not is_date(who) and (" " in who or not _is_date_word(who)):  # *a report of April 2026 said*
                return who
    return ""


def _brief(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0]
