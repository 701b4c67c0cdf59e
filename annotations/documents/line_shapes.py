"""Shapes of single lines of copied text: pure functions over a line.

Text copied from the web keeps the words of a page and loses its markup, so what a line is must be
seen from its shape. Nothing here knows the lines around it; `text` and `headline` do.
"""

import re
from typing import Final, NamedTuple

from annotations.documents import boilerplate
from annotations.text.lazy_regex import lazy

SPACES: Final = " \t\xa0\u2003\u3000"
"""Characters that indent a line. Not ``str.strip``: that would eat form feeds and other control characters."""

_BULLETS: Final = "•●◦▪▫‣⁃∙·○■□–*+-"
_ARROWS: Final = "→➔➜➤►▶⇒"
_SIGNS: Final = "✓✔✗✘☐☑☒"
_ITEM: Final = lazy(
    rf"[{SPACES}]*"
    rf"(?:(?P<arrow>(?:[{re.escape(_BULLETS)}][{SPACES}]+)?[{_ARROWS}])[{SPACES}]*"
    rf"|(?P<bullet>[{re.escape(_BULLETS)}])[{SPACES}]+"
    rf"|(?P<sign>[{_SIGNS}]\ufe0f?)[{SPACES}]*"
    rf"|(?P<number>\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,4}})\)|\d{{1,3}}\.)[{SPACES}]+)"
    rf"(?=[^{SPACES}])"
)
_RULE: Final = lazy(rf"[{SPACES}]*(?:([-*_=~─━═—])[{SPACES}]*)(?:\1[{SPACES}]*){{2,}}$")
_FENCE: Final = lazy(rf"[{SPACES}]*(`{{3,}}|~{{3,}})[{SPACES}]*([^`~]*)$")
_HEADING: Final = lazy(rf"(#{{1,6}})[{SPACES}]+(?=[^{SPACES}#])")
_QUOTE: Final = lazy(rf"[{SPACES}]*>(?:[{SPACES}]|(?=>)|(?=[^\W\d])|(?=[\"'“‘«])|$)")
_UNDERLINE: Final = lazy(rf"([-=~^\"'*+#])\1{{2,}}[{SPACES}]*$")
_LEVELS: Final = {"=": 1, "-": 2, "~": 3}
_TITLES: Final = lazy(r"\b(?:[A-Z]|[A-Z][A-Za-z]{1,4})\. (?=[^\W\d_])")
_LEAD: Final = lazy(r"(?P<words>[^\W\d_][\w’'&/+.()\- ]{0,60}):(?=\s|$)")
_LABELLED: Final = 80
"""Characters of a line in which the colon of its label is."""
_DIGITS: Final = tuple("0123456789<")
_QUESTION: Final = lazy(r"[*_]{0,2}([QA])\d*[.:][*_]{0,2}\s")
_TIME: Final = lazy(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?(?=\s|$)")
_STAMP: Final = lazy(
    r"[\[(]?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|[A-Z][a-z]{2} {1,2}\d{1,2})[T, ]{1,2}\d{1,2}:\d{2}"
)
"""A date with a time, as in logs and chats."""
_CUE: Final = lazy(r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3} --> ")
"""When a subtitle is shown."""
_DAY: Final = lazy(r"\d{4}-\d{2}-\d{2}(?=[\s:,]|$)")
_HOST: Final = lazy(r"\d{1,3}(?:\.\d{1,3}){3} ")
"""The address that a line of a server's log begins with."""
_NICK: Final = lazy(r"<[ @+]?[\w\[\]|^`{}-]{1,24}>\s")
_WIDE_LEAD: Final = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·・A-Z ]{1,8}(?:（[^）]{1,10}）)?：")
_TIMED: Final = lazy(r"[^\W\d_][\w’'. \-]{0,40}[\[( ]\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*$")
_CLOCK: Final = tuple("[(0123456789")
_WHEN_WHO: Final = lazy(
    r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?\s+(?:[A-ZÀ-ÞА-Я][\w’'-]*\.?(?: |$)){1,4}(?<!\.)$"
)
"""A time and the name of who speaks then, as above a turn of a transcript."""
_LABEL: Final = lazy(r"(?:\*\*|__)[^*_]{1,40}(?::(?:\*\*|__)|(?:\*\*|__):)(?=\s|$)|:[A-Za-z][\w -]{0,30}:(?=\s|$)")
_MARKED: Final = lazy(r"(={2,6})[ \t]*(?=[^=\s])(.*?[^=\s])[ \t]*\1[ \t]*$")
_SECTION: Final = lazy(
    rf"[{SPACES}]{{0,3}}(?:(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*)\.?|(?P<letter>[A-Z]|[IVX]{{1,5}})(?P<sub>(?:\.\d{{1,3}})*)\."
    rf"|(?P<word>§|(?i:art(?:icle|ikel|icolo|ículo)?\.?|chap(?:ter|itre|\.)|sec(?:tion|\.)|part|appendix|kapitel|teil|abschnitt|capítulo"
    rf"|título|titre|titel|book|buch|livre|libro|canto|act|scene|глава|часть|статья|раздел))"
    rf"[{SPACES}]?(?:\d+|[IVXLC]+|[A-Z])(?:\.\d+)*[a-z]?\b[.:]?)(?:[{SPACES}]+(?P<title>\S.*))?$"
)
_SENTENCE_END: Final = lazy(r"[.!?…。！？][\"'”’»)\]]*$")
_TAIL: Final = 24
"""Characters at the end of a text that tell whether a sentence ends there."""
_WORD: Final = lazy(r"[^\W_][\w’'\-.]*")
_JOINED: Final = lazy(r"\b(?=\w{10,})\w*[a-z][A-Z][a-z]\w*")
_SMALL: Final = frozenset(
    "a an and as at but by for from in into is it its nor not of off on or over per so than that the to up via vs vs. was with yet are be do our your their this we you".split()
)
_DATE: Final = lazy(
    r"(?:\w{3,9}\.?,? ){0,2}\d{1,2}(?:st|nd|rd|th)?,? (?:\w{3,9}\.?,? )?\d{4}|\d[\d./: -]*$", re.IGNORECASE
)
_QUOTED: Final = lazy(r"[\"'“‘«„].*[.,;!?–—-][\"'”’»“]$")
"""Direct speech, or a line of a verse that is quoted."""
_ADDRESS: Final = lazy(r"[:/@_=<>]|\d\.\d")
"""In a text without a space: an address, a path, a name in a program."""
_STOPPED: Final = lazy(r"\w{3}[.;]\s")
_BYLINE: Final = lazy(r"(?:by|written by|posted by|author)\b(?!['’]s?)", re.IGNORECASE)
_CODE: Final = lazy(
    r"[{};]\s*$|^\s*[}\])]|\w\(.*\)|[=!<>]=|[-=]>|::|^\s*(?:#include|\$ |//|import |def |return )|\w = "
)


class Item(NamedTuple):
    """A line that begins like an item of a list."""

    indent: int
    """Of the marker, in columns."""
    start: int
    """Where the text of the item begins in the line."""
    marker: str
    """What is drawn before it."""


def blank(line: str) -> bool:
    """Whether a line has nothing to see."""
    return not line or line.isspace()


def edges(line: str) -> tuple[int, int]:
    """Where the text of a line begins and ends without the space around it."""
    start = len(line) - len(line.lstrip(SPACES))
    return start, max(start, len(line.rstrip(SPACES)))


def indent(line: str) -> int:
    """Columns of space before a line's text; a tab goes to the next multiple of four, a wide space takes two."""
    if line[:1] not in SPACES:
        return 0
    space = line[: len(line) - len(line.lstrip(SPACES))]
    if space.isascii() and "\t" not in space:
        return len(space)
    column = 0
    for char in space:
        column += 4 - column % 4 if char == "\t" else 2 if char == "\u3000" else 1
    return column


def item(line: str) -> Item | None:
    """The bullet or number that a line begins with."""
    if not (found := _ITEM.match(line)) or rule(line):
        return None
    if arrow := found["arrow"]:
        marker = arrow[-1]
    elif found["bullet"]:
        marker = "•"
    else:
        marker = found["sign"] or found["number"]
    return Item(indent(line), found.end(), marker)


def rule(line: str) -> bool:
    """Whether a line is a line drawn across the page: three or more of ``- * _ = ~``, alone."""
    return _RULE.match(line) is not None


def fence(line: str) -> tuple[str, str] | None:
    """The backticks or tildes that open or close a code block, and the language after them."""
    found = _FENCE.match(line)
    return (found[1], found[2].strip(SPACES)) if found else None


def heading(line: str) -> tuple[int, int, int] | None:
    """Level, start and end of the text of a heading that is written with ``#``."""
    if not (found := _HEADING.match(line)):
        if line[:2] == "==" and (found := _MARKED.match(line)):
            return len(found[1]), found.start(2), found.end(2)
        return None
    end = len(line.rstrip(SPACES))
    without = len(line[:end].rstrip("#"))
    if without < end and line[without - 1] in SPACES:
        end = len(line[:without].rstrip(SPACES))
    return len(found[1]), found.end(), end


def underline(line: str, length: int) -> int:
    """The level of the heading of ``length`` characters that a line underlines, 0 if it is no underline."""
    if not (found := _UNDERLINE.match(line)):
        return 0
    level = _LEVELS.get(found[1], 4)
    return level if len(line.rstrip()) >= (max(3, length // 2) if level < 3 else length) else 0


def quote(line: str) -> int:
    """Where the text of a quoted line begins, 0 if the line is not quoted."""
    found = _QUOTE.match(line)
    return found.end() if found else 0


def lead_in(text: str) -> int:
    """The end of the words that lead a text in, colon included: ``Q:``, ``Key Factor:``; 0 without them."""
    if not (found := _LEAD.match(text)) or "://" in text[: found.end() + 2]:
        return 0
    words = found["words"].split()
    if found["words"].count("(") != found["words"].count(")"):
        return 0
    if ". " in _TITLES.sub("", found["words"]) or len(words) > 6 or not words[0][0].isupper():
        return 0
    return found.end() if len(words) <= 3 or title_case(found["words"]) else 0


def timed(text: str) -> bool:
    """Whether a text begins with a time, or is a name with a time behind it, as in transcripts."""
    return _TIME.match(text) is not None or _TIMED.match(text) is not None or _CUE.match(text) is not None


def speaker(line: str) -> bool:
    """Whether a line begins with a time in brackets, or says who speaks and when, and nothing else."""
    text = line.strip(SPACES)
    if ":" not in text[:_LABELLED]:
        return False
    bracket = text[0] in "[(" and (_TIME.match(text) is not None or _STAMP.match(text) is not None)
    return bracket or _TIMED.match(text) is not None or _CUE.match(text) is not None


def says_who(line: str) -> bool:
    """Whether a line names only a speaker or a time; the spoken words are in the lines below it."""
    text = line.strip(SPACES)
    return ":" in text[:_LABELLED] and (_TIMED.match(text) is not None or _CUE.match(text) is not None)


def named_after_time(line: str, below: str) -> bool:
    """Whether a line is a time and a name alone, and the words that are spoken then are below."""
    text = line.strip(SPACES)
    return text[:1] in _CLOCK and _WHEN_WHO.match(text) is not None and not below.strip(SPACES)[:1].islower()


def label(line: str) -> bool:
    """Whether a line begins with what sets it off from the one above: a speaker, a key, a time, a day."""
    text = line.strip(SPACES)
    if ":" in text[:_LABELLED]:
        if lead_in(text) > 0 or timed(text) or any(begins.match(text) for begins in (_LABEL, _STAMP, _HOST)):
            return True
    elif "：" in text[:_LABELLED]:
        return _WIDE_LEAD.match(text) is not None
    return text[:1] in _DIGITS and any(begins.match(text) for begins in (_DAY, _NICK, _HOST))


def section(line: str) -> int:
    """The level of the heading that a numbered line would be: ``2.1. General``, ``§ 3``, ``Article 5``; 0 if it is none."""
    if not (found := _SECTION.match(line.rstrip(SPACES))) or len(line) > 90:
        return 0
    title = found["title"] or ""
    if not found["word"]:
        first = next((char for char in title if char.isalnum()), "")
        roman = (found["letter"] or "A").strip("IVX") == "" and len(title.split()) <= 6
        if (
            not first.isupper()
            or (ends_sentence(title) and not roman)
            or title[-1] in ",;:"
            or len(title.split()) > 12
            or "|" in title
        ):
            return 0
        return min(6, 2 + (found["number"] or found["sub"] or "").count("."))
    if title and (title[0].islower() or title[-1] in ",;" or (len(title.split()) > 8 and ends_sentence(title))):
        return 0
    return 2


def numbered_alone(line: str) -> bool:
    """Whether a line is the number of a part of a law or a book, and nothing else: ``Article 5``."""
    found = _SECTION.match(line.rstrip(SPACES))
    return found is not None and found["word"] is not None and found["title"] is None


def question_or_answer(text: str) -> str:
    """``Q`` or ``A`` if a text begins with that lead-in, else nothing."""
    found = _QUESTION.match(text)
    return found[1] if found else ""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return not text[-1:].isalnum() and _SENTENCE_END.search(text[-_TAIL:]) is not None


def title_case(text: str) -> bool:
    """Whether nearly all words that carry meaning begin with a capital letter or a digit."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    capital = sum(1 for word in words if word[0].isupper() or word[0].isdigit())
    return capital > 0 and capital >= len(words) * 0.75


def may_head(text: str) -> bool:
    """Whether a text could be a heading, as far as can be seen from itself: short, no sentence, no date."""
    if not 2 <= len(text) <= 110 or text[-1] in ".,;:…|" or "|" in text or "\t" in text or "   " in text:
        return False
    first = text[0] if text[0].isalnum() else next(filter(str.isalnum, text), "")
    if not (first.isupper() or first.isdigit()) or not any(map(str.isalpha, text)) or text[0] in "(@$€£":
        return False
    if "://" in text or (" " not in text and _ADDRESS.search(text)):
        return False
    if len(text.split()) > 18 or _STOPPED.search(text):
        return False
    if (
        text[0] in "[{"
        or (text[0] == "*" == text[-1] and text[1] != "*")
        or _keyed(text)
        or (text[0] in '"“«„‘—–-' and text[-1] not in '"”»“’')
        or _QUOTED.match(text)
        or timed(text)
        or text.count('"') % 2
        or _LABEL.match(text)
    ):
        return False
    if question_or_answer(text) or _DATE.match(text) or _BYLINE.match(text) or boilerplate.sure(text):
        return False
    # Cells of a table that were run together on copying look like capitalised words.
    return len(_JOINED.findall(text)) < 2


def comment(line: str) -> bool:
    """Whether a line begins with a single ``#``: a comment, if more such lines are next to it."""
    return line[:1] == "#" and (len(line) == 1 or line[1] in SPACES)


def capitals(text: str) -> bool:
    """Whether a text is the name of a chapter in capitals, which may end in a full stop."""
    return (
        4 <= len(text) <= 72
        and text.isupper()
        and text[0].isalpha()
        and text[-1] not in ",;|"
        and sum(map(str.isalpha, text)) * 10 >= len(text) * 6
        and "   " not in text
        and ":" not in text[:-1]
    )


def _keyed(text: str) -> bool:
    """Whether a text is one word, a colon and a short value, as at the head of a letter: ``Subject: Budget``."""
    key, colon, value = text.partition(": ")
    return bool(colon) and key.isalpha() and len(value.split()) <= 4


def code(line: str) -> bool:
    """Whether a line has the signs of a program in it."""
    return _CODE.search(line[:200]) is not None
