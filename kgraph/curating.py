"""The Python interface to decisions: a function for each, with entities and claims named as people name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict, Unpack

from kgraph.curate import decisions
from kgraph.curate.decisions import ClaimRef, Decision, EntityRef, Selector
from kgraph.curate.wording import checked_item, checked_name, checked_type
from kgraph.deciding import Decided, Store, apply, decide
from kgraph.types import Review

__all__ = ["accept", "apply", "decide", "link", "merge", "reject", "rename", "retype", "split", "undo"]


class Circumstances(TypedDict, total=False):
    """What every decision may be told besides: who decides, and where that is written down.

    ``when`` is the time of the decision (now by default), ``who`` who decided, ``why`` the reason, for those who read
    the ledger later; ``ledger`` is the file to add the line to, by default that of last time, else ``ledger.jsonl`` in
    the store.
    """

    when: datetime | str | None
    who: str | None
    why: str | None
    ledger: str | Path | None


def merge(store: Store, *entities: str, **circumstances: Unpack[Circumstances]) -> Decided:
    """Make several entities one: the first, which keeps its name and id.

    Args:
        store: the folder of a store that nobody has open, or a dataset open for writing.
        entities: two or more, each by id or by a name that no other has.
        circumstances: ``when``, ``who``, ``why`` and ``ledger``, as ``Circumstances`` explains them.

    Returns:
        The lines that were added, and warnings: that two states were made one, say.

    Raises:
        NotFound: there is no such entity, or there are several.
        DecisionError: fewer than two entities are named, or two of them are one already.
        StoreError: the store or the ledger cannot be opened or written, or somebody else has the store open.
    """
    return _decide(store, decisions.Merge(tuple(map(EntityRef.of, entities))), circumstances=circumstances)


def split(
    store: Store, entity: str, *, into: str, names: Iterable[str] = (), articles: Iterable[str] = (),
    mentions: Iterable[str] = (), type: str | None = None, **circumstances: Unpack[Circumstances],
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
    return _decide(store, decisions.Split(EntityRef.of(entity), chosen, home), circumstances=circumstances)


def rename(store: Store, entity: str, name: str, **circumstances: Unpack[Circumstances]) -> Decided:
    """Give an entity another name; the former one becomes an alias. Arguments and errors as for ``merge``."""
    return _decide(store, decisions.Rename(EntityRef.of(entity), checked_name(name)), circumstances=circumstances)


def retype(
    store: Store, entity: str, type: str, *, country: str | None = None, sector: str | None = None,
    **circumstances: Unpack[Circumstances],
) -> Decided:  # fmt: skip
    """Say of what type an entity is, and of which state (ISO 3166 alpha-3) and PLOVER sector where these are given.

    Arguments and errors as for ``merge``; DecisionError also where type, code or sector is none that is known.
    """
    decision = decisions.Retype(EntityRef.of(entity), checked_type(type), country, sector)
    return _decide(store, decision, circumstances=circumstances)


def link(store: Store, entity: str, wikidata: str | None, **circumstances: Unpack[Circumstances]) -> Decided:
    """Say which item of Wikidata an entity is (``Q423``), or by None that it is none. Otherwise as ``merge``."""
    return _decide(store, decisions.Link(EntityRef.of(entity), checked_item(wikidata)), circumstances=circumstances)


def reject(store: Store, *claims: str, **circumstances: Unpack[Circumstances]) -> Decided:
    """Mark claims as wrongly read: they are kept, and left out of answers, edges, pages and exports.

    Args:
        store: as for ``merge``, like the arguments that are not told of here.
        claims: ids, or beginnings of ids that no other claim has.
    """
    return _decide(store, *_verdicts(claims, "rejected"), circumstances=circumstances)


def accept(store: Store, *claims: str, **circumstances: Unpack[Circumstances]) -> Decided:
    """Mark claims as rightly read, those that were rejected, too. Otherwise as ``reject``."""
    return _decide(store, *_verdicts(claims, "accepted"), circumstances=circumstances)


def undo(store: Store, line: str = "", **circumstances: Unpack[Circumstances]) -> Decided:
    """Take back the line of the ledger with this id, or the last decision that counts. Otherwise as ``merge``."""
    return _decide(store, decisions.Undo(line), circumstances=circumstances)


def _verdicts(claims: Iterable[str], review: Review) -> list[Decision]:
    return [decisions.Verdict(ClaimRef(claim), review) for claim in dict.fromkeys(claims)]


def _decide(store: Store, *made: Decision, circumstances: Circumstances) -> Decided:
    return decide(
        store,
        *made,
        when=circumstances.get("when") or datetime.now(UTC),
        who=circumstances.get("who"),
        why=circumstances.get("why"),
        ledger=circumstances.get("ledger"),
    )
