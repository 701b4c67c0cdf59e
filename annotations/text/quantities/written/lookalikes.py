"""Numbers that measure nothing: times of day, telephone numbers, versions, items of lists, parts of names."""

from typing import Final

from annotations.text.language.guess import small_words
from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import NO_NOUN
from annotations.text.quantities.context import Context
from annotations.text.quantities.tables.bounds import LAST

MONTHS: Final = (
    "jan(?:uary|uar|vier|\\.)?|j[äa]nner|enero|feb(?:ruary|ruar|rero|\\.)?|f[ée]vrier|mar(?:ch|zo|s|\\.)?|märz|apr(?:il|\\.)?|avril|abril|may|mai|mayo|june?|juni|juin"
    "|junio|july?|juli|juillet|julio|aug(?:ust|\\.)?|août|agosto|sep(?:t(?:ember|embre|\\.)?|\\.)?|septiembre|oct(?:ober|obre|ubre|\\.)?|okt(?:ober|\\.)?|nov(?:ember|embre|iembre|\\.)?"
    "|dec(?:ember|\\.)?|dez(?:ember|\\.)?|d[ée]cembre|diciembre"
)
_LETTER: Final = "a"
"""Stands for all letters in the table, and for the signs of ordinals."""

_WHOLE: Final = (
    (" -/", r"0\d{1,4}(?:[ /-]\d{2,4}){2,}(?![\d\w])"),
    (")", r"\d{3}\)[ ]?\d{3}[ -]\d{4}(?!\w)"),
    (" ", r"(?<=à[ ])\d{1,2}[ ]h(?:[ ][0-5]\d)?(?![\d\w]|[ ]?min)"),
    (" ", r"(?<=À[ ])\d{1,2}[ ]h(?:[ ][0-5]\d)?(?![\d\w]|[ ]?min)"),
    (" ", r"(?<=[eE]ntre[ ])\d{1,2}[ ]heures?(?:[ ]\d\d)?[ ]et[ ]\d{1,2}[ ]heures?(?![^\W_])"),
    (
        " a",
        r"(?<=[dD]e[ ])(?:[01]?\d|2[0-4])[ ]?h(?:eures?)?(?:[ ]?[0-5]\d)?[ ]à[ ](?:[01]?\d|2[0-4])[ ]?h(?:eures?)?(?:[ ]?[0-5]\d)?(?![^\W_])",
    ),
    (" ", r"(?:(?<=[àÀ][ ])|(?<=vers[ ]))(?:[01]?\d|2[0-4])[ ]heures?(?![^\W_]|[ ](?:de|d['’]|par|en|du|et)\b)"),
    (
        " .,;)",
        r"(?<=[Ll]as[ ])(?:[01]?\d|2[0-4])(?:[.][0-5]\d(?![\d\w]|[ ]?%)|(?=[,;)]|[.]?$|[.][ ]|[ ]de[ ]la[ ]|[ ]horas?\b))",
    ),
    (" .:", r"(?<=[Ll]as[ ])\d{1,2}(?:[.:]\d\d)?[ ](?:y|a|o|hasta)[ ]las[ ]\d{1,2}(?:[.:]\d\d)?(?![\d\w]|[ ]?%)"),
    (
        " .:-–a",
        r"\d{1,2}(?:[.:]\d\d)?[ ]?(?:[-–]|to|and|until|till|bis|und|oder)[ ]?\d{1,2}(?:[.:]\d\d)?[ ]?(?:[ap]\.m\.?|[ap]m\b|[AP]M\b|o['’]clock\b|Uhr\b)",
    ),
    (
        " ,a",
        r"\d{1,4}(?:[ ]?(?:bis|ter))?,?[ ](?:de[ ]la[ ]|du[ ]|de[ ]l['’])?(?:rue|avenue|boulevard|impasse|allée)(?![^\W_])",
    ),
    (
        ".",
        r"(?:[01]?\d|2[0-4])[.][0-5]\d(?=[ ](?:hora[ ]local|horas|GMT|UTC|CET|CEST|EST|hrs|del?[ ](?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer))(?![^\W_]))",
    ),
    (
        " ",
        r"\d{1,5}[ ](?:[A-Z][\w.]*[ ]){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Square|Court|Terrace)(?![^\W_])",
    ),
    (":", r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+|,\d{1,2}(?![\d:]))?(?![\d\w])(?:[ ]?[ap]\.?m\b\.?|[ ]Uhr\b)?"),
    (" .a", r"\d{1,2}(?:[.]\d\d)?[ ]?(?:[ap]\.m\.?|[ap]m\b|[AP]M\b|o['’]clock\b|Uhr\b)"),
    (
        "a",
        r"(?:(?<=vers[ ])|(?<=dès[ ])|(?<=avant[ ])|(?<=après[ ])|(?<=[àÀ][ ]))\d{1,2}h(?!\w|[ ](?:de|d['’]|par|\d))",
    ),
    ("-", r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?(?!\w)"),
    ("./", r"\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)(?:19|20)?\d\d(?![\d\w])"),
    (" .a", rf"\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ ](?:de[ ]|of[ ])?(?i:{MONTHS})(?![^\W_])"),
    (
        " .-–a",
        rf"\d{{1,2}}\.?[ ]?(?:bis|und|au|et|al|y|to|and|[-–])[ ]?\d{{1,2}}\.?[ ](?:de[ ])?(?i:{MONTHS})(?![^\W_])",
    ),
    (" ", r"(?<=[lL]e[ ])\d{1,2}[ ]du[ ]mois\b|(?<=el[ ])\d{1,2}[ ]de(?:l|[ ]cada)[ ]mes\b"),
    (" a", r"(?P<hours>\d{1,2})[ ]?(?:h|heures|j|jours)(?:[ ]sur[ ]|[ ]?/[ ]?)(?P=hours)(?!\d)"),
    (" ", r"\d{1,2}[ ](?:ère|ème)(?![^\W_])"),
    (" ", r"(?<=\+)\d{1,3}[ ](?:\(?\d{1,4}\)?[ -]){1,5}\d{2,8}(?!\w)"),
    (")", r"0\d{2,4}\)[ ]?\d[\d /-]{3,12}"),
    (".", r"\d{1,2}\.[ ](?:und|oder|bis)[ ]\d{1,2}\.[ ](?=[A-ZÄÖÜ][a-zäöüß]{3})"),
    (
        ".",
        r"(?:(?<=[ieaIA]m[ ])|(?<=de[rmsn][ ])|(?<=[dD]ie[ ])|(?<=zu[mr][ ])|(?<=vom[ ])|(?<=beim[ ]))\d{1,2}\.[ ](?=[A-ZÄÖÜ][a-zäöüß]{3})",
    ),
    ("a,", r"1(?:0{2,3}|0{0,2},000)s(?=[ ]of[ ])"),
    ("a", r"\d{3}0s\b|\d0s\b|(?:19|20)\d\d[a-f](?![^\W_])"),
    ("-", r"[1-4]-D(?![^\W_])"),
    ("-", r"[1-7]-(?:(?:,[ ]|[ ](?:und|oder|bis|and|or|to)[ ])[1-7]-){0,4}(?:Stern|[Ss]tar)\w*"),
    ("−", r"\d{1,3}−\d{1,3}/[^\W\d]\w*"),
    (",.a", r"(?:\d[\d,.]{0,15}(?:st|nd|rd|th|ère|ème|er)|\d{1,4}\.?[ºª]|\d{1,2}°\.(?=[ ][a-z]))(?![^\W_]|[ ]?[CF]\b)"),
    (".", r"(?!\d{1,3}(?:\.\d{3})+(?!\d|\.\d))\d+(?:\.\d+){2,}(?:/\d{1,2}(?!\d)|:\d{2,5}(?!\d))?(?![^\W_])"),
    ("-", r"\d{1,4}(?:-\d{2,5}){2,}(?!\w)|(?!\d\d0-\d\d00)\d{3}-\d{4}(?!\w)"),
    ("/", r"(?<=on[ ])\d{1,2}/\d{1,2}(?![\d/\w])|(?:24/7|9/11|20/20|50/50)(?![\d/])"),
    ("/-–", r"(?:19|20)\d\d[/–-](?:19|20)?\d\d(?![\d%]|[.,]\d)"),
    ("-", r"\d+-(?:for|on|and|of)-\d+"),
    (
        ",",
        r"\d{1,2}(?:,\d{1,2})+-(?:di|tri|tetra|bis|hydroxy|methyl|ethyl|chlor|brom|fluor|amino|nitro|oxo|epoxy)[a-z]",
    ),
    (":", r"\d+:\d+(?![\d\w])"),
)
"""What measures nothing as a whole, each behind the characters that may follow its first digits; the first that fits counts."""

_BY_FOLLOWER: Final = {
    follower: lazy("|".join(pattern for followers, pattern in _WHOLE if follower in followers))
    for follower in {*"".join(followers for followers, _ in _WHOLE)}
} | dict.fromkeys(("", "\n"), lazy(next(pattern for followers, pattern in _WHOLE if ";" in followers)))
"""The table by what follows: most numbers need few of the expressions, or none."""

MONTH_WORDS: Final = frozenset(
    "jan january januar janvier jänner janner enero feb february februar febrero février fevrier mar mars march marzo märz apr april avril abril may mai mayo "
    "jun june juni juin junio jul july juli juillet julio aug august août agosto sep sept september septembre septiembre oct october octobre octubre okt oktober "
    "nov november novembre noviembre dec december dez dezember décembre decembre diciembre".split()
)
_BLANK_WORDS: Final = MONTH_WORDS | frozenset(
    "à entre las m am pm clock uhr rue avenue boulevard impasse allée street st ave road rd lane drive blvd square court terrace mois mes h heures j jours ère ème".split()
)
"""A text has one of these words if it has a number of the table with a blank behind its first digits, unless this begins with 0 or +."""

_AT_END: Final = frozenset(("", "\n", ";"))
"""Before these only times of day in Spanish are in the table."""

_FORMULA: Final = lazy(r"[^\W_]\([^\W_]{1,12}\)$|[^\W_]\)?\d{0,2}\]$")
"""Part of a chemical formula before a number that belongs to it: *Ca(OH)2*."""

_CHARGE: Final = lazy(r"\d{1,2}(?![\d.,%])")
_REFERENCE: Final = lazy(r"\d+(?:\s?[-–,]\s?\d+)*\]")
_RUN: Final = lazy(r"[\w]*(?:[-.,/:]\w+)*")
_ITEM_DIGITS: Final = lazy(r"\d+")
_ITEM_ENDS: Final = frozenset(". )")
_ITEM: Final = lazy(r"\d{1,2}(?![\d.,]{0,3}\d)")
_GLUED: Final = lazy(r"\d{1,2}(?=\))")
"""Number of a paragraph: *5(1)*."""

_CITED: Final = lazy(r"\d{1,2}\)(?=[.,;:])")
"""Number of a source: *the same effect (3).*"""

_NAMED: Final = r"\)[,;]?[ ](?:[^\W_A-ZÀ-Þ][^\W_]{0,3}['’ ]{1,2}){0,3}[A-ZÀ-Þ][^().;:,!?\n]{0,40}[ ]\("
_SERIES: Final = lazy(rf"\([$€£]?\d[\d.,]*[ \u00a0]?(?:%|[^\W\d_])[^()\n]{{0,40}}{_NAMED}(?:\d[\d.,]*{_NAMED})*$")
"""Brackets with a number and what it counts, before brackets with a number of the same: *Kent (12 farms), Essex (7)*."""

_LIST_OPENS: Final = lazy(r"|.?[\n\t(]|[:;.!?,]\s", 16)
_OPENERS: Final = frozenset(
    "in at about some over only than to by from of with the a all almost around between for and but or as on up nearly roughly under above below more less "
    "exactly just another every if when while after before since until that this these those it they we he she i our its their there here now so then "
    "last next first zwischen depuis chaque eine einen einem einer jede jeder jedes mindestens höchstens insgesamt moins cerca entre menos total hr rr irr sd iqr auc ci ic ki aor ph sales revenue profit price prices costs cost income earnings shares stock stocks net gross population area height weight length "
    "speed temperature age aged score scores rose fell grew rate rates value values growth approximately approx usd eur gbp chf cad aud rs rm und oder der die das "
    "mit von bei auf für um rund etwa über fast knapp mehr le la les un une de du des dans et ou environ plus el los las una en con por para y o unos unas más hubo había habrá déjà ya schon bereits sogar encore todavía "
    "je sur pour bis nach seit zu zum zur ab vor im am es sind war waren wird il elle son ses hay eran was were is are has have had will would least most "
    "down minus not no also even still yet already offers features supports covers weighs measures holds seats sells hires employs serves produces receives earns scores loses add give take use make pay buy sell get got i'm i've he's she's it's we're they're what how who where".split()
)
_NO_NAMES: Final = ("ment", "mente", "eron", "aron", "ichten")
"""Ends of adverbs, verbs and nouns that open a sentence or have a capital, and are no names."""

_CLOCK: Final = lazy(r"\d{1,2}h\d\d(?![\d\w])")
_LASTS: Final = lazy(
    r"(?<![^\W_])(?:environ|en|pendant|durant|faut|compter|dure|durée|dura|durait|durent|temps|total|minimum|plus de|moins de|après|marche|vol|trajet|mis|mit|soit|et|(?:durée|vol|film|trajet|marche|randonnée|attente|vidéo|concert|match|retard|voyage) de)[ ](?::[ ])?$|:[ ]$|, $|[-–à/][ ]?$",
    2,
)
"""Words before a time such as *2h45* that is a duration, as is one that leads to what is done in it."""

_DONE: Final = lazy(r"[ ](?:pour|par|de[ ](?:route|marche|vol|trajet|travail|charge|recharge|train|voiture))(?![^\W_])")
_ELAPSED: Final = lazy(r"(?<![^\W_])(?:à|a|vers|dès|jusqu['’]à|entre|avant)[ ]$", 2)
_CALL: Final = lazy(
    r"(?<![^\W_])(?:call|phone|tel|telephone|fax|text|dial|appelez|llame|telefon|ruf|anruf|téléphone|teléfono)(?:[ :]|\.?:?[ ]?)(?:[^\W\d_]{1,5}[ ])?\+?$",
    2,
)
_CALLING: Final = frozenset(
    "call phone tel telephone fax text dial appelez llame telefon ruf anruf téléphone teléfono".split()
)
_IS: Final = lazy(r"[(\[]*(?:(?P<size>[nN])|[^\W\d_][²₂]?)=")
_DECIMAL: Final = lazy(r"\d*[.,]\d|\d+[eE][-−]\d")
"""The size of a sample, *n=12*, and the value of a statistic in one letter: *p=0.04*."""

_MEASURED: Final = lazy(r"\d[^\W\d_]{1,5}/$")
_ELIDED: Final = lazy(r"(?<![^\W_])(?:d|l|qu)['’]$", 2)
_ATTACHED: Final = lazy(r"\d+(?:[.,]\d+)?[^\W\d_]")
"""Measures on both sides of a stroke: *114bhp/200Nm*."""

_DIGITS: Final = lazy(r"\+?[\d()]{1,12}(?:[ ./-]?[\d()]{1,12}){0,7}")
_NAME: Final = lazy(r"(?<![^\W_])((?:[A-Z]|[a-z][A-Z])[\w’'.-]*)[ \u00a0-]$")
_NAME_ENDS: Final = frozenset(" \u00a0-")


def skip(context: Context, start: int) -> int:
    """Return the end of a lookalike whose first digit is at `start`; 0 if a quantity may start there."""
    text = context.text
    before, digits = text[start - 1 : start], _ITEM_DIGITS.match(text, start)
    behind = digits.end() if digits else start
    follower = text[behind : behind + 1]
    if end := _whole(context, start, follower):
        return end
    if not _CALLING.isdisjoint(context.words):
        found = _DIGITS.match(text, start)
        if found and found.end() > start + 6 and _CALL.search(text, max(0, start - 24), start):
            return found.end()
    if follower == "h" and (found := _CLOCK.match(text, start)) and not _lasts(text, start, found.end()):
        return found.end()
    if not before or before in " \n\t":
        return _item(text, start) if follower in _ITEM_ENDS else 0
    if before == "[" and (found := _REFERENCE.match(text, start)):
        return found.end()
    if before == "(":
        if _SERIES.search(text, max(0, start - 160), start) is not None:
            return 0
        if found := _CITED.match(text, start):
            return found.end()
        glued = _GLUED.match(text, start) if text[start - 2 : start - 1].isalnum() else None
        if end := glued.end() if glued else _item(text, start):
            return end
    if (before.isalpha() and not is_apart(before)) or before == "_":
        return word_end(text, start)
    if before in ")]" and (found := _CHARGE.match(text, start)) and _FORMULA.search(text, max(0, start - 20), start):
        return found.end()
    if before in "-−./–'’&=?+" and start > 1:
        return _joined(text, start, before)
    return 0


def _whole(context: Context, start: int, follower: str) -> int:
    """Return the end of what measures nothing as a whole; 0 if it is none. `follower` is behind its first digits."""
    text = context.text
    pattern = _BY_FOLLOWER.get(_LETTER if follower.isalpha() or follower == "°" else follower)
    if pattern is None:
        return 0
    if follower in _AT_END and "las" not in context.words:
        return 0
    if follower == " " and _BLANK_WORDS.isdisjoint(context.words) and text[start] != "0" and text[start - 1] != "+":
        return 0
    found = pattern.match(text, start)
    return found.end() if found else 0


def _lasts(text: str, start: int, end: int) -> bool:
    """Return whether a time in hours and minutes is a duration rather than a time of day: *il faut 2h45*."""
    low = max(0, start - 20)
    if _ELAPSED.search(text, low, start):
        return False
    return _LASTS.search(text, low, start) is not None or _DONE.match(text, end) is not None


def _joined(text: str, start: int, before: str) -> int:
    """Return the end of a number that a sign joins to a word or an address before it; 0 if it is not joined."""
    other = text[start - 2]
    token = text[max(0, start - 120) : start].rpartition(" ")[2]
    if "://" in token or "www." in token or "@" in token:
        return max(word_end(text, start), start + 1)
    if before in "'’" and _ELIDED.search(text, max(0, start - 4), start):  # plus d'1 kg
        return 0
    if before == "/" and _MEASURED.search(text, max(0, start - 14), start) and _ATTACHED.match(text, start):
        return 0
    if before == "=" and (found := _IS.fullmatch(token)) and (found["size"] or _DECIMAL.match(text, start)):
        return 0
    if before == "+" and other.isalnum():
        return word_end(text, start)
    if not other.isalnum() or is_apart(other) or other.isdigit():
        return 0
    if before == "-" and text[max(0, start - 4) : start].lower() in {"sub-", " to-", "-to-", "now-", "nus-"}:
        return 0
    if before in ".&=?/_" and not (
        before == "." and text[max(0, start - 4) : start - 1].lower() in {" rs", " ca", "(rs", "pox", "fr", " fr"}
    ):
        return word_end(text, start)
    return word_end(text, start) if before in "-−–’'" else 0


def _item(text: str, start: int) -> int:
    """Return the end of the number of a list item: `2)`, `(2)`, `2.`; 0 if it is none."""
    found = _ITEM.match(text, start)
    if found is None:
        return 0
    end = found.end()
    if text[end : end + 2] == " )":
        end += 1
    closer = text[end : end + 1]
    if closer not in {".", ")"} or text[end + 1 : end + 2].strip():
        return 0
    if closer == ")":  # It closes no bracket, or one that contains only the number.
        before = text[max(0, start - 200) : start]
        return end if before.endswith("(") or before.rfind("(") <= before.rfind(")") else 0
    opens = end + 1 < len(text) and _LIST_OPENS.fullmatch(text[max(0, start - 2) : start]) is not None
    return end if opens else 0


def is_name(text: str, start: int) -> bool:
    """Return whether a bare number belongs to a name before it: *Llama 3.1*, *Windows 11*."""
    low = text[max(0, start - 24) : start].removesuffix("\n")
    if low[-1:] not in _NAME_ENDS or (token := low[low.rfind(" ", 0, -1) + 1 :]).lower() == token:
        return False
    found = _NAME.search(text, max(0, start - 24), start)
    if found is None:
        return False
    word = found[1].rstrip(".").lower()
    if text[found.start() - 1 : found.start()] == "°":
        return False
    if len(word) == 1 and found.start() and text[found.start() - 1] == " " and text[found.start() - 2] not in ".!?":
        return True  # A road: the A 7.
    if len(word) > 6 and word.endswith(_NO_NAMES):
        return False
    return (
        word not in _OPENERS
        and word not in NO_NOUN
        and word not in LAST
        and word not in small_words()
        and text[start - 1] != "-"
    )


def word_end(text: str, start: int) -> int:
    """Return the end of the word or code that begins with a number at `start`."""
    found = _RUN.match(text, start)
    return max(start + 1, found.end() if found else start + 1)


def is_apart(char: str) -> bool:
    """Return whether a character is of a script without blanks between words, so that a number may follow it."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or char in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
