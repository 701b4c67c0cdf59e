"""Currencies: their codes, signs and names. A sign or name that several currencies have stays ambiguous."""

from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Final

from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities.tables import scaled

_AMBIGUOUS: Final = {
    "$": "$ dollar dollars dólar dólares buck bucks",
    "¥": "¥ ￥",
    "kr": "kr kr. krone kroner kronor kronen krona couronnes coronas",
    "Rs": "Rs Rs. ₨ rupee rupees rupie rupien roupies rupias",
    "Fr": "Fr. Fr SFr. SFr franc francs franken",
    "peso": "peso pesos",
    "dinar": "dinar dinars dinare",
    "pound": "pound pounds quid",
}
"""Spellings that several currencies share, by the sign that represents them."""

_KNOWN: Final = {
    **dict.fromkeys(("US$", "U$S", "U$D", "U.S.$", "$US"), "USD"),
    **dict.fromkeys(("C$", "CA$", "Can$"), "CAD"),
    **dict.fromkeys(("A$", "AU$"), "AUD"),
    **dict.fromkeys(("£", "￡", "pounds sterling", "pound sterling", "pfund sterling", "pfund", "sterling"), "GBP"),
    **dict.fromkeys(("RMB", "CN¥", "yuan", "renminbi", "元"), "CNY"),
    **dict.fromkeys(("JP¥", "yen", "yens", "円"), "JPY"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("₩", "won"), "KRW"),
    **dict.fromkeys(("₽", "rouble", "roubles", "rubel", "rubles", "ruble", "рублей", "руб"), "RUB"),
    **dict.fromkeys(("RM", "ringgit"), "MYR"),
    **dict.fromkeys(("Rp", "rupiah"), "IDR"),
    **dict.fromkeys(("S/", "S/."), "PEN"),
    **dict.fromkeys(("ptas", "Ptas", "pesetas", "peseta"), "ESP"),
    "TL": "TRY",
    "DM": "DEM",
    "Lt": "LTL",
    "HK$": "HKD",
    "NZ$": "NZD",
    "R$": "BRL",
    "S$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "₹": "INR",
    "₪": "ILS",
    "₱": "PHP",
    "₫": "VND",
    "₦": "NGN",
    "₺": "TRY",
    "₴": "UAH",
    "₸": "KZT",
    "฿": "THB",
    "₵": "GHS",
    "₡": "CRC",
    "zł": "PLN",
    "zloty": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "baht": "THB",
    "rand": "ZAR",
    "sek": "SEK",
}
_MINOR: Final = frozenset("cent cents penny pence pennies centimes céntimos centavos ¢ kopeks".split())
_COMMON: Final = frozenset("ALL TOP CUP PEN MOP SOS ANG LAK GEL BAM MAD".split())
"""Codes that are also words in capitals: they are codes only behind a number."""

_VOLUMES: Final = frozenset(("MCF",))
"""Codes of money out of use that are rather units: a thousand cubic feet."""

_REGIONS: Final = {
    "US": ("USD", "", ""),
    "CA": ("CAD", "", ""),
    "AU": ("AUD", "", ""),
    "NZ": ("NZD", "", ""),
    "SG": ("SGD", "", ""),
    "HK": ("HKD", "", ""),
    "GB": ("", "GBP", ""),
    "SE": ("", "", "SEK"),
    "NO": ("", "", "NOK"),
    "DK": ("", "", "DKK"),
}
_SHARED: Final = ("$", "pound", "kr")

_SIGN: Final = "$€£¥₹₩₽₪₱₫₦₺₴₸฿₵₡￥￡₨"
_LETTERED: Final = r"(?:US|U\.S\.|CA|Can|C|AU|A|HK|NZ|NT|MX|S|R)(?:\s?\$)"
BEFORE: Final = lazy(
    rf"(?:{scaled.BEFORE}|(?<![^\W\d_])(?:{_LETTERED}|(?:hk|us|nz|c)\s\$|U\$[SD]|(?:JP|CN)¥)|\$(?:US|CA|AU|NZ|HK|A|C)|[{_SIGN}]|(?<![^\W_])(?<![^\W\d]-)(?:[A-Z]{{3}}|RM|Rp\.?|Rs\.?|kr\.?|S?Fr\.|zł|S/\.?))"
    r"[ \u00a0\u202f]?(?P<minus>[-−–])?[ ]?$"
)
_BEFORE_ENDS: Final = frozenset(_SIGN + ascii_uppercase)
_BEFORE_WORDS: Final = ("Rp", "Rp.", "Rs", "Rs.", "kr", "kr.", "Fr.", "zł", "S/", "S/.")
"""Ends of what `BEFORE` finds."""
_BEHIND_BEGINS: Final = frozenset(_SIGN + ascii_uppercase + "円元dpkz")
"""Beginnings of what `BEHIND` finds, behind its blank."""
_BLANKS: Final = frozenset(" \u00a0\u202f-")
BEHIND: Final = lazy(
    rf"[ \u00a0\u202f-]?(?:(?:de\s)?(?:(?:US|CA|C|AU|A|HK|NZ|NT|S|R)\$|[{_SIGN}]|\$\s?(?:CAD|USD|AUD|US|CA|HK)|[円元])"
    r"|(?:[A-Z]{3}|RM|Rs|Rp|TL|DM|[Pp]tas|kr|zł|Kč|Ft)(?![^\W_])|S?Fr\.)"
)


def may_be_before(before: str) -> bool:
    """Return whether a text may end with a currency for the number behind it. Fast, with few false positives."""
    bare = before.rstrip(" \u00a0\u202f-−–\n")
    return bare[-1:] in _BEFORE_ENDS or bare.endswith(_BEFORE_WORDS)


def may_be_behind(text: str, end: int) -> bool:
    """Return whether the sign or code of a currency may follow at `end`. Fast."""
    first = text[end : end + 1]
    return (text[end + 1 : end + 2] if first in _BLANKS else first) in _BEHIND_BEGINS


@cache
def codes() -> frozenset[str]:
    """Return the codes of ISO 4217, including those of money that is out of use."""
    return frozenset(line.partition("\t")[0] for line in _lines()) - _VOLUMES


@cache
def _lines() -> list[str]:
    return files("annotations.text.quantities.tables").joinpath("currencies.tsv").read_text("utf-8").splitlines()


@cache
def _names() -> dict[str, str]:
    """Return the codes by the stems of the words in their names."""
    found: dict[str, str] = {}
    for line in _lines():
        code, _, names = line.split("\t")
        for name in names.split("|"):
            if len(words := name.split()) > 1 or len(name) > 4:
                found.setdefault(" ".join(map(_stem, words)), code)
    for name, code in _KNOWN.items():
        if name not in {"DM", "TL", "RM"}:  # Only in capitals.
            found[" ".join(map(_stem, name.split()))] = code
    return found


@cache
def _openers() -> frozenset[str]:
    """Return the stems of the words that names of currencies begin with."""
    return frozenset(name.partition(" ")[0] for name in _names())


def may_open_name(word: str) -> bool:
    """Return whether the name of a currency may begin with a word. Fast, with few false positives."""
    lower = word.lower()
    return lower in _shared() or lower in _MINOR or lower == "us" or _stem(word) in _openers()


@cache
def _shared() -> dict[str, str]:
    return {word: sign for sign, spellings in _AMBIGUOUS.items() for word in spellings.split()}


@lru_cache(4096)
def _stem(word: str) -> str:
    """Return a word without the endings of number and case."""
    word = fold(word)
    while len(word) > 3 and word[-1] in "senrmoa":
        word = word[:-1]
    return word


def of_sign(written: str, region: str = "") -> str:
    """Return the code of a sign or code, or the sign that several currencies share; `""` if it is none."""
    bare = written.strip(" \u00a0\u202f-−–").removeprefix("de ").strip()
    compact = scaled.split(bare.replace(" ", ""))[1]
    if compact.startswith("$") and len(compact) > 1:
        compact = compact[1:] if len(compact) == 4 else f"{compact[1:]}$"
    if compact in codes():
        return compact
    found = _KNOWN.get(compact) or _KNOWN.get(compact.upper()) or _shared().get(compact, "")
    return _resolved(found, region)


def of_words(words: list[str], region: str = "") -> tuple[str, int]:
    """Return the code of the currency that words begin with and the number of these words; `("", 0)` if there is none."""
    stems = [_stem(word) for word in words]
    for length in range(len(words), 0, -1):
        if length == 1 and words[0].lower() in _shared():
            return _resolved(_shared()[words[0].lower()], region), 1
        if found := _names().get(" ".join(stems[:length])):
            return found, length
    if words and words[0].lower() in _MINOR:
        return "cent", 1
    if len(words) > 1 and words[0].lower() == "us" and words[1].lower() in {"dollar", "dollars"}:
        return "USD", 2
    return "", 0


def may_open(written: str) -> bool:
    """Return whether a code in capitals is one before a number too."""
    return written.strip() not in _COMMON


def _resolved(sign: str, region: str) -> str:
    """Return the currency that a shared sign is in a region, or the sign."""
    if region in _REGIONS and sign in _SHARED:
        return _REGIONS[region][_SHARED.index(sign)] or sign
    return sign
