"""What own tests say of every model: joint posterior with the difficulty that all models share (method section 5.3).

A tested model is known by its result on the real task. An untested one moves with the shared difficulty, so that models
do poorly together and nobody is rewarded for not being tested. Reads no files and no prices.
"""

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

from advisor.catalog import QualityRow
from advisor.evidence.laplace import Result, Update, dot, times, update


class Trial(NamedTuple):
    """One test of a model at an effort."""

    model: str
    effort: str
    result: Result
    items: int
    shift: float
    """Logits by which host and precision of the test are expected to differ from the model's own."""
    shift_sd: float
    date: str
    sources: tuple[str, ...]


class _Known(NamedTuple):
    common: float
    """Variance that the efforts of a model share."""
    apart: float
    """Variance of this effort alone."""
    row: QualityRow


def with_tests(
    rows: Iterable[QualityRow], tests: Sequence[Trial], right_of_100: float, difficulty_sd: float
) -> list[QualityRow]:
    """The rows after the tests, in their order; equal to them when no test speaks of any of them.

    `right_of_100` is what the tests' users expect a good current model to get right; results that are lower or higher
    than that for everybody move the shared difficulty.
    """
    before = list(rows)
    known = _known(before)
    seen = [test for test in tests if (test.model, test.effort) in known]
    if not seen:
        return before
    shared = difficulty_sd**2
    reference = log(right_of_100 / (100 - right_of_100))
    means = [reference + known[test.model, test.effort].row.logit_mean + test.shift for test in seen]
    covariance = [[_between(known, one, other, shared, one is other) for other in seen] for one in seen]
    posterior = _Posterior(shared, len(seen), update(means, covariance, [test.result for test in seen]))
    return [_after(row, known, seen, posterior) for row in before]


class _Posterior:
    """What the tests say of anything that is jointly Gaussian with what they see."""

    def __init__(self, shared: float, count: int, found: Update) -> None:
        self.shared = shared
        self._found = found
        self._on_shared = [shared] * count
        self._known: dict[tuple[float, ...], tuple[float, float, float]] = {}
        self.shared_left = shared - self.of(self._on_shared)[1]

    def of(self, reach: Sequence[float]) -> tuple[float, float, float]:
        """(rise of the mean, fall of the variance, fall of the covariance with the difficulty)."""
        key = tuple(reach)
        if key not in self._known:
            weighted = times(self._found.precision, reach)
            rise = dot(reach, self._found.pull)
            self._known[key] = rise, dot(reach, weighted), dot(self._on_shared, weighted)
        return self._known[key]


def _known(rows: Iterable[QualityRow]) -> dict[tuple[str, str], _Known]:
    """Efforts of one model differ by what no score shows of the effort; the rest of their doubt is common."""
    least: dict[str, float] = {}
    listed = list(rows)
    for row in listed:
        least[row.model] = min(least.get(row.model, row.logit_sd**2), row.logit_sd**2)
    return {
        (row.model, row.effort): _Known(least[row.model], row.logit_sd**2 - least[row.model], row) for row in listed
    }


def _between(known: dict[tuple[str, str], _Known], one: Trial, other: Trial, shared: float, same: bool) -> float:
    covariance = _reach(known[one.model, one.effort], other, shared)
    return covariance + one.shift_sd**2 if same else covariance


def _reach(of: _Known, test: Trial, shared: float) -> float:
    """Prior covariance of a row with what a test sees."""
    if of.row.model != test.model:
        return shared
    return shared + of.common + (of.apart if of.row.effort == test.effort else 0.0)


def _after(
    row: QualityRow, known: dict[tuple[str, str], _Known], seen: Sequence[Trial], posterior: _Posterior
) -> QualityRow:
    """Given the shared difficulty models are independent, so each is a loading on it and a rest of its own."""
    shared, left = posterior.shared, posterior.shared_left
    rise, fall, with_shared = posterior.of([_reach(known[row.model, row.effort], test, shared) for test in seen])
    loading = (shared - with_shared) / left if left > 0 else 0.0
    rest = max(shared + row.logit_sd**2 - fall - loading**2 * left, 1e-12)
    mine = [test for test in seen if test.model == row.model and test.effort == row.effort]
    changed = row._replace(
        logit_mean=row.logit_mean + rise,
        logit_sd=sqrt(rest),
        shared=loading * sqrt(max(left, 0.0) / shared) if shared else 1.0,
        transfer_share=min(1.0, row.transfer_share * rest / row.logit_sd**2) if row.logit_sd else row.transfer_share,
    )
    return _credited(changed, mine) if mine else changed


def _credited(row: QualityRow, mine: Sequence[Trial]) -> QualityRow:
    own = tuple(dict.fromkeys(source for test in mine for source in test.sources))
    newest = max([test.date for test in mine] + ([row.newest] if row.newest else []))
    return row._replace(
        own=sum(test.items for test in mine), newest=newest, prior_only=False, sources=(*own, *row.sources)
    )
