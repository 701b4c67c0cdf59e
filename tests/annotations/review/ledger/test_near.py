"""Rows that are proposed to be merged, what keeps them from it, and what decisions change."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.model.judgements import Reckoning
from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import Key, figures_in
from annotations.review.ledger.ledger import Given, Ledger
from annotations.review.ledger.rows import Row
from annotations.text.quantities import Day, read
from tests.annotations.review.ledger.marked import marked
from tests.annotations.review.making import passage, source

ONE = "Dredging the northern channel cost 310 million euros."
OTHER = "The owner put the bill for the channel at 340 million euros."

Make = Callable[..., Library]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes libraries of texts with all their figures tagged."""
    opened: list[Library] = []

    def one(*texts: str) -> Library:
        folder = tmp_path / f"{len(opened)}"
        folder.mkdir()
        for number, text in enumerate(texts, 1):
            (folder / f"{number}.md").write_text(f"{text}\n", encoding="utf-8")
        library = Library.open([folder], author="tester")
        opened.append(library)
        for each in library.sources():
            document = library.document(each.id)
            for block in document.blocks:
                for start, end in block.cells or ((block.start, block.end),):
                    for value in read(document.slice(start, end)):
                        if not isinstance(value, Day):
                            library.add(each.id, start + value.start, start + value.end, tags=["figure"])
        return library

    yield one
    for library in opened:
        library.close()


def ledger(library: Library) -> Ledger:
    """The ledger as it is now."""
    return ledger_of(library, library.review.reckonings())


def pairs(made: Ledger) -> set[frozenset[Key]]:
    """The pairs of figures that are proposed to be of one metric."""
    found = [near for row in made.rows if (near := made.proposals.of(row)) is not None]
    both = {frozenset((near.one.key, near.other.key)) for near in found}
    assert len(found) == 2 * len(both) == 2 * len(made.proposals)
    return both


def proposed(made: Ledger) -> set[frozenset[str]]:
    """The same as they are written."""
    return {frozenset(one.written for one in pair) for pair in pairs(made)}


PAIR = frozenset({"310 million euros", "340 million euros"})


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((ONE, OTHER), True),
        ((f"In 2025: {ONE}", OTHER), False),  # Values that differ, and one has a date only.
        ((f"In 2024: {ONE}", f"In 2025: {OTHER}"), False),
        ((ONE, OTHER.replace("the channel", "the southern channel")), False),
        ((ONE, OTHER.replace("at 340", "up from 310 to 340")), False),
        ((f"{ONE[:-1]}: the owner put the bill for the channel at 340 million euros.",), False),
        ((f"{ONE}\n\n{OTHER}",), False),  # Of one source, and not equal.
        ((ONE, OTHER.replace("340 million euros", "340 ships")), False),
        ((ONE, OTHER.replace("340 million", "millions of")), False),
    ],
)
def test_rows_are_proposed_that_may_be_of_one_metric(make: Make, texts: tuple[str, ...], *, found: bool) -> None:
    """Unless periods, words that exclude each other, a change, the sentence, the source or the unit show that they are not."""
    assert proposed(ledger(make(*texts))) == ({PAIR} if found else set())


def test_one_sentence_or_date_is_enough_to_exclude_a_row() -> None:
    """Of any figure of it."""
    text = f"In Q2 2024 {ONE[:-1]}, and the bill for the channel was 340 million euros."
    one, other = (Row([figure]) for figure in figures_in("1", "s1", Context(text, 0, len(text))))
    assert one.traits.excludes(other.traits)
    (year, quarter) = (
        figures_in(when, when, Context(f"In {when} {ONE}", 0, len(when) + 50))[0] for when in ("2024", "Q1 2024")
    )
    assert not one.traits.excludes(Row([year]).traits)
    assert one.traits.excludes(Row([year, quarter]).traits)


def test_rows_of_one_source_are_proposed_if_their_values_are_equal(make: Make) -> None:
    """A text that repeats itself in other words; cells of one table never are, whatever they share."""
    library = make(f"{ONE}\n\n{OTHER.replace('340', '310')}")
    assert proposed(ledger(library)) in ({frozenset({"310 million euros"})}, set())
    table = "| Part | Bill |\n|---|---|\n| channel | 310 euros |\n| quay | 310 euros |"
    assert not proposed(ledger(make(table)))


@pytest.mark.parametrize(
    ("question", "found"), [("How long is the wait for a berth?", True), ("How long does a pilot work?", False)]
)
@pytest.mark.parametrize("between", [" ", "\n\nPILOT: "])
def test_a_short_answer_has_the_words_of_its_question(make: Make, question: str, between: str, *, found: bool) -> None:
    """Of the sentence before it, that of another speaker too."""
    made = ledger(make("The median wait for a berth was 41 days.", f"{question}{between}About 38 days."))
    assert proposed(made) == ({frozenset({"41 days", "About 38 days"})} if found else set())


def test_rows_of_one_source_are_proposed_if_name_and_value_are_equal(make: Make) -> None:
    """Also if their words are those of most figures, and tell nothing."""
    others = "\n\n".join(
        f"Site {chr(65 + number % 26) * 2}{number} has {number + 12} million users." for number in range(50)
    )
    library = make(f"It has three billion users.\n\n{others}\n\nThey have three billion users.")
    made = ledger(library)
    assert [row.name for row in made.rows if made.proposals.of(row)] == ["users"] * 2
    assert {one.written for pair in pairs(made) for one in pair} == {"three billion users"}


def test_proposals_are_those_of_a_person(tmp_path: Path) -> None:
    """In four texts about one subject, no row is proposed with one of another metric."""
    library, metric = marked(tmp_path, "museum.txt")
    made = ledger(library)
    library.close()
    found = [{metric[key.passage] for key in pair} for pair in pairs(made)]
    assert len(found) >= 2
    assert all(len(metrics) == 1 for metrics in found)


def test_a_proposal_has_its_reason(make: Make) -> None:
    """What the values are to each other, and the words that both have, without those of the figures."""
    made = ledger(make(ONE, OTHER))
    (one, other) = (made.proposals.of(row) for row in made.rows)
    assert one is not None
    assert other is not None
    assert one.reason == "differ by 8.82 %; shared words: channel"
    assert (one.turned, other.turned) == (other, one)
    made = ledger(
        make(
            "A nine-month trial went before.",
            "Sailors were on trial for 9 months, the report says.",
            "Nine months of that trial were enough.",
        )
    )
    near = made.proposals.of(made.rows[-1])
    assert near is not None
    assert near.reason == "equal value; shared words: trial"


def test_a_person_who_sets_two_metrics_has_two(make: Make) -> None:
    """What is set for both is not proposed to be one thing."""
    library = make(ONE, OTHER)
    library.review.set_figure("1:1", "310 million euros", {"metric": "dredging"})
    assert proposed(ledger(library)) == set()
    library.review.set_figure("2:1", "340 million euros", {"metric": "maintenance"})
    assert proposed(ledger(library)) == set()


def test_a_rejected_proposal_stays_rejected_until_a_passage_changes(make: Make) -> None:
    """For all who open the library; undo brings it back, and a decision to merge takes the place of the rejection."""
    library = make(ONE, OTHER)
    near = next(filter(None, map((made := ledger(library)).proposals.of, made.rows)))
    library.review.reject_merge(near.other.key, near.one.key, near.evidence)
    library.review.reject_merge(near.one.key, near.other.key, near.evidence)
    assert len(library.review.reckonings()) == 1
    made.decide(library.review.reckonings())
    assert not proposed(made)
    library.undo()
    assert proposed(ledger(library)) == {PAIR}
    library.redo()
    with pytest.raises(UsageError):
        library.review.reject_merge(near.one.key, near.one.key, near.evidence)
    folder = library.folder
    library.close()
    path = folder / "2.md"
    path.write_text(path.read_text("utf-8").replace("The owner", "Its owner"), "utf-8")
    again = Library.open([folder], author="other")
    assert not proposed(ledger(again))
    again.close()
    path.write_text(path.read_text("utf-8").replace("340", "425"), "utf-8")
    edited = Library.open([folder], author="other")
    (pair,) = proposed(ledger(edited))
    assert pair == {"310 million euros", "425 million euros"}
    edited.review.put_together(near.one.key, near.other.key)
    assert [one.kind for one in edited.review.reckonings()] == ["together"]
    edited.undo()
    assert [one.kind for one in edited.review.reckonings()] == ["different"]
    edited.close()


def test_a_proposal_is_withdrawn_when_a_passage_changes(make: Make) -> None:
    """So that its period, say, is another one."""
    library = make(f"In 2025 {ONE[0].lower()}{ONE[1:]}", f"In 2025 {OTHER[0].lower()}{OTHER[1:]}")
    assert proposed(ledger(library)) == {PAIR}
    folder = library.folder
    library.close()
    path = folder / "2.md"
    path.write_text(path.read_text("utf-8").replace("2025", "2024"), "utf-8")
    edited = Library.open([folder], author="other")
    assert not proposed(ledger(edited))
    edited.close()


def test_a_rejection_goes_on_with_the_rows(make: Make) -> None:
    """If a passage is deleted it belongs to another figure of its row, and with the last one it is gone."""
    library = make(ONE, OTHER, ONE.replace("cost", "cost about"))
    made = ledger(library)
    near = next(filter(None, map(made.proposals.of, made.rows)))
    row, other = made.row(near.one.key), made.row(near.other.key)
    assert row is not None
    assert other is not None
    beside = row.beside(near.one.key.passage), other.beside(near.other.key.passage)
    library.review.reject_merge(near.one.key, near.other.key, near.evidence, *beside)
    library.delete(near.one.key.passage)
    assert [one.kind for one in library.review.reckonings()] == ["different"]
    assert not proposed(ledger(library))
    library.delete(row.beside(near.one.key.passage)[0][0])
    assert not library.review.reckonings()


def test_what_was_taken_apart_is_not_proposed(make: Make) -> None:
    """Nor is it after it was put together first."""
    library = make(ONE, OTHER)
    near = next(filter(None, map((made := ledger(library)).proposals.of, made.rows)))
    library.review.put_together(near.one.key, near.other.key)
    library.review.take_apart(near.other.key)
    assert len(ledger(library).rows) == 2
    assert not proposed(ledger(library))


def _many() -> tuple[Given, dict[str, Context]]:
    """Figures in six sources, in sentences that share words by chance."""
    chance = random.Random(4)
    passages, contexts = [], {}
    for number in range(120):
        what = f"{chance.choice((12, 31, 33, 34, 57, 64, 98))} tonnes"
        nouns = " and ".join(chance.sample("apples pears plums barley oats wool honey timber slate".split(), 2))
        where, verb = chance.choice("valley hill coast moor island".split()), chance.choice("sold stored taxed".split())
        text = f"{chance.choice(('', '', 'In 2024 ', 'In 2025 '))}the {where} {verb} {what} of {nouns}."
        one = passage(f"s{number % 6 + 1}:{number}", what, tags=("figure",))
        passages.append(one)
        contexts[one.annotation.id] = Context(text, text.index(what), text.index(what) + len(what))
    return Given([source(number) for number in range(1, 7)], passages, ()), contexts


@pytest.fixture(scope="module")
def many() -> Ledger:
    """A ledger with many rows that are near to several others."""
    made = Ledger()
    given_, contexts = _many()
    for _ in made.steps(given_, lambda one: contexts[one.annotation.id]):
        pass
    return made


_Decided = tuple[str, Key, Key]


def _reckonings(decided: list[_Decided]) -> list[Reckoning]:
    """Decisions on figures."""
    none = Key("", "")
    return [
        Reckoning(
            id=f"{number}", kind=kind, passage=one.passage, figure=one.written, created="", modified="",
            other=(none if kind == "apart" else other).passage, other_figure=(none if kind == "apart" else other).written,
        )
        for number, (kind, one, other) in enumerate(decided)
    ]  # fmt: skip


def _rows(made: Ledger) -> Iterator[tuple[Row, Row]]:
    """The pairs of rows that are proposed, from both sides."""
    for row in made.rows:
        if (near := made.proposals.of(row)) is not None and (other := made.row(near.other.key)) is not None:
            yield row, other


_KINDS = st.sampled_from(("together", "different", "apart"))
_ENDS = st.integers(0, 19)


@given(st.lists(st.tuples(_KINDS, _ENDS, _ENDS).filter(lambda one: one[1] != one[2]), max_size=12))
def test_decisions_change_the_proposals_of_their_rows_only(many: Ledger, decided: list[tuple[str, int, int]]) -> None:
    """The proposals are those that result if all rows are looked at; no rejected pair has one, and no figure that is apart."""
    many.decide(())
    plain = pairs(many)
    ends = sorted({key for pair in plain for key in pair})[:15]
    ends += [figure.key for figure in many.figures if figure.key not in ends][: 20 - len(ends)]
    made = [(kind, ends[one], ends[other]) for kind, one, other in decided]
    many.decide(_reckonings(made))
    quick = pairs(many)
    apart = {one for kind, one, _ in made if kind == "apart"}
    rejected = [(one, other) for kind, one, other in made if kind == "different"]
    shown = {frozenset(rows) for rows in _rows(many)}
    assert shown.isdisjoint(frozenset(map(many.row, pair)) for pair in rejected)
    assert apart.isdisjoint(key for pair in quick for key in pair)
    assert not any(one.traits.excludes(other.traits) for one, other in shown)
    many.proposals.decide(many.row, frozenset(range(len(many.figures))), apart, rejected)
    assert pairs(many) == quick
    many.decide(())
    assert pairs(many) == plain


def test_accepted_proposals_make_room_for_others(many: Ledger) -> None:
    """Merged rows are proposed with what is near to them, until nothing is left."""
    decided: list[_Decided] = []
    many.decide(())
    first = pairs(many)
    while found := next(iter(pairs(many)), None):
        one, other = found
        decided.append(("together", one, other))
        many.decide(_reckonings(decided))
    assert len(decided) > len(first) > 3
