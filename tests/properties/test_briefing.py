"""A view of the past never shows a later fact: facts dated later change nothing of it, and no later day is named."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.briefing.claims import claims
from advisor.briefing.leaders import leaders
from advisor.briefing.trends import trends
from advisor.briefing.view import first_fact
from advisor.candidates.scenario import changed
from advisor.catalog import Catalog
from advisor.evidence.table import known_by
from advisor.present.values import plain
from tests.unit.briefing.changed_catalog import COLD, TODAY, shipped

DAY = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")


def dated_facts() -> list[str]:
    """Every day of a release, price, score or fact of the briefing, and the day before it."""
    source = shipped()
    days = {model.released for model in source.models.values() if model.released}
    days |= {row["date"] for row in source.cold("history")["prices"] if row.get("date")}
    days |= {row["date"] for board in source.cold("benchmarks").values() for row in board["scores"]}
    days |= {fact["known"] for fact in source.cold("briefing")["facts"]["fact"].values()}
    return sorted(day for day in days if len(day) == 10 and first_fact(source) <= day <= TODAY)


def without_later(day: str) -> Catalog:
    """The shipped catalog less everything dated after `day`."""
    source = shipped()
    cold: dict[str, Any] = {kind: source.cold(kind) for kind in COLD}
    cold["history"] = {"prices": [row for row in cold["history"]["prices"] if known_by(row.get("date") or day, day)]}
    cold["benchmarks"] = {
        key: {**board, "scores": [row for row in board["scores"] if known_by(row["date"], day)]}
        for key, board in cold["benchmarks"].items()
    }
    facts = cold["briefing"]["facts"]["fact"]
    known = {"fact": {key: fact for key, fact in facts.items() if fact["known"] <= day}}
    cold["briefing"] = {**cold["briefing"], "facts": known}
    models = {key: model for key, model in source.models.items() if (model.released or source.newest_read) <= day}
    cold["models"] = {key: facts for key, facts in cold["models"].items() if key in models}
    offers = tuple(offer for offer in source.offers if (offer.valid_from or offer.read) <= day)
    return changed(source, models=models, offers=offers, _cold=cold)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(dated_facts()))
def test_later_facts_change_nothing(day: str) -> None:
    then = without_later(day)
    assert claims(shipped(), day) == claims(then, day)
    assert trends(shipped(), day) == trends(then, day)
    assert leaders(shipped(), day) == leaders(then, day)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(dated_facts()))
def test_no_later_day_is_named(day: str) -> None:
    told = [claim._replace(said={}) for claim in claims(shipped(), day).claims]
    for document in (*told, trends(shipped(), day), leaders(shipped(), day)):
        for text in texts(plain(document)):
            for named in DAY.findall(text):
                assert named[: len(day)] <= day, text


def texts(value: Any) -> Iterator[str]:
    """Every text but ids of sources and names of models, which may hold a snapshot's day."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("sources", "source", "harness"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_the_check_would_notice_a_later_fact() -> None:
    """Of a day before DeepSeek V4, claims computed with today's facts are others."""
    early, late = claims(shipped(), "2026-03-11"), claims(shipped(), TODAY)
    assert [claim.found for claim in early.claims] != [claim.found for claim in late.claims]


@pytest.mark.parametrize("day", ["2024-01-01", "2025-06-30", "2026-03-11", TODAY])
def test_parts_of_a_whole_agree(day: str) -> None:
    """Shares of leads sum to one, margins and regrets are never negative."""
    found = leaders(shipped(), day)
    for shares in (found.by_model, found.by_origin, found.benchmark_by_origin):
        assert not shares or sum(share.share for share in shares) == pytest.approx(1, abs=1e-3)
    assert all(board.margin >= 0 for board in found.benchmarks)
    assert found.one_model is None or 0 <= found.one_model.mean_regret <= found.one_model.worst_regret
