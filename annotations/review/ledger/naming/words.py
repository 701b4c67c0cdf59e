"""Classes of words that tell where a noun phrase ends, and verbs that say what a figure measures.

Words of English, German, French and Spanish are together: they only part phrases.
"""

from collections.abc import Mapping
from typing import Final

from annotations.text.folding import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _forms(verbs: str) -> frozenset[str]:
    """Return regular forms of English verbs beside the given words."""
    found: set[str] = set()
    for verb in map(fold, verbs.split()):
        base = verb[:-1] if verb.endswith(("e", "y")) else verb
        found |= {verb, f"{verb}s", f"{verb}es", f"{base}ed", f"{base}ied", f"{base}ies", f"{base}ing"}
    return frozenset(found)


ENGLISH_ARTICLES: Final = _set(
    "a an the this that these those its their our my your his her each every some any no another all both such what"
)
ARTICLES: Final = ENGLISH_ARTICLES | _set(
    "der die das den dem ein eine einen einem einer eines seine ihre dieser diese dieses jeder jede "
    "le la les l un une ce cette ces son sa ses leur leurs el los las lo unos unas su sus esta este"
)
GENITIVES: Final = _set("des du del d de di da")
"""Words between a noun and the one that it belongs to, beside *of*; *des* is German and French."""
PREPOSITIONS: Final = GENITIVES | _set(
    "of in on at to for from with by per among between within after before during over under since until through across "
    "against than as into about around via despite without toward towards above below beyond near "
    "von vom mit bei für auf aus nach um zu zum zur im am pro je bis über unter seit "
    "à au aux en dans sur pour par chez avec depuis con por para sobre entre al hasta desde según"
)
LINKING: Final = _set(
    "and or but while whereas which that who whom whose when where if because although though so "
    "und oder aber während dass wobei et ou mais qui que dont y o pero mientras"
)
AND: Final = _set("and or und oder et ou y o")
PRONOUNS: Final = _set(
    "it he she they we you i there one this that these those which who what er es sie wir il elle ils elles on "
    "ello ella ellos nosotros se s"
)
BE: Final = _set(
    "is was are were be been being isn't wasn't ist sind war waren wird werden wurde wurden est sont était étaient es era son fue fueron "
    "eran"
)
HELPING: Final = _set(
    "has have had having will would may might can could should must shall do does did not "
    "hat haben hatte hatten a ont avait aura ha han había"
)
ADVERBS: Final = _set(
    "off out between over under above below beyond upwards upward fewer most now then just only already still also even up down again almost nearly about roughly around some some exactly currently "
    "today later further once ever often never well far less more than least most at an out still yet "
    "jetzt rund etwa nur noch bereits auch mehr als sur environ plus de près más casi unos menos so as twice expected likely due set "
    "estimated projected forecast"
)
COMPARED: Final = _set(
    "compared versus vs including excluding according such like unlike despite because although while whereas when where which who that "
    "if so but and or nor though as than until since soit dont aber und wobei mientras pero"
)
"""Words behind a noun phrase that end it."""
TIMES: Final = _set(
    "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years decade decades century "
    "season seasons time times today yesterday tomorrow night morning january february march april may june july august september "
    "october november december spring summer autumn winter weekend period average total sum maximum minimum mean median record peak "
    "level rate whole end start beginning"
)
"""Nouns that say when, or how many are put together; alone they name nothing."""
WHEN: Final = _set(
    "last next previous past current first second third fourth full fiscal same dernier pasado letzten letztes"
)
POINTS: Final = _set("point points percentage-point percentage-points punkt punkte prozentpunkte puntos")
LEVEL: Final = _forms(
    "peak be stand stood reach hit total amount remain average exceed exceeds surpass top sit sat equal come came become became stay number count "
    "make made account represent constitute form comprise go went approach near consume absorb cover covered worth "
    "betragen beträgt betrug betrugen liegt liegen lag lagen erreicht erreichte beläuft belief umfasst zählt atteint atteignait élève représente représentent "
    "compte comptait alcanza alcanzó asciende ascendió representa suma sitúa valued estimated put"
)
"""Verbs after which a figure is the measure of their subject."""
PLAIN: Final = _set(
    "begin use rely say believe report need want live work own have think go get see make take come know find buy pay own prefer expect support "
    "oppose agree depend suffer die vote earn receive"
)
"""Verbs that end the noun phrase of their subject, though they have no ending."""
HAVING: Final = _forms(
    "have has had hold held contain include carry carries carried attract employ serve offer use own run gain win won need require get got receive "
    "received operate host house atiende tiene cuenta emploie compte beschäftigt hat zählt"
)
"""Verbs that say no more about what is counted than that there are some."""

_CHANGES: Final = {
    "growth": "grow grew grown growing growth expand expanded expanding expands expansion",
    "rise": "rise rises rose risen rising climb climbed jump jumps surge surged soar soared gains gained advanced widened",
    "fall": "fall fell fallen falling drop drops dropped decline declined declining plunge plunged slide slid sank shrink shrank tumbled "
    "slipped narrowed",
    "increase": "increase increased increasing raise raises raised boost boosts boosted lift lifts lifted",
    "reduction": "shorten shortens shortened shrinks reduce reduced reduction lower lowered lowers cut cuts cutting slash slashed trim trimmed",
    "improvement": "improve improved improving improvement",
}
_FOREIGN_CHANGES: Final = {
    "Wachstum": "wuchs wuchsen wachsen gewachsen wächst",
    "Anstieg": "stieg stiegen gestiegen steigt steigen erhöht erhöhte erhöhten",
    "Rückgang": "sank sanken gesunken fiel fielen gefallen sinkt schrumpfte zurückgegangen",
    "hausse": "augmenté augmenter augmente augmentent progressé hausse grimpé",
    "baisse": "baissé reculé chuté diminué baisse recule",
    "crecimiento": "crecieron creció crecer crece",
    "aumento": "aumentó aumentaron aumentado subió subieron",
    "caída": "cayó cayeron bajó bajaron disminuyó disminuyeron",
}
_MEASURES: Final = {
    "cost": "cost costs costing",
    "price": "price priced sell sells sold charge charges charged start starts starting",
    "score": "score scores scored scoring",
    "spending": "spend spends spent spending",
    "investment": "invest invests invested investing",
    "payment": "pay pays paid paying",
    "earnings": "earn earns earned",
    "loss": "lose loses lost losing",
    "weight": "weigh weighs weighed",
    "savings": "save saves saved saving",
    "budget": "budget budgets budgeted",
    "production": "produce produces produced producing",
    "generation": "generate generates generated",
    "emissions": "emit emits emitted",
    "consumption": "consumes consumed",
    "duration": "last lasts lasted take takes took",
    "wait": "wait waits waited",
    "allocation": "allocate allocates allocated",
    "value": "worth valued",
    "contribution": "contribute contributes contributed contributing",
}
_FOREIGN_MEASURES: Final = {
    "Kosten": "kostet kosten kostete",
    "Gewicht": "wiegt wog",
    "Dauer": "dauert dauerte",
    "coût": "coûte coûtent coûtait",
    "durée": "dure durait",
    "coste": "cuesta cuestan costó",
}


def _by_form(nouns: Mapping[str, str]) -> dict[str, str]:
    return {fold(form): noun for noun, forms in nouns.items() for form in forms.split()}


CHANGES: Final = _by_form(_CHANGES) | _by_form(_FOREIGN_CHANGES)
"""Nouns for a change, by the folded forms of the verbs."""

MEASURES: Final = _by_form(_MEASURES) | _by_form(_FOREIGN_MEASURES)
"""Nouns for what a figure measures, by the folded forms of the verbs before it."""

OF_GOODS: Final = frozenset("production generation emissions consumption".split())
"""Nouns of `MEASURES` that are of no money."""

TRANSITIVE: Final = _set("raise raises raised boost boosts boosted lift lifts lifted")
"""Verbs of `CHANGES` that need an object: *raised $5 million* is no increase."""

WITH_IN: Final = frozenset("fall rise increase reduction decline improvement".split())
"""Nouns of `CHANGES` before *in*."""

NAMED: Final = _set("pro la le el los las des son max per al")
"""Words of these classes that are nouns or parts of names if they have a capital: *the Pro plan*, *Los Angeles*."""

PER: Final = _set("a an each every per")
PASSIVE: Final = _set("on in with by")
"""Prepositions behind a participle that are kept with it: *tokens trained on*."""

FOREIGN: Final = frozenset((*_FOREIGN_CHANGES, *_FOREIGN_MEASURES))
"""Nouns that no English *of* joins to another one."""

WITH_OBJECT: Final = frozenset("score spending investment payment budget allocation loss savings wait".split())
"""Nouns of `MEASURES` that a preposition follows: *spending on repairs*."""

SHARING: Final = _forms(
    "make made account represent constitute form comprise consume absorb contribute provide supply représente representa macht"
)
"""Verbs after which a per cent is a share of what follows it."""

SIZES: Final = {
    "long": "length",
    "high": "height",
    "tall": "height",
    "wide": "width",
    "deep": "depth",
    "thick": "thickness",
    "old": "age",
    "heavy": "weight",
    "large": "size",
    "lang": "Länge",
    "hoch": "Höhe",
    "breit": "Breite",
    "tief": "Tiefe",
    "alt": "Alter",
}
"""Nouns for adjectives behind a measure."""

MONEY: Final = _forms(
    "price cost fee fare wage rent salary pay payment income revenue budget spending debt loss profit sales tariff premium subsidy grant "
    "benefit tax charge rate bill value turnover earnings funding investment toll deposit expense salaries prix coût salaire loyer precio coste salario "
    "alquiler preis kosten miete lohn gehalt umsatz tarif contract"
)
"""Forms of nouns that are amounts of money."""


def is_money(word: str) -> bool:
    """Return whether a folded word is an amount of money, also at the end of a compound: *Strompreis*."""
    return word in MONEY or word.endswith(("preis", "preise", "kosten", "lohn", "miete", "gebühr"))
