"""What the page can be asked, by keyboard and mouse, in a real Chromium."""

from itertools import pairwise

import fake_news
import pytest
from browser_keys import CONTROL, DOWN, ENTER, ESCAPE, LEFT, RIGHT, SHIFT, SPACE, TAB

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


def chosen(page, id):
    page("kgraph.select({kind: 'actor', id: arguments[0]}); document.getElementById('canvas').focus()", id)


def shown(page, id):
    return page("return kgraph.visible.actors.has(arguments[0])", id)


def pick(page, label, text):
    """Choose an actor in a field of a form, by keyboard."""
    page(
        "const l = [...document.querySelectorAll('.picker label')].find(l => l.textContent === arguments[0]);"
        "document.getElementById(l.htmlFor).focus()", label,
    )  # fmt: skip
    page.keys(text, ENTER)


# Filters


def test_filters_of_every_kind_combine_and_their_counts_tell_what_they_will_leave(page):
    page("kgraph.toggle('polarity', '+', true); kgraph.toggle('claim', 'ArmsClaim', true)")
    offers = page(
        "return [...document.querySelectorAll('#facets input[data-facet]')].filter(b => !b.checked)"
        ".map(b => [b.dataset.facet, b.dataset.value, Number(b.parentNode.querySelector('.count').textContent)])"
    )
    assert {facet for facet, *_ in offers} >= {"relation", "type", "claim", "event", "certainty", "source", "publisher"}
    for facet, value, count in offers:
        if facet in ("relation", "type"):
            continue  # these count ties and actors
        page("kgraph.toggle(arguments[0], arguments[1], true)", facet, value)
        have = page(
            "const f = kgraph.facet(arguments[0]);"
            "return kgraph.visible.claims.filter(c => f.of(c).includes(arguments[1])).length", facet, value,
        )  # fmt: skip
        assert have == count, (facet, value)
        page("kgraph.toggle(arguments[0], arguments[1], false)", facet, value)


def test_the_time_of_the_event_and_of_publication_are_filtered_apart_by_keyboard(page):
    everything = page("return kgraph.visible.claims.length")
    page("document.querySelector('[data-date=published-from]').focus()")
    page.keys(RIGHT * 10)
    printed = page("return kgraph.visible.claims.map(c => c.published)")
    assert 0 < len(printed) < everything
    first = page("return kgraph.state.dates.published.from")
    assert min(printed) >= first
    assert page("return document.activeElement.dataset.date") == "published-from"
    assert page("return document.activeElement.getAttribute('aria-valuetext')") in page.all("#dates .range")[-1]
    page("document.querySelector('[data-date=event-to]').focus()")
    page.keys(LEFT)
    both = page("return kgraph.visible.claims.map(c => [c.published, c.from])")
    assert all(told and published >= first for published, told in both)
    page("[...document.querySelectorAll('#dates .more')].filter(b => !b.hidden).forEach(b => b.click())")
    assert page("return kgraph.visible.claims.length") == everything


def test_the_legend_follows_the_colours_and_filters_by_them(page):
    assert not page("return document.querySelector('[data-facet=community]')")
    page.choose("#colour", "community")
    colours = page(
        "return [...document.querySelectorAll('[data-facet=community]')]"
        ".map(b => [b.dataset.value, b.parentNode.querySelector('.swatch').firstChild.getAttribute('fill')])"
    )
    drawn = page(
        "return [...kgraph.actors.values()].map(a => [String(a.measures ? a.measures.community : ''), kgraph.colourOf(a)])"
    )
    assert dict(colours).items() <= dict(drawn).items()
    page.click("[data-facet=community][data-value='1']")
    assert page("return [...kgraph.visible.actors].every(id => kgraph.actors.get(id).measures.community === 1)")
    page.choose("#colour", "balance")
    page.click("#clear")
    page.click("[data-facet=balance][data-value=conflict]")
    assert page(
        "return [...kgraph.visible.actors].every(id => kgraph.facet('balance').actor(kgraph.actors.get(id)) === 'conflict')"
    )
    assert page("return kgraph.visible.actors.size") > 1


def test_size_follows_the_measure(page):
    def largest():
        return page("return [...kgraph.actors.keys()].sort((a, b) => kgraph.radius(b) - kgraph.radius(a))[0]")

    def top(measure):
        return page(
            "const m = {degree: a => a.measures ? a.measures.degree : 0, claims: a => a.made.length + a.about.length}[arguments[0]];"
            "return [...kgraph.actors.values()].sort((a, b) => m(b) - m(a))[0].id", measure,
        )  # fmt: skip

    for measure in ("degree", "claims"):
        page.choose("#size", measure)
        assert largest() == top(measure)
    page.choose("#size", "equal")
    assert page("return new Set([...kgraph.actors.keys()].map(kgraph.radius)).size") == 1


# Expand, collapse, pin, hide, undo


def test_expand_draws_the_neighbours_that_the_cap_left_out(open_page, capped):
    page = open_page(capped)
    missing = "return kgraph.neighbours('state/DUN').filter(id => !kgraph.isDrawn(id)).length"
    assert page(missing) > 0
    chosen(page, "state/DUN")
    page.keys("e")
    page.until("return kgraph.neighbours('state/DUN').every(kgraph.isDrawn)")
    spots = page("return [...kgraph.spots.values()].map(p => [p.x, p.y])")
    assert len({tuple(spot) for spot in spots}) == len(spots)


def test_a_thousand_neighbours_are_drawn_apart_and_taken_back(open_page):
    entities = {f"s/{n}": fake_news.Entity(f"s/{n}", "State", f"State {n}") for n in range(1001)}
    claims = [
        fake_news.claim(n, "EventClaim", "It threatens.", "It threatens", [("actor", f"s/{n}"), ("recipient", "s/0")], event="THREATEN")
        for n in range(1, 1001)
    ]  # fmt: skip
    page = open_page(render(claims, entities, fake_news.articles(), limit=5))
    chosen(page, "s/0")
    page.keys("e")
    page.until("return kgraph.spots.size === 1001")
    rows = {}
    for x, y in page("return [...kgraph.spots.values()].map(p => [p.x, p.y])"):
        rows.setdefault(round(y // 46), []).append((x, y))
    for row, spots in rows.items():
        near = spots + rows.get(row + 1, [])
        for i, (x, y) in enumerate(spots):
            assert all(abs(x - a) > 20 or abs(y - b) > 20 for a, b in near[i + 1 :])
    page.chord(CONTROL, "z")
    assert page("return kgraph.spots.size") == 5
    page.chord(CONTROL, SHIFT, "z")
    assert page("return kgraph.spots.size") == 1001
    assert page.console() == []


def test_nothing_is_dropped_in_silence(open_page, capped):
    page = open_page(capped)
    tied = page("return [...kgraph.actors.values()].filter(a => a.lines.length).length")
    assert page.text("#note").startswith(f"{tied - 8} actors of {tied} are not drawn")
    for id in page(
        "return [...kgraph.actors.values()].filter(a => a.lines.length && !kgraph.isDrawn(a.id)).map(a => a.id)"
    ):
        name = page("return kgraph.actors.get(arguments[0]).name", id)
        page.keys("/", name, ENTER)
        assert page("return kgraph.isDrawn(arguments[0])", id), name
    assert page.all("#note") == []


def test_collapse_puts_away_those_who_know_nobody_else_and_a_double_click_brings_them_back(page):
    chosen(page, "state/DUN")
    page.keys("c")
    away = page("return kgraph.visible.folded.get('state/DUN')")
    assert away > 0
    assert f"{away} neighbour" in page.text("#detail")
    gone = page("return kgraph.neighbours('state/DUN').filter(id => !kgraph.visible.actors.has(id))")
    assert len(gone) == away
    page("kgraph.fit()")
    page.double_click_at(*page.place("state/DUN"))
    page.until("return arguments[0].every(id => kgraph.visible.actors.has(id))", gone)


def test_dragging_pins_and_a_pinned_actor_outlasts_the_filters(page):
    x, y = page.place("p/deloach")
    page.drag((x, y), (x + 60, y - 40))
    assert page("return kgraph.state.pinned.has('p/deloach')")
    at = page.place("p/deloach")
    assert at == pytest.approx((x + 60, y - 40), abs=4)
    page("kgraph.toggle('claim', 'TreatyClaim', true)")
    assert shown(page, "p/deloach")
    chosen(page, "p/deloach")
    page.keys("p")
    page("kgraph.select(null)")
    assert not shown(page, "p/deloach")


def test_hide_undo_and_redo_by_keyboard(page):
    chosen(page, "state/ARD")
    page.keys("h")
    assert not shown(page, "state/ARD")
    assert "1 actor hidden" in page.text("#note")
    assert page.text("#live").startswith("Hidden: Ardania")
    page.chord(CONTROL, "z")
    assert shown(page, "state/ARD")
    page.chord(CONTROL, SHIFT, "z")
    assert not shown(page, "state/ARD")
    page.click("#note button")
    assert shown(page, "state/ARD")


def test_undo_and_redo_by_mouse(page):
    spent = "return ['undo', 'redo'].map(id => document.getElementById(id).disabled)"
    assert page(spent) == [True, True]
    chosen(page, "state/ARD")
    page.keys("h")
    assert page(spent) == [False, True]
    page.click("#undo")
    assert shown(page, "state/ARD")
    assert page(spent) == [True, False]
    page.click("#redo")
    assert not shown(page, "state/ARD")


@pytest.mark.parametrize(("presses", "place"), [(1, "canvas"), (2, "detail")])
def test_skip_links_leave_the_view_as_it_is(page, presses, place):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    hash = page.hash
    page("document.querySelector('.skip').focus()")
    page.keys(*[TAB] * (presses - 1), ENTER)
    assert page("return document.activeElement.id") == place
    assert page.hash == hash
    assert page("return kgraph.visible.claims.length") == 4


def test_nothing_lies_below_the_window(page):
    page("document.querySelector('[data-key=more-source]').click()")
    page("kgraph.select({kind: 'actor', id: 'state/ARD'})")
    assert page("return document.documentElement.scrollHeight <= innerHeight")
    page("document.querySelector('#facets fieldset:last-child input').scrollIntoView()")
    assert page("return scrollY + document.body.scrollTop") == 0


def test_every_stop_of_the_tab_key_has_a_name(page):
    nameless = page(
        "return [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')].filter(e => e.offsetParent"
        " && !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || (e.labels && e.labels.length) || e.textContent.trim())).map(e => e.outerHTML)"
    )
    assert nameless == []


def test_who_closes_details_by_keyboard_stays_there(page):
    chosen(page, "state/ARD")
    page("document.querySelector('#detail .close').focus()")
    page.keys(ENTER)
    assert page("return kgraph.state.selection") is None
    assert page("return document.activeElement.id") == "detail"


def test_on_a_phone_what_is_chosen_and_its_details_share_the_screen(open_page, html):
    page = open_page(html, width=400)
    page.click_at(*page.place("state/ARD"))
    page.until("return document.body.classList.contains('told')")
    top, bottom, high = page(
        "const b = document.querySelector('#detail h2').getBoundingClientRect(); return [b.top, b.bottom, innerHeight]"
    )
    assert top > 0
    assert bottom < high
    x, y = page.place("state/ARD")
    box = page(
        "const b = document.getElementById('canvas').getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]"
    )
    assert max(0, box[0]) < x < box[1]
    assert max(0, box[2]) < y < box[3]
    page.click("#detail .close")
    assert page("return scrollY") == 0


def test_on_a_phone_rows_of_tables_are_cards_of_its_width(open_page, html):
    page = open_page(html, width=400)
    for tab in ("claims", "actors"):
        page.click(f"#tab-{tab}")
        assert page(
            "const v = document.getElementById('view-' + arguments[0]); return v.scrollWidth <= v.clientWidth", tab
        )
    page.click("#view-actors [data-column=name]")
    names = page.all("#view-actors tbody th")
    assert names == sorted(names, key=str.lower)


def test_undo_takes_back_filters_and_colours_one_at_a_time(page):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    page.choose("#colour", "community")
    page("document.getElementById('canvas').focus()")
    page.chord(CONTROL, "z")
    assert page("return [kgraph.state.colour, document.getElementById('colour').value]") == ["type", "type"]
    assert page("return kgraph.visible.claims.length") == 4
    page.chord(CONTROL, "z")
    assert page("return kgraph.visible.claims.length") == 60
    page.chord(CONTROL, "z")
    assert page.text("#live") == "Nothing to undo"


def test_undo_leaves_typing_alone(page):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    page.keys("/", "ard")
    page.chord(CONTROL, "z")
    assert page("return kgraph.visible.claims.length") == 4


# Paths and worlds


def test_the_shortest_path_by_keyboard_with_the_evidence_of_each_step(page):
    page.click("#ask-path")
    assert page("return document.activeElement.labels[0].textContent") == "From"
    page.keys("halvorsen", ENTER)
    assert page("return document.activeElement.labels[0].textContent") == "To"
    page.keys("port selby", ENTER)
    names = page("return kgraph.found.actors.map(id => kgraph.name(id))")
    assert (names[0], names[-1]) == ("Halvorsen Dynamics", "Port Selby")
    assert page.text("#detail .route").replace("\n", " ") == " › ".join(names)
    steps = page("return kgraph.found.lines.length")
    assert page.text("#detail .lead").startswith(f"{steps} step")
    assert len(page.all("#detail .step")) == steps
    page("document.querySelectorAll('#detail .step details').forEach(d => d.open = true)")
    page.settle()
    for n in range(1, steps + 1):
        assert page.all(f"#detail .step:nth-child({n}) blockquote mark") or "affiliation" in page.text("#detail .lead")
    walked = page("return kgraph.found.actors")
    for a, b in pairwise(walked):
        assert page("return Boolean(kgraph.lineBetween(arguments[0], arguments[1]))", a, b)


def test_a_path_is_shortest_and_keeps_to_the_filters(page):
    pairs = [("o/arms", "p/orlova"), ("g/front", "state/FEN"), ("m/wire", "l/tarn")]
    for a, b in pairs:
        page("kgraph.select({kind: 'path', a: arguments[0], b: arguments[1]})", a, b)
        length = page(
            "let edge = new Set([arguments[0]]), n = 0; const seen = new Set(edge);"
            "while (!seen.has(arguments[1]) && edge.size) { const next = new Set();"
            " for (const id of edge) for (const l of kgraph.shownLines(kgraph.actors.get(id)))"
            "  if (kgraph.visible.lines[l.index].claims.size) for (const e of [l.a, l.b]) if (!seen.has(e)) { seen.add(e); next.add(e) }"
            " edge = next; n += 1 } return seen.has(arguments[1]) ? n : null", a, b,
        )  # fmt: skip
        assert page("return kgraph.found.direct ? kgraph.found.lines.length : null") == length
    page("kgraph.toggle('claim', 'MeetingClaim', true)")
    assert "Nothing that passes the filters connects the two" in page.text("#detail")


def test_the_world_according_to_one_actor_holds_only_their_claims(page):
    page.click("#ask-world")
    page.keys("spy agency", ENTER)
    assert page("return kgraph.visible.claims.every(c => c.makers.has('a/bis')) && kgraph.visible.claims.length")
    assert "According to Belmoran Intelligence Service" in page.text("#banner")
    assert page("return kgraph.visible.lines.every(l => !l || l.look !== 'attribution')")
    page.click("#tab-claims")
    assert set(page.all("#view-claims tbody td:nth-child(5)")) == {"Belmoran Intelligence Service"}
    page.click("#tab-graph")
    page.click("#banner button:last-child")
    assert page("return kgraph.visible.claims.length") == 60


def test_two_worlds_and_their_difference(open_page):
    page = open_page(render(*fake_news.quarrel()))
    page("kgraph.setWorld('state/ARD', null)")
    pick(page, "Compare with", "belmora")
    sections = dict(zip(page.all("#detail .section h3"), page.all("#detail .section .pairs"), strict=True))
    assert "Fenland has troops in Corvia" in sections["They contradict each other"].replace("\n", " ")
    assert "Dunmark aids Corvia" in sections["Both say"].replace("\n", " ")
    assert "Estavia threatens Fenland" in sections["Only Ardania"].replace("\n", " ")
    assert "Estavia supports Fenland" in sections["Only Belmora"].replace("\n", " ")
    looks = page(
        "return Object.fromEntries(kgraph.lines.map(l => [[l.a, l.b].join(' '), (kgraph.visible.lines[l.index] || {}).look]))"
    )
    assert looks["state/COR state/FEN"] == "both"
    assert len(set(page("return ['onlyx', 'onlyy', 'both'].map(look => kgraph.theme[look])"))) == 3


# Timeline


def test_the_timeline_by_keyboard(page):
    page.click("#tab-timeline")
    assert len(page.all("#view-timeline .lane")) == 9  # eight types of claim, and the axis
    stops = page("return [...document.querySelectorAll('.dot-button')].filter(b => b.tabIndex === 0).length")
    assert stops == 1
    page("document.querySelector('.dot-button[tabindex=\"0\"]').focus()")
    lane = page("return document.activeElement.dataset.lane")
    page.keys(DOWN)
    assert page("return document.activeElement.dataset.lane") != lane
    page.keys(SPACE)
    lane, said = page("const e = document.activeElement; return [e.dataset.lane, e.getAttribute('aria-label')]")
    assert page.text("#view-timeline h2") == said
    assert len(page.all("#view-timeline .entry")) == int(said.split(": ")[1].split()[0])
    page.click("#view-timeline .entry button")
    assert page("return kgraph.claims[kgraph.state.selection.index].type") == lane


def test_clearing_the_filters_leaves_no_dot_chosen(page):
    page.click("#tab-timeline")
    page("kgraph.toggle('claim', 'AttackClaim', true); document.querySelector('.dot-button').click()")
    assert len(page.all("#view-timeline .entry")) < 4
    page.click("#clear")
    assert len(page.all("#view-timeline .entry")) == 60


def test_the_timeline_orders_by_either_time_and_says_what_has_none(page):
    page.click("#tab-timeline")
    days = page("return [...document.querySelectorAll('#view-timeline .day time')].map(t => t.dateTime)")
    assert days == sorted(days)
    assert set(days) == set(page("return kgraph.claims.map(c => c.published)"))
    page.click("#view-timeline input[value=event]")
    told, dateless = page(
        "return [kgraph.claims.filter(c => c.from).length, kgraph.claims.filter(c => !c.from).length]"
    )
    assert len(page.all("#view-timeline .entry")) == told
    assert f"{dateless} claims have no date and are not shown here" in page.text(".axis-choice")


# The address


def test_the_whole_view_is_in_the_address(page):
    page(
        "kgraph.toggle('claim', 'TroopClaim', true); kgraph.toggle('source', 'a/bis', true); kgraph.setDates('published', {from: '2024-10-02', to: ''})"
    )
    page.choose("#colour", "balance")
    page.choose("#size", "claims")
    page(
        "kgraph.pin('l/tarn', {x: 12, y: -7}); kgraph.hide('state/FEN'); kgraph.collapse('state/ARD'); kgraph.select({kind: 'actor', id: 'a/bis'})"
    )
    page.click("#tab-claims")
    page.click("#view-claims [data-column='type']")
    told = "return [kgraph.writeState(), kgraph.visible.claims.map(c => c.id), [...kgraph.visible.actors].sort(), document.querySelector('#detail h2').textContent, document.querySelector('[aria-sort=ascending] button').dataset.column]"
    before = page(told)
    page.fresh(page.hash)
    assert page(told) == before
    assert page("return kgraph.spots.get('l/tarn')") == {"x": 12, "y": -7}
    assert page("return document.getElementById('view-claims').hidden") is False


def test_where_one_looks_is_in_the_address_but_no_step_of_the_history(page):
    steps = page("return history.length")
    page("document.getElementById('canvas').focus()")
    page.keys("+", "+", RIGHT)
    page.until("return location.hash.includes('at=')")
    assert page("return history.length") == steps
    at = page.place("p/haas")
    page.fresh(page.hash)
    assert page.place("p/haas") == pytest.approx(at, abs=2)
    page("document.getElementById('canvas').focus()")
    page.keys("0")
    assert page.hash == ""


def test_back_and_forward(page):
    chosen(page, "state/ARD")
    page.click("#tab-claims")
    page.click("[data-facet=claim][data-value=AttackClaim]")
    page.driver.back()
    page.until("return kgraph.visible.claims.length === 60")
    page.driver.back()
    page.until("return kgraph.state.tab === 'graph'")
    assert page.text("#detail h2") == "Ardania"
    page.driver.back()
    page.until("return document.querySelector('#detail h2').textContent === 'Overview'")
    for _ in range(3):
        page.driver.forward()
        page.settle()
    page.until("return kgraph.state.tab === 'claims' && kgraph.visible.claims.length === 4")


@pytest.mark.parametrize(
    "hash",
    [
        "tab=%3Cscript%3E&actor=nobody&f.claim=x&f.__proto__=y&colour=red&pin=state/ARD@a,b&d.event=x..y&path=q&path=r&world=u&cell=a@9",
        "%", "f.type=" + "x" * 5000, "claim=no&tie=a&tie=b&sort.claims=nothing.up&size=constructor&extra=toString",
    ],
)  # fmt: skip
def test_an_address_of_nonsense_is_passed_over(open_page, html, hash):
    page = open_page(html, hash=hash)
    assert page("return kgraph.visible.claims.length") == 60
    assert page("return kgraph.state.tab") == "graph"
    assert page.console() == []


# The page itself


def test_keys_are_listed_on_demand(page):
    page.keys("?")
    assert "Ctrl Z" in page.text("#help")
    page.keys(ESCAPE)
    assert page("return document.getElementById('help').open") is False


def test_the_focus_is_always_to_be_seen(page):
    seen_ones = set()
    for _ in range(40):
        page.keys(TAB)
        seen_ones.add(page("return document.activeElement.outerHTML.slice(0, 300)"))
        seen = page(
            "const e = document.activeElement; const s = getComputedStyle(e);"
            "return e === document.body || e.type === 'range' || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
            " || e.outerHTML.slice(0, 200)"
        )
        assert seen is True
    assert len(seen_ones) > 35


def test_dark_and_light_differ_and_the_paper_is_light(open_page, html):
    def ground(page):
        return page("return getComputedStyle(document.querySelector('main')).backgroundColor")

    light, dark = ground(open_page(html)), open_page(html, theme="dark")
    assert ground(dark) != light
    assert dark("return kgraph.isDark()")
    dark.emulate(media="print", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert ground(dark) == light
    assert dark.all(".rail") == dark.all(".tools") == dark.all(".tabs") == []
    assert dark.all("#detail h2") == ["Overview"]


def test_reduced_motion_moves_at_once(page):
    page.emulate(features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    page("kgraph.select({kind: 'actor', id: 'p/haas'}, {focus: true})")
    x, y = page.place("p/haas")
    box = page(
        "const b = document.getElementById('canvas').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]"
    )
    assert (x, y) == pytest.approx(box, abs=2)
    assert page("return getComputedStyle(document.getElementById('live')).transitionDuration") in ("0s", "")


@pytest.mark.parametrize("width", [400, 900, 1100])
def test_narrow_windows_hold_everything(open_page, html, width):
    page = open_page(html, width=width)
    page("kgraph.select({kind: 'line', index: 0})")
    assert page("return document.documentElement.scrollWidth") <= width
    for control in ("#search", "#tab-timeline", "#download summary", "#help-open", "#colour", "#zoom-fit"):
        left, right = page(
            "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return [b.left, b.right]", control
        )
        assert left >= 0, control
        assert right <= width, control
    if width < 1000:
        assert page.all("#facets") == []
        page.click("#open-rail")
        page.click("[data-facet=claim][data-value=AttackClaim]")
        page.keys(ESCAPE)
        assert page.all("#facets") == []
        assert page.text("#open-rail") == "Filters (1)"


def test_all_of_it_stays_in_sight_when_the_window_changes(page):
    size = {"width": 1000, "height": 500, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.until("return innerHeight === 500")
    inside = (
        "const b = document.getElementById('canvas').getBoundingClientRect();"
        "return [...kgraph.spots.keys()].map(kgraph.place).every(p => p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom)"
    )
    page.until(inside)


def test_a_crowd_past_the_cap_is_counted_and_reached(page):
    page(
        "const part = {actors: {}, claims: [], edges: []};"
        "for (let i = 0; i < 150000; i++) part.actors['z/' + i] = {name: 'Crowd ' + i, type: 'Person', mentions: i};"
        "for (let i = 0; i < 500; i++) {"
        " part.claims.push({id: 'z' + i, type: 'EventClaim', article: 'article/1', quote: 'q', sentence: 'q', polarity: '+', certainty: 'certain', confidence: 1,"
        "  participants: [{role: 'actor', id: 'z/' + i, text: 'a'}, {role: 'recipient', id: 'z/' + 2 * i, text: 'b'}]});"
        " part.edges.push({source: 'z/' + i, target: 'z/' + 2 * i, relation: 'aids', kind: 'deed', directed: true, sign: 1, polarity: '+', claims: [i]}); }"
        "kgraph.merge(part); kgraph.refresh()"
    )
    # Nobody has a tie to themselves, though the first of these claims says so.
    assert page.text("#counts").split(" · ")[1:3] == ["537 ties", "560 claims"]
    tied = page("return [...kgraph.actors.values()].filter(a => a.lines.length).length")
    assert page.text("#note").startswith(f"{tied - 26} actors of {tied} are not drawn")
    page.choose("#size", "mentions")
    assert page("return kgraph.radius('z/149999') > kgraph.radius('z/5')")
    page("document.getElementById('canvas').focus()")
    page.keys("/", "crowd 149998", ENTER)
    assert page.text("#detail h2") == "Crowd 149998"
    assert page("return kgraph.painted().includes('z/149998')")
    assert page.console() == []


def test_parts_can_be_fed_one_at_a_time(open_page, html):
    """What a server's page does: half of the data in the page, the rest by a loader."""
    page = open_page(html)
    whole = page("return [kgraph.actors.size, kgraph.claims.length, kgraph.lines.length, kgraph.visible.actors.size]")
    page("const part = JSON.parse(document.getElementById('data').textContent); kgraph.merge(part); kgraph.refresh()")
    assert (
        page("return [kgraph.actors.size, kgraph.claims.length, kgraph.lines.length, kgraph.visible.actors.size]")
        == whole
    )
    page(
        "const part = {"
        " actors: {'x/new': {name: 'Newcomer', type: 'Organization'}}, articles: {'article/x': {title: 'Late news', publisher: 'Gazette'}},"
        " claims: [{id: 'claim/x', type: 'EventClaim', article: 'article/x', quote: 'Newcomer helps', sentence: 'Newcomer helps Estavia.', polarity: '+', certainty: 'certain', confidence: 1,"
        "  participants: [{role: 'actor', id: 'x/new', text: 'Newcomer'}, {role: 'recipient', id: 'state/EST', text: 'Estavia'}]}],"
        " edges: [{source: 'x/new', target: 'state/EST', relation: 'helps', kind: 'deed', directed: true, sign: 1, polarity: '+', claims: [0]}]};"
        "kgraph.loader = {actor: async id => { if (id === 'state/EST') kgraph.merge(part); kgraph.actors.get(id).told = {}; },"
        " know: async () => {}, tie: async () => {},"
        " search: async text => [{id: 'x/found', name: 'Zanzibar Institute', type: 'Organization'}]}"
    )
    chosen(page, "state/EST")
    page.keys("e")
    page.until("return kgraph.isDrawn('x/new') && kgraph.visible.actors.has('x/new')")
    assert "Gazette" in page.text("#facets")
    page.keys("/", "zanz")
    page.until(
        "return document.querySelectorAll('#found [role=option]').length === 1 && document.querySelector('#found').innerText.includes('Zanzibar')"
    )
    assert page.console() == []
