"""Invariants of own results: more never widens, order never matters, a better result never lowers, export keeps all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.catalog import QualityRow
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.importers.detect import read_log
from advisor.evidence.laplace import Result
from advisor.evidence.own import Trial, with_tests
from advisor.evidence.own_store import Key, Run, find, remove, save, stored
from advisor.evidence.pooling import pooled
from advisor.present.own_results import csv_text

MODELS = ("a", "b", "c", "d")
EFFORTS = ("low", "high")


@st.composite
def row_sets(draw: st.DrawFn) -> list[QualityRow]:
    rows = []
    for model in MODELS[: draw(st.integers(1, 4))]:
        for effort in EFFORTS[draw(st.integers(0, 1)) :]:
            mean, sd = draw(st.floats(-1.5, 1.5)), draw(st.floats(0.1, 0.9))
            rows.append(QualityRow(model, effort, mean, sd, 1, 0, "2026-01-01", 0.4, False, ("s",)))
    return rows


TRIALS = st.builds(
    Trial,
    model=st.sampled_from(MODELS),
    effort=st.sampled_from(EFFORTS),
    result=st.builds(Result, st.floats(0, 1), st.floats(1, 2000)),
    items=st.just(10),
    shift=st.floats(-0.2, 0.2),
    shift_sd=st.floats(0, 0.3),
    date=st.just("2026-02-01"),
    sources=st.just(("own:x",)),
)


def close(first: list[QualityRow], second: list[QualityRow]) -> bool:
    pairs = zip(first, second, strict=True)
    return all(
        (one.model, one.effort) == (other.model, other.effort)
        and one[2:4] == pytest.approx(other[2:4], abs=1e-6)
        and one.shared == pytest.approx(other.shared, abs=1e-6)
        for one, other in pairs
    )


@settings(max_examples=60, deadline=None)
@given(row_sets(), st.lists(TRIALS, max_size=5), st.integers(20, 98), st.sampled_from([0.0, 0.5]))
def test_results_are_finite_narrow_and_ordered_by_nothing(
    rows: list[QualityRow], tests: list[Trial], right: int, difficulty: float
) -> None:
    after = with_tests(rows, tests, right, difficulty)
    for before, now in zip(rows, after, strict=True):
        whole = now.logit_sd**2 + (now.shared * difficulty) ** 2
        assert whole <= before.logit_sd**2 + difficulty**2 + 1e-9
        assert abs(now.logit_mean) < 20
        assert -1e-9 <= now.shared <= 1 + 1e-9
        assert now.transfer_share <= before.transfer_share + 1e-9
    assert close(after, with_tests(rows, tests[::-1], right, difficulty))


@settings(max_examples=60, deadline=None)
@given(row_sets(), TRIALS, st.lists(TRIALS, max_size=3), st.floats(0, 1))
def test_a_better_result_lowers_nobody(rows: list[QualityRow], test: Trial, others: list[Trial], share: float) -> None:
    """Of the tested model, nor of any other: what one gets right says the task is no harder for the rest."""
    better = test._replace(result=test.result._replace(share=max(share, test.result.share)))
    before = with_tests(rows, [test, *others], 90, 0.5)
    after = with_tests(rows, [better, *others], 90, 0.5)
    if not others:
        assert all(now.logit_mean >= was.logit_mean - 1e-6 for now, was in zip(after, before, strict=True))
    mine = [(now, was) for now, was in zip(after, before, strict=True) if was.model == test.model]
    assert all(now.logit_mean >= was.logit_mean - 1e-6 for now, was in mine)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
AMOUNTS = st.one_of(st.none(), st.floats(0, 1e6))


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    score = draw(st.one_of(st.none(), st.floats(0, 1)))
    return Attempt(
        "m", draw(st.sampled_from(["i1", "i2", "i3", "i,4", 'i"5'])), score, "error" if score is None else None, "p",
        draw(st.sampled_from(["", "c1", "c2"])), "high", draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS), draw(AMOUNTS),
        draw(AMOUNTS),
    )  # fmt: skip


@contextmanager
def data_folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"XDG_DATA_HOME": folder}):
        yield Path(folder)


def run_of(found: list[Attempt], name: str = "0123456789ab") -> Run:
    key = Key("m", "high", None, None)
    return Run(name, "rag", key, "p", "2026-05-05", "2026-05-06", "csv", "", "", "x.csv", "0" * 64, "m", tuple(found))


@settings(max_examples=40, deadline=None)
@given(st.lists(attempts(), min_size=1, max_size=30))
def test_store_and_csv_keep_every_attempt(found: list[Attempt]) -> None:
    """Invariant 33: what is exported and imported again gives the same result, failed items counted as missing."""
    with data_folder() as folder:
        run = run_of(found)
        save([run])
        assert stored() == (run,)
        out = folder / "again.csv"
        out.write_text(csv_text(find("0123")), "utf-8")
        again = read_log(str(out))[0]
        assert [one._replace(model="m") for one in again.attempts] == found
        assert pooled(again.attempts) == pooled(found)
        assert pooled(found).missing == sum(one.score is None for one in found)
        remove([run])
        assert not (folder / "advisor" / "results").exists()


@settings(max_examples=60, deadline=None)
@given(st.lists(attempts(), min_size=1, max_size=40))
def test_pooling_stays_within_what_was_seen(found: list[Attempt]) -> None:
    result = pooled(found)
    assert result.scored + result.missing == len(found)
    if result.share is None:
        assert result.weight == 0.0
        assert result.scored == 0
    else:
        assert 0 <= result.share <= 1
        assert 1 <= result.weight <= max(result.scored, 1)
    assert pooled(found[::-1]).items == result.items
