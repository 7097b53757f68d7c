"""The page in a real Chromium: it loads nothing, complains of nothing, and answers mouse and keyboard."""

import json
from dataclasses import replace

import fake_news
import pytest
from browser_keys import DOWN, ENTER, ESCAPE, RIGHT

from kgraph.view import render


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small(), title="Northern crisis")


@pytest.fixture
def page(open_page, html):
    return open_page(html)


def line_between(page, a, b):
    return page(
        "return kgraph.lines.findIndex(l => [l.a, l.b].includes(arguments[0]) && [l.a, l.b].includes(arguments[1]))",
        a, b,
    )  # fmt: skip


def test_no_request_leaves_the_file_and_the_console_is_silent(page):
    page.click("#tab-claims")
    page.click("#tab-actors")
    page.click("#tab-graph")
    page("kgraph.select({kind: 'actor', id: 'state/ARD'}); kgraph.select({kind: 'line', index: 0})")
    page.settle()
    asked = page.requests()
    assert [url for url in asked if not url.startswith(("data:", "chrome:", "about:"))] == [
        page.driver.current_url.split("#")[0]
    ]
    assert page.console() == []


def test_counts_and_overview_greet_the_reader(page):
    assert page.text("#counts") == "26 actors · 38 ties · 60 claims · 9 articles"
    assert page.all("#detail .ranking .actor")[0] == "Ardania"


def test_every_label_of_a_small_graph_is_drawn(page):
    page.settle()
    assert len(page("return kgraph.labelled")) == 26


def test_a_click_on_an_actor_tells_who_they_are(page):
    at = page("return kgraph.place('p/haas')")
    page.click_at(at["x"], at["y"])
    assert page.text("#detail h2") == "Tomas Haas"
    detail = page.text("#detail")
    for expected in ("Official", "prime minister of Belmora", "BEL", "Ties", "Claims made", "Claims about"):
        assert expected in detail


def test_a_click_on_a_line_shows_its_claims_in_their_sentences(page):
    a, b = page("return [kgraph.place('p/haas'), kgraph.place('state/ARD')]")
    page.click_at(a["x"] * 0.4 + b["x"] * 0.6, a["y"] * 0.4 + b["y"] * 0.6)
    assert page.text("#detail h3") == "Tomas Haas accuses Ardania"
    assert page.all("#detail blockquote")[0] == "“Ardania is lying to the world,” said Tomas Haas."
    assert page.all("#detail blockquote mark")[0] == "Ardania is lying to the world"
    assert "said" in page.all("#detail .chain")[0]


def test_a_card_carries_everything_that_print_said(page):
    page("kgraph.select({kind: 'claim', index: kgraph.claims.findIndex(c => c.casualties)})")
    card = page.text("#detail .card")
    for expected in (
        "Attack",
        "Assault",
        "at least 12 killed, 30 to 40 injured",
        "Corvian Ministry of Defence",
        "citing",
    ):
        assert expected in card
    page("kgraph.select({kind: 'claim', index: kgraph.claims.findIndex(c => kgraph.articles.get(c.article).url)})")
    link = page("const a = document.querySelector('#detail footer a'); return [a.protocol, a.rel, a.target]")
    assert link == ["https:", "noopener noreferrer", "_blank"]
    page("kgraph.select({kind: 'claim', index: kgraph.claims.findIndex(c => c.polarity === '-')})")
    assert "Denied" in page.all("#detail .chip")


def test_a_denied_relation_says_so(page):
    page("kgraph.select({kind: 'line', index: arguments[0]})", line_between(page, "state/ARD", "state/BEL"))
    assert page.text("#detail h3") == "Ardania has troops in (denied) Belmora"


def test_a_click_beside_everything_and_escape_go_back(page):
    page("kgraph.select({kind: 'actor', id: 'state/ARD'})")
    page.keys(ESCAPE)
    assert page.text("#detail h2") == "Overview"
    page("kgraph.select({kind: 'actor', id: 'state/ARD'})")
    left, top = page("const b = document.getElementById('canvas').getBoundingClientRect(); return [b.left, b.top]")
    page.click_at(left + 12, top + 12)
    assert page.text("#detail h2") == "Overview"


def test_search_by_alias_with_the_keyboard_alone(page):
    page.keys("/")
    page.keys("spy ag")
    assert "also the spy agency" in page.all("#found li")[0]
    page.keys(ENTER)
    assert page.text("#detail h2") == "Belmoran Intelligence Service"
    page.keys("/")
    page.keys("ardanian", DOWN, ENTER)
    assert page.text("#detail h2") == page("return kgraph.search('ardanian')[1].actor.name")
    page.keys("/")
    page.keys("nobody")
    assert page.all("#found li") == ["No actor of that name"]
    page.keys(ESCAPE)
    assert page.all("#found li") == []


def test_an_actor_that_is_only_mentioned_is_found_and_drawn(page):
    page.keys("/")
    page.keys("only mentioned", ENTER)
    assert "Mentioned 1 time, but no claim was read" in page.text("#detail")
    assert page("return kgraph.isDrawn('o/idle')")


def test_filters_combine_and_count(page):
    box = "#facets input[data-facet='{}'][data-value='{}']"
    page.click(box.format("claim", "AttackClaim"))
    assert "4 of 60 claims" in page.text("#counts")
    page.click("#clear")
    page.click(box.format("relation", "conflict"))
    page.click(box.format("claim", "Statement"))
    wanted = page("return kgraph.claims.filter(c => c.type === 'Statement' && c.relations.has('conflict')).length")
    assert wanted
    assert f"{wanted} of 60 claims" in page.text("#counts")
    assert page("return [...kgraph.visible.actors].sort()") == ["a/amfa", "p/haas", "state/ARD", "state/BEL"]
    shown = page(
        "return [...document.querySelectorAll('#facets label')].map("
        "l => [l.querySelector('input').dataset.value, l.querySelector('.count').innerText])"
    )
    assert ["Statement", str(wanted)] in shown
    page.click("#clear")
    assert page("return kgraph.visible.claims.length") == 60


def test_the_type_legend_filters_actors(page):
    page.click("#facets input[data-facet='type'][data-value='State']")
    assert page("return [...new Set([...kgraph.visible.actors].map(id => kgraph.actors.get(id).type))]") == ["State"]
    focus = page("return [document.activeElement.dataset.facet, document.activeElement.dataset.value]")
    assert focus == ["type", "State"]


def test_filters_that_leave_nothing_say_so(page):
    page("kgraph.toggle('claim', 'MeetingClaim', true); kgraph.toggle('polarity', '-', true)")
    assert "Nothing passes the filters" in page.text("#empty")
    page.click("#empty button")
    assert page.all("#empty") == []


def test_the_claims_table_is_an_equal_view(page):
    page.driver.find_element("css selector", "#tab-graph").send_keys(RIGHT, RIGHT)
    assert page("return document.activeElement.id") in ("tab-actors", "tab-claims")
    page.click("#tab-claims")
    assert len(page.all("#view-claims tbody tr")) == 60
    days = "return [...document.querySelectorAll('#view-claims tbody th time')].map(t => t.dateTime)"
    dates = page(days)
    assert len(dates) == 60
    assert dates == sorted(dates, reverse=True)
    page.click("#view-claims [data-column='date']")
    assert page(days) == sorted(dates)
    assert page("return document.querySelector('#view-claims th').getAttribute('aria-sort')") == "ascending"
    page.keys(ENTER)  # the heading kept the focus
    page("kgraph.toggle('claim', 'AttackClaim', true)")
    assert len(page.all("#view-claims tbody tr")) == 4
    page.click("#view-claims tbody tr button.row")
    assert "Attack" in page.text("#detail .card")


def test_a_chain_tells_who_speaks_together_from_who_is_cited(page):
    sources = [{"id": "state/ARD"}, {"text": "two men", "joint": True}, {"id": "m/wire"}]
    said = {
        "sources": sources,
        "participants": [{"role": "speaker", "id": "p/haas"}, {"role": "target", "id": "p/quint"}],
    }
    assert page("return kgraph.chainText(arguments[0])", said) == "Ardania & two men > Northwire > Tomas Haas"
    drawn = page("return [...kgraph.chain(arguments[0]).querySelectorAll('.link')].map(e => e.className)", said)
    assert drawn == ["link", "link", "link joint", "link", "link"]
    shared = {
        "sources": [{"text": "A", "cue": "deny"}, {"text": "B", "cue": "deny", "joint": True}],
        "participants": [],
    }
    assert (
        page("return kgraph.chain(arguments[0]).textContent", shared)
        == "According to the article itself citing A and B“deny”"
    )


def test_a_told_time_is_no_finer_than_print_has_it(page):
    told = {
        "2019": {"start": "2019-01-01", "end": "2019-12-31", "granularity": "year"},
        "Jun 2022": {"start": "2022-06-01", "end": "2022-06-30", "granularity": "month"},
        "week of 21 Oct 2024": {"start": "2024-10-21", "end": "2024-10-27", "granularity": "week"},
        "3 Oct 2024": {"start": "2024-10-03", "end": "2024-10-03", "granularity": "day"},
        "8 Oct 2024 to 13 Oct 2024": {"start": "2024-10-08", "end": "2024-10-13", "granularity": "range"},
        "since 1 Jan 2025": {"start": "2025-01-01", "granularity": "range"},
        "until 31 Dec 2024": {"end": "2024-12-31", "granularity": "range"},
        "": {"granularity": "day", "text": "Thursday"},
    }
    assert page("return arguments[0].map(kgraph.period)", list(told.values())) == list(told)
    assert page("return kgraph.when(arguments[0])", told[""]) == "“Thursday”, no date known"
    assert page(
        "return kgraph.when(Object.assign({text: 'last week'}, arguments[0]))", told["week of 21 Oct 2024"]
    ) == ("“last week”: week of 21 Oct 2024")


def test_a_name_covers_another_actor_only_if_it_is_among_the_foremost(open_page):
    page = open_page(render(*fake_news.large(400, 800)))
    covering = page(
        "const bodies = kgraph.painted().map(id => { const at = kgraph.place(id), b = document.getElementById('canvas').getBoundingClientRect();"
        "return {id, x: at.x - b.left, y: at.y - b.top}; });"
        "return kgraph.labelBoxes.filter(l => bodies.some(o => o.id !== l.owner && o.x > l.left && o.x < l.right && o.y > l.top && o.y < l.bottom)).map(l => l.owner)"
    )
    foremost = page("return kgraph.painted().slice(0, 36)")
    assert set(covering) <= set(foremost)


def test_the_actors_table_lists_measures(page):
    page.click("#tab-actors")
    cut = "return [...document.querySelectorAll('#view-actors thead button')].filter(e => e.scrollWidth > e.clientWidth).length"
    assert page(cut) == 0
    assert page.all("#view-actors tbody th")[0] == "Ardania"
    page.click("#view-actors tbody tr:nth-child(2) button.row")
    assert page.text("#detail h2") == page.all("#view-actors tbody th")[1]


def test_what_is_supplied_is_listed_and_can_be_chosen(page):
    page.click("#tab-actors")
    assert "drones" in page.all("#view-actors tbody th")
    page("kgraph.select({kind: 'actor', id: 'e/drones'})")
    assert page.text("#detail .kicker") == "Equipment"
    assert "Claims about" in page.text("#detail")
    assert page.console() == []


@pytest.mark.parametrize("choice", ["community", "balance", "type"])
def test_colours_can_be_chosen(page, choice):
    page(
        "const s = document.getElementById('colour'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))",
        choice,
    )
    assert page("return kgraph.state.colour") == choice
    assert page.console() == []


def test_the_canvas_moves_by_keyboard(page):
    before = page("document.getElementById('canvas').focus(); return kgraph.place('state/ARD')")
    page.keys(RIGHT)
    after = page("return kgraph.place('state/ARD')")
    assert before["x"] - after["x"] == pytest.approx(60, abs=1)
    page.keys("0")
    assert page("return kgraph.place('state/ARD').x") == pytest.approx(before["x"], abs=1)


def test_hostile_names_are_text_everywhere(open_page):
    page = open_page(render(*fake_news.hostile(), title="</title><script>window.hacked=9</script>"))
    assert page("return document.title") == "</title><script>window.hacked=9</script>"
    for n, name in enumerate(fake_news.HOSTILE):
        page("kgraph.select({kind: 'actor', id: arguments[0]})", f"h/{n}")
        # As JSON, for a lone surrogate cannot travel to the test as it is.
        assert json.loads(page("return JSON.stringify(document.querySelector('#detail h2').textContent)")) == name
    for n in range(len(fake_news.HOSTILE)):
        page(
            "kgraph.select({kind: 'line', index: arguments[0]}); kgraph.select({kind: 'claim', index: arguments[0]})", n
        )
        mark = json.loads(page("return JSON.stringify(document.querySelector('#detail mark').textContent)"))
        assert mark in fake_news.HOSTILE
    for tab in ("actors", "claims", "graph"):
        page("kgraph.showTab(arguments[0])", tab)
    page.keys("/", "script")
    assert "<script>window.hacked=1</script>" in page.all("#found li")[0] + page.all("#found li")[1]
    links = page(
        "const found = []; for (let i = 0; i < kgraph.claims.length; i++) { kgraph.select({kind: 'claim', index: i});"
        "document.querySelectorAll('#detail a').forEach(a => found.push(a.href)) } return found"
    )
    assert links == ["https://ok.example/?a=1&b=%3Cx%3E"]
    assert page("return window.hacked") is None
    assert page("return document.querySelectorAll('img, iframe, object, body script[src]').length") == 0
    assert page("return document.querySelector('.detail').scrollWidth <= document.querySelector('.detail').clientWidth")
    assert [m for m in page.console() if "Content Security Policy" not in m] == []


def test_the_policy_stops_what_an_injection_would_do(page):
    page(
        "const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s);"
        "const i = new Image(); i.src = 'https://tracker.invalid/x.png'; document.body.append(i);"
    )
    page.settle()
    assert page("return window.hacked") is None
    assert len([m for m in page.console() if "Content Security Policy" in m]) == 2


def test_an_empty_graph_helps(open_page):
    page = open_page(render([], {}, {}, title="Empty"))
    assert "kgraph build" in page.text("#empty")
    assert page.console() == []


def test_past_the_cap_the_rest_is_reached_by_search(open_page):
    page = open_page(render(*fake_news.small(), limit=8))
    assert page.text("#note").startswith("18 actors of 26 are not drawn: the 8 most central are.")
    page.keys("/")
    page.keys("dunmark senate", ENTER)
    assert page.text("#detail h2") == "Dunmark Senate"
    assert page("return kgraph.isDrawn('a/senate') && kgraph.visible.actors.has('a/senate')")
    assert page.console() == []


def test_no_name_stands_over_another(open_page):
    page = open_page(render(*fake_news.large()))
    for script in (
        "kgraph.fit()",
        "document.getElementById('zoom-in').click()",
        "kgraph.select({kind: 'actor', id: 'e/9'})",
    ):
        page(script)
        page.settle()
        boxes = page("return kgraph.labelBoxes")
        assert len(boxes) > 15
        for i, a in enumerate(boxes):
            for b in boxes[i + 1 :]:
                apart = (
                    a["right"] <= b["left"]
                    or b["right"] <= a["left"]
                    or a["bottom"] <= b["top"]
                    or b["bottom"] <= a["top"]
                )
                assert apart, (a, b)


def test_a_large_graph_works(open_page):
    page = open_page(render(*fake_news.large(), title="Large"))
    assert page("return kgraph.spots.size") > 250
    page("kgraph.toggle('relation', 'conflict', true)")
    wanted = page("return kgraph.claims.filter(c => c.relations.has('conflict')).map(c => c.id)")
    assert wanted
    assert page("return kgraph.visible.claims.map(c => c.id)") == wanted
    assert page.console() == []


def test_hostile_names_are_text_in_every_view(open_page):
    page = open_page(render(*fake_news.hostile()))
    page("kgraph.setWorld('h/2', 'h/3')")
    page("kgraph.setWorld(null, null)")
    for n in range(len(fake_news.HOSTILE)):
        page("kgraph.select({kind: 'path', a: 'h/0', b: arguments[0]})", f"h/{n}")
    for axis in ("event", "published"):
        page("kgraph.state.axis = arguments[0]; kgraph.showTab('timeline')", axis)
        entries = page("return document.querySelectorAll('#view-timeline .entry').length")
        assert entries == (0 if axis == "event" else len(fake_news.HOSTILE))
    for colour in ("community", "balance"):
        page("kgraph.state.colour = arguments[0]; kgraph.state.tab = 'graph'; kgraph.change()", colour)
    page(
        "kgraph.pin('h/5'); kgraph.hide('h/1'); kgraph.collapse('h/0'); kgraph.claimsCsv(); kgraph.actorsCsv(); kgraph.gexf()"
    )
    page.fresh(page.hash)
    assert page("return window.hacked") is None
    assert page("return document.querySelectorAll('img, iframe, object, body script[src]').length") == 0
    assert page("return document.documentElement.scrollWidth <= innerWidth")
    assert page.console() == []


def test_names_are_found_as_they_are_typed_without_marks_and_one_without_a_name_by_its_id(open_page):
    claims, found, articles = fake_news.small()
    names = {
        "p/haas": ("Kemal Kılıçdaroğlu", "kilicdar"),
        "p/quint": ("Søren Łukasz", "soren lukasz"),
        "l/tarn": ("Sana’a", "sana'a"),
        "p/orlova": ("", "p/orlova"),
        "p/deloach": ("Bananas Ana", "ana"),
    }
    for id, (name, _) in names.items():
        found[id] = replace(found[id], name=name, aliases=())
    page = open_page(render(claims, found, articles))
    for id, (name, typed) in names.items():
        page.keys("/", typed, ENTER)
        assert page("return kgraph.state.selection.id") == id, name
        assert page.text("#detail h2") == (name or id)
    page("kgraph.showTab('actors'); kgraph.actorsCsv(); kgraph.gexf()")
    assert page.console() == []


def test_an_actor_has_the_codes_of_the_lists_of_states(open_page):
    claims, found, articles = fake_news.small()
    found["state/ARD"] = replace(found["state/ARD"], cow="931", gw="932")
    page = open_page(render(claims, found, articles))
    page("kgraph.select({kind: 'actor', id: 'state/ARD'})")
    assert "Correlates of War 931, Gleditsch and Ward 932" in page.all("#detail .identity dd")
