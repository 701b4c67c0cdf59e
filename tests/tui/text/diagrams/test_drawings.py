"""Diagrams: what is drawn of them, that their labels stay the source's text, and that nothing is lost on the way."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document
from annotations.documents.loader import read
from tui.text import motion
from tui.text.cells import cell_len, clusters
from tui.text.diagrams.drawings import Drawing, Drawings
from tui.text.layout.layout import Layout
from tui.text.layout.viewport import View
from tui.text.rows import Row

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "diagrams.toml").read_text(encoding="utf-8"))["case"]

CHART = """Before it.

```mermaid
flowchart TD
A[The root] --> B[Left one]
A --> C[Right one]
B --> D[PageController of the left]
C --> D
```

After it.
"""


def document(source: str) -> Document:
    return read(source.encode(), "case.md")


def fenced(source: str) -> Document:
    return document(f"```mermaid\n{source}\n```\n")


def drawn(text: str, row: Row) -> str:
    """A row as it is seen."""
    cells: dict[int, str] = {}
    for x, shown in [(f.x, text[f.start : f.end]) for f in row.fragments] + [(d.x, d.text) for d in row.decorations]:
        for cluster in clusters(shown, 0, len(shown)):
            assert x not in cells, "two things are drawn in one cell"
            cells |= {x + i: "" for i in range(cluster.width)} | {x: cluster.glyph}
            x += cluster.width
    return "".join(cells.get(x, " ") for x in range(max(cells, default=-1) + 1)).rstrip()


def drawing(source: str, width: int = 60) -> tuple[Document, Drawing | None, str]:
    found = fenced(source)
    drawings = Drawings(found)
    return found, drawings.at(0, width), drawings.why_not(0, width)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_drawings(case: dict[str, str]) -> None:
    """Each kind of diagram is drawn as the case says, or stays text for the reason it says."""
    found, sketch, reason = drawing(case["source"].strip("\n"), int(case.get("width", 60)))
    if sketch is None:
        assert reason == case["reason"]
    else:
        assert [drawn(found.text, row) for row in sketch.rows] == case["drawn"].strip("\n").split("\n")


def flowchart(arrows: list[tuple[str, str, str, str]]) -> str:
    return "\n".join(["flowchart TD", *(f"{one} {sign} {other}{text}" for one, sign, other, text in arrows)])


boxes = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(["-->", "---", "-.->", "==>", "-- yes -->", "-->|no|"]),
              st.sampled_from("ABCDEF"), st.sampled_from(["", "[A label]", "{Which one?}", '("quoted (text)")', "[中文]"])),
    min_size=1, max_size=12,
)  # fmt: skip
sources = boxes.map(
    lambda arrows: "\n".join(["flowchart TD", *(f"{a} {sign} {b}{text}" for a, sign, b, text in arrows)])
)
any_lines = st.lists(
    st.sampled_from(
        ["A --> B", "A -->|x| B[words of a label] & C", "subgraph one", "end", "A[", "a : b : c", "title T", "section S",
         "A->>B: says something", "loop often", "Note over A: \x1b[31m", '"x" : 3', "pie", "graph graph", ";;", "%% no", "中文 --> 👍🏽"]
    ),
    max_size=8,
)  # fmt: skip
anything = st.tuples(
    st.sampled_from(["flowchart LR", "timeline", "sequenceDiagram", "pie title P", "timeline title x section y"]),
    any_lines,
).map(lambda parts: "\n".join([parts[0], *parts[1]]))


@given(sources | anything, st.integers(16, 90))
def test_each_place_is_drawn_once(source: str, width: int) -> None:
    """No character of the source is drawn twice, none that is drawn is another, and no row is too wide."""
    found, sketch, reason = drawing(source, width)
    assert (sketch is None) == bool(reason)
    if sketch is None:
        return
    places = [place for row in sketch.rows for f in row.fragments for place in range(f.start, f.end)]
    assert len(places) == len(set(places))
    for row in sketch.rows:
        ends = [f.x + cell_len(found.text[f.start : f.end].rstrip()) for f in row.fragments]
        assert max([0, *ends, *(d.x + cell_len(d.text) for d in row.decorations)]) <= width


@given(boxes)
def test_every_box_and_arrow_is_drawn(arrows: list[tuple[str, str, str, str]]) -> None:
    """A flowchart that is drawn has each box once, and a line for each arrow."""
    found, sketch, _ = drawing(flowchart(arrows), 300)
    assert sketch is not None
    shown = [drawn(found.text, row) for row in sketch.rows]
    names = {name for one, _, other, _ in arrows for name in (one, other)}
    assert sum(f.role in {"node", "title"} for row in sketch.rows for f in row.fragments) == len(names)
    steps = sum(row.lstrip("│ ").startswith("↓") or row.endswith("│") for row in shown)
    assert steps + sum("├" in row or "└" in row for row in shown) == len(arrows)


@settings(max_examples=30)
@given(sources | anything, st.integers(20, 80), st.integers(2, 12))
def test_the_cursor_always_has_a_place(source: str, width: int, height: int) -> None:
    """Through a document with a diagram every motion goes on to its end and back, and the cursor is always drawn."""
    found = document(f"Before it.\n\n```mermaid\n{source}\n```\n\nAfter it.")
    view = View(found, width, height)

    def check() -> None:
        place = view.layout.place(view.cursor)
        row = view.layout.row(place)
        assert any(f.start <= view.cursor < max(f.end, f.start + 1) for f in row.fragments)
        assert any(place == shown for shown, _ in view.rows())

    for forward, back in ((motion.right, motion.left), (motion.word_forward, motion.word_back)):
        view.show(0, centre=True)
        for _ in range(found.length + 5):
            view.show(forward(found, view.cursor))
            check()
        assert found.text[view.cursor :].strip("it.") == ""
        for _ in range(found.length + 5):
            view.show(back(found, view.cursor))
            check()
        assert view.cursor == 0
    rows = len([row for _, row in View(found, width, 1000).rows() if row.fragments])
    for _ in range(rows - 1):
        before = view.cursor
        view.move_rows(1)
        assert view.cursor != before
        check()
    assert found.text.startswith("After", view.cursor)
    view.move_rows(-rows)
    check()
    assert view.cursor == 0


def test_rows_and_places_agree() -> None:
    """Every drawn stretch of text is found again at the row that draws it, after as before a switch to text."""
    found = document(CHART)
    layout = Layout(found, 50)
    view = View(found, 50, 30)
    for place, row in view.rows():
        for fragment in row.fragments:
            assert all(layout.place(offset) == place for offset in range(fragment.start, fragment.end))
    view.show(found.text.index("Left one"))
    assert view.switch_diagram() == ""
    shown = [found.text[f.start : f.end] for _, row in view.rows() for f in row.fragments]
    assert "A --> C[Right one]" in shown
    assert found.text.startswith("Left one", view.cursor)
    view.show(found.text.index("--> D"))
    assert view.switch_diagram() == ""
    assert found.text.startswith("PageController of the left", view.cursor)


def test_a_long_diagram_is_not_drawn() -> None:
    """A diagram of ten thousand boxes, and one with a very long line, stay text."""
    many = fenced("flowchart TD\n" + "\n".join(f"n{i} --> n{i + 1}" for i in range(10_000)))
    assert all(Drawings(many).at(i, 80) is None for i in (0, 300, 5000, 10_000))
    assert Drawings(many).why_not(5000, 80) == "too large to be drawn"
    wide = fenced("flowchart TD\nA" + " --> A" * 5000)
    assert Drawings(wide).why_not(0, 80) == "too large to be drawn"
    boxes = fenced("flowchart TD\n" + "\n".join(f"n{i} --> m{i}" for i in range(150)))
    assert Drawings(boxes).why_not(0, 80) == "too large to be drawn"


def test_two_diagrams_are_two() -> None:
    """Diagrams that follow each other are drawn and switched one by one."""
    found = document('```mermaid\npie\n"a" : 1\n```\n```mermaid\npie\n"b" : 2\n```\n')
    drawings = Drawings(found)
    assert [block.kind for block in found.blocks] == [BlockKind.DIAGRAM] * 4
    first, second = drawings.at(1, 60), drawings.at(2, 60)
    assert first is not None
    assert second is not None
    assert (first.first, first.last, second.first, second.last) == (0, 2, 2, 4)
    drawings.show(0, as_text=True)
    assert drawings.at(1, 60) is None
    assert drawings.at(3, 60) is not None


@pytest.mark.parametrize(
    ("line", "words", "sentence"),
    [
        ("flowchart TD\nA[The (old) root] -- yes, it is --> B{Is it?}", "root", "The (old) root"),
        ("flowchart TD\nA[The (old) root] -- yes, it is --> B{Is it?}", "it is", "yes, it is"),
        ("flowchart TD\nA[The root] --> B{Is it?}", "-->", "A[The root] --> B{Is it?}"),
        ("timeline\n    2002 : First (of all) : Second", "all", "First (of all)"),
        ("sequenceDiagram\n    A->>B: says it. And again.", "again", "says it. And again."),
        ('pie\n    "Dogs" : 386', "38", "386"),
        ("gitGraph\n    commit", "commit", "    commit"),
    ],
)
def test_the_sentence_of_a_diagram_is_a_label(line: str, words: str, sentence: str) -> None:
    """Taking the sentence takes the label under the cursor, drawn or not; between labels it takes the line."""
    found = fenced(line)
    start, end = motion.sentence_at(found, found.text.index(words))
    assert found.text[start:end] == sentence
