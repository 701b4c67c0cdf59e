"""Passages of many languages are where a person expects them, with and without the old text and its context."""

import tomllib
from pathlib import Path
from typing import Any

from annotations.anchoring.resolve import resolve
from annotations.anchoring.selectors import Quote, describe
from tests.case_tables import each

CASES = tomllib.loads((Path(__file__).parent / "data" / "languages.toml").read_text("utf-8"))["case"]

OUTCOMES = {
    "found": ("Anchored", "Moved"),
    "edited": ("Edited",),
    "ambiguous": ("Ambiguous",),
    "orphan": ("Orphan",),
    "asked": ("Ambiguous", "Orphan"),
}


def recorded(case: dict[str, Any], before: str, start: int) -> Quote[int | None]:
    """The passage of a case with as much of its context and position as was recorded."""
    end = start + len(case["before"].partition("【")[2].partition("】")[0])
    known, at = case.get("known", "all"), case.get("at", "there")
    exact, prefix, suffix, *_ = describe(before, start, end)
    prefix = prefix if known in ("all", "before") else ""
    suffix = suffix if known in ("all", "after") else ""
    if at == "nowhere":
        return Quote(exact, prefix, suffix, None, None)
    shifted = start if at == "there" else max(0, start - 9)
    return Quote(exact, prefix, suffix, shifted, shifted + len(exact))


@each((case, kept) for case in CASES for kept in case.get("kept", [True, False]))
def test_each_passage_is_where_a_person_expects_it(case: dict[str, Any], kept: bool) -> None:  # noqa: FBT001 - a case
    """The outcome, the words, the number of candidates and the alarm are those of the case."""
    before, after = case["before"].replace("【", "").replace("】", ""), case["after"]
    found = resolve(after, recorded(case, before, case["before"].index("【")), before if kept else None)
    name = type(found).__name__
    assert name in OUTCOMES[case["outcome"]]
    if "now" in case:
        assert after[found.start : found.end] == case["now"]  # type: ignore[union-attr]
    if "candidates" in case:
        assert len(found.candidates) == case["candidates"]  # type: ignore[union-attr]
    if "figure" in case:
        assert found.figure == case["figure"]  # type: ignore[union-attr]
