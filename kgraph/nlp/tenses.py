"""Whether a date looks back or ahead, judged by the words around it where no parse says so."""

from __future__ import annotations

from kgraph.nlp.lexing import Lexed, word_list
from kgraph.nlp.periods import Direction

_REACH = 14
_FUTURE = frozenset(
    word_list(
        "will shall would could may might plans planning expected scheduled due set intends intend poised likely "
        "upcoming slated bound prepares preparing aims ll"
    )
)
# Verbs that look ahead when "to" follows: "agreed to meet on Friday".
_TOWARDS = frozenset(
    word_list(
        "agreed vowed decided promised ordered asked urged plan plans planned pledged threatened hopes hoped wants "
        "wanted seeks ready about going invited agrees vows hope want due set prepared proposed"
    )
)
_PAST = frozenset(
    word_list(
        "said told was were had has have did met sent began held came went struck fired hit took made gave fell left "
        "won lost spoke wrote saw flew drove fought shot found brought ran led broke stood became says tells"
    )
)
_NOT_PAST = frozenset(word_list("need indeed speed red armed united allied hundred"))
_CARRIERS = frozenset(("be", "been", "being", "get", "getting"))


def clause_direction(lex: Lexed, first: int, stop: int) -> Direction | None:
    """The direction of the nearest verb before the tokens ``first`` to ``stop``, else of the nearest one after them."""
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if lex.sentence_end(i):
            break
        cue = _cue(lex, i)
        if cue is not None:
            return cue
    for i in range(stop, min(lex.size, stop + _REACH)):
        if lex.sentence_end(i):
            break
        cue = _cue(lex, i)
        if cue is not None:  # "In June they agreed to meet": the date goes with "agreed"
            return "past" if lex.low(i) in _TOWARDS and _past_form(lex.low(i)) else cue
    return None


def _past_form(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST)


def _opens(lex: Lexed, i: int) -> bool:
    return i == 0 or lex.sentence_end(i - 1)


def _cue(lex: Lexed, i: int) -> Direction | None:
    word = lex.low(i)
    if lex[i].kind != "w":
        return None
    if word in _FUTURE and not (word in ("may", "will") and lex.capital(i) and not _opens(lex, i)):
        if word == "set" and lex.low(i + 1) != "to":
            return None
        return "future"
    if word in _TOWARDS and lex.low(i + 1) == "to":
        return "future"
    if not _past_form(word):
        return None
    if {lex.low(i - 1), lex.low(i - 2)} & _CARRIERS:
        return None
    if lex.low(i - 1) in ("will", "would", "could", "may", "might", "should", "must", "to") and word in ("have", "has"):
        return None
    return "past"
