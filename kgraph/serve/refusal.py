"""A request that is not answered: the status and the words that say why."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse


class Refusal(Exception):
    """Ends a request with a status (RFC 9110), one line of text, and headers that go with the status."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, dict(headers or {})

    def response(self) -> PlainTextResponse:
        """The refusal as a response."""
        text = self.message.encode("utf-8", "replace").decode("utf-8")
        return PlainTextResponse(f"{text}\n", self.status, self.headers)
