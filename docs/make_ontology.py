"""Write docs/ontology.md, the reference of the ontology, out of the Turtle files in ontologies/.

Run ``python docs/make_ontology.py`` after changing kgraph.ttl, mappings.ttl or plover.ttl; a test checks that it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, Node, URIRef
from rdflib.collection import Collection

ROOT = Path(__file__).resolve().parents[1]
KG = Namespace("https://w3id.org/kgraph/ontology#")
PLOVER = Namespace("https://w3id.org/kgraph/plover#")
INTRODUCTION = """\
# The ontology

Generated from `ontologies/` by `docs/make_ontology.py`; do not edit it here.

Prefix `kg:` is `https://w3id.org/kgraph/ontology#`, `plover:` is `https://w3id.org/kgraph/plover#`. Data stand under
a base IRI, by default `https://w3id.org/kgraph/data/`; the store keeps it. No node is blank: each is an IRI hashed
from what it holds, so the same article gives the same quads on every machine.

## Graphs

| graph | holds |
|---|---|
| `<base>graph/article/<hash>` | all read from one article: text, mentions, claims, roles, affiliations, quotes, references |
| `<base>graph/actors` | every entity over all articles, why keys were merged and why others stay open; computed anew after a build |
| `<base>graph/edges` | direct relations between actors, each with the claims behind it; computed anew |
| `<base>graph/links` | which claims deny, contradict or corroborate each other, and why; computed anew |

Queries see the union of all graphs; `GRAPH ?g { ... }` asks for one. The classes above a node's own are written out
(a `kg:Ministry` is also a `kg:Agency`, `kg:Actor` and `kg:Entity`), so no reasoner is needed.

## A claim

    claim a kg:TroopClaim, kg:Claim
      kg:quotation      the words, in one step
      kg:evidence       -> kg:sentence; oa:hasSelector -> oa:exact, oa:prefix, oa:suffix; oa:start, oa:end (code points)
      kg:force          -> entity        (and so for each role; kg:involves for all of them)
      kg:participation  -> kg:role, kg:position, kg:entity, kg:mention -> kg:text, oa:start, oa:end
      kg:source         -> entity        (anyone in the chain)
      kg:attribution    -> kg:position (0 is the outermost), kg:entity, kg:mention, kg:cue
      kg:polarity, kg:certainty, kg:phase, kg:activity, kg:event, kg:mode, kg:context, kg:rule, kg:confidence
      kg:quantity, kg:time, kg:money, kg:casualties
      kg:article, prov:wasDerivedFrom -> article
      kg:review         "accepted" where a person said so; a claim that was rejected is a kg:RejectedClaim instead of all
                        the classes above, with kg:rejectedAs, and has no direct links to entities

Direct links to entities are there once the mentions are resolved. Text is kept exactly, control characters too; only
lone surrogates, which are no characters, become U+FFFD.
"""


def main() -> None:
    """Write the reference."""
    (ROOT / "docs" / "ontology.md").write_text(reference(), encoding="utf-8")


def reference() -> str:
    """The reference as Markdown."""
    graph = Graph().parse(ROOT / "ontologies" / "kgraph.ttl").parse(ROOT / "ontologies" / "mappings.ttl")
    parts = [INTRODUCTION, _classes(graph), _properties(graph), _plover(), _mappings(graph)]
    return "\n".join(parts)


def _terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s in KG}
    return sorted(found, key=lambda term: (str(term).casefold(), str(term)))


def _curie(graph: Graph, node: object) -> str:
    return graph.namespace_manager.curie(str(node))


def _listed(graph: Graph, nodes: object) -> str:
    names = sorted(_curie(graph, node) for node in nodes if isinstance(node, URIRef))  # type: ignore[attr-defined]
    return ", ".join(f"`{name}`" for name in names)


def _either(graph: Graph, nodes: Iterable[Node]) -> list[Node]:
    """The classes of a domain or range, those of a union one by one."""
    unions = {node: graph.value(node, OWL.unionOf) for node in nodes}
    return [one for node, union in unions.items() for one in (Collection(graph, union) if union else [node])]


def _classes(graph: Graph) -> str:
    lines = ["## Classes", "", "| class | under | meaning |", "|---|---|---|"]
    for term in _terms(graph, OWL.Class):
        above = [node for node in graph.objects(term, RDFS.subClassOf) if node in KG]
        lines.append(f"| `{_curie(graph, term)}` | {_listed(graph, above)} | {graph.value(term, RDFS.comment)} |")
    return "\n".join([*lines, ""])


def _properties(graph: Graph) -> str:
    lines = ["## Properties", "", "| property | of | value | meaning |", "|---|---|---|---|"]
    for term in _terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        domain, value = (_either(graph, graph.objects(term, side)) for side in (RDFS.domain, RDFS.range))
        meaning = graph.value(term, RDFS.comment)
        lines.append(f"| `{_curie(graph, term)}` | {_listed(graph, domain)} | {_listed(graph, value)} | {meaning} |")
    return "\n".join([*lines, ""])


def _plover() -> str:
    graph = Graph().parse(ROOT / "ontologies" / "plover.ttl")
    lines = ["## Event types (PLOVER v2)", "", "| type | quad class | meaning | modes |", "|---|---|---|---|"]
    quads = sorted(graph.subjects(SKOS.topConceptOf), key=str)
    events = sorted((event, quad) for quad in quads for event in graph.subjects(SKOS.broader, quad))
    for event, quad in events:
        modes = sorted(str(graph.value(mode, SKOS.notation)) for mode in graph.subjects(SKOS.broader, event))
        cells = (graph.value(quad, SKOS.prefLabel), graph.value(event, SKOS.definition), ", ".join(modes))
        lines.append(f"| `plover:{str(event)[len(PLOVER) :]}` | {' | '.join(map(str, cells))} |")
    contexts = sorted(str(graph.value(c, SKOS.notation)) for c in graph.objects(PLOVER.contexts, SKOS.member))
    return "\n".join([*lines, "", f"Contexts: {', '.join(contexts)}.", ""])


def _mappings(graph: Graph) -> str:
    lines = ["## Mappings", "", "| term | relation | elsewhere |", "|---|---|---|"]
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, SKOS.closeMatch)
    rows = {
        (_curie(graph, s), _curie(graph, relation), _curie(graph, o))
        for relation in relations
        for s, o in graph.subject_objects(relation)
        if s in KG and o not in KG
    }
    lines += [f"| `{term}` | {relation} | `{other}` |" for term, relation, other in sorted(rows)]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
