"""``kgraph serve`` as a process: start, stop, errors, bombs in its queries, and builds that change its store."""

import asyncio
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from running import LIMITS, make_store

import kgraph
from kgraph.serve.pool import Pool
from kgraph.store import Dataset

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None

COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
LIMIT = 2.0
PEOPLE = 3_000
PAIRS = sorted({(n, (n * step + 1) % PEOPLE) for n in range(PEOPLE) for step in (1, 3, 7)})
KNOWN = len(PAIRS)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A graph in which everybody knows several others, round and round."""
    quads = [(f"http://e/p{a}", "http://e/knows", f"http://e/p{b}", "http://e/g") for a, b in PAIRS]
    return make_store(tmp_path_factory.mktemp("large") / "kgraph.db", quads)


def count(server):
    return int(server.rows(COUNT)[0]["n"]["value"])


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "kgraph", "serve", *map(str, arguments)], capture_output=True, text=True, timeout=60
    )


def until_all_work(server):
    """The ids of the worker processes, once all have started: one comes first, the others follow."""
    deadline = time.monotonic() + 60
    while len(server.workers()) < 4:
        assert time.monotonic() < deadline, "the other workers never started"
        time.sleep(0.05)
    return server.workers()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_answers_and_stops_without_a_trace(store, serving, number):
    server = serving(store)
    assert server.first.startswith(f"serving {store} at http://127.0.0.1:")
    assert count(server) == 17
    workers = until_all_work(server) if sys.platform == "linux" else []
    assert server.stop(number) == (0, "stopped\n", "")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the children of a process")
def test_workers_end_with_a_server_that_is_killed(large, serving):
    server = serving(large)
    workers = until_all_work(server)

    def throw():
        with pytest.raises(OSError):
            server.ask(BOMBS["a cross product"])

    bomb = threading.Thread(target=throw)
    bomb.start()
    time.sleep(0.5)
    server.process.kill()
    bomb.join()
    deadline = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{worker}") and not _is_dead(worker) for worker in workers):
        assert time.monotonic() < deadline, "workers are left"
        time.sleep(0.05)


def _is_dead(process):
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True


def test_what_a_killed_server_left_is_cleared_away(tmp_path, serving):
    store = make_store(tmp_path / "kgraph.db", [("http://e/a", "http://e/b", "http://e/c", "http://e/g")])
    serving(store).process.kill()
    time.sleep(0.2)
    assert len(list((store / "serving").iterdir())) == 1
    server = serving(store)
    assert len(list((store / "serving").iterdir())) == 1
    server.stop()
    assert not (store / "serving").exists()


def test_nothing_in_the_folder_where_it_is_started_is_run(store, tmp_path):
    """As a command it has no business with the modules there, and nor have its workers."""
    (tmp_path / "json.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    source = str(Path(kgraph.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "kgraph", "serve", "--store", str(store.absolute()), "--port", "0"],
        stdout=subprocess.PIPE, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": source, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert " at http://" in process.stdout.readline()
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert not (tmp_path / "ran").exists()


def test_a_store_that_is_not_there(tmp_path):
    found = run("--store", tmp_path / "none", "--port", 0)
    assert found.returncode == 1
    assert "no store at" in found.stderr
    assert found.stderr.count("\n") == 1


def test_a_port_that_is_taken(store):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = run("--store", store, "--port", port)
    assert found.returncode == 1
    assert f"cannot listen at 127.0.0.1, port {port}" in found.stderr
    assert "give another with --port" in found.stderr
    assert found.stderr.count("\n") == 1


def test_an_address_of_this_network_that_is_another_machine(store):
    found = run("--store", store, "--host", "192.0.2.1", "--port", 0)
    assert found.returncode == 1
    assert "cannot listen at 192.0.2.1" in found.stderr
    assert "give another with --host" in found.stderr


def test_an_address_of_another_machine(store):
    found = run("--store", store, "--host", "no such name", "--port", 0)
    assert found.returncode == 1
    assert "is no address of this machine" in found.stderr


def test_other_addresses_ask_for_the_token_that_was_printed(store, serving):
    server = serving(store, "--host", "0.0.0.0")
    address, _, token = server.address.partition("login?token=")
    assert len(token) > 30
    server.address = f"http://127.0.0.1:{address.rsplit(':', 1)[1]}"
    assert server.ask(COUNT)[0] == 401
    assert server.ask(COUNT, Authorization=f"Bearer {token}")[0] == 200


def test_the_printed_address_opens_whatever_the_token(store, serving):
    server = serving(store, "--host", "127.0.0.1", "--token", "a&token#with+odd%20signs/?=")
    host, port = server.address.split("/")[2].split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.request("GET", server.address.partition(f":{port}")[2])
    assert connection.getresponse().status == 303
    connection.close()


@pytest.mark.parametrize("timeout", ["inf", "nan", "1e300"])
def test_times_that_nobody_can_wait_for(store, timeout):
    found = run("--store", store, "--port", 0, "--timeout", timeout)
    assert found.returncode == 1
    assert "give --timeout a number up to 86,400" in found.stderr
    assert found.stderr.count("\n") == 1


def test_more_memory_than_there_can_be_is_no_limit(store, serving):
    assert count(serving(store, "--max-memory", 10**20)) == 17


VALUES = " ".join(f"VALUES ?x{n} {{ {' '.join(map(str, range(300)))} }}" for n in range(6))
BOMBS = {
    "a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a property path": "SELECT (COUNT(*) AS ?n) { ?a (<http://e/knows>|^<http://e/knows>)* ?b . ?b <http://e/knows>* ?c }",
    "many values": f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
    "a slow pattern": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?a), STR(?f)), "(x*)*y")) }',
    "a heap of rows": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f",
}


def test_bombs_are_stopped_while_others_are_answered(large, serving):
    server = serving(large, "--timeout", LIMIT, "--max-memory", 512)
    found = {}

    def throw(name):
        start = time.monotonic()
        found[name] = (*server.ask(BOMBS[name]), time.monotonic() - start)

    for name in BOMBS:
        bomb = threading.Thread(target=throw, args=(name,))
        bomb.start()
        answered = 0
        while bomb.is_alive():
            assert count(server) == KNOWN
            answered += 1
        assert answered > 0
        status, text, seconds = found[name]
        assert status == 500, name
        assert "the query was stopped" in text or "more than" in text, name
        assert seconds < LIMIT + 1, name
    assert count(server) == KNOWN


def test_those_who_wait_are_told_when_it_stops(large, serving):
    server = serving(large, "--timeout", "60")
    answers = []
    bomb = threading.Thread(target=lambda: answers.append(server.ask(BOMBS["a cross product"])))
    bomb.start()
    time.sleep(1)
    status, _, log = server.stop()
    bomb.join()
    assert answers == [(503, "the server is being stopped\n")]
    assert status == 0
    assert "Traceback" not in log


def test_more_bombs_than_workers(large, serving):
    server = serving(large, "--timeout", "1")
    statuses = []
    bombs = [
        threading.Thread(target=lambda: statuses.append(server.ask(BOMBS["a cross product"])[0])) for _ in range(6)
    ]
    for bomb in bombs:
        bomb.start()
    for bomb in bombs:
        bomb.join()
    assert set(statuses) <= {500, 503}
    assert len(statuses) == 6
    assert count(server) == KNOWN


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a process does")
def test_a_query_ends_when_its_client_goes_away(large, serving):
    server = serving(large, "--timeout", "60")
    before = set(server.workers())
    host, port = server.address.removeprefix("http://").rstrip("/").split(":")
    body = BOMBS["a cross product"].encode()
    with socket.create_connection((host, int(port))) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        time.sleep(0.5)
    deadline = time.monotonic() + 20
    while before == set(server.workers()):
        assert time.monotonic() < deadline, "the query goes on"
        time.sleep(0.05)
    assert count(server) == KNOWN


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the children of a process")
def test_workers_that_somebody_else_has_ended_are_replaced_unseen(store, serving):
    server = serving(store)
    assert count(server) == 17
    for _ in range(3):
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.5)
        assert [count(server) for _ in range(6)] == [17] * 6


def test_a_body_that_is_too_long_is_answered_also_while_it_is_sent(store, serving):
    host, port = serving(store).address.removeprefix("http://").rstrip("/").split(":")
    head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    for more, length in (("", 20_000_000), ("Expect: 100-continue\r\n", 0)):
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(f"{head}{more}Content-Length: 20000000\r\n\r\n".encode() + b"x" * length)
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_an_answer_that_nobody_waits_for_leaves_no_file(store, tmp_path):
    async def ask():
        pool = Pool(LIMITS, tmp_path)
        await pool.start()
        try:
            job = {"do": "sparql", "snapshot": str(store), "out": str(tmp_path / "gone")}
            return await pool.run(
                {**job, "arguments": {"query": "ASK {}", "accept": None, "default": None, "named": None}}
            )
        finally:
            await pool.stop()

    assert "failed" in asyncio.run(ask())
    assert not (tmp_path / "gone").exists()


def test_a_build_may_write_while_the_server_answers(tmp_path, serving):
    one = Quad(NamedNode("http://e/a"), NamedNode("http://e/b"), Literal("1"), NamedNode("http://e/g"))
    two = Quad(NamedNode("http://e/a"), NamedNode("http://e/b"), Literal("2"), NamedNode("http://e/g"))
    path = tmp_path / "kgraph.db"
    with Dataset.open(path, create=True) as dataset:
        dataset.store.add(one)
    server = serving(path)
    assert count(server) == 1
    with Dataset.open(path, read_only=False) as dataset:
        dataset.store.add(two)
        dataset.store.flush()
        time.sleep(1.1)
        assert count(server) == 1  # as it was after the last build
    deadline = time.monotonic() + 20
    while count(server) != 2:
        assert time.monotonic() < deadline, "the change was not noticed"
        time.sleep(0.1)
    (own,) = (path / "serving").iterdir()
    while len([folder for folder in own.iterdir() if folder.is_dir()]) != 1:
        assert time.monotonic() < deadline, "the old snapshot is left, though nobody reads it"
        time.sleep(0.1)


def test_a_store_whose_last_writer_crashed_is_served_whole(tmp_path, serving):
    path = tmp_path / "kgraph.db"
    script = (
        "import os, sys; from kgraph.store import Dataset; from pyoxigraph import NamedNode, Quad;"
        "d = Dataset.open(sys.argv[1], create=True); n = NamedNode('http://e/a');"
        "d.store.add(Quad(n, n, n, n)); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert count(serving(path)) == 1


def test_answers_are_json_for_programs_that_ask_for_nothing_else(store, serving):
    server = serving(store)
    with urllib.request.urlopen(f"{server.address}sparql?query=ASK%7B%7D", timeout=30) as response:
        assert json.load(response)["boolean"] is True


@pytest.mark.skipif(os.name != "posix", reason="no limit on the size of files here")
def test_a_disk_without_room_for_a_snapshot_is_one_line(tmp_path):
    store = make_store(tmp_path / "kgraph.db", [("http://e/a", "http://e/b", "http://e/c", "http://e/g")])
    found = subprocess.run(
        [sys.executable, "-m", "kgraph", "serve", "--store", str(store), "--port", "0"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (1, "")
    assert "cannot make a snapshot of" in found.stderr
    assert "make room on the disk" in found.stderr
    assert found.stderr.count("\n") == 1
    assert not (store / "serving").exists()
