"""Every id that a shipped file names exists, or is listed as unknown."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from tests.catalog.shipped import by_id, files, offers, prices, providers, tables

MODELS = by_id("models/*/*.toml")
ACCELERATORS = by_id("accelerators/*/*.toml")
QUANTIZATIONS = tables("quantizations.toml", "quantization")
SOURCES = tables("sources/*.toml", "source")
CITING = ("models/*/*.toml", "providers/*/offers/*.toml", "accelerators/*/*.toml", "instances/*.toml", "history/*.toml",
          "quantizations.toml", "workloads/*.toml", "developers.toml")  # fmt: skip
NO_LICENCE = {
    "beam-1.0", "kimi-k3.1-pro", "lfm2.5-8b-a1b", "minimax-m3.1-flash", "mistral-large-4", "muse-spark-open",
}  # fmt: skip
"""No licence was found for these; `aliases/licenses.toml` says so."""


def aliases(name: str) -> dict[str, Any]:
    return files("aliases/*.toml")[f"aliases/{name}.toml"]


def test_offers_name_models_and_providers() -> None:
    assert {model for _, model in offers()} <= set(MODELS)
    assert {provider for provider, _ in offers()} <= set(providers())


def test_models_name_developers_and_stand_in_their_folder() -> None:
    developers = tables("developers.toml", "developer")
    for path, model in files("models/*/*.toml").items():
        assert {model["developer"], *model["lineage"]} <= set(developers)
        assert path.split("/")[1] == model["developer"]


def test_models_name_licences_or_are_listed() -> None:
    licences = by_id("licenses/*.toml")
    assert {model["license"] for model in MODELS.values() if "license" in model} <= set(licences)
    without = {name for name, model in MODELS.items() if "license" not in model}
    assert without == NO_LICENCE
    assert all(name in aliases("licenses")["note"] for name in without)


def test_licence_tags_resolve() -> None:
    tags = {model["license_tag"] for model in MODELS.values() if "license_tag" in model}
    joined = aliases("licenses")
    assert tags <= set(joined["names"]) | set(joined["unknown"])
    assert set(joined["names"].values()) <= set(by_id("licenses/*.toml"))


def test_formats_exist() -> None:
    named = {model["native"] for model in MODELS.values() if "native" in model}
    named |= {one["quantization"] for model in MODELS.values() for one in model.get("checkpoint", ())}
    assert named <= set(QUANTIZATIONS)


def test_served_formats_exist() -> None:
    served = {entry["quantization"] for *_, entry in prices() if "quantization" in entry}
    assert served <= set(QUANTIZATIONS)


def test_rents_name_accelerators() -> None:
    rents = [rent for content in files("instances/*.toml").values() for rent in content["rent"]]
    assert {rent["accelerator"] for rent in rents if "accelerator" in rent} <= set(ACCELERATORS)


def test_every_accelerator_a_rule_names_has_members() -> None:
    sets = files("policy_sets.toml")["policy_sets.toml"]["sets"]
    named = {name for key, members in sets.items() if key.startswith("GPU") for name in members}
    known = {one["family"] for one in ACCELERATORS.values()} | set(ACCELERATORS)
    without = {name for name in named if not any(one == name or one.startswith(f"{name}-") for one in known)}
    assert without == set(aliases("accelerators")["unknown"])


@pytest.mark.parametrize(("family", "members"), [("nvidia-h200", 2), ("nvidia-h100", 3), ("nvidia-a100", 3)])
def test_families_have_their_variants(family: str, members: int) -> None:
    assert sum(one["family"] == family for one in ACCELERATORS.values()) == members


def test_alias_targets_exist() -> None:
    assert set(aliases("accelerators")["names"].values()) <= set(ACCELERATORS)
    assert set(aliases("providers")["names"].values()) <= set(providers())
    assert set(aliases("price_history")["names"].values()) <= set(MODELS)
    assert set(aliases("developers")["names"].values()) <= set(tables("developers.toml", "developer"))


def test_provider_facts_resolve() -> None:
    facts = {one["facts_id"] for one in providers().values() if "facts_id" in one}
    assert facts <= set(providers()) | set(aliases("providers")["names"])
    assert all(set(one.get("region_facts", {}).values()) <= set(providers()) for one in providers().values())


def test_every_past_price_has_a_model_or_is_listed() -> None:
    joined = aliases("price_history")
    names = {row["name"] for content in files("history/*.toml").values() for row in content["price"]}
    assert names <= set(MODELS) | set(joined["names"]) | set(joined["unknown"])
    assert not set(joined["unknown"]) & (set(MODELS) | set(joined["names"]))


def cited(value: Any) -> Iterator[str]:
    """Source ids anywhere in a parsed file."""
    if isinstance(value, list):
        yield from chain.from_iterable(map(cited, value))
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key in ("sources", "agrees_with", "field_sources"):
            for ids in inner.values() if isinstance(inner, dict) else (inner,):
                yield from [ids] if isinstance(ids, str) else ids
        elif key == "source" and isinstance(inner, str):
            yield inner
        elif key != "doubt":
            yield from cited(inner)


@pytest.mark.parametrize("pattern", CITING)
def test_every_source_id_resolves(pattern: str) -> None:
    found = {one for content in files(pattern).values() for one in cited(content)}
    assert found
    assert found <= set(SOURCES)


def test_source_ids_are_unique_over_files() -> None:
    assert len(SOURCES) == sum(len(content["source"]) for content in files("sources/*.toml").values())
