"""The addresses of the pages and of the data behind them, and what each asks of the workers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kgraph.serve.bodies import read_form
from kgraph.serve.editing import decide
from kgraph.serve.endpoint import from_file, unless_gone
from kgraph.serve.protocol import read_parameters
from kgraph.serve.refusal import Refusal

Answer = Callable[[Request], Coroutine[Any, Any, Response]]
_PAGES = (("/", "Front page"), ("/entities", "Entities"), ("/articles", "Articles"), ("/query", "Query"))
_STATIC = {
    "graph.js": "text/javascript",
    "serve.css": "text/css",
    "reader.js": "text/javascript",
    "query.js": "text/javascript",
}
_MOST_FOUND = 1000


def routes(*, edit: bool) -> list[Route]:
    """Every address but the endpoint's; those for decisions only where they are allowed."""
    deciding = [Route("/decide", decide, methods=["POST"]), Route("/decisions", decisions)] if edit else []
    lists = [Route(f"/{name}", _page(name)) for name in ("entities", "articles")]
    things = [Route(f"/{name}/{{rest:path}}", _thing(name)) for name in ("article", "claim", "entity")]
    return [
        Route("/", _page("home")),
        *lists,
        *things,
        Route("/query", query, methods=["GET", "POST"]),
        Route("/api/search", search),
        Route("/api/neighbourhood", neighbourhood),
        Route("/api/graph", first_part),
        Route("/api/actor", actor),
        Route("/api/tie", tie),
        Route("/api/path", path),
        Route("/api/world", world),
        Route("/graph", graph),
        Route("/static/explorer/{name}", explorer),
        Route("/static/{name}", static),
        *deciding,
    ]


async def _answer(
    request: Request, do: str, headers: dict[str, str] | None = None, *, indexed: bool = False, **arguments: Any
) -> Response:
    reply, file = await unless_gone(request, request.app.state.answers.get(do, indexed=indexed, **arguments))
    text = reply["type"].startswith("text/")
    return from_file(file, f"{reply['type']}; charset=utf-8" if text else reply["type"], headers=headers or {})


def _parameters(request: Request) -> dict[str, str]:
    """The parameters of the URL, the last of each name."""
    return {name: values[-1] for name, values in read_parameters(request.scope["query_string"], "the URL").items()}


async def decisions(request: Request) -> Response:
    """The ledger, and what looked odd about the last decision."""
    state = request.app.state
    notes, state.notes = state.notes, []
    store = str(state.settings.store)
    return await _answer(request, "decisions", store=store, editing=state.form_secret, notes=notes)


def _page(name: str) -> Answer:
    async def page(request: Request) -> Response:
        store = request.app.state.settings.store.resolve().name
        values = {"store": store, "editing": request.app.state.form_secret} if name == "home" else {}
        parameters = _parameters(request)
        indexed = name == "entities"
        return await _answer(request, "page", indexed=indexed, page=name, parameters=parameters, values=values)

    return page


def _thing(kind: str) -> Answer:
    async def page(request: Request) -> Response:
        values = {"id": f"{kind}/{request.path_params['rest']}"}
        if kind != "article":
            values["editing"] = request.app.state.form_secret
        parameters = _parameters(request)
        indexed = kind == "entity"
        return await _answer(request, "page", indexed=indexed, page=kind, parameters=parameters, values=values)

    return page


async def query(request: Request) -> Response:
    """The query page, or the answer to its query as a file."""
    parameters = _parameters(request)
    if request.method == "POST":
        parameters |= await read_form(request, request.app.state.settings.limits.body)
    form = parameters.get("format")
    if form is None:
        return await _answer(request, "page", page="query", parameters=parameters, values={})
    headers = {"Content-Disposition": f'attachment; filename="answer.{_ENDINGS.get(form, "txt")}"'}
    return await _answer(request, "download", headers, query=parameters.get("q", ""), form=form)


_ENDINGS = {"csv": "csv", "json": "json", "xml": "xml", "tsv": "tsv", "turtle": "ttl", "ntriples": "nt",
            "rdfxml": "rdf", "jsonld": "jsonld"}  # fmt: skip


async def search(request: Request) -> Response:
    """``/api/search?q=WORDS[&type=TYPE][&limit=N]``: entities by name or alias."""
    parameters = _parameters(request)
    limit = _number(parameters, "limit", default=20, most=_MOST_FOUND)
    kind = parameters.get("type") or None
    return await _answer(request, "search", indexed=True, words=parameters.get("q", ""), type=kind, limit=limit)


async def neighbourhood(request: Request) -> Response:
    """``/api/neighbourhood?entity=ID[&depth=1][&limit=N]``: who is near an entity, and the edges among them."""
    parameters = _parameters(request)
    if "entity" not in parameters:
        raise Refusal(400, "name an entity: /api/neighbourhood?entity=entity/state/...")
    depth = _number(parameters, "depth", default=1, most=3)
    limit = _number(parameters, "limit", default=50, most=_MOST_FOUND)
    entity = parameters["entity"]
    return await _answer(request, "neighbourhood", indexed=True, entity=entity, depth=depth, limit=limit)


async def first_part(request: Request) -> Response:
    """``/api/graph``: what the explorer shows when it is opened."""
    return await _answer(request, "graph", indexed=True)


async def actor(request: Request) -> Response:
    """``/api/actor?entity=ID``: an actor with its foremost neighbours and newest claims, for the explorer."""
    parameters = _parameters(request)
    if "entity" not in parameters:
        raise Refusal(400, "name an entity: /api/actor?entity=entity/state/...")
    return await _answer(request, "actor", indexed=True, entity=parameters["entity"])


async def tie(request: Request) -> Response:
    """``/api/tie?a=ID&b=ID``: what ties two actors, with the newest claims behind it, for the explorer."""
    parameters = _parameters(request)
    if "a" not in parameters or "b" not in parameters:
        raise Refusal(400, "name two entities: /api/tie?a=entity/state/...&b=entity/state/...")
    return await _answer(request, "tie", indexed=True, a=parameters["a"], b=parameters["b"])


async def path(request: Request) -> Response:
    """``/api/path?a=ID&b=ID``: the shortest way between two actors, with the newest claims behind each step."""
    parameters = _parameters(request)
    if "a" not in parameters or "b" not in parameters:
        raise Refusal(400, "name two entities: /api/path?a=entity/state/...&b=entity/state/...")
    return await _answer(request, "path", indexed=True, a=parameters["a"], b=parameters["b"])


async def world(request: Request) -> Response:
    """``/api/world?x=ID[&y=ID]``: what one actor claims of others, and how that differs from what another does."""
    parameters = _parameters(request)
    if "x" not in parameters:
        raise Refusal(400, "name an entity: /api/world?x=entity/state/...")
    other = parameters.get("y") or None
    other = None if other == parameters["x"] else other
    return await _answer(request, "world", indexed=True, x=parameters["x"], y=other)


def _number(parameters: dict[str, str], name: str, *, default: int, most: int) -> int:
    text = parameters.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise Refusal(400, f"{name} is a number from 1 to {most}, not {text[:20]!r}")
    return int(text)


async def graph(request: Request) -> Response:
    """The explorer: the page of ``kgraph view``, fed by ``/api``."""
    return Response(
        await asyncio.to_thread(_graph, request.app.state.settings.store.resolve().name), media_type="text/html"
    )


@cache
def _graph(title: str) -> str:
    from kgraph.view.page import SCRIPTS, render_served

    own = [f"/static/explorer/{name}" for name in ("vis-network.js", *SCRIPTS)]
    scripts = [*own[:-1], "/static/graph.js", own[-1]]  # the last begins
    return render_served(title=title, style="/static/explorer/page.css", scripts=scripts, pages=_PAGES)


async def explorer(request: Request) -> Response:
    """The explorer's style and scripts."""
    from kgraph.view.page import SCRIPTS

    name = request.path_params["name"]
    if name not in (*SCRIPTS, "vis-network.js", "page.css"):
        raise Refusal(404, "there is no such file")
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return Response(await asyncio.to_thread(_explorer, name), media_type=kind)


@cache
def _explorer(name: str) -> str:
    from kgraph.view.page import vis_network

    if name == "vis-network.js":
        return vis_network()
    return (files("kgraph.view") / "assets" / name).read_text(encoding="utf-8")


async def static(request: Request) -> Response:
    """The style and the scripts of the pages."""
    name = request.path_params["name"]
    if name == "palette.css":
        return Response(palette(), media_type="text/css")
    if name not in _STATIC:
        raise Refusal(404, "there is no such file")
    return Response(_asset(name), media_type=_STATIC[name])


@cache
def _asset(name: str) -> bytes:
    return (files("kgraph.serve") / "assets" / name).read_bytes()


@cache
def palette() -> str:
    """The colours of the explorer's page, light and dark, so that both look alike."""
    style = (files("kgraph.view") / "assets" / "page.css").read_text(encoding="utf-8")
    return style[: style.index("* {")]
