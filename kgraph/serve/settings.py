"""What a server is told when it starts: its store, who may ask, and the limits of what may be asked."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import ServeError

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take.

    ``seconds`` of a query's running time, as many again of waiting for a worker; ``rows`` or triples and ``answer``
    bytes of an answer; ``memory`` bytes that a query may have, where the platform can limit it; ``body`` bytes of a
    request; ``workers`` that run side by side, and requests ``waiting`` for one; ``patience`` seconds that an answer
    waits for the index of the store while that is being made.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    answer: int = 512 * 2**20
    memory: int = 2 * 2**30
    body: int = 2**20
    workers: int = 4
    waiting: int = 64
    patience: float = 3.0

    def __post_init__(self) -> None:
        """Raises ServeError where the time is none that can be waited for: nan, infinite, or more than a day."""
        if not 0 < self.seconds <= _DAY:
            raise ServeError(f"a query cannot take {self.seconds:g} seconds: give --timeout a number up to {_DAY:,}")


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's store and limits.

    ``token`` is what requests must show; None where only this machine can ask. ``local`` says that only names of this
    machine are good as Host, so that no page of another site can reach the server by a name that it makes up. ``edit``
    lets people decide about entities and claims.
    """

    store: Path
    token: str | None = None
    local: bool = True
    edit: bool = False
    limits: Limits = field(default_factory=Limits)


def is_loopback(host: str) -> bool:
    """Whether an address or name reaches this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
