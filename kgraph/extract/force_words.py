"""Words by which noun phrases of troops are known: what counts or divides them, what they do, how they are sent."""

from __future__ import annotations

# Words that count or divide troops and stand before "of": "some of them", "the last of its soldiers".
PARTS = frozenset(
    "some most many part all half several few last first rest number group wave batch remainder bulk".split()
)
# Nouns that mean troops only after troops were named: "the first group", "another batch".
ANAPHORIC = frozenset("group wave batch remainder rest reinforcement newcomer contingent advance-party".split())
REMAINDERS = frozenset("most some many others none all few".split())
BARE_NUMBERS = frozenset("hundred thousand dozen score".split())
NOMINAL: dict[str, str] = {
    "deployment": "deploy", "redeployment": "deploy", "dispatch": "deploy", "arrival": "arrive", "presence": "present",
    "withdrawal": "withdraw", "pullout": "withdraw", "pull-out": "withdraw", "retreat": "withdraw", "departure": "withdraw",
    "movement": "deploy", "transfer": "transport", "training": "train", "buildup": "assemble", "build-up": "assemble",
    "mobilisation": "assemble", "mobilization": "assemble", "evacuation": "withdraw",
}  # fmt: skip
MARTIAL = frozenset(
    "deploy fight train arrive assemble dispatch mobilise mobilize station base withdraw use send unit group battalion "
    "brigade army kill capture wound serve prepare".split()
)
CREWED = frozenset("tank vehicle howitzer artillery helicopter".split())
MEMBERS = frozenset("member man woman helmet people person".split())
WARLIKE = frozenset(
    "warship frigate destroyer submarine corvette warplane bomber gunboat flotilla armada squadron fleet cruiser".split()
)
SAILING = frozenset(
    "send deploy dispatch detect spot operate enter cross sail patrol arrive station withdraw circle encircle track see "
    "leave head approach".split()
)
SELF_MOVING = frozenset("deploy withdraw leave arrive retreat depart stay remain train redeploy mass regroup".split())
FIGHTING = frozenset("fight battle intervene attack bomb strike invade".split())
SENDING = frozenset(
    "shift relocate send deploy dispatch withdraw station commit rush move pull bring host train lose contribute provide "
    "pledge offer".split()
)
