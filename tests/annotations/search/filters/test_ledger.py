"""The rows of the ledger that a query matches."""

from pathlib import Path

from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.search.filters.ledger import chosen
from annotations.search.query import query_of

TEXTS = (
    "The orchard employs 40 pickers. It cost $3 a tree.\n",
    "The orchard employs 55 pickers.\n",
    "Rent is €7 per month.\n",
)

FOUND = {
    "": 3,
    "≠": 1,
    "conflict": 1,
    "rent": 1,
    "source:1": 2,
    "source:2": 1,
    "source:9": 0,
    "tag:figure -pickers": 2,
    "-source:1": 1,
    "tag:claim": 1,
    "-tag:claim": 2,
    "source:2 ≠": 1,
    "is:linked": 0,
}


def test_a_query_finds_rows(tmp_path: Path) -> None:
    """By words, signs, sources and tags; what is excluded is in none of their figures."""
    for number, text in enumerate(TEXTS, 1):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    for source, written in ((1, "40 pickers"), (1, "$3"), (2, "55 pickers"), (3, "€7 per month")):
        one = library.sources()[source - 1]
        start = library.document(one.id).text.index(written)
        library.add(one.id, start, start + len(written), tags=["figure", *(["claim"] if source == 3 else [])])
    ledger = ledger_of(library, [])
    assert {typed: len(chosen(library, ledger, query_of(library, typed))) for typed in FOUND} == FOUND
    (conflict,) = ledger.conflicts
    library.review.resolve(conflict.key, "other season", conflict.evidence)
    resolved = ledger_of(library, library.review.reckonings())
    assert len(chosen(library, resolved, query_of(library, ""), resolved=False)) == 2
    library.close()
