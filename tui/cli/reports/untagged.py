"""``postil suggest``: numbers and sentences that may deserve a tag."""

from argparse import Namespace

from annotations.library import Library
from annotations.library.issues.untagged import TAGS, Suggestion, best_first, suggest
from annotations.search.source_filters import source_named
from tui.cli.output import opened_with_sources, write_array, write_table
from tui.cli.streams import progress


def print_suggestions(options: Namespace) -> int:
    """Print what may deserve a tag and has none, the best first, as the screen lists it."""
    library = opened_with_sources(options.path)
    sources = [source_named(library, one).id for one in options.sources] or library.source_ids
    wanted = [*dict.fromkeys(sources)]
    lines = dict[Suggestion, int]()
    with progress() as show:
        for step in suggest(library, wanted, options.tags or TAGS):
            for one in step.found:
                lines[one] = library.document(one.source).location(one.start).line  # While its source is open.
            show(step.of(len(wanted)))
    found = best_first(lines)[: max(0, options.most) or None]
    if options.json:
        write_array(_entry(library, one, lines[one]) for one in found)
    else:
        write_table(_row(library, one, lines[one]) for one in found)
    return 0


def _entry(library: Library, one: Suggestion, line: int) -> dict[str, object]:
    return {
        "tag": one.tag,
        "source": library.source(one.source).number,
        "line": line,
        "start": one.start,
        "end": one.end,
        "quote": one.words,
        "sentence": one.sentence,
        "heads": [*one.heads],
        "score": round(one.score, 4),
        "reasons": [*one.reasons],
    }


def _row(library: Library, one: Suggestion, line: int) -> list[str]:
    place = f"{library.source(one.source).number}, line {line}"
    words = " · ".join(filter(None, (one.words, one.around)))
    return [one.tag, place, f"{one.score:.2f}", " · ".join(one.reasons), words]
