"""The formats that are installed, by name; each is loaded when it is used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import ClassVar, Final, NamedTuple, Protocol

from annotations import plugins
from annotations.errors import UsageError
from annotations.exchange.incoming import Incoming
from annotations.exchange.output import OutputFile
from annotations.exchange.reading import head_of
from annotations.export.material import Material

EXPORTERS: Final = "postil.exporters"
IMPORTERS: Final = "postil.importers"

_NOUN: Final = "format"

HEAD: Final = 1 << 12
"""Bytes at the beginning of a file by which an importer recognises it."""


class Option(NamedTuple):
    """An option of a format: ``--option NAME=VALUE``."""

    help: str
    choices: tuple[str, ...] = ()
    """Its values; empty if any is allowed. The first one is the default."""


Options = Mapping[str, str]
"""Values of options by name. What is missing has its default."""


class Exporter(Protocol):
    """Makes the files of one format. An instance is made without arguments for each export."""

    description: ClassVar[str]
    """One line for the list of formats."""
    suffix: ClassVar[str]
    """End of the name of its file, such as `.jsonl`; `""` if it only makes folders."""
    options: ClassVar[Mapping[str, Option]]

    def is_single(self, options: Options) -> bool:
        """Return whether it makes one file with these options, which may be a stream, and not several in a folder."""

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the files, one after the other; each is written before the next is asked for.

        Raises UsageError if options do not fit together.
        """

    def losses(self, material: Material) -> list[str]:
        """Return what the format cannot hold of this material, such as *3 links*; empty if it holds everything."""


class Importer(Protocol):
    """Reads the files of one format. An instance is made without arguments for each file."""

    description: ClassVar[str]
    """One line for the list of formats."""
    options: ClassVar[Mapping[str, Option]]

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file is in the format, by its name and its first `HEAD` bytes. It need not be sure."""

    def read(self, path: Path, options: Options) -> Incoming:
        """Read a file, which may be hostile. Raises UsageError, with one line, if it is not in the format."""


def exporter(name: str) -> Exporter:
    """Return an exporter by name. Raises UsageError if there is none, or if it cannot be made."""
    made: Exporter = plugins.made(EXPORTERS, name, _NOUN, ("description", "suffix", "options"))
    return made


def importer(name: str) -> Importer:
    """Return an importer by name. Raises UsageError if there is none, or if it cannot be made."""
    made: Importer = plugins.made(IMPORTERS, name, _NOUN, ("description", "options"))
    return made


def names(group: str) -> list[str]:
    """Return the names of the formats of a group, `EXPORTERS` or `IMPORTERS`, in alphabetical order."""
    return plugins.names(group)


def usable(group: str) -> Iterator[str]:
    """Yield the names of the formats of a group, without plug-ins that fail or lack something: those are reported when named."""
    make: Callable[[str], Exporter | Importer] = exporter if group == EXPORTERS else importer
    for name in names(group):
        with suppress(UsageError):
            make(name)
            yield name


def unusable(group: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the formats of a group that `usable` leaves out, each with the reason in one line."""
    make: Callable[[str], Exporter | Importer] = exporter if group == EXPORTERS else importer
    for name in names(group):
        try:
            make(name)
        except UsageError as error:
            yield name, str(error)


def exporter_for(suffix: str) -> str:
    """Return the name of the exporter whose files end in a suffix; `""` if there is none or several."""
    found = [name for name in usable(EXPORTERS) if exporter(name).suffix == suffix.lower()]
    return found[0] if len(found) == 1 else ""


def importer_of(path: Path) -> str:
    """Return the name of the importer that recognises a file. Raises UsageError if none or several do, or it cannot be read."""
    head = head_of(path, HEAD)
    if not head:
        raise UsageError(f"{path.name} is empty.")
    found = [name for name in usable(IMPORTERS) if _recognises(name, path.name, head)]
    if len(found) == 1:
        return found[0]
    known = f"it may be {' or '.join(found)}" if found else "it is in no format that is known"
    raise UsageError(f"The format of {path.name} is not clear: {known}. Give --format NAME.")


def checked(name: str, known: Mapping[str, Option], given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return options by name. Raises UsageError if the format has no such option or an option no such value."""
    options: dict[str, str] = {}
    for option, value in given:
        if option not in known:
            there = f"its options are {', '.join(sorted(known))}" if known else "it has no options"
            raise UsageError(f"The format {name} has no option “{option}”; {there}.")
        choices = known[option].choices
        if choices and value not in choices:
            raise UsageError(f"The option {option} of {name} cannot be “{value}”; it is one of {', '.join(choices)}.")
        options[option] = value
    return options


def given(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return options as they were typed, ``NAME=VALUE``. Raises UsageError if one is not of this form."""
    pairs = [(name.strip(), equals, value) for name, equals, value in (word.partition("=") for word in words)]
    for name, equals, value in pairs:
        if not equals or not name:
            raise UsageError(f"“{name}{equals}{value}” is no option of a format. Write NAME=VALUE.")
    return [(name, value) for name, _, value in pairs]


def chosen(options: Options, known: Mapping[str, Option], name: str) -> str:
    """Return the value of an option, or its default: its first choice, else `""`."""
    return options.get(name) or next(iter(known[name].choices), "")


def plugged(group: str, name: str) -> AbstractContextManager[None]:
    """Raise UsageError, with one line, for whatever error a format of another package raises in the block."""
    return plugins.plugged(group, name, _NOUN)


def _recognises(name: str, file: str, head: bytes) -> bool:
    with suppress(UsageError), plugged(IMPORTERS, name):
        return importer(name).recognises(file, head)
    return False
