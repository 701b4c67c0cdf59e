"""Words of a name, from the tokens of a text."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.phrases import is_noun, is_past, phrase_behind
from annotations.review.ledger.naming.tokens import SIGN, WORD, Token
from annotations.text.cell_width import width
from annotations.text.lazy_regex import lazy

WIDEST: Final = 40
"""Cells of a name."""

_COMMON: Final = lazy(r"[A-Z][a-z]+(?:tion|ment|ity|ance|ence|ing|age|ness|wth|ure|ism|ship|cy|ll)s?$")
"""Nouns that are no proper names: *Unemployment*."""

_SHORT: Final = 3
"""Words of a phrase that another noun can follow: *household gas prices growth* is too long."""

_SHARE: Final = "share of "
_SPOKEN: Final = 3
"""Words of the predicate of a figure."""


class Name(NamedTuple):
    """What a figure measures, and of whom or what."""

    metric: str = ""
    whose: str = ""
    weak: bool = False
    """Whether it is only the nearest noun."""

    def label(self, *, whose: bool = True) -> str:
        """Return both as one line of at most `WIDEST` cells."""
        if whose and self.whose:
            metric = self.metric
            while metric.startswith(_SHARE) and width(f"{metric} · {self.whose}") > WIDEST:
                if not (rest := _after_first(metric.removeprefix(_SHARE))):
                    break
                metric = _SHARE + rest  # *share of new registrations* says little without whose it is
            if width(both := f"{metric} · {self.whose}") <= WIDEST:
                return both
        return _fitting(self.metric)


def _fitting(metric: str) -> str:
    """Return a name with at most `WIDEST` cells, as far as possible without the words before its last noun."""
    lead, joint, thing = metric.partition(" in ") if metric.partition(" in ")[0] in known.WITH_IN else ("", "", metric)
    while width(lead + joint + thing) > WIDEST and (shorter := _after_first(thing)):
        thing = shorter
    return shortened(lead + joint + thing)


def _after_first(thing: str) -> str:
    """Return a noun phrase without its first word, or what belongs to another; `""` if that is its noun."""
    _, mark, owned = thing.partition("'s ")
    if mark and owned:
        return owned
    _, _, rest = thing.partition(" ")
    return "" if rest.lower().split()[:1] and rest.lower().split()[0] in known.PREPOSITIONS else rest


def shortened(words: str) -> str:
    """Return words with at most `WIDEST` cells: whole words if there are any that fit."""
    found = words
    while width(found) > WIDEST:
        found = found.rpartition(" ")[0] or found[: WIDEST // 2 - 1] + "…"
    if len(found) == len(words):
        return found
    if found.rfind("(") > found.rfind(")"):
        found = found[: found.rfind("(")].rstrip() or found
    kept = found.split(" ")
    while len(kept) > 1 and (
        kept[-1].lower() in known.PREPOSITIONS or kept[-1].lower() in known.ARTICLES or kept[-1] == "·"
    ):
        del kept[-1]
    return " ".join(kept)


def printable(text: str) -> str:
    """Return a text on one line without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def phrase(tokens: Sequence[Token]) -> str:
    """Return tokens as they are written, without articles and quotation marks; a common noun does not begin with a capital."""
    found = ""
    for place, one in enumerate(tokens):
        article = one.kind == WORD and one.folded in (known.ENGLISH_ARTICLES if found else known.ARTICLES)
        if one.kind == SIGN or (article and not is_noun(one)):
            continue
        text = printable(one.text)
        if not found and one.start == 0 and not one.quoted and _is_common(text, tokens[place + 1 : place + 2]):
            text = text[:1].lower() + text[1:]
        found += text if not found or found.endswith("’") else f" {text}"
    return found.strip()


def _is_common(text: str, after: Sequence[Token]) -> bool:
    """Return whether the word that begins a sentence is no name."""
    if "'" in text or not text[1:].islower():
        return False
    goes_on = bool(after) and after[0].kind == WORD and after[0].text.islower()
    return _COMMON.match(text) is not None or (goes_on and (is_noun(after[0]) or text.endswith("s")))


def of_noun(noun: str, of: str) -> str:
    """Return a noun with what it is of: *revenue growth*, *fall in household gas prices*."""
    if not of:
        return noun
    if noun in known.FOREIGN:
        return f"{of}, {noun}"
    if noun in known.WITH_IN:
        return f"{noun} in {of}"
    words = of.lower().split()
    long = len(words) > _SHORT or not known.PREPOSITIONS.isdisjoint(words) or words[-1].endswith("ed")
    long = long or (noun in {"price", "cost"} and words[-1].endswith("s") and not words[-1].endswith(("ss", "'s")))
    return f"{noun} of {of}" if long else f"{of} {noun}"


def joined(*parts: str) -> str:
    """Return the parts that are not empty, with a blank between them."""
    return " ".join(filter(None, parts))


def tail(tokens: Sequence[Token], prepositions: frozenset[str]) -> str:
    """Return the preposition that the tokens begin with and its noun phrase, unless that says when."""
    if len(tokens) > 1 and tokens[0].kind == WORD and tokens[0].folded in prepositions:
        thing = phrase_behind(tokens[1:], 4)
        return f"{tokens[0].text} {phrase(thing)}" if thing else ""
    return ""


def predication(tokens: Sequence[Token]) -> str:
    """Return in a few words the predicate of a figure that is itself the subject: *reported losses*, *rated poor*."""
    found: list[Token] = []
    rest = tokens
    if tokens and tokens[0].kind == WORD and tokens[0].folded in known.PREPOSITIONS:  # *of patients on the drug | had*
        rest = tokens[next((place for place, one in enumerate(tokens) if _begins_predicate(one)), len(tokens)) :]
    for one in rest:
        ends = one.folded in known.LINKING or one.folded in known.PRONOUNS
        if one.kind != WORD or ends or (found and one.folded in known.PREPOSITIONS) or len(found) > _SPOKEN:
            break
        if one.folded not in known.BE and one.folded not in known.HELPING:
            found.append(one)
    while found and not is_noun(found[-1]):
        found.pop()
    return phrase(found)


def _begins_predicate(token: Token) -> bool:
    one = token.folded
    return (
        token.kind == WORD and (one in known.HELPING or one in known.BE or is_past(token)) and one not in known.ARTICLES
    )


def is_participle(token: Token) -> bool:
    """Return whether a word is the participle of a verb that says more than that there is something."""
    one = token.folded
    return token.text.islower() and one.endswith("ed") and one not in known.LEVEL and one not in known.HAVING
