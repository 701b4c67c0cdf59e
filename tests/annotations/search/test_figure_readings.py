"""The index of passages reads figures as the ledger does: in tables with their heads, and by the readings that were chosen."""

from itertools import product
from pathlib import Path

from annotations.library import Library
from annotations.review.comparison.figures import compare_figures
from annotations.search.source_names import SourceNames
from annotations.search.text_cache import Texts
from tui.session.similar_passages import Related

TEXTS = {
    "1.md": "The mill ground 94.000 tons of flour.\n\n| Line | Revenue (EUR m) |\n|---|---|\n| Flour | 12.4 |\n",
    "2.md": "The mill ground 94,000 tons of flour.\n\nRevenue of flour was €12.4 million.\n",
}


def test_pairs_are_compared_by_the_heads_and_the_chosen_reading(tmp_path: Path) -> None:
    """Nothing is compared before a reading is chosen; a cell equals the amount that a sentence spells out."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    library = Library.open([tmp_path])

    def tag(number: int, words: str) -> str:
        source = library.sources()[number - 1].id
        start = library.document(source).text.index(words)
        return library.add(source, start, start + len(words), tags=["figure"]).id

    doubtful, plain = tag(1, "94.000 tons"), tag(2, "94,000 tons")
    cell, spelled = tag(1, "12.4"), tag(2, "€12.4 million")
    related = Related(library, Texts(library), lambda: SourceNames(library.sources()))

    def verdicts(one: str, other: str) -> list[str]:
        for _ in related.steps():
            pass
        features = related.pieces.features
        pairs = product(features(one).values, features(other).values)
        return [verdict for pair in pairs if (verdict := compare_figures(*pair).verdict) != "unlike"]

    assert verdicts(doubtful, plain) == []
    assert verdicts(cell, spelled) == ["same"]
    library.review.set_figure(doubtful, "94.000 tons", {"reading": "94000 ton"})
    assert verdicts(doubtful, plain) == ["same"]
    library.undo()
    assert verdicts(doubtful, plain) == []
    library.close()
