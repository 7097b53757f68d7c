"""Names what reads articles: the version of kgraph and a hash of its rules, its knowledge and its language model.

An article that the same reading has read before need not be read again; every article in the store says which reading
it owes its claims to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kgraph import __version__
from kgraph.errors import OntologyError
from kgraph.extract.frames import frame_files
from kgraph.store.ontology import ontology_file

_PACKAGE = Path(__file__).parent
_OWN = "en_news"
_STAGES = ("actors", "curate", "extract", "nlp", "resolve")
_SHARED = (
    "types.py", "amounts.py", "ids.py", "plover.py", "pipeline.py", "analyse/edges.py", "analyse/words.py",
    "store/links.py", "store/pairs.py",
)  # fmt: skip


def reading(*, model: str | None = None, actors: Iterable[str | Path] = (), frames: Iterable[str | Path] = ()) -> str:
    """``kgraph 0.1.0, en_news, 0f3a…``: changes whenever an article could be read differently.

    Args:
        model: the spaCy pipeline that reads instead of kgraph's own; it is told apart by name and version.
        actors: the user's own files of actors.
        frames: the user's own folders of frames.

    Raises:
        OntologyError: a file of actors cannot be read.
        FrameError: a folder of frames is missing or has no frames file.
    """
    total = hashlib.sha256()
    for path in (*_rules(), *sorted(ontology_file("actors.ttl").parent.glob("*.ttl"))):
        _add(total, path)
    if model is None:
        for path in sorted((_PACKAGE / "models").iterdir()):
            _add(total, path)
    else:
        total.update(_installed(model).encode())
    for file in actors:
        try:
            _add(total, Path(file))
        except OSError as error:
            raise OntologyError(f"{file}: {error.strerror or error}; name a Turtle file of actors") from error
    for folder in frames:
        for path in frame_files(Path(folder)):
            total.update(path.name.encode())  # it is part of the names of rules
            _add(total, path)
    return f"kgraph {__version__}, {model or _OWN}, {total.hexdigest()[:16]}"


def model_of(reading: str | None) -> str | None:
    """The spaCy pipeline that a reading was made with; None for kgraph's own, and where that is unknown."""
    parts = (reading or "").split(", ")
    name = ", ".join(parts[1:-1])
    return name if name and name != _OWN else None


def _rules() -> Iterator[Path]:
    """The files that decide what is read and how it is connected: the code and data of those stages."""
    yield from (_PACKAGE / name for name in _SHARED)
    for stage in _STAGES:
        for path in sorted((_PACKAGE / stage).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _add(total: hashlib._Hash, path: Path) -> None:
    with path.open("rb") as stream:
        total.update(hashlib.file_digest(stream, "sha256").digest())


def _installed(model: str) -> str:
    try:
        return f"{model} {version(model)}"
    except PackageNotFoundError:  # a folder
        meta = Path(model) / "meta.json"
        return model + (meta.read_text(encoding="utf-8") if meta.is_file() else "")
