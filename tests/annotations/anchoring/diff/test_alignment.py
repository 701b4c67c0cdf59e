"""The differences of two texts are true, in order, and put where people make them."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.diff.alignment import Alignment
from annotations.anchoring.diff.patience import match

TEXTS = st.lists(st.sampled_from(["alpha", "beta", "the", "12", ".", "\n", "  ", "’", "的", "gamma"]), max_size=60)


@given(TEXTS, TEXTS)
def test_common_stretches_are_common(one: list[str], other: list[str]) -> None:
    """They are equal once folded, in the order of both texts, and the gaps between them are the rest."""
    alignment = Alignment(" ".join(one), " ".join(other))
    old = new = 0
    for block in alignment.blocks:
        assert block.old >= old
        assert block.new >= new
        old, new = block.old + block.length, block.new + block.length
        assert block.length
        assert alignment.old[block.old : old] == alignment.new[block.new : new]
    common = sum(block.length for block in alignment.blocks)
    gone, came = (
        sum(sizes)
        for sizes in zip(
            (0, 0), *((gap.old_end - gap.old, gap.new_end - gap.new) for gap in alignment.gaps()), strict=True
        )
    )
    assert (common + gone, common + came) == (len(alignment.old), len(alignment.new))


@given(st.text("abc", max_size=40), st.text("abc", max_size=40))
def test_runs_and_gaps_are_apart(old: str, new: str) -> None:
    """Runs of a match are equal items in the order of both sequences; no gap overlaps a run."""
    runs, gaps = match(old, new)
    taken = [(run.old, run.old + run.length, run.new, run.new + run.length) for run in runs]
    ends = (0, 0)
    for start, end, there, there_end in sorted([*taken, *gaps]):
        assert start >= ends[0]
        assert there >= ends[1]
        ends = (end, there_end)
    assert all(old[start:end] == new[there:there_end] for start, end, there, there_end in taken)


def test_words_that_are_the_same_by_chance_are_no_remains() -> None:
    """Of a sentence that was written anew nothing is left, though both have `the`."""
    old, new = "Nobody in the harbour wept.", "Yesterday the surveyors drank."
    assert not Alignment(f"So it was.\n{old}", f"So it was.\n{new}").survivors(11, 11 + len(old) - 1)


def test_a_sentence_is_put_in_where_sentences_begin() -> None:
    """Not between the first word that both have and the rest."""
    [gap] = Alignment("It was dark. The dog barked.", "It was dark. The cat slept. The dog barked.").gaps()
    assert gap == (13, 13, 13, 28)


def test_what_can_be_told_by_nothing_is_left_open() -> None:
    """Two long texts of equal words end, and only their edges are matched."""
    alignment = Alignment("x " + "a " * 20_000, "y " + "a " * 15_000 + "z")
    assert sum(block.length for block in alignment.blocks) <= 30_000
