"""How a folder is laid over another: tables merge deep, arrays are replaced, `omit` removes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from advisor.catalog import Catalog
from advisor.compile import compile_catalog
from advisor.errors import AdvisorError

from .test_compile import compiled
from .tiny_catalog import MODEL, lay, tiny

PROVIDER = "providers/cloud/provider.toml"
ALPHA = "models/acme/alpha.toml"


def overlaid(tmp_path: Path, *overlays: Mapping[str, str]) -> Catalog:
    folders = [lay(tmp_path / str(level), files) for level, files in enumerate(overlays)]
    return compiled(tiny(tmp_path / "shipped"), *folders)


def test_tables_merge_deep_and_arrays_are_replaced(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {ALPHA: 'lineage = ["acme", "acme"]\n[architecture]\nheads = 32\n'})
    model = catalog.models["alpha"]
    assert model.architecture is not None
    assert (model.architecture.layers, model.architecture.heads) == (48, 32)
    assert model.lineage == ("acme", "acme")
    assert model.name == "Alpha"


def test_omit_removes_keys_and_nested_keys(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {PROVIDER: 'omit = ["zdr"]\n', ALPHA: 'omit = ["architecture.layers", "released"]\n'})
    assert "zdr" not in catalog.providers["cloud"].facts
    assert catalog.models["alpha"].released is None
    assert catalog.models["alpha"].architecture is not None
    assert catalog.models["alpha"].architecture.layers is None


def test_omitting_prices_leaves_a_route_of_unknown_price(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {"providers/cloud/offers/alpha.toml": 'omit = ["price"]\n'})
    assert [offer.input for offer in catalog.offers] == [None]


def test_what_an_overlay_touches_is_listed(tmp_path: Path) -> None:
    new = {"models/acme/beta.toml": MODEL, PROVIDER: 'zdr = "no"\n'}
    assert overlaid(tmp_path, new).overlaid == ("models/acme/beta.toml", PROVIDER)


def test_later_overlays_win(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {PROVIDER: 'zdr = "no"\n'}, {PROVIDER: 'zdr = "configurable"\n'})
    assert catalog.providers["cloud"].facts["zdr"] == "configurable"


def test_an_empty_overlay_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shipped = tiny(tmp_path / "shipped")
    assert compile_catalog([str(shipped), str(tmp_path / "empty")]) == compile_catalog([str(shipped)])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('omit = ["zdrr"]\n', "provider.toml:1: omit: 'zdrr' is not stated below this overlay"),
        ('omit = "zdr"\n', "provider.toml:1: omit: not a list of keys"),
        ('omit = ["name"]\n', "missing key 'name'"),
        ('\nzdr = "maybe"\n', "0/providers/cloud/provider.toml:2: zdr: 'maybe'"),
    ],
)
def test_a_wrong_overlay_is_named_with_its_own_line(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        overlaid(tmp_path, {PROVIDER: text})
    assert what in caught.value.message


def test_schemas_for_editors_and_hidden_files_are_no_facts(tmp_path: Path) -> None:
    catalog = overlaid(tmp_path, {"schemas/x.toml": "broken", ".git/x.toml": "broken", "notes.md": "words"})
    assert catalog.overlaid == ()


def test_constants_may_be_changed_but_not_added(tmp_path: Path) -> None:
    lay(tmp_path / "shipped", {"hardware/speed.toml": "[base]\nefficiency = 0.8\nengines = ['vllm']\n"})
    changed = overlaid(tmp_path, {"hardware/speed.toml": "[base]\nefficiency = 1\n"})
    assert changed.constants["hardware"]["speed"]["base"] == {"efficiency": 1, "engines": ["vllm"]}
    for line in ("eficiency = 0.9", "efficiency = 'high'", "engines = 1"):
        with pytest.raises(AdvisorError, match=r"speed.toml:2: base\.\w+: unknown constant"):
            overlaid(tmp_path, {"hardware/speed.toml": f"[base]\n{line}\n"})


CONSTANTS = {
    "hardware/measured.toml": """
[[run]]
model = "a"
date = 2026-01-01
[[run]]
model = "b"
date = 2026-01-01
note = ""
""",
    "hardware/speed.toml": "[base]\nefficiency = 0.8\nspread = [0.5, 0.25]\n",
    "hosting.toml": "[power]\nvalue = 0.1\nunit = 'USD'\nread = 2026-05-01\nsources = ['sheet']\n",
}
TURNED = {
    "a sign turned": ("hardware/speed.toml", "[base]\nefficiency = -1\n", "speed.toml:2: base.efficiency: -1 is not"),
    "0 to divide by": ("hardware/speed.toml", "[base]\nefficiency = 0\n", "speed.toml:2: base.efficiency: 0 is not"),
    "words for numbers": ("hardware/speed.toml", "[base]\nspread = ['x', 'y']\n", r"base.spread\[0\]: unknown"),
    "a row without its keys": ("hardware/measured.toml", "run = [{ model = 'c' }]\n", r"run\[0\]: missing key 'date'"),
    "a row of another kind": ("hardware/measured.toml", "run = [3]\n", r"run\[0\]: unknown"),
    "a negative cost": ("hosting.toml", "[power]\nvalue = -1\n", "hosting.toml:2: power.value: -1 is not"),
    "a cost nobody reads": (
        "hosting.toml",
        "[pwoer]\nvalue = 1\nunit = 'x'\nread = 2026-05-01\nsources = ['sheet']\n",
        "hosting.toml:1: pwoer: unknown constant",
    ),
    "a path without a weight": (
        "hosting.toml",
        "[price_decline_mine]\nvalue = 0.1\nunit = 'x'\nread = 2026-05-01\nsources = ['sheet']\n",
        "price_decline_mine: missing key 'weight'",
    ),
}


@pytest.mark.parametrize("case", TURNED)
def test_constants_keep_the_shape_of_the_shipped_file(case: str, tmp_path: Path) -> None:
    file, text, told = TURNED[case]
    lay(tmp_path / "shipped", CONSTANTS)
    with pytest.raises(AdvisorError, match=told):
        overlaid(tmp_path, {file: text})


def test_a_cost_may_be_nothing_and_rows_and_paths_may_be_added(tmp_path: Path) -> None:
    lay(tmp_path / "shipped", CONSTANTS)
    path = "[price_decline_mine]\nvalue = 0.1\nweight = 0.5\nunit = 'x'\nread = 2026-05-01\nsources = ['sheet']\n"
    rows = "run = [{ model = 'c', date = 2026-01-01 }, { model = 'd', date = 2026-01-01, note = 'n' }]\n"
    changed = overlaid(tmp_path, {"hosting.toml": f"[power]\nvalue = 0\n{path}", "hardware/measured.toml": rows})
    assert changed.constants["hosting"]["power"]["value"] == 0
    assert changed.constants["hosting"]["price_decline_mine"]["weight"] == 0.5
    assert len(changed.constants["hardware"]["measured"]["run"]) == 2
