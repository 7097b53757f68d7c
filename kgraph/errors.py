"""One exception tree: every error that kgraph raises on purpose, with what failed, the value and the remedy."""

from __future__ import annotations

from typing import Literal


class KgraphError(Exception):
    """The root. ``str(error)`` is one line: what failed, where, and what to do about it."""


class InputError(KgraphError):
    """An article file, table or metadata file that cannot be read; the rest of the batch goes on.

    ``severity`` is ``"error"``: something was wrong and is left out (a file, a row, a value).
    """

    severity: Literal["error", "warning"] = "error"


class InputWarning(InputError):
    """Something about an input that its reader should know, though nothing is wrong: no date, a guessed encoding."""

    severity = "warning"


class UndatedWarning(InputWarning):
    """An article without a date of publication: kept, but its relative dates stay open."""


class ModelError(KgraphError):
    """The language model is missing, damaged or not what was asked for."""


class StoreError(KgraphError):
    """The store is missing, locked, or is no store."""


class DecisionError(KgraphError):
    """A decision of the ledger that cannot be one: an unknown field, type or code, or no such entity or claim."""


class LedgerError(InputError):
    """A line of a ledger that is wrong: it is left out, the rest is replayed."""


class DormantLine(InputWarning):
    """A line of a ledger that finds nothing to apply to in this store: it is kept, and tried again every time."""


class QueryError(KgraphError):
    """A query that cannot be parsed or run."""


class QueryFailed(QueryError):
    """A query that is in order and that the engine could not answer."""


class LimitError(QueryError):
    """A query whose answer would be larger, or take longer, than the limits allow."""


class ServeError(KgraphError):
    """The server cannot start: the port is taken, the address is not this machine's, the token is too short."""


class ExportError(KgraphError):
    """An export that cannot be written, or a format that does not exist."""


class NotFound(KgraphError):
    """A claim, entity, article or stock question that the store does not hold."""


class OntologyError(KgraphError):
    """An ontology or actors file that cannot be read or breaks its own rules."""
