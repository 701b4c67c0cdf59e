"""Statistics of small folders, counted by hand and by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import LINK_KINDS, LinkKind, Passage, Tag
from annotations.records.codebook.tree import TagTree
from annotations.review.graph import Records
from annotations.review.overview.statistics.coverage import PARTS, bar, resampled, shares
from annotations.review.overview.statistics.report import NAMES, Statistics
from annotations.review.overview.statistics.tables import Cell, Table, columns_to_read
from annotations.text.ranges import united
from tests import books
from tests.annotations.review.making import Folder, folder, folders, link, passage, source

TAGS = [Tag(name=name, letter=name[0], colour="tag1") for name in ("claim", "figure", "opinion")]
TEXT = "Rows are forty. It rose by half, they say. Nobody likes it.\nThe well is deep."


def at(address: str, start: int, end: int, *tags: str, status: str = "open") -> Passage:
    """A passage at a place."""
    made = passage(address, TEXT[start:end], tags=tags, status=status)
    return Passage(replace(made.annotation, fragments=((start, end),)), start, end, "anchored")


def statistics(made: Folder, text: str | None = TEXT, kinds: tuple[LinkKind, ...] = ()) -> dict[str, Table]:
    """All tables, complete."""
    records = Records(made.sources, made.passages, made.links, (*LINK_KINDS.values(), *kinds))
    found = Statistics(records, TagTree(TAGS))
    for _ in found.complete(lambda _: text):
        pass
    return found.tables


def values(table: Table) -> list[tuple[object, ...]]:
    """The heads of each line, and its cells by key."""
    return [(*line.heads, {key: cell.value for key, cell in line.cells.items()}) for line in table.lines]


MADE = Folder(
    (source(1), source(2), source(3)),
    (
        at("s1:1", 0, 15, "claim", "figure"),
        at("s1:2", 9, 14, "figure"),
        at("s1:3", 16, 31, "claim"),
        at("s1:4", 33, 41, "opinion", status="dropped"),
        at("s1:5", 43, 58, "opinion"),
        at("s2:1", 0, 15, "claim"),
        at("s2:2", 60, 77),
    ),
    (
        link("s1:1", "contradicts", "s2:1"),
        link("s2:2", "supports", "s1:3"),
        link("s1:2", "cites", "s1:3"),
        link("s1:5", "supports", "s2:2"),
    ),
)


def test_passages_are_counted_by_source_and_tag() -> None:
    """Each cell has the passages that it counts, the totals count each passage once."""
    table = statistics(MADE)["passages"]
    assert values(table) == [
        (1, "1.txt", {"passages": 5, "tag:claim": 2, "tag:figure": 2, "tag:opinion": 2}),
        (2, "2.txt", {"passages": 2, "tag:claim": 1, "no tag": 1}),
        (3, "3.txt", {}),
    ]
    assert table.lines[0].cells["tag:figure"].ids == ("s1:1", "s1:2")
    assert table.totals is not None
    assert table.totals.cells["tag:claim"] == Cell(3, ("s1:1", "s1:3", "s2:1"))


def test_tags_together_count_under_the_closest_way() -> None:
    """On one passage, on overlapping ones, or in one sentence; a passage in the next sentence is not together with it."""
    table = statistics(MADE)["cooccurrence"]
    assert values(table) == [
        ("claim", "figure", {"passage": 1, "overlap": 1}),
        ("claim", "opinion", {"sentence": 1}),
    ]
    assert table.lines[1].cells["sentence"].ids == ("s1:3", "s1:4")


def test_without_its_text_a_source_has_no_sentences() -> None:
    """What overlaps is found all the same."""
    table = statistics(MADE, None)["cooccurrence"]
    assert values(table) == [("claim", "figure", {"passage": 1, "overlap": 1})]


def test_links_are_counted_by_type_and_pair_of_sources() -> None:
    """A symmetric link counts for its pair in one order, the others from where they start to where they lead."""
    table = statistics(MADE)["links"]
    assert values(table) == [
        (1, 1, {"links": 1, "type:cites": 1}),
        (1, 2, {"links": 2, "type:contradicts": 1, "type:supports": 1}),
        (2, 1, {"links": 1, "type:supports": 1}),
    ]
    assert [column.label for column in table.columns] == ["links", "supports", "contradicts", "cites"]
    assert table.counted == "links"


def test_agreement_counts_both_directions_without_dropped_passages() -> None:
    """An own type of link counts as the type that it counts as; sources that never met are left out."""
    made = MADE._replace(links=(*MADE.links, link("s2:1", "echoes", "s1:5"), link("s1:4", "contradicts", "s2:2")))
    echoes = LinkKind(name="echoes", glyph="e", counts="restates")
    table = statistics(made, kinds=(echoes,))["agreement"]
    assert values(table) == [(1, "1.txt", {"2": (3, 1)}), (2, "2.txt", {"1": (3, 1)})]
    assert table.lines[0].cells["2"].ids[-1] == "s1:1 contradicts s2:1"


def test_figures_are_counted_by_status() -> None:
    """A figure whose source has another value is counted as changed besides."""
    changed = at("s2:3", 9, 14, "figure", status="checked")._replace(anchoring="edited", figure_changed=True)
    table = statistics(MADE._replace(passages=(*MADE.passages, changed)))["figures"]
    assert values(table) == [
        (1, "1.txt", {"figures": 2, "open": 2}),
        (2, "2.txt", {"figures": 1, "checked": 1, "changed": 1}),
    ]


def test_coverage_is_by_parts_of_the_source() -> None:
    """A source of unknown length has none."""
    unknown = replace(source(2), length=0)
    table = statistics(MADE._replace(sources=(source(1, read=0.5), unknown, source(3))))["coverage"]
    cells = table.lines[0].cells
    assert cells["read"].value == 0.5
    assert cells["tagged"].value == pytest.approx((15 + 15 + 8 + 15) / 1000)
    assert isinstance(cells["density"].value, tuple)
    assert cells["density"].value[:3] == (24 / 25, 21 / 25, 8 / 25)
    assert [*table.lines[1].cells] == ["words"]


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30))), st.integers(1, 100), st.integers(1, 60))
def test_the_parts_of_a_bar_add_up(ranges: list[tuple[int, int]], length: int, width: int) -> None:
    """The mean of all parts is the share of the whole, however wide the bar is drawn."""
    disjoint = [(start, min(end, length)) for start, end in united((one, one + size) for one, size in ranges)]
    covered = sum(max(0, end - start) for start, end in disjoint)
    found = shares(disjoint, length)
    assert len(found) == PARTS
    assert all(0 <= share <= 1 for share in found)
    assert sum(found) / PARTS == pytest.approx(covered / length, abs=0.001)
    assert sum(resampled(found, width)) / width == pytest.approx(covered / length, abs=0.001)
    assert len(bar(found, found, width)) == width


def test_a_bar_has_a_sign_for_each_state() -> None:
    """Tagged, read without a tag, and neither."""
    assert bar((1.0, 0.1, 0.0, 0.0), (1.0, 1.0, 1.0, 0.0), 4) == "█▁· "


@given(folders())
def test_totals_are_the_sums_of_the_lines(made: Folder) -> None:
    """In whatever folder, and every table is there."""
    tables = statistics(made, None)
    assert tuple(tables) == NAMES
    for table in tables.values():
        keys = {column.key for column in table.columns}
        assert all(line.cells.keys() <= keys for line in table.lines)
        for line in table.lines:
            assert len(line.heads) == len(table.heads)
        if table.totals is not None:
            for key, cell in table.totals.cells.items():
                assert cell.value == sum(line.cells[key].value for line in table.lines if key in line.cells)  # type: ignore[misc]


def test_a_folder_of_nothing_has_empty_tables() -> None:
    """No table fails for want of records."""
    assert all(not table.lines for table in statistics(Folder((), (), ())).values())
    assert values(statistics(folder("s1:1"))["passages"]) == [(1, "1.txt", {"passages": 1, "tag:claim": 1})]


def test_counting_reports_each_table_and_stops_where_it_is_told() -> None:
    """The number of tables is reported in order; an error from the listener ends the work at that table."""
    made: list[int] = []
    one = Folder((source(1),), (at("1:1", 0, 15, "claim"),), ())
    records = Records(one.sources, one.passages, one.links, (*LINK_KINDS.values(),))
    Statistics(records, TagTree(TAGS), made.append)
    assert made == [*range(1, len(NAMES) + 1)]

    def stop(count: int) -> None:
        made.append(count)
        if count == 2:
            raise InterruptedError

    made.clear()
    with pytest.raises(InterruptedError):
        Statistics(records, TagTree(TAGS), stop)
    assert made == [1, 2]


def test_a_parent_counts_the_passages_of_the_tags_below_it_once() -> None:
    """Of a codebook of hundreds people see the columns that count anything; the table has all."""
    names = dict(books.entries())
    tree = TagTree([Tag(name=name, letter="X", colour="tag1", parent=parent) for name, parent in names.items()])
    made = folder("s1:1 s2:1")
    passages = [
        Passage(replace(one.annotation, tags=("Water cost, before", "Water cost, after")), *one[1:])
        for one in made.passages[:1]
    ]
    table = Statistics(Records(made.sources, passages, []), tree).tables["passages"]
    assert table.totals is not None
    counted = {key: cell.value for key, cell in table.totals.cells.items() if cell.value}
    assert counted == {
        "passages": 1, "tag:Water": 1, "tag:Water cost": 1, "tag:Water cost, before": 1, "tag:Water cost, after": 1,
    }  # fmt: skip
    assert len(table.columns) == 443
    assert {column.key for column in columns_to_read(table)} == counted.keys()
