"""An entity table as lines of a file that people can read and compare: one actor a line, its posts and owners below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgraph.types import Entity

TYPES = frozenset(
    "State Agency Ministry IntelligenceService ArmedForce Legislature Official Person Organization IGO Company MediaOutlet "
    "ArmedGroup".split()
)


def rows(entities: Mapping[str, Entity] | Iterable[Entity], *, aliases: bool = True) -> list[str]:
    """The named actors of a table, by type and name.

    ``type | name | country | sector | aliases``, then a line for each post and for each body that it is part of.
    What only one article describes, without a name, is left out: its words are the article's.
    """
    listed = list(entities.values()) if isinstance(entities, Mapping) else list(entities)
    names = {e.id: e.name for e in listed}
    found: list[tuple[str, str, list[str]]] = []
    for e in listed:
        if e.type not in TYPES or e.id.count("/") > 2:
            continue
        others = "; ".join(a for a in e.aliases if e.type != "State") if aliases else ""
        lines = [" | ".join([e.type, e.name, e.country or "-", e.sector or "-", others]).rstrip(" |")]
        for t in e.roles:
            day = f" from {t.start}" if t.start else ""
            until = f" until {t.end}" if t.end else ""
            lines.append(
                f"    {t.title} of {names.get(t.of or '', t.of or '-')}{day if aliases else ''}{until if aliases else ''}"
            )
        lines += [f"    part of {names.get(whole, whole)}" for whole in e.part_of if e.type != "State"]
        found.append((e.type, e.name, lines))
    return [line for _, _, lines in sorted(found, key=lambda f: (f[0], f[1], f[2])) for line in lines]
