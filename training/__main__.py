"""The recipe's steps by name: ``python -m training all --corpora FOLDER``; see ``recipe.toml``.

A step runs again only if what it needs, or its own command line, has changed since it last ended well. A training that
was interrupted goes on where it was.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

RECIPE = Path(__file__).with_name("recipe.toml")


def fingerprint(command: list[str], needs: list[Path]) -> str:
    """What a step's result depends on: its command and the content of the files that it needs."""
    digest = hashlib.sha256("\0".join(command).encode())
    for need in needs:
        for path in sorted(need.rglob("*")) if need.is_dir() else [need]:
            if path.is_file():
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def run(step: dict[str, Any], places: dict[str, str], done: dict[str, str], *, again: bool = False) -> bool:
    """Runs a step unless it is up to date; whether it ran. A step that fails ends the recipe."""
    command = [sys.executable, "-m", *(part.format(**places) for part in step["run"].split())]
    needs = [Path(path.format(**places)) for path in step.get("needs", ())]
    if missing := [path for path in needs if not path.exists()]:
        raise SystemExit(f"{step['name']}: {missing[0]} is missing; run the steps before it")
    mark = fingerprint(command[2:], needs)
    made = all(Path(path.format(**places)).exists() for path in step.get("makes", ()))
    if not again and made and done.get(step["name"]) == mark:
        print(f"{step['name']}: up to date", flush=True)
        return False
    print(f"{step['name']}: {' '.join(command[2:])}", flush=True)
    if code := subprocess.run(command, check=False).returncode:
        raise SystemExit(f"{step['name']}: failed with exit status {code}")
    done[step["name"]] = mark
    return True


def encoder_folder(module: str) -> str:
    """Where the pretrained encoder's package keeps its weights."""
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(
            f"{module} is not installed: pip install -r training/requirements.txt, or give --encoder FOLDER"
        )
    return str(Path(found.submodule_search_locations[0]) / "model")


def main(arguments: list[str] | None = None) -> None:
    """Command line."""
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    names = [step["name"] for step in recipe["steps"]]
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__.split("\n")[0])
    parser.add_argument("step", choices=["all", *names], help="all but package, which replaces the shipped weights")
    parser.add_argument("--corpora", default="../shared/corpora", help="folder of the corpora's archives")
    parser.add_argument("--encoder", help="folder of the pretrained encoder; by default the installed package's")
    parser.add_argument("--build", default="build", help="folder of everything that the steps make")
    parser.add_argument("--again", action="store_true", help="run even what is up to date")
    args = parser.parse_args(arguments)
    places = {"corpora": args.corpora, "build": args.build}
    places["encoder"] = args.encoder or encoder_folder(recipe["inputs"]["encoder"]["module"])
    record = Path(args.build) / "steps.json"
    done: dict[str, str] = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    wanted = names[:-1] if args.step == "all" else [args.step]
    for step in recipe["steps"]:
        if step["name"] in wanted and run(step, places, done, again=args.again):
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
