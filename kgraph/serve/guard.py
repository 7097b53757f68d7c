"""Who may ask, and what every response carries: the Host check, the token, and the headers against misuse."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgraph.serve.refusal import Refusal
from kgraph.serve.settings import Settings, is_loopback

LOGIN = "/login"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all the forms of our own pages would name no origin
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@\s]+)(?::\d{1,5})?")


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self._session = None if settings.token is None else session(settings.token)
        # What only a token opens is not left on the disk of whoever opened it.
        self._headers = HEADERS if settings.token is None else {**HEADERS, "Cache-Control": "no-store"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or refuse it; its response gets the headers either way."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            response = self._check(scope)
        except Refusal as refusal:
            response = refusal.response()
        await (response or self.app)(scope, receive, send_with_headers)

    def _check(self, scope: Scope) -> Response | None:
        """The response that comes instead of the application's, if any; Refusal where there is none to be had."""
        headers = Headers(scope=scope)
        if self.settings.local and not _is_local(headers.getlist("host")):
            raise Refusal(421, "this server answers to localhost and 127.0.0.1 only")
        if _is_of_another_site(scope["method"], headers):
            raise Refusal(403, "pages of other sites may not ask this server")
        if self.settings.token is None:
            return None
        if scope["path"] == LOGIN:
            return self._log_in(scope)
        if not self._may_ask(headers):
            hint = "open the address that the server printed, or send its token as Authorization: Bearer TOKEN"
            raise Refusal(401, f"this server asks for its token: {hint}", {"WWW-Authenticate": 'Bearer realm="kgraph"'})
        return None

    def _may_ask(self, headers: Headers) -> bool:
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._is_token(shown.strip())
        cookie = cookie_parser(headers.get("cookie", ""))
        return self._session is not None and _same(cookie.get(cookie_name(self._session), ""), self._session)

    def _is_token(self, shown: str) -> bool:
        return self.settings.token is not None and _same(shown, self.settings.token)

    def _log_in(self, scope: Scope) -> Response:
        """Trade the token in the URL for a cookie, and leave the URL behind."""
        shown = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        if not self._is_token(shown):
            raise Refusal(401, "this is not the server's token: open the address that the server printed")
        response = RedirectResponse("/", 303)
        secure = scope.get("scheme") == "https"
        held = self._session or ""
        response.set_cookie(cookie_name(held), held, httponly=True, samesite="strict", secure=secure)
        return response


def session(token: str) -> str:
    """What the cookie holds: proof of the token that does not give it away."""
    return hmac.new(token.encode(), b"kgraph session", hashlib.sha256).hexdigest()


def cookie_name(session: str) -> str:
    """The cookie's name: one of its own for each token, for browsers send cookies to every port of a machine."""
    return "kgraph-" + hashlib.sha256(session.encode()).hexdigest()[:8]


def _same(shown: str, secret: str) -> bool:
    return hmac.compare_digest(shown.encode("utf-8", "replace"), secret.encode())


def _is_local(hosts: Iterable[str]) -> bool:
    found = [_HOST.fullmatch(host) for host in hosts]
    return len(found) == 1 and found[0] is not None and is_loopback(found[0][1])


def _is_of_another_site(method: str, headers: Headers) -> bool:
    """Whether a page that is not of this server asks; following a link to a page here is not asking.

    Another port of this machine is another site. Browsers that do not say where a request comes from name at least the
    origin of what is no plain link.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none") and not _is_visit(method, headers)
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower()


def _is_visit(method: str, headers: Headers) -> bool:
    """Whether somebody goes to a page here: a frame in a page, or one that is fetched in advance, is no visit."""
    is_page = headers.get("sec-fetch-dest", "document") == "document" and "sec-purpose" not in headers
    return method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate" and is_page
