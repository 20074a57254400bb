"""How many rows are asked for decides what is shown, never what is said of the decision."""

import pytest

from tests.unit.test_recommend import reported


@pytest.mark.parametrize("given", [(), (("workload", "chat"), ("calls_per_day", 10.0))], ids=["close", "cents"])
def test_fewer_rows_leave_the_answer_and_the_advice_as_they_are(given: tuple[tuple[str, object], ...]) -> None:
    usual, one = reported(*given), reported(*given, ("top", 1))
    assert len(one.options) == 1
    assert one.answer == usual.answer
    assert one.guidance == usual.guidance
    assert one.options[0] == usual.options[0]
