"""Chains of sources: who speaks together stands on one level, and stays there when others are left out."""

from kgraph.types import Claim, Evidence, Mention, Source


def source(name, *, joint=False):
    return Source(Mention(0, 1, name, "name", "State"), None, joint)


def claim(*sources):
    return Claim("claim/1", "article/1", "TroopClaim", Evidence(0, 1, "x", "x"), sources)


def levels(found):
    return [[s.mention.text for s in level] for level in found.chain()]


WHOLE = claim(source("A"), source("B", joint=True), source("C"), source("D", joint=True), source("E", joint=True))


def test_a_chain_has_levels():
    assert levels(WHOLE) == [["A", "B"], ["C", "D", "E"]]
    assert levels(claim()) == []


def test_who_is_left_alone_on_a_level_does_not_join_the_level_before():
    kept = WHOLE.citing(lambda s: s.mention.text != "C")
    assert levels(kept) == [["A", "B"], ["D", "E"]]
    assert [s.joint for s in kept.sources] == [False, True, False, True]
    assert levels(WHOLE.citing(lambda s: s.mention.text in "AE")) == [["A"], ["E"]]
    assert WHOLE.citing(lambda _: True) == WHOLE
