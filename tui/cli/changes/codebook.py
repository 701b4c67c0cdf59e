"""``postil tags`` and ``postil kinds``."""

from argparse import Namespace

from annotations.errors import UsageError
from annotations.export.json import kind_entry, tag_entry
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.model import LINK_KINDS, LinkKind
from annotations.text.plurals import count_noun
from tui.cli.changes.outcome import changing
from tui.cli.output import opened, write_json, write_table


def manage_tags(options: Namespace) -> int:
    """List the tags of a library, or add, rename, move, merge or remove one."""
    if options.add is None and (options.below or options.about):
        raise UsageError("--below and --about need --add: they describe the new tag.")
    if (
        options.add is None
        and not options.rename
        and not options.merge
        and not options.parent
        and options.remove is None
    ):
        return _list_tags(options)
    with changing(options) as (library, outcome):
        if options.add is not None:
            parent = library.tag(options.below).name if options.below else ""
            tag = library.add_tag(options.add, description=options.about, parent=parent)
            message = f"Added the tag {tag.name}: letter {tag.letter}, key {tag.key or 'none'}"
        elif options.rename:
            name, new = options.rename
            tag = library.rename_tag(name, new)
            message = f"Renamed {name} to {tag.name} on {count_noun(library.tag_count(tag.name), 'passage')}"
        elif options.merge:
            name, into = options.merge
            count = library.tag_count(name)
            message = f"Merged {name} into {library.merge_tags(name, into).name} on {count_noun(count, 'passage')}"
        elif options.parent:
            tag = library.set_parent(*options.parent)
            message = f"{tag.name} is {f'below {tag.parent}' if tag.parent else 'at the top'} now"
        else:
            message = f"Removed {options.remove} from {count_noun(library.remove_tag(options.remove), 'passage')}"
        outcome.of_nothing(message)
    return 0


def manage_kinds(options: Namespace) -> int:
    """List the link types of a library, or add, rename or remove one."""
    given = {"key": options.key, "glyph": options.glyph, "inverse": options.inverse, "counts": options.counts}
    if options.add is None and (name := next((name for name, value in given.items() if value), "")):
        raise UsageError(f"--{'sign' if name == 'glyph' else name} needs --add: it describes the new link type.")
    if options.remove is None and (options.into or options.delete_links):
        raise UsageError("--into and --delete-links need --remove: they say what becomes of the links of that type.")
    if options.add is None and options.rename is None and options.remove is None:
        return _list_kinds(options)
    with changing(options) as (library, outcome):
        if options.add is not None:
            kind = library.link_types.add(options.add, **given)
            message = f"Added the link type {kind.name}: {kind.glyph}, key {kind.key or 'none'}"
        elif options.rename is not None:
            kind = library.link_types.rename(*options.rename)
            count = count_noun(library.kind_count(kind.name), "link")
            message = f"Renamed the link type {options.rename[0]} to {kind.name} on {count}"
        else:
            message = _remove_kind(library, options.remove, options.into, delete_links=options.delete_links)
        outcome.of_nothing(message)
    return 0


def _remove_kind(library: Library, name: str, into: str, *, delete_links: bool) -> str:
    """Remove a link type and return what was done. Raises UsageError if it is used and nothing says what becomes of links."""
    if into:
        count = count_noun(library.link_types.merge(name, into), "link")
        return f"Removed the link type {name}: {count} turned into {library.kind(into).name}"
    used = library.kind_count(name)
    if used and not delete_links and name not in LINK_KINDS:
        raise UsageError(
            f"{count_noun(used, 'link')} of the type {name}: add --into TYPE to turn them into another type, "
            "or --delete-links."
        )
    removed = library.link_types.remove(name, delete_links=delete_links)
    return f"Removed the link type {name}" + (f" and {count_noun(removed, 'link')}" if removed else "")


def _list_tags(options: Namespace) -> int:
    library = opened(options.path)
    counts = library.tag_counts()
    nodes = [
        node for node in library.tag_tree.matching(options.find) if options.depth < 1 or node.depth < options.depth
    ]
    if options.json:
        write_json(
            dumps(
                [
                    {
                        **tag_entry(node.tag),
                        "passages": counts.own.get(node.tag.name, 0),
                        "with_below": counts.whole.get(node.tag.name, 0),
                    }
                    for node in nodes
                ]
            )
        )
    else:
        write_table(
            [
                (
                    node.tag.name,
                    node.tag.key or "-",
                    node.tag.letter,
                    str(counts.whole.get(node.tag.name, 0)),
                    node.tag.parent or "-",
                    node.tag.description,
                )
                for node in nodes
            ],
            [node.depth for node in nodes],
        )
    return 0


def _list_kinds(options: Namespace) -> int:
    library = opened(options.path)
    kinds = library.kinds().values()
    if options.json:
        write_json(dumps([{**kind_entry(kind), "links": library.kind_count(kind.name)} for kind in kinds]))
    else:
        write_table(
            [
                (
                    kind.name,
                    kind.key or "-",
                    kind.glyph,
                    str(library.kind_count(kind.name)),
                    kind.inverse or kind.name,
                    _side(kind),
                )
                for kind in kinds
            ]
        )
    return 0


def _side(kind: LinkKind) -> str:
    """Return what a user's own link type counts as on the board; ``-`` for a built-in type."""
    if kind.name in LINK_KINDS:
        return "-"
    return f"counts like {kind.counts}" if kind.counts else "takes no side"
