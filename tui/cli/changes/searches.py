"""``postil searches``."""

from argparse import Namespace

from annotations.errors import UsageError
from annotations.export.json import search_entry
from annotations.export.json_text import dumps
from tui.cli.changes.outcome import changing
from tui.cli.output import opened, write_json, write_table
from tui.session.overview.saved import place_of


def manage_searches(options: Namespace) -> int:
    """List the saved searches of a library, or add, rename or remove one."""
    if options.sort and (options.add is None or options.place != "board"):
        raise UsageError("--sort needs --add with --place board.")
    if options.add is None and options.rename is None and options.remove is None:
        return _list_searches(options)
    with changing(options) as (library, outcome):
        if options.add is not None:
            name, query = options.add
            saved = library.searches.save(name, options.place, query, sort=options.sort)
            message = f"Saved the search {saved.name}"
        elif options.rename is not None:
            name, new = options.rename
            message = f"Renamed the search {name} to {library.searches.rename(name, new).name}"
        else:
            message = f"Removed the search {library.searches.remove(options.remove).name}"
        outcome.of_nothing(message)
    return 0


def _list_searches(options: Namespace) -> int:
    library = opened(options.path)
    searches = library.searches.all()
    if options.json:
        write_json(dumps([search_entry(one) for one in searches]))
    else:
        write_table([(one.name, place_of(one), one.query or "-") for one in searches])
    return 0
