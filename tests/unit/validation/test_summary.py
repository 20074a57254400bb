"""Error summaries by hand."""

import pytest

from advisor.validation.summary import Pair, line, quantile, summarize, table


def test_quantiles_interpolate() -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert quantile([1.0], 0.9) == 1.0


def test_summary_of_three_pairs() -> None:
    found = summarize([Pair(100, 110, 90, 130), Pair(100, 150, 120, 180), Pair(100, 100)])
    assert found is not None
    assert found.n == 3
    assert (found.median, found.bias) == (pytest.approx(0.1), pytest.approx(1.1))
    assert found.within_25 == pytest.approx(2 / 3)
    assert found.coverage == 0.5


def test_nothing_measured_has_no_summary_and_no_line_in_a_table() -> None:
    assert summarize([]) is None
    assert "-" in line("empty", None)
    lines = table([1, 2, 3], [("odd", lambda n: n % 2 == 1), ("large", lambda n: n > 9)], lambda n: Pair(1.0, float(n)))
    assert [one.split()[0] for one in lines] == ["odd"]
