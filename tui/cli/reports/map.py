"""``postil map``."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import Final

from annotations.errors import UsageError
from annotations.export.board_table import shown
from annotations.export.json_text import array
from annotations.export.overview.map_svg import drawn
from annotations.library import Library
from annotations.review.overview.map.layout import Layout, laid_out
from annotations.review.overview.map.neighbourhood import Part, around
from annotations.review.overview.map.network import STATES, Edge, Network
from annotations.search.source_filters import source_named
from tui.cli import output_file as outfile
from tui.cli.output import opened_with_sources, passage_given, print_message, write_lines
from tui.cli.selection import selected
from tui.session.overview.map_labels import address, labels, name, summary
from tui.text.cells import visible
from tui.text.diagrams.link_map import LINES, Drawing

VERSION: Final = 1
"""Version of the format of the JSON."""

WIDTH: Final = 120
"""Width of the text if there is no terminal, in cells."""


def draw_map(options: Namespace) -> int:
    """Draw sources and claims with the links between them."""
    output = outfile.given_file(options.output)
    if output is not None:
        outfile.check_free(output, force=options.force)
    library = opened_with_sources(options.path)
    board = library.board()
    selection = selected(library, options)
    rows = None if selection.whole else selection.rows(board)
    network = Network(board, rows, library.kinds())
    focus = _focus(library, network, options.around) if options.around else ""
    part = around(network, focus, max(1, options.most), unlinked=options.all)
    layout = laid_out(network, part)
    form = options.format or ("svg" if output is not None else "text")
    if form == "svg":
        lines = _svg(library, network, part, layout, options.colours)
    elif form == "json":
        lines = _json(library, network, part)
    else:
        lines = _text(library, network, part, layout)
    if output is None:
        write_lines(lines, form)
        return 0
    outfile.check_foreign(output, library)
    with outfile.writing(output) as file:
        file.writelines(line.encode("utf-8", "replace") for line in lines)
    print_message(f"Drew {summary(part)} in {output}.")
    return 0


def _focus(library: Library, network: Network, wanted: str) -> str:
    """Return the key of the node for an address, the id of a passage, or a source's number or path."""
    try:
        passage = passage_given(library, wanted)
    except UsageError:
        return source_named(library, wanted).id
    return network.node_of(passage.id, passage.source)


def _svg(library: Library, network: Network, part: Part, layout: Layout, colours: str) -> Iterator[str]:
    words = {key: f"{address(library, network, key)} {name(library, network, key)}" for key in layout.boxes}
    title = f"Sources and claims of {library.folder.name}"
    return drawn(layout, words, lambda key: address(library, network, key), title, summary(part), colours)


def _json(library: Library, network: Network, part: Part) -> Iterator[str]:
    """Yield the drawn nodes, one per line, and the edges between them."""

    def node(key: str) -> dict[str, str | None]:
        row = network.claims.get(key)
        named = {"address": address(library, network, key), "words": name(library, network, key)}
        return {**named, "kind": "source" if row is None else "claim", "verdict": row.verdict.words if row else None}

    def edge(one: Edge) -> dict[str, object]:
        ends = address(library, network, one.one), address(library, network, one.other)
        return {"from": ends[0], "to": ends[1], "kind": one.kind, "number": len(one.ids)}

    yield f'{{\n"format": "postil-map",\n"version": {VERSION},\n"nodes": '
    yield from map(bytes.decode, array(map(node, (*part.sources, *part.claims))))
    yield ',\n"edges": '
    yield from map(bytes.decode, array(map(edge, part.edges)))
    yield "\n}\n"


def _text(library: Library, network: Network, part: Part, layout: Layout) -> Iterator[str]:
    width = get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    drawing = Drawing(layout, width, labels(library, network, part), part.hidden)
    for row in drawing.rows(0, layout.rows):
        yield visible("".join(piece.text for piece in row).rstrip()) + "\n"
    kinds = (kind for kind in LINES if any(wire.kind == kind for wire in layout.wires))
    yield (
        "\n" * bool(layout.rows) + "   ".join(f"{LINES[kind][0] * 2} {kind}" for kind in kinds if kind != STATES) + "\n"
    )
    yield shown(summary(part, drawing.undrawn)) + "\n"
