"""The border to dkpro-cassis, which reads and writes the analyses of UIMA: JSON CAS 0.4 and XMI.

It is an optional dependency, and importing it takes long: that happens when one of these functions is called. It has no types
of its own; what we use of it is here.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Protocol

from annotations.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

LONGEST: Final = 2_000_000
"""Code points of the longest text: an analysis takes some 450 bytes of memory for each."""

PASSAGE: Final = "postil.Passage"
LINK: Final = "postil.Link"
SOURCE: Final = "postil.Source"

_STRING: Final = "uima.cas.String"
_FEATURES: Final[Mapping[str, Mapping[str, str]]] = {
    PASSAGE: {
        "tags": "uima.cas.StringArray",
        **dict.fromkeys(("note", "status", "id", "author", "created", "modified"), _STRING),
    },
    LINK: {
        # The names that INCEpTION has for the ends of a relation.
        "Governor": PASSAGE,
        "Dependent": PASSAGE,
        **dict.fromkeys(("kind", "note", "id", "author", "created"), _STRING),
    },
    SOURCE: dict.fromkeys(("id", "path", "title"), _STRING),
}
"""Features of our types, with the type of each."""


class Structure(Protocol):
    """Something in an analysis: its features are attributes."""

    @property
    def type(self) -> Any:
        """Its type, which has a name and features."""

    def get(self, name: str) -> Any:
        """Return the value of a feature by its name."""


class Analysis(Protocol):
    """A text with what was found in it. Offsets are code points here and UTF-16 code units in files."""

    sofa_string: str | None
    sofa_mime: str | None
    sofas: Sequence[Any]

    def get_view(self, name: str) -> "Analysis":
        """Return another text of the same document."""

    def select_all_fs(self) -> Sequence[Any]:
        """Return all feature structures that are indexed in this view."""

    def add(self, structure: object) -> None:
        """Add a structure to the analysis."""

    def to_json(self) -> str:
        """Return it as JSON CAS."""

    def to_xmi(self) -> str:
        """Return it as XMI."""


class Writer:
    """Makes analyses with our types."""

    def __init__(self) -> None:
        """Prepare the types. Raises UsageError if cassis is not installed."""
        self._cassis = _cassis()
        self.types = self._cassis.TypeSystem()
        for name in _FEATURES:
            self.types.create_type(name, supertypeName="uima.tcas.Annotation")
        for name, features in _FEATURES.items():
            for feature, kind in features.items():
                self.types.create_feature(name, feature, kind)
        self._list = self.types.get_type("uima.cas.StringArray")

    def analysis(self, text: str) -> Analysis:
        """Return an analysis of a text with nothing in it."""
        made: Analysis = self._cassis.Cas(self.types)
        made.sofa_string, made.sofa_mime = text, "text/plain"
        return made

    def structure(self, name: str, start: int, end: int, features: Mapping[str, object]) -> Structure:
        """Return something of one of our types; features that are empty are left out."""
        values = {
            key: self._list(elements=[*value]) if isinstance(value, tuple) else value
            for key, value in features.items()
            if value
        }
        made: Structure = self.types.get_type(name)(begin=start, end=end, **values)
        return made

    def type_system(self) -> str:
        """Return the types as XML, which a file of XMI needs beside it."""
        text: str = self.types.to_xml()
        return text


@contextmanager
def quiet() -> Iterator[None]:
    """Keep warnings about the contents of a file from the screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def from_json(data: bytes, name: str) -> Analysis:
    """Return the analysis in a file of JSON, called `name` in messages. Raises UsageError, with one line, if it is none."""
    made: Analysis = _loaded(name, "load_cas_from_json", BytesIO(data), lenient=True)
    return made


def from_xmi(data: bytes, types: bytes, name: str) -> Analysis:
    """Return the analysis in a file of XMI with its types. Raises UsageError, with one line, if one of them is none."""
    known = _loaded(name, "load_typesystem", BytesIO(types))
    made: Analysis = _loaded(name, "load_cas_from_xmi", BytesIO(data), known, lenient=True)
    return made


def _loaded(name: str, function: str, *arguments: object, **options: object) -> Any:
    cassis = _cassis()
    try:
        with quiet():
            return getattr(cassis, function)(*arguments, **options)
    # cassis tells what is wrong with a file by whatever error its code runs into.
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UsageError(f"{name} cannot be read as a UIMA CAS: {reason}.") from error


def _cassis() -> "ModuleType":
    try:
        with quiet():
            import cassis  # type: ignore[import-untyped]
    except ImportError as error:
        raise UsageError(
            "The format cas needs dkpro-cassis, which is not installed: pip install 'postil[cas]'."
        ) from error
    module: ModuleType = cassis
    return module
