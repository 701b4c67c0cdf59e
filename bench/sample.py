"""Generated Markdown: headings, paragraphs, lists, tables, code. Always the same for a size."""

import random
from collections.abc import Callable
from itertools import cycle

TITLE = "A generated report on nothing in particular"
RARE = "zanzibarite"
"""A word that occurs once, at 98 % of the source."""
LAST = "Here ends the report"
"""The last words of a source."""
_RARE_AT = 0.98

_VOCABULARY = """
market report figure source claim growth share quarter model release price release analyst review evidence margin
study result method sample user company research public private open closed early late strong weak likely unlikely
because although while after before under between against without within shows suggests denies repeats confirms
doubts measures counts reads writes links marks keeps drops answers asks finds loses the a of to in on for with and
"""
_WORDS = _VOCABULARY.split()


def markdown(size: int) -> str:
    """Return a Markdown source of about `size` bytes that begins with `TITLE`."""
    chance = random.Random(20260408)
    parts = [f"# {TITLE}", _paragraph(chance)]
    length = sum(map(len, parts))
    kinds: tuple[Callable[[random.Random], str], ...] = (
        *(_heading, _paragraph, _paragraph, _list, _paragraph, _quote, _paragraph),
        *(_heading, _paragraph, _table, _paragraph, _paragraph, _numbers, _code, _paragraph),
    )
    rare = False
    for kind in cycle(kinds):
        if length >= size:
            break
        if not rare and length >= size * _RARE_AT:
            parts.append(f"The word {RARE} stands here. {_sentence(chance)}")
            rare = True
        parts.append(kind(chance))
        length += len(parts[-1]) + 2
    return "\n\n".join([*parts, f"{LAST}."]) + "\n"


def _words(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))


def _sentence(chance: random.Random) -> str:
    words = _words(chance, 8, 24).split()
    place = chance.randrange(len(words) - 2)
    words[place] = chance.choice(("*{}*", "**{}**", "`{}`", "[{}](https://example.org/a/b)", "{}", "{}")).format(
        words[place]
    )
    words[-2] = f"{chance.randint(2, 900)}%" if chance.random() < 0.3 else words[-2]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 7)))


def _heading(chance: random.Random) -> str:
    return f"{'#' * chance.choice((2, 2, 3, 3, 4))} {_words(chance, 3, 8).capitalize()}"


def _list(chance: random.Random) -> str:
    indents = ("", "", "", "  ")
    return "\n".join(f"{chance.choice(indents) if i else ''}- {_sentence(chance)}" for i in range(chance.randint(3, 8)))


def _numbers(chance: random.Random) -> str:
    return "\n".join(f"{i}. {_sentence(chance)}" for i in range(1, chance.randint(4, 8)))


def _quote(chance: random.Random) -> str:
    return f"> {_sentence(chance)}"


def _code(chance: random.Random) -> str:
    lines = (
        f"{chance.choice(_WORDS)} = {chance.choice(_WORDS)}({chance.randint(1, 99)})"
        for _ in range(chance.randint(3, 9))
    )
    return "```python\n" + "\n".join(lines) + "\n```"


def _table(chance: random.Random) -> str:
    rows = (
        f"| {_words(chance, 1, 4)} | {chance.randint(1, 9999):,} | {chance.randint(1, 99)}% |"
        for _ in range(chance.randint(4, 9))
    )
    return "\n".join(("| Name | Amount | Share |", "|:--|--:|--:|", *rows))
