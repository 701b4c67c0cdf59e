"""Facts of sources: set, reset to what the file states, record what a source is derived from."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned, edit_of
from annotations.model import Source
from annotations.model.facts import FACTS
from annotations.records.facts import LABELS, checked
from annotations.records.index import RecordIndex


def set_facts(
    index: RecordIndex, source_id: str, given: Mapping[str, str | None], derived_from: Sequence[str] | None = None
) -> Planned[Source]:
    """Set facts of a source; None resets one to what the file states, and an empty text says that there is none.

    `derived_from` are ids of sources; None leaves them. Raises UsageError if a value cannot be one, or if a source would
    be derived from itself.
    """
    before = index.source(source_id)
    facts = dict(before.facts)
    for name, value in given.items():
        if name not in FACTS:
            raise UsageError(f"There is no fact “{name}”; there are {', '.join(FACTS)}.")
        # Without a title of its own a source is named by its text.
        fact = None if value is None else checked(name, value, index.scales)
        if fact is None or (name == "title" and not fact):
            facts.pop(name, None)
        else:
            facts[name] = fact
    origins = before.derived_from if derived_from is None else _origins(index, before, derived_from)
    after = replace(before, facts=facts, derived_from=origins)
    if after == before:
        return Planned(before, "")
    changed = [LABELS[name] for name in FACTS if before.facts.get(name) != facts.get(name)]
    changed += ["derived from"] if origins != before.derived_from else []
    label = f"{', '.join(changed)} of source {before.number}"
    return Planned(after, label, [edit_of("sources", before, after)], (source_id, before.place))


def _origins(index: RecordIndex, source: Source, derived_from: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the sources that a source may be derived from. Raises UsageError if it is one of them."""
    origins = tuple(dict.fromkeys(index.source(one).id for one in derived_from))
    waiting, seen = list(origins), set(origins)
    while waiting:
        one = waiting.pop()
        if one == source.id:
            via = "itself" if source.id in origins else "a source that is derived from it"
            raise UsageError(f"Source {source.number} cannot be derived from {via}.")
        known = index.sources.get(one)
        new = [origin for origin in known.derived_from if origin not in seen] if known is not None else []
        seen.update(new)
        waiting += new
    return origins
