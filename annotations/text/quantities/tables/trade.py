"""Units of the energy trade that are written with their period or depend on the words around: *1.2 mb/d*, *15 mtpa*."""

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.tables.units import Unit, units

_FOUND: Final = lazy(
    r"(?:[ \u00a0\u202f]|-)?(?:(?P<barrels>mm|MM|[kKmM])?(?P<short>[bB](?:/[dDjJ]|(?=[pP][dD]))|boe(?:/d|/j|(?=pd))|BOE(?:/D|(?=PD)))(?:[pP][dD])?"
    r"|(?P<tonnes>mm|MM|[mMkK])?(?P<weight>t|T)(?P<period>pa|PA|pd|PD)|(?P<gas>bcf|Bcf|BCF|[mM]?[mM]cf|MMCF|tcf|Tcf)[dD]|(?P<year>[bB]cm|BCM)a)(?![^\W_])"
)
OPENERS: Final = frozenset("bBkKmMtT")
"""Letters that what `unit_at` finds begins with."""

_OIL: Final = frozenset(
    "oil oils crude crudes barrel barrels bpd mbpd kbpd bopd boe boepd opec petroleum refinery refineries refiner refiners refining brent wti gasoline "
    "diesel kerosene shale condensate ngl ngls permian tanker tankers iea öl erdöl rohöl fass raffinerie raffinerien pétrole brut baril barils raffineries "
    "petróleo crudo barril barriles refinería refinerías".split()
)
_DATA: Final = frozenset(
    "bit bits byte bytes data telemetry network networks bandwidth traffic download downloads upload uploads server servers daten netz réseau "
    "données datos red ancho débit".split()
)
_SIZES: Final = {"": ("", 1.0), "k": ("k", 1e3), "mm": ("MM", 1e6), "MM": ("MM", 1e6)}
"""Letters before *b* for barrels that have one meaning, with those of the name of the unit."""
_MILLIONS: Final = "MM"
_TONNES: Final = {"": "t", "k": "kt", "m": "Mt", "mm": "Mt"}
_GAS: Final = {"bcf": "bcf", "mmcf": "mmcf", "mcf": "mcf", "tcf": "tcf"}


def unit_at(words: AbstractSet[str], text: str, at: int) -> tuple[Unit, int, str]:
    """Return the unit of the energy trade at `at`, its end and its doubt; a unit without a name if there is none.

    `words` are all words of the text: *kb/d* are barrels beside words of oil only, since a kilobit is written like this, too.
    A capital *M* is a thousand in the United States and a million elsewhere.
    """
    none = Unit("", "", 1.0), at, ""
    first = text[at + 1 : at + 2] if text[at : at + 1] in {" ", "-", "\u00a0", "\u202f"} else text[at : at + 1]
    if first not in OPENERS or (found := _FOUND.match(text, at)) is None:
        return none
    if found["short"]:
        letters, written = found["barrels"] or "", found[0].strip(" -\u00a0\u202f")
        equivalent = found["short"].lower().startswith("boe")
        clear = written.lower().endswith("pd") or equivalent
        if not clear and _OIL.isdisjoint(words) and (letters != "m" or not _DATA.isdisjoint(words)):
            return none
        if letters.lower() == "m" and (letters == "M" or equivalent):
            return _per_day("k", 1e3, equivalent=equivalent), found.end(), "thousand"
        name, size = (_MILLIONS, 1e6) if letters == "m" else _SIZES[letters.lower() if letters == "K" else letters]
        return _per_day(name, size, equivalent=equivalent), found.end(), ""
    if found["weight"]:
        name = _TONNES[(found["tonnes"] or "").lower()]
        return _over(name, "day" if found["period"].lower() == "pd" else "year"), found.end(), ""
    if found["gas"]:
        return _over(_GAS[found["gas"].lower()], "day"), found.end(), ""
    return _over("bcm", "year"), found.end(), ""


def period_of(name: str) -> str:
    """Return the period in the name of a unit: `day` of *kbbl/day*; `""` if it has none."""
    return rate if (rate := name.rpartition("/")[2]) in {"day", "year"} and rate != name else ""


@cache
def _per_day(letters: str, size: float, *, equivalent: bool) -> Unit:
    barrel = units()["bbl"]
    if equivalent:  # Of oil or of gas: an energy.
        return Unit(f"{letters}boe/day", "barrels of oil equivalent", size)
    return Unit(f"{letters}bbl/day", barrel.dimension, float(f"{barrel.factor * size:.14g}"))


@cache
def _over(name: str, period: str) -> Unit:
    one = units()[name]
    return Unit(f"{name}/{period}", one.dimension, one.factor)
