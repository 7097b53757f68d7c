"""Write docs/images/explorer.png, the picture of the page in README.md, from the example articles.

Run ``python docs/make_picture.py``; it needs Chromium, its driver and selenium (``pip install -e '.[browser]'``).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

import kgraph

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "explorer.png"
SIZE = "1360,850"
CHOSEN = "entity/state/PRK"
CHOOSE = """
kgraph.toggle('publisher', 'Harbour Wire', true);
kgraph.select({kind: 'actor', id: arguments[0]}, {focus: true});
const claims = [...document.querySelectorAll('#detail h3')].find(h => h.textContent.startsWith('Claims about'));
if (claims) { claims.closest('details').open = true; claims.scrollIntoView(); }
setTimeout(() => { for (let i = 0; i < 2; i++) document.getElementById('zoom-in').click(); }, 800);
"""
MOST_BYTES = 300_000
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")


def main() -> None:
    """Build the examples, draw them, choose an actor and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        store, page = Path(folder) / "kgraph.db", Path(folder) / "graph.html"
        kgraph.build([ROOT / "examples" / "articles"], store=store)
        with kgraph.open(store) as graph:
            page.write_text(graph.page(title="Ten articles"), encoding="utf-8")
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(picture(page))
    size = PICTURE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PICTURE} has {size:,} bytes, more than {MOST_BYTES:,}: take a smaller one")


def picture(page: Path) -> bytes:
    """The page as PNG, with one actor chosen."""
    if BROWSER is None or DRIVER is None:
        raise SystemExit("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={SIZE}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        driver.get(page.as_uri())
        WebDriverWait(driver, 30).until(lambda d: d.execute_script("return window.kgraph && window.kgraph.ready"))
        driver.execute_script(CHOOSE, CHOSEN)
        driver.execute_async_script("setTimeout(arguments[0], 2500)")
        return driver.get_screenshot_as_png()
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
