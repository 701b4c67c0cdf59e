"""What is said of claims and pairs: recorded, undone, carried on when passages go, merged, exported."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from annotations.errors import UsageError
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.describe_change import effects
from annotations.model import Annotation, Record, Source
from annotations.model.judgements import Claim
from annotations.records.merge import merge
from annotations.review.judgements import holds
from tests.stepping import step_through

Find = Callable[[Library, int, str], tuple[str, int, int]]
SCHEMA = json.loads((Path(__file__).parents[4] / "docs/format.schema.json").read_text("utf-8"))


@pytest.fixture
def worked(library: Library, span: Find) -> Library:
    """Three claims: 1:1, which 2:1 restates, and 1:2."""
    library.add(*span(library, 1, "It has forty rows of trees."), tags=["claim"])
    library.add(*span(library, 1, "The orchard was planted in 1902."), tags=["claim"])
    library.add(*span(library, 2, "it has forty rows of trees"), tags=["claim"])
    library.connect("2:1", "1:1", "restates")
    return library


def test_what_is_said_of_a_claim_survives_and_is_undone(worked: Library, open_library: Callable[[], Library]) -> None:
    """Each call is one step with a label; what is None stays; saying it again records nothing."""
    worked.review.set_claim("1:1", status="disputed")
    said = worked.review.set_claim("1:1", title="  Forty\nrows ", note="count \udcff them", reviewed=True)
    assert worked.review.set_claim("1:1", status="disputed") == said
    assert (said.title, said.status, said.note) == ("Forty rows", "disputed", "count ? them")
    again = open_library()
    assert again.claims() == [said]
    row = again.board().row(said.anchor)
    assert row is not None
    assert row.reviewed
    assert [entry.label for entry in again.history.entries()[:2]] == ["title of claim 1:1", "mark disputed: claim 1:1"]
    again.undo()
    assert again.claims()[0].title == ""
    again.undo()
    assert not again.claims()
    again.redo()
    again.redo()
    assert again.claims() == [said]


def test_what_cannot_be_said_is_refused(worked: Library) -> None:
    """A status or a passage that does not exist, and a pair of one."""
    for wrong in (
        lambda: worked.review.set_claim("1:1", status="true"),
        lambda: worked.review.set_claim("9:9", status="checked"),
        lambda: worked.review.reject("1:1", "1:1"),
    ):
        with pytest.raises(UsageError):
            wrong()
    assert not worked.claims()
    assert not worked.rejections()


def test_a_claim_goes_over_to_the_next_passage_in_the_same_step(worked: Library) -> None:
    """With the last one of its cluster it goes; each time one undo brings all back."""
    said = worked.review.set_claim("1:1", title="Forty rows")
    heir = worked.annotation("2:1").id
    worked.delete("1:1")
    assert [one.anchor for one in worked.claims()] == [heir]
    worked.delete("2:1")
    assert not worked.claims()
    worked.undo()
    worked.undo()
    assert worked.claims() == [said]
    assert worked.board().row(said.anchor) is not None


def test_a_rejected_pair_holds_in_either_order_until_its_words_change(worked: Library, span: Find) -> None:
    """It is recorded once; after an edit of the words it can be said anew; it goes with its passages."""
    first = worked.review.reject("1:1", "2:1", "shares “forty”")
    assert worked.review.reject("2:1", "1:1") == first
    assert len(worked.rejections()) == 1
    worked.move("1:1", *span(worked, 1, "forty rows of trees")[1:])
    by_id = {one.id: one for one in worked.all_annotations()}
    assert not holds(worked.rejections()[0], by_id)
    second = worked.review.reject("2:1", "1:1")
    assert second.id == first.id
    assert holds(second, by_id)
    worked.delete("2:1")
    assert not worked.rejections()
    worked.undo()
    assert worked.rejections() == [second]


def test_a_change_that_something_was_said_of_since_is_not_undone_alone(worked: Library) -> None:
    """The passage of a claim stays as long as the claim's record needs it."""
    entry = next(entry for entry in worked.history.entries() if entry.label == "claim 1:2")
    worked.review.set_claim("1:2", status="checked")
    with pytest.raises(UsageError, match="1:2 was reviewed since"):
        worked.transactions.undo_entry(entry.sequence)
    about = worked.history.entries(about=worked.annotation("1:2").id)
    assert about[0].label == "mark checked: claim 1:2"
    [*_, status] = effects(worked, worked.history.edits_of(about[0].sequence))
    assert (status.what, status.after) == ("status of claim 1:2", "checked")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["status", "title", "reject", "delete", "restate", "split"]), max_size=8))
def test_undo_takes_the_board_back_step_by_step(worked: Library, deeds: list[str]) -> None:
    """Whatever was done, each undo makes the board and the records what they were, and each redo again."""

    def state() -> tuple[object, ...]:
        rows = [(row.members, row.words, row.verdict, row.status, dict(row.cells)) for row in worked.board().rows]
        return rows, sorted(worked.claims(), key=lambda one: one.id), worked.rejections()

    def do(deed: str) -> None:
        passages = worked.all_annotations()
        if deed == "split" and worked.all_links():
            worked.disconnect(worked.all_links()[0].id)
        elif deed == "delete" and passages:
            worked.delete(passages[0].id)
        elif deed in ("restate", "reject") and len(passages) > 1:
            if deed == "reject":
                worked.review.reject(passages[0].id, passages[1].id)
            elif not any(
                {x.id, y.id} == {k.source, k.target} for k in worked.all_links() for x, y in permutations(passages[:2])
            ):
                worked.connect(passages[0].id, passages[1].id, "restates")
        elif deed == "status" and passages:
            worked.review.set_claim(passages[-1].id, status="disputed")
        elif deed == "title" and passages:
            many = len(worked.history.entries())
            worked.review.set_claim(passages[-1].id, title=f"title {many}")

    step_through(worked, deeds, do, state)


def _source() -> Source:
    return Source(id="s", number=1, path="a.txt", last_number=1)


def _passage() -> Annotation:
    return Annotation(id="a", source="s", number=1, fragments=((0, 3),), exact="abc", created="0", modified="0")


def test_what_two_sides_said_of_a_claim_is_kept() -> None:
    """Of two titles the later one speaks and the other stays as a record; other fields are brought together."""
    base = Claim(id="c", anchor="a", created="1", modified="1")
    ours = Claim(id="c", anchor="a", title="Ours", note="n", created="1", modified="2")
    theirs = Claim(id="c", anchor="a", title="Theirs", status="checked", created="1", modified="3")
    merged = merge({"claims": {"c": base}}, {"claims": {"c": ours}}, {"claims": {"c": theirs}})
    assert not merged.tables["claims"]  # about a passage that nobody has
    state: dict[str, dict[str, Record]] = {"annotations": {"a": _passage()}, "sources": {"s": _source()}}
    merged = merge(
        {"claims": {"c": base}, **state}, {"claims": {"c": ours}, **state}, {"claims": {"c": theirs}, **state}
    )
    found = sorted(getattr(one, "title", "") for one in merged.tables["claims"].values())
    assert found == ["Ours", "Theirs"]
    assert merged.tables["claims"]["c"] == Claim(
        id="c", anchor="a", title="Theirs", note="n", status="checked", created="1", modified="3"
    )
    assert len(merged.conflicts) == 1


def test_the_export_carries_claims_verdicts_and_independence(worked: Library) -> None:
    """In the shape of the schema; a row names its record, its cells and where it comes from."""
    said = worked.review.set_claim("1:1", title="Forty rows", reviewed=True)
    worked.review.reject("1:2", "2:1", "shares “orchard”")
    value = json.loads(b"".join(Export(worked).pieces()))
    Draft202012Validator(SCHEMA).validate(value)
    assert [one["anchor_address"] for one in value["claims"]] == ["1:1"]
    assert [(one["one_address"], one["other_address"]) for one in value["rejections"]] == [("1:2", "2:1")]
    row = next(row for row in value["board"] if row["claim"] == said.id)
    assert (row["words"], row["verdict"], row["agree"], row["sources"], row["origins"]) == (
        "Forty rows", "corroborated", 2, 2, 2,
    )  # fmt: skip
    assert [cell["stance"] for cell in row["cells"]] == ["states", "restates"]
    assert [(step["depth"], step["kind"]) for step in row["tree"]] == [(0, ""), (0, "")]
    validator = Draft202012Validator(SCHEMA)
    assert not validator.is_valid({**value, "board": [{**row, "verdict": "true"}]})
    assert not validator.is_valid({**value, "claims": [{**value["claims"][0], "more": 1}]})
