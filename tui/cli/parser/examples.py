"""Examples for the help of each verb."""

from typing import Final

EXIT_CODES: Final = "0 success, 1 check, lint or figures --conflicts found something, 2 usage error, 3 data could not be read or written"

EXAMPLES: Final = {
    "list": "postil list notes --tag claim --source 3",
    "cite": "postil cite notes 3:10 --style csl",
    "show": "postil show notes 3:10",
    "add": 'postil add notes 2 --quote "No price is given" --tag claim',
    "link": "postil link notes 2:15 contradicts 1:16",
    "tag": "postil tag notes 2:15 2:16 claim",
    "untag": "postil untag notes 2:15 figure",
    "note": 'postil note notes 2:15 "Asked on Monday." --append',
    "status": "postil status notes 2:15 2:16 checked",
    "set-figure": "postil set-figure notes 2:15 --reading 94000 --metric revenue",
    "delete": "postil delete notes 2:15",
    "unlink": "postil unlink notes 2:15 contradicts 1:16",
    "relink": "postil relink notes 2:15 1:16 supports",
    "retag": "postil retag notes forecast prediction",
    "search": "postil search notes ground floor source:3",
    "links": "postil links notes --kind contradicts --tag claim",
    "board": "postil board notes --sort contested --format csv",
    "disputes": "postil disputes notes --sort sources",
    "queue": "postil queue notes --most 30 --json",
    "related": "postil related notes 3:10 --json",
    "suggest": "postil suggest notes --source 3 --tag claim",
    "stats": "postil stats notes --table coverage",
    "map": "postil map notes -o map.svg",
    "timeline": "postil timeline notes --format csv",
    "figures": "postil figures notes --conflicts",
    "tags": "postil tags notes --rename forecast prediction",
    "kinds": "postil kinds notes --remove answers --into supports",
    "searches": 'postil searches notes --add "open claims" "tag:claim status:open"',
    "memo": 'postil memo notes "Ask the author for the data." --source 2',
    "report": "postil report notes -o report.html",
    "export": "postil export notes --with-text -o library.json",
    "import": "postil import notes highlights.json --dry-run",
    "undo": "postil undo notes -n 2",
    "history": "postil history notes --csv",
    "completion": "postil completion bash",
    "lint": "postil lint notes --kind figure",
    "check": "postil check notes --repair",
    "move": "postil move notes draft.md draft-2.md",
    "save": "postil save notes",
    "merge": "postil merge base.json ours.json theirs.json -o merged.json",
    "serve": "postil serve notes --port 9000",
    "git-setup": "postil git-setup notes",
    "set-source": 'postil set-source notes 2 --author "A. Smith" --date 2026-04-08',
}
"""One command for each verb."""


def epilog(verb: str) -> str:
    """Return the end of the help of a verb: an example and the exit codes."""
    return f"Example:\n  {EXAMPLES[verb]}\n\nExit codes: {EXIT_CODES}."
