"""Decisions as JSON objects and back; whatever is wrong with an object is told in words that name the remedy."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast, get_args

from kgraph.curate import decisions
from kgraph.curate.decisions import ClaimRef, Decision, EntityRef, Entry, Selector, Signature
from kgraph.errors import DecisionError
from kgraph.ids import digest
from kgraph.plover import SECTORS
from kgraph.types import ClaimType, EntityType, Polarity

NAME_LENGTH = 300
_SIGNATURE = ("when", "who", "why")
_LINE = re.compile(r"[0-9a-f]{16}")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_STATE = re.compile(r"[A-Z]{3}")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates: left open in a name they turn round what is printed after it."""


def entry(decision: Decision, signed: Signature, *, number: int = 0) -> Entry:
    """The line that says this; DecisionError where the decision or its date cannot be one."""
    return entry_from(to_object(decision, signed), number=number)


def to_object(decision: Decision, signed: Signature) -> dict[str, Any]:
    """The JSON object of a line, its fields in the order in which people read them."""
    return {**_said(decision), **{name: value for name in _SIGNATURE if (value := getattr(signed, name))}}


def verb_of(decision: Decision) -> str:
    """What a line calls the decision: ``merge``, ``reject`` ..."""
    return str(_said(decision)["do"])


def entry_from(value: Any, *, number: int = 0) -> Entry:
    """The line that a JSON object says; DecisionError where something in it is wrong or missing."""
    data = _object(value, "a line")
    decision = decision_from({name: said for name, said in data.items() if name not in _SIGNATURE})
    signed = Signature(_moment(data.get("when")), _maybe_text(data, "who"), _maybe_text(data, "why"))
    return Entry(line_id(decision), decision, signed, number)


def decision_from(value: Any) -> Decision:
    """The decision that a JSON object says, one without ``when``, ``who`` and ``why``; errors as for ``entry_from``.

    What a person sends from a form: entities may be plain names or ids, a claim its id.
    """
    data = _object(value, "a decision")
    verb = data.get("do")
    form = _FORMS.get(verb) if isinstance(verb, str) else None
    if form is None:
        raise DecisionError(f'"do" is {_shown(verb)}: one of {", ".join(_FORMS)}')
    fields, read = form
    unknown = sorted(set(data) - {"do", *fields})
    if unknown:
        known = sorted({"do", *fields, *_SIGNATURE})
        raise DecisionError(f"{verb} has no field {_shown(unknown[0])}: only {', '.join(known)}")
    return read(data)


def line_id(decision: Decision) -> str:
    """Sixteen hexadecimal digits: the same decision has the same id on every machine and on every day."""
    return digest("line", json.dumps(_said(decision), ensure_ascii=True, sort_keys=True))


# What a decision says


def _said(decision: Decision) -> dict[str, Any]:
    match decision:
        case decisions.Merge():
            return {"do": "merge", "entities": [_entity_said(e) for e in decision.entities]}
        case decisions.Split():
            mentions = [_filled(m, "name", "article", "start", "end", "text") for m in decision.mentions]
            return {"do": "split", "entity": _entity_said(decision.entity), "mentions": mentions,
                    "as": _entity_said(decision.into)}  # fmt: skip
        case decisions.Rename():
            return {"do": "rename", "entity": _entity_said(decision.entity), "name": decision.name}
        case decisions.Retype():
            return {"do": "type", "entity": _entity_said(decision.entity),
                    **_filled(decision, "type", "country", "sector")}  # fmt: skip
        case decisions.Link():
            return {"do": "link", "entity": _entity_said(decision.entity), "wikidata": decision.wikidata}
        case decisions.Verdict():
            claim = _filled(
                decision.claim, "id", "article", "type", "polarity", "activity", "event", "start", "end", "quote"
            )
            if decision.claim.participants:
                claim["participants"] = {role: list(words) for role, words in decision.claim.participants}
            return {"do": "accept" if decision.review == "accepted" else "reject", "claim": claim}
        case decisions.Undo():
            return {"do": "undo", "line": decision.line}


def _entity_said(entity: EntityRef) -> dict[str, Any]:
    return _filled(entity, "id", "name", "type")


def _filled(record: object, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(record, name)) is not None}


# What an object means


def _merge(data: Mapping[str, Any]) -> Decision:
    entities = data.get("entities")
    if not isinstance(entities, list) or len(entities) < 2:
        raise DecisionError('"entities" must list two or more entities, each by id or name')
    return decisions.Merge(tuple(_entity(e) for e in entities))


def _split(data: Mapping[str, Any]) -> Decision:
    entity, mentions = _entity(data.get("entity")), data.get("mentions")
    if not isinstance(mentions, list) or not mentions:
        raise DecisionError('"mentions" must list what to split off: {"name": ...}, {"article": ...} or both')
    into = _entity(data.get("as"))
    if into.name is None:
        raise DecisionError('"as" needs the "name" of the entity that the mentions become')
    return decisions.Split(entity, tuple(_selector(m) for m in mentions), into)


def _rename(data: Mapping[str, Any]) -> Decision:
    return decisions.Rename(_entity(data.get("entity")), checked_name(data.get("name")))


def _retype(data: Mapping[str, Any]) -> Decision:
    entity = _entity(data.get("entity"))
    return decisions.Retype(entity, checked_type(data.get("type")), _country(data), _sector(data))


def _link(data: Mapping[str, Any]) -> Decision:
    return decisions.Link(_entity(data.get("entity")), checked_item(data.get("wikidata")))


def _reject(data: Mapping[str, Any]) -> Decision:
    return decisions.Verdict(_claim(data.get("claim")), "rejected")


def _accept(data: Mapping[str, Any]) -> Decision:
    return decisions.Verdict(_claim(data.get("claim")), "accepted")


def _undo(data: Mapping[str, Any]) -> Decision:
    line = data.get("line")
    if not isinstance(line, str) or not _LINE.fullmatch(line):
        raise DecisionError(f'"line" is {_shown(line)}: give the sixteen digits of a line\'s id')
    return decisions.Undo(line)


_FORMS: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any]], Decision]]] = {
    "merge": (("entities",), _merge),
    "split": (("entity", "mentions", "as"), _split),
    "rename": (("entity", "name"), _rename),
    "type": (("entity", "type", "country", "sector"), _retype),
    "link": (("entity", "wikidata"), _link),
    "reject": (("claim",), _reject),
    "accept": (("claim",), _accept),
    "undo": (("line",), _undo),
}
"""What "do" may say: the fields that go with it, and what reads them."""


def _entity(value: Any) -> EntityRef:
    if isinstance(value, str) and value.strip():
        return EntityRef.of(value.strip())
    data = _object(value, "an entity")
    _only(data, "an entity", "id", "name", "type")
    id, name = _maybe_text(data, "id"), data.get("name")
    if id is None and name is None:
        raise DecisionError('an entity needs an "id" or a "name"')
    if id is not None and not id.startswith("entity/"):
        raise DecisionError(f"the entity's id {_shown(id)} does not begin with entity/: give an id or a name")
    return EntityRef(
        id,
        None if name is None else checked_name(name),
        None if data.get("type") is None else checked_type(data["type"]),
    )


def _selector(value: Any) -> Selector:
    data = _object(value, "a mention")
    _only(data, "a mention", "name", "article", "start", "end", "text")
    start, end = _maybe_number(data, "start"), _maybe_number(data, "end")
    found = Selector(_maybe_text(data, "name"), _article(data), start, end, _maybe_text(data, "text"))
    if found.name is None and found.article is None:
        raise DecisionError('a mention is chosen by "name", by "article" or both')
    if (start is None) != (end is None) or (start is not None and (found.article is None or start >= (end or 0))):
        raise DecisionError('"start" and "end" of a mention belong together, with its "article", start before end')
    return found


def _claim(value: Any) -> ClaimRef:
    data = _object({"id": value} if isinstance(value, str) else value, "a claim")
    names = ("id", "article", "type", "polarity", "activity", "event", "start", "end", "quote", "participants")
    _only(data, "a claim", *names)
    id = _maybe_text(data, "id")
    if id is None or not id.startswith("claim/"):
        raise DecisionError(f'the claim\'s "id" is {_shown(id)}: it begins with claim/')
    if data.get("type") not in (None, *get_args(ClaimType)):
        raise DecisionError(f"{_shown(data['type'])} is no type of claim: one of {', '.join(get_args(ClaimType))}")
    if data.get("polarity") not in (None, *get_args(Polarity)):
        raise DecisionError(f"polarity {_shown(data['polarity'])}: + or -")
    people = _object(data.get("participants", {}), '"participants"')
    if not all(isinstance(some, list) and all(isinstance(w, str) for w in some) for some in people.values()):
        raise DecisionError('"participants" are lists of words by role: {"force": ["North Korea"]}')
    return ClaimRef(
        id=id,
        article=_article(data),
        type=data.get("type"),
        polarity=data.get("polarity"),
        activity=_maybe_text(data, "activity"),
        event=_maybe_text(data, "event"),
        start=_maybe_number(data, "start"),
        end=_maybe_number(data, "end"),
        quote=_maybe_text(data, "quote"),
        participants=tuple((role, tuple(words)) for role, words in sorted(people.items())),
    )


# Values


def checked_name(value: Any) -> str:
    """A name for an entity, white space as single spaces; DecisionError where it is none."""
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        raise DecisionError(f"the name is {_shown(value)}: give at least one letter or digit")
    name = " ".join(value.split())
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in _TURNING for c in name):
        raise DecisionError(f"the name {_shown(name)} holds control characters: leave them out")
    if len(name) > NAME_LENGTH:
        raise DecisionError(f"the name {_shown(name)} is longer than {NAME_LENGTH} characters: shorten it")
    return name


def checked_type(value: Any) -> EntityType:
    """A type of entity; DecisionError lists those that there are."""
    if value not in get_args(EntityType):
        raise DecisionError(f"{_shown(value)} is no type of entity: one of {', '.join(get_args(EntityType))}")
    return cast(EntityType, value)


def checked_item(value: Any) -> str | None:
    """A Wikidata identifier by its form, or None; whether there is such an item is not asked."""
    if value is not None and not (isinstance(value, str) and _ITEM.fullmatch(value)):
        raise DecisionError(f"{_shown(value)} is no Wikidata identifier: Q and a number, such as Q423")
    return value


def _country(data: Mapping[str, Any]) -> str | None:
    value = data.get("country")
    if value is not None and not (isinstance(value, str) and _STATE.fullmatch(value)):
        raise DecisionError(f"country {_shown(value)}: give an ISO 3166 code of three letters, such as PRK")
    return value


def _sector(data: Mapping[str, Any]) -> str | None:
    value = data.get("sector")
    if value is not None and not (isinstance(value, str) and value in SECTORS):
        raise DecisionError(f"{_shown(value)} is no PLOVER sector: one of {', '.join(sorted(SECTORS))}")
    return value


def _moment(value: Any) -> str:
    if isinstance(value, str):
        try:
            datetime.fromisoformat(value)
            return value
        except ValueError:
            pass
    raise DecisionError(f'"when" is {_shown(value)}: give an ISO date or date-time, such as 2024-10-25T09:30:00Z')


def _article(data: Mapping[str, Any]) -> str | None:
    found = _maybe_text(data, "article")
    if found is not None and not found.startswith("article/"):
        raise DecisionError(f'"article" is {_shown(found)}: give the id, which begins with article/')
    return found


def _maybe_text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise DecisionError(f'"{name}" is {_shown(value)}: give a text or leave it out')
    if value is not None and any(unicodedata.category(c) == "Cs" for c in value):
        raise DecisionError(f'"{name}" holds half a character (a lone surrogate): write it anew')
    return value


def _maybe_number(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    if value is not None and not (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        raise DecisionError(f'"{name}" is {_shown(value)}: give a number of code points, 0 or more')
    return value


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DecisionError(f"{what} is {_shown(value)}: write a JSON object in braces")
    return value


def _only(data: Mapping[str, Any], what: str, *names: str) -> None:
    unknown = sorted(set(data) - set(names))
    if unknown:
        raise DecisionError(f"{what} has no field {_shown(unknown[0])}: only {', '.join(names)}")


def _shown(value: Any) -> str:
    """A value for a message: short, on one line."""
    if value is None:
        return "missing"
    text = ascii(value) if not isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
