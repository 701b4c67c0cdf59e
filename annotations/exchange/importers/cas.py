"""Reads analyses of UIMA, such as those of INCEpTION: JSON CAS, XMI with its types, and archives of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Final

import msgspec

from annotations.errors import UsageError
from annotations.exchange import uima
from annotations.exchange.archives import SIGNATURE, Archive
from annotations.exchange.formats import Option, Options
from annotations.exchange.importers.xml_tree import tree
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource
from annotations.exchange.reading import bytes_of, list_of, object_of
from annotations.exchange.uima import LINK, LONGEST, PASSAGE, SOURCE, Analysis, quiet
from annotations.text.plurals import count_noun

_TYPES: Final = "typesystem.xml"

_LAYERS: Final = (
    "uima.tcas.DocumentAnnotation",
    *(f"de.tudarmstadt.ukp.{rest}" for rest in ("dkpro.core.api.segmentation.", "dkpro.core.api.lexmorph.")),
    *(f"de.tudarmstadt.ukp.{rest}" for rest in ("dkpro.core.api.metadata.", "dkpro.core.api.syntax.")),
    *(f"de.tudarmstadt.ukp.{rest}" for rest in ("dkpro.core.api.morph.", "clarin.webanno.api.type.", "inception.api.")),
)
"""Types of what a program finds by itself, such as words and sentences: they are counted and left out."""

_METADATA: Final = "DocumentMetaData"
"""Type that has the name of the document."""

_VALUES: Final = ("value", "label", "tag", "category", "name")
"""Features that say what an annotation is, the surest first."""

_NOTES: Final = ("note", "comment", "description")

_OWN: Final = {"sofa", "begin", "end", "Governor", "Dependent", "source", "target"}
"""Features that are no values."""


class Cas:
    """Annotations of the layers that people make, as passages; relations between them as links."""

    description: ClassVar = "UIMA CAS of INCEpTION: JSON, XMI beside TypeSystem.xml, a zip of these (needs postil[cas])"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file begins as one of them does; of an archive the first names are seen."""
        lower = name.lower()
        if head.startswith(SIGNATURE):
            return lower.endswith(".zip") and any(one in head for one in (b".xmi", b"TypeSystem.xml", b".json"))
        if lower.endswith(".xmi"):
            return b"<" in head
        return head.lstrip()[:1] == b"{" and any(
            one in head for one in (b'"%TYPES"', b'"%FEATURE_STRUCTURES"', b'"%FLAGS"')
        )

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read analyses; each text is a source."""
        data = bytes_of(path)
        found = _Found()
        if data.startswith(SIGNATURE):
            archive = Archive(data, path.name)
            names = [one for one in archive.names if one.lower().endswith((".xmi", ".json"))]
            types = next((one for one in archive.names if _is_types(one)), "")
            if not names:
                raise UsageError(f"{path.name} has no analysis: no file in it is called .xmi or .json.")
            for name in names:
                found.take(_analysis(archive.read(name), name, lambda: archive.read(types) if types else b""), name)
        else:
            found.take(_analysis(data, path.name, lambda: _beside(path)), path.name)
        return found.incoming


def _is_types(name: str) -> bool:
    return PurePosixPath(name).name.lower() == _TYPES


def _beside(path: Path) -> bytes:
    """Return the types in the folder of a file; empty if there are none."""
    found = next((one for one in sorted(path.parent.iterdir()) if _is_types(one.name) and one.is_file()), None)
    return b"" if found is None else bytes_of(found)


def _analysis(data: bytes, name: str, types: Callable[[], bytes]) -> Analysis:
    """Return an analysis. What cassis is given was looked at: it has no document type and no text that is too long."""
    if data.lstrip().removeprefix(b"\xef\xbb\xbf")[:1] == b"{":
        try:
            value = object_of(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf")))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise UsageError(f"{name} cannot be read as JSON: {error}.") from error
        structures = value.get("%FEATURE_STRUCTURES")
        listed = structures.values() if isinstance(structures, dict) else list_of(structures)
        _check_length((object_of(one).get("sofaString") for one in listed), name)
        return uima.from_json(data, name)
    root = tree(data, name)
    if root.tag != "XMI":
        raise UsageError(f"{name} is no UIMA CAS.")
    _check_length((one.get("sofaString") for one in root.iter("Sofa")), name)
    if not (found := types()):
        raise UsageError(f"{name} needs the file TypeSystem.xml beside it, which says what its annotations are.")
    tree(found, "TypeSystem.xml")
    return uima.from_xmi(data, found, name)


def _check_length(texts: Iterator[object], name: str) -> None:
    if any(isinstance(one, str) and len(one) > LONGEST for one in texts):
        raise UsageError(f"{name} has a text of more than {LONGEST:,} characters, which is too long. Split it.")


class _Found:
    """Collects what several analyses have."""

    def __init__(self) -> None:
        self.incoming = Incoming()
        self._left: Counter[str] = Counter()

    def take(self, analysis: Analysis, name: str) -> None:
        """Take in the texts of an analysis; the file is named after its source."""
        for number, sofa in enumerate(analysis.sofas):
            view = analysis.get_view(sofa.sofaID)
            if view.sofa_string:
                self._text(view, view.sofa_string, name if number == 0 else f"{name} {sofa.sofaID}")
        self.incoming.skipped = [f"{count_noun(count, 'annotation')} of {layer}" for layer, count in self._left.items()]

    def _text(self, view: Analysis, text: str, key: str) -> None:
        with quiet():
            structures = [one for one in view.select_all_fs() if isinstance(_get(one, "begin"), int)]
        self.incoming.sources.append(_source(structures, key, text))
        links: list[Any] = []
        for one in structures:
            ends = _ends(one)
            if one.type.name == SOURCE or (one.type.name.startswith(_LAYERS) and one.type.name != PASSAGE):
                if one.type.name not in {SOURCE, _LAYERS[0]} and _short(one) != _METADATA:
                    self._left[f"the layer {_short(one)}"] += 1
            elif ends is not None:
                links.append((one, ends))
            elif 0 <= one.begin < one.end <= len(text):
                self._passage(one, key)
                for role, target in _slots(one):
                    self.incoming.links.append(IncomingLink(_key(one, key), _key(target, key), role))
            else:
                self._left["no length"] += 1
        for one, ends in links:
            self._link(one, ends, key)

    def _passage(self, one: Any, source: str) -> None:
        tags, note = _described(one)
        status = _text_in(one, "status") if one.type.name == PASSAGE else ""
        ours = one.type.name == PASSAGE
        self.incoming.passages.append(
            IncomingPassage(
                key=_key(one, source),
                source=source,
                exact="",
                start=one.begin,
                end=one.end,
                unit="code points",
                tags=tags,
                note=note,
                status=status or "open",
                created=_text_in(one, "created") if ours else "",
                modified=_text_in(one, "modified") if ours else "",
                author=_text_in(one, "author") if ours else "",
                id=_text_in(one, "id") if ours else "",
            )
        )

    def _link(self, one: Any, ends: Sequence[Any], source: str) -> None:
        if one.type.name == LINK:
            kind, note = _text_in(one, "kind"), _text_in(one, "note")
        else:
            tags, note = _described(one)
            kind = tags[0]
        self.incoming.links.append(
            IncomingLink(
                _key(ends[0], source),
                _key(ends[1], source),
                kind or "cites",
                note,
                created=_text_in(one, "created") if one.type.name == LINK else "",
                author=_text_in(one, "author") if one.type.name == LINK else "",
                id=_text_in(one, "id") if one.type.name == LINK else "",
            )
        )


def _source(structures: Sequence[Any], key: str, text: str) -> IncomingSource:
    """Return what the structures say of their source: those of ours, or the metadata that INCEpTION adds."""
    for one in structures:
        if one.type.name == SOURCE:
            path, title, source_id = (_text_in(one, name) for name in ("path", "title", "id"))
            return IncomingSource(key, path=path, title=title, id=source_id, text=text)
    found = next((one for one in structures if _short(one) == _METADATA), None)
    named = _text_in(found, "documentTitle") or _text_in(found, "documentId")
    return IncomingSource(key, path=named or PurePosixPath(key).stem, text=text)


def _slots(one: Any) -> Iterator[tuple[str, Any]]:
    """Yield the annotations that fill the slots of one, with their roles."""
    for feature in one.type.all_features:
        listed = _get(_get(one, feature.name), "elements")
        for slot in listed if isinstance(listed, list) else ():
            target = _get(slot, "target")
            if isinstance(_get(target, "begin"), int):
                yield _text_in(slot, "role") or feature.name, target


def _described(one: Any) -> tuple[tuple[str, ...], str]:
    """Return the tags and the note of an annotation: what its layer says it is, and what else is written in it."""
    if one.type.name == PASSAGE:
        return _strings(_get(one, "tags")), _text_in(one, "note")
    values = {
        feature.name: words
        for feature in one.type.all_features
        if feature.name not in _OWN and (words := _strings(_get(one, feature.name)))
    }
    notes = ["\n".join(values.pop(name)) for name in _NOTES if name in values]
    first = next((name for name in _VALUES if name in values), next(iter(values), ""))
    tags = values.pop(first, ()) or (_short(one),)
    notes += [f"{name}: {', '.join(words)}" for name, words in values.items()]
    return tags, "\n\n".join(notes)


def _ends(one: Any) -> tuple[Any, Any] | None:
    """Return the two ends of a relation; None if it is none."""
    for names in (("Governor", "Dependent"), ("source", "target")):
        ends = [_get(one, name) for name in names]
        if all(isinstance(_get(end, "begin"), int) for end in ends):
            return ends[0], ends[1]
    return None


def _strings(value: Any) -> tuple[str, ...]:
    """Return the words in a feature: a text, or a list of them."""
    listed = [value] if isinstance(value, str) else _get(value, "elements")
    return tuple(one for one in listed if isinstance(one, str) and one) if isinstance(listed, list) else ()


def _text_in(one: Any, name: str) -> str:
    value = _get(one, name)
    return value if isinstance(value, str) else ""


def _get(one: Any, name: str) -> Any:
    return getattr(one, name, None)


def _key(one: Any, source: str) -> str:
    return f"{source} {one.xmiID}"


def _short(one: Any) -> str:
    name: str = one.type.name
    return name.rpartition(".")[2]
