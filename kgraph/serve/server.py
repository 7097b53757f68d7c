"""Run the application: bind the address, say where it is, serve until told to stop."""

from __future__ import annotations

import asyncio
import errno
import importlib
import re
import secrets
import signal
import socket
import threading
from collections.abc import Callable
from urllib.parse import quote

from kgraph.errors import ServeError
from kgraph.serve.settings import Settings, is_loopback
from kgraph.serve.work import working

_SHORTEST_TOKEN = 16
_TOKEN = re.compile(r"[\x21-\x7e]+")
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
"""By which a server is told to stop."""


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
    listener = _listen(host, port)
    try:
        asyncio.run(_serve(settings, listener, lambda: on_ready(_address(host, listener, settings.token))))
    except SystemExit as error:  # uvicorn's way to say that the application did not start
        raise ServeError("the server did not start; what it printed says why") from error
    finally:
        listener.close()


async def _serve(settings: Settings, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Load the web framework while the first process opens the store, and serve."""
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:  # until the server takes them: whatever says stop ends what has begun, as Ctrl-C does
            signal.signal(number, signal.getsignal(signal.SIGINT))
    async with working(settings) as work:
        web = await asyncio.to_thread(importlib.import_module, "kgraph.serve.web")
        await work.ready
        await web.server(settings, work, on_ready).serve(sockets=[listener])


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
