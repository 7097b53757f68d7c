"""One browser window at a server: pages, clicks, keys, the console, and what axe-core finds."""

import importlib.util
import time
from pathlib import Path


class Browser:
    """One browser window at the server."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address.rstrip("/")

    def open(self, path):
        self.driver.get_log("browser")
        self.driver.get("about:blank")
        self.driver.get(self.address + path)
        return self

    def __call__(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def element(self, selector):
        return self.driver.find_element("css selector", selector)

    def click(self, selector):
        self.element(selector).click()

    def keys(self, *keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def until(self, script, *arguments):
        """Wait for a condition in the page, which may be another by then."""
        for _ in range(200):
            if self(f"return document.readyState === 'complete' && ({script})", *arguments):
                return
            time.sleep(0.05)
        raise AssertionError(f"never became true: {script}")

    def console(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def faults(self):
        """What axe-core finds that is serious or critical; the server's policy lets the driver's scripts in."""
        return _axe().faults(self)


def _axe():
    """The explorer's tests have the checker."""
    path = Path(__file__).parents[1] / "view" / "axe.py"
    spec = importlib.util.spec_from_file_location("axe", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
