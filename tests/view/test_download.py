"""What is shown can be taken along: a picture, tables that no spreadsheet runs, and a graph for Gephi."""

import csv
import io
import re
from pathlib import Path

import fake_news
import pytest
from browser_keys import ENTER, TAB

from kgraph.view import render

RNG = Path(__file__).parents[2] / "../shared/specs/gexf-1.3/gexf.rng"


@pytest.fixture(scope="module")
def html():
    return render(*fake_news.small(), title="Northern crisis")


@pytest.fixture
def page(open_page, html):
    return open_page(html)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def saved(page, folder, kind):
    """Save by the menu, with the keyboard; the file that lands in the folder."""
    allow = {"behavior": "allow", "downloadPath": str(folder)}
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", allow)
    page("document.querySelector('#download summary').focus()")
    page.keys(ENTER)
    order = page("return [...document.querySelectorAll('#download button')].map(b => b.dataset.save)")
    page.keys(TAB * (order.index(kind) + 1), ENTER)
    page.until("return document.getElementById('live').textContent.startsWith('Saved')")
    for _ in range(100):
        found = [f for f in folder.iterdir() if f.suffix in (".png", ".csv", ".gexf") and f.stat().st_size]
        if found:
            return found[0]
        page.settle()
    raise AssertionError(list(folder.iterdir()))


def test_the_picture_is_what_is_drawn_with_its_title(page, tmp_path):
    file = saved(page, tmp_path, "png")
    assert file.name == "northern-crisis.png"
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    size = page("const c = kgraph.picture(); return [c.width, c.height]")
    assert width == size[0]
    assert size[1] < height < size[1] * 1.2
    assert not page("return document.getElementById('download').open")


@pytest.mark.parametrize("tab", ["claims", "actors", "timeline"])
def test_the_picture_is_there_while_another_view_is_open(open_page, html, tmp_path, tab):
    page = open_page(html, hash="tab=" + tab)
    assert page("return kgraph.picture().width") > 0
    data = saved(page, tmp_path, "png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    inked = (
        "const p = kgraph.picture(), d = p.getContext('2d').getImageData(0, 0, p.width, p.height).data;"
        "const seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 250) seen.add([d[i], d[i + 1], d[i + 2]].join()); return seen.size"
    )
    assert page(inked) > 5
    assert len(page("return kgraph.labelled")) == 26
    page("kgraph.toggle('claim', 'AttackClaim', true)")
    page("kgraph.picture()")
    assert set(page("return kgraph.labelled")) == set(page("return [...kgraph.visible.actors]"))
    page.click("#tab-graph")
    page.until("return kgraph.picture().clientWidth > 0")
    assert page.console() == []


def test_no_picture_of_nothing(open_page):
    page = open_page(render([], {}, {}))
    page("document.querySelector('[data-save=png]').click()")
    assert page.text("#live") == "Nothing is drawn"


def test_claims_as_csv_are_those_that_the_filters_leave(page, tmp_path):
    page.click("[data-facet=claim][data-value=AttackClaim]")
    file = saved(page, tmp_path, "claims")
    assert file.name == "northern-crisis-claims.csv"
    table = rows(file.read_bytes().decode("utf-8"))
    assert len(table) == 4
    assert {row["type"] for row in table} == {"AttackClaim"}
    row = table[0]
    assert row["sources"] == "Corvian Ministry of Defence > a senior Corvian official"
    assert row["role_attacker"] == "Marsh Liberation Front"
    assert row["casualties"] == "at least 12 killed, 30 to 40 injured"
    assert row["evidence_quote"] in row["evidence_sentence"]
    assert (row["time_start"], row["time_end"], row["polarity"]) == ("2024-09-30", "2024-10-02", "+")


def test_actors_as_csv(page):
    table = rows(page("return kgraph.actorsCsv()"))
    assert [row["name"] for row in table] == page("return kgraph.sortedRows('actors').map(a => a.name)")
    assert len(table) == 27
    haas = next(row for row in table if row["id"] == "p/haas")
    assert haas["name"] == "Tomas Haas"
    assert int(haas["claims_made"]) > 0


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\uff1d", "'="])
def test_no_cell_is_a_formula(page, start):
    text = page("return kgraph.csv([['a', r => r]], [arguments[0]])", start + 'HYPERLINK("http://x")')
    (row,) = rows(text)
    assert row["a"] == "'" + start + 'HYPERLINK("http://x")'


def test_quotes_lines_and_numbers_survive_the_csv(page):
    values = ['a "quoted" one', "two\r\nlines", "comma, here", -1.5, "+"]
    table = rows(page("return kgraph.csv([['v', r => r]], arguments[0])", values))
    assert [row["v"] for row in table] == ['a "quoted" one', "two\r\nlines", "comma, here", "-1.5", "+"]


def graph(page):
    return page("return kgraph.gexf()")


def test_the_graph_is_valid_gexf_with_what_is_drawn(page, tmp_path):
    etree = pytest.importorskip("lxml.etree")
    page("kgraph.toggle('claim', 'TroopClaim', true)")
    file = saved(page, tmp_path, "gexf")
    tree = etree.parse(str(file))
    space = {"g": "http://gexf.net/1.3"}
    nodes = {node.get("id") for node in tree.findall(".//g:node", space)}
    assert nodes == set(page("return [...kgraph.visible.actors]"))
    edges = tree.findall(".//g:edge", space)
    assert edges
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes
    assert {edge.get("label") for edge in edges} >= {"sends troops to", "has troops in (denied)"}


@pytest.mark.parametrize("data", ["small", "hostile", "large", "empty"])
def test_gexf_validates(open_page, data):
    etree = pytest.importorskip("lxml.etree")
    if not RNG.is_file():
        pytest.skip("the schema of GEXF 1.3 is not here")
    page = open_page(render(*(getattr(fake_news, data)() if data != "empty" else ([], {}, {}))))
    schema = etree.RelaxNG(etree.parse(str(RNG)))
    tree = etree.fromstring(graph(page).encode())
    assert schema.validate(tree), schema.error_log.last_error


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "kgraph.toggle('certainty', 'certain', true); kgraph.toggle('polarity', '+', true)",
        "kgraph.setWorld('a/cmod', 'p/haas')",
        "kgraph.toggle('type', 'State', true); kgraph.toggle('relation', 'cooperation', true)",
        "kgraph.hide('state/ARD'); kgraph.collapse('state/DUN'); kgraph.pin('o/idle', {x: 3, y: 4})",
    ],
)
def test_networkx_reads_from_gexf_what_is_shown(page, asked):
    import networkx as nx

    page(asked)
    found = nx.read_gexf(io.BytesIO(graph(page).encode()), version="1.3")
    assert set(found) == set(page("return [...kgraph.visible.actors]"))
    for node, data in found.nodes(data=True):
        assert data["label"] == page("return kgraph.actors.get(arguments[0]).name", node)
        at = page("return kgraph.spots.get(arguments[0])", node)
        assert (data["viz"]["position"]["x"], data["viz"]["position"]["y"]) == pytest.approx(
            (at["x"], -at["y"]), abs=0.06
        )
    claims = {}
    for a, b, data in found.edges(data=True):
        ids = data.get("claims", "").split()
        assert not ids or data["weight"] == len(ids)
        claims.setdefault("|".join(sorted((a, b))), set()).update(ids)
    shown = page(
        "return kgraph.lines.filter(l => kgraph.visible.lines[l.index])"
        ".map(l => [[l.a, l.b].sort().join('|'), [...kgraph.visible.lines[l.index].claims].map(n => kgraph.claims[n].id)])"
    )
    assert claims == {pair: set(ids) for pair, ids in shown}


def test_a_file_name_is_plain_whatever_the_title(open_page, tmp_path):
    page = open_page(render(*fake_news.small(), title="../../<Été> \u202e: 2024"))
    assert re.fullmatch(r"ete-2024-claims\.csv", saved(page, tmp_path, "claims").name)
