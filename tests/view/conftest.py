"""A headless Chromium for the page's tests; they skip, and say why, where there is none."""

import json
import os
import shutil
import time

import pytest

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1400,1040",
]  # fmt: skip


class Page:
    """One opened page: scripts, keys, console and network log."""

    def __init__(self, driver, path, *, theme="light", hash="", width=None):
        self.driver = driver
        if width:
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.address = path.as_uri()
        features = [{"name": "prefers-color-scheme", "value": theme}, {"name": "prefers-reduced-motion", "value": ""}]
        self.emulate(features=features)
        driver.get_log("performance")
        driver.get_log("browser")
        self.fresh(hash)

    def fresh(self, hash=""):
        """Open the page anew, at an address with this after its "#"."""
        self.driver.get("about:blank")
        self.driver.get(self.address + ("#" + hash if hash else ""))
        assert self("return window.kgraph && window.kgraph.ready"), self.console()

    def emulate(self, *, media="", features=()):
        """Another medium, or what the reader prefers."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": list(features)})

    @property
    def hash(self):
        return self("return location.hash.slice(1)")

    def __call__(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def all(self, selector):
        """The text of every shown element that matches."""
        return self(
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent).map(e => e.innerText)",
            selector,
        )

    def text(self, selector):
        return self("return document.querySelector(arguments[0]).innerText", selector)

    def click(self, selector):
        self.driver.find_element("css selector", selector).click()

    def click_at(self, x, y):
        from selenium.webdriver import ActionChains

        self.settle()
        actions = ActionChains(self.driver)
        actions.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        actions.w3c_actions.pointer_action.click()
        actions.perform()
        self.settle()

    def place(self, id):
        """Where an actor stands in the window."""
        at = self("return kgraph.place(arguments[0])", id)
        return at["x"], at["y"]

    def _pointer(self, act):
        from selenium.webdriver import ActionChains

        self.settle()
        actions = ActionChains(self.driver, duration=30)
        act(actions.w3c_actions.pointer_action)
        actions.perform()
        self.settle()

    def double_click_at(self, x, y):
        self._pointer(lambda p: p.move_to_location(round(x), round(y)).click().click())

    def drag(self, start, end):
        """Press at one place, move to another in steps, release."""

        def act(pointer):
            pointer.move_to_location(round(start[0]), round(start[1])).pointer_down()
            for part in (0.3, 0.6, 1.0):
                pointer.move_to_location(*(round(a + (b - a) * part) for a, b in zip(start, end, strict=True)))
            pointer.pointer_up()

        self._pointer(act)

    def chord(self, *keys):
        """Keys held down one after another."""
        from selenium.webdriver import ActionChains

        actions = ActionChains(self.driver)
        for key in keys:
            actions.key_down(key)
        for key in reversed(keys):
            actions.key_up(key)
        actions.perform()

    def choose(self, selector, value):
        """An option of a select."""
        from selenium.webdriver.support.ui import Select

        Select(self.driver.find_element("css selector", selector)).select_by_value(value)

    def keys(self, *keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def settle(self):
        """Two frames, and the time in which vis-network tells a click from a double click."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))"
        )

    def until(self, script, *arguments):
        """Wait for a condition in the page."""
        for _ in range(400):
            if found := self(script, *arguments):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never became true: {script}")

    def console(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Every address that the page asked for, itself included."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install .[browser]")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield opened
    opened.quit()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Open rendered HTML from a file."""

    def open_(html, **options):
        path = tmp_path / "graph.html"
        path.write_text(html, encoding="utf-8")
        return Page(chromium, path, **options)

    yield open_
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
