"""The fit: it writes what it reads, repeats itself, and finds what was put into invented scores."""

from random import Random

import pytest
import tomli

pytest.importorskip("numpy")

from advisor.evidence.fit import document, fitted, toml
from advisor.evidence.fit_efforts import token_multipliers
from advisor.evidence.fit_em import fit
from advisor.evidence.fit_rows import CATALOG, Evidence, digest_of, read_catalog, rows_of
from advisor.evidence.read import parameters_of
from advisor.evidence.types import Benchmark, ModelFacts, Score


def invented() -> Evidence:
    """Forty models on twelve benchmarks of two skills; capability rises with size, makers add half a logit."""
    random = Random(7)
    facts, scores = {}, []
    benchmarks = {
        f"b{index}": Benchmark(
            f"b{index}", f"B{index}", "coding" if index % 2 else "tools", f"b{index}", "percent", True, 1000,
            False, False, False,
        )
        for index in range(12)
    }  # fmt: skip
    for index in range(40):
        size = 2.0 + 8 * index
        name = f"m-{index}"
        facts[name] = ModelFacts(name, f"lab{index % 4}", "2026-02-01", True, size, size, None, None, False, ("none",))
        level = -1 + 0.05 * index + random.gauss(0, 0.1)
        for key in benchmarks:
            by = random.choice(["independent", "lab"])
            logit = level + random.gauss(0, 0.15) + (0.5 if by == "lab" else 0.0)
            points = 100 / (1 + 2.718281828**-logit)
            scores.append(Score(key, name, "none", "", f"by {by}", by, points, None, by, "2026-03-01", "", ""))
    return Evidence(benchmarks, tuple(scores), facts, ())


def test_the_fit_recovers_bias_and_order() -> None:
    known = invented()
    found = fit(known, rows_of(known, known.scores))
    assert found.sources["lab"].bias == pytest.approx(0.5, abs=0.15)
    assert found.sources["independent"].sd < found.sources["lab"].sd
    assert found.coefficients["size"] > 0
    assert all(0.6 < law.slope < 1.4 for law in found.benchmarks.values())


def test_the_fit_repeats_itself_whatever_the_order() -> None:
    known = invented()
    backwards = known._replace(scores=known.scores[::-1])
    assert fit(known, rows_of(known, known.scores)) == fit(backwards, rows_of(backwards, backwards.scores))
    assert digest_of(known.benchmarks.values(), known.scores) == digest_of(
        backwards.benchmarks.values(), backwards.scores
    )


def test_parameters_survive_the_file() -> None:
    known = invented()
    parameters, reference = fitted(known)
    read = parameters_of(tomli.loads(toml(document(known, parameters, reference, {"a b": 0.5}))))
    assert read.digest == parameters.digest
    assert read.benchmarks["b3"] == pytest.approx(parameters.benchmarks["b3"], abs=1e-5)
    assert read.ceiling == pytest.approx(parameters.ceiling, abs=1e-5)


@pytest.mark.slow
def test_the_shipped_parameters_are_those_of_the_shipped_scores() -> None:
    known = read_catalog(CATALOG)
    with open(f"{CATALOG}/evidence/parameters.toml", "rb") as file:
        shipped = parameters_of(tomli.load(file))
    again, _ = fitted(known)
    assert again.efforts == pytest.approx(shipped.efforts, abs=1e-3)
    assert again.general_sd == pytest.approx(shipped.general_sd, abs=1e-3)
    assert again.coefficients == pytest.approx(shipped.coefficients, abs=1e-3)


def test_efforts_multiply_tokens_and_never_fall() -> None:
    runs = [
        {"model": "m", "benchmark": f"b{index}", "effort": effort, "reasoning_tokens": tokens}
        for index in range(20)
        for effort, tokens in (("low", 20), ("medium", 100), ("high", 250), ("max", 700))
    ]
    found = token_multipliers(runs)
    multiples = [found[effort]["multiple"] for effort in ("none", "low", "medium", "high", "max")]
    assert multiples == sorted(multiples)
    assert found["high"] == {"multiple": pytest.approx(2.57, abs=0.1), "runs": 20.0}
    assert token_multipliers([])["max"]["multiple"] == 6.0
