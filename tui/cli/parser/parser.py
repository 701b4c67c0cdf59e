"""Choice of a verb, or of the program, and of its options."""

import re
import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final, Never

from annotations.errors import UsageError
from tui.cli.parser.examples import EXIT_CODES, epilog
from tui.cli.parser.verbs import VERBS

_HELP: Final = f"""\
verbs:
  list [PATH]                 list passages, all or those of --tag, --not, --since, --filter …
  show [PATH] ID              print one passage with its context, note and links
  cite PATH ID                print passages as citations: --style plain, markdown, bibtex, csl
  search PATH WORDS           search all sources, passages, notes, tags and memos
  links [PATH]                list links, all or those of --kind and of chosen passages
  add PATH SOURCE --quote TEXT --tag TAG
                              annotate a passage and print its address
  link PATH FROM KIND TO      link two passages and print the link's id
  tag PATH ID TAG             add tags to passages; untag removes them
  note PATH ID TEXT           write the note on a passage; --append; - reads standard input
  status PATH ID STATUS       mark passages open, checked, disputed or excluded
  set-figure PATH ID          set the --reading, --metric, --period … of a figure
  delete PATH ID              delete passages; unlink PATH LINK deletes links
  relink PATH LINK KIND       give a link another type; --reverse, --from, --to
  board [PATH]                print the claims board: --format text, csv, markdown, json; --filter
  disputes [PATH]             print what the sources dispute, each dispute with its sides; --sort, --json
  queue [PATH]                print pairs of passages that may be linked, contradictions first; --most
  related [PATH] ID           print the passages that may be linked to one, the best first; --untagged
  suggest [PATH]              print numbers and sentences that may deserve a tag; --source, --tag, --most
  stats [PATH]                print counts of passages, tags, links and coverage: --format text, csv, json
  map [PATH]                  draw sources and claims with their links, as text or SVG; -o FILE
  timeline [PATH]             print dated claims and passages in order: --format text, csv, json
  figures [PATH]              print figures compared by value; --conflicts, --format text, csv, json, markdown
  tags [PATH]                 list the tags, or --rename, --parent, --merge, --remove one
  retag PATH OLD NEW          rename a tag, or --merge it with another one
  kinds [PATH]                list the link types, or --add, --rename, --remove one; --json
  searches [PATH]             list the saved searches, or --add, --rename, --remove one; --json
  memo PATH TEXT              write the memo on the library, or on --source or --tag; list --memos
  report [PATH]               write a report as HTML, Markdown, Word or PDF: -o FILE, --title, --quotes-only
  export [PATH]               export the library, or what --filter finds, as JSON; -o FILE; --formats
  import PATH FILE …          import files of other programs, as one change; --dry-run, --formats
  undo PATH                   undo your last change; -n for several, --entry for one of the history
  history [PATH]              list the changes; --json or --csv with the values before and after
  check [PATH]                check the library and its sources for problems; --repair
  lint [PATH]                 list what the coding lacks: numbers, units, sources, notes; --kind, --json
  set-source PATH SOURCE      print the facts of a source, or set --author, --date, --credibility …
                              and --encoding, in which it is read
  move PATH SOURCE FILE       give a source that was renamed and edited the file that it is in now
  save [PATH]                 write all changes to the library's file, for git to commit
  merge BASE OURS THEIRS      merge two versions of a library's file; -o FILE
  git-setup [PATH]            let git merge the library with postil and save it before each commit
  serve [PATH]                serve the program to a browser; --host, --port
  completion SHELL            print the completion for bash, zsh or fish

To open a folder named like a verb, write ./list. Each verb has its own --help; all that print data have --json.
Exit codes: {EXIT_CODES}."""


def parse(argv: Sequence[str]) -> Namespace:
    """Parse the options; ``run`` is ``module:function`` of the command in `tui.cli`.

    Raises UsageError for a usage error, and SystemExit after --help and --version.
    """
    if argv and argv[0] in VERBS:
        return parser_of(argv[0]).parse_args(argv[1:])
    if argv and (problem := _no_verb(argv[0])):
        raise UsageError(problem)
    return opening().parse_args(argv)


class VerbParser(ArgumentParser):
    """Parser that raises UsageError instead of printing usage and exiting."""

    @property
    def actions(self) -> Sequence[Action]:
        """Options and arguments, in the order of the help."""
        return self._actions

    def option(self, name: str) -> Action | None:
        """Return an option by one of its names, or None."""
        return self._option_string_actions.get(name)

    def parse_args(self, args: Sequence[str], namespace: None = None) -> Namespace:  # type: ignore[override]
        """Parse options, which may be anywhere. A value may begin with a minus, as queries, quotes and notes do."""
        flags: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for arg in rest:
            if arg == "--":
                words += rest
            elif arg == "-" or not arg.startswith("-"):
                words.append(arg)
            else:
                values = [*islice(rest, self._count(arg))]
                joined = (
                    len(values) == 1 and values[0].startswith("-") and self.option(values[0].partition("=")[0]) is None
                )
                flags += [f"{arg}={values[0]}"] if joined else [arg, *values]
        # argparse takes an argument that may be left out only at the first place where it could be.
        return super().parse_args([*flags, "--", *words] if words else flags, namespace)

    def _count(self, option: str) -> int:
        """Return how many of the next words belong to an option."""
        action = self.option(option)
        if action is None:
            return 0
        return action.nargs if isinstance(action.nargs, int) else int(action.nargs is None)

    def error(self, message: str) -> Never:
        """Raise UsageError with the message and where to read on."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See “{self.prog} --help”.")


class _Version(Action):
    """Prints the version; the metadata of the package is read only then."""

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"postil {version('postil')}\n")
        parser.exit()


def parser_of(verb: str) -> VerbParser:
    """Return the parser of the options of a verb."""
    from tui.cli.parser import passages, printing, versions, writing  # Opening the program needs none of them.

    parser = _verb(verb)
    (printing.VERBS | passages.VERBS | writing.VERBS | versions.VERBS)[verb](parser)
    return parser


def summaries() -> dict[str, str]:
    """Return what each verb does, in a line, as --help has it."""
    lines = re.findall(r"^  (\S+) .*?(?:  +|\n +)(\S.*)$", _HELP, re.MULTILINE)
    known = dict(lines)
    return {verb: known.get(verb) or parser_of(verb).description or "" for verb in VERBS}


def _verb(name: str) -> VerbParser:
    from argparse import RawDescriptionHelpFormatter

    return VerbParser(
        prog=f"postil {name}",
        epilog=epilog(name),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def opening() -> VerbParser:
    """Return the parser of the options with which the program is opened."""
    from argparse import RawDescriptionHelpFormatter

    parser = VerbParser(
        prog="postil",
        usage="postil [--theme NAME] [--no-mouse] [PATH …]\n       postil VERB …",
        description="Read, highlight, tag and link sources in the terminal.",
        epilog=_HELP,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a folder of sources, or files")
    parser.add_argument("--theme", default="", metavar="NAME", help="the theme to start with")
    parser.add_argument(
        "--no-mouse", dest="mouse", action="store_false", help="do not use the mouse; the terminal keeps it"
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.set_defaults(run="start:run")
    return parser


def _no_verb(word: str) -> str:
    """Return one line if a word is neither a verb nor a path, and looks like a verb; "" otherwise."""
    if not word.replace("-", "").isalpha() or word.startswith("-") or Path(word).exists():
        return ""
    from difflib import get_close_matches  # imported for a mistyped verb, not at start

    near = get_close_matches(word, VERBS, 1)
    return f"There is no verb and no folder “{word}”." + (
        f" Did you mean “postil {near[0]}”?" if near else " postil --help lists the verbs."
    )
