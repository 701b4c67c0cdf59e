"""The help of the command line."""

import shlex

import pytest

from tui.cli.parser.examples import EXAMPLES
from tui.cli.parser.parser import VERBS, parse


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_an_example_that_its_parser_accepts(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The example runs that verb, and its help ends with the example and the exit codes."""
    program, *words = shlex.split(EXAMPLES[verb])
    assert program == "postil"
    assert words[0] == verb
    assert parse(words).run
    with pytest.raises(SystemExit):
        parse([verb, "--help"])
    shown = capsys.readouterr().out
    assert EXAMPLES[verb] in shown
    assert "2 usage error" in shown
