"""The package keeps its shape: imports point downward, every module says why it exists, no module is a rag-bag."""

import ast
import configparser
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kgraph"
#: From the ground up; a module may import what stands on its own line or below it.
LAYERS = [
    {"amounts", "types", "errors", "ids", "plover", "ontologies", "models", "kgraph"},
    {"actors"},
    {"read"},
    {"nlp"},
    {"extract"},
    {"resolve"},
    {"store"},
    {"query", "analyse"},
    {"view", "export"},
    {"show", "reading"},
    {"curate"},
    {"explain"},
    {"pipeline"},
    {"deciding"},
    {"curating"},
    {"api"},
    {"serve"},
    {"cli"},
    {"__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
CODE = ("kgraph", "training", "benchmarks", "docs", "examples", "tests")
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
FUNCTION_LINES, MODULE_LINES = 50, 350
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}


def part(dotted):
    """The stage of a dotted name: ``kgraph.store.terms`` is of ``store``."""
    return [*dotted.split("."), ""][1] or "kgraph"


def imports(tree, *, typing_only=False):
    """The kgraph modules that a module imports, those under ``if TYPE_CHECKING`` left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "kgraph")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kgraph":
            names = (alias.name for alias in node.names)
            if node.module == "kgraph":
                yield from (f"kgraph.{name}" if name in LEVEL else "kgraph" for name in names)
            else:
                yield node.module
        else:
            yield from imports(node)


def stage_of(path):
    relative = path.relative_to(PACKAGE)
    if relative.parts == ("__init__.py",):
        return "api"  # it hands out the Python interface when asked
    return relative.parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_why_it_exists_and_imports_downward(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "no docstring"
    assert path.stem not in EMPTY_NAMES
    stage = stage_of(path)
    upward = sorted(name for name in imports(tree) if LEVEL[part(name)] > LEVEL[stage])
    assert upward == []


def test_functions_and_modules_fit_on_a_screen_or_a_few():
    long = []
    for path in sorted(p for folder in CODE for p in (ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path in MODULES and text.count("\n") > MODULE_LINES:
            long.append(str(path.relative_to(ROOT)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {lines} lines")
    assert long == []


def test_every_stage_is_in_the_picture():
    stages = {stage_of(path) for path in MODULES}
    assert stages <= set(LEVEL)


def test_every_package_with_code_is_installed():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    with_code = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    assert with_code <= listed


def test_only_the_command_line_prints_and_exits():
    loud = []
    for path in MODULES:
        if stage_of(path) != "cli":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "exit", "sys.exit", "quit"):
                    loud.append(f"{path.name}:{node.lineno}")
    assert loud == []


def test_every_file_of_data_is_installed():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    patterns = {
        f"{package}/{pattern.strip()}"
        for package, listed in config["options.package_data"].items()
        for pattern in listed.split(",")
    }
    folders = {PACKAGE: "kgraph", ROOT / "ontologies": "kgraph.ontologies"}
    missing = []
    for folder, name in folders.items():
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                inner = path.relative_to(folder)
                spots = [
                    (name, inner.parts),
                    *([(f"{name}.{inner.parts[0]}", inner.parts[1:])] if inner.parts[1:] else []),
                ]
                if not any(fnmatch(f"{package}/{'/'.join(parts)}", p) for package, parts in spots for p in patterns):
                    missing.append(str(path.relative_to(ROOT)))
    assert missing == []
