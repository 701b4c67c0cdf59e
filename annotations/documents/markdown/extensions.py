"""Markdown beside CommonMark: wiki links, marks, comments, identifiers, drawn tables.

Rules for the parser. Comments, identifiers and the fences of divisions, which only programs read, become hidden tokens.
"""

from collections.abc import Sequence
from typing import Final, overload

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from annotations.documents.tabular import text_tables
from annotations.text.lazy_regex import lazy

HIDDEN: Final = "hidden"
"""Type of the tokens of what is not shown; their content is as it is written."""
_PAIRED: Final = {"==": "highlight", "~": "s"}
_WIKI: Final = lazy(r"!?\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\](?!\])")
_COMMENT: Final = lazy(r"%%(?!%)[^%]*(?:%(?!%)[^%]*)*%%")
_ATTRIBUTES: Final = lazy(
    r"[ \t]*\{:?[ \t]*(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s}]+))(?:[ \t]+[^{}\n]*)?\}[ \t]*(?=$|\n)"
)
_BLOCK_ID: Final = lazy(r"\^(?=[\w-]*[a-zA-Z])[a-zA-Z0-9-]{2,40}[ \t]*$")
_TEX: Final = lazy(r"\\\((?P<in>[^\n]{1,400}?)\\\)|\\\[(?P<on>[^\n]{1,400}?)\\\]")
_FORMULA: Final = lazy(r"\\[a-zA-Z]|[\^_=<>+]|^\s*[a-zA-Z]\s*$|(?<![a-zA-Z])[a-zA-Z]\s*[*/-]\s*[a-zA-Z](?![a-zA-Z])")
"""A sign that the text between escaped brackets is a formula, not a text whose brackets were escaped."""
_WORDS: Final = lazy(r"(?<![\\a-zA-Z{])[a-zA-Z]{3,}[ ,.;:]+[a-zA-Z]{3,}")
_RUN: Final = lazy("~{3,}")
_WORD: Final = lazy(r"[a-zA-Z0-9]")
_CJK: Final = lazy(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003fffd]"
)
_DIVISION: Final = lazy(r" {0,3}:{3,}(?!:)[ \t]*(?:\{[^}\n]*\}|[\w-]*)(?:[ \t]*:*|[ \t]+\{?[^\n:]*)[ \t]*$")
_TEX_BEGIN: Final = lazy(r" {0,3}(?:\\begin\{([a-zA-Z]{1,20}\*?)\}|\\\[[ \t]*$)")
_TEX_LINES: Final = 200
_STROKES: Final = "-=+|:"
"""Beginning of a drawn table, in its first or its second line."""
_TABLE_LINES: Final = 2000


def extend(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    for name, rule in (("wiki", _wiki), ("hidden_inline", _hidden), ("tex", _tex)):
        md.inline.ruler.before("escape", name, rule)
    md.inline.ruler.before("strikethrough", "paired", _paired)
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.add_terminator_char("%")
    md.inline.add_terminator_char("=")
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "hidden_block", _hidden_block, ends)
    md.block.ruler.before("hr", "tex_block", _tex_block, ends)
    md.block.ruler.before("hr", "text_table", _text_table, {"alt": []})
    md.block.ruler.before("code", "text_table_set_in", _text_table, {"alt": []})


def _push_hidden(state: StateInline, end: int) -> None:
    token = state.push(HIDDEN, "", 0)
    token.content = state.src[state.pos : end]
    state.pos = end


def _wiki(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    if state.src[state.pos] not in "![" or not (found := _WIKI.match(state.src, state.pos, state.posMax)):
        return False
    # What is defined in the file, or has further brackets around it, is a link of Markdown.
    if normalizeReference(found[1]) in state.env.get("references", ()) or state.src[state.pos - 1 : state.pos] == "[":
        return False
    if not silent:
        token = state.push("wiki_link", "", 0)
        token.content = (found[2] or found[1]).strip()
        token.markup = found[0]
        token.meta = {"target": found[1].strip(), "at": found.start(2) if found[2] else found.start(1)}
    state.pos = found.end()
    return True


def _hidden(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """Comments, and the identifiers at the ends of blocks."""
    char, at = state.src[state.pos], state.pos
    if char == "%" and state.src[at - 1 : at].isalnum():
        return False
    if char == "%":
        found = _COMMENT.match(state.src, at, state.posMax)
    elif char == "{":
        found = _ATTRIBUTES.match(state.src, at, state.posMax)
    elif char == "^" and (at == 0 or state.src[at - 1] in " \t\n"):
        found = _BLOCK_ID.match(state.src, at, state.posMax)
    else:
        return False
    if found is None:
        return False
    if silent:
        state.pos = found.end()
    else:
        _push_hidden(state, found.end())
    return True


def _tex(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    if state.src[state.pos] != "\\" or not (found := _TEX.match(state.src, state.pos, state.posMax)):
        return False
    if not _FORMULA.search(found["in"] or found["on"]) or _WORDS.search(found["in"] or found["on"]):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def _paired(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """Parse ``==mark==`` and ``~strike~``: text between two signs, with no blank next to them on the inside."""
    src, start = state.src, state.pos
    mark = "==" if src.startswith("==", start) else src[start]
    kind = _PAIRED.get(mark)
    inner = start + len(mark)
    if not silent and mark == "~" and (run := _RUN.match(src, start, state.posMax)):
        state.pending += run[0]  # as on GitHub, more than two are text
        state.pos = run.end()
        return True
    if silent or kind is None or inner >= state.posMax or src[inner] in " \t\n" or src[inner] == mark[0]:
        return False
    if start and src[start - 1] == mark[0]:
        return False
    if mark == "==" and start and _WORD.match(src[start - 1]):
        return False
    end = _closing(src, mark, inner, min(state.posMax, inner + 500))
    if end < 0 or "\n\n" in src[inner:end]:
        return False
    most = state.posMax
    state.pos, state.posMax = inner, end
    state.push(f"{kind}_open", "", 1).markup = mark
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1).markup = mark
    state.pos, state.posMax = end + len(mark), most
    return True


def _closing(src: str, mark: str, start: int, last: int) -> int:
    """Offset of the sign that closes a text, -1 if there is none: it follows no blank and is not part of a longer run of signs."""
    end = src.find(mark, start, last)
    while end >= 0:
        if src[end - 1] not in f" \t\n{mark[0]}" and src[end + len(mark) : end + len(mark) + 1] != mark[0]:
            return end
        while src[end : end + 1] == mark[0]:
            end += 1
        end = src.find(mark, end, last)
    return -1


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """The parser's rule, except that marks of emphasis also open and close beside the signs of scripts without blanks.

    See https://github.com/commonmark/commonmark-spec/issues/650.
    """
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(start, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    before = state.src[start - 1] if start > 0 else " "
    end = start + scanned.length
    after = state.src[end] if end < state.posMax else " "
    if marker == "*" and (_CJK.match(before) or _CJK.match(after)):
        opens = not after.isspace() and (
            not _sign(after) or before.isspace() or _sign(before) or bool(_CJK.match(before))
        )
        closes = not before.isspace() and (
            not _sign(before) or after.isspace() or _sign(after) or bool(_CJK.match(after))
        )
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, end=-1, open=opens, close=closes)
        )
    state.pos += scanned.length
    return True


def _sign(char: str) -> bool:
    """Whether a character is punctuation of a script with blanks."""
    return (isMdAsciiPunct(ord(char)) or isPunctChar(char)) and not _CJK.match(char)


def _hidden_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """The fences of a division, and a comment of several lines."""
    if _begins(state, first) not in ":%" or state.is_code_block(first):
        return False
    line = _whole(state, first)
    end = 0
    if line.lstrip(" ").startswith(":::") and _DIVISION.match(line):
        end = first + 1
    elif line.strip() == "%%":
        end = next((n + 1 for n in range(first + 1, min(last, first + 200)) if _whole(state, n).strip() == "%%"), 0)
    if not end:
        return False
    if not silent:
        token = state.push(HIDDEN, "", 0)
        token.map = [first, end]
        state.line = end
    return True


def _tex_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    r"""A formula of several lines: ``\begin{…}`` to ``\end{…}``, or ``\[`` to ``\]``."""
    if state.is_code_block(first) or not (found := _TEX_BEGIN.match(_whole(state, first))):
        return False
    closing = f"\\end{{{found[1]}}}" if found[1] else "\\]"
    for n in range(first, min(last, first + _TEX_LINES)):
        line = _whole(state, n).rstrip()
        if state.sCount[n] < state.blkIndent or not line.strip():
            return False
        if line.endswith(closing):
            if not silent:
                token = state.push("math_block", "math", 0)
                token.map = [first, n + 1]
                state.line = n + 1
            return True
    return False


def _text_table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 (the parser's call)
    if state.level or state.blkIndent or first + 1 >= last:
        return False
    if _begins(state, first) not in _STROKES and _begins(state, first + 1) not in _STROKES:
        return False
    if (found := text_tables.find(_BlockLines(state, first, last), 0)) is None:
        return False
    if silent:
        return True
    token = state.push("text_table", "", 0)
    token.map = [first, first + found.end]
    token.meta = {"table": found}
    state.line = first + found.end
    return True


class _BlockLines(Sequence[str]):
    """The lines of a block as they are asked for."""

    def __init__(self, state: StateBlock, first: int, last: int) -> None:
        self._state = state
        self._first = first
        self._count = min(last - first, _TABLE_LINES)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        return _whole(self._state, self._first + index)


def _begins(state: StateBlock, n: int) -> str:
    """The first character of a line that is not a blank."""
    at = state.bMarks[n] + state.tShift[n]
    return state.src[at : at + 1]


def _whole(state: StateBlock, n: int) -> str:
    return state.src[state.bMarks[n] : state.eMarks[n]]
