"""What a full stop after a short word is: the end of a sentence, or part of an abbreviation, a name, a number."""

from functools import cached_property
from typing import Final

from annotations.text.language import abbreviations, openers
from annotations.text.language.detection import Languages
from annotations.text.lazy_regex import lazy

_BACK: Final = 28
"""Code points before a stop that its word may have."""
_TOKEN: Final = lazy(r"(?:[^\W_]|[.’'ªº°/-])+$")
_SPACED: Final = lazy(r"(?:(?<![^\W_])[^\W\d_]{1,3}\.[ \u00a0\u2009\u202f]?){1,4}[^\W\d_]{1,3}$")
"""Letters with stops, with or without blanks: *z. B.*, *т. е.*"""
_NUMBER: Final = lazy(r"\d[\d.,]*$")
_ORDINAL: Final = lazy(r"\d{1,3}$")
_DATE: Final = lazy(r"\d{1,2}\.(?:[ \u00a0]?\d{2,4})?(?!\d)|\d{4}(?!\d)")
_BEFORE: Final = lazy(r"([^\s(\[„“«\"]*)[\s\u00a0]*$")
_WORD: Final = lazy(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ROMAN: Final = lazy(r"[IVXLC]{1,6}(?![^\W_])")
_MARKED: Final = lazy(r"[\d§№#°/&–-]|n[°ºr.]|N[°or]\.? ?\d|[A-Z]{1,2} ?\d|nr\b|Nr\b")
"""What follows an abbreviation that a number belongs to."""
_VOWEL: Final = lazy(r"[aeiouyäöüáàâãåæéèêëíìîïóòôõøœúùûýąęаеёиоуыэюяєіїά-ώ]")
_LATIN_OR_CYRILLIC: Final = lazy("[a-zà-žа-яё]+")
_INITIALS: Final = lazy(r"(?:[^\W\d_]\.[ \u00a0]?-?)*[^\W\d_]$")
_SURNAME: Final = lazy(
    r"[А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын|ск(?:ий|ая|ого|ой|ому|им)|ко|ук|юк|ян|дзе|швили|ич)(?:а|у|ым|ой|е|ы)?[ \u00a0]$"
)
_LABEL: Final = lazy(
    r"\s*[(\[\"“„«]?(?:(?:§+|№)[ \u00a0]?|(?:[Aa]rt(?:icle|ikel|ículo|icolo|igo|ykuł)?|Статья|Ст|Пункт|Глава|Sec(?:tion)?|Abs(?:atz)?|Rule|Chap(?:ter)?"
    r"|Cap(?:ítulo|itolo)?|Kap(?:itel)?|Rozdział|Paragraph|Fig(?:ure|ura)?|Abb(?:ildung)?|Tab(?:le|elle|ela|la|el)?|Рис|Табл|Rys|Afb|Nr|No|N)"
    r"(?:\.[ \u00a0]?|[ \u00a0]))?(?:\d{1,3}(?:\.\d{1,3})*(?:[a-zºª°]|er|re|te)?|[^\W\d_]|[ivx]{1,5}|[IVX]{1,5})$|\s*Parágrafo único$"
)
"""A number or letter that a paragraph, an article or a caption begins with."""
_LONG_LABEL: Final = 30
"""Code points that no label has."""
_CLOCK: Final = ("a.m", "p.m")
_CLOCK_NEXT: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec eastern central mountain "
    "pacific atlantic greenwich universal london hong tokyo beijing moscow paris berlin sydney".split()
)
"""What goes on with a sentence after *5 p.m.*: days, and names of zones; elsewhere the sentence ends."""
_CUT: Final = 5
"""Letters that a word which was cut short may have."""
_SHORT: Final = 6
"""Words after which a year may still belong to the beginning of a sentence."""


def is_whole_word(text: str, first: int, stop: int) -> bool:
    """Return whether the word before a stop is no abbreviation, label, name or number, as most are not.

    False if that takes a closer look.
    """
    if stop - first < _LONG_LABEL:
        return False
    word = text[text.rfind(" ", stop - _BACK, stop) + 1 : stop]
    if len(word) < 3 or not word.isalpha():
        return False
    low = word.lower()
    return (
        low not in abbreviations.known()
        and not low.endswith("str")
        and (len(low) > 5 or _VOWEL.search(low) is not None)
    )


class Stop:
    """A full stop with the words before and after it."""

    def __init__(self, languages: Languages, first: int, stop: int, opened: int, following: int, end: int) -> None:
        """Describe the stop at `stop` of the sentence that begins at `first`; the next word begins at `following`."""
        self._languages = languages
        self._text = text = languages.text
        self._first = first
        self._stop = stop
        self._opened = opened
        self._following = following
        self._end = end
        found = _TOKEN.search(text, max(first, stop - _BACK), stop)
        token = found.group() if found else ""
        for sign in "’'":  # l'art., dell’art.
            head, _, tail = token.rpartition(sign)
            token = tail if 0 < len(head) <= 5 and head.isalpha() else token
        self.token = token.lstrip(".-").rpartition("/")[2]
        """The word before the stop."""

    def goes_on(self, *, plain: bool) -> bool:
        """Return whether the sentence goes on; `plain` if nothing closes behind the stop."""
        text, token = self._text, self.token
        if plain and self._is_label():
            return True
        if not token or text[self._stop - 1] == ".":
            return False
        if token[-1].isdecimal():
            return self._is_ordinal()
        spaced = self._spaced
        if _is_doubled(token):
            if _is_doubled(self._next) and self._is_short(self._next):
                return True
            if _is_doubled(spaced[:2]) and len(spaced) == 5:
                return False
        if self.is_known(spaced):
            return self._listed(spaced)
        if (
            spaced
            and len(spaced) > 3
            and self.is_known(spaced.split(".", 1)[1])
            and not spaced.replace(".", "").isupper()
        ):
            return self._listed(spaced.split(".", 1)[1])
        if self.is_known(token):
            return self._listed(token)
        last = token.rpartition("-")[2]
        if last != token and self.is_known(last):
            return self._listed(last)
        if len(last) == 1 or (len(spaced) > 1 and spaced[-2] == "."):
            return self._initial(last)
        if "." in token and all(len(part) <= 3 for part in token.split(".")):
            return not self._opens
        if self._language == "de" and (self._is_counted(last) or last.endswith("str")):
            return not self._opens
        if last.istitle() and len(last) <= _CUT and self._next.lower() in _COMPANIES and self._is_short(self._next):
            return True  # Bell Atl. Corp.
        return self._clipped(last) and not self._opens

    @property
    def abbreviated(self) -> bool:
        """Whether the word before the stop is a known abbreviation."""
        return self.is_known(self.token)

    # --- the words around

    @cached_property
    def _language(self) -> str:
        return self._languages.at(self._stop)

    @cached_property
    def _next(self) -> str:
        found = _WORD.match(self._text, self._following, self._end)
        return found.group() if found else ""

    @cached_property
    def _opens(self) -> bool:
        """Whether the next word is one that begins sentences."""
        word = self._next.lower()
        if word in ("no", "nos") and self._is_short(self._next):
            return False
        if self._next.isupper() and (
            len(word) > 1 or (self._text[self._following + 1 : self._following + 2] == "." and word not in "vs")
        ):
            return False
        known = openers.of(self._language)
        return word in known or word.replace("’", "'").partition("'")[0] in known

    @cached_property
    def _spaced(self) -> str:
        """The letters with stops before the stop, without blanks; `""` if there are none."""
        low = max(self._first, self._stop - _BACK)
        found = _SPACED.search(self._text, low, self._stop)
        return "".join(found.group().split()) if found else ""

    def is_known(self, word: str) -> bool:
        """Return whether a word is an abbreviation of any language."""
        return bool(word) and word.lower() in abbreviations.known()

    def _is_short(self, word: str) -> bool:
        """Whether the next word has a stop itself."""
        after = self._following + len(word)
        return self._text[after : after + 1] == "."

    # --- kinds of stops

    def _is_label(self) -> bool:
        low = self._first
        return self._stop - low < _LONG_LABEL and _LABEL.match(self._text, low, self._stop) is not None

    def _is_ordinal(self) -> bool:
        """Whether a number before a stop is part of a date, or a German ordinal."""
        text = self._text
        number = _NUMBER.search(text, max(self._first, self._stop - _BACK), self._stop)
        digits = number.group() if number else ""
        if number is None or not _ORDINAL.fullmatch(digits):
            return False
        if text[self._opened].isdecimal():
            return len(digits) < 3 and _DATE.match(text, self._opened, self._end) is not None
        if not self._next:
            return False
        low = self._next.lower()
        if low in openers.MONTHS and len(digits) < 3:
            return True
        if self._language != "de" or self._opens or text[self._following].islower():
            return False
        if self._is_short(self._next) and self.is_known(self._next):
            return True  # in: Handbuch, 3. Aufl.
        before = _BEFORE.search(text, max(self._first, number.start() - _BACK), number.start())
        word = before.group(1) if before else ""
        if word and word[-1] != ",":
            return word.lower() in openers.DETERMINERS
        return len(digits) < 3

    def _is_counted(self, word: str) -> bool:
        """Whether a Roman number is a German ordinal: *der VIII. Zivilsenat*."""
        before = _BEFORE.search(self._text, max(self._first, self._stop - len(word) - _BACK), self._stop - len(word))
        return (
            _ROMAN.fullmatch(word) is not None and before is not None and before.group(1).lower() in openers.DETERMINERS
        )

    def _listed(self, word: str) -> bool:
        """Whether the sentence goes on after an abbreviation of the tables."""
        language = self._language
        tables = abbreviations.of(language)
        low = word.lower()

        def within(table: frozenset[str]) -> bool:
            return word in table or low in table

        marked = (
            _MARKED.match(self._text, self._opened, self._end) is not None
            or (_ROMAN.match(self._text, self._following, self._end) is not None and not self._opens)
            or (len(self._next) == 1 and self._next.isupper() and not self._opens)
        )
        after_number = self._after_number(word)
        if (within(tables.numbered) and marked and not after_number) or (word[0].isupper() and word in tables.leading):
            return True
        if within(tables.final) and (
            after_number or (len(low) > 1 and not (within(tables.leading) or within(tables.middle)))
        ):
            if self._text[self._opened].isdecimal() or self._text[self._opened] in "№§([":
                return low not in ("etc", "usw", "ecc", "enz")
            return low in abbreviations.YEARS and self._is_beginning() and not self._opens
        if low in _CLOCK and language in ("en", ""):
            return marked or self._next.lower() in _CLOCK_NEXT or (len(self._next) < 5 and self._next.isupper())
        if within(tables.leading):
            return True
        if within(tables.numbered) and (marked or (low == "ed" and after_number)):
            return marked or not self._opens
        if low in _COMPANIES and self._language not in ("en", "") and self._after_name(word):
            return False
        if within(tables.middle):
            return not self._opens or marked
        if within(tables.numbered):
            return len(word) == 1 and self._initial(word)
        if len(low) == 1 or "." in low:
            return self._initial(low.rpartition(".")[2]) if len(low) == 1 else not self._opens
        # An abbreviation of another language than this one.
        named = self._next[:1].isupper() and word in abbreviations.of("").leading
        if marked and _VOWEL.search(low) is None:
            return len(low) > 1  # no word of any language: blz. 5
        return (marked or named) and word[0].isupper() and len(word) > 1 and not self._opens

    def _after_name(self, word: str) -> bool:
        """Whether the word before is one with a capital, or an ampersand."""
        near = self._text[max(self._first, self._stop - len(word) - _BACK) : self._stop - len(word)].split()
        named = bool(near) and (near[-1][0].isupper() or near[-1] == "&")
        return named and self._next.lower() not in _COMPANIES and not (len(self._next) > 1 and self._next.isupper())

    def _after_number(self, word: str) -> bool:
        """Whether a number is before the word, as before a unit."""
        at = self._stop - len(word)
        text = self._text
        before = _TOKEN.search(text, max(self._first, at - _BACK), at) or _BEFORE.search(
            text, max(self._first, at - _BACK), at
        )
        if before is None:
            return False
        near = text[max(self._first, at - 12) : at].split()
        return bool(near) and (
            near[-1][0] in "0123456789°"
            or _ROMAN.fullmatch(near[-1]) is not None
            or near[-1].rstrip(".").lower() in _MULTIPLES
        )

    def _is_beginning(self) -> bool:
        """Whether the sentence has only a preposition and few words so far."""
        words = self._text[self._first : self._stop].split()
        return len(words) <= _SHORT and words[0].lower() in _PREPOSITIONS

    def _initial(self, letter: str) -> bool:
        """Whether a letter before a stop, or several, are initials and not the last word: *plan B. The next*."""
        text, stop = self._text, self._stop
        if len(self._next) == 1 and text[self._following + 1 : self._following + 2] == ".":
            return True
        if text[stop - 2 : stop - 1] == "°" or (
            letter in "CFK" and text[max(0, stop - 3) : stop - 1].endswith(("° ", "°"))
        ):
            return False
        if letter.islower() and self._after_number(letter):
            return text[self._opened].isdecimal()
        if letter in _LETTER_WORDS:
            return False
        if not self._next or text[self._opened].isdecimal():
            return letter.islower() or self._spaced != ""
        if self._next[0].islower():
            return True
        if not self._opens:
            return not self._ends_name()
        word = self._next.lower()
        return self._language != "de" and letter.isupper() and word in openers.PARTICLES and self._named_before()

    def _named_before(self) -> bool:
        """Whether a name may begin with a letter: at the beginning, after a comma or a small word."""
        words = self._text[max(self._first, self._stop - 1 - _BACK) : self._stop - 1].split()
        return not words or words[-1][-1] == "," or words[-1].lower() in openers.of(self._language)

    def _ends_name(self) -> bool:
        """Whether initials follow a Russian surname, which they end."""
        found = _INITIALS.search(self._text, max(self._first, self._stop - 8), self._stop)
        at = found.start() if found else self._stop
        return _SURNAME.search(self._text, max(self._first, at - 24), at) is not None

    def _clipped(self, word: str) -> bool:
        """Whether a short word without a vowel is one that was cut short; words of capitals are names."""
        low = word.lower()
        if len(word) > _CUT or word.isupper() or (word != low and word != word.capitalize()):
            return False
        return _LATIN_OR_CYRILLIC.fullmatch(low) is not None and _VOWEL.search(low) is None


_LETTER_WORDS: Final = frozenset("яèéàòù")
_PREPOSITIONS: Final = frozenset(
    "в во с со к до от на после около w we z od do po dnia na około hacia en el in nel im um seit vers op rond em no por ok ок".split()
)
_COMPANIES: Final = frozenset(
    "s.a s.p.a b.v n.v s.l s.r.l s.n.c s.a.s s.a.r.l z.o.o ltda lda cia cía cie s-ka inc corp co ltd".split()
)
_MULTIPLES: Final = frozenset("млн млрд тыс трлн mln mld mrd mio tys mill tsd кв куб sq cu qm".split())


def _is_doubled(word: str) -> bool:
    """Return whether a word is a letter twice, as in Spanish plurals such as *EE. UU.* and *DD. HH.* are."""
    return len(word) == 2 and word[0] == word[1] and word.isupper()
