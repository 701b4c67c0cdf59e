"""Meanings of a line typed after ``:``: an address, a number, a command with its argument, a source."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from annotations.documents.file.encodings import TITLES, known
from annotations.export.citation import STYLES
from annotations.library import Library
from annotations.library.encodings import AUTO
from annotations.library.issues.renumbered import meant
from annotations.library.parts.wording import in_words
from annotations.model import STATUSES, SavedSearch, Source, address_of, status_name
from annotations.text.canonical import key
from annotations.text.folding import loose
from tui.keys.command_table import COMMANDS, GROUPS, READ_ONLY, Command, shown
from tui.keys.lookup import Found, look_up, named
from tui.keys.names import NAMES, argument_of
from tui.screens.base.choice_box import Choice
from tui.session.session import Session

_PERCENT: Final = re.compile(r"(\d{1,3})\s*%")
_NUMBER: Final = re.compile(r"\d{1,9}")

_SEEMS: Final = "detected from the file"

_MOST_SOURCES: Final = 50
"""Most sources that are listed for a text."""


class Orders:
    """Finds what a typed line may mean. The id of a choice is that of a command, with an argument behind a blank."""

    def __init__(self, library: Library, session: Session, themes: Mapping[str, str]) -> None:
        """Take the title of each theme by its name."""
        self._library = library
        self._session = session
        self._keys = session.keys
        self._themes = themes
        self._recent = [COMMANDS[id_] for id_ in session.recent if id_ in COMMANDS and not self._refuses(COMMANDS[id_])]
        self._commands = [one for group in GROUPS for one in group.commands if one.id != "tag.own"]

    def all(self) -> list[Choice]:
        """Return everything: recent commands, then the groups of the table, then the sources."""
        found: list[Choice] = []
        if self._recent:
            found += [Choice("", "Recent"), *map(self._command, self._recent)]
        for group in GROUPS:
            offered = [one for one in group.commands if one.id != "tag.own" and not self._refuses(one)]
            found += [Choice("", group.title), *map(self._command, offered)] if offered else []
        count, first = self._library.source_count, self._library.source_ids[:_MOST_SOURCES]
        title = f"Sources · the first {_MOST_SOURCES} of {count:,}" if count > _MOST_SOURCES else "Sources"
        return [*found, Choice("", title), *map(_source, map(self._library.source, first))]

    def matching(self, typed: str) -> list[Choice]:
        """Return what a line may mean, likeliest first; a heading says so if there is no such thing."""
        line = " ".join(typed.removeprefix(":").split())
        if not line:
            return self.all()
        if (placed := self._place(line)) is not None:
            return placed
        name, blank, argument = line.partition(" ")
        if (command := named(name)) and argument_of(command) and (blank or typed.endswith(" ")):
            return list(self._arguments(command, argument))
        found = look_up(line, self._commands, self._keys)
        saved = self._saved(line)
        # A name that was typed whole is meant, unless it is that of a command.
        first = [one for one in saved if key(one.label) == key(line) and not named(line)]
        sources = [*(one for one in saved if one not in first), *self._sources(line)]
        if not found.commands and not saved and not sources:
            return self._nothing(line, found)
        return [*first, *map(self._command, found.commands), *sources]

    def completed(self, choice: Choice, typed: str) -> str:
        """Return the line to type for a choice, for Tab."""
        command, _, argument = choice.id.partition(" ")
        if command == "go.open" and argument:
            return f"e {self._library.source(argument).number}" if ":" not in argument else argument
        name = next(iter(NAMES[command].names), "") if command in NAMES else ""
        if not name:
            return typed
        return f"{name} {argument}" if argument else name + (" " if argument_of(command) else "")

    # --- places

    def _place(self, line: str) -> list[Choice] | None:
        """Return the places of an address, a percentage or a number; None if the line is none of these."""
        if address_of(line):
            return self._passages(line)
        if percent := _PERCENT.fullmatch(line):
            return [Choice(f"move.percent {percent[1]}", f"{percent[1]} % of the text")]
        if not _NUMBER.fullmatch(line):
            return None
        numbered = [*map(_source, self._session.source_names().find(line))]
        return [*numbered, Choice(f"move.line {line}", f"line {line}", "", "of the file of this source")]

    def _passages(self, address: str) -> list[Choice]:
        """Return the passage with an address, and those that had it before a merge."""
        library, choices = self._library, []
        for one in meant(library, address):
            now = library.address(one.id)
            choices.append(
                Choice(
                    f"go.open {now}",
                    f"passage {now}",
                    "" if now == address else f"{address} is now {now}",
                    in_words(library, one),
                )
            )
        return choices or [Choice("", f"There is no passage “{address}”.")]

    def _saved(self, line: str) -> list[Choice]:
        """Return the saved searches whose name has words that the typed ones begin."""
        wanted = loose(line).split()
        return [
            _saved(one)
            for one in self._library.searches.all()
            if all(any(word.startswith(part) for word in re.findall(r"\w+", loose(one.name))) for part in wanted)
        ]

    def _sources(self, line: str) -> Iterator[Choice]:
        """Yield the sources that a text names."""
        yield from map(_source, islice(self._session.source_names().find(line), _MOST_SOURCES))

    # --- arguments

    def _arguments(self, command: str, argument: str) -> Iterator[Choice]:
        """Yield the arguments that a command may get, those that fit what is typed."""
        kind = argument_of(command)
        if kind in ("words", "file"):
            label = f"{COMMANDS[command].label}: {argument}" if argument else COMMANDS[command].label
            yield Choice(f"{command} {argument}".rstrip(), label)
            return
        if kind == "source":
            found = self._place(argument) if argument and not _PERCENT.fullmatch(argument) else None
            choices = [one for one in found or self._sources(argument) if not one.id.startswith("move.")]
        elif kind == "folder":
            choices = list(_folders(command, argument, self._library.folder))
        else:
            choices = _fitting(status_name(argument) if kind == "status" else argument, self._values(command, kind))
        if choices:
            yield from choices
        elif kind == "encoding" and (name := known(argument)):
            yield Choice(f"{command} {name}", name)
        elif kind == "tag" and argument:
            yield Choice(f"{command} {argument}", f"new tag “{argument}”", mark="+")
        else:
            yield Choice("", f"no {kind} “{argument}”")

    def _values(self, command: str, kind: str) -> list[Choice]:
        if kind == "theme":
            return [Choice(f"{command} {name}", name, "", title) for name, title in self._themes.items()]
        if kind == "encoding":
            return [Choice(f"{command} {name}", name, "", title) for name, title in {AUTO: _SEEMS, **TITLES}.items()]
        if kind == "tag":
            tags = self._library.tags()
            return [Choice(f"{command} {t.name}", t.name, t.key, t.description, t.letter, t.colour) for t in tags]
        if kind == "format":
            # Looked up for this argument alone: it reads what is installed.
            from annotations.exchange.formats import EXPORTERS, exporter, unusable, usable

            found = [Choice(f"{command} {name}", name, "", exporter(name).description) for name in usable(EXPORTERS)]
            # Running one of these shows the reason in full, and what to install.
            return found + [Choice(f"{command} {name}", name, "", reason) for name, reason in unusable(EXPORTERS)]
        if kind == "citation":
            return [Choice(f"{command} {name}", name, "", about) for name, about in STYLES.items()]
        if kind == "report":
            return [Choice(f"{command} {name}", name) for name in ("html", "markdown", "docx", "pdf")]
        if kind == "saved":
            return [_saved(one) for one in self._library.searches.all()]
        return [Choice(f"{command} {status}", status_name(status)) for status in STATUSES]

    # --- commands

    def _refuses(self, command: Command) -> bool:
        return bool(self._library.read_only) and command.writes

    def _command(self, command: Command) -> Choice:
        return Choice(
            command.id,
            command.label,
            "  ".join(map(shown, self._keys.get(command.id, ()))) or _name(command.id),
            READ_ONLY if self._refuses(command) else command.help.replace("`", ""),
        )

    def _nothing(self, line: str, found: Found) -> list[Choice]:
        """Return a heading that there is no such command, and those that come near."""
        near = [*map(self._command, found.near)]
        return [Choice("", f"no command “{line}”" + (" · near it:" if near else "")), *near]


def _name(command: str) -> str:
    """Return the name that is typed for a command without a key."""
    names = NAMES[command].names if command in NAMES else ()
    return f":{names[0]}" if names else ""


def _source(source: Source) -> Choice:
    return Choice(f"go.open {source.id}", source.title or source.path, f"source {source.number}", source.path)


def _fitting(argument: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices whose label or detail has words that the typed ones begin; those with such a label first."""
    wanted = loose(argument).split()

    def fits(text: str) -> bool:
        words = re.findall(r"\w+", loose(text))
        return all(any(word.startswith(part) for word in words) for part in wanted)

    listed = list(choices)
    first = [one for one in listed if loose(one.label).startswith(loose(argument)) or fits(one.label)]
    return [*first, *(one for one in listed if one not in first and fits(f"{one.label} {one.detail}"))]


def _saved(saved: SavedSearch) -> Choice:
    return Choice(f"search.saved {saved.name}", saved.name, "saved search", saved.query)


def _folders(command: str, argument: str, here: Path) -> Iterator[Choice]:
    """Yield the folder that is typed, and those whose names begin with its last part."""
    typed = Path(argument).expanduser() if argument else here.parent
    path = typed if typed.is_absolute() else here / typed
    above, begun = (path, "") if not argument or argument.endswith("/") else (path.parent, path.name)
    with suppress(OSError):
        if argument and path.is_dir():
            yield Choice(f"{command} {path}", str(path))
        found = sorted(one for one in above.iterdir() if one.name.startswith(begun) and one.is_dir() and one != path)
        for one in found[:_MOST_SOURCES]:
            if begun.startswith(".") or not one.name.startswith("."):
                yield Choice(f"{command} {one}", f"{one}/")
