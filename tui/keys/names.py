"""Names of commands on the command line, and the words that people from other programs look for.

A name is typed whole and runs its command at once. A word only finds it, in help and palette.
"""

from typing import Final, NamedTuple

from tui.keys.command import Command


class Named(NamedTuple):
    """Names by which a command is found."""

    names: tuple[str, ...] = ()
    """Typed after ``:``; the first one is shown and completed."""
    argument: str = ""
    """The kind of argument that may follow a name: ``theme``, ``source``, ``tag``, ``status``, ``encoding``, ``folder``,
    ``format``, ``report``, ``citation`` or ``words``."""
    words: str = ""
    """Synonyms, separated by blanks."""
    near: str = ""
    """Words for which it is not the right command but the nearest one."""


NAMES: Final = {
    "tag.claim": Named(words="highlight code assertion statement"),
    "tag.figure": Named(words="number statistic value amount"),
    "tag.figure_details": Named(("figure", "about"), words="metric subject period basis reading number value"),
    "tag.opinion": Named(words="judgement view comment"),
    "tag.own": Named(words="code"),
    "tag.pick": Named(("tag", "code"), "tag", "highlight annotate label codebook category"),
    "tag.repeat": Named(words="again"),
    "tag.codebook": Named(("tags", "codebook"), words="codes tree hierarchy parent category manage"),
    "tag.rename": Named(("rename",), words="merge tags codes codebook"),
    "tag.remove": Named(words="delete codebook"),
    "search.occurrences": Named(("tagall",), words="autocode bulk everywhere"),
    "tag.note": Named(("note", "memo"), words="memo comment remark write annotate"),
    "tag.note_editor": Named(words="memo comment external vim"),
    "tag.status": Named(("status",), "status", "checked disputed open review"),
    "tag.delete": Named(("delete", "d"), words="remove erase untag"),
    "tag.adjust_start": Named(words="extent bounds resize edge"),
    "tag.adjust_end": Named(words="extent bounds resize edge"),
    "link.take": Named(("link",), words="connect relate relation"),
    "link.find": Named(("suggest",), words="suggestions related similar candidates"),
    "link.browse": Named(("links",), words="relations network list", near="graph"),
    "link.retype": Named(("relink",), words="change type relation kind edit alter"),
    "link.reverse": Named(words="swap direction flip turn change"),
    "link.move_end": Named(words="change end target start reattach alter"),
    "link.kinds": Named(("kinds", "types"), words="relations types"),
    "link.peek": Named(words="preview hover"),
    "go.disputes": Named(("disputes",), "words", words="contradictions conflicts sides verdict decide"),
    "go.claims": Named(("board", "claims"), words="matrix review agreement contested overview"),
    "go.figures": Named(("figures", "ledger"), "words", words="numbers values compare metrics conflicts quantities"),
    "go.statistics": Named(
        ("statistics", "stats"), "words", words="count numbers coverage agreement cooccurrence", near="report"
    ),
    "go.map": Named(("map", "graph"), "file", words="network relations drawing picture svg diagram"),
    "go.timeline": Named(("timeline",), "words", words="dates chronology history when"),
    "search.saved": Named(("saved", "searches"), "saved", words="filters queries bookmarks"),
    "go.queue": Named(("queue",), "words", words="suggestions pairs review links"),
    "go.suggestions": Named(
        ("suggestions",), "words", words="untagged numbers claims opinions propose candidates autocode"
    ),
    "go.compare": Named(("compare", "diff"), words="side parallel split comparison close end stop"),
    "go.compare_lock": Named(words="keep follow freeze page"),
    "go.orphans": Named(("unsure", "orphans"), words="orphans lost moved edited unresolved"),
    "app.lint": Named(("lint",), words="missing incomplete unit period note untagged unread", near="problems"),
    "app.problems": Named(("problems", "check"), words="warnings errors conflicts health"),
    "change.undo": Named(("undo", "u"), words="revert take back"),
    "change.redo": Named(("redo",), words="again repeat revert undone"),
    "change.history": Named(("history", "log"), words="audit changes versions", near="timeline"),
    "change.copy": Named(("copy", "yank", "y"), "citation", words="cite citation quotation quote clipboard"),
    "change.copy_plain": Named(words="cite address clipboard"),
    "find.next": Named(words="hit search again repeat continue"),
    "find.previous": Named(words="hit search again repeat backwards"),
    "go.back": Named(words="previous place position return jump before"),
    "go.forward": Named(words="next place position again jump"),
    "list.sort": Named(words="order arrange"),
    "find.find": Named(("find",), words="search filter"),
    "search.everywhere": Named(("search", "grep"), "words", "find query library all sources"),
    "source.facts": Named(
        ("facts", "info"), words="author publisher date address url kind credibility metadata origin derived"
    ),
    "source.memo": Named(words="memo note comment document source"),
    "source.memo_tag": Named(words="memo note code codebook"),
    "source.memo_library": Named(words="memo note project library"),
    "source.read": Named(("read",), words="unread progress seen mark"),
    "go.sources": Named(("sources", "ls", "files"), words="documents files buffers"),
    "go.passages": Named(("passages",), words="annotations quotations highlights"),
    "go.outline": Named(("outline", "toc"), words="contents headings chapters"),
    "go.next_source": Named(("next", "n", "bn"), words="document file buffer"),
    "go.previous_source": Named(("previous", "prev", "bp"), words="document file buffer"),
    "go.mark": Named(("mark",), words="bookmark"),
    "go.to_mark": Named(("marks",), words="bookmark"),
    "panes.split": Named(("vsplit", "vs"), words="window pane"),
    "panes.stack": Named(("split", "sp"), words="window pane"),
    "panes.only": Named(("only", "on"), words="window pane"),
    "panes.close": Named(("close",), words="window pane"),
    "view.diagram": Named(words="mermaid graph chart"),
    "reading.encoding": Named(("encoding", "fenc"), "encoding", "charset codepage unicode utf latin letters"),
    "reading.toggle": Named(words="markdown raw source plain"),
    "app.help": Named(("help", "h", "keys"), words="manual shortcuts bindings"),
    "app.legend": Named(("legend", "signs"), words="symbols glyphs letters arrows margin meaning icons"),
    "app.palette": Named(words="commands menu"),
    "app.settings": Named(("settings", "set", "config"), words="preferences options author mouse width theme"),
    "app.folder": Named(("cd", "folder"), "folder", "open project directory switch"),
    "app.samples": Named(("samples",), words="examples demo tutorial"),
    "app.welcome": Named(("welcome",), words="start tutorial tour begin"),
    "app.menu": Named(("menu",), words="context actions right click"),
    "app.export": Named(("export",), "format", words="json csv w3c save backup share send"),
    "app.report": Named(("report",), "report", words="print pdf html word docx markdown share send"),
    "app.save": Named(("w", "write", "save"), words="store flush"),
    "app.theme": Named(("theme", "colorscheme", "colo"), "theme", "colours colors dark light"),
    "app.take_over": Named(words="lock steal write"),
    "app.locate": Named(words="folder moved path"),
    "app.suspend": Named(("suspend", "stop"), words="shell background"),
    "app.quit": Named(("q", "quit", "q!", "qa", "wq", "wqa", "x", "exit"), words="leave close end"),
    "go.open": Named(("e", "edit", "open", "source", "b"), "source", "document file address jump"),
    "move.line": Named(("line",), words="row number jump"),
}
"""Names and words by the id of the command."""


def typed_name(command: Command) -> str:
    """Return what runs a command on the command line: its first name, else its label."""
    return next(iter(NAMES[command.id].names), command.label) if command.id in NAMES else command.label


def argument_of(command: str) -> str:
    """Return the kind of argument that may follow the name of a command; "" for none."""
    return NAMES[command].argument if command in NAMES else ""
