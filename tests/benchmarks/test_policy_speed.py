"""Verdicts on 5,000 options against their budget: the rules read once for a company, each fact set judged once."""

import gc
import time

import pytest

from advisor.candidates.case import Case, Routes, case_of, facts_of_model, route_of
from advisor.cli.recommend import build_parser
from advisor.constraints.policy import compile_policy, policy_data_of
from advisor.constraints.policy_logic import Facts
from advisor.session import load_case

OPTIONS = 5_000
BUDGET_S = 0.015
ROUNDS = 15


def _case(preset: str) -> Case:
    arguments = ["--preset", preset, "--workload", "extraction", "--as-of", "2026-11-23"]
    return case_of(*load_case(build_parser().parse_args(arguments)))


def _options(case: Case) -> list[tuple[Facts, Facts]]:
    """Route and model facts of every offer, repeated until there are enough."""
    routes: Routes = {}
    models = {name: facts_of_model(case, model) for name, model in case.models.items()}
    pairs = [
        (route_of(case, offer, routes)[0], models[name]) for name, offers in case.offers.items() for offer in offers
    ]
    return (pairs * -(-OPTIONS // len(pairs)))[:OPTIONS]


@pytest.mark.parametrize("preset", ["us-bank", "eu-hospital", "consumer-app"])
def test_verdicts_on_5000_options(preset: str) -> None:
    case = _case(preset)
    options, data = _options(case), policy_data_of(case.catalog.rules)

    def judge() -> float:
        started = time.perf_counter()
        rules = compile_policy(data, case.company.ctx, case.requirements.as_of)
        for route, model in options:
            rules.verdict(route, model, None)
        return time.perf_counter() - started

    gc.disable()
    try:
        assert min(judge() for _ in range(ROUNDS)) <= BUDGET_S
    finally:
        gc.enable()
