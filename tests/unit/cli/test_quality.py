"""`advisor quality` on the shipped catalog: the document, the page, the card, refusals."""

import json
from collections.abc import Callable

import pytest

from advisor.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quality(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["quality", "--as-of", "2026-11-23", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_the_document_answers_every_model_best_first(quality: Run) -> None:
    code, out, _ = quality("--workload", "coding", "--json")
    found = json.loads(out)
    assert (code, found["schema"], found["workload"], found["right_of_100"]) == (0, "advisor.quality/1", "coding", 70)
    means = [row["p_success"]["mean"] for row in found["models"]]
    assert len(means) >= 179
    assert means == sorted(means, reverse=True)
    assert set(found["models"][0]) == {"model", "effort", "p_success", "logit", "evidence"}
    assert set(found["models"][0]["evidence"]) == {
        "independent", "vendor", "own", "newest", "transfer_share", "prior_only",
    }  # fmt: skip


def test_difficulty_shifts_every_chance(quality: Run) -> None:
    easy = json.loads(quality("--workload", "rag", "--right-of-100", "95", "--json")[1])["models"]
    hard = json.loads(quality("--workload", "rag", "--right-of-100", "60", "--json")[1])["models"]
    chances = {row["model"]: row["p_success"]["mean"] for row in hard}
    assert all(row["p_success"]["mean"] > chances[row["model"]] for row in easy)


def test_a_card_shows_who_measured_what_and_its_weight(quality: Run) -> None:
    found = json.loads(quality("--workload", "extraction", "--model", "qwen3.5-397b-a17b", "--json")[1])
    assert {row["effort"] for row in found["models"]} == {"none", "high"}
    claim = next(item for item in found["card"]["scores"] if item["benchmark"] == "ifbench" and item["by"] == "lab")
    assert (claim["score"], claim["variant"], claim["source"]) == (76.5, "thinking", "qwen35_blog")
    total = sum(item["weight"] for item in found["card"]["scores"]) + found["card"]["prior_weight"]
    assert total == pytest.approx(1, abs=1e-3)


def test_the_page_marks_what_rests_on_a_prior(quality: Run) -> None:
    code, out, _ = quality("--workload", "chat", "--model", "mistral-large-4")
    assert code == 0
    assert "no score: prior from date, size or launch price, lineage" in out
    assert "prior 100%" in out


def test_models_of_a_later_day_are_not_there(quality: Run) -> None:
    found = json.loads(quality("--workload", "coding", "--as-of", "2026-03-11", "--json")[1])["models"]
    names = {row["model"] for row in found}
    assert "gpt-5.4" in names
    assert "gpt-6-sol" not in names


def test_refusals_name_the_fix(quality: Run) -> None:
    code, _, err = quality("--workload", "coding", "--model", "gpt-6-sool")
    assert code == 2
    assert "gpt-6-sol" in err
    code, _, err = quality("--workload", "coding", "--model", "gpt-4", "--effort", "max")
    assert code == 2
    assert "does not offer" in err
