"""Why a claim was made, and why none was: the rules' own conditions and docstrings, told for the words in hand."""

from kgraph.explain.claims import ClaimExplanation, explain_claim
from kgraph.explain.sentences import SentenceExplanation, explain_sentence

__all__ = ["ClaimExplanation", "SentenceExplanation", "explain_claim", "explain_sentence"]
