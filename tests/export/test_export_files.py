"""Which name makes which file, and that a file appears whole or not at all."""

import os
import stat
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest
from records import dataset

from kgraph.errors import ExportError
from kgraph.export import Exporter, export, formats, registry

NAMES = ["claims.jsonl", "entities.jsonl", "quotes.jsonl", "claims.csv", "entities.csv", "quotes.csv"]
ENDINGS = ["gexf", "graphml", "ttl", "trig", "nq", "jsonld"]


def test_formats_are_listed_with_a_line_each():
    listed = formats()
    assert list(listed) == [*NAMES, *(f"*.{ending}" for ending in ENDINGS)]
    assert all(line and "\n" not in line for line in listed.values())


@pytest.mark.parametrize(
    ("name", "format"),
    [("claims.csv", "claims.csv"), ("ukraine-claims.csv", "claims.csv"), ("Claims.JSONL", "claims.jsonl"),
     ("a.b.ttl", "ttl"), ("gexf", "gexf")],
)  # fmt: skip
def test_the_name_tells_the_format(name, format):
    assert registry.format_of(name) == format


@pytest.mark.parametrize("name", ["claims.xlsx", "table.csv", "myclaims.csv", "claims", "-", "xttl"])
def test_an_unknown_name_lists_the_valid_ones(name):
    with pytest.raises(ExportError) as error:
        export(dataset(), name)
    message = str(error.value)
    assert "claims.jsonl" in message
    assert "\n" not in message
    assert name == "-" or ("*.gexf" in message and repr(name) in message)


@pytest.mark.parametrize("name", [*NAMES, *(f"all.{ending}" for ending in ENDINGS)])
def test_every_format_writes_a_file(tmp_path, name):
    assert export(dataset(), tmp_path / name) >= 1
    assert (tmp_path / name).stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_out_is_a_file_or_a_folder(tmp_path):
    export(dataset(), "claims.csv", out=tmp_path)
    export(dataset(), "claims.csv", out=tmp_path / "other.txt")
    assert (tmp_path / "claims.csv").read_bytes() == (tmp_path / "other.txt").read_bytes()


def test_standard_output(capfdbinary):
    export(dataset(), "-", format="claims.jsonl")
    assert capfdbinary.readouterr().out.count(b"\n") == 3


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    class Broken(type(dataset())):
        def extractions(self):
            yield dataset().found[0]
            raise RuntimeError("power cut")

    target = tmp_path / "claims.jsonl"
    target.write_text("old")
    with pytest.raises(RuntimeError):
        export(Broken(), target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_are_those_of_an_ordinary_file(tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    export(dataset(), tmp_path / "all.nq")
    assert stat.S_IMODE((tmp_path / "all.nq").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="no such permissions here")
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path):
    export(dataset(), tmp_path / "all.nq")
    (tmp_path / "all.nq").chmod(0o600)
    export(dataset(), tmp_path / "all.nq")
    assert stat.S_IMODE((tmp_path / "all.nq").stat().st_mode) == 0o600


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "all.nq").symlink_to(tmp_path / "real" / "there.nq")
    export(dataset(), tmp_path / "all.nq")
    assert (tmp_path / "all.nq").is_symlink()
    assert (tmp_path / "real" / "there.nq").stat().st_size > 0


@pytest.mark.parametrize("place", ["missing/claims.csv", "folder.csv/claims.csv/claims.csv"])
def test_a_missing_folder_is_one_clear_line(tmp_path, place):
    with pytest.raises(ExportError, match="mkdir -p") as error:
        export(dataset(), tmp_path / place)
    assert str(tmp_path / place) in str(error.value)


def test_a_folder_in_the_way_is_one_clear_line(tmp_path):
    (tmp_path / "all.ttl").mkdir()
    with pytest.raises(ExportError, match="folder"):
        export(dataset(), tmp_path / "all.ttl")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_one_clear_line(tmp_path):
    (tmp_path / "claims.csv").symlink_to("/dev/full")
    with pytest.raises(ExportError, match="free space"):
        export(dataset(), tmp_path / "claims.csv")


class Count(Exporter):
    """How many articles there are."""

    description = "a number"

    @classmethod
    def rows(cls, dataset):
        return dataset.articles()

    def write(self, x):
        self.count = getattr(self, "count", 0) + 1

    def finalize(self):
        self.out.write(str(self.count).encode())


@pytest.fixture
def plugins(monkeypatch):
    def install(**values):
        points = {name: EntryPoint(name, value, registry.GROUP) for name, value in values.items()}
        monkeypatch.setattr(registry, "_plugins", lambda: points)

    return install


def test_another_package_adds_a_format(tmp_path, plugins):
    plugins(count=f"{__name__}:Count")
    export(dataset(), tmp_path / "a.count")
    assert (tmp_path / "a.count").read_text() == "2"
    assert formats()["*.count"] == "a number"


@pytest.mark.parametrize("value", ["no_such_module:X", "json:dumps"])
def test_a_broken_plugin_is_named(tmp_path, plugins, value):
    plugins(count=value)
    with pytest.raises(ExportError, match="count"):
        export(dataset(), tmp_path / "a.count")


def test_listing_formats_imports_nothing_expensive():
    code = (
        "import sys, kgraph.export; kgraph.export.formats();"
        "print([m for m in ('networkx', 'rdflib', 'pandas', 'numpy', 'lxml', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
