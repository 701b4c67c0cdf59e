"""Labels before a number, of a section, a page, a sort, a road, that make it none that measures: *Articles 5 and 6*."""

import re
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import counted
from annotations.text.quantities.context import Context
from annotations.text.quantities.written.lookalikes import MONTH_WORDS, MONTHS, word_end

_LABELS: Final = [
    *(
        "a.d. section sections sec. figure figures fig. figs. table tables tab. chapter chapters ch. page pages p. pp. no. nos. nr. no number vol. volume volumes item items "
        "step steps part parts version versions art. article articles line lines column columns appendix equation equations eq. eqs. question questions phase phases "
        "level levels stage stages grade grades type rule rules note notes room route highway flight group class channel model seite abschnitt kapitel "
        "abbildung abb. tabelle nummer artikel absatz chapitre tableau numéro n° nº página capítulo tabla artículo número sección slide exhibit episode season bed beds round day week "
        "windows python port id isbn issue carretera salida interstate avenida calle carrera apollo sample samples experiment scheme supplementary ref. ref refs. refs lot patent zone unit chip "
        "apartment apt apt. flat suite gate platform terminal building bus tram train bahnsteig gleis linie zug wohnung zimmer saal raum halle kanal verordnung richtlinie platz rang reihe sitz "
        "ligne métro vol quai voie porte salle chambre décret règlement directive línea linea tren autobús vuelo andén puerta sala habitación versión ley decreto reglamento expediente puesto portal piso apartado inciso anexo annexe alinéa paragraphe paragraph ziffer anhang annex directions thermostat th. calibre caliber kaliber month mois monat category tier niveau catégorie grado fase nivel categoría stufe kategorie artículos páginas seiten abs. abs formulaire formular formulario"
    ).split(),
    "gas mark",
]
_LABEL: Final = lazy(
    rf"(?<![^\W_])(?:{'|'.join(map(re.escape, _LABELS))})[ \u00a0]$|[#§№@]\s?$|no[ ]\.[ ]$|(?:straße|strasse|str\.|gasse|platz|allee)[ ]$",
    2,
)
_LABEL_WORDS: Final = frozenset(word.rpartition(" ")[2].rstrip(".") for word in _LABELS)
_THIS_PERIOD: Final = lazy(
    r"(?<![^\W_])(?:this|that|last|next|past|previous|same|first|second|each|every|per|a|one|ce|cette|par|chaque|le|du|prochain|dernier|diesen|letzten|nächsten|jeden|pro|im|vorigen)"
    r"[ ](?:day|week|month|season|round|mois|monat)[ \u00a0]$",
    2,
)
"""A period that is named without a number, so that one behind it counts: *last week 5 people*."""

_DECADES: Final = ("os años ", "es années ")
"""Ends of the words before the number of a decade: *los años 90*, *des années 60*."""
_DECADE: Final = lazy(r"[1-9]0(?![\d%]|[.,]\d|[ ][%€])")

_STREETS: Final = ("straße", "strasse", "str", "gasse", "platz", "allee")
_LABEL_SIGNS: Final = frozenset("#§№@")
_BESIDE_WORD: Final = "()[]{}<>\"'“”‘’„«»‹›.,;:!?¿¡*-–—/"
_LISTED: Final = lazy(
    r"(?<![^\W_])(?:figs\.?|figures|eqs\.?|equations|steps|directions|instructions|tables|tabs\.|sections|secs\.|chapters|refs\.|pages|pp\.|samples|beds|abb\.|tabellen|kapitel|figuras|ecuaciones|tablas|tableaux|équations)[ \u00a0]"
    r"(?:\(?[\dA-Z][\d.]{0,5}[a-z]?\)?(?:, (?:and |& )?|[ ]?(?:and|to|und|bis|et|à|y|&|[-–])[ ]?)){1,9}\(?$"
    r"|(?<![^\W_])(?:eqs?\.?|equations?)[ \u00a0]\($",
    2,
)
"""Labels of several things, up to another of them: *Figs. 2 and*, *Eqs. (9.2) and (*."""

_LISTED_WORDS: Final = frozenset(
    "figs figures steps directions instructions eq eqs equation equations tables tabs sections secs chapters refs pages pp samples beds abb tabellen kapitel figuras ecuaciones tablas tableaux équations".split()
)
_SORTS: Final = "phase grade stage class type level category tier zone group stufe klasse typ grad kategorie stadium niveau classe catégorie degré fase grado clase tipo nivel categoría".split()
"""Labels of sorts, with which the noun behind their last number has all of them: *phase 2 and 3 trials*."""

_AND: Final = r"(?:,?[ ](?:and|or|to|und|oder|bis|et|ou|à|y|o|a|&)[ ]|[-–])"
_NUMBERS: Final = rf"[ \u00a0](?:\d{{1,4}}[A-Za-z]?(?:,[ ]|{_AND})){{0,8}}\d{{1,4}}[A-Za-z]?"
_JOINED_TO: Final = lazy(rf"\d[A-Za-z]?(?:,[ ]|{_AND})$")
_SORTED: Final = lazy(rf"(?<![^\W_])(?:{'|'.join(_SORTS)}){_NUMBERS}{_AND}$", 2)
_LABELLED: Final = lazy(
    rf"(?<![^\W_])(?:{'|'.join(word for word in _LABELS if word.isalpha())}|abs\.|art\.)s?{_NUMBERS}(?:,[ ]|{_AND})$", 2
)
"""Labels up to another of their numbers: *Articles 5 and*."""

_JOINS: Final = frozenset(" -–")
_CENTURIES: Final = frozenset("15 16 17 18 21 22".split())
_FAR: Final = lazy(r"(?:1[5-8]|2[12])\d\d(?![\d%]|[.,]\d)")
_IN: Final = lazy(
    r"(?<![^\W_])(?:by|in|since|until|till|year|im|jahr|seit|von|bis|hasta|año|desde|para|en|depuis|d['’]ici(?: à)?|vers)[ ]$",
    2,
)
"""Words before a year that is long ago or not yet here: *by 2100*."""

_MONTH: Final = lazy(rf"(?<![^\W_])(?:{MONTHS})[ ]?\.?[ ]$", 2)
_DAY: Final = lazy(r"(?:[12]?\d|3[01])(?![\d.,]{0,3}\d)")
_STREET: Final = lazy(
    r"(?<![^\W_])(?:calle|rue|avenue|avenida|plaza|place|paseo|via)(?:[ ](?:de|la|del|des|du|los|las))*(?:[ ][^\W\d_]+){1,3},[ ]$",
    2,
)


def is_label(context: Context, start: int) -> bool:
    """Return whether the words before a number make it the number of a section, a page and so on."""
    text = context.text
    if _may_be_label(text, start) and _LABEL.search(text, max(0, start - 14), start) is not None:
        return _THIS_PERIOD.search(text, max(0, start - 24), start) is None
    if _is_listed(context, start) or (text.endswith(_DECADES, 0, start) and _DECADE.match(text, start)):
        return True
    if (
        text[start : start + 2] in _CENTURIES
        and (found := _FAR.match(text, start))
        and _IN.search(text, max(0, start - 12), start)
    ):
        behind = text[found.end() : found.end() + 2].strip()
        return not behind.isupper() and not counted(text, found.end())[0]
    if (
        not MONTH_WORDS.isdisjoint(context.words)
        and _DAY.match(text, start)
        and _MONTH.search(text, max(0, start - 14), start)
    ):
        return True
    return text.startswith(", ", start - 2) and _STREET.search(text, max(0, start - 48), start) is not None


def _is_listed(context: Context, start: int) -> bool:
    """Return whether a label is before another number with which this one is in a list: *steps 4, 6 and 9*."""
    text = context.text
    joined = text[start - 1 : start] in _JOINS and _JOINED_TO.search(text, max(0, start - 7), start) is not None
    if joined and _SORTED.search(text, max(0, start - 40), start):
        return True
    listed = not _LISTED_WORDS.isdisjoint(context.words) and _LISTED.search(text, max(0, start - 60), start) is not None
    listed = listed or (joined and _LABELLED.search(text, max(0, start - 40), start) is not None)
    return listed and not counted(text, word_end(text, start))[0]


def _may_be_label(text: str, start: int) -> bool:
    """Return whether a label may be before a number. Fast, with few false positives."""
    last = text[start - 1 : start]
    if last in _LABEL_SIGNS:
        return True
    if not last.isspace():
        return False
    word = text[max(0, start - 18) : start - 1].replace("\u00a0", " ").rpartition(" ")[2].lower().strip(_BESIDE_WORD)
    return not word.isalpha() or word in _LABEL_WORDS or word.endswith(_STREETS)
