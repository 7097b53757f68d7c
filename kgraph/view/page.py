"""Render the page: template, style, scripts and data into one HTML file under a strict Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from kgraph.errors import ExportError
from kgraph.types import Article, Claim, Entity
from kgraph.view.data import page_data

#: In the order in which they run.
SCRIPTS = (
    "model.js",
    "words.js",
    "dom.js",
    "facets.js",
    "state.js",
    "focus.js",
    "visible.js",
    "looks.js",
    "places.js",
    "labels.js",
    "draw.js",
    "canvas.js",
    "bins.js",
    "dates.js",
    "rail.js",
    "claims.js",
    "combobox.js",
    "search.js",
    "panel.js",
    "actor.js",
    "path.js",
    "world.js",
    "tables.js",
    "timeline.js",
    "gexf.js",
    "download.js",
    "keys.js",
    "app.js",
)
#: Actors drawn at first; past them the page draws who is searched for and their neighbours.
DRAWN_ACTORS = 2000
# These end a script element, open a comment in one, or end a line in old JavaScript.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(
    claims: Iterable[Claim],
    entities: Mapping[str, Entity],
    articles: Mapping[str, Article],
    *,
    title: str = "Knowledge graph",
    limit: int = DRAWN_ACTORS,
) -> str:
    """The page as HTML. Write it as UTF-8.

    Args:
        claims: resolved claims.
        entities: by id; claims may refer to entities that are not there, which are then shown as printed.
        articles: by id, likewise.
        title: shown in the bar at the top and as the page's title; text, not HTML.
        limit: how many actors are drawn at first.
    """
    assets = files("kgraph.view") / "assets"
    style = (assets / "page.css").read_text(encoding="utf-8")
    scripts = [vis_network(), *((assets / name).read_text(encoding="utf-8") for name in SCRIPTS)]
    return _fill(
        title,
        served=False,
        policy=policy(style, scripts),
        style=style,
        scripts=scripts,
        data=embed(page_data(list(claims), entities, articles, limit=limit)),
    )


def render_served(*, title: str, style: str, scripts: Iterable[str], pages: Iterable[tuple[str, str]]) -> str:
    """The page without data, for a server that sends its files and feeds it.

    Args:
        title: as of ``render``.
        style: the address of the style.
        scripts: the addresses of the scripts, in the order in which they run.
        pages: addresses of the server's other pages, each with what it is called.
    """
    return _fill(title, served=True, policy="", style=style, scripts=list(scripts), pages=list(pages))


def _fill(title: str, **values: Any) -> str:
    import jinja2

    source = (files("kgraph.view") / "templates" / "page.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = _inline
    return environment.from_string(source).render(
        title=_well_formed(" ".join(title.split())) or "Knowledge graph", **values
    )


def policy(style: str, scripts: Iterable[str]) -> str:
    """A Content-Security-Policy that lets nothing load and nothing run but what the page carries itself."""
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def embed(data: Any) -> str:
    """JSON that stays data wherever it stands in HTML: no tag, comment or line end can be read out of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ESCAPES)
    return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def _inline(text: str) -> Any:
    """The package's own style or script, unescaped; refuses text that would end its element."""
    from markupsafe import Markup

    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise ExportError("a script or style of the page contains a tag that would end it; reinstall kgraph and pyvis")
    return Markup(text)


def _well_formed(text: str) -> str:
    """Text that UTF-8 can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def vis_network() -> str:
    """vis-network as pyvis ships it, without its style sheet, which styles only controls that the page lacks."""
    folder = files("pyvis") / "templates" / "lib"
    for version in sorted((f.name for f in folder.iterdir() if f.name.startswith("vis-")), reverse=True):
        script = folder / version / "vis-network.min.js"
        if script.is_file():
            # A browser's developer tools would ask for the source map, which is not there.
            return re.sub(r"//# sourceMappingURL=\S*", "", script.read_text(encoding="utf-8")).strip()
    raise ExportError("pyvis carries no vis-network script; reinstall it: pip install --force-reinstall pyvis")
