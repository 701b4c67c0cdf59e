"""Numbers in words, in English, German, French and Spanish, and the factors behind numbers."""

from typing import Final

from annotations.text.folding import loose

_ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_GERMAN: Final = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn "
    "neunzehn"
).split()
_FRENCH: Final = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
_SPANISH: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()

NUMBERS: Final = {word: number for number, word in enumerate(_ENGLISH)} | {
    word: ten * 10 for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
"""English words whose values are added."""

ADDED: Final = {
    "en": {**NUMBERS, "fourty": 40},
    "de": {
        **{word: number for number, word in enumerate(_GERMAN)},
        **{
            word: ten * 10
            for ten, word in enumerate("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 2)
        },
        **dict.fromkeys(("ein", "eine", "einen", "einem", "einer"), 1),
        "zwo": 2,
        "fuenf": 5,
        "zwoelf": 12,
        "fuenfzehn": 15,
        "dreissig": 30,
        "fuenfzig": 50,
    },
    "fr": {
        **{word: number for number, word in enumerate(_FRENCH)},
        **dict.fromkeys(("vingt", "vingts"), 20),
        **{
            word: ten * 10
            for ten, word in enumerate("trente quarante cinquante soixante septante huitante nonante".split(), 3)
        },
        "une": 1,
        "octante": 80,
        "quatre-vingt": 80,
    },
    "es": {
        **{word: number for number, word in enumerate(_SPANISH)},
        **{
            word: ten * 10
            for ten, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), 3)
        },
        **{
            word: hundred * 100
            for hundred, word in enumerate(
                "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(),
                1,
            )
        },
        **dict.fromkeys(("un", "una"), 1),
        **dict.fromkeys(("veintiún", "veintiuna"), 21),
        "cien": 100,
    },
}
ADDED["es"] |= {
    f"{word[:-2]}as": value for word, value in ADDED["es"].items() if word.endswith("ientos") or word == "quinientos"
}
for _numbers in (ADDED["es"], ADDED["fr"]):
    _numbers |= {loose(word): value for word, value in _numbers.items()}
_LONG: Final = {
    "million": 1e6,
    "millionen": 1e6,
    "mio.": 1e6,
    "mio": 1e6,
    "milliarde": 1e9,
    "milliarden": 1e9,
    "mrd.": 1e9,
    "mrd": 1e9,
}
SCALES: Final = {
    "en": {
        "hundred": 1e2,
        "dozen": 12.0,
        "thousand": 1e3,
        "lakh": 1e5,
        "lakhs": 1e5,
        "crore": 1e7,
        "crores": 1e7,
        "cr": 1e7,
        "grand": 1e3,
        **dict.fromkeys(("million", "mln", "mn"), 1e6),
        **dict.fromkeys(("billion", "bn", "bln"), 1e9),
        **dict.fromkeys(("trillion", "tn", "trn"), 1e12),
        "quadrillion": 1e15,
        "quintillion": 1e18,
        "sextillion": 1e21,
    },
    "de": {
        **_LONG,
        "hundert": 1e2,
        "tausend": 1e3,
        "tsd.": 1e3,
        "tsd": 1e3,
        "billion": 1e12,
        "billionen": 1e12,
        "bio.": 1e12,
        "bill.": 1e12,
        "dutzend": 12.0,
    },
    "fr": {
        **dict.fromkeys(("cent", "cents"), 1e2),
        "mille": 1e3,
        **dict.fromkeys(("million", "millions"), 1e6),
        **dict.fromkeys(("milliard", "milliards", "mds", "md"), 1e9),
        **dict.fromkeys(("billion", "billions"), 1e12),
        **dict.fromkeys(("douzaine", "douzaines"), 12.0),
    },
    "es": {
        "mil": 1e3,
        **dict.fromkeys(("millón", "millon", "millones", "mill."), 1e6),
        **dict.fromkeys(("millardo", "millardos"), 1e9),
        **dict.fromkeys(("billón", "billon", "billones"), 1e12),
        **dict.fromkeys(("trillón", "trillones"), 1e18),
        **dict.fromkeys(("docena", "docenas"), 12.0),
    },
}
"""Factors of words behind a number, by language."""

OTHERS: Final = {
    **dict.fromkeys("mila тысяч тысячи тыс. тыс".split(), 1e3),
    **dict.fromkeys(
        "milhão milhões milione milioni миллион миллиона миллионов млн millions millionen mio".split(), 1e6
    ),
    **dict.fromkeys("bilhão bilhões miliardo miliardi миллиард миллиарда миллиардов млрд mrd".split(), 1e9),
}
GUARDED: Final = frozenset(("cr", "grand"))
"""Factors that are words of names too: without a currency they must not have a noun behind them, as *2 grand pianos*."""

COMMON: Final = frozenset(
    "once elf cent cents mil un une una uno ein eine einen einem einer son md acht six dix sept neuf zero bill.".split()
)
"""Words that are no numbers in a text of an unknown language, unless they continue a number."""
