"""Verbs that change passages and links: each call is one change, however many it is about."""

from argparse import Namespace
from collections.abc import Sequence

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import Annotation, Link, status_name, status_named
from annotations.records.index import is_reference
from annotations.text.plurals import count_noun
from tui.cli.changes.outcome import changing
from tui.cli.output import passage_given
from tui.cli.streams import text_given

_NAMED = 4
"""Most passages that a message names."""


def tag_passages(options: Namespace) -> int:
    """Add tags to passages."""
    with changing(options) as (library, outcome):
        passages, tags = _passages_and_tags(library, options.words)
        names = [library.tag(tag).name for tag in tags]
        changed = _retag(library, passages, add=names, remove=())
        done = f"Tagged {_addresses(library, changed)} {', '.join(names)}"
        outcome.of_passages(passages, done if changed else f"{_have(library, passages)} {', '.join(names)} already")
    return 0


def untag_passages(options: Namespace) -> int:
    """Remove tags from passages, which stay."""
    with changing(options) as (library, outcome):
        passages, tags = _passages_and_tags(library, options.words)
        held = {tag for one in passages for tag in one.tags}
        names = [tag if tag in held else library.tag(tag).name for tag in tags]
        changed = _retag(library, passages, add=(), remove=names)
        done = f"Removed {', '.join(names)} from {_addresses(library, changed)}"
        outcome.of_passages(passages, done if changed else f"{_have(library, passages)} no {' or '.join(names)}")
    return 0


def write_note(options: Namespace) -> int:
    """Write the note of a passage, or add to it."""
    text = text_given(options.text)
    with changing(options) as (library, outcome):
        one = passage_given(library, options.id)
        if options.append and one.note and text:
            text = f"{one.note}\n{text}"
        changed = library.set_note(one.id, text)
        address = library.address(one.id)
        done = "Wrote the note on" if changed.note else "Removed the note on"
        outcome.of_passages([one], f"{done} {address}" if changed != one else f"The note on {address} is that already")
    return 0


def set_status(options: Namespace) -> int:
    """Give passages a status."""
    with changing(options) as (library, outcome):
        passages, status = _named(library, options.ids), status_named(options.status)
        changed = [one for one in passages if one.status != status]
        with library.transaction(_label(changed, f"mark {{}} {status_name(status)}")):
            for one in changed:
                library.set_status(one.id, status)
        what = _addresses(library, changed or passages)
        done = f"Marked {what} {status_name(status)}"
        outcome.of_passages(passages, done if changed else f"{what}: already {status_name(status)}")
    return 0


def delete_passages(options: Namespace) -> int:
    """Delete passages and their links."""
    with changing(options) as (library, outcome):
        passages = _named(library, options.ids)
        what, links = _addresses(library, passages), dict[str, Link]()
        with library.transaction(_label(passages, "delete {}")):
            for one in passages:
                links |= {link.id: link for link in library.delete(one.id)}
        also = f" and {count_noun(len(links), 'link')}" if links else ""
        outcome.of_gone([*(one.id for one in passages), *links], f"Deleted {what}{also}")
    return 0


def unlink_passages(options: Namespace) -> int:
    """Delete links; their passages stay."""
    with changing(options) as (library, outcome):
        links = links_named(library, options.links)
        label = f"unlink {len(links)} links" if len(links) > 1 else ""
        words = [f"{library.address(one.source)} {one.kind} {library.address(one.target)}" for one in links]
        with library.transaction(label):
            for one in links:
                library.disconnect(one.id)
        outcome.of_gone([one.id for one in links], f"Deleted the link{'s' * (len(links) > 1)} {', '.join(words)}")
    return 0


def rename_tag(options: Namespace) -> int:
    """Rename a tag on all its passages, or merge it with another one."""
    with changing(options) as (library, outcome):
        count = library.tag_count(library.tag(options.old).name)
        if options.merge:
            tag = library.merge_tags(options.old, options.new)
        else:
            tag = library.rename_tag(options.old, options.new)
        done = "Merged" if options.merge else "Renamed"
        into = "into" if options.merge else "to"
        outcome.of_nothing(f"{done} {options.old} {into} {tag.name} on {count_noun(count, 'passage')}")
    return 0


def links_named(library: Library, words: Sequence[str]) -> list[Link]:
    """Return the links with these ids, or those from one passage to another: FROM TO, or FROM KIND TO.

    Raises UsageError if there is none, or if two passages have several links and no type is given.
    """
    known = {link.id: link for link in library.all_links()}
    if len(words) in {2, 3} and not known.keys() & {*words}:
        source, target = passage_given(library, words[0]), passage_given(library, words[-1])
        kind = library.kind(words[1]).name if len(words) == 3 else ""
        found = [
            one
            for one in library.links(source.id)
            if (one.source, one.target) == (source.id, target.id) and kind in {"", one.kind}
        ]
        if not found:
            raise UsageError(f"There is no link {' '.join(words)}. “postil links” lists them.")
        if len(found) > 1:
            raise UsageError(
                f"{words[0]} {', '.join(one.kind for one in found)} {words[-1]}: name the type between them."
            )
        return found
    return [library.link(word) for word in dict.fromkeys(words)]


def _named(library: Library, references: Sequence[str]) -> list[Annotation]:
    """Return passages by address, id or former address, each once."""
    return [*{one.id: one for one in [passage_given(library, name) for name in references]}.values()]


def _passages_and_tags(library: Library, words: Sequence[str]) -> tuple[list[Annotation], Sequence[str]]:
    """Return the passages that the first words name, and the other words. At least one is a passage and one a tag."""
    passages = [passage_given(library, words[0])]
    if len(words) == 1:
        raise UsageError("Give the tags after the passages.")
    for at, word in enumerate(words[1:], 1):
        try:
            passages.append(passage_given(library, word))
        except UsageError:
            if is_reference(word) and not library.has_tag(word):
                raise
            return [*{one.id: one for one in passages}.values()], words[at:]
    raise UsageError("Give the tags after the passages.")


def _retag(
    library: Library, passages: Sequence[Annotation], *, add: Sequence[str], remove: Sequence[str]
) -> list[Annotation]:
    """Add and remove tags as one change, and return the passages that it changed."""
    tags = {one.id: [tag for tag in dict.fromkeys((*one.tags, *add)) if tag not in remove] for one in passages}
    changed = [one for one in passages if set(tags[one.id]) != set(one.tags)]
    with library.transaction(_label(changed, f"{'tag' if add else 'untag'} {{}} {', '.join(add or remove)}")):
        for one in changed:
            library.set_tags(one.id, tags[one.id])
    return changed


def _label(passages: Sequence[Annotation], words: str) -> str:
    """Return the label of a change of several passages; that of its only edit serves for one."""
    return words.format(count_noun(len(passages), "passage")) if len(passages) > 1 else ""


def _addresses(library: Library, passages: Sequence[Annotation]) -> str:
    """Return the addresses of passages, or their number if they are many."""
    if len(passages) > _NAMED:
        return count_noun(len(passages), "passage")
    return ", ".join(library.address(one.id) for one in passages)


def _have(library: Library, passages: Sequence[Annotation]) -> str:
    return f"{_addresses(library, passages)} {'has' if len(passages) == 1 else 'have'}"
