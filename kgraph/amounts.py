"""How many, how much and when: the measured parts of a claim, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted amount. ``min``/``max`` are None where print leaves them open ("up to", "more than")."""

    min: float | None
    max: float | None
    text: str
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A bare range of persons."""

    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Casualties:
    """Persons killed and injured, as an attack claim reports them."""

    killed: Range | None = None
    injured: Range | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money; ``currency`` is an ISO 4217 code where print allows one."""

    amount: float
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """When: ISO dates (inclusive), how exact (``day week month season quarter year decade range``), as printed."""

    start: date | None
    end: date | None
    granularity: str
    text: str
