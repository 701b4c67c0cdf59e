"""``postil export``."""

from argparse import Namespace
from pathlib import Path

from annotations.export.json import Export
from annotations.library import Library
from annotations.text.plurals import count_noun
from tui.cli import output_file as outfile
from tui.cli.output import print_message, report_nothing_to_read, usable, write_json
from tui.cli.selection import selected


def export_library(options: Namespace) -> int:
    """Export the library as JSON to standard output or to a file."""
    output: Path | None = options.output
    if output is not None and outfile.is_standard_output(output):
        output = None
    if output is not None:
        outfile.check_free(output, force=options.force)
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    selection = selected(library, options)
    exported = Export(library, with_text=options.with_text, of=None if selection.whole else selection.of)
    if output is None:
        for piece in exported.pieces():
            write_json(piece)
        return 0
    outfile.check_foreign(output, library)
    with outfile.writing(output) as file:
        for piece in exported.pieces(output.parent):
            file.write(piece)
    passages, links = count_noun(exported.annotations, "passage"), count_noun(exported.links, "link")
    print_message(f"Exported {passages} and {links} to {output}.")
    return 0
