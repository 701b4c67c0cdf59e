"""Blocks of plain text that are not prose: code in fences, tables, drawings, diagrams, rules and comments."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.documents import mermaid as diagrams
from annotations.documents.blocks import BlockKind, Draft, Grid
from annotations.documents.file.lines import Lines
from annotations.documents.plain_text import columns
from annotations.documents.plain_text.joining import join
from annotations.documents.plain_text.measure import WIDEST
from annotations.documents.tabular import row_drafts, tables, text_tables

Found = tuple[int, Iterable[Draft]]
"""The line after what was found, and its blocks."""

_STROKES: Final = tuple("-=+|:")
"""Characters that the line under the head of a drawn table begins with."""


def preformatted(lines: Lines, kind: BlockKind, info: str, quote: int = 0, cut: int = 0) -> Iterator[Draft]:
    """Lines as they are, a block each, without their first ``cut`` characters where these are space."""
    for n, (line, start) in enumerate(zip(lines.texts, lines.starts, strict=True)):
        skip = min(cut, shapes.edges(line)[0])
        yield Draft(kind, line[skip:], ((0, start + skip),), quote=quote, gap=n == 0, info=info)


class SetApart:
    """Finds such blocks in lines that are inside ``quote`` block quotes."""

    def __init__(self, lines: Lines, quote: int) -> None:
        """``lines`` are all that may belong to them."""
        self._lines = lines
        self._texts = lines.texts
        self._quote = quote
        self._unclosed = {"`": 0, "~": 0}
        """Shortest fence of each kind that is known never to be closed, to search for its end once."""

    def find(self, i: int, line: str, last: int, *, free: bool, listed: bool) -> Found | None:
        """The block that begins at line ``i``, which is ``line``.

        A drawing ends before line ``last``; ``free`` says that a blank line is above, ``listed`` that a list is open.
        """
        first = line.lstrip()[:1]
        below = self._texts[i + 1] if i + 1 < len(self._texts) else ""
        if (first.isalnum() and "|" not in line and "\t" not in line) or not first:
            # Nearly every line: only a few of the blocks begin so.
            if below.lstrip().startswith(_STROKES) and (found := self._text_table(i)):
                return found
            if line.lstrip().startswith(diagrams.WORDS) and (found := self._diagram(i)):
                return found
            if free and (below or line[0] in shapes.SPACES):
                return self._drawn(i, last, listed=listed)
            return None
        for shape in (self._fence, self._table, self._text_table, self._rule):
            if found := shape(i):
                return found
        if free and (drawn := self._drawn(i, last, listed=listed)):
            return drawn
        return self._comment(i, last)

    def _fence(self, i: int) -> Found | None:
        found = shapes.fence(self._texts[i])
        if found is None:
            return None
        mark, info = found
        end = self._closing(i + 1, mark)
        if end <= i + 1:
            return None
        language = info.split(" ", 1)[0]
        kind, info = (BlockKind.DIAGRAM, "") if language == "mermaid" else (BlockKind.CODE, info)
        if kind is BlockKind.DIAGRAM:
            info = diagrams.kind((self._texts[i + 1].split() or [""])[0]) or "mermaid"
        cut = shapes.edges(self._texts[i])[0]
        return end + 1, preformatted(self._lines.part(i + 1, end), kind, info, self._quote, cut=cut)

    def _closing(self, i: int, mark: str) -> int:
        """The line that closes a fence; -1 if none does."""
        if 0 < self._unclosed[mark[0]] <= len(mark):
            return -1
        for end in range(i, len(self._texts)):
            found = shapes.fence(self._texts[end])
            if found and found[0].startswith(mark):
                # One that opens another block says that this one was never closed.
                return end if not found[1] else -1
        self._unclosed[mark[0]] = len(mark)
        return -1

    def _table(self, i: int) -> Found | None:
        if end := tables.tab_extent(self._texts, i):
            body = self._texts[i:end]
            first = [body[0][a:b] for a, b in tables.tabs(body[0])]
            head = int(all(first) and not any(tables.numeric([cell]) for cell in first))
            return end, self._rows(range(i, end), tables.grid(body, head, (), tables.tabs), tables.tabs)
        if not (found := tables.extent(self._texts, i)):
            return None
        end, aligns = found
        numbers = list(range(i, end))
        if aligns is not None:
            del numbers[1]  # the line of dashes
        rows = [self._texts[n] for n in numbers]
        return end, self._rows(numbers, tables.grid(rows, int(aligns is not None), aligns or ()), tables.split)

    def _rows(self, numbers: Iterable[int], grid: Grid, cut: Callable[[str], tables.Cells]) -> Iterator[Draft]:
        for n, i in enumerate(numbers):
            line, start = self._texts[i], self._lines.starts[i]
            parts: list[str] = []
            runs: list[tuple[int, int]] = []
            cells: list[tuple[int, int]] = []
            length = 0
            for first, last in cut(line):
                # A tab in a cell would look like the one between cells.
                parts.append(line[first:last].replace("\t", " "))
                runs.append((length, start + first))
                cells.append((length, length + last - first))
                length += last - first + 1
            text = "\t".join(parts)
            yield Draft(
                BlockKind.ROW, text, runs, quote=self._quote, gap=n == 0, cells=cells, grid=grid if n == 0 else None
            )

    def _text_table(self, i: int) -> Found | None:
        found = text_tables.find(self._texts, i)
        return (found.end, self._drawn_rows(i, found)) if found else None

    def _drawn_rows(self, first: int, table: text_tables.TextTable) -> Iterator[Draft]:
        texts, starts = self._texts, self._lines.starts
        cells = []
        for row in table.rows:
            joined = [join([(texts[first + n][a:b], starts[first + n] + a) for n, a, b in cell]) for cell in row]
            cells.append([(text, (), runs) for text, runs in joined])
        draft = Draft(BlockKind.ROW, "", ((0, starts[first]),), quote=self._quote)
        return row_drafts.rows(cells, table.head, draft)

    def _diagram(self, i: int) -> Found | None:
        if not (found := diagrams.extent(self._texts, i)):
            return None
        end, kind = found
        return end, preformatted(self._lines.part(i, end), BlockKind.DIAGRAM, kind, self._quote)

    def _rule(self, i: int) -> Found | None:
        if not shapes.rule(self._texts[i]):
            return None
        return i + 1, (Draft(BlockKind.RULE, "", ((0, self._lines.starts[i]),), quote=self._quote),)

    def _drawn(self, i: int, last: int, *, listed: bool) -> Found | None:
        """Programs that are set in, and lines that live from their columns."""
        if len(self._texts[i]) > WIDEST * 2:
            return None
        end = i + 1
        while end < last and not shapes.blank(self._texts[end]) and not self._heads_table(end):
            end += 1
        region = self._texts[i:end]
        inset = not listed and region[0][:1] in shapes.SPACES and min(map(shapes.indent, region)) >= 4
        program = inset and sum(map(shapes.code, region)) * 2 > len(region)
        if program or columns.kept(region):
            cut = min(shapes.edges(line)[0] for line in region) if inset else 0
            return end, preformatted(self._lines.part(i, end), BlockKind.CODE, "", self._quote, cut=cut)
        return None

    def _heads_table(self, i: int) -> bool:
        """Whether a drawn table begins at a line, as under the command of a program that answers with one."""
        line, above = self._texts[i], self._texts[i - 1]
        if not ("+" in line or "|" in line) or columns.drawn(above) or columns.apart(above):
            return False
        return text_tables.find(self._texts, i) is not None

    def _comment(self, i: int, last: int) -> Found | None:
        """Lines that each begin with the sign of a comment."""
        end = i
        while end < last and shapes.comment(self._texts[end]):
            end += 1
        if end - i < 2:
            return None
        return end, preformatted(self._lines.part(i, end), BlockKind.CODE, "", self._quote)
