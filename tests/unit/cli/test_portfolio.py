"""`advisor portfolio` on a file of several workloads."""

from pathlib import Path

import jsonschema
import pytest

from advisor.cli.schema import named_schema
from tests.unit.cli.money import answer, page

TEAM = """
[[workloads]]
workload = "extraction"
calls_per_day = "1M"

[[workloads]]
workload = "coding"
name = "pull requests"
"""


def team(folder: Path, text: str = TEAM) -> str:
    path = folder / "team.toml"
    path.write_text(text)
    return str(path)


def test_a_portfolio_of_two_workloads(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answer(capsys, "portfolio", "--requirements", team(tmp_path))
    jsonschema.validate(found, named_schema("portfolio"))
    assert [each["workload"] for each in found["workloads"]] == ["extraction", "pull requests"]
    total = sum(each["usd_per_day"] for each in found["workloads"])
    assert found["net_benefit_usd_per_day"] == pytest.approx(total)
    assert found["one_model"]["regret_usd_per_day"] >= -1e-6
    assert found["models"][-1]["share_of_value"] == pytest.approx(1)
    assert "one model for all" in page(capsys, "portfolio", "--requirements", team(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('workload = "extraction"\n', "[[workloads]]"),
        ('[[workloads]]\ncalls_per_day = "1M"\n', "no `workload` key"),
        ('[[workloads]]\nworkload = "extraction"\ncalls = 5\n', "unknown key 'calls'"),
        ('[[workloads]]\nworkload = "rag"\nas_of = "2026-06-01"\n', "as_of holds for all workloads"),
        ('[[workloads]]\nworkload = "rag"\ncurrency = "EUR=1.1"\n', "currency holds for all workloads"),
        ('[[workloads]]\nworkload = "rag"\nname = ["a"]\n', "`name` is not text"),
        ('[[workloads]]\nworkload = "rag"\nonly_model = ["gpt-5.2x"]\n', "'gpt-5.2x' is not in the catalog"),
    ],
)
def test_a_portfolio_file_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    error = answer(capsys, "portfolio", "--requirements", team(tmp_path, text), code=2)["error"]
    assert said in error["message"]


def test_a_command_for_one_workload_refuses_several(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    error = answer(capsys, "cost", "gpt-5.2@openai", "--requirements", team(tmp_path), code=2)["error"]
    assert "portfolio" in error["fix"]
