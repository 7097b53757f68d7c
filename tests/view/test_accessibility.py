"""Every view, in the light and in the dark, has no serious fault of accessibility that axe-core finds."""

import axe
import fake_news
import pytest

from kgraph.view import render

VIEWS = {
    "overview": "",
    "actor": "kgraph.select({kind: 'actor', id: 'state/ARD'}); document.querySelectorAll('#detail details').forEach(d => d.open = true)",
    "tie": "kgraph.select({kind: 'line', index: 0})",
    "claim": "kgraph.select({kind: 'claim', index: 3})",
    "filters": "kgraph.toggle('type', 'State', true); kgraph.setDates('event', {from: '2024-10-01', to: '2024-10-31'})",
    "communities": "const s = document.getElementById('colour'); s.value = 'community'; s.dispatchEvent(new Event('change'))",
    "nothing": "kgraph.toggle('claim', 'MeetingClaim', true); kgraph.toggle('polarity', '-', true)",
    "search": "const s = document.getElementById('search'); s.focus(); s.value = 'ard'; s.dispatchEvent(new Event('input'))",
    "path": "kgraph.select({kind: 'path', a: 'o/arms', b: 'g/front'})",
    "world": "kgraph.setWorld('a/cmod', 'p/haas')",
    "hidden": "kgraph.hide('state/ARD')",
    "actors": "kgraph.showTab('actors')",
    "claims": "kgraph.showTab('claims')",
    "timeline": "kgraph.showTab('timeline'); document.querySelector('.dot-button').click()",
    "download": "document.getElementById('download').open = true",
    "help": "document.getElementById('help').showModal()",
}


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small(), title="Northern crisis")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault_in_any_view(open_page, html, theme):
    page = open_page(html, theme=theme)
    found = {}
    for name, script in VIEWS.items():
        page.fresh()
        page(script)
        page.settle()
        if faults := axe.faults(page):
            found[name] = faults
    assert found == {}


def test_axe_sees_a_fault_where_there_is_one(open_page, html):
    page = open_page(html)
    page("document.body.append(document.createElement('button'))")
    assert [rule for rule, *_ in axe.faults(page)] == ["button-name"]
