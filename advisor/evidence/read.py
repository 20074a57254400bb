"""Catalog tables -> values of the evidence model. Takes plain data as TOML gives it; never opens a file."""

from collections.abc import Mapping
from typing import Any

from advisor.evidence.types import (
    Benchmark,
    BenchmarkLaw,
    FamilyWeight,
    ModelFacts,
    Parameters,
    Score,
    SkillLaw,
    SkillWeight,
    SourceLaw,
    WorkloadEvidence,
)

Data = Mapping[str, Any]


def benchmark_of(benchmark_id: str, data: Data) -> Benchmark:
    """The definition of benchmarks/<id>.toml."""
    return Benchmark(
        benchmark_id,
        data["name"],
        data["skill"],
        data["family"],
        data["unit"],
        data["higher_is_better"],
        data.get("n_items"),
        data.get("saturated", False),
        data.get("contaminated", False),
        data.get("composite", False),
    )


def scores_of(benchmark_id: str, data: Data) -> list[Score]:
    """The rows of benchmarks/<id>.toml."""
    return [
        Score(
            benchmark_id,
            row["model"],
            row.get("effort"),
            row.get("variant", ""),
            row.get("harness", ""),
            row["by"],
            float(row["score"]),
            row.get("n"),
            row["source"],
            str(row["date"]),
            row.get("url", ""),
            row.get("copy_of", ""),
        )
        for row in data["scores"]
    ]


def launch_prices_of(data: Data) -> dict[str, tuple[float, str]]:
    """Model -> (blended launch price in USD per 1M tokens, its date) from evidence/launch_prices.toml."""
    return {row["model"]: ((3 * row["input"] + row["output"]) / 4, str(row["date"])) for row in data["price"]}


def facts_of(model_id: str, data: Data, launch: Mapping[str, tuple[float, str]]) -> ModelFacts:
    """The facts of models/<lab>/<id>.toml that the prior may use."""
    price, day = launch.get(model_id, (None, None))
    released = data.get("released")
    return ModelFacts(
        model_id,
        data.get("developer"),
        str(released) if released else None,
        data.get("open_weights"),
        data.get("params_total_b"),
        data.get("params_active_b"),
        price,
        day,
        data.get("reasoning"),
        tuple(data.get("efforts", ())),
    )


def workload_evidence_of(workload: str, data: Data, benchmarks: Mapping[str, Benchmark]) -> WorkloadEvidence:
    """The `[evidence]` table of workloads/<id>.toml; weights are scaled to sum to 1 over the skills.

    A benchmark that the catalog does not define, or of no skill of the workload, has no weight.
    """
    total = sum(row["weight"] for row in data["skills"])
    skills = tuple(SkillWeight(row["skill"], row["weight"] / total, row["reason"]) for row in data["skills"])
    room = {item.skill: item.weight for item in skills}
    near: dict[str, FamilyWeight] = {}
    for row in data["benchmarks"]:
        benchmark = benchmarks.get(row["id"])
        if benchmark is not None and benchmark.skill in room:
            weight = min(row["weight"] / total, room[benchmark.skill])
            room[benchmark.skill] -= weight
            old = near.get(benchmark.family, FamilyWeight(benchmark.skill, benchmark.family, 0.0, ()))
            near[benchmark.family] = old._replace(
                weight=old.weight + weight, benchmarks=(*old.benchmarks, benchmark.id)
            )
    return WorkloadEvidence(workload, skills, tuple(near.values()), data["transfer_sd"], data["transfer_reason"])


def parameters_of(data: Data) -> Parameters:
    """evidence/parameters.toml as the posterior takes it."""
    prior, noise = data["prior"], data["noise"]
    return Parameters(
        coefficients=prior["coefficients"],
        developers=prior["developers"],
        lineages=prior["lineages"],
        general_sd=prior["sd"],
        newest_release=prior["newest_release"],
        ceiling=prior["ceiling"],
        unknown_date_sd=prior["unknown_date_sd"],
        unknown_size_sd=prior["unknown_size_sd"],
        skills={skill: SkillLaw(**law) for skill, law in data["skills"].items()},
        families=data["families"],
        benchmarks={benchmark: BenchmarkLaw(**law) for benchmark, law in data["benchmarks"].items()},
        sources={source: SourceLaw(**law) for source, law in data["sources"].items()},
        efforts=data["efforts"],
        agentic=tuple(noise["agentic"]),
        agentic_factor=noise["agentic_factor"],
        contaminated_factor=noise["contaminated_factor"],
        saturated_sd=noise["saturated_sd"],
        unstated_effort_sd=noise["unstated_effort_sd"],
        effort_sd_share=noise["effort_sd_share"],
        digest=data["digest"],
    )
