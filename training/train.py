"""Step 3: train the network. Seeded and resumable, on a processor or a GPU.

    python -m training.train build/corpus build/model --encoder FOLDER [--epochs N] [--minutes M]

Writes ``checkpoint.pt`` (all that is needed to go on: run the same command again) and at the end ``model.pt``, the
average of the weights over the last steps, with its labels. ``log.jsonl`` has a line for each report and development
result. On a processor the products run in bfloat16 where it has them, which is three times as fast as float32.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.convert import read
from training.corpora import Document
from training.data import Encoded, Window, batches, collate, collect, cut, encode
from training.measure import measure
from training.net import Encoder, Net, losses


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is; kept with the weights."""

    epochs: float = 18.0
    pieces: int = 2400  # word pieces of a batch, padding counted
    rate: float = 4e-4  # of the encoder's last layer and of the embeddings' norm
    decay: float = 0.88  # each layer below learns at this share of the one above
    heads_rate: float = 1e-3
    warmup: float = 0.05  # share of the steps
    dropout: float = 0.1
    heads_dropout: float = 0.3
    masked: float = 0.08  # share of the words hidden from the network
    crf: int = 0  # 1: names by a conditional random field, 0: each word by itself
    average: float = 0.999  # of the weights, from step to step
    seed: int = 0


def rates(net: Net, settings: Settings) -> list[dict[str, Any]]:
    """Parameter groups with their peak rates: lower layers learn slower, biases and norms are not decayed."""
    depth = len(net.encoder.layers)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in net.named_parameters():
        rate = settings.heads_rate
        if name.startswith("encoder.layers."):
            rate = settings.rate * settings.decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.shapes"):
            rate = settings.heads_rate
        elif name.startswith("encoder."):
            rate = settings.rate * settings.decay**depth
        weight_decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, weight_decay), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": wd} for (rate, wd), p in groups.items()]


def schedule(step: int, total: int, warmup: float) -> float:
    """Share of the peak rate at a step: a linear rise, then half a cosine down to a hundredth."""
    rise = max(1, int(total * warmup))
    if step < rise:
        return (step + 1) / rise
    return 0.01 + 0.99 * (1 + math.cos(math.pi * min(1.0, (step - rise) / max(1, total - rise)))) / 2


def epoch_batches(documents: list[Encoded], settings: Settings, epoch: int) -> list[list[Window]]:
    """The batches of a pass, the same whenever it is asked for."""
    chance = random.Random(f"{settings.seed}/{epoch}")
    return batches(cut(documents, chance), settings.pieces, chance)


class Run:
    """A training run in its folder."""

    def __init__(
        self, folder: Path, encoder: Path, documents: list[Document], settings: Settings, device: str = "cpu"
    ) -> None:
        torch.manual_seed(settings.seed)
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.settings, self.device = folder, settings, device
        self.tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.labels = collect(documents)
        self.net = Net(
            Encoder.pretrained(encoder, settings.dropout), self.labels, settings.heads_dropout, crf=bool(settings.crf)
        )
        self.net.to(device)
        self.documents = [encode(d, self.tokenizer, self.labels) for d in documents]
        self.averaged = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.optimizer = torch.optim.AdamW(rates(self.net, settings), betas=(0.9, 0.98), fused=True)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        per_epoch = sum(len(epoch_batches(self.documents, settings, e)) for e in range(3)) / 3
        self.total = max(1, int(per_epoch * settings.epochs))
        self.step = self.epoch = self.position = 0

    def start(self, path: Path) -> None:
        """Begins from the weights of another run; what that run did not have (a field of names) stays as made."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["labels"] != asdict(self.labels):
            raise SystemExit(f"{path}: has other labels than these corpora; train from the encoder instead")
        self.net.load_state_dict(state["net"], strict=False)
        self.averaged = {k: v.detach().clone() for k, v in self.net.state_dict().items()}

    def save(self) -> None:
        """Writes the checkpoint; an interrupted write leaves the last one whole."""
        state = {
            "net": self.net.state_dict(),
            "averaged": self.averaged,
            "optimizer": self.optimizer.state_dict(),
            "at": (self.step, self.epoch, self.position, self.total),
            "random": torch.get_rng_state(),
            "settings": asdict(self.settings),
            "labels": asdict(self.labels),
        }
        torch.save(state, self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").replace(self.folder / "checkpoint.pt")

    def resume(self) -> bool:
        """Goes on from the checkpoint, if there is one of these settings."""
        path = self.folder / "checkpoint.pt"
        if not path.is_file():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["settings"] != asdict(self.settings) or state["labels"] != asdict(self.labels):
            raise SystemExit(f"{path}: is of other settings or corpora; remove it or take another folder")
        self.net.load_state_dict(state["net"])
        self.averaged = state["averaged"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.position, self.total = state["at"]
        torch.set_rng_state(state["random"].cpu())
        return True

    def steps(self) -> Iterator[dict[str, float]]:
        """Trains to the end; the losses of every step."""
        self.net.train()
        while self.step < self.total:
            order = epoch_batches(self.documents, self.settings, self.epoch)
            while self.position < len(order) and self.step < self.total:
                yield self._step(order[self.position])
            self.epoch, self.position = self.epoch + 1, 0

    def _step(self, windows: list[Window]) -> dict[str, float]:
        share = schedule(self.step, self.total, self.settings.warmup)
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * share
        chance = random.Random(f"{self.settings.seed}/{self.step}")
        arrays = collate(windows, chance=chance, masked=self.settings.masked)
        batch = {k: torch.from_numpy(v).to(self.device) for k, v in arrays.items()}
        with torch.autocast(self.device, dtype=torch.bfloat16):
            parts = losses(self.net, batch)
        total = torch.stack(list(parts.values())).sum()
        self.optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimizer.step()
        self.step, self.position = self.step + 1, self.position + 1
        # Early weights say nothing: the average forgets them faster.
        keep = min(self.settings.average, (1 + self.step) / (10 + self.step))
        if self.step % 5 == 0:
            for key, value in self.net.state_dict().items():
                self.averaged[key].lerp_(value, 1 - keep**5)
        return {task: float(value.detach()) for task, value in parts.items()}

    @contextmanager
    def averaged_weights(self) -> Iterator[None]:
        """Within it the network has the averaged weights."""
        own = {k: v.detach().clone() for k, v in self.net.state_dict().items()}
        self.net.load_state_dict(self.averaged)
        try:
            yield
        finally:
            self.net.load_state_dict(own)


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--report", type=int, default=100, help="steps between two lines of the log")
    parser.add_argument(
        "--evaluate", type=int, default=0, help="steps between two measurements on the development part"
    )
    parser.add_argument("--start", type=Path, help="model.pt of another run, to begin from")
    for name, default in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    args = parser.parse_args(arguments)
    settings = Settings(**{name: getattr(args, name) for name in asdict(Settings())})
    documents = read(args.corpus / "train.jsonl.gz")
    run = Run(args.out, args.encoder, documents, settings, args.device)
    dev = [encode(d, run.tokenizer, run.labels) for d in read(args.corpus / "dev.jsonl.gz")]
    resumed = run.resume()
    if args.start and not resumed:
        run.start(args.start)
    print(f"{'resuming' if resumed else 'starting'} at step {run.step} of {run.total}", flush=True)
    started, sums, count = time.monotonic(), dict[str, float](), 0
    with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
        for parts in run.steps():
            count += 1
            for task, value in parts.items():
                sums[task] = sums.get(task, 0.0) + value
            if run.step % args.report == 0 or run.step == run.total:
                line: dict[str, float] = {"step": run.step, "seconds": round(time.monotonic() - started)}
                line |= {task: round(value / count, 4) for task, value in sums.items()}
                print(json.dumps(line), flush=True)
                log.write(json.dumps(line) + "\n")
                sums, count = {}, 0
            if (args.evaluate and run.step % args.evaluate == 0) or run.step == run.total:
                with run.averaged_weights():
                    line = {"step": run.step, **measure(run.net, dev, run.labels, args.device)}
                print(json.dumps(line), flush=True)
                log.write(json.dumps(line) + "\n")
                run.save()
            elif run.step % 500 == 0:
                run.save()
    with run.averaged_weights():
        torch.save({"net": run.net.state_dict(), "labels": asdict(run.labels)}, args.out / "model.pt")


if __name__ == "__main__":
    main()
