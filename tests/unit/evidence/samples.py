"""A small world: two skills, three benchmarks, parameters with round numbers."""

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

BENCHMARKS = {
    "fix": Benchmark("fix", "Fix", "coding", "fix", "percent", True, 500, False, False, False),
    "fix_hard": Benchmark("fix_hard", "Fix hard", "coding", "fix", "percent", True, 100, False, False, False),
    "obey": Benchmark("obey", "Obey", "instruction", "obey", "percent", True, 300, True, False, False),
    "invent": Benchmark("invent", "Invented facts", "instruction", "invent", "percent", False, 300, False, True, False),
    "votes": Benchmark("votes", "Votes", "instruction", "votes", "rating", True, None, False, False, False),
}
PARAMETERS = Parameters(
    coefficients={
        "constant": 0.0, "years": 1.0, "before_2025h2": 0.0, "closed": 0.4, "launch_price": 0.2,
        "high_launch_price": 0.0, "size": 0.2, "small": 0.3, "active": 0.0, "size_unknown": -0.2, "reasoning": 0.1,
    },
    developers={"acme": 0.1},
    lineages={"acme:alpha": 0.05},
    general_sd=0.3,
    newest_release="2026-10-01",
    ceiling=1.2,
    unknown_date_sd=0.5,
    unknown_size_sd=0.6,
    skills={"coding": SkillLaw(0.15, 0.2, 1.0, 1.0), "instruction": SkillLaw(0.2, 0.25, 0.7, 1.0)},
    families={"fix": 0.2, "obey": 0.3},
    benchmarks={
        "fix": BenchmarkLaw(0.5, 1.1, 1.0),
        "fix_hard": BenchmarkLaw(-1.0, 1.3, 1.2),
        "obey": BenchmarkLaw(1.0, 0.6, 0.8),
        "invent": BenchmarkLaw(2.0, 0.4, 1.5),
        "votes": BenchmarkLaw(7.5, 0.9, 1.0),
    },
    sources={
        "independent": SourceLaw(0.3, 0.0), "arena": SourceLaw(0.15, 0.0), "partner": SourceLaw(0.33, 0.02),
        "lab": SourceLaw(0.35, 0.08), "competitor": SourceLaw(0.4, -0.05), "secondary": SourceLaw(0.45, 0.0),
    },
    efforts={"none": -1.3, "low": -0.6, "medium": -0.2, "high": -0.1, "max": 0.0},
    agentic=("coding",),
    agentic_factor=1.3,
    contaminated_factor=1.5,
    saturated_sd=0.2,
    unstated_effort_sd=0.15,
    effort_sd_share=0.3,
    digest="",
)  # fmt: skip
WORKLOAD = WorkloadEvidence(
    "repair",
    (SkillWeight("coding", 0.7, "the task"), SkillWeight("instruction", 0.3, "a format is asked for")),
    (FamilyWeight("coding", "fix", 0.3, ("fix", "fix_hard")), FamilyWeight("instruction", "obey", 0.1, ("obey",))),
    0.3,
    "one's own repository differs",
)
FACTS = ModelFacts("alpha-2", "acme", "2026-03-01", True, 30.0, 3.0, None, None, True, ("none", "low", "high"))


PLAIN = Score("fix", FACTS.id, "high", "", "agent 1", "independent", 60.0, None, "runner", "2026-04-01", "", "")
"""A score of FACTS to change with _replace."""
