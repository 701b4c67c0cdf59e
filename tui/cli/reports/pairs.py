"""``postil queue`` and ``postil related``: what the queue and the link finder propose."""

from argparse import Namespace
from functools import partial

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.review.pair_queue import CandidatePair
from annotations.search.source_names import SourceNames
from annotations.search.text_cache import Texts
from tui.cli.output import in_order, opened, opened_with_sources, passage_given, write_records
from tui.cli.streams import progress
from tui.session.similar_passages import Offer, Related


def print_queue(options: Namespace) -> int:
    """Print the pairs that may be related, as the queue shows them: the best first."""
    library = opened_with_sources(options.path)
    related = _related(library)
    with progress() as show:
        for done, of in related.steps():
            if done == of:
                break  # Untagged sentences make no pair.
            show(done / of)
    proposed = related.proposing()()
    _stop_without_suggester(related)
    pairs = proposed[: options.most or None]
    write_records(pairs, partial(_pair_entry, library), partial(_pair_row, library), json=options.json)
    return 0


def print_related(options: Namespace) -> int:
    """Print the passages that may be linked to one, as the link finder ranks them."""
    path, reference = in_order(options.path, options.id)
    library = opened(path)
    one = passage_given(library, reference)
    related = _related(library)
    with progress() as show:
        for done, of in related.steps():
            if done == of and not options.untagged:
                break
            show(done / of)
    offers = [offer for offer in related.passages(one.id) if offer.score]
    _stop_without_suggester(related)
    if options.untagged:
        offers += related.untagged(one.id)
    offers = offers[: options.most or None]
    write_records(offers, partial(_offer_entry, library), partial(_offer_row, library), json=options.json)
    return 0


def _stop_without_suggester(related: Related) -> None:
    """Raise UsageError if the suggester of the settings was not used: a script would not notice."""
    if related.trouble:
        raise UsageError(related.trouble)


def _related(library: Library) -> Related:
    return Related(library, Texts(library), lambda: SourceNames(library.sources()))


def _pair_entry(library: Library, pair: CandidatePair) -> dict[str, object]:
    one, other = library.annotation(pair.one), library.annotation(pair.other)
    return {
        "from": library.address(one.id),
        "to": library.address(other.id),
        "from_id": one.id,
        "to_id": other.id,
        "from_quote": one.exact,
        "to_quote": other.exact,
        "kind": pair.kind,
        "score": round(pair.score, 4),
        "likely": pair.likely,
        "reasons": [pair.explanation],
    }


def _pair_row(library: Library, pair: CandidatePair) -> list[str]:
    quotes = (in_words(library, library.annotation(end)) for end in (pair.one, pair.other))
    ends = library.address(pair.one), pair.kind, library.address(pair.other)
    return [*ends, f"{pair.score:.2f}", pair.explanation, *quotes]


def _offer_entry(library: Library, offer: Offer) -> dict[str, object]:
    place: dict[str, object] = (
        {"address": library.address(offer.end), "id": offer.end}
        if isinstance(offer.end, str)
        else {"start": offer.end.start, "end": offer.end.end}
    )
    return {
        **place,
        "source": library.source(offer.source).number,
        "quote": offer.text,
        "score": round(offer.score, 4),
        "reasons": [offer.reason] if offer.reason else [],
    }


def _offer_row(library: Library, offer: Offer) -> list[str]:
    if isinstance(offer.end, str):
        where, words = library.address(offer.end), in_words(library, library.annotation(offer.end))
    else:
        where, words = f"{library.source(offer.source).number}", offer.text
    return [where, f"{offer.score:.2f}", offer.reason or "-", words]
