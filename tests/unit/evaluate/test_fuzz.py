"""Thousands of damaged logs: each is read or refused by file and reason; nothing else happens, nothing is half stored.

Two kinds of damage to the committed logs: bytes cut, flipped, doubled or replaced at random places, and whole values of
their JSON replaced by others.
"""

import copy
import json
import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from advisor.catalog import Catalog
from advisor.errors import AdvisorError
from advisor.evaluate.reading import Wanted, read_files
from advisor.evaluate.results import result_of
from advisor.evidence.importers.detect import read_log
from advisor.evidence.own_store import KEPT, Run, remove, save, stored
from advisor.evidence.pooling import pooled
from advisor.store import open_catalog
from tests.unit.evaluate.logs import LOGS, inspect_document, write_json, write_zstandard

REAL = ("inspect.json", "inspect.eval", "lm_eval_samples.jsonl", "lm_eval_results.json", "promptfoo_v3.json")
TABLES = {
    "t.csv": "item_id,model,score,latency_s\n" + "".join(f"i{n},glm-5,{n % 2},{n / 7:.3f}\n" for n in range(40)),
    "t.jsonl": "".join(json.dumps({"item_id": f"i{n}", "model": "glm-5", "score": n % 2}) + "\n" for n in range(40)),
}
TOKENS = (
    b"null", b"NaN", b"-1", b"1e999", b"[]", b"{}", b'""', b"true", b'"\\ud800"', b"9" * 40, b'"C"', b"[[[[", b"}",
    b",", b"\x00", b"\xff\xfe", b"PK\x03\x04", b"0.5",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 0.5, 1e308, float("nan"), float("inf"), 10**400, "", "C", "\ud800", "a" * 5000,
    "2026-13-99", "\x00\x1b[31m", [], {}, [1], [[]], {"a": 1}, [None], {"value": None}, {"": {}}, "nan", "../../x", "²",
)  # fmt: skip
NAMES = {"mockllm/gpt-5.2": "gpt-5.2@openai", "dummy": "glm-5@deepinfra"}
CATALOG: Catalog = open_catalog()
Value = TypeVar("Value")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to three changes at random places."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(data) + 1)
        words = [found.span() for found in re.finditer(rb'\d+(\.\d+)?|null|true|false|"[^"\n]{0,60}"', data[:100_000])]
        start, end = chance.choice(words) if words else (at, at)
        token = chance.choice(TOKENS)
        other = data[chance.randrange(len(data) + 1) :][: chance.randrange(1, 400)]
        data = chance.choice(
            (
                data[:at],
                data[:at] + data[at + chance.randrange(1, 200) :],
                data[:at] + token + data[at:],
                data[:at] + other + data[at:],
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:start] + token + data[end:],
            )
        )
    return data


def changed(document: Any, chance: random.Random) -> Any:
    """The document with one to three of its values replaced, removed or doubled."""
    document = copy.deepcopy(document)
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = nodes(document)
        if not places:
            break
        holder, key = chance.choice(places)
        act = chance.randrange(5)
        if act < 3:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        elif act == 3:
            del holder[key]
        elif isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[key]))
    return document


def nodes(value: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) below a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [found for key in keys for found in ((value, key), *nodes(value[key]))]


def either(read: Callable[[], Value]) -> tuple[Value | None, str, str]:
    """(what is read, or None; why not; what to do)."""
    try:
        return read(), "", ""
    except AdvisorError as refused:
        return None, refused.message, refused.fix


@pytest.mark.parametrize("name", [*REAL, *TABLES])
def test_damaged_bytes(tmp_path: Path, name: str) -> None:
    for beside in REAL:
        (tmp_path / beside).write_bytes((LOGS / beside).read_bytes())
    data = TABLES[name].encode() if name in TABLES else (LOGS / name).read_bytes()
    path, chance, read = tmp_path / name, random.Random(name), 0
    for _ in range(400):
        path.write_bytes(damaged(data, chance))
        log, refused, fix = either(partial(read_log, str(path)))
        if log is None:
            assert refused.startswith(str(tmp_path))
            assert fix
            continue
        read += 1
        share = pooled(log[0].attempts).share
        assert share is None or 0 <= share <= 1
    assert 0 < read < 400


def archive(path: Path, document: Any) -> None:
    members = document if isinstance(document, dict) else {}
    header = {key: value for key, value in members.items() if key != "samples"}
    parts = {"header.json": header, "summaries.json": members.get("samples")}
    write_zstandard(path, {name: json.dumps(part).encode() for name, part in parts.items()})


def lines(path: Path, document: Any) -> None:
    path.write_text("\n".join(map(json.dumps, document)), "utf-8")


def plain(path: Path, document: Any) -> None:
    write_json(path, document)


def thin(document: Any) -> Any:
    """Without transcripts, so that what is read is what is hit."""
    for sample in document["samples"]:
        for name in ("events", "messages", "attachments", "store"):
            sample.pop(name, None)
    return document


KINDS: dict[str, tuple[Callable[[], Any], Callable[[Path, Any], None]]] = {
    "i.json": (lambda: thin(inspect_document()), plain),
    "i.eval": (lambda: thin(inspect_document()), archive),
    "promptfoo_v3.json": (lambda: json.loads((LOGS / "promptfoo_v3.json").read_text("utf-8")), plain),
    "lm_eval_results.json": (lambda: json.loads((LOGS / "lm_eval_results.json").read_text("utf-8")), plain),
    "lm_eval_samples.jsonl": (
        lambda: [json.loads(line) for line in (LOGS / "lm_eval_samples.jsonl").read_text("utf-8").splitlines()], lines,
    ),
    "t.jsonl": (lambda: [json.loads(line) for line in TABLES["t.jsonl"].splitlines()], lines),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_changed_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What is read is stored whole and comes back the same; what is not leaves nothing behind."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for beside in REAL:
        (tmp_path / beside).write_bytes((LOGS / beside).read_bytes())
    make, write = KINDS[name]
    document, path, chance, read = make(), tmp_path / name, random.Random(name), 0
    for _ in range(300):
        write(path, changed(document, chance))
        wanted = Wanted("extraction", NAMES, chance.choice((None, None, None, "match")), None, "2026-11-26")
        reading, refused, fix = either(partial(read_files, [str(path)], wanted, CATALOG))
        if reading is None:
            assert str(tmp_path) in refused + fix
            assert not stored()
            continue
        read += 1
        found = reading.runs
        save(found)
        assert sorted(map(kept, stored())) == sorted(map(kept, found))
        assert all(result_of(run).items for run in stored())
        remove(found)
    assert 0 < read < 300


def kept(run: Run) -> tuple[str, list[list[Any]]]:
    return run.id, [[getattr(one, name) for name in KEPT] for one in run.attempts]
