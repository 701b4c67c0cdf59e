"""Results of games and of votes, whose two numbers are neither a range nor a time: *won 3-1*, *mit 2:1*, *a 217-213 vote*."""

import re
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.written import labels

_PAIR: Final = lazy(r"(\d{1,3})(?P<mark>[-–:])(\d{1,3})(?![\w%‰°$€£]|[.,:/]\d|[-–][\w$€£])")
_JOINS: Final = frozenset((", ", " ", " and ", ", and ", " und ", " et ", " y "))
"""What is between the results of the parts of a game: *6-4, 3-6*."""
_HOURS: Final = 24
"""A larger number before a colon is of no time of day."""
_ALIKE: Final = 10
"""Two equal numbers from here on are rather halves: *50-50*."""
_MARKS: Final = frozenset("-–:")
_OPEN: Final = frozenset(" \n(\"“„«'\u00a0")
"""Characters before the first number."""

_OUTCOMES: Final = (
    "win wins victory victories defeat defeats loss losses draw draws tie lead leads score scoreline deficit rout vote votes ruling decision verdict record "
    "sieg siege siegen sieges heimsieg auswärtssieg niederlage niederlagen führung rückstand remis unentschieden erfolg endstand spielstand ergebnis abstimmung stimmen "
    "victoire victoires défaite défaites nul score vote victoria victorias derrota derrotas empate empates marcador votación"
).split()
"""Nouns of what a result is."""

_WON: Final = (
    "won beat beats beating defeated edged thrashed stunned downed outscored lost led leads leading trailed trailing drew tied scored voted ruled unanimously winning losing winners "
    "gewann gewannen gewinnt gewinnen gewonnen siegte siegten besiegte besiegten bezwang schlug schlugen deklassierte deklassierten verlor verloren verliert unterlag unterlagen führte führten führt trennten remisierte endete einstimmig stimmte stimmten entschied entschieden "
    "gagné gagne gagnent bat battu battus remporté remporte perdu perd mène mènent menait imposé imposés incliné inclinés ganó ganaron gana ganan ganar venció vencieron vence derrotó derrotaron impuso impusieron perdió perdieron pierde empató empataron cayó cayeron votó votaron"
).split()
_GAMES: Final = (
    "goal goals match matches game games season playoff playoffs final semifinal league cup tournament points quarter half period inning innings set "
    "tor tore treffer partie partien spiel spiele hinspiel rückspiel pflichtspiel heimspiel elfmeter halbzeit liga "
    "but buts rencontre rencontres finale championnat ligue gol goles partido partidos liga torneo"
).split()
"""Words beside which two numbers, the second no larger, are a result."""

_WORDS: Final = frozenset((*_OUTCOMES, *_WON, *_GAMES))
_NEAR: Final = 100
"""Code points on each side of a result in which one of these words is."""

_WORD: Final = lazy(r"[^\W\d_]+")
_LEADS: Final = lazy(
    rf"(?<![^\W_])(?:{'|'.join((*_WON, *_OUTCOMES))})(?:[ ](?:[^\W\d_]+[ ]){{0,3}}?(?:by|with|mit|par|por|of|von|de|im|zum|zu|a|at|to))?(?:[ ](?:the|a|an|ein|eine|einem|einer|un|une|una))?[ ]$",
    2,
)
_BEHIND: Final = lazy(
    rf"[ -](?:[^\W\d_]+[ ]){{0,1}}(?:{'|'.join((*_OUTCOMES, *_WON))})(?![^\W_])",
    2,
)
_ENDS: Final = lazy(
    r"$|[\n.,;:)\"”!?–—]|[ ](?:in|at|against|on|over|after|and|with|for|thanks|away|before|the|gegen|bei|nach|im|am|und|auf|aus|vor|für|contre|face|grâce|et|en|à|après|ante|contra|frente|y|tras|con|al)(?![^\W_])"
)
"""What is behind a result rather than behind a range: *won 2-5 in Rome*, but not *by 2-5 points*."""


def result(context: Context, start: int, last: Figure | None) -> tuple[Figure, Figure] | None:
    """Return the two numbers of the result whose first digit is at `start`; None if it is none. `last` is the figure before it."""
    text = context.text
    if _MARKS.isdisjoint(text[start + 1 : start + 4]) or _WORDS.isdisjoint(context.words):
        return None
    if start and text[start - 1] not in _OPEN:
        return None
    found = _PAIR.match(text, start)
    if found is None:
        return None
    goes_on = (
        last is not None and last.apart and text[last.end : start] in _JOINS and found["mark"] == text[last.start - 1]
    )
    if not goes_on and not _is_result(context, start, found):
        return None
    return _one(found.start(1), found.end(1), int(found[1])), _one(found.start(3), found.end(3), int(found[3]))


def _is_result(context: Context, start: int, found: re.Match[str]) -> bool:
    """Return whether the words around two numbers make them a result; those around a rising pair must be right beside it."""
    text, end, first, second = context.text, found.end(), int(found[1]), int(found[3])
    if labels.is_label(context, start):
        return False
    timed = found["mark"] == ":"
    if timed and len(found[3]) > 1:
        return first > _HOURS and _LEADS.search(text, max(0, start - 60), start) is not None
    if timed or first > second or first == second < _ALIKE:
        around = text[max(0, start - _NEAR) : end + _NEAR].lower()
        return not _WORDS.isdisjoint(_WORD.findall(around))
    if _BEHIND.match(text, end):
        return True
    return _LEADS.search(text, max(0, start - 60), start) is not None and _ENDS.match(text, end) is not None


def _one(start: int, end: int, value: int) -> Figure:
    return Figure(start, end, float(value), 1.0, 1.0, NONE, "", "", bare=True, apart=True)
