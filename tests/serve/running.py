"""What the server's tests run: stores of a few quads, the application over one, and the server as a process."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from pyoxigraph import NamedNode, Quad
from starlette.testclient import TestClient

from kgraph.serve.app import create_app
from kgraph.serve.settings import Limits, Settings
from kgraph.store import Dataset

LIMITS = Limits(seconds=20, rows=4_600, answer=2**22, memory=2**29, body=2**16, workers=2, waiting=8, patience=300)


def make_store(path, quads):
    """A store on disk with these quads, IRIs given as text."""
    with Dataset.open(path, create=True) as dataset:
        dataset.store.extend(
            Quad(NamedNode(s), NamedNode(p), NamedNode(o) if isinstance(o, str) else o, NamedNode(g))
            for s, p, o, g in quads
        )
    return path


@contextmanager
def application(store, **settings):
    """A client of the application over a store."""
    app = create_app(Settings(store, **{"limits": LIMITS, **settings}))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


class Server:
    """``kgraph serve`` as a process of its own."""

    def __init__(self, store, *options):
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kgraph", "serve", "--store", str(store), "--port", "0", *map(str, options)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        self.first = self.process.stdout.readline()
        if " at http://" not in self.first:
            raise AssertionError(self.process.communicate(timeout=30))
        self.address = self.first.split(" at ")[1].split()[0]

    def ask(self, query, **headers):
        """Status and body of a query."""
        request = urllib.request.Request(
            f"{self.address}sparql",
            data=query.encode(),
            headers={"Content-Type": "application/sparql-query", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def rows(self, query):
        """The rows of a query."""
        status, body = self.ask(query)
        assert status == 200, body
        return json.loads(body)["results"]["bindings"]

    def indexed(self):
        """This server, once it has made the index of its store."""
        deadline = time.monotonic() + 120
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}api/graph", timeout=60):
                    return self
            except urllib.error.HTTPError as error:
                if error.code != 503 or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def workers(self):
        """The ids of its worker processes."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children, encoding="ascii") as file:
            return [int(number) for number in file.read().split()]

    def stop(self, number=signal.SIGTERM):
        """Stop it; returns its exit status and both outputs."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        if not self.process.stdout.closed:
            self.outputs = self.process.communicate(timeout=30)
        return self.process.returncode, *self.outputs
