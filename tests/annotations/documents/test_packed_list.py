"""Lists whose records are packed, beside lists that are not."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.blocks import Block, BlockKind, Mark, MarkKind, Table
from annotations.documents.loader import read
from annotations.documents.packed_list import Packed

MARKS = st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 2**33), st.integers(0, 2**33), st.text(max_size=3))
BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.integers(0, 2**33),
    st.integers(0, 2**33),
    marker=st.text(max_size=2),
    marks=st.lists(MARKS, max_size=2).map(tuple),
    cells=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple),
    table=st.none() | st.just(Table(1, 2, 1, ("left", "right"))),
)


@given(st.lists(BLOCKS, max_size=4), st.integers(0, 40), st.lists(st.slices(160), max_size=3))
def test_a_packed_list_has_what_a_list_has(few: list[Block], times: int, slices: list[slice]) -> None:
    """Every record, from either end, every slice and all in turn, at whatever length; after pickling, too."""
    plain = few * times
    packed = Packed(Block)
    for block in plain:
        packed.append(block)
        assert packed[-1] == block
    for one in (packed, pickle.loads(pickle.dumps(packed))):  # noqa: S301 - our own
        assert len(one) == len(plain)
        assert [one[n] for n in range(-len(plain), len(plain))] == plain * 2
        assert list(one) == plain
        assert one == plain
        assert [one[part] for part in slices] == [plain[part] for part in slices]
    assert bool(packed) == bool(plain)
    for outside in (len(plain), -len(plain) - 1):
        with pytest.raises(IndexError):
            packed[outside]


def test_records_far_apart_are_made_again() -> None:
    """More records than are kept at hand come back as they were, in whatever order they are asked for."""
    document = read("".join(f"# *{n}*\n" for n in range(4500)).encode(), "a.md")
    expected = [block.start for block in document.blocks]
    assert [document.blocks[n].start for n in range(4499, -1, -97)] == expected[4499::-97]
    assert all(
        document.slice(block.marks[0].start, block.marks[0].end) == str(n) for n, block in enumerate(document.blocks)
    )
