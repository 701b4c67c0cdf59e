"""Candidates for the end of a command line: verbs, options, and what a library has."""

import re
import shlex
from argparse import Action
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.parts.wording import in_words
from tui.cli.output import one_line
from tui.cli.parser.parser import VerbParser, opening, parser_of, summaries
from tui.cli.parser.verbs import VERBS
from tui.text.cells import shorten

FILES, FOLDERS = ":files", ":folders"
"""Lines by which the shell is asked to complete names of files or of folders itself."""

_MOST: Final = 1000
"""Most values offered: a shell shows no more."""

_WIDTH: Final = 60
"""Cells of a description."""

About = str | Callable[[], str]
"""Description of a value, or what returns it: only those of values that are shown are made."""

Values = Callable[[Library], Iterator[tuple[str, About]]]


class _Word(NamedTuple):
    """The word at the end of a line."""

    text: str
    quote: str
    """The quotation mark that it begins with, `""` if none."""


def candidates(line: str, shell: str) -> Iterator[str]:
    """Yield what may replace the last word of a line, with a description after a tab where the shell shows it.

    Or one of `FILES` and `FOLDERS`. What a shell would not insert as it is, is left out: names may be another person's.
    """
    *words, last = _split(line)
    option, equals, value = last.text.partition("=")
    whole = option.startswith("--") and bool(equals)
    found = _after([one.text for one in words[1:]], last.text)
    # A value that is joined to its option is offered with it, except in bash, which takes them for two words.
    before = f"{option}=" if whole and shell != "bash" else ""
    typed = value if whole else last.text
    shown = ((name, about) for name, about in found if name in {FILES, FOLDERS} or _is_meant(name, typed))
    for name, about in islice(shown, _MOST):
        if name in {FILES, FOLDERS}:
            yield name
            return
        if shell != "bash":
            words_of = about() if callable(about) else about
            yield f"{before}{name}\t{shorten(one_line(words_of), _WIDTH)}" if words_of else f"{before}{name}"
        elif not last.quote or not re.search(r"[^\w ,.:/@%+-]", name):
            yield for_bash(name, typed, quoted=bool(last.quote))


def _is_meant(name: str, typed: str) -> bool:
    return name.startswith(typed) and one_line(name) == name


def for_bash(name: str, typed: str, *, quoted: bool) -> str:
    """Return a word as bash inserts it: without what is before the last colon that was typed, where it begins a word."""
    name = name[typed.rfind(":") + 1 :]
    return name if quoted else re.sub(r"([^\w,.:/@%+-])", r"\\\1", name)


def _split(line: str) -> list[_Word]:
    """Return the words of a line that may end in the middle of one; the last one is empty after a blank."""
    for closing in ("", "'", '"'):
        with suppress(ValueError):
            words = shlex.split(line.removesuffix("\\") + closing)
            if not words or (not closing and line[-1:].isspace()):
                words.append("")
            start = closing or ""
            return [*(_Word(word, "") for word in words[:-1]), _Word(words[-1], start)]
    return [_Word("", "")]


def _after(words: Sequence[str], last: str) -> Iterator[tuple[str, About]]:
    """Yield the values that may follow some words, with their descriptions."""
    if not words:
        if last.startswith("-"):
            yield from _options(opening())
        elif any(verb.startswith(last) for verb in VERBS):
            yield from summaries().items()
        else:
            yield FILES, ""
        return
    if words[0] not in VERBS:
        yield FILES, ""
        return
    parser = parser_of(words[0])
    action, path, given = _place(parser, words[1:])
    option, equals, _ = last.partition("=")
    if equals and (named := parser.option(option)) is not None:
        action = named
    elif last.startswith("-") and (action is None or not action.option_strings):
        yield from _options(parser)
        return
    if action is not None:
        yield from _values(words[0], action, path, given)


def _options(parser: VerbParser) -> Iterator[tuple[str, str]]:
    for action in parser.actions:
        for name in action.option_strings:
            if name.startswith("--"):
                yield name, action.help or ""


def _place(parser: VerbParser, words: Sequence[str]) -> tuple[Action | None, Path, int]:
    """Return the option or argument that the next word is for, the path of the library, and how many arguments came."""
    arguments = [action for action in parser.actions if not action.option_strings and action.help != "==SUPPRESS=="]
    waiting: list[Action] = []
    path, given = Path(), 0
    for word in words:
        if waiting:
            waiting.pop()
        elif word.startswith("-") and (option := parser.option(word.partition("=")[0])) is not None:
            needed = option.nargs if isinstance(option.nargs, int) else int(option.nargs is None)
            waiting = [option] * (needed - ("=" in word))
        else:
            if given < len(arguments) and arguments[given].dest == "path":
                path = Path(word)
            given += 1
    if waiting:
        return waiting[-1], path, given
    last = arguments[-1] if arguments and arguments[-1].nargs in {"*", "+"} else None
    return (arguments[given] if given < len(arguments) else last), path, given


def _values(verb: str, action: Action, path: Path, given: int) -> Iterator[tuple[str, About]]:
    if action.choices is not None:
        yield from ((str(one), "") for one in action.choices)
        return
    if action.dest in {"output", "file", "files", "template", "base", "ours", "theirs"}:
        yield FILES, ""
    elif action.dest in {"path", "paths"}:
        yield FOLDERS, ""
    else:
        for values in _KINDS.get((verb, action.dest), _KINDS.get(("", action.dest), ())):
            if not (values is _tags and given < 2 and action.dest == "words"):
                yield from _recorded(path, values)


def _recorded(path: Path, values: Values) -> Iterator[tuple[str, About]]:
    with suppress(PostilError, OSError):
        yield from values(Library.open([path]))


def _tags(library: Library) -> Iterator[tuple[str, str]]:
    return ((tag.name, tag.description) for tag in library.tags())


def _kinds(library: Library) -> Iterator[tuple[str, str]]:
    return ((kind.name, kind.glyph) for kind in library.kinds().values())


def _addresses(library: Library) -> Iterator[tuple[str, About]]:
    return ((library.address(one.id), partial(in_words, library, one)) for one in library.all_annotations())


def _sources(library: Library) -> Iterator[tuple[str, str]]:
    return ((str(source.number), source.path) for source in library.sources())


def _searches(library: Library) -> Iterator[tuple[str, str]]:
    return ((one.name, one.query) for one in library.searches.all())


def _authors(library: Library) -> Iterator[tuple[str, str]]:
    return ((name, "") for name in sorted({one.author for one in library.all_annotations() if one.author}))


def _source_kinds(library: Library) -> Iterator[tuple[str, str]]:
    return ((name, "") for name in library.scales.kinds)


def _grades(library: Library) -> Iterator[tuple[str, str]]:
    return ((name, "") for name in library.scales.grades)


def _exporters(_: Library) -> Iterator[tuple[str, str]]:
    from annotations.exchange import formats

    return ((name, formats.exporter(name).description) for name in formats.usable(formats.EXPORTERS))


def _importers(_: Library) -> Iterator[tuple[str, str]]:
    from annotations.exchange import formats

    return ((name, formats.importer(name).description) for name in formats.usable(formats.IMPORTERS))


_KINDS: Final[dict[tuple[str, str], tuple[Values, ...]]] = {
    ("", "tags"): (_tags,),
    ("", "tag"): (_tags,),
    ("", "without"): (_tags,),
    ("tags", "rename"): (_tags,),
    ("tags", "merge"): (_tags,),
    ("tags", "remove"): (_tags,),
    ("tags", "parent"): (_tags,),
    ("tags", "below"): (_tags,),
    ("kinds", "rename"): (_kinds,),
    ("kinds", "into"): (_kinds,),
    ("kinds", "remove"): (_kinds,),
    ("retag", "old"): (_tags,),
    ("retag", "new"): (_tags,),
    ("", "sources"): (_sources,),
    ("", "source"): (_sources,),
    ("", "derived_from"): (_sources,),
    ("export", "format"): (_exporters,),
    ("import", "format"): (_importers,),
    ("set-source", "kind"): (_source_kinds,),
    ("set-source", "credibility"): (_grades,),
    ("link", "source"): (_addresses,),
    ("link", "target"): (_addresses,),
    ("link", "kind"): (_kinds,),
    ("links", "kind"): (_kinds,),
    ("", "id"): (_addresses,),
    ("", "ids"): (_addresses,),
    ("unlink", "links"): (_addresses, _kinds),
    ("history", "about"): (_addresses,),
    ("", "around"): (_addresses,),
    ("relink", "words"): (_addresses, _kinds),
    ("relink", "source"): (_addresses,),
    ("relink", "target"): (_addresses,),
    ("tag", "words"): (_addresses, _tags),
    ("untag", "words"): (_addresses, _tags),
    ("", "saved"): (_searches,),
    ("searches", "rename"): (_searches,),
    ("searches", "remove"): (_searches,),
    ("", "by"): (_authors,),
}
"""Values of options and arguments by verb and destination; without a verb, of all verbs."""
