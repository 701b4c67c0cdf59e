"""The words before or behind a figure as chunks: noun phrases, verbs, prepositions and signs, to be found by `grammar`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.review.ledger.naming import grammar as kinds
from annotations.review.ledger.naming import tokens as token
from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.tokens import Token
from annotations.review.ledger.naming.wording import in_words

_CONTENT: Final = frozenset((kinds.NOUN, kinds.VERB))
_NOMINAL: Final = frozenset((*_CONTENT, kinds.FIGURE))
_BEFORE_NOUN: Final = frozenset((known.ARTICLE, kinds.OF, kinds.PREPOSITION))
_ASIDES: Final = (
    kinds.pattern("open [^open close]* close"),
    kinds.pattern("(?<=noun) comma [link prep] [^comma colon stop]* comma (?=verb)"),
)
"""What is left out: words in parentheses, a clause between a subject and its verb: *footfall, which a camera counts, | is*."""
_BOTH: Final = kinds.pattern("(?<=prep) noun and noun")  # *in | Malta and Gozo*
_REDUCED: Final = kinds.pattern("(?<=noun) verb prep (?=[of prep noun date figure]* verb)")
"""A participle that belongs to the noun before it, since another verb follows: *partnerships | formed in | the year were*."""
_BEHIND_NOUN: Final = frozenset((kinds.NOUN, kinds.VERB, kinds.OF))


class Chunk(NamedTuple):
    """Words that belong together."""

    kind: str
    words: tuple[Token, ...]
    determined: bool = False
    """Whether an article is before it."""

    @property
    def last(self) -> str:
        """Its last word, folded: what counts of a verb or a preposition."""
        return self.words[-1].folded

    @property
    def phrase(self) -> str:
        """It as a noun phrase; `""` if there is no noun."""
        return in_words([(one, kinds.NOUN) for one in self.words])


class Found:
    """What a pattern found in a clause, by the names of its groups; false if nothing, and then all groups are empty."""

    def __init__(self, chunks: Sequence[Chunk], match: "re.Match[str] | None") -> None:
        """Take the chunks of the clause, and the match of the letters of their kinds."""
        self._chunks, self._match = chunks, match
        self.start, self.end = match.span() if match else (-1, -1)

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return self._match is not None

    def __getitem__(self, group: str) -> Sequence[Chunk]:
        """Return the chunks of a group."""
        start, end = self._match.span(group) if self._match else (0, 0)
        return self._chunks[start:end] if end > start else ()

    def word(self, group: str) -> str:
        """Return the last word of a group, folded."""
        return chunks[-1].last if (chunks := self[group]) else ""

    def phrase(self, group: str) -> str:
        """Return the words of a group as a noun phrase; `""` if there is no noun."""
        words = [
            (one, chunk.kind)
            for chunk in self[group]
            for one in chunk.words
            if chunk.kind.isalpha() or chunk.kind == kinds.AND
        ]
        return in_words(words) if words else ""


class Clause:
    """Chunks before or behind a figure, and the letters of their kinds."""

    def __init__(self, words: Sequence[Token], *, to_figure: bool, german: bool = False) -> None:
        """Put tokens together; those before a figure go on `to_figure`, those behind come from it."""
        self.chunks: list[Chunk] = []
        kind, determined = "" if to_figure else kinds.FIGURE, False
        former: Token | None = None
        for one, after in zip(words, (*words[1:], None), strict=False):
            found = _kind(one, kind, former, after, to_figure=to_figure)
            if german and found == kind == kinds.NOUN and former is not None and former.named and not one.named:
                adjective = one.text.endswith(("er", "es")) and after is not None and after.named
                found = kinds.NOUN if adjective else kinds.VERB  # *80 % der Befragten | stimmen zu*
            if found == kinds.VERB and not to_figure and len(self.chunks) == 1 and kind == kinds.NOUN:
                found = kinds.NOUN if one.folded in known.NOUNS_TOO else found  # *9,300 bike stands in*
            if found or determined:  # An adverb is left out, unless an article makes it an adjective.
                self._add(found or kinds.NOUN, one, determined=determined)
                to = kind == kinds.VERB and one.folded in known.TO
                kind, determined, former = kind if to else found or kinds.NOUN, found == known.ARTICLE, one
        self.letters = "".join(one.kind for one in self.chunks)
        for aside in _ASIDES:
            while inner := aside.search(self.letters):
                self._leave_out(*inner.span())
        for place in [match.start() for match in _BOTH.finditer(self.letters)][::-1]:
            both = [one for chunk in self.chunks[place : place + 3] for one in chunk.words]
            if both[0].named and both[-1].named:
                self.chunks[place + 2] = self.chunks[place]._replace(words=tuple(both))
                self._leave_out(place, place + 2)
        for place in [match.start() for match in _REDUCED.finditer(self.letters)][::-1]:
            verb, joint = self.chunks[place : place + 2]
            if known.is_past(verb.words[-1].text) and len(verb.words) == 1 and verb.last not in known.SAYING:
                self.chunks[place + 1] = joint._replace(words=(*verb.words, *joint.words))
                self._leave_out(place, place + 1)

    def _leave_out(self, start: int, end: int) -> None:
        del self.chunks[start:end]
        self.letters = self.letters[:start] + self.letters[end:]

    def _add(self, kind: str, one: Token, *, determined: bool) -> None:
        last = self.last
        goes_on = kind == last.kind and kind in _CONTENT and not determined
        if kind == known.ARTICLE:
            if last.kind != kinds.OF or one.folded in known.ENGLISH_ARTICLES:
                return
            goes_on = True  # *de la*
        elif kind == kinds.VERB and last.last in known.TO:  # *is expected to exceed*
            self.chunks.pop()
            last = self.last
            goes_on = last.kind == kinds.VERB
        if goes_on:
            self.chunks[-1] = last._replace(words=(*last.words, one))
        else:
            self.chunks.append(Chunk(kind, (one,), determined))

    @property
    def last(self) -> Chunk:
        """Its last chunk; one of no kind and no word if there is none."""
        return self.chunks[-1] if self.chunks else _NONE

    def cut(self, place: int) -> None:
        """Leave out what is before a place."""
        self.chunks, self.letters = self.chunks[place:], self.letters[place:]

    def search(self, pattern: "re.Pattern[str]", end: int | None = None) -> Found:
        """Find a pattern in what is before a place."""
        return Found(self.chunks, pattern.search(self.letters if end is None else self.letters[:end]))

    def match(self, pattern: "re.Pattern[str]", start: int = 0) -> Found:
        """Find a pattern at a place."""
        return Found(self.chunks, pattern.match(self.letters, start))


_NONE: Final = Chunk("", (Token(token.SIGN, "", "", 0, 0),))


def _kind(one: Token, before: str, last: Token | None, after: Token | None, *, to_figure: bool) -> str:
    """Return the kind of a token beside its neighbours; `before` is that of `last`."""
    if one.kind != token.WORD:
        if one.kind == token.SIGN:
            return kinds.SIGNS.get(one.text, kinds.MARK)
        return kinds.FIGURE if one.kind == token.FIGURE else kinds.DATE
    if one.named:
        capitals = len(one.text) > 1 and one.text.isupper()  # *IT*, *US*
        if one.quoted or capitals or (one.start > 0 and one.folded in known.NAMED):
            return kinds.NOUN
    if not to_figure and before == kinds.VERB and one.folded in known.NEGATED:
        return kinds.VERB
    if (fixed := known.CLASSES.get(one.folded)) is not None:
        return known.AFTER_NOUN.get(one.folded, fixed) if before in _NOMINAL else fixed
    if known.is_adverb(one.text):
        return known.ADVERB
    if (
        before == kinds.NOUN
        and one.folded.endswith("ing")
        and after is not None
        and after.folded in known.ENGLISH_ARTICLES
    ):
        return kinds.PREPOSITION  # *patients | taking the tablets*
    return kinds.VERB if _is_verb(one, before, last, after, to_figure=to_figure) else kinds.NOUN


def _is_verb(one: Token, before: str, last: Token | None, after: Token | None, *, to_figure: bool) -> bool:
    """Return whether a word that is in no class is a verb, by its form and its neighbours."""
    word, listed = one.folded, one.folded in known.VERBS
    clear = listed and word not in known.NOUNS_TOO
    if before == kinds.FIGURE:  # *40 % | own a car*
        return clear or known.is_past(one.text)
    if last is None or one.named or last.folded.endswith(("'s", "s'")):  # *the club's | debt*
        return False
    if last.folded in known.MODAL or (listed and one.text.endswith("é")):  # *will | cost*, *ont | augmenté*
        return True
    if listed and last.folded in known.ACTING:  # *who | pay*
        return True
    at_figure = after.kind == token.FIGURE if after is not None else to_figure
    at_object = at_figure or (after is not None and known.CLASSES.get(after.folded) == known.ARTICLE)
    if last.folded in known.TO:  # *to | exceed*, *to | cut the debt*, *continue to | rise*
        return clear or (listed and (at_object or before == kinds.VERB))
    if before in _BEFORE_NOUN:  # *the | rise*
        return False
    past = known.is_past(one.text)
    if past or before == kinds.VERB:  # *is | falling*, *has | grown*
        return past or clear or one.text.endswith(known.PARTICIPLES)
    if word.endswith("ing"):  # *a debt | exceeding $5 million*, *…, | pointing to a bill*
        leads = after is not None and (after.folded in known.TO or (listed and after.folded in known.PREPOSITIONS))
        return at_figure or (before == kinds.COMMA and (at_object or leads))
    led = at_figure or (after is not None and known.CLASSES.get(after.folded, kinds.NOUN) not in _BEHIND_NOUN)
    plural = before in {kinds.PRONOUN, kinds.LINK} or last.folded.endswith(known.PLURAL)
    if not listed:  # *pupils | cycle to school*
        return not to_figure and plural and led and not at_figure and not word.endswith(known.OF_NOUNS)
    return clear or (led and (plural or at_object or word.endswith("s")))  # *rents | average $17*
