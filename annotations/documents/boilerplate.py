"""Lines of a page's furniture that were copied with its text: cookies, paywalls, buttons to share with.

They are kept in their place and only marked. Precision comes first: a line is furniture if it is short
and says exactly what such lines say; a single word or a badge only where others of its kind stand by.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from annotations.documents.document import BOILERPLATE, BlockKind, Draft

_LONGEST: Final = 110
"""Code points of the longest line that can be furniture."""
_RUN: Final = 64
"""Short blocks in a row that are looked at together."""
_NEAR: Final = 3
"""Blocks from a line of a paywall to a badge that belongs to it."""

_NETWORK: Final = r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|mastodon|bluesky|threads|e-?mail)"
_READERS: Final = r"(?:pro|premium|plus|paid|registered)?\s*(?:users|members|subscribers|readers|accounts)"
_PAYWALL: Final = (
    r"(?:upgrade|subscribe) to (?:pro|premium|plus)(?: for)?(?: [$€£]\d[\d.,]*(?: ?/ ?\w+)?)?",
    rf"(?=.*available )[\w ]{{3,60}} (?:is|are) (?:only )?available (?:only )?(?:for|to) {_READERS}(?: only)?",
    r"this (?:content|article|story|post) is (?:for|available to|exclusive to) (?:\w+ )?(?:subscribers|members)(?: only)?",
    r"(?:subscribe|sign in|log in|register|sign up|create an account) to (?:continue|keep) reading(?: this \w+)?",
    r"(?:already|not) (?:a|an) (?:subscriber|member)\??(?: (?:sign|log) in(?: here| now)?)?",
    r"you have \w+ (?:free )?(?:articles?|stories) (?:left|remaining)(?: this month)?",
    r"(?:subscribe|sign up) (?:to|for) (?:our|the|my) (?:\w+ )?newsletter",
)
_REST: Final = (
    # cookies
    r"(?:this|our) (?:web)?site uses cookies\b.*",
    r"we (?:and our partners )?use cookies\b.*",
    r"(?:accept|reject|allow|decline) (?:all|all cookies|cookies|optional cookies)",
    r"(?:manage|change) (?:my |your )?(?:cookie|privacy|consent) (?:settings|preferences|choices)",
    r"cookie (?:settings|preferences|policy|notice)",
    r"by (?:continuing|using) (?:to (?:use|browse) )?(?:this|our) (?:web)?site,? you (?:agree|consent)\b.*",
    # buttons to share with
    rf"(?:share|post|tweet)(?: this)? (?:(?:article|story|post|page) )?(?:on|via|to|with|by) {_NETWORK}",
    r"share this(?: (?:article|story|post|page))?",
    r"click to (?:share|email|print|copy)\b.{0,40}",
    r"copy (?:the )?link(?: to clipboard)?",
    rf"(?:share:? ?)?{_NETWORK}(?:[ ,|·•]+{_NETWORK})+(?:[ ,|·•]+copy link)?",
    # the rest of the page
    r"skip to (?:the )?(?:main )?content",
    r"(?:advertisement|advertisement - continue reading below|story continues below advertisement)",
    r"(?:©|\(c\)|copyright)\s.{0,70}all rights reserved",
    r"back to (?:the )?top",
    r"(?:load|show|view) (?:more|all) comments",
    r"(?:privacy policy|terms of (?:service|use))(?:[ ,|·•&]+(?:privacy policy|terms of (?:service|use)|cookie policy))*",
)
_HINTS: Final = (
    "accept", "reject", "allow", "decline", "manage", "change", "cookie", "site", "upgrade", "subscri", "available",
    "this", "sign", "log in", "register", "account", "a member", "you have", "share", "post", "tweet", "click", "copy",
    "facebook", "twitter", "linkedin", "skip to", "advertisement", "©", "(c)", "back to", "comments", "policy", "terms of",
    "whatsapp", "reddit", "pinterest", "telegram", "mastodon", "bluesky", "threads", "mail",
)  # fmt: skip
"""One of these is in every line that is surely furniture."""
_WEAK: Final = (
    rf"share|tweet|print|save|subscribe|sign in|log in|sign up|register|menu|search|follow|follow us|{_NETWORK}"
    r"|comments|\d+ comments?|leave a comment|read more|sponsored|close|ok|got it|learn more|home|contact|about us"
)
_BADGE: Final = re.compile(r"(?:\W{0,3}\s)?(?:PRO|PREMIUM|PLUS|MEMBERS ONLY|SUBSCRIBERS ONLY)|[🔒🔐🔓]\ufe0f?")
_EDGES: Final = " \t\xa0.!…→↑›»>|·•×✕"


@cache
def _pattern(*lines: str) -> re.Pattern[str]:
    # Compiled when a line has a hint of them: no first screen should wait for them.
    return re.compile("|".join(f"(?:{line})" for line in lines))


@lru_cache(maxsize=1024)
def sure(text: str) -> bool:
    """Whether a line is furniture whatever stands around it."""
    if len(text) > _LONGEST:
        return False
    folded = text.casefold()
    return any(hint in folded for hint in _HINTS) and _is(text, *_REST, *_PAYWALL)


def _is(text: str, *lines: str) -> bool:
    return _pattern(*lines).fullmatch(text.casefold().strip(_EDGES)) is not None


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
    """Short blocks that stand together."""
    furniture = {n for n, draft in enumerate(run) if sure(draft.text)}
    if not furniture:
        return run
    weak = {n for n, draft in enumerate(run) if _is(draft.text, _WEAK)}
    for step in (1, -1):
        for n in sorted(weak, reverse=step < 0):
            if n - step in furniture:
                furniture.add(n)
    paid = [n for n in furniture if _is(run[n].text, *_PAYWALL)]
    for n, draft in enumerate(run):
        if _BADGE.fullmatch(draft.text) and any(abs(n - near) <= _NEAR for near in paid):
            furniture.add(n)
    return [draft._replace(info=BOILERPLATE) if n in furniture else draft for n, draft in enumerate(run)]
