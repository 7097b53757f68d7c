"""Numbers agree: the legend with the drawing, the tables with the filters, the page with the graph that it was made of."""

from collections import defaultdict
from dataclasses import replace

import fake_news
import pytest

from kgraph.analyse.edges import edges
from kgraph.analyse.graph import to_networkx
from kgraph.analyse.measures import measure
from kgraph.types import Source
from kgraph.view import render


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small())


@pytest.fixture
def page(open_page, html):
    return open_page(html)


def legend(page, facet):
    """The numbers beside the values of a facet, all of which are shown."""
    page(
        "const b = document.querySelector('[data-key=more-' + arguments[0] + '][aria-expanded=false]'); if (b) b.click()",
        facet,
    )
    return dict(
        page(
            "return [...document.querySelectorAll('#facets [data-facet=' + arguments[0] + ']')]"
            ".map(b => [b.dataset.value, Number(b.parentNode.querySelector('.count').textContent)])", facet,
        )
    )  # fmt: skip


def drawn(page, facet="type"):
    """How many actors of each value are drawn."""
    found = defaultdict(int)
    for value in page(
        "const f = kgraph.facet(arguments[0]); return [...kgraph.visible.actors].map(id => f.actor(kgraph.actors.get(id)))",
        facet,
    ):
        found[value] += 1
    return found


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "kgraph.toggle('claim', 'AttackClaim', true)",
        "kgraph.toggle('relation', 'conflict', true); kgraph.toggle('polarity', '+', true)",
        "kgraph.setWorld('a/cmod', null)",
        "kgraph.setDates('event', {from: '2024-10-01', to: '2024-10-05'})",
        "kgraph.hide('state/ARD'); kgraph.pin('p/deloach'); kgraph.toggle('certainty', 'possible', true)",
    ],
)
def test_the_legend_counts_the_actors_that_are_drawn(page, asked):
    page(asked)
    shown = drawn(page)
    numbers = legend(page, "type")
    assert {kind: n for kind, n in numbers.items() if n} == dict(shown)
    assert sum(shown.values()) > 0


def test_the_legend_tells_how_many_actors_another_kind_would_add(page):
    page.click("[data-facet=type][data-value=State]")
    page("kgraph.toggle('polarity', '+', true)")
    numbers = legend(page, "type")
    assert numbers["State"] == drawn(page)["State"]
    offered = {kind: n for kind, n in numbers.items() if kind != "State"}
    assert any(offered.values())
    for kind, n in offered.items():
        page("kgraph.toggle('type', arguments[0], true)", kind)
        assert drawn(page)[kind] == n, kind
        page("kgraph.toggle('type', arguments[0], false)", kind)


def test_affiliations_are_counted_where_they_can_be_drawn(page):
    page("kgraph.toggle('type', 'State', true); kgraph.toggle('type', 'Official', true)")
    number = legend(page, "relation")["affiliation"]
    page("kgraph.toggle('relation', 'affiliation', true)")
    lines = page("return kgraph.visible.lines.filter(l => l && l.look === 'affiliation').length")
    assert lines == number == 3


def test_whoever_is_only_searched_for_is_counted_when_drawn(page):
    page("kgraph.select({kind: 'actor', id: 'o/idle'})")
    assert page.text("#counts").startswith("27 actors")
    assert legend(page, "type")["Organization"] == 1


def test_the_table_of_actors_holds_everybody_in_the_claims_that_pass(page):
    page("kgraph.toggle('claim', 'ArmsClaim', true)")
    assert not page("return kgraph.visible.actors.has('e/drones')")
    page.click("#tab-actors")
    listed = set(page("return kgraph.sortedRows('actors').map(a => a.id)"))
    named = set(page("return kgraph.visible.claims.flatMap(c => [...c.actors, ...c.makers])"))
    assert "e/drones" in named
    assert listed == named
    page("kgraph.toggle('type', 'State', true)")
    assert set(page("return kgraph.sortedRows('actors').map(a => a.type)")) == {"State"}


def test_sources_that_are_no_actors_are_not_taken_for_the_article(open_page):
    claims, entities, articles = fake_news.small()
    at = next(n for n, c in enumerate(claims) if not c.sources and c.type == "TreatyClaim")
    unknown = Source(replace(fake_news.mention("x/nobody", "two aides")), None)
    claims[at] = replace(claims[at], sources=(unknown,))
    page = open_page(render(claims, entities, articles))
    page("kgraph.toggle('source', '', true)")
    assert page("return kgraph.visible.claims.every(c => c.sources.length === 0) && kgraph.visible.claims.length > 0")
    page("kgraph.clearFilters(); kgraph.toggle('source', 'others', true)")
    assert page("return kgraph.visible.claims.map(c => c.id)") == [claims[at].id]
    assert "Others" in page.text("#facets")


@pytest.mark.parametrize("data", ["small", "large", "quarrel"])
def test_the_page_shows_the_graph_that_it_was_made_of(open_page, data):
    claims, entities, articles = getattr(fake_news, data)()
    page = open_page(render(claims, entities, articles))
    pairs = defaultdict(set)
    for edge in edges(claims, entities, articles):
        pairs[min(edge.source, edge.target), max(edge.source, edge.target)].update(edge.claims)
    shown = page(
        "return kgraph.lines.map((l, i) => [l.a, l.b, [...kgraph.visible.lines[i].claims].map(n => kgraph.claims[n].id)])"
    )
    assert {(a, b): set(ids) for a, b, ids in shown} == {
        pair: ids for pair, ids in pairs.items() if ids or pair in {(a, b) for a, b, _ in shown}
    }
    assert page("return kgraph.visible.claims.map(c => c.id).sort()") == sorted(c.id for c in claims)
    ranks = {
        row.id: (row.degree, row.cooperation, row.conflict)
        for row in measure(to_networkx(claims, entities, articles)).actors
    }
    told = page(
        "return [...kgraph.actors.values()].filter(a => a.measures).map(a => [a.id, a.measures.degree, a.measures.cooperation, a.measures.conflict])"
    )
    assert {id: tuple(rest) for id, *rest in told} == {id: ranks[id] for id, *_ in told}


def test_an_actor_is_told_how_many_claims_cooperate_and_conflict_each_counted_once(page):
    page("kgraph.toggle('certainty', 'certain', true)")
    told = page(
        "return [...kgraph.actors.values()].map(a => { kgraph.select({kind: 'actor', id: a.id}, {quiet: true});"
        " const row = document.querySelector('#detail .balance-row .muted'); return [a.id, row && row.innerText] })"
    )
    for id, words in told:
        plus, minus = page(
            "const of = kind => new Set(kgraph.shownLines(kgraph.actors.get(arguments[0])).flatMap(l => l.edges.map(n => kgraph.edges[n]))"
            ".filter(e => e.category === kind).flatMap(e => e.claims).filter(kgraph.shown)).size; return [of('cooperation'), of('conflict')]",
            id,
        )
        assert words == (f"{plus} cooperation · {minus} conflict" if plus or minus else None)


@pytest.mark.parametrize("column", ["quote", "who", "source", "type", "time"])
def test_a_sorted_table_is_in_order(open_page, column):
    claims, entities, articles = fake_news.small()
    numbers = ["9 men", "10 men", "100 men", "2 men", "men", "1000 men"]
    for n, words in enumerate(numbers * 3):
        claims[n] = replace(claims[n], evidence=replace(claims[n].evidence, quote=words))
    page = open_page(render(claims, entities, articles))
    page("kgraph.showTab('claims'); document.querySelector('[data-column=' + arguments[0] + ']').click()", column)
    if page("return kgraph.state.sorting.claims.down"):
        page("document.querySelector('[data-column=' + arguments[0] + ']').click()", column)
    cells = {"quote": "c.quote", "who": "[...new Set(c.participants.filter(p => p.role !== 'speaker').map(p => p.id))].map(id => kgraph.name(id)).join(', ')", "type": "kgraph.claimType(c.type)",
             "source": "kgraph.chainText(c) || '(the article)'", "time": "c.from"}  # fmt: skip
    assert page(
        f"const v = kgraph.sortedRows('claims').map(c => {cells[column]});"
        "return v.every((one, i) => i === 0 || kgraph.compare(v[i - 1], one) <= 0)"
    )
