"""Sentences on what a format cannot hold, for one line on standard error each."""

from collections.abc import Iterator

from annotations.export.material import Material
from annotations.model import LINK_KINDS, Annotation
from annotations.text.plurals import count_noun


def across(material: Material) -> int:
    """Return the number of links between two sources."""
    sources = {one: key for key, ids in material.passages_by_source.items() for one in ids}
    return sum(sources[one.source] != sources[one.target] for one in material.links)


def in_table(material: Material) -> list[str]:
    """Return the links between sources, for a format that has them only in `links.tsv`."""
    count = across(material)
    return [f"{count_noun(count, 'link')} between sources, which {_are(count)} in links.tsv"] if count else []


def statuses(material: Material) -> list[str]:
    """Return the passages with a status."""
    count = sum(one.status != "open" for one in _annotations(material))
    return [f"the {'status' if count == 1 else 'statuses'} of {count_noun(count, 'passage')}"] if count else []


def line_breaks(material: Material) -> list[str]:
    """Return the notes of several lines."""
    count = sum("\n" in one.note.strip() for one in _annotations(material))
    return [f"the line breaks in {count_noun(count, 'note')}"] if count else []


def link_notes(material: Material) -> list[str]:
    """Return the notes on links."""
    count = sum(bool(one.note) for one in material.links)
    return [count_noun(count, "note") + " on links"] if count else []


def unplaced(material: Material) -> list[str]:
    """Return the passages that have no place in the text."""
    library = material.library
    count = sum(
        not one.placed or library.is_missing(key)
        for key in material.source_ids
        for one in library.passages(key)
        if one.annotation.id in material.ids
    )
    return [f"{count_noun(count, 'passage')} without a place"] if count else []


def own_kinds(material: Material) -> list[str]:
    """Return what the codebook tells of own link types, if there are any."""
    return ["what link types count as"] if any(name not in LINK_KINDS for name in material.library.kinds()) else []


def decisions(material: Material) -> list[str]:
    """Return *the review* if analysts recorded a decision, for formats that have no place for one."""
    library = material.library
    figures = library.review.reckonings()
    decided = any((library.claims(), library.rulings(), library.independence(), library.rejections(), figures))
    return ["the review"] if decided else []


def facts(material: Material) -> list[str]:
    """Return the number of sources with facts that were set, in words; the address alone does not count."""
    sources = (material.library.source(one) for one in material.source_ids)
    count = sum(bool(one.facts.keys() - {"url"} or one.derived_from) for one in sources)
    return [f"the facts of {count_noun(count, 'source')}"] if count else []


def codebook(material: Material) -> list[str]:
    """Return what the codebook says of tags."""
    return (
        ["descriptions and parents of tags"]
        if any(one.description or one.parent for one in material.library.tags())
        else []
    )


def figure_details(material: Material) -> list[str]:
    """Return what a person set about figures."""
    count = sum(bool(one.figures) for one in _annotations(material))
    return [f"what was set about the figures of {count_noun(count, 'passage')}"] if count else []


def beside(material: Material) -> list[str]:
    """Return what a format of passages and links has no place for.

    These are decisions, details of figures, memos, facts of sources and the codebook.
    """
    count = len(material.library.about.memos())
    return [
        *decisions(material),
        *figure_details(material),
        *([count_noun(count, "memo")] if count else []),
        *facts(material),
        *codebook(material),
    ]


def _annotations(material: Material) -> Iterator[Annotation]:
    return (material.library.annotation(one) for one in material.ids)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
