"""The Python interface to decisions: a function for each, with entities and claims named as people name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from kgraph.curate.decisions import (
    ClaimRef,
    Decision,
    EntityRef,
    Link,
    Merge,
    Rename,
    Retype,
    Selector,
    Split,
    Undo,
    Verdict,
)
from kgraph.curate.wording import checked_item, checked_name, checked_type
from kgraph.deciding import Decided, Store, apply, decide
from kgraph.types import Review

__all__ = ["accept", "apply", "decide", "link", "merge", "reject", "rename", "retype", "split", "undo"]
Ledger = str | Path | None
Moment = datetime | str | None


def merge(
    store: Store,
    *entities: str,
    when: Moment = None,
    who: str | None = None,
    why: str | None = None,
    ledger: Ledger = None,
) -> Decided:
    """Make several entities one: the first, which keeps its name and id.

    Args:
        store: the folder of a store that nobody has open, or a dataset open for writing.
        entities: two or more, each by id or by a name that no other has.
        when: the time of the decision; now by default.
        who: who decided.
        why: the reason, for those who read the ledger later.
        ledger: the file to add the line to; by default that of last time, else ``ledger.jsonl`` in the store.

    Returns:
        The lines that were added, and warnings: that two states were made one, say.

    Raises:
        NotFound: there is no such entity, or there are several.
        DecisionError: fewer than two entities are named, or two of them are one already.
        StoreError: the store or the ledger cannot be opened or written, or somebody else has the store open.
    """
    return _decide(store, Merge(tuple(map(EntityRef.of, entities))), when, who, why, ledger)


def split(
    store: Store, entity: str, *, into: str, names: Iterable[str] = (), articles: Iterable[str] = (),
    mentions: Iterable[str] = (), type: str | None = None, when: Moment = None, who: str | None = None,
    why: str | None = None, ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Take mentions from an entity and give them to another one, which is made where there is none of that name.

    What is chosen by a name or an article is chosen in later articles and readings, too.

    Args:
        store: as for ``merge``, like the arguments that are not told of here.
        entity: the entity that the mentions are taken from, by id or name.
        into: the name or id of the entity that they become.
        names: forms in print: every mention that reads so, and the pronouns that stand for it.
        articles: ids of articles: every mention in them.
        mentions: single mentions, by the ids that ``kgraph entities show`` prints.
        type: the type of a new entity; by default that of ``entity``.

    Raises:
        NotFound: there is no such entity or mention.
        DecisionError: nothing is chosen, or ``type`` is none.
    """
    from kgraph.curate.referring import selector_of

    chosen = (
        *(Selector(name=name) for name in names),
        *(Selector(article=article) for article in articles),
        *(selector_of(mention) for mention in mentions),
    )
    home = EntityRef.of(into)
    if home.name is not None:
        home = EntityRef(name=checked_name(home.name), type=None if type is None else checked_type(type))
    return _decide(store, Split(EntityRef.of(entity), chosen, home), when, who, why, ledger)


def rename(
    store: Store, entity: str, name: str, *, when: Moment = None, who: str | None = None, why: str | None = None,
    ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Give an entity another name; the former one becomes an alias. Arguments and errors as for ``merge``."""
    return _decide(store, Rename(EntityRef.of(entity), checked_name(name)), when, who, why, ledger)


def retype(
    store: Store, entity: str, type: str, *, country: str | None = None, sector: str | None = None,
    when: Moment = None, who: str | None = None, why: str | None = None, ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Say of what type an entity is, and of which state (ISO 3166 alpha-3) and PLOVER sector where these are given.

    Arguments and errors as for ``merge``; DecisionError also where type, code or sector is none that is known.
    """
    decision = Retype(EntityRef.of(entity), checked_type(type), country, sector)
    return _decide(store, decision, when, who, why, ledger)


def link(
    store: Store, entity: str, wikidata: str | None, *, when: Moment = None, who: str | None = None,
    why: str | None = None, ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Say which item of Wikidata an entity is (``Q423``), or by None that it is none. Otherwise as ``merge``."""
    return _decide(store, Link(EntityRef.of(entity), checked_item(wikidata)), when, who, why, ledger)


def reject(
    store: Store, *claims: str, why: str | None = None, when: Moment = None, who: str | None = None,
    ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Mark claims as wrongly read: they are kept, and left out of answers, edges, pages and exports.

    Args:
        store: as for ``merge``, like the arguments that are not told of here.
        claims: ids, or beginnings of ids that no other claim has.
    """
    return _review(store, claims, "rejected", when, who, why, ledger)


def accept(
    store: Store, *claims: str, why: str | None = None, when: Moment = None, who: str | None = None,
    ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Mark claims as rightly read, those that were rejected, too. Otherwise as ``reject``."""
    return _review(store, claims, "accepted", when, who, why, ledger)


def undo(
    store: Store, line: str = "", *, when: Moment = None, who: str | None = None, why: str | None = None,
    ledger: Ledger = None,
) -> Decided:  # fmt: skip
    """Take back the line of the ledger with this id, or the last decision that counts. Otherwise as ``merge``."""
    return _decide(store, Undo(line), when, who, why, ledger)


def _review(
    store: Store, claims: Iterable[str], review: Review, when: Moment, who: str | None, why: str | None, ledger: Ledger
) -> Decided:
    decisions = [Verdict(ClaimRef(claim), review) for claim in dict.fromkeys(claims)]
    return decide(store, *decisions, when=when or _now(), who=who, why=why, ledger=ledger)


def _decide(
    store: Store, decision: Decision, when: Moment, who: str | None, why: str | None, ledger: Ledger
) -> Decided:
    return decide(store, decision, when=when or _now(), who=who, why=why, ledger=ledger)


def _now() -> datetime:
    return datetime.now(UTC)
