"""Reads the titles that print sets before and behind names: "South Korean Foreign Minister", "head of the agency"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.nlp.tokens import Text, Token

_ROLES = """
    activist admiral adviser advisor aide ambassador analyst archbishop attache attaché author ayatollah bishop boss
    campaigner captain caliph caretaker chair chairman chairperson chairwoman chancellor chargé chief clerk colonel
    columnist commander commissioner congressman congresswoman constable consul coordinator correspondent
    counsel counsellor councillor dean delegate deputy diplomat director dissident economist editor emir
    emissary envoy executive expert fellow figurehead financier fixer founder co-founder general governor head
    historian imam inspector journalist judge justice king lawmaker lawyer leader legislator lieutenant
    magistrate major manager marshal mayor mediator member minister monarch mp mufti negotiator nominee officer
    official oligarch ombudsman owner patriarch politician pope premier president prince princess principal professor
    prosecutor publisher queen rapporteur regent reporter representative researcher ruler scholar scientist
    secretary senator sergeant sheikh sheriff solicitor speaker spokesman spokesperson spokeswoman spymaster
    strategist strongman sultan superintendent supervisor taoiseach treasurer tsar tycoon undersecretary veteran
    viceroy warlord whip writer"""
ROLE_NOUNS = frozenset(_ROLES.split())
_GENERALS = frozenset({"secretary", "attorney", "governor", "director", "consul", "inspector", "prosecutor", "auditor"})

RANKS = {
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "brig": "brigadier", "capt": "captain",
    "sgt": "sergeant", "cmdr": "commander", "adm": "admiral", "vice": "vice", "rear": "rear", "cpl": "corporal",
    "general": "general", "lieutenant": "lieutenant", "colonel": "colonel", "major": "major", "brigadier": "brigadier",
    "captain": "captain", "sergeant": "sergeant", "admiral": "admiral", "marshal": "marshal", "corporal": "corporal",
    "field": "field", "air": "air", "commodore": "commodore", "pte": "private", "private": "private",
    "sen": "senator", "gov": "governor", "rep": "representative", "amb": "ambassador", "pres": "president",
}  # fmt: skip
_MILITARY = frozenset(RANKS.values()) - {"senator", "governor", "representative", "ambassador", "president"}
_ONLY_BEFORE_A_RANK = frozenset({"vice", "rear", "field", "air"})
HONORIFICS = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof hon rev datuk dato datin seri monsieur madame herr frau señor señora signor "
    "signora senhor senhora shri smt".split()
)
FORMER = frozenset({"former", "ex", "then", "late", "onetime", "erstwhile", "ousted", "deposed", "retired", "outgone"})

# Adjectives and participles that belong to a title; others ("embattled", "further") only describe its holder.
_PARTS = """
    acting administrative agricultural armed assistant associate chief commercial communist crown cultural
    deputy diplomatic economic elect environmental executive external federal financial first foreign general
    human humanitarian interim interior exterior internal international joint judicial junior legal local military national naval
    nuclear parliamentary permanent political presidential press prime principal provincial provisional public
    regional religious rural second social special spiritual caretaker state strategic supreme transitional
    under vice environmental paramount maritime lower upper"""
_TITLE_ADJECTIVES = frozenset(_PARTS.split())
_MODIFIER_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "HYPH", "VBN", "VBG", "AFX"})
_JOINERS = frozenset({"of", "the", "for", "and", "&", "in", "de"})
# "last month President X", "in March Defence Minister X"
_TIMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday day week month year night morning evening today yesterday tomorrow".split()
)
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "[", "]", "–", "—", "-", "”", '"', "’", "‘", "“", "?", "!", "'"})
# Words of politics that describe a holder, not the office: "nationalist prime minister".
_LEANINGS = frozenset(
    "nationalist populist centrist leftist rightist islamist socialist conservative liberal reformist hardliner veteran "
    "communist".split()
)
_PORTFOLIOS = frozenset({"minister", "secretary", "undersecretary"})  # "minister of X" is what they are minister for
_WITH_TOP = frozenset({"diplomat", "general", "commander", "negotiator", "official", "prosecutor", "judge"})
# "ambassador to Russia" is not Russia's.
_SENT = frozenset({"ambassador", "envoy", "representative", "emissary", "delegate", "consul", "correspondent"})
OWNING = frozenset({"of", "for", "at", "to", "with"})
LONGEST = 14  # tokens that a title and its complement may take


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: token range ``start`` to ``end``, its head noun, and where its owner may be named.

    ``before`` is the range of the words before the head ("South Korean foreign"), ``behind`` the range of its
    complement ("Ukraine's spy service" in "head of Ukraine's spy service"), empty where there is none.
    """

    start: int
    end: int
    head: int
    before: tuple[int, int]
    behind: tuple[int, int]
    rank: bool = False


def is_role(token: Token) -> bool:
    """Whether the word names a post or occupation, in singular or plural."""
    low = token.lower_
    return low in ROLE_NOUNS or (low.endswith("s") and low[:-1] in ROLE_NOUNS)


def is_rank(title: str) -> bool:
    """Whether a title is a military rank and no post: "lieutenant general"."""
    return all(word in _MILITARY for word in title.removeprefix("former ").split())


def title_before(doc: Text, end: int) -> Title | None:
    """The title that ends directly before token ``end``: "Ukrainian President" Volodymyr Zelensky."""
    i = _skip_ranks(doc, end)
    chosen = _chosen(doc, i)
    head = _head_at(doc, i - 3 if chosen else i - 1)
    if head is not None and chosen:  # "President-elect Ana Lopez"
        start = _modifiers(doc, head)
        return Title(start, i, i - 3, (start, head), (i, i))
    if head is None:
        of = _of_title(doc, i)
        if of is not None:
            start = _modifiers(doc, of)
            return Title(start, i, of, (start, of), (of + 2, i))
        if i < end and doc[i].lower_.rstrip(".") not in HONORIFICS:
            start = _modifiers(doc, i)
            return Title(start, end, end - 1, (start, i), (i, i), rank=True)
        return None
    start = _modifiers(doc, head)
    return Title(start, end, i - 1, (start, head), (i, i))


def title_at(doc: Text, start: int) -> Title | None:
    """The title phrase that begins at token ``start``: ", the head of Ukraine's spy service,"."""
    last = min(len(doc), start + LONGEST)
    for i in range(start, last):
        token = doc[i]
        if i > start and (token.text in _STOPS and not _hyphen(doc, i)) and token.tag_ != "POS":
            return None
        if _ends_title(doc, i):
            stop = _stop(doc, i + 1)
            first = start + 1 if doc[start].tag_ == "DT" else start
            head = i - 1 if doc[i].lower_ == "general" and i > start and doc[i - 1].lower_ in _GENERALS else i
            behind = (i + 2, stop) if _owning(doc, i) else (i + 1, i + 1)
            return Title(start, max(stop, i + 1), i, (first, head), behind)
        fits = token.tag_ in _MODIFIER_TAGS or token.tag_ in ("DT", "PRP$", "RB", "CD") or is_role(token)
        if not fits and not _in_body(doc, i, start):
            return None
    return None


def _in_body(doc: Text, i: int, start: int) -> bool:
    """Whether "of", "for" or "and" joins the capitalised words of a body: "Ministry of Foreign Affairs spokeswoman"."""
    joins = doc[i].lower_ in ("of", "for", "and") and start < i < len(doc) - 1
    return joins and doc[i - 1].text[0].isupper() and doc[i + 1].text[0].isupper()


def words(doc: Text, title: Title, covered: set[int], *, complement: bool) -> str:
    """The title in its normal form: lower case, singular, without owner, article or description.

    ``covered`` are the tokens that name the owner; ``complement`` says that the words behind the head belong to
    the title ("secretary of state"). A post no longer held begins with "former".
    """
    begin, end = title.before
    begin = max([begin, *(t.i + 1 for t in doc[begin:end] if t.tag_ == "POS")])
    parts = [t for t in doc[begin:end] if t.i not in covered and _belongs(t)]
    head_word = doc[title.head].lower_
    parts = [t for t in parts if t.lower_ not in _LEANINGS or head_word == "leader"]
    if end > begin and doc[end - 1].lower_ == "top" and head_word in _WITH_TOP:
        parts.append(doc[end - 1])  # "China's top diplomat" is an office
    head = [t for t in doc[end : title.head + 1] if t.tag_ not in ("HYPH", "POS") and t.text != "-"]
    names = [_singular(t) if t.i == title.head else _plain(t) for t in [*parts, *head]]
    if title.rank:
        names = [_plain(t) for t in doc[title.before[1] : title.end]]
    if _chosen(doc, title.head + 3):
        names[-1] += f"-{doc[title.head + 2].lower_}"
    if complement and title.behind[1] > title.behind[0]:
        names += [doc[title.behind[0] - 1].lower_, *(t.lower_ for t in doc[title.behind[0] : title.behind[1]])]
    once = [n for n in names if n]
    if once[:1] == ["co"] and len(once) > 1:
        once[:2] = [f"co-{once[1]}"]
    return " ".join(["former", *once] if _is_former(doc, title) else once)


def possessor(doc: Text, title: Title) -> Token | None:
    """The pronoun that owns the title: "its" in "its spokesman"."""
    for i in (title.before[0] - 1, title.before[0]):
        if 0 <= i < len(doc) and doc[i].tag_ == "PRP$":
            return doc[i]
    return None


def _is_former(doc: Text, title: Title) -> bool:
    """Whether the title is of a post no longer held."""
    begin, end = title.before
    return any(t.lower_ in FORMER for t in doc[max(0, begin - 1) : end])


def _belongs(token: Token) -> bool:
    """Whether a word before the head is part of the title, not a description of its holder."""
    if token.tag_ in ("POS", "HYPH", "DT", "PRP$", "CD") or token.lower_ in FORMER or not token.is_alpha:
        return False
    if token.tag_ in ("JJ", "JJR", "JJS", "VBN", "VBG", "RB", "AFX"):
        return token.lower_ in _TITLE_ADJECTIVES
    return True


def _plain(token: Token) -> str:
    low = str(token.lower_).rstrip(".")
    return RANKS.get(low, low) if low not in HONORIFICS else ""


def _singular(token: Token) -> str:
    low = _plain(token)
    return low[:-1] if low.endswith("s") and low[:-1] in ROLE_NOUNS else low


def _skip_ranks(doc: Text, end: int) -> int:
    """Where the ranks and honorifics before token ``end`` begin: before "Lt Gen", not inside "Secretary General"."""
    i = end
    while i > 0:
        low = doc[i - 1].lower_.rstrip(".")
        general = low == "general" and i > 1 and _before_hyphen(doc, i - 1) in _GENERALS
        rank = low in RANKS and (doc[i - 1].text[0].isupper() and (i < end or low not in _ONLY_BEFORE_A_RANK))
        if general or not (rank or (low in HONORIFICS and doc[i - 1].text[0].isupper())):
            break
        i -= 1
    return i


def _chosen(doc: Text, end: int) -> bool:
    """Whether "-elect" or "-designate" ends before token ``end``: chosen for a post, not yet in it."""
    return 3 <= end <= len(doc) and doc[end - 1].lower_ in ("elect", "designate") and doc[end - 2].text == "-"


def _before_hyphen(doc: Text, i: int) -> str:
    """The word before token i, over a hyphen."""
    j = i - 2 if doc[i - 1].text == "-" else i - 1
    return str(doc[j].lower_) if j >= 0 else ""


def _head_at(doc: Text, i: int) -> int | None:
    """The first token of the head noun that ends at token i ("secretary" of "secretary general"), if it is a role."""
    if i < 0 or not is_role(doc[i]):
        return None
    if doc[i].lower_ == "general" and _before_hyphen(doc, i) in _GENERALS:
        return i - 2 if doc[i - 1].text == "-" else i - 1
    return i


def _of_title(doc: Text, end: int) -> int | None:
    """The head of "Secretary of State" or "Chairman of the Joint Chiefs of Staff" directly before token ``end``."""
    i = end - 1
    while i > 0 and end - i < 10:
        token = doc[i]
        if is_role(token) and doc[i + 1].lower_ in ("of", "for") and i + 2 < end:
            return i
        if not (token.text[0].isupper() or token.lower_ in _JOINERS or token.tag_ == "POS"):
            return None
        i -= 1
    return None


def _modifiers(doc: Text, head: int) -> int:
    """The first token of the words before the head that are one noun phrase with it."""
    first = doc[head].sent.start
    i = head
    while i > first:
        token = doc[i - 1]
        fits = token.tag_ in _MODIFIER_TAGS or token.lower_ in FORMER or token.lower_ in _TITLE_ADJECTIVES
        fits = fits or _joins_portfolios(doc, i - 1)
        if (
            not fits
            or token.is_space
            or token.lower_ in _TIMES
            or (token.text in _STOPS and not _hyphen(doc, i - 1) and token.tag_ != "POS")
        ):
            break
        i -= 1
    return i


def _joins_portfolios(doc: Text, i: int) -> bool:
    """ "and" between two words of a field: "peace and security commissioner"; capitals may be another's name."""
    if doc[i].lower_ not in ("and", "&") or i < 1 or i + 2 >= len(doc):
        return False
    left, right = doc[i - 1], doc[i + 1]
    alike = left.text.islower() and right.text.islower()
    nouns = all(t.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ") and not is_role(t) for t in (left, right))
    owned = any(doc[j].tag_ in ("POS", "DT", "PRP$") for j in range(max(0, i - 4), i - 1))
    return alike and nouns and owned


def is_portfolio(doc: Text, title: Title) -> bool:
    """Whether the complement says what a minister or secretary is in charge of: "Minister of Strategic Affairs"."""
    return doc[title.head].lower_ in _PORTFOLIOS and title.behind[1] > title.behind[0]


def _hyphen(doc: Text, i: int) -> bool:
    """A hyphen inside a word, no space on either side."""
    return bool(doc[i].text == "-" and i > 0 and not doc[i - 1].whitespace_ and not doc[i].whitespace_)


def _ends_title(doc: Text, i: int) -> bool:
    """Whether token i is a role noun that heads its noun phrase: not "leader" of "party leader election"."""
    if not is_role(doc[i]):
        return False
    if i + 1 >= len(doc):
        return True
    following = doc[i + 1]
    if following.lower_ == "general" and doc[i].lower_ in _GENERALS:
        return False
    return following.tag_ not in ("NN", "NNS", "NNP", "NNPS", "POS") and not _hyphen(doc, i + 1)


def _owning(doc: Text, i: int) -> bool:
    """Whether a preposition behind the title brings in whose it is: "head of ...", not "ambassador to ..."."""
    if i + 2 >= len(doc):
        return False
    low = doc[i + 1].lower_
    return low in OWNING and not (doc[i].lower_ in _SENT and low in ("to", "at", "for"))


def _stop(doc: Text, i: int) -> int:
    """Where the complement that may begin at token i ends: at a comma, a verb, a relative clause, the next title."""
    last = min(len(doc), i + LONGEST)
    j = i
    while j < last:
        token = doc[j]
        if token.is_space or (token.text in _STOPS and token.tag_ != "POS" and not _hyphen(doc, j)):
            break
        if token.lower_ == "and" and j + 1 < len(doc) and (doc[j + 1].lower_ in FORMER or j == i):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB") or (token.tag_ == "VBN" and j > i):
            break
        j += 1
    return j
