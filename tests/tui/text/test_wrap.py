"""Wrapping: rows that fit and lose nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.cells import cell_len
from tui.text.wrap import wrap

OPENING, CLOSING = "（「『〈《【“‘«(", "）」』〉》】”’»)、。！？ー々"
texts = st.text(st.sampled_from("abc de-f—g. 中文、\n’x1\t\u0301👍"), max_size=80)


@given(texts, st.integers(1, 20))
def test_rows_lie_end_to_end(text: str, width: int) -> None:
    """Rows cover the text in order; only newlines lie between them."""
    rows = wrap(text, 0, len(text), width)
    assert rows[0][0] == 0
    assert rows[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(rows):
        assert text[end:start] in ("", "\n")


@given(texts, st.integers(2, 20))
def test_rows_fit(text: str, width: int) -> None:
    """No row is wider than the width, the spaces at its end not counted, unless it is a single cluster."""
    for start, end in wrap(text, 0, len(text), width):
        row = text[start:end].rstrip(" \t")
        assert cell_len(row) <= max(width, 4 if "\t" in row else 2) or "\t" in row


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two ", "three"]),
        ("open-source", 8, ["open-", "source"]),
        ("the 20-30% cut", 8, ["the ", "20-30% ", "cut"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("by hand\nbroken", 20, ["by hand", "broken"]),
        ("中文字，好", 6, ["中文", "字，好"]),
        ("naïve – “curly”", 8, ["naïve – ", "“curly”"]),
    ],
)
def test_where_rows_break(text: str, width: int, rows: list[str]) -> None:
    """Rows break at spaces, after hyphens between letters, never before closing East Asian marks."""
    assert [text[a:b].rstrip(" ") for a, b in wrap(text, 0, len(text), width)] == [row.rstrip(" ") for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "彼は静かに言った。「行きます。」そして東京（日本）へ向かった。それから『草枕』を読んだ。",
        "他们去了北京（中国的首都），看了《红楼梦》。“真好！”他说：“我们（明天）再来吧……”",
        "データベース（database）を更新する場合は、「管理者」に連絡してください（必須）。スーパー。",
        "Il a demandé : « Où vas-tu ? » ; elle répondit « Chez moi » et partit. Cela coûte 100 % de plus !",
        "서울（한국）에서 「책」을 읽었다. “정말 좋다!”라고 말했다.",
    ],
)
@pytest.mark.parametrize("width", [20, 23, 31, 37, 40])
def test_brackets_and_marks_stay_with_their_words(text: str, width: int) -> None:
    """No row ends with an opening bracket or begins with a closing one or a mark, blanks between them or not."""
    rows = [text[a:b].strip() for a, b in wrap(text, 0, len(text), width)]
    assert not [row for row in rows[:-1] if row[-1] in OPENING]
    assert not [row for row in rows[1:] if row[0] in CLOSING or row.split()[0] in set(":;!?%")]


@given(st.text(st.sampled_from("彼は（「」）。、 a«»!？ー"), max_size=80), st.integers(4, 24))
def test_no_row_is_too_wide_whatever_stays_together(text: str, width: int) -> None:
    """Marks that stay with their words never make a row wider, and no row is empty in the middle."""
    rows = wrap(text, 0, len(text), width)
    assert all(cell_len(text[a:b].rstrip()) <= width for a, b in rows)
    assert all(a < b for a, b in rows[:-1])
