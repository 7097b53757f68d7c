"""Write docs/images/*.png, the pictures of the page and of the server, from the example articles.

Run ``make screenshots``; it needs Chromium, its driver and selenium (``pip install -e '.[browser]'``). ``--out DIR``
writes elsewhere, and ``--only NAME`` takes one.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

import kgraph

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 400_000
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
KOREA, RUSSIA, ARMENIA = "entity/state/PRK", "entity/state/RUS", "entity/state/ARM"


@dataclass(frozen=True)
class View:
    """One picture: the state of the page as a script, the window, and whether it is dark."""

    name: str
    script: str = ""
    width: int = 1360
    height: int = 850
    dark: bool = False
    path: str = ""
    """Of the server's page; empty for the page of ``kgraph view``."""


ACTOR = f"kgraph.select({{kind: 'actor', id: '{KOREA}'}}, {{focus: true}})"
OPEN_CLAIMS = (
    "const about = [...document.querySelectorAll('#detail summary')].find(s => s.textContent.startsWith('Claims about'));"
    "about.parentNode.open = true; setTimeout(() => about.scrollIntoView(), 200)"
)
WORLD = (
    "const most = [...kgraph.actors.values()].filter(a => a.made.length).sort((a, b) => b.made.length - a.made.length);"
    "kgraph.setWorld(most[0].id, null)"
)
VIEWS = (
    View("explorer", ACTOR + ";" + OPEN_CLAIMS),
    View("graph"),
    View("actor", ACTOR),
    View("tie", f"const l = kgraph.lineBetween('{KOREA}', '{RUSSIA}');kgraph.select({{kind: 'line', index: l.index}}); kgraph.focus([l.a, l.b])"),
    View(
        "filters",
        "kgraph.toggle('claim', 'TroopClaim', true); kgraph.toggle('claim', 'AttackClaim', true);"
        "kgraph.setDates('published', {from: '2024-06-01', to: '2025-05-31'}); kgraph.fit()",
    ),
    View("communities", "const s = document.getElementById('colour'); s.value = 'community'; s.dispatchEvent(new Event('change'))"),
    View("path", f"kgraph.select({{kind: 'path', a: '{KOREA}', b: 'entity/state/ISR'}}); kgraph.fit(kgraph.found.actors)"),
    View("world", WORLD),
    View("claims", "kgraph.toggle('claim', 'ArmsClaim', true); kgraph.showTab('claims')"),
    View("timeline", "kgraph.showTab('timeline')"),
    View("dark", ACTOR, dark=True),
    View("narrow", f"kgraph.select({{kind: 'actor', id: '{ARMENIA}'}}, {{focus: true}})", width=900, height=760),
    View("phone", ACTOR, width=400, height=860),
    View("server-home", path="/"),
    View("server-graph", ACTOR, path="/graph"),
    View("server-article", path="/{article}"),
    View("server-entity", path=f"/{KOREA}"),
    View("server-claim", path="/{claim}"),
    View("server-query", path="/query?stock=denials"),
)  # fmt: skip


def main() -> None:
    """Build the examples, draw them, and take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=IMAGES)
    parser.add_argument("--only", choices=[view.name for view in VIEWS])
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        page, things = draw(Path(folder))
        with served(page.parent / "kgraph.db") as server:
            for view in VIEWS:
                if options.only in (None, view.name):
                    address = server + view.path.format(**things) if view.path else page.as_uri()
                    write(options.out / f"{view.name}.png", picture(driver, address, view))


def write(file: Path, png: bytes) -> None:
    """Write a picture that is not too large to be carried about."""
    if len(png) > MOST_BYTES:
        raise SystemExit(f"{file} has {len(png):,} bytes, more than {MOST_BYTES:,}: take a smaller one")
    file.write_bytes(png)


def draw(folder: Path) -> tuple[Path, dict[str, str]]:
    """The page of the example articles; an article and a claim in it for the server to show."""
    store, page = folder / "kgraph.db", folder / "graph.html"
    with contextlib.chdir(ROOT):  # paths of articles are shown as they are given
        kgraph.build([Path("examples", "articles")], store=store)
    with kgraph.open(store) as graph:
        page.write_text(graph.page(title="Ten articles"), encoding="utf-8")
        told = [claim for claim in graph.claims() if claim.type == "TroopClaim" and claim.quantity and claim.sources]
        claim = max(told, key=lambda claim: (len(claim.sources), len(claim.participants), claim.id))
    return page, {"claim": claim.id, "article": claim.article}


@contextmanager
def served(store: Path) -> Iterator[str]:
    """The address of a server over the store."""
    command = [sys.executable, "-m", "kgraph", "serve", "--store", str(store), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split(" at ")[1].split()[0].rstrip("/")
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A Chromium without a window."""
    if BROWSER is None or DRIVER is None:
        raise SystemExit("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def picture(driver: webdriver.Chrome, address: str, view: View) -> bytes:
    """One view as PNG."""
    size = {"width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": False}
    theme = {"name": "prefers-color-scheme", "value": "dark" if view.dark else "light"}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [theme]})
    driver.get("about:blank")
    driver.get(address)
    ready = "return document.readyState === 'complete' && (!document.getElementById('canvas') || window.kgraph && window.kgraph.ready)"
    WebDriverWait(driver, 30).until(lambda d: d.execute_script(ready))
    driver.execute_script(view.script)
    # Movement ends, and the message of what was done goes away.
    driver.execute_async_script("setTimeout(arguments[0], 3200)")
    return driver.get_screenshot_as_png()


if __name__ == "__main__":
    main()
