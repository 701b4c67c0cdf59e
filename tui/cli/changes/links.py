"""``postil link`` and ``postil relink``."""

from argparse import Namespace
from collections.abc import Callable, Sequence

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.edits.links import OppositeLinkError
from annotations.model import Link
from tui.cli.changes.outcome import changing
from tui.cli.changes.passages import links_named
from tui.cli.output import passage_given


def link_passages(options: Namespace) -> int:
    """Link two passages and print the id of the link."""
    with changing(options) as (library, outcome):
        source, target = passage_given(library, options.source), passage_given(library, options.target)

        def make() -> Link:
            return library.connect(source.id, target.id, options.kind, options.note, both=options.both)

        link = _made(make, options)
        outcome.of_links([link], "")
        outcome.lines = [link.id]
    return 0


def relink(options: Namespace) -> int:
    """Give a link another type, direction or ends."""
    with changing(options) as (library, outcome):
        link, kind = _link_and_kind(library, options.words)
        if not (kind or options.reverse or options.source or options.target):
            raise UsageError("Say what to alter: a type behind the link, --reverse, --from ID or --to ID.")
        ends = (link.target, link.source) if options.reverse else (link.source, link.target)
        source, target = options.source or ends[0], options.target or ends[1]

        def make() -> Link:
            return library.relink(link.id, kind, source, target, both=options.both)

        after = _made(make, options)
        before = _in_words(library, link)
        what = f"{before} is now {_in_words(library, after)}" if after != link else f"{before}: already so"
        outcome.of_links([after], what)
    return 0


def _made(make: Callable[[], Link], options: Namespace) -> Link:
    """Make a link. Raises UsageError with what to do if there is an opposite one."""
    try:
        return make()
    except OppositeLinkError as error:
        change = f"postil relink {options.path} {error.link.id}"
        raise UsageError(f"{error} Change that link with “{change} TYPE”, or add --both to keep both.") from error


def _link_and_kind(library: Library, words: Sequence[str]) -> tuple[Link, str]:
    """Return the link that the first words name, by its id or as FROM TO or FROM TYPE TO, and the type behind it, if any."""
    # What is before a type alone names a link by its id; without that a mistyped id would be reported as a passage.
    if words[0] in {link.id for link in library.all_links()} or (len(words) == 2 and words[1] in library.kinds()):
        length = 1
    else:
        length = 3 if len(words) > 2 and words[1] in library.kinds() else 2
    named, rest = words[:length], words[length:]
    if len(rest) > 1:
        raise UsageError(f"Give one link and one type: “{rest[1]}” is left over.")
    [link] = links_named(library, named)
    return link, rest[0] if rest else ""


def _in_words(library: Library, link: Link) -> str:
    return f"{library.address(link.source)} {link.kind} {library.address(link.target)}"
