"""Resolution inside one article: every mention gets the key of the referent that this article alone supports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.resolve.describing import settle_references, settle_rest
from kgraph.resolve.naming import settle_names
from kgraph.resolve.origins import settle_origins
from kgraph.resolve.posts import fill_posts
from kgraph.resolve.references import with_references
from kgraph.resolve.scene import Scene
from kgraph.resolve.treaties import settle_treaties
from kgraph.resolve.troops import correct_forces
from kgraph.resolve.unowned import settle_unowned
from kgraph.resolve.wholes import settle_wholes
from kgraph.resolve.world import World
from kgraph.types import Claim, EntityType, Extraction, Mention, Participant, Source

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.actors import Actors
    from kgraph.extract.frames import FrameTable
    from kgraph.nlp.tokens import Text

STEPS = (
    settle_names, settle_wholes, fill_posts, settle_unowned, settle_references, settle_treaties, settle_rest,
    correct_forces, settle_origins,
)  # fmt: skip
_WHERE = frozenset({"location", "origin"})
_WHO = frozenset(
    {
        "force",
        "ally",
        "opponent",
        "operator",
        "supplier",
        "recipient",
        "party",
        "actor",
        "attacker",
        "participant",
        "speaker",
    }
)


def resolve_article(
    doc: Doc | Text, extraction: Extraction, actors: Actors, frames: FrameTable | None = None
) -> Extraction:
    """The extraction with a ``key`` on every mention that stands anywhere in it, owners for bare titles, and references.

    ``doc`` is the article's Doc with parse, names and acronyms; ``frames`` told its events, kgraph's own by default. Keys begin with their kind: ``state/PRK``,
    ``agency/KOR/foreign-ministry``, ``person/kim-jong-un`` (``person/?kim`` where several or none could be meant,
    ``person/@RUS/president`` for a post whose holder the article does not name), ``organization/``, ``place/``,
    ``treaty/PRK-RUS``, ``source/<article>/senior-official``, and ``unresolved/<article>/it-1204`` where it abstains.
    """
    from kgraph.nlp.tokens import Text

    world = World(actors)
    extraction = _cities_by_role(extraction, world)
    scene = Scene(Text.of(doc), extraction, world)
    for step in STEPS:
        step(scene)
    linked = {mention: replace(mention, key=key) for mention, key in scene.keys.items()}
    keyed = _with_members(scene, linked).relink(lambda m: linked.get(m, m))
    apart = tuple(a for a in keyed.affiliations if a.member.key != a.whole.key)
    behind = _states_of_officials(keyed)
    claims = tuple(_without_repeats(_parties_by_state(c, behind)) for c in keyed.claims)
    return with_references(scene, replace(keyed, affiliations=apart, claims=claims), frames)


def about_actors(extraction: Extraction, actors: Actors) -> Extraction:
    """A resolved extraction without descriptions that nothing is told of and that mean nobody whom the article names.

    "The town" is worth keeping as a mention of the one named before, not as a town of its own.
    """
    world = World(actors)
    told = set(replace(extraction, mentions=()).anywhere())
    named = {m.key for m in extraction.mentions if m.kind != "nominal"} | {m.key for m in told}

    def kept(mention: Mention) -> bool:
        if mention.kind != "nominal" or mention.type == "Treaty" or mention in told or mention.key in named:
            return True
        words = mention.text.split()
        return any(world.noun(" ".join(words[i:])) is not None for i in range(len(words)))

    return replace(extraction, mentions=tuple(m for m in extraction.mentions if kept(m)))


def _with_members(scene: Scene, linked: dict[Mention, Mention]) -> Extraction:
    """The extraction with a participant or source for each member of a group: "both sides" are the two.

    The members share the words; a speaker of a quotation and the table of mentions keep the group, which is no node.
    """
    types = {m.key: m.type for m in sorted(linked.values(), key=lambda m: (m.kind != "name", m.start))}

    def members(mention: Mention) -> list[Mention]:
        keys = scene.groups.get(mention)
        if keys is None:
            return [mention]
        return [replace(mention, key=key, type=types.get(key, mention.type)) for key in keys]

    def each(claim: Claim) -> Claim:
        people = tuple(Participant(p.role, m) for p in claim.participants for m in members(p.mention))
        sources = tuple(
            Source(m, s.cue, s.joint or i > 0) for s in claim.sources for i, m in enumerate(members(s.mention))
        )
        return replace(claim, participants=people, sources=sources)

    return (
        replace(scene.extraction, claims=tuple(each(c) for c in scene.extraction.claims))
        if scene.groups
        else scene.extraction
    )


def _states_of_officials(extraction: Extraction) -> dict[str, Mention]:
    """Person's key -> the mention of the state whose office the article says they hold."""
    found: dict[str, Mention] = {}
    for role in extraction.roles:
        state = role.of is not None and (role.of.key or "").startswith("state/")
        if role.person.key is not None and role.of is not None and state:
            found.setdefault(role.person.key, role.of)
    return found


def _parties_by_state(claim: Claim, behind: dict[str, Mention]) -> Claim:
    """The claim with nobody twice in a role; and a treaty's parties by state.

    An official who signs is a treaty's actor, and the state behind them its party.
    """
    of_treaty = claim.type in ("TreatyClaim", "ClauseClaim")
    people: list[Participant] = []
    for p in claim.participants:
        state = behind.get(p.mention.key or "") if of_treaty and p.role == "party" else None
        one = p if state is None else Participant("party", state)
        if not any(q.role == one.role and q.mention.key == one.mention.key for q in people):
            people.append(one)
    return (
        claim
        if len(people) == len(claim.participants) and not of_treaty
        else replace(claim, participants=tuple(people))
    )


def _without_repeats(claim: Claim) -> Claim:
    """The claim with nobody twice in its chain of sources: "Zelensky said that he thought" is one source."""
    seen: set[str | None] = set()

    def new(source: Source) -> bool:
        known = source.mention.key in seen
        seen.add(source.mention.key)
        return not known

    return claim.citing(new)


def _cities_by_role(extraction: Extraction, world: World) -> Extraction:
    """Capitals in a claim are places where things happen and governments where somebody acts."""

    def read(participant: Participant) -> Participant:
        mention = participant.mention
        if mention.kind != "name" or not world.is_city(mention.text):
            return participant
        type_: EntityType = (
            "Place" if participant.role in _WHERE else "State" if participant.role in _WHO else mention.type
        )
        return participant if type_ == mention.type else replace(participant, mention=replace(mention, type=type_))

    def reread(claim: Claim) -> Claim:
        people = tuple(read(p) for p in claim.participants)
        return claim if people == claim.participants else replace(claim, participants=people)

    return replace(extraction, claims=tuple(reread(c) for c in extraction.claims))
