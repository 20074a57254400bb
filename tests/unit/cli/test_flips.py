"""Every flip that `advisor why` tells holds when the recommendation is run with it."""

import pytest

from tests.unit.cli.explaining import CASE, flips_hold


def test_every_flip_of_an_input_holds_when_the_command_is_run_with_it(capsys):
    assert {"worth", "input_tokens", "output_tokens"} <= flips_hold(capsys, CASE)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    [
        ("--workload", "extraction", "--calls-per-day", "1M", "--residency", "eu"),
        ("--workload", "coding", "--calls-per-day", "20k", "--gpus", "2x nvidia-rtx-5090"),
        ("--workload", "rag", "--calls-per-day", "1M"),
        ("--workload", "web-agent", "--preset", "us-bank"),
    ],
)
def test_flips_hold_in_real_cases(capsys, case):
    assert flips_hold(capsys, (*case, "--as-of", "2026-11-23"))
