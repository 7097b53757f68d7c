"""The web server: the application run by uvicorn, which says when it answers and stops when it is told to."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from kgraph.serve.app import create_app
from kgraph.serve.plain import for_a_log
from kgraph.serve.server import SIGNALS
from kgraph.serve.settings import Settings
from kgraph.serve.work import Work

_PATIENCE = 3  # seconds that open connections get when the server stops


def server(settings: Settings, work: Work, on_ready: Callable[[], None]) -> uvicorn.Server:
    """The application over some work, ready to serve; ``on_ready`` is called once it answers."""
    config = uvicorn.Config(
        create_app(settings, work),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=_PATIENCE,
    )
    logging.getLogger("uvicorn.error").addFilter(_fit_for_a_terminal)
    return _Server(config, on_ready)


def _fit_for_a_terminal(record: logging.LogRecord) -> bool:
    """Write out control characters: what is logged may quote whoever asked."""
    record.msg, record.args = for_a_log(record.getMessage()), ()
    if record.exc_info:
        record.exc_text = for_a_log(logging.Formatter().formatException(record.exc_info))
    return True


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
        before = {number: signal.signal(number, self._stop) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit
        self.should_exit = True
