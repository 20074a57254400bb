"""`python -m advisor.evidence.validation [--data DIR]`: does the ranking predict benchmarks it was not shown?

Hides a benchmark's family, with or without everything of its publisher, refits on the rest, and compares with what was
hidden. Averages are over families. Composites are never predictors here. Maintainers only (extra `advisor[fit]`).
"""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import spearmanr

from advisor.evidence.fit_em import fit
from advisor.evidence.fit_rows import CATALOG, Evidence, read_catalog, rows_of
from advisor.evidence.posterior import project
from advisor.evidence.table import ModelEvidence, model_evidence
from advisor.evidence.types import Parameters, Score, SkillWeight, WorkloadEvidence
from advisor.evidence.validation_baselines import NAMES, baselines
from advisor.evidence.validation_columns import Column, columns, without
from advisor.evidence.validation_outside import outside_columns

OURS = "this model"
EIGHTY = 1.2815515655446004
FOREVER = "9999-12-31"


class Outcome(NamedTuple):
    """How one way of ranking did on one column."""

    column: Column
    method: str
    spearman: float
    pairs: float
    """Share of pairs ordered rightly, among those more than half an sd apart."""
    regret: float
    """Of the model ranked first, in sd of the column."""
    covered: float
    """Share of models inside the 80 % interval; nan for methods without one."""


def validate(evidence: Evidence, targets: Iterable[Column], *, publisher_too: bool) -> list[Outcome]:
    """Every method on every target, refitting once per hidden part."""
    fits: dict[tuple[str, str], tuple[Parameters, list[ModelEvidence], dict[str, dict[str, float]]]] = {}
    outcomes = []
    for column in targets:
        key = (column.family, column.publisher if publisher_too else "")
        if key not in fits:
            scores = list(without(evidence, column, publisher_too=publisher_too))
            fits[key] = (*_fitted(evidence, scores), baselines(evidence, scores))
        parameters, models, simple = fits[key]
        outcomes.append(_ours(column, models, parameters))
        outcomes += [_ranked(column, name, simple[name]) for name in NAMES]
    return outcomes


def _fitted(evidence: Evidence, scores: Sequence[Score]) -> tuple[Parameters, list[ModelEvidence]]:
    rows = rows_of(evidence, scores, composites=False)
    parameters = fit(evidence, rows)
    plain = [score for score in scores if not evidence.benchmarks[score.benchmark].composite]
    return parameters, model_evidence(evidence.facts.values(), plain, evidence.benchmarks, parameters, FOREVER)


def _ours(column: Column, models: Iterable[ModelEvidence], parameters: Parameters) -> Outcome:
    """Prediction of general + skill; the interval adds family, source and item noise, and takes only the column's
    level from its data (a benchmark's difficulty is not predicted)."""
    skill = SkillWeight(column.skill, 1.0, "")
    target = WorkloadEvidence("", (skill,), (), 0.0, "")
    found = {model.facts.id: project(model.posterior, target, parameters) for model in models}
    law = parameters.skills[column.skill]
    mean = np.array([found[model][0] * law.slope for model in column.logits])
    own = np.array([(found[model][1] * law.slope) ** 2 for model in column.logits])
    noise = float(np.median([benchmark.noise for benchmark in parameters.benchmarks.values()]))
    sd = np.sqrt(own + (law.tau * law.slope) ** 2 + noise * parameters.sources["independent"].sd ** 2)
    logits = np.array(list(column.logits.values()))
    miss = np.abs(logits - mean - np.mean(logits - mean)) / sd
    outcome = _ranked(column, OURS, {model: value[0] for model, value in found.items()})
    return outcome._replace(covered=float(np.mean(miss < EIGHTY)))


def _ranked(column: Column, method: str, values: Mapping[str, float]) -> Outcome:
    models = [model for model in column.logits if model in values]
    truth = np.array([column.logits[model] for model in models])
    guess = np.array([values[model] for model in models])
    if len(models) < 4 or truth.std() == 0 or guess.std() == 0:
        return Outcome(column, method, *[float("nan")] * 4)
    upper = np.triu_indices(len(models), 1)
    gaps, guessed = (truth[:, None] - truth)[upper], (guess[:, None] - guess)[upper]
    wide = np.abs(gaps) > 0.5 * truth.std()
    regret = (truth.max() - truth[int(guess.argmax())]) / truth.std()
    right = float(np.mean((gaps * guessed > 0)[wide]))
    return Outcome(column, method, float(spearmanr(guess, truth)[0]), right, float(regret), float("nan"))


def macro(outcomes: Iterable[Outcome], field: str) -> float:
    """Mean over families of the means within."""
    families: dict[str, list[float]] = {}
    for outcome in outcomes:
        value = getattr(outcome, field)
        if not np.isnan(value):
            families.setdefault(outcome.column.family, []).append(value)
    return float(np.mean([np.mean(values) for values in families.values()])) if families else float("nan")


def coverage(outcomes: Iterable[Outcome]) -> float:
    """Share of all (model, column) cells inside their interval."""
    cells = [(outcome.covered, len(outcome.column.logits)) for outcome in outcomes if not np.isnan(outcome.covered)]
    return sum(share * count for share, count in cells) / sum(count for _, count in cells)


def report_of(evidence: Evidence) -> dict[str, float]:
    """Key figures of both protocols, each beside the baselines, flat: hidden part, method, measure."""
    targets = columns(evidence)
    report: dict[str, float] = {"columns": len(targets)}
    for hidden, publisher_too in (("benchmark", False), ("publisher", True)):
        outcomes = validate(evidence, targets, publisher_too=publisher_too)
        for method in (OURS, *NAMES):
            mine = [outcome for outcome in outcomes if outcome.method == method]
            for field in ("spearman", "pairs", "regret"):
                report[f"{hidden} out, {method}, {field}"] = macro(mine, field)
        report[f"{hidden} out, {OURS}, covered by 80 % intervals"] = coverage(outcomes)
    return report


def table(outcomes: Sequence[Outcome]) -> str:
    """Methods, then skills, then the worst columns, as Markdown."""
    lines = ["| method | Spearman | pairs | top-1 regret (sd) |", "|---|---|---|---|"]
    for method in (OURS, *NAMES):
        mine = [outcome for outcome in outcomes if outcome.method == method]
        figures = [f"{macro(mine, field):.3f}" for field in ("spearman", "pairs", "regret")]
        lines.append(f"| {method} | {' | '.join(figures)} |")
    ours = [outcome for outcome in outcomes if outcome.method == OURS]
    lines += ["", f"80 % intervals cover {coverage(ours):.3f} of {sum(len(o.column.logits) for o in ours)} cells", ""]
    lines += ["| skill | columns | Spearman | rank-1 | price | regret | covered |", "|---|---|---|---|---|---|---|"]
    for skill in sorted({outcome.column.skill for outcome in ours}):
        lines.append(_skill_line(skill, [outcome for outcome in outcomes if outcome.column.skill == skill]))
    worst = sorted(ours, key=lambda outcome: outcome.spearman)[:8]
    lines += ["", "worst: " + ", ".join(f"{o.column.benchmark}@{o.column.publisher} {o.spearman:.2f}" for o in worst)]
    return "\n".join(lines)


def _skill_line(skill: str, outcomes: Sequence[Outcome]) -> str:
    by = {name: [o for o in outcomes if o.method == name] for name in (OURS, "rank-1 factor", "launch price")}
    ours = by[OURS]
    figures = [macro(part, "spearman") for part in by.values()] + [macro(ours, "regret"), coverage(ours)]
    return f"| {skill} | {len(ours)} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


def main(arguments: Sequence[str]) -> int:
    """Prints leave-one-benchmark-out and leave-one-publisher-out tables, and one for publishers outside the catalog."""
    parser = argparse.ArgumentParser(prog="python -m advisor.evidence.validation", description=__doc__)
    parser.add_argument("--catalog", default=CATALOG)
    parser.add_argument("--data", default=os.environ.get("ADVISOR_VALIDATION_DATA"), help="folder with benchmarks.csv")
    options = parser.parse_args(arguments)
    evidence = read_catalog(options.catalog)
    targets = columns(evidence)
    for title, publisher_too in (("benchmark", False), ("benchmark and publisher", True)):
        print(f"## Hide {title}: {len(targets)} columns, models since 2025-09\n")
        print(table(validate(evidence, targets, publisher_too=publisher_too)), end="\n\n")
    if options.data:
        print("## Publishers outside the catalog\n")
        print(_outside(evidence, options.data))
    return 0


def _outside(evidence: Evidence, folder: str) -> str:
    """The shipped scores against columns of publishers that the catalog has never seen."""
    targets = outside_columns(evidence, folder)
    if not targets:
        return f"no column in {folder} is of a publisher outside the catalog"
    parameters, models = _fitted(evidence, evidence.scores)
    simple = baselines(evidence, evidence.scores)
    outcomes = [_ours(column, models, parameters) for column in targets]
    return table(outcomes + [_ranked(column, name, simple[name]) for column in targets for name in NAMES])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
