"""Code: which of its words are what, and that looking costs a screen and not a block."""

from collections.abc import Iterator
from typing import Any

import pytest
from pygments import lexers
from pygments.lexer import Lexer
from pygments.lexers.python import PythonLexer

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document
from annotations.documents.loader import read
from tui.text.layout.viewport import View
from tui.text.paint import syntax
from tui.text.paint.margin import Margin
from tui.text.paint.painter import Focus, Painter
from tui.theming.styles import Styles
from tui.theming.theme_file import themes

SOURCE = """Before.

```python
def tell(x):  # a comment
    \"\"\"Two
    lines\"\"\"

    return "text" + 1
```

```python
for = 2
```

```nosuchlanguage
def = 3
```
"""


def document(source: str) -> Document:
    return read(source.encode(), "case.md")


def told(found: Document) -> dict[str, str]:
    """The words of all blocks with what they are."""
    words = [word for index in range(len(found.blocks)) for word in syntax.words(found, index)]
    return {found.text[word.start : word.end].strip(): word.role for word in words}


def test_words_of_code() -> None:
    """Keywords, names, comments, strings over several lines and numbers are told; an unknown language is left alone."""
    assert told(document(SOURCE)) == {
        "def": "keyword", "tell": "name", "# a comment": "comment", '"""Two': "string", 'lines"""': "string",
        "return": "keyword", '"': "string", "text": "string", "1": "number", "for": "keyword", "2": "number",
    }  # fmt: skip


def test_words_lie_in_their_line() -> None:
    """Each word lies in its line, after the one before it."""
    found = document(SOURCE)
    for index, block in enumerate(found.blocks):
        place = block.start
        for word in syntax.words(found, index):
            assert place <= word.start < word.end <= block.end
            place = word.end


def test_a_large_block_is_lexed_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Far down in a large block the roles come from the lines around, and few code points are lexed."""
    lexed: list[int] = []
    lex = PythonLexer.get_tokens_unprocessed

    def counting(lexer: PythonLexer, text: str) -> Iterator[Any]:
        lexed.append(len(text))
        return lex(lexer, text)

    monkeypatch.setattr(PythonLexer, "get_tokens_unprocessed", counting)
    line = "def f(x):\n    return x + 'abc'  # said\n"
    lines = line * 30_000
    found = document(f"```python\n{lines}```\n")
    index = len(found.blocks) - 2
    assert [word.role for word in syntax.words(found, index - index % 2)] == ["keyword", "name"]
    assert 0 < sum(lexed) <= 2 * syntax.CHUNK * len(line)


def test_a_very_long_line_is_left_alone() -> None:
    """Code whose lines are too long for a lexer is shown without colours."""
    found = document("```python\nx = '" + "a" * 50_000 + "'\n```\n")
    assert not syntax.words(found, 0)


def test_code_is_coloured_and_its_text_untouched() -> None:
    """On the page each word has its colour, in sixteen colours too; what is shown is the text, its escapes made visible."""
    found = document('```python\nreturn "\x1b[31m"  # x\n```\n')
    view = View(found, 40, 3)
    assert found.blocks[0].kind is BlockKind.CODE
    for name in ("ink", "terminal"):
        for no_color in (False, True):
            styles = Styles(themes(str)[name], no_color=no_color)
            painter = Painter(found, Margin(), styles, 40, 5)
            segments = painter.row(0, view.rows()[0][1], Focus())
            assert "".join(s.text for s in segments).strip() == 'return "␛[31m"  # x'
            keyword, comment = (next(s for s in segments if s.text == text) for text in ("return", "# x"))
            assert keyword.style != comment.style


def test_what_was_prepared_is_not_made_when_it_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lexers of all languages of a document are created before its first line of code is on the screen."""
    made: list[str] = []
    create = lexers.get_lexer_by_name

    def counting(name: str, **options: Any) -> Lexer:
        made.append(name)
        return create(name, **options)

    monkeypatch.setattr(lexers, "get_lexer_by_name", counting)
    # Lexers stay for the whole process: no other test has these languages.
    found = document(SOURCE.replace("python", "nimrod").replace("nosuchlanguage", "noneatall"))
    syntax.prepare(found)
    assert sorted(made) == ["nimrod", "noneatall"]
    assert told(found)
    assert len(made) == 2
