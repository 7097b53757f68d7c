"""Decisions from the pages: a form becomes a line of the ledger, in a process of its own, where ``--edit`` allows it.

A form is taken only with the secret that the server's own pages carry, which no page of another site can read.
"""

from __future__ import annotations

import hmac
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kgraph.serve.bodies import read_form
from kgraph.serve.endpoint import Answers
from kgraph.serve.refusal import Refusal
from kgraph.serve.settings import Limits

_MOST_NOTES = 20  # that nobody has looked at yet
LIMITS = Limits(seconds=900, memory=2**36, workers=1, waiting=4)
"""Connecting a large store anew takes its time; nobody but people who may decide can ask for it."""


async def decide(request: Request) -> Response:
    """Take a decision and go back to the page that it came from."""
    state = request.app.state
    form = await read_form(request, state.settings.limits.body)
    fields = {name: value.strip() for name, value in form.items()}
    if not hmac.compare_digest(fields.get("form", "").encode(), state.form_secret.encode()):
        raise Refusal(403, "this form is not from a page of this server as it runs now: load the page again")
    answers: Answers = state.deciding
    arguments: dict[str, Any] = {
        "decision": decision_of(fields),
        "why": fields.get("why") or None,
        "store": str(state.settings.store),
    }
    reply, file = await answers.get("decide", **arguments)
    file.close()
    answers.snapshots.expire()
    state.notes = [*state.notes, *reply["warnings"]][-_MOST_NOTES:]
    return RedirectResponse("/decisions" if reply["warnings"] else own_path(fields.get("back", "/")), 303)


def own_path(path: str) -> str:
    """A path of this server; the way in instead of anything else."""
    return path if re.fullmatch(r"/(?![/\\\\])[\x21-\x7e]*", path) else "/"


def decision_of(fields: dict[str, str]) -> dict[str, Any]:
    """The JSON object of a line (docs/curation.md) that a form means."""
    verb, entity = fields.get("do", ""), fields.get("entity", "")
    match verb:
        case "merge":
            if not fields.get("other"):
                raise Refusal(400, "name the other entity, by its id or its name")
            return {"do": verb, "entities": [entity, fields["other"]]}
        case "split":
            return {"do": verb, "entity": entity, "mentions": [{"name": fields.get("printed", "")}],
                    "as": {"name": fields.get("into", "")}}  # fmt: skip
        case "rename":
            return {"do": verb, "entity": entity, "name": fields.get("name", "")}
        case "type":
            country = {"country": fields["country"].upper()} if fields.get("country") else {}
            return {"do": verb, "entity": entity, "type": fields.get("type", ""), **country}
        case "link":
            return {"do": verb, "entity": entity, "wikidata": fields.get("wikidata") or None}
        case "reject" | "accept":
            return {"do": verb, "claim": fields.get("claim", "")}
        case "undo":
            return {"do": verb, "line": fields.get("line", "")}
    raise Refusal(400, f"there is no decision {verb[:40]!r}")
