"""Where the ontology's files lie: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from kgraph.errors import OntologyError


def ontology_file(name: str) -> Path:
    """The path of a file of the ontology, such as ``shapes.ttl``; OntologyError where it is missing."""
    package = Path(__file__).parent.parent
    for folder in (package / "ontologies", package.parent / "ontologies"):
        if (folder / name).is_file():
            return folder / name
    raise OntologyError(f"{package / 'ontologies' / name} is missing; install kgraph again")
