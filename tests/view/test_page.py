"""The page as a file: one well-formed document, nothing to load, data that stays data, the same in every run."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import fake_news
import pytest

from kgraph.analyse.edges import Edge
from kgraph.errors import ExportError
from kgraph.types import Casualties, EntityType, Quantity, Range
from kgraph.view import page, render
from kgraph.view.drawing import lines, short_label
from kgraph.view.layout import positions, spread
from kgraph.view.palette import LOOKS

ASSETS = Path(page.__file__).parent / "assets"


class Outline(HTMLParser):
    """Elements with their attributes, and the text of script and style elements."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.raw, self.open = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open = tag if tag in ("script", "style", "title") else None
        if self.open:
            self.raw.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        self.open = None

    def handle_data(self, data):
        if self.open:
            self.raw[-1][2] += data

    def named(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


def data_of(html):
    (text,) = [text for tag, attrs, text in Outline(html).raw if attrs.get("type") == "application/json"]
    return json.loads(text)


@pytest.fixture(scope="module")
def small():
    return render(*fake_news.small(), title="Northern crisis")


def test_language_title_and_policy(small):
    outline = Outline(small)
    assert outline.named("html") == [{"lang": "en"}]
    assert [text for tag, _, text in outline.raw if tag == "title"] == ["Northern crisis"]
    (csp,) = [a["content"] for a in outline.named("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert csp.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in csp
    assert "http" not in csp
    assert {"base-uri 'none'", "form-action 'none'"} <= set(csp.split("; "))


def test_nothing_in_the_document_points_outside(small):
    outline = Outline(small)
    addresses = [a[name] for _, a in outline.elements for name in ("src", "href", "action", "srcset") if name in a]
    assert set(addresses) == {"data:,", "#view", "#detail"}
    (style,) = [text for tag, _, text in outline.raw if tag == "style"]
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in small


def test_every_script_is_allowed_by_its_hash_and_no_handler_is_inline(small):
    outline = Outline(small)
    policy = next(a["content"] for a in outline.named("meta") if "http-equiv" in a)
    scripts = [text for tag, attrs, text in outline.raw if tag == "script" and "type" not in attrs]
    assert len(scripts) == 1 + len(page.SCRIPTS)
    assert all(page._hash(script) in policy for script in scripts)
    assert not [name for _, attrs in outline.elements for name in attrs if name.startswith("on") or name == "style"]


def test_no_script_of_ours_parses_text_as_html():
    found = set(ASSETS.glob("*.js"))
    assert {f.name for f in found} == set(page.SCRIPTS)
    for script in found:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|\btitle:\s*actor|createContextualFragment",
            script.read_text(encoding="utf-8"),
        ), script.name


def test_vis_network_data_come_from_pyvis_without_titles(small):
    network = data_of(small)["network"]
    assert len(network["nodes"]) == 26
    assert network["options"]["physics"] == {"enabled": False}
    for node in network["nodes"]:
        assert {"id", "label", "shape", "color", "size", "x", "y"} <= set(node)
        assert "title" not in node


def test_the_page_knows_who_speaks_together():
    claims, entities, articles = fake_news.small()
    at = next(i for i, c in enumerate(claims) if len(c.sources) == 2)
    first, second = claims[at].sources
    claims[at] = replace(claims[at], sources=(first, replace(second, joint=True)))
    found = next(c for c in data_of(render(claims, entities, articles))["claims"] if c["id"] == claims[at].id)
    assert [s.get("joint") for s in found["sources"]] == [None, True]


def test_hostile_text_is_escaped_in_the_data_and_the_title():
    html = render(*fake_news.hostile(), title="</title><script>window.hacked=9</script>")
    html.replace("\ud800", "").encode("utf-8")
    outline = Outline(html)
    assert len([a for a in outline.named("script") if "type" not in a]) == 1 + len(page.SCRIPTS)
    (embedded,) = [text for _, attrs, text in outline.raw if attrs.get("type") == "application/json"]
    assert not set(embedded) & set("<>&\u2028\u2029")
    names = {actor["name"] for actor in data_of(html)["actors"].values()}
    assert names == set(fake_news.HOSTILE)


@pytest.mark.parametrize("path", ["/home/someone/news/north.txt", "C:\\Users\\someone\\news\\north.txt"])
def test_the_page_tells_the_name_of_an_article_s_file_and_not_where_it_lies(path):
    claims, entities, articles = fake_news.small()
    html = render(claims, entities, {id: replace(article, path=path) for id, article in articles.items()})
    assert {article["file"] for article in data_of(html)["articles"].values()} == {"north.txt"}
    assert "someone" not in html


@pytest.mark.parametrize(
    ("quantity", "read"),
    [
        (Quantity(None, 8e6, "up to 8m", "shells"), "up to 8,000,000 shells"),
        (Quantity(2000, None, "more than 2,000", "soldiers"), "at least 2,000 soldiers"),
        (Quantity(3000, 5000, "3,000 to 5,000", None), "3,000 to 5,000"),
        (Quantity(300, 300, "some 300", "police", approximate=True), "about 300 police"),
        (Quantity(None, None, "several", None, approximate=True), ""),
    ],
)
def test_numbers_are_told_as_they_were_read(quantity, read):
    claims, entities, articles = fake_news.small()
    claims[0] = replace(claims[0], quantity=quantity)
    found = next(c for c in data_of(render(claims, entities, articles))["claims"] if c["id"] == claims[0].id)
    assert found["quantity"].get("read", "") == read
    assert found["quantity"]["text"] == quantity.text


def test_killed_and_injured_are_told_apart():
    claims, entities, articles = fake_news.small()
    claims[0] = replace(claims[0], casualties=Casualties(Range(12, None), Range(None, None)))
    found = next(c for c in data_of(render(claims, entities, articles))["claims"] if c["id"] == claims[0].id)
    assert found["casualties"] == "at least 12 killed, an unknown number injured"


def test_the_page_can_be_written_as_utf8():
    render(*fake_news.hostile(), title="lone \ud800 surrogate").encode("utf-8")


def test_labels_are_short_single_lines_without_direction_marks():
    assert short_label("\u202egnorts\u202c\n line\u2029end") == "gnorts line end"
    assert short_label("n" * 10_000) == "n" * 29 + "…"


def test_a_line_counts_each_claim_between_two_actors_once():
    there = Edge("a", "b", "sends troops to", "deed", claims=("claim/1", "claim/2"))
    back = Edge("b", "a", "accuses", "speech", claims=("claim/2",))
    (line,) = lines([there, back])
    assert (line.a, line.b, line.claims) == ("a", "b", 2)


def test_no_two_boxes_of_a_small_layout_overlap():
    claims, entities, articles = fake_news.small()
    network = data_of(render(claims, entities, articles))["network"]
    nodes = network["nodes"]
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
            wide = 3.6 * (len(a["label"]) + len(b["label"]))
            assert abs(a["x"] - b["x"]) > wide or abs(a["y"] - b["y"]) > 60, (a["label"], b["label"])


def test_layout_keeps_communities_apart():
    import networkx as nx

    graph = nx.Graph()
    for camp in range(4):
        members = [f"{camp}-{n}" for n in range(25)]
        graph.add_edges_from((members[0], other, {"weight": 2}) for other in members[1:])
        graph.add_edge(members[1], f"{(camp + 1) % 4}-1", weight=1)
    at = positions(graph, {n: int(n[0]) for n in graph}, {n: n for n in graph})
    centre = {c: [sum(at[f"{c}-{n}"][axis] for n in range(25)) / 25 for axis in (0, 1)] for c in range(4)}
    for node, (x, y) in at.items():
        nearest = min(centre, key=lambda c: (centre[c][0] - x) ** 2 + (centre[c][1] - y) ** 2)
        assert nearest == int(node[0])


def test_spread_parts_nodes_that_stand_in_one_place():
    at = spread(dict.fromkeys("abcde", (0.0, 0.0)), dict.fromkeys("abcde", (10.0, 5.0)))
    assert len(set(at.values())) == 5


def test_past_the_limit_the_most_central_are_drawn_and_the_rest_is_in_the_data():
    claims, entities, articles = fake_news.small()
    data = data_of(render(claims, entities, articles, limit=5))
    assert len(data["network"]["nodes"]) == 5
    assert len(data["actors"]) == len(entities)
    drawn = {node["id"] for node in data["network"]["nodes"]}
    ranks = {id: actor.get("measures", {}).get("pagerank", 0.0) for id, actor in data["actors"].items()}
    assert min(ranks[id] for id in drawn) >= max(rank for id, rank in ranks.items() if id not in drawn) > 0
    assert any(not {edge["source"], edge["target"]} <= drawn for edge in data["edges"])


def test_claims_iterable_is_used_once_and_empty_is_fine():
    claims, entities, articles = fake_news.small()
    assert render(iter(claims), entities, articles, title="x") == render(claims, entities, articles, title="x")
    assert data_of(render([], {}, {}))["network"]["nodes"] == []


def test_damaged_assets_are_refused():
    with pytest.raises(ExportError, match="reinstall"):
        page._inline("var x = '</script>'")


def test_the_same_page_whatever_the_hash_seed():
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import fake_news; from kgraph.view import render;"
        "print(hashlib.sha256((render(*fake_news.small()) + render(*fake_news.large(120, 260))).encode()).hexdigest())"
    )
    here = str(Path(__file__).parent)
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script, here], cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(hashes) == 1


def test_every_type_of_entity_has_a_look():
    assert set(LOOKS) == set(get_args(EntityType))
