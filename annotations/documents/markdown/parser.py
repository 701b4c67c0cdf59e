"""The grammar of Markdown that is read: CommonMark with tables, strikethrough, tasks, footnotes, definitions and math."""

from functools import cache, partial
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from annotations.documents.markdown.extensions import extend
from annotations.documents.tabular import tables

_CELL: Final = 40
"""Lines that a cell may have."""


@cache
def parser(*, strict: bool = False) -> MarkdownIt:
    """The parser; a strict one takes for a table what GitHub takes for one, and nothing else."""
    md = MarkdownIt("default", {"html": True, "tasklists": True}).use(footnote_plugin).use(deflist_plugin)
    md.use(dollarmath_plugin, allow_digits=False, allow_space=False, double_inline=True, allow_labels=False)
    extend(md)
    md.block.ruler.at("table", partial(_pipe_table, strict=strict), {"alt": ["paragraph", "reference"]})
    return md


def _pipe_table(state: StateBlock, first: int, last: int, silent: bool, *, strict: bool) -> bool:  # noqa: FBT001 (the parser's call)
    """A rule for the parser: a table whose rows keep their cells and which a line without a pipe ends."""
    if first + 2 > last or state.is_code_block(first) or state.is_code_block(first + 1):
        return False
    if state.sCount[first + 1] < state.blkIndent:
        return False
    head, under = _line(state, first), _line(state, first + 1)
    if "|" not in head or (aligns := tables.delimiter(under)) is None or tables.delimiter(head) is not None:
        return False
    bounded = head.startswith("|") and under.startswith("|")
    below = [_line(state, first + 2)] if first + 2 < last else []
    if not tables.fits(head, aligns, below, bounded=bounded and not strict):
        return False
    if silent:
        return True
    end = first + 2
    rows = [[first]]
    while end < last:
        line = _line(state, end)
        if (
            bounded
            and not strict
            and len(rows) > 1
            and (more := _cell_goes_on(state, rows[-1][0], end, last, len(aligns)))
        ):
            rows[-1] = [*range(rows[-1][0], more)]
            end = more
            continue
        if not (bool(line) if strict else tables.row(line, len(aligns), bounded=bounded)):
            break
        if not _goes_on(state, end, last, line):
            break
        rows.append([end])
        end += 1
    token = state.push("pipe_table", "", 0)
    token.map = [first, end]
    starts = [state.bMarks[row[0]] + state.tShift[row[0]] for row in rows]
    written = [state.src[start : state.eMarks[row[-1]]] for start, row in zip(starts, rows, strict=True)]
    token.meta = {"aligns": aligns, "starts": starts, "rows": written}
    state.line = end
    return True


def _cell_goes_on(state: StateBlock, row: int, line: int, last: int, columns: int) -> int:
    """The line after a row whose last cell goes on in the lines below it; 0 where none does."""
    begun = _line(state, row)
    if state.level or begun.rstrip().endswith("|") or tables.count(begun) > columns:
        return 0
    for n in range(line, min(last, line + _CELL)):
        text = _line(state, n).rstrip()
        if not text or text.startswith("|"):
            return 0
        if text.endswith("|"):
            return n + 1 if tables.count(begun) + text.count("|") - 1 == columns else 0
    return 0


def _line(state: StateBlock, n: int) -> str:
    return state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]]


def _goes_on(state: StateBlock, n: int, last: int, line: str) -> bool:
    if state.sCount[n] < state.blkIndent or state.is_code_block(n):
        return False
    # Nothing else begins with a pipe, and to ask every rule takes ten times as long.
    return line.startswith("|") or not any(
        rule(state, n, last, True) for rule in state.md.block.ruler.getRules("blockquote")
    )
