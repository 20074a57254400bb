"""What each broken or hostile overlay is told: file, line, key and fix, all in one go, exit code 5."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from advisor.compile import compile_catalog
from advisor.errors import AdvisorError

from .tiny_catalog import FILES, MODEL, OFFER, lay, tiny


def edited(old: str, new: str) -> dict[str, str | bytes]:
    assert old in MODEL + OFFER
    path, text = ("models/acme/alpha.toml", MODEL) if old in MODEL else ("providers/cloud/offers/alpha.toml", OFFER)
    return {path: text.replace(old, new, 1)}


WORKLOAD = """name = "Triage"
means = "one ticket"
input_tokens = 100
output_tokens = 10
reasoning_tokens = 50
cached_share = 0.5
batch_share = 0
turns = 1
calls_per_day = 1000
right_of_100 = 90
worth_low = 0.02
worth = 0.05
worth_high = 0.1
worth_means = "a clerk moves it"
worth_presets = [{ label = "a", usd = 0.01 }, { label = "b", usd = 0.05 }]
peak_to_mean = 3
retries = 0.02
modalities = ["text"]
reasoning_multiplier = { none = 0, low = 0.4, medium = 1, high = 3, max = 6 }
needs_tools = false
hints = ["Look."]
read = 2026-05-01
sources = ["sheet"]
"""


BROKEN: dict[str, tuple[Mapping[str, str | bytes], str, str]] = {
    "unknown key": (edited("context = ", "contxt = "), "alpha.toml:9: contxt: unknown key", "'context'"),
    "wrong type": (
        edited("open_weights = true", 'open_weights = "yes"'),
        "alpha.toml:6: open_weights: 'yes'",
        "schema",
    ),
    "date as text": (edited("released = 2026-01-15", 'released = "2026"'), "alpha.toml:4: released", "schema"),
    "missing source": (edited('source = "sheet"\n', ""), "alpha.toml:1: price[0]: missing key 'source'", "add source"),
    "dangling source": (
        edited('context = ["sheet"]', 'context = ["sheat"]'),
        "alpha.toml:23: sources.context[0]",
        "'sheet'",
    ),
    "figure without a source": (
        {"models/acme/beta.toml": MODEL.replace('context = ["sheet"]\n', "")},
        "beta.toml:9: context: has no source",
        "add context = ",
    ),
    "no table": (edited("[architecture]\n", "architecture = 3\n[sources.x]\n"), "architecture", "schema"),
    "zero price": (
        edited("input = 1.0", "input = 0"),
        "alpha.toml:3: price[0].input: 0 is not allowed",
        "leave the key",
    ),
    "negative price": (edited("input = 1.25", "input = -1.25"), "alpha.toml:11: price[1].input: -1.25", "schema"),
    "nan": (edited("input = 1.0", "input = nan"), "alpha.toml:3: price[0].input: is not a finite", "remove it"),
    "infinity": (edited("params_total_b = 30", "params_total_b = inf"), "alpha.toml:7: params_total_b", "remove it"),
    "absurd": (edited("input = 1.0", "input = 1e300"), "price[0].input: is not a finite number below", "remove it"),
    "long integer": (edited("context = 131072", f"context = {'9' * 5000}"), "a number too long", "simplify"),
    "dates out of order": (
        edited("valid_to = 2026-12-31", "valid_to = 2026-03-31"),
        "price[1].valid_to: 2026-03-31 is before",
        "correct",
    ),
    "time of day": (edited("read = 2026-05-01", "read = 2026-05-01T10:00:00"), "time of day", "remove it"),
    "escape": (
        edited('name = "Alpha"', 'name = "Al\\u001b[31mpha"'),
        "alpha.toml:1: name: holds the invisible character U+001B",
        "remove",
    ),
    "raw bidi": (
        edited('name = "Alpha"', 'name = "Al\u202epha"'),
        "alpha.toml:1: holds the invisible character U+202E",
        "remove",
    ),
    "markup": (edited('name = "Alpha"', 'name = "[@click=app.bell]Alpha[/]"'), "name: holds terminal markup", "remove"),
    "hostile key": (
        edited("[sources]\n", '[sources]\n"\\u001b]0;x" = ["sheet"]\n'),
        "invisible character U+001B",
        "remove",
    ),
    "dangling developer": (
        edited('developer = "acme"', 'developer = "acne"'),
        "alpha.toml:2: developer: 'acne' is not in developers",
        "'acme'",
    ),
    "dangling licence": (
        edited('license = "apache-2.0"', 'license = "apache"'),
        "license: 'apache' is not in licenses",
        "'apache-2.0'",
    ),
    "dangling quantization": (
        edited('native = "bf16"', 'native = "bf17"'),
        "native: 'bf17' is not in quantizations",
        "'bf16'",
    ),
    "dangling provider": (
        {"providers/cloudy/offers/alpha.toml": OFFER},
        "provider 'cloudy' has no facts",
        "provider.toml",
    ),
    "dangling model": ({"providers/cloud/offers/alpa.toml": OFFER}, "'alpa' is not in models", "'alpha'"),
    "duplicate id": (
        {"models/other/alpha.toml": MODEL},
        "models/other/alpha.toml: duplicate id 'alpha'",
        "use the path models/acme/alpha.toml",
    ),
    "duplicate id, sorted before the shipped one": (
        {"models/aaa/alpha.toml": MODEL},
        "models/aaa/alpha.toml: duplicate id 'alpha'",
        "use the path models/acme/alpha.toml",
    ),
    "duplicate source": ({"sources/again.toml": FILES["sources/prices.toml"]}, "duplicate id 'sheet'", "keep one"),
    "not utf-8": ({"models/acme/beta.toml": b'name = "\xff"'}, "beta.toml: not UTF-8 at byte 8", "UTF-8"),
    "not toml": ({"models/acme/beta.toml": "name = \n"}, "beta.toml:1: not TOML", "syntax"),
    "deep": ({"models/acme/beta.toml": "a = " + "[" * 9000 + "]" * 9000}, "beta.toml", "simplify"),
    "no such kind": ({"modls/acme/beta.toml": MODEL}, "no kind of catalog file has this path", "models/"),
    "odd name": ({"models/acme/Beta One.toml": MODEL}, "'Beta One' is not an id", "a-z"),
    "long integer in another base": (
        edited("context = 131072", f"context = 0x{'f' * 9000}"),
        "context: is not a",
        "remove",
    ),
    "long integer for a name": (edited('name = "Alpha"', f"name = 0x{'f' * 9000}"), "name: is not a", "remove"),
    "byte order mark": ({"models/acme/beta.toml": "\ufeff" + MODEL}, "beta.toml:1: holds the invisible", "remove it"),
    "no name": (edited('name = "Alpha"', 'name = " "'), "alpha.toml:1: name: ' '", "schema"),
    "name of two lines": (edited('name = "Alpha"', 'name = "Al\\npha"'), "alpha.toml:1: name", "schema"),
    "endless name": (edited('name = "Alpha"', f'name = "{"a" * 5000}"'), "alpha.toml:1: name", "schema"),
    "an effort twice": (edited('["high", "none"]', '["high", "high"]'), "efforts", "keep each once"),
    "price too small to write": (edited("input = 1.0", "input = 1e-300"), "price[0].input: 1e-300", "schema"),
    "no country": (edited('infers_in = ["EU"]', 'infers_in = ["DEU"]'), "price[1].infers_in[0]: 'DEU'", "schema"),
    "country in small letters": (
        {"developers.toml": FILES["developers.toml"].replace('"DE"', '"de"')},
        "developers.toml:3: developer.acme.country: 'de': input should be an ISO 3166 country",
        "schema",
    ),
    "table with an odd id": (
        {"sources/odd.toml": FILES["sources/prices.toml"].replace("source.sheet", 'source."a b"')},
        "odd.toml:2: source.a b: 'a b' is not an id",
        "a-z",
    ),
    "negative tokens": (
        {"workloads/triage.toml": WORKLOAD.replace("high = 3", "high = -3")},
        "triage.toml:19: reasoning_multiplier.high: -3",
        "schema",
    ),
    "evidence of another shape": (
        {"workloads/triage.toml": f"{WORKLOAD}\n[evidence]\nskills = [{{ skill = 'coding', weight = 'all' }}]\n"},
        "triage.toml:26: evidence.skills[0].weight: 'all'",
        "schema",
    ),
    "worth outside its range": (
        {"workloads/triage.toml": WORKLOAD.replace("worth_low = 0.02", "worth_low = 0.2")},
        "triage.toml:11: worth_low: 0.2 is above worth = 0.05",
        "correct",
    ),
    "aliases of nothing": (
        {"aliases/pets.toml": 'joins = "x"\nreviewed = 2026-01-01\nunknown = []\n[names]\n'},
        "aliases of nothing",
        "name the file",
    ),
    "dangling alias": (
        {"aliases/providers.toml": 'joins = "x"\nreviewed = 2026-01-01\nunknown = []\n[names]\nc = "clod"\n'},
        "aliases/providers.toml:5: names.c: 'clod' is not in providers",
        "'cloud'",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_overlay_is_told_where_and_how_to_mend_it(case: str, tmp_path: Path) -> None:
    files, where, fix = BROKEN[case]
    overlay = lay(tmp_path / "overlay", files)
    with pytest.raises(AdvisorError) as caught:
        compile_catalog([str(tiny(tmp_path / "shipped")), str(overlay)])
    assert caught.value.exit_code == 5
    assert where in caught.value.message
    assert str(overlay) in caught.value.message
    assert fix in f"{caught.value.message} {caught.value.fix}"


def test_an_overlay_cannot_claim_the_future(tmp_path: Path) -> None:
    overlay = lay(tmp_path / "overlay", edited("read = 2026-05-01", "read = 2999-01-01"))
    with pytest.raises(AdvisorError, match=r"alpha.toml:5: price\[0\].read: 2999-01-01 is in the future"):
        compile_catalog([str(tiny(tmp_path / "shipped")), str(overlay)])


def test_files_that_are_no_files(tmp_path: Path) -> None:
    shipped = str(tiny(tmp_path / "shipped"))
    loop = tmp_path / "loop"
    (loop / "models").mkdir(parents=True)
    (loop / "models" / "again").symlink_to(loop)
    itself = tmp_path / "itself"
    itself.mkdir()
    (itself / "units.toml").symlink_to("units.toml")
    pipe = tmp_path / "pipe"
    pipe.mkdir()
    os.mkfifo(pipe / "units.toml")
    huge = tmp_path / "huge"
    huge.mkdir()
    with (huge / "units.toml").open("wb") as handle:
        handle.truncate(50_000_000)
    deep = tmp_path / "deep"
    deep.joinpath(*["d"] * 900).mkdir(parents=True)
    refused = [
        (loop, "above it"),
        (itself, "units.toml"),
        (pipe, "not a regular"),
        (huge, "50,000,000"),
        (deep, "deep"),
    ]
    for folder, what in refused:
        with pytest.raises(AdvisorError, match=what) as caught:
            compile_catalog([shipped, str(folder)])
        assert caught.value.exit_code == 5


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    broken = {**edited("context = ", "contxt = "), **edited("input = 1.0", "input = 0")}
    with pytest.raises(AdvisorError) as caught:
        compile_catalog([str(lay(tiny(tmp_path), broken))])
    first, second = caught.value.message.splitlines()
    assert "contxt: unknown key (did you mean" in first
    assert "price[0].input: 0 is not allowed" in second


def test_a_report_of_very_many_problems_is_cut(tmp_path: Path) -> None:
    broken = {f"models/acme/m{number}.toml": "nam = 1" for number in range(60)}
    with pytest.raises(AdvisorError) as caught:
        compile_catalog([str(lay(tiny(tmp_path), broken))])
    assert len(caught.value.message.splitlines()) == 21


def test_a_file_of_very_many_problems_is_told_in_time(tmp_path: Path) -> None:
    keys = "\n".join(f"k{number} = 1" for number in range(50_000))
    escapes = "\n".join(f'e{number} = "\\u0007"' for number in range(50_000))
    broken = {"models/acme/keys.toml": keys, "models/acme/escapes.toml": escapes}
    began = time.process_time()
    with pytest.raises(AdvisorError) as caught:
        compile_catalog([str(lay(tiny(tmp_path), broken))])
    assert time.process_time() - began < 20
    assert "or more others" in caught.value.message.splitlines()[-1]


def test_a_file_name_cannot_break_the_line_it_is_told_in(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError) as caught:
        compile_catalog([str(lay(tiny(tmp_path), {"modls/a\nb.toml": "x = 1"}))])
    assert all("modls/a\\nb.toml" in line for line in caught.value.message.splitlines())


def test_problems_of_one_place_stand_in_one_order_whatever_the_hash_seed(tmp_path: Path) -> None:
    lay(tmp_path, {"models/acme/bare.toml": 'name = "Bare"\n'})
    command = [sys.executable, "-m", "advisor", "catalog", "validate", str(tmp_path)]
    told = {
        subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}).stderr
        for seed in ("0", "1", "2", "3")
    }
    assert len(told) == 1
    assert b"missing key" in told.pop()
