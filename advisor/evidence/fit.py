"""`python -m advisor.evidence.fit [CATALOG] [--quick]`: fits the evidence model, writes parameters.toml with a report.

The report hides benchmarks and publishers and predicts them (minutes); --quick leaves it out. Maintainers only (extra
`advisor[fit]`). Overlays and own results never refit; they update a posterior.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.evidence.fit_efforts import token_multipliers
from advisor.evidence.fit_em import fit
from advisor.evidence.fit_rows import CATALOG, MIN_MODELS, Evidence, digest_of, read_catalog, rows_of
from advisor.evidence.observations import observations
from advisor.evidence.posterior import posterior
from advisor.evidence.prior import prior
from advisor.evidence.types import Parameters
from advisor.evidence.validation import report_of

REFERENCE_MODELS = 10
REFERENCE_SCORES = 8
HOST_SD, HOST_MEAN, DIFFICULTY_SD = 0.15, -0.05, 0.5


def fitted(evidence: Evidence) -> tuple[Parameters, tuple[str, ...]]:
    """Parameters of all shipped scores with slopes and references of the skills, and the reference models."""
    rows = rows_of(evidence, evidence.scores)
    parameters = fit(evidence, rows)
    reference = _reference_models(evidence, parameters)
    level = _level(evidence, parameters, reference)
    skills = {skill: law._replace(reference=level) for skill, law in parameters.skills.items()}
    digest = digest_of(evidence.benchmarks.values(), evidence.scores)
    return parameters._replace(skills=skills, ceiling=level, digest=digest), reference


def _general(evidence: Evidence, parameters: Parameters, model: str) -> float:
    scores = [score for score in evidence.scores if score.model == model]
    seen = observations(scores, evidence.benchmarks, evidence.facts[model], parameters)
    return posterior(prior(evidence.facts[model], parameters), seen, parameters).general_mean


def _reference_models(evidence: Evidence, parameters: Parameters) -> tuple[str, ...]:
    """The most capable models with enough scores: what "a good current model" stands for."""
    counts: dict[str, int] = {}
    for score in evidence.scores:
        counts[score.model] = counts.get(score.model, 0) + 1
    known = [model for model, count in counts.items() if count >= REFERENCE_SCORES]
    best = sorted(known, key=lambda model: (-_general(evidence, parameters, model), model))
    return tuple(best[:REFERENCE_MODELS])


def _level(evidence: Evidence, parameters: Parameters, models: Sequence[str]) -> float:
    return sum(_general(evidence, parameters, model) for model in models) / len(models)


def document(
    evidence: Evidence, parameters: Parameters, reference: Sequence[str], report: Mapping[str, float]
) -> dict[str, Any]:
    """What parameters.toml holds, as advisor.evidence.read.parameters_of takes it."""
    names = ("agentic_factor", "contaminated_factor", "saturated_sd", "unstated_effort_sd", "effort_sd_share")
    seen = {"scores": len(evidence.scores), "runs": len(rows_of(evidence, evidence.scores))}
    return {
        "digest": parameters.digest,
        "fitted_from": "catalog/benchmarks, catalog/models, catalog/evidence",
        "reference_models": list(reference),
        "runtime": {
            "difficulty_sd": DIFFICULTY_SD,
            "host_fidelity": {"mean": HOST_MEAN, "sd": HOST_SD},
            "token_multipliers": token_multipliers(evidence.effort_runs),
        },
        "report": seen | {"benchmarks": len(parameters.benchmarks), "least_models": MIN_MODELS} | dict(report),
        "prior": {
            "sd": parameters.general_sd,
            "newest_release": parameters.newest_release,
            "ceiling": parameters.ceiling,
            "unknown_date_sd": parameters.unknown_date_sd,
            "unknown_size_sd": parameters.unknown_size_sd,
            "coefficients": parameters.coefficients,
            "developers": parameters.developers,
            "lineages": parameters.lineages,
        },
        "noise": {"agentic": list(parameters.agentic), **{name: getattr(parameters, name) for name in names}},
        "efforts": parameters.efforts,
        "sources": {name: law._asdict() for name, law in parameters.sources.items()},
        "skills": {name: law._asdict() for name, law in parameters.skills.items()},
        "families": parameters.families,
        "benchmarks": {name: law._asdict() for name, law in parameters.benchmarks.items()},
    }


def toml(data: Mapping[str, Any]) -> str:
    """TOML of nested tables: one line per key, tables of tables inline."""
    lines = [f"{_key(key)} = {_value(value)}" for key, value in data.items() if not isinstance(value, dict)]
    for key, table in data.items():
        if isinstance(table, dict):
            lines += ["", f"[{_key(key)}]", *(f"{_key(name)} = {_value(value)}" for name, value in table.items())]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    bare = name.replace("_", "").replace("-", "").isalnum() and name.isascii()
    return name if bare else json.dumps(name)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, float):
        return repr(round(value, 5))
    return json.dumps(value)


def main(arguments: Sequence[str]) -> int:
    """Fit and write; prints the file it wrote."""
    root = next((word for word in arguments if word != "--quick"), CATALOG)
    evidence = read_catalog(root)
    parameters, reference = fitted(evidence)
    report = {} if "--quick" in arguments else report_of(evidence)
    path = os.path.join(root, "evidence", "parameters.toml")
    header = "# Written by `python -m advisor.evidence.fit`. Latent units are logits of an average benchmark.\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(header + toml(document(evidence, parameters, reference, report)))
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
