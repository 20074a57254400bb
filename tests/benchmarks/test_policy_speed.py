"""Verdicts on 5,000 options: the rules are read once for a company, and each fact set is judged once."""

from typing import Any

import pytest

from advisor.candidates.case import Case, case_of
from advisor.cli.recommend import build_parser
from advisor.constraints.policy import compile_policy, policy_data_of
from advisor.constraints.policy_logic import Facts
from advisor.constraints.policy_verdict import Verdict
from advisor.session import load_case
from tests.benchmarks.counting import calls_of

OPTIONS = 5_000


def _case(preset: str) -> Case:
    arguments = ["--preset", preset, "--workload", "extraction", "--as-of", "2026-11-23"]
    return case_of(*load_case(build_parser().parse_args(arguments)))


def _options(case: Case) -> list[tuple[Facts, Facts]]:
    """Route and model facts of every offer, repeated until there are enough."""
    pairs = [
        (case.sheets.endpoint(offer), case.sheets.model(case.models[name]))
        for name, offers in case.offers.items()
        for offer in offers
    ]
    return (pairs * -(-OPTIONS // len(pairs)))[:OPTIONS]


@pytest.mark.parametrize("preset", ["us-bank", "eu-hospital", "consumer-app"])
def test_verdicts_on_5000_options(preset: str, benchmark: Any) -> None:
    case = _case(preset)
    options, data = _options(case), policy_data_of(case.catalog.rules)

    def judge() -> list[Verdict]:
        rules = compile_policy(data, case.company.ctx, case.requirements.as_of)
        return [rules.verdict(route, model, None) for route, model in options]

    assert len(benchmark.pedantic(judge, rounds=3, warmup_rounds=1)) == OPTIONS
    assert calls_of(judge) <= 10 * OPTIONS
