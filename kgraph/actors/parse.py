"""Reads Turtle files of actors into plain property tables, and names file and line when one is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kgraph.errors import OntologyError

KG = "https://w3id.org/kgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_IMPORTS = "http://www.w3.org/2002/07/owl#imports"
_SHORT = {_TYPE: "type", _IMPORTS: "imports"}


@dataclass(frozen=True, slots=True)
class Node:
    """One subject of a file: its IRI and its values by short property name, in the file's order."""

    iri: str
    file: Path
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a property, without repetition."""
        found = self.values.get(name)
        return tuple(dict.fromkeys(found)) if found else ()

    def one(self, name: str) -> str | None:
        """The only value of a property, or None.

        Raises:
            OntologyError: there are several.
        """
        found = self.all(name)
        if len(found) > 1:
            raise self.error(f"has {len(found)} values of {name} ({', '.join(found)}); keep one")
        return found[0] if found else None

    def need(self, name: str) -> str:
        """The only value of a property that must be there."""
        found = self.one(name)
        if not found:
            raise self.error(f"has no {name}; add one")
        return found

    @property
    def local(self) -> str:
        """The last step of the IRI: ``PRK``."""
        return re.split(r"[/#]", self.iri)[-1]

    def error(self, message: str) -> OntologyError:
        """An error about this node, with the line that it starts on where that can be found."""
        start = re.compile(rf"^\s*(?:[\w-]*:{re.escape(self.local)}|<[^>]*{re.escape(self.local)}>)\s")
        lines = self.file.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if start.match(text)), 1)
        return OntologyError(f"{self.file}, line {line}: {self.local} {message}")


def packaged(name: str) -> Path:
    """A file of the package's own ontologies: inside the installed package, or beside it in a checkout.

    Raises:
        OntologyError: the file is missing.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "ontologies", package.parent / "ontologies"):
        if (folder / name).is_file():
            return folder / name
    raise OntologyError(f"{package / 'ontologies' / name} is missing; install kgraph again")


def read(*files: Path) -> list[Node]:
    """The nodes of the files and of the files beside them that they import, each file read once.

    Raises:
        OntologyError: a file cannot be read or is no Turtle.
    """
    nodes: list[Node] = []
    waiting, seen = list(files), set[Path]()
    while waiting:
        file = waiting.pop(0).resolve()
        if file in seen:
            continue
        seen.add(file)
        for node in _parse(file):
            waiting.extend(_beside(file, iri) for iri in node.all("imports") if iri.startswith("file:"))
            nodes.append(node)
    return nodes


def _beside(file: Path, iri: str) -> Path:
    """The imported file; it must lie in the folder of the file that imports it."""
    target = file.with_name(Path(unquote(urlsplit(iri).path)).name)
    if not target.is_file():
        raise OntologyError(f"{file}: imports {target.name}, which is not beside it; add the file or drop the import")
    return target


def _parse(file: Path) -> list[Node]:
    """The nodes of one file."""
    import pyoxigraph as ox

    nodes: dict[str, Node] = {}
    try:
        data = file.read_bytes()
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=file.as_uri()):
            subject = quad.subject
            if not isinstance(subject, ox.NamedNode):
                raise OntologyError(f"{file}: a node without an IRI; give every actor an IRI of its own")
            iri, value = subject.value, quad.object
            node = nodes.get(iri)
            if node is None:
                node = nodes[iri] = Node(iri, file)
            if isinstance(value, ox.NamedNode | ox.Literal):
                node.values.setdefault(_short(quad.predicate.value), []).append(value.value)
    except SyntaxError as error:
        raise OntologyError(f"{file}, line {error.lineno}: no valid Turtle: {error.msg}; correct the line") from error
    except OSError as error:
        raise OntologyError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    return list(nodes.values())


@lru_cache
def _short(iri: str) -> str:
    """A property's short name: the local part for kg: and skos:, the whole IRI for the rest."""
    for space in (KG, SKOS):
        if iri.startswith(space):
            return iri[len(space) :]
    return _SHORT.get(iri, iri)
