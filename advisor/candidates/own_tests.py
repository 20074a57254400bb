"""Applies stored results of own tests to the capability rows of a workload. Loaded only when there are results."""

from collections.abc import Iterable, Mapping

from advisor.candidates.beliefs import below_released, error_increase
from advisor.catalog import Catalog, Model, QualityRow
from advisor.estimates.quality import NO_EFFECT, Effect, combined, p_success, precision_effect
from advisor.evidence.laplace import Result
from advisor.evidence.own import Trial, with_tests
from advisor.evidence.own_store import Key, Run, stored
from advisor.evidence.pooling import pooled
from advisor.requirements import Requirements


def with_own(rows: Iterable[QualityRow], catalog: Catalog, requirements: Requirements) -> Iterable[QualityRow]:
    """The rows after every counting result of this workload that was there on the as-of date."""
    runs = known_runs(requirements)
    if not runs:
        return rows
    before = list(rows)
    by_effort = {(row.model, row.effort): row for row in before}
    right = requirements.right_of_100
    tests = [
        test
        for key, own in counting(runs).items()
        if (row := by_effort.get((key.model, key.effort))) is not None
        and (test := _tested(key, own, row, catalog, right)) is not None
    ]
    difficulty_sd = float(catalog.constants["decision"]["robustness"]["difficulty_sd"]["value"])
    return with_tests(before, tests, right, difficulty_sd)


def known_runs(requirements: Requirements) -> list[Run]:
    """The stored results of the workload that were there on the as-of date."""
    return [run for run in stored() if run.workload == requirements.workload.id and run.date <= requirements.as_of]


def counting(runs: Iterable[Run]) -> dict[Key, list[Run]]:
    """The runs that count, by what they tested: of each tool's only those with the prompt of its newest, and of an
    endpoint only those of the newest revision tested.

    Tools hash prompts each in their own way, so that prompts of two of them cannot be compared.
    """
    by_key: dict[Key, list[Run]] = {}
    newest: dict[tuple[Key, str], str] = {}
    revision: dict[Key, str] = {}
    for run in sorted(runs, key=lambda run: (run.key.option, run.date, run.imported, run.id)):
        by_key.setdefault(run.key, []).append(run)
        newest[run.key, run.tool] = run.prompt
        revision[run.key] = run.revision or revision.get(run.key, "")
    return {
        key: [run for run in own if run.prompt == newest[key, run.tool] and run.revision in ("", revision[key])]
        for key, own in by_key.items()
    }


def _tested(key: Key, runs: list[Run], row: QualityRow, catalog: Catalog, right: float) -> Trial | None:
    found = pooled(attempt for run in runs for attempt in run.attempts)
    model = catalog.models.get(key.model)
    if found.share is None or model is None:
        return None
    effect = combined(_host(key, model, catalog), _precision(key, model, row, catalog, right))
    newest = max(run.date for run in runs)
    sources = tuple(f"own:{run.id}" for run in runs)
    result = Result(found.share, found.weight)
    return Trial(key.model, key.effort, result, found.items, effect.mean, effect.sd, newest, sources)


def _host(key: Key, model: Model, catalog: Catalog) -> Effect:
    """A test on a host that is not the maker says a little less of the weights themselves."""
    if not model.open_weights or (key.place is not None and key.place.startswith(("owned:", "rented:"))):
        return NO_EFFECT
    fidelity: Mapping[str, Mapping[str, float]] = catalog.constants["decision"]["fidelity"]
    doubt = fidelity["third_party_sd"]["value"]
    if key.place is None:
        return Effect(0.0, doubt)
    provider = catalog.providers.get(key.place.partition(".")[0])
    if provider is not None and provider.kind == "vendor_api":
        return NO_EFFECT
    return Effect(fidelity["third_party_shift"]["value"], doubt)


def _precision(key: Key, model: Model, row: QualityRow, catalog: Catalog, right: float) -> Effect:
    precision = catalog.quantizations.get(key.quantization or "")
    if precision is None or not below_released(model, precision, catalog.quantizations):
        return NO_EFFECT
    chance = p_success(row.logit_mean, row.logit_sd, right)
    return precision_effect(chance.mean, *error_increase(model, precision))
