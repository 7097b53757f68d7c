"""The recipe's steps: from archives that the test makes itself to checked splits, each run once and again when it must."""

import json
import tarfile

import pytest

from training import __main__ as recipe
from training import check, convert

SENTENCE = """# newdoc id = {id}
# newpar
# sent_id = {id}-1
# text = Peru sent ships.
1\tPeru\tPeru\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=(1-place-new-n-cf1-1-sgl)
2\tsent\tsend\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
3\tships\tship\tNOUN\tNNS\tNumber=Plur\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
UNER = "# newdoc id = {id}\n# sent_id = {id}-1\n# text = Peru left\n1\tPeru\tB-LOC\t-\t-\n2\tleft\tO\t-\t-\n\n"
PASSAGE = {"title": "Lima", "sents": [["Lima", "grew"]], "vertexSet": [[{"type": "LOC", "pos": [0, 1], "sent_id": 0}]]}


def corpora():
    """Path in its archive -> content, for all corpora."""
    files = {}
    for split in ("train", "dev", "test"):
        files[f"ud_english_ewt/sources/weblog/ewt_{split}.xml.conllu"] = SENTENCE.format(id=f"ewt_{split}")
        files[f"ud_english_ewt/file-lists/files.{split}"] = f"weblog/ewt_{split}.xml.conllu\n"
        files[f"ud_english_gum/sources/GUM_news_{split}.conllu"] = SENTENCE.format(id=f"GUM_news_{split}")
        files[f"ud_english_gum/files.{split}"] = f"GUM_news_{split}\nGUM_essay_{split}\n"
        files[f"ud_english_gum/sources/GUM_essay_{split}.conllu"] = SENTENCE.format(id=f"GUM_essay_{split}")
    for part in ("dev", "test"):
        files[f"uner_english_ewt/en_ewt-ud-{part}.iob2"] = UNER.format(id=f"letter_{part}")
        files[f"redocred/{part}_revised.json"] = json.dumps([PASSAGE | {"title": part}])
        files[f"crossner_politics/{part}.txt"] = "Lima\tB-location\nvotes\tO\n\n"
    files["wikigold/wikigold.conll.txt"] = "Lima I-LOC\ngrew O\n\n"
    files["broad_twitter/f.conll"] = "Lima\tB-LOC\n\n"
    files["broad_twitter/a.conll"] = "Nobody\tB-PER\n\n"
    return files


@pytest.fixture
def archives(tmp_path):
    folder = tmp_path / "corpora"
    folder.mkdir()
    for path, content in corpora().items():
        (tmp_path / "tree" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / path).write_text(content, encoding="utf-8")
    for corpus in (tmp_path / "tree").iterdir():
        with tarfile.open(folder / f"{corpus.name}.tar.xz", "w:xz") as archive:
            archive.add(corpus, corpus.name)
    return folder


def test_archives_become_checked_splits(archives, tmp_path, capsys):
    out = tmp_path / "build"
    recipe.main(["convert", "--corpora", str(archives), "--build", str(out), "--encoder", "none"])
    read = {split: convert.read(out / "corpus" / f"{split}.jsonl.gz") for split in convert.SPLITS}
    names = {split: sorted(d.corpus.split("-")[0] for d in found) for split, found in read.items()}
    assert names["test_ewt"] == ["ewt"]
    assert names["test_gum"] == ["gum"]
    assert names["test_uner"] == ["uner"]
    assert {"crossner", "ewt", "gum", "twitter", "uner", "wikigold"} <= set(names["train"])
    documents = [d for found in read.values() for d in found]
    assert not any("essay" in d.id for d in documents)
    assert not any(d.words[0].text == "Nobody" for d in documents)
    assert all(d.names == ((0, 1, "LOC"),) for d in documents if d.corpus != "ewt")
    assert not [fault for d in documents for fault in check.faults(d)]


def test_a_step_runs_again_only_when_it_must(archives, tmp_path, capfd):
    arguments = ["convert", "--corpora", str(archives), "--build", str(tmp_path / "build"), "--encoder", "none"]
    recipe.main(arguments)
    recipe.main(arguments)
    assert "convert: up to date" in capfd.readouterr().out
    (archives / "ud_english_gum.tar.xz").unlink()
    recipe.main(arguments)
    assert "up to date" not in capfd.readouterr().out


def test_a_step_before_its_time_is_told(tmp_path):
    with pytest.raises(SystemExit, match=r"check: .*train\.jsonl\.gz is missing; run the steps before it"):
        recipe.main(["check", "--build", str(tmp_path), "--encoder", "none"])


def test_a_step_that_fails_ends_the_recipe(archives, tmp_path):
    (archives / "wikigold.tar.xz").write_bytes(b"no archive")
    with pytest.raises(SystemExit, match="convert: failed with exit status"):
        recipe.main(["all", "--corpora", str(archives), "--build", str(tmp_path / "build"), "--encoder", "none"])
    assert not (tmp_path / "build" / "steps.json").exists()
