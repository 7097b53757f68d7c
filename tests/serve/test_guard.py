"""Who may ask: the Host check, other sites' pages, the token; and the headers that every response carries."""

import pytest
from running import application

from kgraph.errors import ServeError
from kgraph.serve.server import token_for
from kgraph.serve.settings import is_loopback

ASK = {"query": "ASK {}"}
TOKEN = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def guarded(store):
    with application(store, token=TOKEN, local=False) as client:
        yield client


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765", "127.1.2.3"])
def test_names_of_this_machine_are_good(client, host):
    assert client.get("/sparql", params=ASK, headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "user@127.0.0.1", "", "10.0.0.1"]
)
def test_other_names_are_refused(client, host):
    response = client.get("/sparql", params=ASK, headers={"host": host})
    assert response.status_code == 421
    assert "boolean" not in response.text


def test_two_names_are_refused(client):
    headers = [("host", "127.0.0.1"), ("host", "evil.example")]
    for order in (headers, headers[::-1]):
        assert client.get("/sparql", params=ASK, headers=order).status_code == 421


@pytest.mark.parametrize(
    ("method", "mode", "status"),
    [("GET", "cors", 403), ("GET", "no-cors", 403), ("POST", "navigate", 403), ("GET", "navigate", 200)],
)
def test_pages_of_other_sites_may_link_and_no_more(client, method, mode, status):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}
    values = {"params": ASK} if method == "GET" else {"data": ASK}
    assert client.request(method, "/sparql", headers=headers, **values).status_code == status


@pytest.mark.parametrize(
    ("method", "mode", "status"),
    [("GET", "no-cors", 403), ("POST", "navigate", 403), ("POST", "cors", 403), ("GET", "navigate", 200)],
)
def test_pages_at_another_port_of_this_machine_are_of_another_site(client, method, mode, status):
    headers = {"sec-fetch-site": "same-site", "sec-fetch-mode": mode}
    values = {"params": ASK} if method == "GET" else {"data": ASK}
    assert client.request(method, "/sparql", headers=headers, **values).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1", 200),
        ("HTTP://127.0.0.1", 200),
        ("http://127.0.0.1:8000", 403),
        ("https://evil.example", 403),
        ("https://evil.example/127.0.0.1", 403),
        ("null", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_browsers_that_name_only_the_origin(client, method, origin, status):
    values = {"params": ASK} if method == "GET" else {"data": ASK}
    assert client.request(method, "/sparql", headers={"origin": origin}, **values).status_code == status


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"sec-fetch-dest": "document"}, 200),
        ({"sec-fetch-dest": "iframe"}, 403),
        ({"sec-fetch-dest": "embed"}, 403),
        ({"sec-fetch-dest": "document", "sec-purpose": "prefetch;prerender"}, 403),
    ],
)
def test_what_a_page_of_another_site_embeds_asks_nothing(client, more, status):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", **more}
    assert client.get("/sparql", params=ASK, headers=headers).status_code == status


def test_the_forms_of_our_own_pages_are_taken_from_any_browser(client):
    own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "origin": "null"}
    assert client.post("/sparql", headers=own, data=ASK).status_code == 200


@pytest.mark.parametrize("path", ["/sparql", "/sparql?query=ASK{}", "/sparql?query=nonsense", "/nowhere", "/%00"])
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_every_response_carries_the_headers(client, method, path):
    response = client.request(method, path)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in response.headers
    assert "server" not in response.headers


def test_refusals_carry_them_too(client, guarded):
    assert "content-security-policy" in client.get("/", headers={"host": "evil.example"}).headers
    assert "content-security-policy" in guarded.get("/sparql", params=ASK).headers


def test_without_the_token_nothing_is_answered(guarded):
    for path in ("/sparql?query=ASK{}", "/", "/nowhere"):
        response = guarded.get(path)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert TOKEN not in response.text


@pytest.mark.parametrize("shown", [TOKEN[:-1], f"{TOKEN}x", "", "é"])
def test_another_token_is_no_good(guarded, shown):
    header = f"Bearer {shown}".encode()
    assert guarded.get("/sparql", params=ASK, headers={"authorization": header}).status_code == 401
    assert guarded.get("/login", params={"token": shown}).status_code == 401
    assert guarded.get("/sparql", params=ASK, headers={"cookie": f"kgraph={TOKEN}"}).status_code == 401


def test_programs_show_the_token(guarded):
    for scheme in ("Bearer", "bearer"):
        assert guarded.get("/sparql", params=ASK, headers={"authorization": f"{scheme} {TOKEN}"}).json()["boolean"]


def test_browsers_trade_the_token_for_a_cookie(store):
    with application(store, token=TOKEN, local=False) as client:
        response = client.get("/login", params={"token": TOKEN})
        assert response.status_code == 303
        assert response.headers["location"] == "/"
        cookie = response.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert TOKEN not in cookie
        assert client.get("/sparql", params=ASK).status_code == 200


def test_servers_at_two_ports_keep_their_cookies_apart(store):
    cookies = []
    for token in (TOKEN, TOKEN[::-1]):
        with application(store, token=token, local=False) as client:
            cookies.append(client.get("/login", params={"token": token}).headers["set-cookie"].split(";")[0])
    assert len({cookie.split("=")[0] for cookie in cookies}) == 2
    with application(store, token=TOKEN, local=False) as client:
        assert client.get("/sparql", params=ASK, headers={"cookie": "; ".join(cookies)}).status_code == 200
        assert client.get("/sparql", params=ASK, headers={"cookie": cookies[1]}).status_code == 401


def test_what_only_a_token_opens_is_not_kept_by_browsers(guarded):
    headers = {"authorization": f"Bearer {TOKEN}"}
    for path in ("/", "/sparql?query=ASK{}", "/static/serve.css", f"/login?token={TOKEN}", "/nowhere"):
        assert guarded.get(path, headers=headers).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_a_cookie_that_was_got_over_tls_stays_there(guarded, scheme, secure):
    response = guarded.get(f"{scheme}://127.0.0.1/login", params={"token": TOKEN})
    guarded.cookies.clear()
    assert ("secure" in response.headers["set-cookie"].lower()) is secure


def test_any_host_will_do_where_a_token_is_shown(guarded):
    headers = {"authorization": f"Bearer {TOKEN}", "host": "graph.example:8000"}
    assert guarded.get("/sparql", params=ASK, headers=headers).status_code == 200


def test_other_addresses_get_a_token():
    assert token_for("127.0.0.1", None) is None
    assert token_for("::1", None) is None
    assert len(token_for("0.0.0.0", None)) >= 32
    assert token_for("0.0.0.0", None) != token_for("0.0.0.0", None)
    assert token_for("127.0.0.1", TOKEN) == TOKEN
    with pytest.raises(ServeError, match="fewer than 16 characters"):
        token_for("0.0.0.0", "guess")


@pytest.mark.parametrize("token", ["correct horse battery staple", f" {TOKEN}", "passwörter-sind-lang", f"{TOKEN}\n"])
def test_a_token_that_no_header_carries_is_refused(token):
    with pytest.raises(ServeError, match="which no header carries"):
        token_for("127.0.0.1", token)


def test_what_reaches_this_machine_only():
    assert all(map(is_loopback, ("127.0.0.1", "localhost", "::1", "[::1]", "127.9.9.9")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.example", "")))
