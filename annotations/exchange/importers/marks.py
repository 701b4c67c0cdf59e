"""Reads marks in Markdown: `==words==` and `<mark>words</mark>`, with the comments and tags that follow them.

A comment is `<!-- … -->`, `%% … %%` of Obsidian or `{>> … <<}` of CriticMarkup, a tag `#name`, directly behind the mark.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingPassage, IncomingSource
from annotations.exchange.reading import text_of
from annotations.model import CONTEXT
from annotations.text.plurals import count_noun

_COMMENT: Final = r"<!--(?:(?!-->|<!--).){0,10000}-->|%%(?:(?!%%).){0,10000}%%|\{>>(?:(?!<<\}|\{>>).){0,10000}<<\}"
_MARK: Final = re.compile(
    r"\{?==(?P<words>(?!=)(?:(?!==|\n\s*\n).){1,5000}?)==\}?|<mark[^<>]{0,200}>(?P<html>(?:(?!</?mark|\n\s*\n).){1,5000}?)</mark>",
    re.DOTALL,
)
_BEHIND: Final = re.compile(rf"[ \t]*(?:(?P<comment>{_COMMENT})|#(?P<tag>[\w/-]+))", re.DOTALL)
_MARKUP: Final = re.compile(
    r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|[*_`~]{1,3}|</?[a-zA-Z][^<>\n]{0,200}>|\\(?=[^\w\s])"
)
_CODE: Final = re.compile(r"^(```|~~~).*?^\1|(?<!`)`[^`\n]{1,2000}`(?!`)", re.MULTILINE | re.DOTALL)


class Marks:
    """Marked words of one Markdown file, in the source of the same name."""

    description: ClassVar = "==marks== in a Markdown file, with comments and #tags behind them"
    options: ClassVar[Mapping[str, Option]] = {"tag": Option("tag of marks that have none")}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a Markdown file has a mark near its beginning."""
        text = head.decode("utf-8", "replace")
        return name.lower().endswith((".md", ".markdown")) and bool(_MARK.search(text))

    def read(self, path: Path, options: Options) -> Incoming:
        """Read marks, those in code left out; comments that belong to none are counted."""
        text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text_of(path).replace("\r\n", "\n"))
        found, used = Incoming([IncomingSource(path.name, path=path.name)]), 0
        for number, match in enumerate(_MARK.finditer(text), 1):
            words, tags, comments, at = match["words"] or match["html"], list[str](), list[str](), match.end()
            start = match.start("words" if match["words"] else "html")
            while behind := _BEHIND.match(text, at):
                at = behind.end()
                if behind["tag"]:
                    tags.append(behind["tag"])
                else:
                    comments.append(behind["comment"].strip("<!->%{} \t\n"))
            used += len(comments)
            tags += [options["tag"]] if not tags and options.get("tag") else []
            found.passages.append(
                IncomingPassage(
                    key=str(number),
                    source=path.name,
                    exact=_plain(words),
                    prefix=_shown(text[max(0, match.start() - 200) : start])[-CONTEXT:],
                    suffix=_shown(text[start + len(words) : match.end() + 200])[:CONTEXT],
                    tags=tuple(tags),
                    note="\n\n".join(filter(None, comments)),
                )
            )
        if not found.passages:
            raise UsageError(f"{path.name} has no ==marks==.")
        if rest := len(re.findall(_COMMENT, text, re.DOTALL)) - used:
            found.skipped.append(f"{count_noun(rest, 'comment')} that follow no mark")
        return found


def _plain(text: str) -> str:
    """Return marked words as they are read: without emphasis, comments and the targets of links."""
    return _shown(re.sub(_COMMENT, "", text, flags=re.DOTALL)).replace("==", "")


def _shown(text: str) -> str:
    """Return Markdown around a mark as a source shows it: marks and the comments of Obsidian and CriticMarkup are text."""
    return _MARKUP.sub(lambda match: match[1] or "", re.sub(r"<!--.*?(?:-->|$)", "", text, flags=re.DOTALL))
