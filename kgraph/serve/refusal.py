"""A request that is not answered: the status and the words that say why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.responses import PlainTextResponse

from kgraph.serve.plain import one_line


class Refusal(Exception):
    """Ends a request with a status (RFC 9110), one line of text, and headers that go with the status."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, dict(headers or {})

    def response(self) -> PlainTextResponse:
        """The refusal as a response."""
        from starlette.responses import PlainTextResponse

        return PlainTextResponse(f"{one_line(self.message)}\n", self.status, self.headers)
