"""The shipped rules and the acceptance cases as the engine takes them; read straight from TOML, without a compile."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from advisor.constraints.policy import CompiledRules, PolicyData, compile_policy
from advisor.constraints.policy_company import plain
from advisor.constraints.policy_verdict import Reason, Verdict

ROOT = Path(__file__).parents[1]
CATALOG = ROOT / "catalog"
AS_OF = "2026-11-23"

OWN_MACHINES: dict[str, Any] = {"kind": "self_hosted", "provider": "self-hosted", "operator_hq": "self"}


def toml(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    return parsed


def with_ids(folder: str) -> tuple[dict[str, Any], ...]:
    return tuple({"id": path.stem, **toml(path)} for path in sorted((CATALOG / folder).rglob("*.toml")))


@cache
def shipped() -> PolicyData:
    developers = toml(CATALOG / "developers.toml")["developer"]
    return PolicyData(
        vocabulary=toml(CATALOG / "policy_sets.toml"),
        rules=with_ids("rules"),
        licences=with_ids("licenses"),
        developers={name: facts["country"] for name, facts in developers.items() if "country" in facts},
        presets={one["id"]: one for one in with_ids("presets")},
    )


@cache
def providers() -> dict[str, dict[str, Any]]:
    return {path.parent.name: toml(path) for path in (CATALOG / "providers").glob("*/provider.toml")}


@cache
def cases(name: str = "policy_cases.toml") -> dict[str, Any]:
    return toml(ROOT / "tests" / "data" / name)


def compiled(ctx: dict[str, Any], as_of: str = AS_OF) -> CompiledRules:
    return compile_policy(shipped(), ctx, as_of)


def verdict(
    ctx: dict[str, Any], route: dict[str, Any], model: dict[str, Any], hw: dict[str, Any] | None = None
) -> Verdict:
    return compiled(ctx).verdict(route, model, hw)


def effects(given: Verdict) -> dict[str, str]:
    """Worst effect by rule id."""
    return {reason.rule: reason.effect for reason in reversed(given.reasons)}


def reason(given: Verdict, rule: str) -> Reason:
    return next(one for one in given.reasons if one.rule == rule)


def at_home(route: dict[str, Any], scenario: dict[str, Any]) -> dict[str, Any]:
    """`$home` and `$region` of a case's route replaced by the scenario's countries."""
    places = {"$home": [scenario["home"]], "$region": scenario["aws_region"]}
    moved = {key: [one for place in route[key] for one in places.get(place, [place])] for key in ("infer", "store")}
    return {**route, **moved}
