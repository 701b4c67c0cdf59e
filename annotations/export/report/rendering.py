"""Makes HTML, Markdown or text of a report, from our templates or from one of the user's."""

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from annotations.errors import UsageError
from annotations.export.escapes import balanced, escaped, quoted
from annotations.export.report.contents import Contents
from annotations.model import status_name
from annotations.text.plurals import count_noun

TEMPLATES: Final = {"html": "report.html.j2", "markdown": "report.md.j2"}
"""Our templates by format."""


_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF), "\ufffd")


def rendered(report: Contents, form: str, template: Path | None = None) -> Iterator[str]:
    """Yield a report in pieces. With a template of the user, `form` says whether what it prints is escaped for HTML.

    Templates are those of Jinja (https://jinja.palletsprojects.com); they get the report as `report`. Raises UsageError,
    with one line, if the template cannot be read or does not fit.
    """
    if template is None:
        source, where = files("annotations.export.report").joinpath("templates", TEMPLATES[form]).read_text("utf-8"), ""
    else:
        try:
            source, where = template.read_text("utf-8"), f"{template}: "
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
            raise UsageError(f"The template {template} cannot be read: {why}.") from error
    sources = {one.number: one for one in report.sources}
    names = {number: one.name for number, one in sources.items()}
    values: dict[str, Any] = {
        "report": report,
        "style": Markup(_style()),  # noqa: S704 - our own file
        "picture": Markup(report.picture),  # noqa: S704 - SVG of ours, in which all words are escaped
        "name_of": partial(_name, names),
        "source_of": sources.get,
    }
    try:
        yield from _environment(form, ours=template is None).from_string(source).generate(values)
    except TemplateError as error:
        line = f"line {error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        raise UsageError(f"{where}{line}{str(error).splitlines()[0]}.") from error
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, RecursionError) as error:
        if template is None:
            raise
        raise UsageError(
            f"{where}{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}."
        ) from error


def _environment(form: str, *, ours: bool) -> Environment:
    """Return the environment of a template. The sandbox for those of users takes a third of the time, which ours do not need."""
    kind = Environment if ours else ImmutableSandboxedEnvironment
    environment = kind(autoescape=form == "html", keep_trailing_newline=True, finalize=_clean)
    environment.filters |= {
        "count": count_noun,
        "status": status_name,
        "md": escaped,
        "quoted": quoted,
        "line": lambda text: escaped(" ".join(str(text).split())),
    }
    return environment


def _clean(value: object) -> object:
    """Return a value as it is printed: control characters become U+FFFD, and changes of direction end in it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return balanced(value.translate(_CONTROLS))
    return value


def _name(names: dict[int, str], number: int) -> str:
    return names.get(number, str(number))


def _style() -> str:
    return files("annotations.export.report").joinpath("templates", "report.css").read_text("utf-8").strip()
