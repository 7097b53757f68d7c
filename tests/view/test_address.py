"""The address: everything that a reader can change comes back from it, and nothing in it can do harm."""

import fake_news
import pytest
from browser_keys import CONTROL, SHIFT

from kgraph.view import render


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small(), title="Northern crisis")


@pytest.fixture(scope="module")
def capped():
    return render(*fake_news.small(), limit=8)


@pytest.fixture
def page(open_page, html):
    return open_page(html)


CHANGES = {
    "filter": "kgraph.toggle('certainty', 'possible', true); kgraph.toggle('certainty', 'probable', true)",
    "publisher": "kgraph.toggle('publisher', 'The Meridian', true)",
    "article speaks": "kgraph.toggle('source', '', true)",
    "balance": "kgraph.toggle('balance', 'conflict', true)",
    "event time": "kgraph.setDates('event', {from: '2024-10-02', to: '2024-10-09'})",
    "published": "kgraph.setDates('published', {from: '', to: '2024-10-09'})",
    "world": "kgraph.setWorld('a/cmod', null)",
    "worlds": "kgraph.setWorld('a/cmod', 'p/haas')",
    "path": "kgraph.select({kind: 'path', a: 'o/arms', b: 'p/orlova'})",
    "half a path": "kgraph.select({kind: 'path', a: null, b: 'p/orlova'})",
    "actor": "kgraph.select({kind: 'actor', id: 'o/idle'})",
    "tie": "kgraph.select({kind: 'line', index: 7})",
    "claim": "kgraph.select({kind: 'claim', index: 11})",
    "hidden": "kgraph.hide('state/ARD'); kgraph.hide('p/haas')",
    "pinned": "kgraph.pin('p/haas', {x: -120, y: 44})",
    "folded": "kgraph.collapse('state/DUN')",
    "sorted": "kgraph.showTab('actors'); document.querySelector('#view-actors [data-column=made]').click()",
    "timeline": "kgraph.showTab('timeline'); document.querySelector('input[value=event]').click(); document.querySelector('.dot-button').click()",
}
TOLD = """return [kgraph.writeState(), kgraph.visible.claims.map(c => c.id), [...kgraph.visible.actors].sort(),
    kgraph.visible.lines.map((l, i) => l && [i, l.weight, l.look]).filter(Boolean), document.getElementById('counts').textContent,
    document.getElementById('detail').textContent, document.querySelector('.view:not([hidden])').textContent, kgraph.claimsCsv(), kgraph.actorsCsv()]"""


@pytest.mark.parametrize("change", CHANGES)
def test_an_address_brings_everything_back(page, change):
    page(CHANGES[change])
    before = page(TOLD)
    assert page.hash
    page.fresh(page.hash)
    assert page(TOLD) == before
    assert page.console() == []


def test_the_view_from_far_off_comes_back(page):
    page("for (let i = 0; i < 15; i++) document.getElementById('zoom-out').click()")
    page.until("return location.hash.includes('at=')")
    at = page.place("p/haas"), page.place("state/EST")
    page.fresh(page.hash)
    assert (page.place("p/haas"), page.place("state/EST")) == (pytest.approx(at[0], abs=2), pytest.approx(at[1], abs=2))


@pytest.mark.parametrize(
    "step", [name for name in CHANGES if name not in ("half a path", "tie", "claim", "path", "sorted", "timeline")]
)
def test_every_change_of_what_is_drawn_is_undone_and_done_again(page, step):
    drawn = "return [[...kgraph.visible.actors].sort(), kgraph.visible.claims.length, [...kgraph.state.pinned.keys()], [...kgraph.spots.keys()].sort()]"
    before = page(drawn)
    page(CHANGES[step])
    after = page(drawn)
    assert after != before
    steps = CHANGES[step].count(";") + 1 if step in ("filter", "hidden") else 1
    page("document.getElementById('canvas').focus()")
    for _ in range(steps):
        page.chord(CONTROL, "z")
    if step == "actor":
        page("kgraph.select(null)")
    assert page(drawn) == before
    for _ in range(steps if step != "actor" else 0):
        page.chord(CONTROL, SHIFT, "z")
    if step != "actor":
        assert page(drawn) == after


def test_a_page_that_was_just_opened_has_nothing_to_undo(open_page, capped):
    page = open_page(capped, hash="actor=a%2Fsenate&f.claim=EventClaim")
    page("document.getElementById('canvas').focus()")
    page.keys("+")
    page.until("return location.hash.includes('at=')")
    page.chord(CONTROL, "z")
    assert page.text("#live") == "Nothing to undo"


def test_going_back_can_be_undone(page):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    page.driver.back()
    page.until("return kgraph.visible.claims.length === 60")
    page("document.getElementById('canvas').focus()")
    page.chord(CONTROL, "z")
    assert page("return kgraph.visible.claims.length") == 4
    page.chord(CONTROL, SHIFT, "z")
    assert page("return kgraph.visible.claims.length") == 60


@pytest.mark.parametrize(
    "hash", ["actor=a%2Fsenate", "entity=a%2Fsenate", "pin=a%2Fsenate%4012,34", "path=a%2Fsenate&path=state%2FDUN"]
)
def test_whoever_an_address_names_is_drawn(open_page, capped, hash):
    assert "a/senate" not in open_page(capped)("return [...kgraph.spots.keys()]")
    page = open_page(capped, hash=hash)
    assert page("return kgraph.isDrawn('a/senate') && kgraph.painted().includes('a/senate')")


def test_a_tie_past_the_cap_is_drawn_when_it_is_chosen(open_page, capped):
    page = open_page(capped)
    line = page("return kgraph.lines.findIndex(l => !kgraph.isDrawn(l.a) && !kgraph.isDrawn(l.b))")
    page("kgraph.select({kind: 'line', index: arguments[0]})", line)
    assert page("const l = kgraph.lines[arguments[0]]; return kgraph.isDrawn(l.a) && kgraph.isDrawn(l.b)", line)


@pytest.mark.parametrize(
    "hash",
    [
        "__proto__=x&constructor=y&f.__proto__=z&f.constructor=z&sort.__proto__=a.up&sort.claims=__proto__.up&sort.actors=constructor.down",
        "actor=__proto__&tie=__proto__&tie=constructor&claim=toString&path=__proto__&path=constructor&world=__proto__&world=hasOwnProperty",
        "extra=__proto__&hidden=__proto__&folded=constructor&pin=__proto__@1,2&pin=@&pin=@@,&cell=__proto__@1&axis=__proto__&tab=__proto__&colour=__proto__&size=__proto__",
        "actor=%3Cimg%20src=x%20onerror=window.hacked=1%3E&f.publisher=%3Cscript%3Ewindow.hacked=1%3C/script%3E&tab=javascript:window.hacked=1",
        "%", "%E0%A4%A", "actor=%ff%fe", "=&&&==&=x", "#", "?", "\u0000", "d.event=..&d.published=....", "at=NaN,NaN,NaN&at=1,2", "at=0,0,Infinity", "at=0,0,0",
        "pin=state%2FARD%401e308,1e308&pin=p%2Fhaas%40-1e300,5", "at=1e300,-1e300,1", "pin=state%2FARD%40NaN,Infinity",
    ],
)  # fmt: skip
def test_a_hostile_address_changes_nothing(open_page, html, hash):
    page = open_page(html, hash=hash)
    assert page("return [kgraph.visible.claims.length, kgraph.visible.actors.size, kgraph.state.tab]") == [
        60,
        26,
        "graph",
    ]
    assert page("return [window.hacked, ({}).x, ({}).event]") == [None, None, None]
    inside = (
        "const b = document.getElementById('canvas').getBoundingClientRect();"
        "return [...kgraph.spots.keys()].map(kgraph.place).every(p => p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom)"
    )
    assert page(inside)
    assert page.console() == []


@pytest.mark.parametrize(
    "piece", ["f.type=" + "%3Cx" * 250_000, "extra=x&hidden=y&pin=z@1,2&" * 40_000, "a" * 1_000_000]
)
def test_an_address_of_a_megabyte_is_survived(open_page, html, piece):
    page = open_page(html, hash=piece)
    assert page("return [kgraph.visible.claims.length, kgraph.visible.actors.size]") == [60, 26]
    page.click("[data-facet=claim][data-value=AttackClaim]")
    assert page.hash == "f.claim=AttackClaim"


def test_whoever_was_drawn_with_somebody_stands_there_again(open_page, capped):
    page = open_page(capped)
    for id in ("state/DUN", "state/ARD", "a/bis"):
        page("kgraph.expand(arguments[0])", id)
        page.settle()
    page("kgraph.pin('p/haas', {x: 900, y: -700})")
    places = "return Object.fromEntries([...kgraph.spots].map(([id, at]) => [id, [at.x, at.y]]))"
    before = page(places)
    page.fresh(page.hash)
    assert page(places) == before
