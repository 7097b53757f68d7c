"""Run the commands of the tour in README.md on the example articles, and write what they print below them.

Run ``python docs/make_tour.py`` after changing what is read or printed. Output beyond a screen is cut and marked "...".
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import kgraph

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (kgraph .*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
WIDTH = 116
LINES = 24
#: The claim that the tour shows, by words of it, as its id changes with what is read.
SHOWN = "10,000 soldiers"


def main() -> None:
    """Write README.md anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")
        text = README.read_text(encoding="utf-8")
        README.write_text(BLOCK.sub(lambda block: _filled(block, folder), text), encoding="utf-8")


def _filled(block: re.Match[str], folder: Path) -> str:
    def run_one(command: re.Match[str]) -> str:
        line = current(command[1], folder)
        return f"$ {line}\n{shortened(run(line, folder))}"

    return f"```console\n{COMMAND.sub(run_one, block[1])}```"


def current(line: str, folder: Path) -> str:
    """The command line with the id that the shown claim has now."""
    words = re.match(r"kgraph (?:show claim|claims reject)", line)
    if words is None:
        return line
    with kgraph.open(folder / "kgraph.db") as graph:
        found = [c.id for c in graph.claims() if c.type == "TroopClaim" and SHOWN in c.evidence.quote]
    return re.sub(rf"^{words[0]}(?: \w+)?", f"{words[0]} {found[0].removeprefix('claim/')[:8]}", line)


def run(line: str, folder: Path) -> str:
    """What a command prints on a terminal when it is run in the folder; raises where it fails."""
    words = [sys.executable, "-c", "from kgraph.cli import main; main()", *shlex.split(line)[1:]]
    environment = {**os.environ, "COLUMNS": str(WIDTH), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("KGRAPH_STORE", None)
    ours, theirs = os.openpty()
    with subprocess.Popen(words, stdout=theirs, stderr=subprocess.PIPE, cwd=folder, env=environment) as process:
        os.close(theirs)
        printed = _drain(ours)
        complaint = process.stderr.read().decode() if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"{line}: {complaint}")
    return printed.replace("\r\n", "\n")


def _drain(terminal: int) -> str:
    parts = []
    with os.fdopen(terminal, "rb", buffering=0) as stream:
        while True:
            try:
                part = stream.read(65_536)
            except OSError:  # the other side has closed
                break
            if not part:
                break
            parts.append(part)
    return b"".join(parts).decode("utf-8")


def shortened(printed: str) -> str:
    """The first lines, without white space at their ends."""
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    return "\n".join(lines if len(lines) <= LINES else [*lines[: LINES - 1], "..."]) + "\n"


if __name__ == "__main__":
    main()
