"""The pages without a browser: what stands on them, where their links lead, and that what is hostile stays text."""

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import newsroom
import pytest
from pyoxigraph import Literal
from running import application, make_store

from kgraph.serve.marks import Mark, marks, segments
from kgraph.serve.names import fold
from kgraph.serve.plain import for_a_log, one_line
from kgraph.serve.render import day_words, path_of, period_words, web_address
from kgraph.serve.routes import palette
from kgraph.store.terms import DEFAULT_BASE, term
from kgraph.types import Time

PAGES = ["/", "/entities", "/articles", "/query", "/query?stock=roles", f"/{newsroom.FIRST}", f"/{newsroom.DENIAL}",
         "/entity/state/COR", "/article/aa11", *(f"/article/h{n}" for n in range(7)), *(f"/claim/{n:016x}" for n in range(7)),
         *(f"/entity/hostile/{n}" for n in range(7)), "/entities?q=script", "/articles?q=script"]  # fmt: skip
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Outline(HTMLParser):
    """The elements of a page with their attributes, and all of its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def links(self):
        return [attrs["href"] for tag, attrs in self.elements if tag == "a" and "href" in attrs]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    store = newsroom.write(tmp_path_factory.mktemp("news") / "kgraph.db")
    with application(store) as client:
        client.headers.update(HTML)
        yield client


def read(pages, path):
    response = pages.get(path)
    assert response.status_code == 200, response.text
    return Outline(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_safe_and_its_own_links_work(pages, path):
    page = read(pages, path)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "object", "base", "b"}
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            if name in attributes:
                assert re.match(r"/(?!/)|#|\?|data:,$|https?://", attributes[name]), (tag, attributes)
        if tag == "script":
            assert attributes["src"].startswith("/static/")
    assert [attributes for tag, attributes in page.elements if tag == "html"] == [{"lang": "en"}]
    inner = {link.split("#")[0] for link in page.links() if link.startswith("/")}
    for link in sorted(inner):
        assert pages.get(link).status_code == 200, link


def test_the_text_of_an_article_is_all_there_in_order(pages):
    response = pages.get("/article/aa11").text
    inside = response[response.index('<div class="text"') :]
    inside = inside[: inside.index("</div>")]
    assert Outline(inside).text == newsroom.NEWS


@pytest.mark.parametrize("number", range(7))
def test_hostile_articles_are_text(pages, number):
    response = pages.get(f"/article/h{number}").text
    inside = response[response.index('<div class="text"') :]
    body = newsroom.attack(number).article.text
    assert Outline(inside[: inside.index("</div>")]).text == body


def test_an_article_page_marks_what_was_read(pages):
    page = read(pages, "/article/aa11")
    spans = [attributes for tag, attributes in page.elements if tag == "span" and "data-at" in attributes]
    kinds = {word for span in spans for word in span["class"].split()}
    assert {"k-mention", "k-source", "k-cue", "k-claim"} <= kinds
    assert any({"k-mention", "k-claim"} <= set(span["class"].split()) for span in spans)
    links = page.links()
    assert {"/entity/state/COR", "/entity/person/irina-orlova", f"/{newsroom.FIRST}"} <= set(links)
    assert "https://northwire.example/tarn?a=1&b=2" in links
    start, end = newsroom.news().claims[0].evidence.start, newsroom.news().claims[0].evidence.end
    assert f"#char={start},{end}" in links
    assert "3" in page.text.split("Claims")[1][:5]


def test_an_entity_page_tells_all(pages):
    page = read(pages, "/entity/state/COR")
    for words in ("Corvia", "Córvia", "ISO 3166 COR", "Corvian Guard", "Claims made", "denied or negated", "Mentions",
                  "Troops near Tarn Valley", "Northern League"):  # fmt: skip
        assert words in page.text, words
    assert "https://www.wikidata.org/wiki/Q42" in page.links()
    assert f"/{newsroom.DENIAL}" in page.links()
    text = " ".join(page.text.split())
    assert "Tarn Valley → from Corvia: sends troops to" in text
    assert "accuses" in text.split("Northern League ←")[1][:60]
    orlova = read(pages, "/entity/person/irina-orlova")
    assert "president of Ardania" in " ".join(orlova.text.split())
    assert "in print since" in orlova.text


def test_claims_about_leave_out_those_in_which_it_only_speaks(pages):
    text = " ".join(read(pages, "/entity/igo/league").text.split())
    assert "Claims made 2" in text
    assert "Claims about 0" in text


def test_a_claim_page_tells_all(pages):
    text = " ".join(read(pages, f"/{newsroom.FIRST}").text.split())
    for words in ("Irina Orlova", "Northwire prints it", "with the words “said”", "Northern League", "force Corvia", "location Tarn Valley", "probable",
                  "up to 3,000 soldiers", "5 USD", "“Monday”: 7 Oct 2024", "troops_by_verb", "0.70", "is denied by",
                  "Corvia denies what Irina Orlova says", "MOBILIZE (material conflict)", "kgraph explain"):  # fmt: skip
        assert words in text, words
    assert "This claim denies" in read(pages, f"/{newsroom.DENIAL}").text


def test_a_reference_stands_once_on_a_claim_page_with_all_claims_that_it_means(pages):
    page = read(pages, f"/{newsroom.LIE}")
    text = " ".join(page.text.split())
    assert text.count("“the denial” means") == 1
    meant = text[text.index("What it refers to") : text.index("How it was read")]
    assert "it had sent soldiers to Tarn Valley" in meant
    assert "Corvia had sent up to 3,000 soldiers" in meant
    assert meant.count("Why:") == 1
    assert "What it refers to" not in read(pages, f"/{newsroom.FIRST}").text


def test_the_chain_of_a_statement_begins_with_the_paper_and_ends_with_its_speaker(pages):
    page = read(pages, "/entity/igo/league")
    chain = " ".join(page.text.split())
    assert "According to Northwire citing Northern League" in chain
    assert "According to Northwire citing Irina Orlova" in chain


def test_an_error_page_shows_ways_on(pages):
    page = Outline(pages.get("/entity/nothing").text)
    assert {"/", "/entities", "/articles"} <= set(page.links())


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Time(date(2019, 1, 1), date(2019, 12, 31), "year", "2019"), "2019"),
        (Time(date(2022, 6, 1), date(2022, 6, 30), "month", "June"), "Jun 2022"),
        (Time(date(2024, 10, 21), date(2024, 10, 27), "week", "last week"), "week of 21 Oct 2024"),
        (Time(date(2024, 10, 3), date(2024, 10, 3), "day", "Thursday"), "3 Oct 2024"),
        (Time(date(2024, 10, 8), date(2024, 10, 13), "range", ""), "8 Oct 2024 to 13 Oct 2024"),
        (Time(date(2025, 1, 1), None, "range", "since January"), "since 1 Jan 2025"),
        (Time(None, date(2024, 12, 31), "range", "by December"), "until 31 Dec 2024"),
        (Time(None, None, "day", "Thursday"), ""),
    ],
)
def test_a_told_time_is_no_finer_than_print_has_it(told, words):
    assert period_words(told) == words


def test_days_are_written_for_people():
    assert day_words("2024-10-03") == "3 Oct 2024"
    assert [day_words(odd) for odd in ("", None, "2024", "2024-99-03")] == ["undated"] * 4


def test_quotations_stand_in_their_sentence(pages):
    html = pages.get(f"/{newsroom.FIRST}").text
    quote = html[html.index("<blockquote") : html.index("</blockquote>")]
    assert "<mark>Corvia had sent up to 3,000 soldiers to Tarn Valley</mark>, as the League had warned." in quote


@pytest.mark.parametrize(
    ("words", "first"),
    [("corvia", "Corvia"), ("CÓRVIAN", "Corvia"), ("orl", "Irina Orlova"), ("league northern", "Northern League")],
)
def test_entities_are_found_by_name_and_alias(pages, words, first):
    found = pages.get("/api/search", params={"q": words}).json()
    assert found["found"][0]["name"] == first


@pytest.mark.parametrize("words", ["(", "[a-", ".*", "\\", '"', "zzz", "x" * 5000, "') }"])
def test_searches_for_anything_are_answered(pages, words):
    found = pages.get("/api/search", params={"q": words}).json()
    assert (
        all(fold(words) in fold(entity["name"]) or "script" in entity["name"] for entity in found["found"])
        or words == '"'
    )
    assert pages.get("/entities", params={"q": words}).status_code == 200
    assert pages.get("/articles", params={"q": words}).status_code == 200


def test_entities_by_type(pages):
    found = pages.get("/api/search", params={"q": "", "type": "Person"}).json()
    assert {entity["type"] for entity in found["found"]} == {"Person", "Official"}
    assert pages.get("/api/search", params={"q": "", "type": "Nothing"}).json()["count"] == 0


def test_the_neighbourhood_of_an_entity(pages):
    found = pages.get("/api/neighbourhood", params={"entity": "entity/state/COR", "depth": 1, "limit": 10}).json()
    near = {entity["id"]: entity for entity in found["entities"]}
    assert near["entity/state/COR"]["distance"] == 0
    assert near["entity/igo/league"]["distance"] == 1
    assert {(edge["from"], edge["to"]) for edge in found["edges"]} >= {("entity/igo/league", "entity/state/COR")}
    assert all({edge["from"], edge["to"]} <= near.keys() for edge in found["edges"])
    few = pages.get("/api/neighbourhood", params={"entity": "entity/state/COR", "limit": 1}).json()
    assert len(few["entities"]) == 2
    between = Counter()
    for edge in found["edges"]:
        ends = {edge["from"], edge["to"]}
        if "entity/state/COR" in ends:
            between.update(dict.fromkeys(ends - {"entity/state/COR"}, edge["claims"]))
    assert len(set(between.values())) > 1
    assert between[few["entities"][1]["id"]] == max(between.values())
    assert few["entities"][0]["left"] == len(near) - 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/neighbourhood", 400),
        ("/api/neighbourhood?entity=entity/none", 404),
        ("/api/neighbourhood?entity=entity/state/COR&depth=9", 400),
        ("/api/search?limit=x", 400),
        ("/entity/none", 404),
        ("/entity/", 404),
        ("/claim/none", 404),
        ("/article/none", 404),
        ("/article/..%2F..%2Fetc%2Fpasswd", 404),
        ("/static/..%2Fserver.py", 404),
        ("/static/none.js", 404),
        ("/nowhere", 404),
        ("/query?stock=none", 404),
    ],
)
def test_what_is_not_there(pages, path, status):
    assert pages.get(path).status_code == status


def test_errors_are_pages_for_browsers_and_lines_for_programs(pages):
    assert "<h1>Not here</h1>" in pages.get("/claim/none").text
    assert pages.get("/claim/none", headers={"accept": "*/*"}).text == "there is no claim claim/none in the store\n"
    assert pages.get("/api/search?limit=x").headers["content-type"].startswith("text/plain")


def test_long_lists_come_in_parts(pages):
    assert "Pages of" not in pages.get("/entities").text
    response = pages.get("/entities?page=99999")
    assert response.status_code == 200
    assert pages.get("/entities?page=x").text == pages.get("/entities").text


@pytest.mark.parametrize(
    "limit", ["0000000001001", "00000000199999999999999999999", f"000000001{'9' * 5000}", "1_0", "-1"]
)
def test_numbers_beyond_their_bounds_are_refused_however_written(pages, limit):
    for path in ("/api/search?q=a", "/api/neighbourhood?entity=entity/state/COR"):
        response = pages.get(f"{path}&limit={limit}")
        assert response.status_code == 400
        assert "limit is a number from 1 to 1000" in response.text


def test_what_breaks_a_page_is_told_to_the_log_alone(tmp_path, caplog):
    many = Literal("\u009b31m many")
    quads = [(f"{DEFAULT_BASE}entity/x", term("kg:mentionCount").value, many, f"{DEFAULT_BASE}graph/actors")]
    with application(make_store(tmp_path / "kgraph.db", quads)) as client:
        response = client.get("/")
    assert (response.status_code, response.text) == (500, "the server failed at this; its log says how\n")
    assert "ValueError" in caplog.text
    assert "x9b31m many" in caplog.text
    assert caplog.text.replace("\n", "").isprintable()


def test_text_for_a_log_has_nothing_that_steers_a_terminal():
    assert for_a_log("a\tb\n\x1b[31m\x9b\r\u202eé\U0001f4f0") == "a\tb\n\\x1b[31m\\x9b\\r\\u202eé\U0001f4f0"
    assert one_line(" a\n\x1b[31m\u2028b\ud800 ") == "a \ufffd[31m b\ufffd"
    assert len(one_line("x" * 10_000)) < 3000


# The query page


def ask(pages, query, **parameters):
    return pages.get("/query", params={"q": query, **parameters})


def test_a_query_is_answered_as_a_table_with_links(pages):
    page = Outline(ask(pages, "SELECT ?e ?c { ?c a kg:TroopClaim ; kg:force ?e } ORDER BY ?c").text)
    assert {"/entity/state/COR", f"/{newsroom.FIRST}"} <= set(page.links())
    assert "2 rows" in page.text
    assert "Corvia" in page.text


def test_words_in_an_answer_lead_to_what_they_are_the_words_of(pages):
    page = Outline(
        ask(
            pages,
            "SELECT ?w ?n ?p { ?c a kg:TroopClaim ; kg:quotation ?w ; kg:article/kg:path ?p ; kg:force/rdfs:label ?n }",
        ).text
    )
    assert {f"/{newsroom.FIRST}", f"/{newsroom.DENIAL}", "/entity/state/COR", "/article/aa11"} <= set(page.links())
    other = Outline(ask(pages, "SELECT ('Corvia or so' AS ?n) {}").text)
    assert not [link for link in other.links() if link.startswith(("/entity", "/claim", "/article/"))]


def test_a_mistake_is_shown_with_its_line(pages):
    html = ask(pages, "SELECT *\nWHERE {\n  ?s ?p }").text
    assert 'data-line="3"' in html
    assert "cannot be parsed at line 3" in Outline(html).text


def test_a_mistake_is_shown_in_its_line_whatever_stands_before(pages):
    page = Outline(ask(pages, "SELECT * # \u2028 \x0b \x85\nWHERE {\n  ?s ?p } here").text)
    (editor,) = [attributes for tag, attributes in page.elements if tag == "textarea"]
    assert editor["data-line"] == "3"
    assert "3    ?s ?p } here" in page.text


def test_refusals_and_limits_are_shown(pages):
    assert "would ask another server" in ask(pages, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }").text
    assert "more than 4,600 rows" in ask(pages, "SELECT * { ?a ?b ?c . ?d ?e ?f }").text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_too_many_rows_for_a_file_are_an_error_and_no_part_of_it(pages, form):
    kept = ask(pages, "SELECT * { ?a ?b ?c . ?d ?e ?f }", format=form)
    assert kept.status_code == 500
    assert "more than 4,600 rows" in kept.text


def test_answers_can_be_kept(pages):
    query = "SELECT ?label { ?e rdfs:label ?label } ORDER BY ?label"
    saved = ask(pages, query, format="csv")
    assert saved.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert saved.text.startswith("label\n")
    assert ask(pages, query, format="json").json()["head"]["vars"] == ["label"]
    graph = "CONSTRUCT { ?e rdfs:label ?label } { ?e rdfs:label ?label }"
    assert ask(pages, graph, format="turtle").headers["content-type"].startswith("text/turtle")
    assert ask(pages, graph, format="csv").status_code == 200
    assert ask(pages, query, format="turtle").status_code == 400


def test_the_answer_to_a_long_query_can_be_kept_too(pages):
    query = 'SELECT ("a\\"b" AS ?x) {}\n#' + "é" * 9000
    page = Outline(pages.post("/query", data={"q": query}).text)
    assert not [link for link in page.links() if "format=" in link]
    fields = {attributes["name"]: attributes.get("value") for tag, attributes in page.elements if tag == "input"}
    (csv,) = [a for tag, a in page.elements if tag == "button" and a.get("value") == "csv"]
    saved = pages.post("/query", data={"q": fields["q"], csv["name"]: csv["value"]})
    assert saved.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert saved.text == 'x\n"a""b"\n'


def test_csv_to_keep_is_safe_in_a_spreadsheet(pages):
    assert ask(pages, "SELECT ('=1+1' AS ?x) {}", format="csv").text == "x\n'=1+1\n"


def test_triples_are_drawn(pages):
    html = ask(pages, "CONSTRUCT { ?a kg:conflictsWith ?b } { ?a kg:conflictsWith ?b }").text
    assert "<svg viewBox=" in html
    assert "Every edge: kg:conflictsWith" in Outline(html).text
    rows = ask(pages, "SELECT ?a ('with' AS ?how) ?b { ?a kg:conflictsWith ?b }").text
    assert 'class="picture"' in rows
    assert 'class="picture"' not in ask(pages, "SELECT ?a ?l { ?a rdfs:label ?l }").text
    many = ask(pages, "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }").text
    assert 'class="picture"' not in many
    assert "No picture" in many


def test_a_long_query_may_be_posted(pages):
    response = pages.post("/query", data={"q": "ASK {} #" + "x" * 9000})
    assert response.status_code == 200
    assert "Yes" in Outline(response.text).text
    assert pages.post("/query", json={"q": "ASK {}"}).status_code == 415


# Pieces


def test_segments_join_to_the_text_whatever_the_marks():
    extraction = newsroom.news()
    claims = list(extraction.claims)
    found = list(segments(newsroom.NEWS, marks(extraction, claims)))
    assert "".join(segment.text for segment in found) == newsroom.NEWS
    for segment in found:
        assert newsroom.NEWS[segment.start : segment.start + len(segment.text)] == segment.text
    inner = next(segment for segment in found if segment.text == "Ardania")
    assert inner.entity == "entity/state/ARD"  # of the two mentions over it the shorter one
    assert inner.first
    outer = next(segment for segment in found if segment.text.startswith("'s president"))
    assert outer.entity == "entity/person/irina-orlova"
    assert not outer.first


def test_marks_beyond_the_text_are_cut_to_it():
    found = list(
        segments("abc", [Mark(-5, 2, "cue"), Mark(1, 99, "claim", claim=0), Mark(2, 2, "cue"), Mark(5, 9, "cue")])
    )
    assert [(s.text, s.kinds, s.begins) for s in found] == [
        ("a", ("cue",), ()), ("b", ("cue", "claim"), (0,)), ("c", ("claim",), ()),
    ]  # fmt: skip
    assert [s.text for s in segments("", [])] == []


@pytest.mark.parametrize(
    "address", [*newsroom.ADDRESSES, None, "", "//host/x", "file:///etc/passwd", "http://[bad", "ftp://x/y"]
)
def test_only_web_addresses_are_links(address):
    assert web_address(address) is None


def test_addresses_are_kept_as_they_are():
    assert web_address("https://e.example/a?b=1&c=%20#d") == "https://e.example/a?b=1&c=%20#d"
    assert web_address('https://e.example/"><x>') == "https://e.example/%22%3E%3Cx%3E"


def test_paths_stay_on_this_server():
    assert path_of("entity/state/COR") == "/entity/state/COR"
    assert path_of("//evil.example/x") == "/evil.example/x"
    assert path_of('entity/"><x>?#') == "/entity/%22%3E%3Cx%3E%3F%23"


def test_the_palette_is_that_of_the_explorer():
    style = palette()
    assert style.count(":root") == 2
    for name in ("--bg", "--surface", "--ink", "--accent", "--mark", "--cooperation", "--plus-soft"):
        assert f"{name}:" in style
