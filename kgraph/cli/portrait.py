"""Everything about one entity for ``kgraph entities show``: what ``kgraph show`` tells, mentions, merges, decisions."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kgraph.export.text import terminal_text

if TYPE_CHECKING:
    from kgraph.api import Graph
    from kgraph.curate.ledger import Ledger
    from kgraph.store import Dataset

_REACH = 160  # code points of a sentence that is shown on either side of a mention
_BETWEEN = re.compile(r"(?<=[.!?])\s+|\n")


def portrait(dataset: Dataset, name: str, book: Ledger) -> dict[str, Any]:
    """The entity as JSON values; NotFound where there is none of that id or name, or several."""
    from pyoxigraph import Literal

    from kgraph.curate.referring import mention_id, mentions_in
    from kgraph.curate.sentences import sentence
    from kgraph.export.rows import Rows
    from kgraph.store.terms import term

    entity = dataset.entity(name)
    node = dataset.terms.iri(entity.id)
    quads = [q for q in dataset.derived("actors") if q.subject == node and q.predicate == term("kg:decision")]
    decided = {q.object.value for q in quads if isinstance(q.object, Literal)}
    known = {entry.id: entry for entry in book.entries}
    claims = [
        claim.id
        for claim in dataset.claims()
        if entity.id
        in {m.entity for m in (*(s.mention for s in claim.sources), *(p.mention for p in claim.participants))}
    ]
    return {
        **Rows(dataset).entity(entity),
        "mentions": [
            {
                "id": mention_id(article, mention),
                "text": mention.text,
                "kind": mention.kind,
                "key": mention.key,
                "article": article.id,
                "path": article.path,
                "start": mention.start,
                "end": mention.end,
                "sentence": _sentence(article.text, mention.start, mention.end),
            }
            for article, mention in mentions_in(dataset, entity)
        ],
        "claims": claims,
        "merges": _merges(dataset, entity.id),
        "decisions": [
            {"id": line, "decision": sentence(known[line]), **asdict(known[line].signed)} if line in known else {"id": line}
            for line in sorted(decided, key=lambda line: known[line].number if line in known else 0)
        ],
    }  # fmt: skip


def as_text(graph: Graph, found: dict[str, Any]) -> str:
    """The portrait for a terminal."""
    from kgraph.show import wrapped

    lines = [graph.show_entity(found["id"]).rstrip("\n"), "", f"mentions ({len(found['mentions'])})"]
    path = None
    for mention in found["mentions"]:
        if mention["path"] != path:
            path = mention["path"]
            lines.append(f"  {terminal_text(path)}")
        lines.append(f"    {terminal_text(mention['id'])}  {mention['kind']}  {terminal_text(mention['key'] or '')}")
        lines.extend(wrapped(mention["sentence"], 6))
    if found["merges"]:
        lines += ["", "one entity, because"]
        lines += [
            f"  {terminal_text(m['key'])}: {terminal_text(m['reason'])} ({m['score']:.2f})" for m in found["merges"]
        ]
    if found["decisions"]:
        lines += ["", "decided by people"]
        for line in found["decisions"]:
            by = ", ".join(str(line[part]) for part in ("when", "who", "why") if line.get(part))
            lines.append(f"  {line['id']}  {terminal_text(line.get('decision', 'a line of another ledger'))}")
            lines.extend(wrapped(by, 20) if by else [])
    return "\n".join(lines) + "\n"


def _sentence(text: str, start: int, end: int) -> str:
    """About the sentence around a place, the words at the place between ``>>`` and ``<<``."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    begins = max((found.end() for found in _BETWEEN.finditer(before)), default=0)
    ends = _BETWEEN.search(after)
    rest = after if ends is None else after[: ends.start()]
    return f"{before[begins:]}>>{text[start:end]}<<{rest}".strip()


def _merges(dataset: Dataset, entity: str) -> list[dict[str, Any]]:
    """Why keys of different articles are this entity, where the store tells."""
    return [{"key": m.key, "reason": m.reason, "score": m.score} for m in dataset.merges() if m.into == entity]
