"""Lines of a page's furniture that were copied with its text: cookies, paywalls, buttons to share with.

They are kept in their place and only marked. Precision comes first: a line is furniture if it is short
and says exactly what such lines say; a single word or a badge only where others of its kind stand by.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from annotations.documents.blocks import BOILERPLATE, BlockKind, Draft
from annotations.text.lazy_regex import lazy

_LONGEST: Final = 110
"""Code points of the longest line that can be furniture."""
_RUN: Final = 64
"""Short blocks in a row that are looked at together."""
_NEAR: Final = 3
"""Blocks from a line of a paywall to a badge that belongs to it."""


class _Line(Struct, frozen=True):
    """What some lines of furniture say, in small letters and without the signs at their ends."""

    signs: tuple[str, ...]
    """One of these is in each of them: the expression is rarely needed, and slow to compile."""
    says: re.Pattern[str]

    def fits(self, line: str) -> bool:
        """Whether a line says just that."""
        return any(sign in line for sign in self.signs) and self.says.fullmatch(line) is not None


_NETWORKS: Final = (
    *(
        "facebook",
        "twitter",
        "linkedin",
        "whatsapp",
        "reddit",
        "pinterest",
        "telegram",
        "mastodon",
        "bluesky",
        "threads",
    ),
    "mail",
)
_NETWORK: Final = r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|mastodon|bluesky|threads|e-?mail)"
_READERS: Final = r"(?:pro|premium|plus|paid|registered)?\s*(?:users|members|subscribers|readers|accounts)"
_PAYWALL: Final = (
    _Line(
        ("upgrade to", "subscribe to"),
        lazy(r"(?:upgrade|subscribe) to (?:pro|premium|plus)(?: for)?(?: [$€£]\d[\d.,]*(?: ?/ ?\w+)?)?"),
    ),
    _Line(
        ("upgrade ", "subscribe "),
        lazy(
            r"(?:upgrade|subscribe)(?: now| today)? (?:for|from) (?:only |just )?[$€£]\d[\d.,]*(?: ?(?:/|an?|per|every) ?\w+)?"
        ),
    ),
    _Line(
        ("available ",),
        lazy(
            rf"(?=.*available )[\w ]{{3,60}} (?:is|are) (?:only )?available (?:only )?(?:for|to) {_READERS}(?: only)?"
        ),
    ),
    _Line(
        ("subscribers", "members"),
        lazy(
            r"this (?:content|article|story|post) is (?:for|available to|exclusive to) (?:\w+ )?(?:subscribers|members)"
            r"(?: only)?"
        ),
    ),
    _Line(
        (" reading",),
        lazy(
            r"(?:subscribe|sign in|log in|register|sign up|create an account) to (?:continue|keep) reading"
            r"(?: this \w+)?"
        ),
    ),
    _Line(
        (" subscriber", " member"),
        lazy(r"(?:already|not) (?:a|an) (?:subscriber|member)\??(?: (?:sign|log) in(?: here| now)?)?"),
    ),
    _Line(("you have ",), lazy(r"you have \w+ (?:free )?(?:articles?|stories) (?:left|remaining)(?: this month)?")),
    _Line(("newsletter",), lazy(r"(?:subscribe|sign up) (?:to|for) (?:our|the|my) (?:\w+ )?newsletter")),
)
_REST: Final = (
    # cookies
    _Line(("site uses cookies",), lazy(r"(?:this|our) (?:web)?site uses cookies\b.*")),
    _Line(("use cookies",), lazy(r"we (?:and our partners )?use cookies\b.*")),
    _Line((" all", " cookies"), lazy(r"(?:accept|reject|allow|decline) (?:all|all cookies|cookies|optional cookies)")),
    _Line(
        ("manage", "change"),
        lazy(r"(?:manage|change) (?:my |your )?(?:cookie|privacy|consent) (?:settings|preferences|choices)"),
    ),
    _Line(("cookie ",), lazy(r"cookie (?:settings|preferences|policy|notice)")),
    _Line(
        ("you agree", "you consent"),
        lazy(r"by (?:continuing|using) (?:to (?:use|browse) )?(?:this|our) (?:web)?site,? you (?:agree|consent)\b.*"),
    ),
    # buttons to share with
    _Line(
        ("share", "post", "tweet"),
        lazy(rf"(?:share|post|tweet)(?: this)? (?:(?:article|story|post|page) )?(?:on|via|to|with|by) {_NETWORK}"),
    ),
    _Line(("share this",), lazy(r"share this(?: (?:article|story|post|page))?")),
    _Line(("click to ",), lazy(r"click to (?:share|email|print|copy)\b.{0,40}")),
    _Line(("copy ",), lazy(r"copy (?:the )?link(?: to clipboard)?")),
    _Line(_NETWORKS, lazy(rf"(?:share:? ?)?{_NETWORK}(?:[ ,|·•]+{_NETWORK})+(?:[ ,|·•]+copy link)?")),
    # the rest of the page
    _Line(("skip to ",), lazy(r"skip to (?:the )?(?:main )?content")),
    _Line(
        ("advertisement",),
        lazy(r"(?:advertisement|advertisement - continue reading below|story continues below advertisement)"),
    ),
    _Line(("rights reserved",), lazy(r"(?:©|\(c\)|copyright)\s.{0,70}all rights reserved")),
    _Line(("back to ",), lazy(r"back to (?:the )?top")),
    _Line((" comments",), lazy(r"(?:load|show|view) (?:more|all) comments")),
    _Line(
        ("privacy policy", "terms of "),
        lazy(
            r"(?:privacy policy|terms of (?:service|use))"
            r"(?:[ ,|·•&]+(?:privacy policy|terms of (?:service|use)|cookie policy))*"
        ),
    ),
)
_BEGINNINGS: Final = (
    *(
        "upgrade",
        "subscribe",
        "sign",
        "log",
        "register",
        "create",
        "already",
        "not ",
        "you have",
        "this ",
        "our ",
        "we ",
    ),
    *("accept", "reject", "allow", "decline", "manage", "change", "cookie", "by ", "share", "post", "tweet", "click"),
    *("copy ", "skip", "adv", "story", "©", "(c)", "back ", "load", "show", "view", "privacy", "terms", "e-mail"),
    *(*_NETWORKS, "x "),
)
"""What such lines begin with; nearly all other lines need no further test."""
_WEAK: Final = lazy(
    rf"share|tweet|print|save|subscribe|sign in|log in|sign up|register|menu|search|follow|follow us|{_NETWORK}"
    r"|comments|\d+ comments?|leave a comment|read more|sponsored|close|ok|got it|learn more|home|contact|about us"
)
_BADGE: Final = lazy(r"(?:\W{0,3}\s)?(?:PRO|PREMIUM|PLUS|MEMBERS ONLY|SUBSCRIBERS ONLY)|[🔒🔐🔓]\ufe0f?")
_BESIDE: Final = 120
"""Code points beside a number that tell whether it is about the page."""
_BETWEEN: Final = lazy(r"\s*[\n\r·|•]\s*|\s{2,}")
"""Between the parts of a line of facts about the page."""
_MINUTES: Final = r"\d+(?:[–-]\d+)?[ \xa0-]?(?:min(?:ute[ns]?|utos)?\b\.?)"
_ABOUT_PAGE: Final = lazy(
    rf"{_MINUTES}[ -](?:read|listen|watch|lesezeit|lesen|de lectur[ae]|di lettura|leestijd)\b(?![-’'])"
    rf"|(?:reading time|read time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura)\s?:?\s?{_MINUTES}"
    r"|(?:©|\(c\)|\bcopyright)\s?(?:©\s?|\(c\)\s?)?(?:\w+ )?\d{4}(?:\s?[,–-]\s?\d{2,4})*"
    r"|\bcc[ -]by(?:[ -](?:sa|nc|nd))*[ -]\d\.\d|\bcreative commons\b[^.\n]{0,60}\d\.\d"
    r"|\blicen[cs]e,? (?:version |v\.? ?)\d(?:\.\d)?\b|\b[al]?gpl[ -]?v?\d(?:\.\d)?\b",
    re.IGNORECASE,
)
"""Words with a number that tell of the page wherever they are."""
_PAGE_SIGNS: Final = ("min", "©", "(c)", "copyright", "cc by", "cc-by", "creative commons", "licen", "gpl")
"""One of these is in all of them, in small letters: most texts need no search for the others."""
_PARTS: Final = lazy(r"[\n\r·|•]|\s\s")
"""What each `_BETWEEN` has."""
_COUNT: Final = lazy(
    r"\d[\d.,]*\s?[km]?\+? (?:shares?|comments?|likes?|views?|claps?|retweets?|reposts?|replies|followers?|reactions?|kommentare?"
    r"|min(?:ute)?s?|(?:\w+ )?(?:seconds?|minutes?|hours?|days?|weeks?|months?) ago)"
    r"|(?:page|seite|p\.|s\.) ?\d+(?: ?(?:of|/|von) ?\d+)?"
)
"""What tells of the page where it is alone between two points, or in a line."""
_EDGES: Final = " \t\xa0.!…→↑›»>|·•×✕"


@lru_cache(maxsize=1024)
def sure(text: str) -> bool:
    """Whether a line is furniture regardless of the lines around it."""
    if len(text) > _LONGEST:
        return False
    line = _normalized(text)
    if not line.startswith(_BEGINNINGS) and " available " not in line:
        return False
    return any(one.fits(line) for one in _REST) or _of_paywall(line)


def badge(text: str) -> bool:
    """Whether a line is a badge of what must be paid for, if it is near a line that says so."""
    return _BADGE.fullmatch(text) is not None


def about_page(text: str, start: int, end: int) -> bool:
    """Whether a number of a text tells of its page and not of its subject: a reading time, clicks, a year of copyright.

    ``text`` is the line or the paragraph that the number at `start` to `end` is in.
    """
    low, high = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    near = text[low:high]
    lower = near.lower()
    if any(map(lower.__contains__, _PAGE_SIGNS)) and any(
        one.start() < end - low and start - low < one.end() for one in _ABOUT_PAGE.finditer(near)
    ):
        return True
    if (low or high < len(text)) and _PARTS.search(near) is None:
        return False  # A part of a longer line.
    before, behind = _BETWEEN.split(text[low:start])[-1], _BETWEEN.split(text[start:high], maxsplit=1)[0]
    part = before + behind
    whole = len(before) < start - low or not low, len(behind) < high - start or high == len(text)
    return all(whole) and (_COUNT.fullmatch(_normalized(part)) is not None or sure(part))


def _normalized(text: str) -> str:
    return text.casefold().strip(_EDGES)


def _of_paywall(line: str) -> bool:
    return any(one.fits(line) for one in _PAYWALL)


def marked(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, with those marked that are furniture."""
    run: list[Draft] = []
    for draft in drafts:
        short = draft.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and len(draft.text) <= _LONGEST and not draft.info
        if short:
            run.append(draft)
        if run and (not short or len(run) == _RUN):
            yield from _run(run)
            run = []
        if not short:
            yield draft
    yield from _run(run)


def _run(run: list[Draft]) -> list[Draft]:
    """Mark the furniture in a run of short blocks."""
    furniture = {n for n, draft in enumerate(run) if sure(draft.text)}
    if not furniture:
        return run
    weak = {n for n, draft in enumerate(run) if _WEAK.fullmatch(_normalized(draft.text))}
    for step in (1, -1):
        for n in sorted(weak, reverse=step < 0):
            if n - step in furniture:
                furniture.add(n)
    paid = [n for n in furniture if _of_paywall(_normalized(run[n].text))]
    for n, draft in enumerate(run):
        if _BADGE.fullmatch(draft.text) and any(abs(n - near) <= _NEAR for near in paid):
            furniture.add(n)
    return [draft._replace(info=BOILERPLATE) if n in furniture else draft for n, draft in enumerate(run)]
