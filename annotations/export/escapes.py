"""Text that Markdown (CommonMark, GitHub's flavour, Obsidian's) and TeX show as it is."""

import re
from typing import Final

_SPECIAL: Final = re.compile(
    r"""
      [\\`*_\[\]<>#|^~$]
    | [%=](?=[%=]) | (?<=[%=])[%=]    # comments and marks of Obsidian
    | &(?=\#?\w+;)                   # entities
    | (?<=\w):(?=//) | (?<=\bwww)\. | (?<=\w)@(?=\w)   # addresses become links without any markup
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Characters that begin or end markup where they are."""

_NUMBERED: Final = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_LISTED: Final = re.compile(r"^(\s*)([-+])(?=\s|$|[-+])", re.MULTILINE)


_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


_OPENING: Final = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | {
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
"""Characters that change the direction of what follows, with those that end it."""

_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def balanced(text: str) -> str:
    """Return a text in which every change of direction ends, so that it turns nothing around it."""
    if not _TURNS.search(text):
        return text
    kept: list[str] = []
    ends: list[str] = []
    for char in text:
        if char in _OPENING:
            ends.append(_OPENING[char])
        elif char == "\u202c":
            if not ends or ends[-1] != char:
                continue
            ends.pop()
        elif char == "\u2069":
            if char not in ends:
                continue
            # The end of an isolate also ends the embeddings in it.
            while ends.pop() != char:
                pass
        kept.append(char)
    return "".join((*kept, *reversed(ends)))


def tex(text: str) -> str:
    """Return a text on one line for TeX, with U+FFFD for control characters."""
    return " ".join(_shown(text).split()).translate(_TEX)


def escaped(text: str) -> str:
    """Return a text with a backslash before each character that is markup; paragraphs stay, white space at edges goes."""
    plain = _SPECIAL.sub(r"\\\g<0>", _shown(text))
    plain = _NUMBERED.sub(r"\1\\\2", plain)
    plain = _LISTED.sub(r"\1\\\2", plain)
    return "\n".join(line.strip() for line in plain.strip().split("\n"))


def quoted(text: str) -> str:
    """Return a text as a block quote, each line of it a paragraph: blocks of a reading text have one line end between them."""
    return "\n>\n".join(f"> {line}" for line in escaped(text).split("\n") if line) or ">"


def _shown(text: str) -> str:
    """Return a text with line feeds as line ends and U+FFFD for other control characters."""
    lines = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    return "".join(char if char in "\n\t" or char.isprintable() or char.isspace() else "\ufffd" for char in lines)
