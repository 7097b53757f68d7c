"""The application: its routes, what it starts and what it stops."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgraph.serve.editing import LIMITS as DECIDING
from kgraph.serve.endpoint import Answers, sparql
from kgraph.serve.guard import Guard
from kgraph.serve.negotiate import choose
from kgraph.serve.pool import Pool
from kgraph.serve.refusal import Refusal
from kgraph.serve.render import render
from kgraph.serve.routes import routes
from kgraph.serve.settings import Settings
from kgraph.serve.work import Work, working

_ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_app(settings: Settings, work: Work | None = None) -> ASGIApp:
    """The application over a store, guarded; it has its answers from work that is given, else begins and ends its own."""
    app = Starlette(
        routes=[Route("/sparql", sparql, methods=_ALL_METHODS), *routes(edit=settings.edit)],
        exception_handlers={Refusal: _refuse, HTTPException: _not_here, Exception: _broken},
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False
    app.state.settings = settings
    app.state.work = work
    app.state.form_secret = secrets.token_urlsafe(32) if settings.edit else ""
    app.state.notes = []
    return Guard(_Ending(app), settings)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    given: Work | None = app.state.work
    async with working(app.state.settings) if given is None else nullcontext(given) as work:
        await work.ready
        app.state.answers = Answers(work.pool, work.snapshots, work.folder, work.indexes)
        async with _deciding(app, work):
            beginning = asyncio.get_running_loop().create_task(work.indexes.begin())
            try:
                yield
            finally:
                beginning.cancel()


class _Ending:
    """ASGI middleware that has an answer for requests that are given up because the server stops."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = scope["type"] != "http"

        async def noted(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except asyncio.CancelledError:
            if began:
                raise
            await Refusal(503, "the server is being stopped", {"Retry-After": "10"}).response()(scope, receive, send)


@asynccontextmanager
async def _deciding(app: Starlette, work: Work) -> AsyncIterator[None]:
    """The process that takes decisions, where they are allowed."""
    if not app.state.settings.edit:
        yield
        return
    folder = work.folder / "deciding"
    folder.mkdir()
    pool = Pool(DECIDING, folder)
    try:
        await pool.start()
        app.state.deciding = Answers(pool, work.snapshots, folder)
        yield
    finally:
        await pool.stop()


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if _is_for_people(request):
        return _error_page(error.status, error.message, error.headers)
    error.headers.pop("Refresh", None)
    return error.response()


async def _not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = "there is no such page" if error.status_code == 404 else str(error.detail)
    if _is_for_people(request):
        return _error_page(error.status_code, text, error.headers)
    return PlainTextResponse(f"{text}\n", error.status_code, error.headers)


def _is_for_people(request: Request) -> bool:
    """Whether a browser asks for a page, to which an error is a page, too."""
    if request.url.path.startswith(("/sparql", "/api/", "/static/")):
        return False
    wanted = choose(request.headers.get("accept"), [("text/plain", False), ("text/html", True)])
    return wanted is not None and wanted[1]


def _error_page(status: int, message: str, headers: Mapping[str, str] | None) -> Response:
    soon = "Refresh" in (headers or {})
    title = "Being prepared" if soon else _TITLES.get(status, "That did not work")
    message = f"{message}. This page comes by itself when they are there" if soon else message
    text = message[:1].upper() + message[1:]
    page = render("error.html", place="", title=title, message=text)
    return Response(page, status, headers, media_type="text/html; charset=utf-8")


_TITLES = {404: "Not here", 503: "Later, please"}


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse("something went wrong in the server; its log says what\n", 500)
