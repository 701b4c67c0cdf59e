"""The words beside a figure as chunks: noun phrases, verbs, prepositions and signs, one letter each, to be matched by patterns."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.tokens import DATE, DURATION, FIGURE, WORD, Token
from annotations.review.ledger.naming.wording import in_words

NOUN, VERB, OF, PREPOSITION, AND, LINK, PRONOUN, TIME, NUMBER = "NVOP&LRDF"
"""Letters of chunks; a sign is its own letter, and `'` for those that part nothing."""

_SIGNS: Final = ",;:=()[]–—|.!?…"


class Chunk(NamedTuple):
    """Words that belong together."""

    letter: str
    words: tuple[Token, ...]
    determined: bool = False
    """Whether an article is before it."""

    @property
    def last(self) -> str:
        """Its last word, folded: what counts of a verb."""
        return self.words[-1].folded


class Clause:
    """Chunks before or behind a figure, and their letters."""

    def __init__(self, tokens: Sequence[Token], *, to_figure: bool) -> None:
        """Divide tokens; those before a figure go on `to_figure`, those behind come from it."""
        self.chunks: list[Chunk] = []
        letter, determined = "" if to_figure else NUMBER, False
        former: Token | None = None
        for place, one in enumerate(tokens):
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            found = _letter(one, letter, former, after, to_figure=to_figure)
            opens = not to_figure and len(self.chunks) == 1 and letter == NOUN  # *9,300 bike stands in*
            if found == VERB and opens and one.folded in known.NOUNS_TOO:
                found = NOUN
            if found or determined:  # An adverb is left out, unless an article makes it an adjective.
                self._add(found or NOUN, one, determined=determined)
                letter, determined, former = found or NOUN, found == "a", one
        self.letters = "".join(one.letter for one in self.chunks)

    def _add(self, letter: str, one: Token, *, determined: bool) -> None:
        last = self.chunks[-1] if self.chunks else Chunk("", (one,))
        goes_on = letter == last.letter and letter in {NOUN, VERB} and not determined
        if letter == "a":
            goes_on = last.letter == OF and one.folded not in known.ENGLISH_ARTICLES  # *de la*
        elif letter == VERB and last.last in known.TO:  # *is expected to exceed*
            self.chunks.pop()
            last = self.chunks[-1] if self.chunks else last
            goes_on = last.letter == VERB
        if goes_on:
            self.chunks[-1] = last._replace(words=(*last.words, one))
        elif letter != "a":
            self.chunks.append(Chunk(letter, (one,), determined))

    def cut(self, place: int) -> None:
        """Leave out what is before a place."""
        self.chunks, self.letters = self.chunks[place:], self.letters[place:]

    def phrase(self, found: "re.Match[str]", group: str | int = 0) -> str:
        """Return the words of a group of a match of its letters, as a noun phrase; `""` if there is no noun."""
        chunks = self.chunks[found.start(group) : found.end(group)] if found[group] else ()
        return in_words([(one, chunk.letter) for chunk in chunks for one in chunk.words if chunk.letter.isalpha()])


def _letter(one: Token, before: str, last: Token | None, after: Token | None, *, to_figure: bool) -> str:
    """Return the letter of a token, `a` for an article, `""` for an adverb; `before` is that of the word before it."""
    if one.kind != WORD:
        if one.kind in {FIGURE, DATE, DURATION}:
            return NUMBER if one.kind == FIGURE else TIME
        return one.text if one.text in _SIGNS else "'"
    capitals = len(one.text) > 1 and one.text.isupper()  # *IT*, *US*
    if one.quoted or capitals or (one.named and one.start > 0 and one.folded in known.NAMED):
        return NOUN
    if (fixed := known.CLASSES.get(one.folded)) is not None:
        return known.AFTER_NOUN.get(one.folded, fixed) if before in {NOUN, VERB} else fixed
    if known.is_adverb(one.text):
        return ""
    return VERB if _is_verb(one, before, last, after, to_figure=to_figure) else NOUN


def _is_verb(one: Token, before: str, last: Token | None, after: Token | None, *, to_figure: bool) -> bool:
    """Return whether a word that is in no class is a verb, by its form and its neighbours."""
    word, listed = one.folded, one.folded in known.VERBS
    clear = listed and word not in known.NOUNS_TOO
    past = word in known.PAST or known.is_past(one.text)
    at_figure = after.kind == FIGURE if after is not None else to_figure
    at_object = at_figure or (after is not None and known.CLASSES.get(after.folded) == "a")
    if before == NUMBER:
        return not to_figure and (past or clear)
    if last is None or one.named or last.folded.endswith(("'s", "s'")):
        return False
    if last.folded in known.MODAL or (listed and one.text.endswith("é")):
        return True
    if last.folded in known.TO:
        return clear or (listed and at_object)
    if before in {"a", OF, PREPOSITION}:
        return False
    if past or before == VERB:
        return past or clear or word.endswith("ing")
    if word.endswith("ing"):
        return at_figure
    led = at_figure or (after is not None and known.CLASSES.get(after.folded, NOUN) not in {OF, NOUN, VERB})
    plural = before in {PRONOUN, LINK} or last.folded.endswith(("s", "people"))
    if not listed:  # *pupils cycle to school*
        return not to_figure and plural and led and not at_figure
    return clear or (led and (plural or at_object or word.endswith("s")))
