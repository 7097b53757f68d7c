"""The curate stage: what people decide where they know better than the rules, kept apart from what the rules read.

``decisions`` are the records, ``wording`` their form as lines of JSON, ``ledger`` the file that holds them, ``anchors``
how a line finds a claim or mention again after another reading, ``names`` how it finds an entity, ``replay`` what all
lines together make of the entities and claims, ``articles`` which articles that reaches, ``advice`` what to warn of.
``kgraph.pipeline.connect`` replays the ledger, ``kgraph.deciding`` adds to it.
"""
