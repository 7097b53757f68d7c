"""Runs the extraction rules over one article, in the order of DESIGN.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.actors import Actors
from kgraph.extract.affiliations import find_affiliations
from kgraph.extract.arms import arms_claims
from kgraph.extract.attacks import attack_claims
from kgraph.extract.context import Context
from kgraph.extract.events import event_claims
from kgraph.extract.frames import FrameTable
from kgraph.extract.meetings import meeting_claims
from kgraph.extract.membership import memberships
from kgraph.extract.reciprocals import told_apart
from kgraph.extract.roles import find_roles
from kgraph.extract.statements import quotes, statements
from kgraph.extract.tenures import dated
from kgraph.extract.treaties import treaty_claims
from kgraph.extract.troops import troop_claims
from kgraph.nlp.tokens import Text
from kgraph.types import Article, Claim, Extraction, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULES: tuple[Callable[[Context], Iterator[Claim]], ...] = (
    troop_claims,
    arms_claims,
    treaty_claims,
    memberships,
    attack_claims,
    meeting_claims,
    event_claims,
    statements,
)


def extract(doc: Doc | Text, article: Article, actors: Actors, frames: FrameTable | None = None) -> Extraction:
    """Everything that the rules read from one annotated article; mentions are not yet resolved.

    ``frames`` tell events in place of kgraph's own.
    """
    context = Context(doc, article, actors, frames)
    claims: dict[str, Claim] = {}
    told: set[tuple[str | None, int, int]] = set()  # as meetings: a frame need not tell them again
    for rule in RULES:
        for claim in rule(context):
            words = claim.event, claim.evidence.start, claim.evidence.end
            if not claim.participants or (claim.type == "EventClaim" and words in told):
                continue  # a claim about nobody is no claim
            for one in told_apart(context, claim):
                claims.setdefault(one.id, one)
            if claim.type == "MeetingClaim":
                told.add(words)
    ordered = sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.type, c.id))
    roles = tuple(dated(context.doc, find_roles(context.doc, context.mentions)))
    affiliations = tuple(find_affiliations(context.doc, context.mentions))
    extraction = Extraction(
        article=article,
        claims=tuple(ordered),
        roles=roles,
        affiliations=affiliations,
        quotes=tuple(quotes(context)),
    )
    return _with_mentions(extraction, [*context.mentions.all(), *context.mentions.descriptions()])


def _with_mentions(extraction: Extraction, found: list[Mention]) -> Extraction:
    """All mentions: those of the text and those that only claims, roles or quotes refer to."""
    met = {*found, *extraction.anywhere()}
    unique: dict[tuple[int, int], Mention] = {}
    for mention in sorted(met, key=lambda m: (m.start, m.end, m.kind, m.type)):
        unique.setdefault((mention.start, mention.end), mention)
    return replace(extraction, mentions=tuple(unique.values()))
