"""Words of scripts that set no blanks between them: Chinese, Japanese, Thai.

BudouX cuts them by weights of the letters around each place, half a million letters a second. Dictionaries such as those
of jieba, MeCab or PyThaiNLP take megabytes and a second to load, and ICU is no part of Python; without either, a change
of the kind of letters finds words in Japanese alone. Khmer, Lao and Burmese stay in one piece.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from annotations.text.lazy_regex import lazy

if TYPE_CHECKING:
    from budoux import Parser

_HAN: Final = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_KANA: Final = "\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\uff66-\uff9f"
_THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_WITHOUT_MODEL: Final = "\u0e81-\u0edd\u1000-\u109f\u1780-\u17d3"
_BETWEEN: Final = "\u00ad\u200b-\u200d\u2060\ufeff"
RUN: Final = lazy(
    rf"(?:[{_HAN}{_KANA}][{_HAN}{_KANA}{_BETWEEN}\u3099\u309a\ufe00-\ufe0f]*|[{_THAI}][{_THAI}{_BETWEEN}]*"
    rf"|[{_WITHOUT_MODEL}][{_WITHOUT_MODEL}{_BETWEEN}]*)"
)
"""Letters without a blank between words; those with the same model are one run."""
_JOINED: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ENDINGS: Final = frozenset(
    "た だっ て まし ます ませ ん ない なかっ なく られ れ せ させ たい たく たかっ ば ちゃ とい".split()
)
_PARTICLES: Final = frozenset("が は も を に へ の と や で か ね よ さ し 、 。 「 」 （ ）".split())
_KANA_LETTER: Final = lazy(f"[{_KANA}]")
_THAI_LETTER: Final = lazy(f"[{_THAI}]")
_HAN_OR_KANA: Final = lazy(f"[{_HAN}{_KANA}]")
_TRADITIONAL: Final = frozenset(
    "們個國這來時會對說學為與後過開關門間問題書長東車馬電點線經濟業實發將應該讓還沒見現場報導臺灣價億萬"
)
"""Frequent letters that are written otherwise in mainland China."""
_NEAR: Final = 200
"""Code points on each side of a run that tell Japanese from Chinese."""
_STEP: Final = 256
_CONTEXT: Final = 6
"""Letters on each side that the weights of a place depend on, and some that its neighbours depend on."""


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words of a run of letters without blanks, in order; together they are the run."""
    first = start
    model = _model(text, start, end) if end - start > 1 else ""
    if not model:
        yield start, end
        return
    for low in range(start, end, _STEP):
        for cut in _cuts(text, max(0, low - _CONTEXT), min(len(text), end + _CONTEXT, low + _STEP + _CONTEXT), model):
            if max(low, start + 1) <= cut < min(low + _STEP, end):
                yield first, cut
                first = cut
    yield first, end


def _model(text: str, start: int, end: int) -> str:
    """Return the name of the model for a run; `""` if there is none."""
    if _THAI_LETTER.match(text, start):
        return "th"
    if not _HAN_OR_KANA.match(text, start):
        return ""
    if _KANA_LETTER.search(text, max(0, start - _NEAR), min(len(text), end + _NEAR)):
        return "ja_word"
    near = text[max(0, start - _NEAR) : min(end, start + _NEAR) + _NEAR]
    return "zh-hans" if _TRADITIONAL.isdisjoint(near) else "zh-hant"


def _cuts(text: str, start: int, end: int, model: str) -> Iterator[int]:
    """Yield the offsets at which a word begins, after the first one."""
    letters = [i for i in range(start, end) if text[i] not in _JOINED]
    shown = "".join(text[i] for i in letters)
    at, before = 0, ""
    for piece in _parser(model).parse(shown):
        # The model parts the endings of a Japanese verb from it.
        if at and not (piece in _ENDINGS and before not in _PARTICLES):
            yield letters[at]
        at += len(piece)
        before = piece


@cache
def _parser(model: str) -> "Parser":
    import json
    from pkgutil import get_data

    from budoux import Parser  # Needed only where a text has such letters.

    return Parser(json.loads(get_data("budoux", f"models/{model}.json") or b"{}"))
