"""The application: its routes, what it starts and what it stops."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kgraph.errors import KgraphError, ServeError
from kgraph.serve.editing import LIMITS as DECIDING
from kgraph.serve.endpoint import Answers, sparql
from kgraph.serve.guard import Guard
from kgraph.serve.indexes import Indexes
from kgraph.serve.negotiate import choose
from kgraph.serve.pool import Pool
from kgraph.serve.refusal import Refusal
from kgraph.serve.render import render
from kgraph.serve.routes import routes
from kgraph.serve.settings import Settings
from kgraph.serve.snapshots import Snapshots

_ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def create_app(settings: Settings, *, on_failure: Callable[[KgraphError], None] | None = None) -> ASGIApp:
    """The application over a store, guarded; its workers run for as long as its lifespan.

    ``on_failure`` is told why, where the lifespan cannot begin: an ASGI server only prints where it went wrong.
    """
    app = Starlette(
        routes=[Route("/sparql", sparql, methods=_ALL_METHODS), *routes(edit=settings.edit)],
        exception_handlers={Refusal: _refuse, HTTPException: _not_here, Exception: _broken},
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False
    app.state.settings = settings
    app.state.form_secret = secrets.token_urlsafe(32) if settings.edit else ""
    app.state.notes = []
    app.state.on_failure = on_failure
    return Guard(_Ending(app), settings)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    with _told(app):
        snapshots = Snapshots(settings.store)
    try:
        with tempfile.TemporaryDirectory(prefix="kgraph-", ignore_cleanup_errors=True) as folder:
            pool, indexes = Pool(settings.limits, Path(folder)), Indexes(snapshots, Path(folder))
            beginning: asyncio.Task[None] | None = None
            try:
                with _told(app):
                    await _start(snapshots, pool)
                app.state.answers = Answers(pool, snapshots, Path(folder), indexes)
                async with _deciding(app, snapshots, Path(folder)):
                    beginning = asyncio.get_running_loop().create_task(indexes.begin())
                    yield
            finally:
                if beginning is not None:
                    beginning.cancel()
                await indexes.stop()
                await pool.stop()
    finally:
        snapshots.close()


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


@contextmanager
def _told(app: Starlette) -> Iterator[None]:
    """Tell why the application cannot start."""
    try:
        yield
    except (KgraphError, OSError) as error:
        why = error if isinstance(error, KgraphError) else ServeError(f"the server cannot start: {error}")
        if app.state.on_failure is not None:
            app.state.on_failure(why)
        raise


async def _start(snapshots: Snapshots, pool: Pool) -> None:
    """Make the first snapshot while the workers start."""
    starting = asyncio.ensure_future(pool.start())
    try:
        await snapshots.refresh()
        await starting
    except BaseException:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        raise


@asynccontextmanager
async def _deciding(app: Starlette, snapshots: Snapshots, folder: Path) -> AsyncIterator[None]:
    """The process that takes decisions, where they are allowed."""
    if not app.state.settings.edit:
        yield
        return
    (folder / "deciding").mkdir()
    pool = Pool(DECIDING, folder / "deciding")
    try:
        await pool.start()
        app.state.deciding = Answers(pool, snapshots, folder / "deciding")
        yield
    finally:
        await pool.stop()


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if _is_for_people(request):
        return _error_page(error.status, error.message, error.headers)
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
    title = _TITLES.get(status, "That did not work")
    text = message[:1].upper() + message[1:]
    page = render("error.html", place="", title=title, message=text)
    return Response(page, status, headers, media_type="text/html; charset=utf-8")


_TITLES = {404: "Not here", 503: "Later, please"}


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse("something went wrong in the server; its log says what\n", 500)
