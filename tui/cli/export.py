"""``postil export``."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.formats import EXPORTERS
from annotations.exchange.output import OutputFile, write_folder
from annotations.export.material import Material
from annotations.library import Library
from annotations.text.plurals import count_noun
from tui.cli import output_file as outfile
from tui.cli.output import opened_with_sources, print_message, write_bytes, write_json, write_text
from tui.cli.selection import selected


def export_library(options: Namespace) -> int:
    """Export the library in a format, to standard output, a file or a folder."""
    if options.formats:
        write_text(list_formats(EXPORTERS))
        return 0
    output = outfile.given_file(options.output)
    name = options.format or (output is not None and formats.exporter_for(output.suffix)) or "json"
    with formats.plugged(EXPORTERS, name):
        return _export(name, formats.exporter(name), output, options)


def _export(name: str, exporter: formats.Exporter, output: Path | None, options: Namespace) -> int:
    given = formats.checked(name, exporter.options, _given(options))
    if output is not None and exporter.is_single(given):
        outfile.check_free(output, force=options.force)
    library = opened_with_sources(options.path)
    selection = selected(library, options)
    material = Material(library, None if selection.whole else selection.of)
    files = exporter.files(material, given)
    if not exporter.is_single(given):
        _write_folder(name, files, output, library)
    elif output is None:
        _write(name, files)
    else:
        _write_file(files, output, library)
    if output is not None:
        passages, links = count_noun(len(material.ids), "passage"), count_noun(len(material.links), "link")
        print_message(f"Exported {passages} and {links} to {output}.")
    if losses := exporter.losses(material):
        print_message(f"The format {name} cannot hold {', '.join(losses)}.")
    return 0


def list_formats(group: str) -> str:
    """Return the formats of a group, one per line with its description and options."""
    lines = []
    for name in formats.usable(group):
        one = formats.exporter(name) if group == EXPORTERS else formats.importer(name)
        lines.append(f"{name:14}{one.description}\n")
        for option, about in one.options.items():
            values = f": {', '.join(about.choices)}" if about.choices else ""
            lines.append(f"{'':14}  --option {option}=…  {about.help}{values}\n")
    lines += [f"{name:14}not usable. {reason}\n" for name, reason in formats.unusable(group)]
    return "".join(lines)


def _given(options: Namespace) -> list[tuple[str, str]]:
    """Return the options of the format that were given, those with a name of their own included."""
    given = formats.given(options.options)
    given += [("table", options.table)] if options.table else []
    given += [("flavour", options.flavour)] if options.flavour else []
    return given + ([("text", "yes")] if options.with_text else [])


def _write(name: str, files: Iterator[OutputFile]) -> None:
    for file in files:
        for piece in file.pieces:
            if name in {"json", "jsonl"}:
                write_json(piece)
            else:
                write_bytes(piece)


def _write_file(files: Iterator[OutputFile], output: Path, library: Library) -> None:
    outfile.check_foreign(output, library)
    with outfile.writing(output) as out:
        for file in files:
            for piece in file.pieces:
                out.write(piece)


def _write_folder(name: str, files: Iterator[OutputFile], output: Path | None, library: Library) -> None:
    if output is None:
        raise UsageError(f"The format {name} makes several files. Give a folder for them: -o FOLDER.")
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is not a folder. Give another name.")
    outfile.check_foreign(output, library)
    outfile.check_folder(output, library)
    written = write_folder(output, name, files)
    for kept in written.kept:
        print_message(f"{output / kept} is not of this export, or was changed since, and is left as it is.")
