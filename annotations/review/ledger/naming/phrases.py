"""Noun phrases beside a figure, and the verb that joins it to its subject."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.tokens import DATE, DURATION, FIGURE, SIGN, WORD, Token

_MOST: Final = 6
"""Words of a phrase."""

_SKIPPED: Final = frozenset("average total record maximum minimum median mean combined whopping mere high low".split())
"""Words between a verb and a figure that say how it was found, beside adverbs."""

_SHORT_NOUN: Final = 3
_TO_FIGURE: Final = frozenset(
    "to at by of for with from on in auf um bei von de à al au a hasta en un an estimated".split()
)


class Predicate(NamedTuple):
    """What is between a subject and a figure."""

    verb: Token | None
    place: int
    """Index of the verb; of the first token of the object if there is no verb."""
    object: Sequence[Token]
    """Noun phrase between the verb and the figure: *reduced* costs *by 5 %*."""
    preposition: str
    """The word before the figure: *to*, *by*; `""` if there is none."""


def is_noun(token: Token) -> bool:
    """Return whether a token can be part of a noun phrase."""
    return token.kind == WORD and (
        token.quoted
        or (token.named and token.start > 0 and token.folded in known.NAMED)
        or not (
            token.folded in known.PREPOSITIONS
            or token.folded in known.ARTICLES
            or token.folded in known.LINKING
            or token.folded in known.BE
            or token.folded in known.HELPING
            or token.folded in known.PRONOUNS
            or token.folded in known.ADVERBS
            or _is_adverb(token)
        )
    )


def _is_adverb(token: Token) -> bool:
    one = token.folded
    return len(one) > 4 and one.endswith("ly") and token.text[:1].islower() and one not in _LY_ADJECTIVES


_LY_ADJECTIVES: Final = frozenset(
    "monthly weekly daily yearly hourly quarterly early family supply only elderly assembly reply".split()
)


def verb_known(token: Token) -> bool:
    """Return whether a word is one of the verbs that their stems show."""
    return not token.quoted and (
        token.folded in known.LEVEL
        or token.folded in known.HAVING
        or token.folded in known.CHANGES
        or token.folded in known.MEASURES
        or token.folded in known.SHARING
    )


def _looks_like_verb(token: Token) -> bool:
    """Return whether a word has the form of a verb in the past."""
    one = token.folded
    if token.kind != WORD or not token.text.islower() or "-" in one:
        return False
    if one.endswith("eed") or len(one) <= _SHORT_NOUN:  # *speed*, *need*, *bed*
        return one in {"agreed", "guaranteed", "freed"}
    return one.endswith(("ed", "erte", "ierte", "aron", "ieron"))


def phrase_before(tokens: Sequence[Token]) -> list[Token]:
    """Return the noun phrase that ends the tokens; it goes on to the left over *of the*, and over one other preposition."""
    place, crossed = len(tokens), 0
    while place and len(tokens) - place < _MOST + 2:
        one = tokens[place - 1]
        if is_noun(one) and not (
            place < len(tokens) and _looks_like_verb(one) and not _after_article(tokens, place - 1)
        ):
            place -= 1
            continue
        back = place - 1 - (one.folded in known.ARTICLES and one.kind == WORD)
        joint = tokens[back] if back >= 0 else None
        genitive = (
            joint is not None and joint.kind == WORD and (joint.folded == "of" or joint.folded in known.GENITIVES)
        )
        if (
            place < len(tokens)
            and joint is not None
            and genitive
            and not crossed
            and back
            and is_noun(tokens[back - 1])
        ):
            place, crossed = back, crossed + 1
            continue
        break
    return trimmed(tokens[place:])


def _after_article(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].folded in known.ARTICLES


def phrase_behind(tokens: Sequence[Token], most: int = _MOST, *, subject: bool = False) -> list[Token]:
    """Return the noun phrase that the tokens begin with, after an article, with one *of the* in it.

    It ends at a verb; one that may be a noun ends it only if it is a `subject`.
    """
    found: list[Token] = []
    crossed = False
    for place, one in enumerate(tokens):
        if one.kind != WORD or len(found) >= most + 2 or (one.folded in known.COMPARED and not one.quoted):
            break
        if is_noun(one):
            if found and (is_past(one) or (subject and _ends_subject(tokens, place))):
                break
            found.append(one)
        elif one.folded in known.ARTICLES and (not found or found[-1].folded in known.PREPOSITIONS):
            found.append(one)
        elif found and not crossed and (one.folded == "of" or one.folded in known.GENITIVES):
            crossed = True
            found.append(one)
        else:
            break
    return trimmed(found)


_PAST: Final = frozenset(
    "bought took made went came got gave grew rose fell sold paid won lost ran led built bought spent wrote was were had did became began".split()
)


def is_past(token: Token) -> bool:
    """Return whether a word is, or looks like, a verb in the past that is no noun."""
    return _looks_like_verb(token) or (token.folded in _PAST and not token.named)


def _ends_subject(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a word that may be a verb is one: it follows a plural, or an article, a preposition or a figure follows it."""
    one = tokens[place]
    if one.named:
        return False
    if one.folded in known.HAVING and one.folded.endswith("s"):
        return True
    if one.folded in known.PLAIN and tokens[place - 1].folded.endswith(("s", "people")):
        return True
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return (
        verb_known(one) and after is not None and (after.kind == FIGURE or (after.kind == WORD and not is_noun(after)))
    )


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Return a phrase without what it cannot begin or end with, and without what only says when."""
    found = list(tokens)
    while found and not is_noun(found[0]):
        del found[0]
    while found and not is_noun(found[-1]) and not (found[-1].kind == DURATION and len(found) > 2):
        del found[-1]
    if all(one.folded in known.TIMES or one.folded in known.WHEN or not is_noun(one) for one in found):
        return []
    return found


def predicate(tokens: Sequence[Token]) -> Predicate | None:
    """Return the verb before a figure with what is between them; None if no verb or noun phrase leads to it."""
    place, preposition = len(tokens) - 1, ""
    while place >= 0 and not (one := tokens[place]).quoted:
        if one.kind == FIGURE and preposition in {"to", "from", "auf", "à", "a", "hasta"}:  # *rose 9 % to*
            place -= 1
            continue
        if one.kind != WORD:
            break
        if one.folded in _SKIPPED and one.folded != "high" and preposition == "of":  # *an average of*
            preposition = ""
        if is_noun(one) and one.folded in known.NAMED:
            break
        if one.folded in {"average", "total"} and place and is_noun(tokens[place - 1]):  # *rents average $5*
            break
        if one.folded in _TO_FIGURE:
            preposition = preposition or one.folded
        elif not (
            one.folded in known.ARTICLES or one.folded in known.ADVERBS or one.folded in _SKIPPED or _is_adverb(one)
        ):
            break
        place -= 1
    if place < 0 or tokens[place].kind != WORD:
        return None
    one = tokens[place]
    if one.folded in known.BE or one.folded in known.HELPING or _is_verb(tokens, place, preposition):
        return Predicate(one, place, (), preposition)
    if not (thing := phrase_before(tokens[: place + 1])):
        return None
    first = tokens.index(thing[0])
    back = first - 1
    while (
        back >= 0 and tokens[back].kind == WORD and (tokens[back].folded in known.ARTICLES or _is_adverb(tokens[back]))
    ):
        back -= 1
    led = tokens[back] if back >= 0 and tokens[back].kind == WORD else None
    if led is not None and (
        led.folded in known.HELPING or led.folded in known.BE or verb_known(led) or _looks_like_verb(led)
    ):
        return Predicate(led, back, thing, preposition)
    for place, one in enumerate(thing[1:-1], 1):  # A verb in it: *the firm | raised | its dividend by*
        if (verb_known(one) or _looks_like_verb(one)) and not one.named:
            return Predicate(one, first + place, trimmed(thing[place + 1 :]), preposition)
    return Predicate(None, first, thing, preposition)


def _is_verb(tokens: Sequence[Token], place: int, preposition: str) -> bool:
    """Return whether a word right before a figure, or a preposition and a figure, is a verb."""
    one = tokens[place]
    before = tokens[place - 1] if place else None
    if one.quoted or (one.named and place) or not one.text[-1].isalpha():
        return False
    after_noun = (
        before is None
        or before.kind != WORD
        or not (
            before.folded in known.ARTICLES
            or before.folded in known.PREPOSITIONS
            or before.folded.endswith(("'s", "s'"))
        )
    )
    if (
        before is not None
        and verb_known(one)
        and (before.folded in {"to", "zu"} or (before.folded == "a" and one.text[-1] == "é"))
    ):
        return True
    if verb_known(one) or is_past(one):
        return preposition not in {"of", "von"} and after_noun
    if preposition:
        return False
    return after_noun and before is not None and before.kind == WORD and is_noun(one) and not one.folded.endswith("s'")


def subject(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the subject of the verb at a place: the noun phrase of its clause, else the one that a *which* is about."""
    end = place
    while end and tokens[end - 1].kind == WORD and (_is_filling(tokens[end - 1]) or tokens[end - 1].folded == "to"):
        end -= 1
    start = end
    while start and not _parts_clause(tokens, start - 1, end):
        start -= 1
    clause = _without_lead(tokens[start:end])
    if clause and len(clause) <= 2 and clause[0].folded in known.PRONOUNS:
        return []
    if found := trimmed(clause):
        return _headed(found)
    if start and tokens[start - 1].folded in known.AND:  # *employs 40 people and costs*
        verbs = [at for at in range(max(0, start - 8), start - 1) if _is_finite(tokens, at)]
        return subject(tokens, verbs[-1]) if verbs else []
    # ", which", ", valued at": what is before it
    while start and not is_noun(tokens[start - 1]) and tokens[start - 1].kind != FIGURE and place - start < 4:
        start -= 1
    return phrase_before(tokens[:start])


def _is_filling(token: Token) -> bool:
    return (
        token.folded in known.ADVERBS or token.folded in known.BE or token.folded in known.HELPING or _is_adverb(token)
    )


def _is_finite(tokens: Sequence[Token], place: int) -> bool:
    one = tokens[place]
    if one.kind != WORD or one.quoted or not one.text.islower():
        return False
    return one.folded in known.BE or (
        is_noun(one) and (verb_known(one) or _looks_like_verb(one)) and not _after_article(tokens, place)
    )


def _parts_clause(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Return whether a clause ends at a token on the way to the left."""
    one = tokens[place]
    if one.kind == SIGN:
        return one.text in ",;:–—()[]|…?!." or not one.text.strip()
    if one.kind == FIGURE:
        return True
    if one.kind in {DATE, DURATION} or one.quoted:
        return False
    if one.folded in known.AND:
        return (
            any(
                _looks_like_verb(each)
                or each.folded in known.BE
                or each.folded in known.HELPING
                or each.kind == FIGURE
                or (verb_known(each) and each.text.islower())
                for each in tokens[max(0, place - 6) : place]
            )
            or place + 1 == end
        )
    return one.folded in known.LINKING


def _without_lead(tokens: Sequence[Token]) -> list[Token]:
    """Return a clause without the phrase before its subject: *In 2025 the valley*, *In Japan prices*."""
    found = list(tokens)
    while found and found[0].kind == WORD and found[0].folded in known.PREPOSITIONS and not found[0].quoted:
        del found[0]
        while found and found[0].folded in known.ARTICLES:
            del found[0]
        cut = next(
            (
                place
                for place, one in enumerate(found)
                if one.kind in {DATE, DURATION} or (place and one.folded in known.ARTICLES)
            ),
            None,
        )
        if cut is None:
            return found[1:] if len(found) > 1 and found[0].named and not found[1].named else found
        found = found[cut + (found[cut].kind != WORD) :]
    return found


def _headed(tokens: Sequence[Token]) -> list[Token]:
    """Return a subject with one phrase behind its head at most, in few words."""
    joints = [place for place, one in enumerate(tokens) if not is_noun(one) and one.folded in known.PREPOSITIONS]
    found = list(tokens)
    if len(joints) > 1:
        found = found[: joints[1]]
    verbs = [
        place for place, one in enumerate(found) if place and _looks_like_verb(one) and not _after_article(found, place)
    ]
    if verbs:  # *the turbines inspected*, *the law passed in May*
        found = found[: verbs[0]]
    if len(found) > _MOST + 1:
        found = found[: joints[0]] if joints else found[-_MOST:]
    return trimmed(found)
