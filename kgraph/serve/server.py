"""Run the application: bind the address, say where it is, serve until told to stop."""

from __future__ import annotations

import asyncio
import errno
import logging
import re
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import quote

import uvicorn

from kgraph.errors import KgraphError, ServeError
from kgraph.serve.app import create_app
from kgraph.serve.plain import for_a_log
from kgraph.serve.settings import Settings, is_loopback
from kgraph.store import Dataset

_SHORTEST_TOKEN = 16
_TOKEN = re.compile(r"[\x21-\x7e]+")
_PATIENCE = 3  # seconds that open connections get when the server stops
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]


def token_for(host: str, token: str | None) -> str | None:
    """The token that a server at this address asks for: the one given, none on this machine, else a new one.

    Raises:
        ServeError: the token is so short that it could be guessed, or cannot be sent.
    """
    if token is not None and len(token) < _SHORTEST_TOKEN:
        raise ServeError(
            f"the token has fewer than {_SHORTEST_TOKEN} characters: give a longer one, or none to get one"
        )
    if token is not None and not _TOKEN.fullmatch(token):
        raise ServeError("the token has spaces or other characters than ASCII, which no header carries: leave them out")
    return token if token is not None or is_loopback(host) else secrets.token_urlsafe(32)


def serve(settings: Settings, *, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve a store until SIGINT or SIGTERM.

    Args:
        settings: the store, the token and the limits.
        host: the address to listen at.
        port: the port; 0 for any that is free.
        on_ready: is told the address to open once the server answers; a token is part of it.

    Raises:
        StoreError: there is no store, it is being written to, or no snapshot of it can be made.
        ServeError: the address cannot be had.
    """
    Dataset.open(settings.store).close()
    listener = _listen(host, port)
    failures: list[KgraphError] = []
    try:
        config = uvicorn.Config(
            create_app(settings, on_failure=failures.append),
            access_log=False,
            log_level="warning",
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="on",
            timeout_graceful_shutdown=_PATIENCE,
        )
        logging.getLogger("uvicorn.error").addFilter(_fit_for_a_terminal)
        server = _Server(config, lambda: on_ready(_address(host, listener, settings.token)))
        with _unprinted(failures):
            asyncio.run(server.serve(sockets=[listener]))
    finally:
        listener.close()


def _fit_for_a_terminal(record: logging.LogRecord) -> bool:
    """Write out control characters: what is logged may quote whoever asked."""
    record.msg, record.args = for_a_log(record.getMessage()), ()
    if record.exc_info:
        record.exc_text = for_a_log(logging.Formatter().formatException(record.exc_info))
    return True


@contextmanager
def _unprinted(failures: list[KgraphError]) -> Iterator[None]:
    """Raise the first failure to start instead of letting uvicorn print where in the program it came about."""
    log = logging.getLogger("uvicorn.error")

    def shown(record: logging.LogRecord) -> bool:
        return not failures

    log.addFilter(shown)
    try:
        yield
    except SystemExit as error:  # uvicorn's way to say that the application did not start
        unknown = ServeError("the server did not start; what it printed says why")
        raise (failures[0] if failures else unknown) from error
    finally:
        log.removeFilter(shown)
    if failures:
        raise failures[0]


class _Server(uvicorn.Server):
    """Says when it is ready, and takes signals as a wish to stop and nothing more."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._on_ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ServeError(f"{host!r} is no address of this machine: give one with --host") from error
    family, _, _, _, address = found[0]
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        which = "--host" if error.errno == errno.EADDRNOTAVAIL else "--port"
        raise ServeError(f"cannot listen at {host}, port {port} ({reason}): give another with {which}") from error
    listener.set_inheritable(False)
    return listener


def _address(host: str, listener: socket.socket, token: str | None) -> str:
    name = host.strip("[]")
    name = socket.gethostname() if name in ("0.0.0.0", "::") else f"[{name}]" if ":" in name else name
    return f"http://{name}:{listener.getsockname()[1]}/" + (f"login?token={quote(token, safe='')}" if token else "")
