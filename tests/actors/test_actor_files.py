"""The actor files as files: any RDF tool reads them, users extend them, errors say where."""

import pyoxigraph
import pytest
import rdflib

from kgraph.actors import load
from kgraph.actors.parse import packaged
from kgraph.errors import OntologyError

HEAD = """@prefix kg: <https://w3id.org/kgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/kgraph/entity/organization/> .
@prefix agency: <https://w3id.org/kgraph/entity/agency/> .
@prefix noun: <https://w3id.org/kgraph/term/noun/> .
"""


@pytest.mark.parametrize("name", ["actors.ttl", "states.ttl", "vocabulary.ttl", "places.ttl"])
def test_rdflib_reads_the_same_triples(name):
    file = packaged(name)
    there = rdflib.Graph().parse(file, format="turtle")
    here = list(pyoxigraph.parse(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, base_iri=file.as_uri()))
    assert len(there) == len(set(here)) > 100


def test_loading_twice_gives_the_same_object():
    assert load() is load()


def test_a_users_file_adds_actors_and_names(tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        HEAD
        + 'org:red-front a kg:ArmedGroup ; skos:prefLabel "Red Front" ; kg:sector "REB" ; kg:country "PER" .\n'
        + 'agency:nis-kor skos:altLabel "the Naegok-dong agency" .\n',
        encoding="utf-8",
    )
    actors = load(mine)
    (front,) = actors.lookup("Red Front")
    assert (front.id, front.type, front.country) == ("entity/organization/red-front", "ArmedGroup", "PER")
    assert [k.id for k in actors.lookup("the Naegok-dong agency")] == ["entity/agency/nis-kor"]
    assert load().lookup("Red Front") == ()


@pytest.mark.parametrize(
    ("body", "line", "complaint"),
    [
        ('org:x a kg:IGO ; skos:prefLabel "X" .\norg:y a kg:IGO skos:prefLabel .\n', 7, "no valid Turtle"),
        ('org:x a kg:Wizard ; skos:prefLabel "X" .\n', 6, "unknown type kg:Wizard; use one of"),
        ('\norg:x a kg:IGO ; kg:sector "IGO" .\n', 7, "has no prefLabel; add one"),
        ('org:x a kg:IGO ; skos:prefLabel "X" ; kg:country "XXX" .\n', 6, "'XXX'"),
        ('agency:x a kg:Agency ; skos:prefLabel "X" ; kg:describedAs noun:army .\n', 6, "no country"),
        ('agency:x a kg:Agency ; skos:prefLabel "X" ; kg:country "PER" ; kg:describedAs noun:zoo .\n', 6, "zoo"),
        ('org:x a kg:IGO ; skos:prefLabel "X", "Y" .\n', 6, "2 values of prefLabel"),
        ('noun:x a kg:Office ; skos:prefLabel "x" ; kg:officeKind "wizard" .\n', 6, "unknown officeKind 'wizard'"),
    ],
)
def test_a_bad_file_is_named_with_its_line(tmp_path, body, line, complaint):
    bad = tmp_path / "bad.ttl"
    bad.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load(bad)
    message = str(caught.value)
    assert message.startswith(f"{bad}, line {line}: ")
    assert complaint in message
    assert "\n" not in message


def test_a_missing_file_and_a_missing_import_are_named(tmp_path):
    with pytest.raises(OntologyError, match=r"none\.ttl: cannot be read"):
        load(tmp_path / "none.ttl")
    lost = tmp_path / "lost.ttl"
    lost.write_text("<> <http://www.w3.org/2002/07/owl#imports> <gone.ttl> .\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"imports gone\.ttl, which is not beside it"):
        load(lost)
