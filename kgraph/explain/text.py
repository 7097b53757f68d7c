"""Explanations as text for a terminal, in the two columns of ``kgraph show``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from kgraph.explain.claims import ClaimExplanation, Fired, Matched
from kgraph.explain.reasons import Reason
from kgraph.explain.sentences import Blocked, SentenceExplanation
from kgraph.export.text import terminal_text
from kgraph.show import WIDTH, Line, article_words, columns, event_words, marked
from kgraph.types import Claim

NOBODY = "no rule looks at any word of this sentence"


def claim_text(told: ClaimExplanation, *, note: str = "") -> str:
    """How a claim came to be made, for a terminal; ``note`` says what the reader should know of the reading."""
    claim = told.read or told.stored
    lines: list[Line] = [
        *_titled(claim, claim.id),
        ("words", marked(claim.evidence, told.article.text)),
        ("article", article_words(told.article)),
        ("", f"{told.article.path}, characters {claim.evidence.start} to {claim.evidence.end}"),
        ("rule", _fired(told.rules[0]) if told.rules else ""),
        *(("", f"{f.doc} ({f.place})") for f in told.way[1:] if f.doc and f.doc not in {r.doc for r in told.rules}),
    ]
    if told.frame is not None:
        lines += [("frame", told.frame[0]), *(("", line) for line in told.frame[1].splitlines())]
    lines += [*([("predicate", _matched(told.predicate))] if told.predicate else [])]
    lines += [(m.role, _matched(m)) for m in told.matched]
    lines += _labelled("guards", (_reason(r) for r in told.guards))
    grade = ", ".join(part for part in (claim.polarity, claim.certainty, claim.phase) if part)
    lines += [("so it is", grade), *(("", f'"{e.word}" ({e.start} to {e.end}): {e.did}') for e in told.effects)]
    for link in told.links:
        who = " and ".join(f'"{s}"' for s in link.sources) or "nobody named"
        cue = f', cue "{link.cue}"' if link.cue else ""
        lines += [("said by", f"{who}{cue}{', who denies it' if link.denied else ''}"), ("", _fired(link.rule))]
        lines += [("", f"- {_reason(r)}") for r in link.guards]
    if not told.links and told.read is not None:
        lines.append(("said by", "the article itself"))
    if told.read is None:
        lines.append(("note", "read again, the article does not make this claim any more: build the store anew"))
    elif _differs(told.stored, told.read):
        lines.append(("note", "read again, the claim comes out otherwise than it is stored: build the store anew"))
    return columns([*lines, ("note", note)])


def sentence_text(told: SentenceExplanation, *, parse: bool = False) -> str:
    """What the rules made of a sentence and what blocked them, for a terminal; with the parse if wanted."""
    blocks = [_made(told)]
    if told.blocked:
        blocks.append("\n".join(["What the rules saw, and what blocked them", *_by_word(told.blocked)]))
    elif not (told.made or told.attributions or told.roles or told.affiliations):
        blocks.append(f"{NOBODY[0].upper()}{NOBODY[1:]}.")
    if parse:
        blocks.append("\n".join(["The parse", *_parse(told)]))
    return "\n\n".join(b for b in blocks if b) + "\n"


def _made(told: SentenceExplanation) -> str:
    lines: list[Line] = []
    for claim in told.made:
        lines += [
            *_titled(claim, f'"{claim.evidence.quote}"'),
            ("", "; ".join(f'{p.role}: "{p.mention.text}"' for p in claim.participants)),
            ("", ", ".join(part for part in (claim.polarity, claim.certainty, claim.phase) if part)),
            ("", f"by the rule {', '.join(claim.rules)}"),
        ]
    for quote in told.attributions:
        who = f'"{quote.source.text}"' if quote.source else "nobody named"
        cue = f', cue "{quote.cue.text}"' if quote.cue else ""
        lines += [("attribution", f"{who}{cue}"), *(("", f'"{piece.text}"') for piece in quote.content)]
    for role in told.roles:
        lines.append(("role", f'"{role.person.text}": {role.title}{f" of {role.of.text}" if role.of else ""}'))
    for one in told.affiliations:
        lines.append(("affiliation", f'"{one.member.text}" belongs to "{one.whole.text}"'))
    made = columns(lines).rstrip("\n")
    return f"{'Made of it' if lines else 'No claim was made.'}\n{made}".rstrip()


def _titled(claim: Claim, first: str) -> list[Line]:
    """The claim's type with what it says was done, and a first line."""
    deed = " · ".join(part for part in (claim.activity, event_words(claim)) if part)
    return [(claim.type, deed), ("", first)] if deed else [(claim.type, first)]


def _by_word(blocked: Iterable[Blocked]) -> Iterator[str]:
    """The rules under the word that they met."""
    last: tuple[int, int] | None = None
    for one in blocked:
        if (one.start, one.end) != last:
            last = (one.start, one.end)
            yield f'\n  "{terminal_text(one.word)}" ({one.start} to {one.end})'
        yield from _indented(f"{one.rule}: {one.doc} ({one.place})", 4)
        yield from _why(one.reason, 6, "no: ")


def _why(reason: Reason, indent: int, mark: str) -> Iterator[str]:
    yield from _indented(f"{mark}{_reason(reason)}", indent)
    for inner in reason.because:
        yield from _why(inner, indent + 2, "since ")


def _parse(told: SentenceExplanation) -> Iterator[str]:
    from tabulate import tabulate

    rows = [[terminal_text(c) for c in (p.word, p.lemma, p.part, p.relation, p.label, p.head)] for p in told.parse]
    heads = ("word", "lemma", "is", "stands as", "UD", "hangs on")
    table = tabulate(rows, headers=heads, disable_numparse=True)
    yield from (line.rstrip() for line in table.splitlines())


def _fired(rule: Fired) -> str:
    place = f" ({rule.place})" if rule.place else ""
    return f"{rule.name}: {rule.doc or 'not in the table of rules'}{place}"


def _matched(matched: Matched) -> str:
    standing = f": {matched.standing}" if matched.standing else ""
    return f'"{matched.words}" ({matched.start} to {matched.end}){standing}'


def _reason(reason: Reason) -> str:
    note = f" - {reason.note}" if reason.note else ""
    return f"{reason.text}{note} [{reason.place}]"


def _labelled(label: str, values: Iterable[str]) -> list[Line]:
    return [(label if i == 0 else "", f"- {value}") for i, value in enumerate(values)]


def _differs(one: Claim, other: Claim) -> bool:
    return any(
        getattr(one, name) != getattr(other, name) for name in ("polarity", "certainty", "phase", "rules", "evidence")
    )


def _indented(text: str, indent: int) -> list[str]:
    first = " " * indent
    return textwrap.wrap(
        terminal_text(text), WIDTH, initial_indent=first, subsequent_indent=f"{first}  ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
