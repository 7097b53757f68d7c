"""What comes with a request: its body, as long as it may be, and the fields of a form."""

from __future__ import annotations

from starlette.requests import ClientDisconnect, Request

from kgraph.serve.protocol import FORM, read_parameters
from kgraph.serve.refusal import Refusal

GONE = 499
"""The status where the client is not there to read it."""
_LET_GO_BY = 2**26


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request; Refusal where it is too long (413), or compressed (415).

    A body that is on its way all the same is let go by first: who finds the connection closed while sending does not
    get to read why.
    """
    too_long = Refusal(413, f"the body is longer than {most:,} bytes", {"Connection": "close"})
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise Refusal(415, f"the body is in the coding {coding}: send it as it is", {"Accept-Encoding": "identity"})
    is_held_back = request.headers.get("expect", "").lower() == "100-continue"
    if is_held_back and _announced(request) > most:
        raise too_long
    body, size = bytearray(), 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > _LET_GO_BY:
                break
            if size <= most:
                body += chunk
    except ClientDisconnect as error:
        raise Refusal(GONE, "the client went away") from error
    if size > most:
        raise too_long
    return bytes(body)


def _announced(request: Request) -> int:
    """The length that the client says its body has; 0 where it does not say, or nothing that can be."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0


async def read_form(request: Request, most: int) -> dict[str, str]:
    """The fields of a form, of each name the last; Refusal where the body is none, or longer than ``most`` bytes."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        raise Refusal(415, f"send a form as {FORM}")
    body = await read_body(request, most)
    return {name: values[-1] for name, values in read_parameters(body, "the form").items()}
