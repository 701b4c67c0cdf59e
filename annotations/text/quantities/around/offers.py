"""Words before the lowest price of an offer, which often lead to something else: *rooms from $90*, *fell from $90*."""

from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around.changes import DOWN, UP
from annotations.text.quantities.tables.bounds import FIRST, GROWTH

_SOURCE: Final = frozenset(("from", "started at", "began at"))
"""Words that need what is offered before them."""

_ORIGIN: Final = _SOURCE | {"desde"}
"""Words that also lead to what an amount was before."""

LEADING: Final = FIRST | _ORIGIN

_AMOUNT: Final = r"\d(?:[\d.,\u00a0\u202f]{0,11}\d)?"
_PRICE: Final = lazy(
    rf"(?:(?:US|AU|NZ|HK|CA|[ACS])?[$€£¥₹]|(?:EUR|USD|GBP|CHF|AUD|CAD|Rs\.?|kr)[ \u00a0])[ ]?{_AMOUNT}"
    rf"|{_AMOUNT}[ \u00a0\u202f-]?(?:[€$£]|(?:euros?|EUR|USD|CHF|dollars?|dólares|pesos|soles|francs|franken|pounds|kr)(?![^\W_]))",
    2,
)
_SHARE: Final = lazy(rf"{_AMOUNT}[ \u00a0\u202f]?%")
_LARGE: Final = lazy(r"[ \u00a0]?(?:million|billion|trillion|mill|mio|mrd|[mb]n|[kmb](?![^\W_]))", 2)
_LEADS_ON: Final = lazy(
    r"(?:[ ](?:an?|per|la|por|pro|each)[ ][^\W\d_]+)?[ ](?:to|hasta|a|bis|until|till)[ ](?:l[ao]s[ ]|about |around )?[$€£\d]"
)
"""What is behind the first of two amounts."""

_ENDS: Final = lazy(
    r"(?:[ ](?:euros?|EUR|€))?(?:$|[\n.,;)|]|[ ]?/|[ ](?:per|an?|each|one[ -]way|return|plus|excluding|including|incl|pp|p\.p|por|la|al)(?![^\W_]))"
)
"""What is behind a price that is alone: the end of a clause, or a denominator."""

_CLAUSE: Final = lazy(r"[.;:!?\n|(–—]")
_WORD: Final = lazy(r"[^\W\d_]+")
_OFFERED: Final = frozenset(
    "price prices pricing fare fares ticket tickets room rooms flight flights seat seats rate rates fee fees plan plans package packages entry admission tour tours pass passes cabin cabins deal deals rental rentals "
    "membership memberships subscription subscriptions tariff tariffs quote quotes course courses lesson lessons dinner lunch menu mains doubles singles suite suites apartment apartments villa villas stay stays night "
    "nights return returns version versions model models edition editions trim sale available priced sold sells sell cost costs costing retail retails hire beds desk desks salary salaries rent rents".split()
)
_TAKING: Final = frozenset(
    "take takes took taken taking deduct deducts deducted subtract subtracts subtracted differ differs different far away apart off result results resulted come comes came coming "
    "range ranges ranged ranging vary varies varied benefit benefits benefited suffer suffers suffered refrain exempt exempted free separate distinguish keep kept prevent prevented "
    "receive received receives got stole steal steals drew draw make made makes pay paid pays profit profits profited income money revenue revenues gain gains gained win won earned earn stem stems arise arises derived derive".split()
)
"""Words behind which *from* leads to what an amount is a part or a result of."""
_NO_THING: Final = frozenset(
    "is are was were be been it they he she we you i this that not and or but only up down out back over away now then".split()
)
_VERBAL: Final = ("ed", "ing")
_CHANGING: Final = (
    UP
    | DOWN
    | GROWTH
    | frozenset(
        "raise raises raising hike hikes hiked lower lowered lowers lowering move moved moves moving change changed changes changing shift shifted rebound rebounded recover recovered recovering reducing cutting "
        "slipping discount discounted improved improve improving increments compared converted switch switched passing went goes go going double doubled tripled falling rising dropping climbing growing gone pasa pasar pasará pasarán frente "
        "comparado comparada sube subida elevar cambió redujo rebajó rebaja rebajar multiplicado aumentando subiendo bajando cayendo".split()
    )
)


def may_be_first(text: str, phrase: str, start: int, number: int) -> bool:
    """Return whether words such as *from* at `start`, before a number, lead to the lowest price of an offer."""
    price = _PRICE.match(text, number)
    if price is None:
        return phrase in FIRST and _SHARE.match(text, number) is not None
    if phrase in FIRST:
        return True
    if _LARGE.match(text, price.end()) or _LEADS_ON.match(text, price.end()):
        return False
    opening, offered = _before(text, start)
    if not _CHANGING.isdisjoint(offered):
        return False
    if phrase not in _SOURCE:
        return True
    if offered and offered[-1] in _OFFERED:
        return True
    alone = _ENDS.match(text, price.end()) is not None
    return alone and (not opening.strip() or (bool(offered) and opening.rstrip()[-1].isalpha() and _offers(offered)))


def _offers(words: list[str]) -> bool:
    """Return whether words before *from* name something that has a price rather than say what is done with an amount."""
    return _TAKING.isdisjoint(words[-3:]) and words[-1] not in _NO_THING and not words[-1].endswith(_VERBAL)


def is_offered(text: str, start: int) -> bool:
    """Return whether the word before `start` is of an offer whose price does not change: *tickets from $20 to $50*."""
    words = _before(text, start)[1]
    return bool(words) and words[-1] in _OFFERED and _CHANGING.isdisjoint(words)


def _before(text: str, start: int) -> tuple[str, list[str]]:
    """Return the clause before `start`, and its last words in small letters."""
    clause = _CLAUSE.split(text[max(0, start - 80) : start])[-1]
    return clause, _WORD.findall(clause.lower())[-8:]
