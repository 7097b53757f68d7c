"""Which articles decisions reach one by one, and what these tell after them; whole merges need no look at articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgraph.curate.names import PREFIX
from kgraph.curate.replay import Curation
from kgraph.resolve.linking import Linking
from kgraph.store import Dataset
from kgraph.store.digests import Packed, pack
from kgraph.store.terms import term
from kgraph.types import Extraction, Mention


class CuratedArticles:
    """The articles of a dataset as the rules link them and people decide, read one by one only where they must be."""

    def __init__(self, dataset: Dataset, linking: Linking, curation: Curation) -> None:
        self._dataset = dataset
        self._linking = linking
        self._curation = curation
        graphs = {quad.graph_name for quad in dataset.store.quads_for_pattern(None, term("kg:review"), None, None)}
        self._reviewed = {a for a in dataset.fingerprints() if dataset.terms.article_graph(a) in graphs}
        self._told: dict[str, Packed] = {}

    def entity_of(self, key: str) -> str | None:
        """The entity of a key after all merges; a mention that a split moves has its entity for a key."""
        return key if key.startswith(PREFIX) else self._curation.place(self._linking.entity_of(key))

    def look(self, packs: Iterable[Packed]) -> None:
        """Read the articles that splits or verdicts may reach, and write what has to change in any article."""
        for packed in packs:
            if self._reached(packed):
                stored = self._dataset.extraction(packed.article)
                linked = self._curation.applied(stored.relink(self._by_rules))
                self._told[packed.article] = pack(self._moved(linked))
                self._write(stored, linked)
            elif any(self.entity_or_none(key) != entity for key, entity in self._dataset.links_of(packed.article)):
                stored = self._dataset.extraction(packed.article)
                self._write(stored, self._curation.applied(stored.relink(self._by_rules)))

    def told(self, packs: Iterable[Packed]) -> Iterator[Packed]:
        """What each article tells now."""
        for packed in packs:
            yield self._told.get(packed.article, packed)

    def led(self) -> Linking:
        """The linking with its merges and open keys at the entities that people made of theirs."""

        def place(entity: str) -> str:
            return self._curation.place(entity) or entity

        return replace(
            self._linking,
            merges=tuple(replace(m, into=place(m.into)) for m in self._linking.merges),
            open=tuple(
                replace(o, entity=place(o.entity), candidates=tuple(dict.fromkeys(map(place, o.candidates))))
                for o in self._linking.open
            ),
        )

    def entity_or_none(self, key: str) -> str | None:
        """The entity that a mention of this key is stored with; None for words that stay open."""
        return self._curation.place(self._linking.entities.get(key))

    def _reached(self, packed: Packed) -> bool:
        article = packed.article
        if article in self._reviewed or self._curation.reviews(article, packed.claims):
            return True
        if not self._curation.splits(article):
            return False
        keys = {told.id for told in packed.digest().told}
        return any(self._curation.may_move(self._linking.entity_of(key), article) for key in keys)

    def _by_rules(self, mention: Mention) -> Mention:
        entity = None if mention.key is None else self._linking.entities.get(mention.key)
        return mention if entity == mention.entity else replace(mention, entity=entity)

    def _moved(self, linked: Extraction) -> Extraction:
        """What stands of an article, where the mentions that a split moves have their entity for a key."""

        def keyed(mention: Mention) -> Mention:
            if mention.key is None or mention.entity == self.entity_or_none(mention.key):
                return mention
            return replace(mention, key=mention.entity)

        standing = replace(linked, claims=tuple(c for c in linked.claims if c.review != "rejected"))
        return standing.relink(keyed)

    def _write(self, stored: Extraction, linked: Extraction) -> None:
        if linked != stored:
            self._dataset.replace_article(linked, reading=self._dataset.reading(linked.article.id))
