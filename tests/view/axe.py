"""axe-core in the opened page: faults of accessibility that are serious or critical."""

from importlib.util import find_spec
from pathlib import Path

import pytest


def source():
    """axe-core's script, as the wheel axe-core-python carries it."""
    found = find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe-core is not installed: pip install .[browser]")
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def faults(page):
    """What axe-core finds that is serious or critical: the rule and where it is broken."""
    if not page("return Boolean(window.axe)"):
        page(source())
    found = page.driver.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
        ".then(r => done(r.violations), e => done(String(e)))"
    )
    assert isinstance(found, list), found
    return [
        (fault["id"], fault["impact"], [node["html"][:160] for node in fault["nodes"]][:4])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
