"""A linear-chain conditional random field over name tags, for words of which the tag may be known, in part, or not.

The loss is the negative log of the share that the allowed tag sequences have of all well-formed ones (Tsuboi et al.
2008: "Training conditional random fields using incomplete annotations").
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kgraph.nlp.names import transitions
from training.data import MISSING

FORBIDDEN = -1e4


class Field(nn.Module):
    """Learnt transition scores beside the BILOU constraints."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.learnt = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("allowed", torch.from_numpy(transitions(tags)), persistent=False)
        first = torch.tensor([0.0 if tag[0] in "OBU" else FORBIDDEN for tag in tags])
        last = torch.tensor([0.0 if tag[0] in "OLU" else FORBIDDEN for tag in tags])
        self.register_buffer("first", first, persistent=False)
        self.register_buffer("last", last, persistent=False)

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Sum over the words of windows with any known tag; emissions (b, n, t), gold and mask (b, n)."""
        known = (gold != MISSING).any(dim=1)
        emissions, gold, mask = emissions[known].float(), gold[known], mask[known].bool()
        if not len(gold):
            return emissions.sum() * 0.0
        one = nn.functional.one_hot(gold.clamp(min=0), emissions.shape[-1]).bool()
        allowed = one | (gold == MISSING)[..., None]
        held = emissions.masked_fill(~allowed, FORBIDDEN)
        return (self._total(emissions, mask) - self._total(held, mask)).sum()

    def _total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Log of the summed weights of all sequences: (b)."""
        table = self.learnt + self.allowed
        score = emissions[:, 0] + self.first
        for k in range(1, emissions.shape[1]):
            following = torch.logsumexp(score[:, :, None] + table, dim=1) + emissions[:, k]
            score = torch.where(mask[:, k, None], following, score)
        return torch.logsumexp(score + self.last, dim=1)
