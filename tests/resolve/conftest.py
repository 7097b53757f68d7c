"""Articles read and resolved with the language model, which is loaded once."""

from dataclasses import replace
from datetime import date

import pytest

from kgraph.ids import article_id
from kgraph.types import Article, Extraction


@pytest.fixture(scope="session")
def actors():
    from kgraph.actors import load

    return load()


@pytest.fixture(scope="session")
def nlp():
    from kgraph.nlp import load

    return load()


@pytest.fixture(scope="session")
def resolved(nlp, actors):
    """A function: text -> resolved Extraction with all mentions, roles and affiliations, without claims."""
    from kgraph.extract.affiliations import find_affiliations
    from kgraph.extract.mentions import Mentions
    from kgraph.extract.roles import find_roles
    from kgraph.nlp.acronyms import Acronyms
    from kgraph.nlp.tokens import Text
    from kgraph.resolve import resolve_article

    def resolve(text, *, published=date(2024, 10, 25)):
        doc = Text(Acronyms()(nlp(text)))
        mentions = Mentions(doc, actors)
        found = {*mentions.all(), *(m for t in doc if t.tag_ in ("NN", "NNS") and (m := mentions.of(t)) is not None)}
        extraction = Extraction(
            Article(article_id(text), "a.txt", text, published=published),
            mentions=tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind))),
            roles=tuple(find_roles(doc, mentions)),
            affiliations=tuple(find_affiliations(doc, mentions)),
        )
        return resolve_article(doc, extraction, actors)

    return resolve


@pytest.fixture(scope="session")
def linked(resolved, actors):
    """A function: texts -> (extractions with entities, entity table)."""
    from kgraph.resolve import describe, link
    from kgraph.resolve.linking import referents

    def run(*texts):
        extractions = [resolved(text) for text in texts]
        table = link(r for e in extractions for r in referents(e, actors=actors))
        extractions = [e.relink(lambda m: replace(m, entity=table.get(m.key))) for e in extractions]
        return extractions, describe(extractions, actors)

    return run
