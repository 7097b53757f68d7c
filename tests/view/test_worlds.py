"""Worlds, paths and the looks of ties, on small graphs whose answers can be worked out by hand."""

from dataclasses import replace

import fake_news
import pytest

from kgraph.types import Entity, Mention, Participant, Source, Span
from kgraph.view import render

NAMES = {code: f"State {code.upper()}" for code in "abcdefgxy"}


def mention(id):
    return Mention(0, 1, id, "name", "State", entity=id)


def claim(n, actor, recipient, *, event="AID", said=(), polarity="+", joint=False, type_="EventClaim"):
    """A claim of one actor and, if any, another; said: the chain, outermost first."""
    sentence = f"It is claim {n}."
    roles = {"EventClaim": ("actor", "recipient"), "Statement": ("speaker", "target")}[type_]
    made = fake_news.claim(n, type_, sentence, sentence, [], [], event=event, polarity=polarity)
    filled = tuple(Participant(role, mention(id)) for role, id in zip(roles, (actor, recipient), strict=True) if id)
    chain = tuple(Source(mention(id), Span(0, 4, "said"), joint and i > 0) for i, id in enumerate(said))
    return replace(made, participants=filled, sources=chain)


@pytest.fixture
def graph(open_page):
    """A page of such claims."""

    def open_(*claims, **options):
        entities = {code: Entity(code, "State", name) for code, name in NAMES.items()}
        return open_page(
            render([claim(n, **made) for n, made in enumerate(claims)], entities, fake_news.articles()), **options
        )

    return open_


def tie(actor, recipient, times=1, **rest):
    return [{"actor": actor, "recipient": recipient, **rest} for _ in range(times)]


def route(page, a, b):
    page("kgraph.select({kind: 'path', a: arguments[0], b: arguments[1]})", a, b)
    return page("return kgraph.found && kgraph.found.actors.join('')")


def test_of_equally_short_paths_the_one_that_most_claims_stand_behind_is_shown(graph):
    page = graph(
        *tie("a", "b", 1),
        *tie("b", "d", 5),
        *tie("a", "c", 4),
        *tie("c", "d", 4),
        *tie("a", "e", 9),
        *tie("e", "f", 9),
        *tie("f", "d", 9),
    )
    assert route(page, "a", "d") == "acd"
    assert page.all("#detail .step > details > summary") == ["Evidence: 4 claims"] * 2
    page("document.querySelectorAll('#detail .step details').forEach(d => d.open = true)")
    page.settle()
    assert len(page.all("#detail .step blockquote mark")) == 8


def test_a_path_goes_by_what_the_filters_leave_and_round_whom_they_take_out(graph):
    page = graph(*tie("a", "b"), *tie("b", "d", event="ASSAULT"), *tie("a", "c"), *tie("c", "e"), *tie("e", "d"))
    assert route(page, "a", "d") == "abd"
    page("kgraph.toggle('event', 'AID', true)")
    assert page("return kgraph.found.actors.join('')") == "aced"
    page("kgraph.hide('c')")
    assert page("return kgraph.found") is None
    assert "hidden" in page.text("#detail")
    page("kgraph.clearFilters()")
    assert page("return kgraph.found.actors.join('')") == "abd"


def test_who_is_put_away_is_brought_out_by_choosing_them(graph):
    page = graph(*tie("a", "b"), *tie("a", "c"), *tie("c", "d"))
    page("kgraph.collapse('a')")
    assert not page("return kgraph.visible.actors.has('b')")
    assert route(page, "b", "d") == "bacd"
    assert page("return kgraph.painted().includes('b')")
    page("kgraph.select({kind: 'actor', id: 'b'})")
    assert page("return kgraph.visible.actors.has('b')")
    page("kgraph.select({kind: 'line', index: kgraph.lineBetween('a', 'b').index})")
    assert page.all("#detail blockquote") == ["It is claim 0."]
    page("kgraph.select(null)")
    assert not page("return kgraph.visible.actors.has('b')")


def test_the_world_according_to_somebody_is_each_claim_that_they_make_or_pass_on_and_no_other(graph):
    page = graph(
        {"actor": "a", "recipient": "b", "said": ["x"]},
        {"actor": "a", "recipient": "c", "said": ["y", "x"]},  # y tells that x says
        {"actor": "a", "recipient": "d", "said": ["x", "y"]},
        {"actor": "x", "recipient": "e", "type_": "Statement"},
        {"actor": "x", "recipient": "f"},  # of x, not by x
        {"actor": "f", "recipient": "g", "said": ["y"]},
        {"actor": "g", "recipient": None, "said": ["x", "y"], "joint": True},
    )
    page("kgraph.setWorld('x', null)")
    assert page("return kgraph.visible.claims.map(c => Number(c.id.slice(-4))).sort()") == [0, 1, 2, 3, 6]
    pairs = "return kgraph.lines.filter(l => kgraph.visible.lines[l.index]).map(l => l.a + l.b).sort()"
    assert page(pairs) == ["ab", "ac", "ad", "ex"]
    page("kgraph.showTab('claims')")
    assert len(page.all("#view-claims tbody tr")) == 5
    assert len(page("return kgraph.claimsCsv()").splitlines()) == 6
    assert page.text("#counts").split(" · ")[1:3] == ["4 ties", "5 of 7 claims"]
    page("kgraph.toggle('polarity', '-', true)")
    assert page("return kgraph.visible.claims") == []


def sections(page):
    return dict(zip(page.all("#detail .section h3"), page.all("#detail .section .pairs"), strict=True))


def test_who_affirms_and_denies_both_agrees_and_contradicts(graph):
    page = graph(
        {"actor": "a", "recipient": "b", "said": ["x"]},
        {"actor": "a", "recipient": "b", "said": ["x", "y"], "polarity": "-"},  # x tells that y denies
        {"actor": "c", "recipient": "d", "said": ["x"], "polarity": "-"},
        {"actor": "c", "recipient": "d", "said": ["y"], "polarity": "-"},
        {"actor": "e", "recipient": None, "said": ["y"]},
    )
    page("kgraph.setWorld('x', 'y')")
    found = sections(page)
    assert "State A aids State B" in found["They contradict each other"].replace("\n", " ")
    assert "State A aids State B" in found["Both say"].replace("\n", " ")
    assert "denied" in found["Both say"]
    assert set(found) == {"They contradict each other", "Both say"}
    assert "1 claim of theirs ties no two actors" in page.text("#detail")


def test_the_difference_keeps_to_the_filters(graph):
    page = graph(*tie("a", "b", said=["x"]), *tie("c", "d", said=["y"], event="ASSAULT"), *tie("a", "d", said=["y"]))
    page("kgraph.setWorld('x', 'y'); kgraph.toggle('relation', 'cooperation', true)")
    assert set(sections(page)) == {"Only State X", "Only State Y"}
    assert "attacks" not in page.text("#detail")
    page("kgraph.hide('d')")
    assert set(sections(page)) == {"Only State X"}
    assert "ties no two actors that are drawn" in page.text("#detail")


def test_a_world_is_not_compared_with_itself(graph):
    page = graph(*tie("a", "b", said=["x"]), *tie("c", "d", said=["y"]), hash="world=x&world=x")
    assert page("return kgraph.state.world") == {"x": "x", "y": None}
    assert "Only claims" not in page.text("#banner")
    assert page("return kgraph.visible.claims.length") == 1


def test_every_difference_is_listed(open_page):
    entities = {f"s/{n}": Entity(f"s/{n}", "State", f"State {n}") for n in range(130)} | {
        code: Entity(code, "State", NAMES[code]) for code in "xy"
    }
    claims = [claim(n, f"s/{n - 1}", f"s/{n}", said=["x"]) for n in range(1, 130)]
    page = open_page(render(claims, entities, fake_news.articles()))
    page("kgraph.setWorld('x', 'y')")
    page.click("#detail .section .more")
    assert len(page.all("#detail .section li")) == 129


def test_an_actor_tied_to_itself_or_to_nobody_is_kept(graph):
    page = graph(*tie("a", "a"), *tie("b", None), *tie(None, None), *tie(None, "c", said=["b"]))
    assert page("return kgraph.lines.map(l => l.a + l.b)") == ["bc"]
    assert page("return kgraph.visible.claims.length") == 4
    page("kgraph.showTab('claims')")
    assert len(page.all("#view-claims tbody tr")) == 4
    page("kgraph.showTab('actors')")
    assert set(page("return kgraph.sortedRows('actors').map(a => a.id)")) == {"a", "b", "c"}
    for code in "abc":
        page("kgraph.select({kind: 'actor', id: arguments[0]})", code)
        assert page.all("#detail .section h3")
    assert page.console() == []


def look(page, one, other):
    return page(
        "const l = kgraph.lineBetween(arguments[0], arguments[1]), s = kgraph.visible.lines[l.index];"
        "return s && [s.look, s.to ? l.a + l.b : '', s.from ? l.b + l.a : '']", one, other,
    )  # fmt: skip


def test_a_tie_looks_as_most_of_its_claims_say_and_points_where_they_do(graph):
    page = graph(
        *tie("a", "b", 2), *tie("b", "a", event="ASSAULT"),
        *tie("c", "d", event="ASSAULT"), *tie("c", "d"),
        *tie("e", "f", polarity="-"),
        *tie("g", None, said=["x"]),
        *tie("d", "e", said=["y"]),
    )  # fmt: skip
    assert look(page, "a", "b") == ["cooperation", "ab", "ba"]
    assert look(page, "c", "d") == ["conflict", "cd", ""]  # as many of either
    assert look(page, "e", "f") == ["neutral", "ef", ""]
    assert look(page, "g", "x") == ["attribution", "", "xg"]
    page("kgraph.toggle('event', 'ASSAULT', true)")
    assert look(page, "a", "b") == ["conflict", "", "ba"]
    assert look(page, "e", "f") is None
    page("kgraph.clearFilters(); kgraph.toggle('relation', 'cooperation', true)")
    assert look(page, "c", "d") == ["cooperation", "cd", ""]
    assert look(page, "d", "e") == ["cooperation", "de", ""]
    assert look(page, "d", "y") is None  # the claim passes, what it says of y is not asked for
    page("kgraph.toggle('relation', 'attribution', true)")
    assert look(page, "d", "y") == ["attribution", "", "yd"]
    page("kgraph.setWorld('x', null)")
    assert look(page, "g", "x") is None


def test_an_affiliation_lends_a_tie_no_arrow(open_page):
    entities = {
        "a": Entity("a", "State", "State A", iso3="AAA"),
        "m": Entity("m", "Ministry", "Ministry M", part_of=("a",)),
        "b": Entity("b", "State", "State B"),
    }
    claims = [claim(0, "a", "m"), claim(1, "a", "b")]
    page = open_page(render(claims, entities, fake_news.articles()))
    assert look(page, "a", "m") == ["cooperation", "am", ""]
    page("kgraph.toggle('relation', 'affiliation', true)")
    assert look(page, "a", "m") == ["affiliation", "", ""]
    assert look(page, "a", "b") is None


def test_a_dot_of_the_timeline_has_the_tone_of_what_is_affirmed_in_it(graph):
    page = graph(*tie("a", "b", 2), *tie("a", "b", event="ASSAULT"), *tie("a", "b", 6, event="ASSAULT", polarity="-"))
    page("kgraph.claims.forEach(c => { c.published = '2024-10-01' }); kgraph.showTab('timeline')")
    tone = "return document.querySelector('.dot-button').className"
    assert "plus" in page(tone)
    page("kgraph.toggle('event', 'ASSAULT', true)")
    assert "minus" in page(tone)
    page("kgraph.toggle('polarity', '-', true)")
    assert page(tone).split() == ["dot-button"]
