"""Scenarios change the catalog they return and nothing else, and say what the assumption does."""

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.candidates.scenario import apply
from advisor.catalog import Catalog, OffPeak, QualityRow, Tier
from advisor.cli.main import main
from advisor.errors import AdvisorError
from tests.unit import samples

H100 = samples.H200._replace(id="nvidia-h100-sxm", bandwidth_gbs=3350.0, fp16_tflops=989.0, fp8_tflops=1979.0)
CHIPS = {
    "nvidia-h100-sxm": H100,
    "huawei-ascend-910b": samples.H200._replace(id="huawei-ascend-910b", memory_gb=64.0, bandwidth_gbs=1600.0),
    "huawei-ascend-310p": samples.H200._replace(id="huawei-ascend-310p", kind="edge", bandwidth_gbs=None),
}


def with_chips() -> Catalog:
    catalog = samples.catalog()
    catalog.accelerators.update(CHIPS)
    return catalog


def test_sparser_models_keep_their_totals() -> None:
    before = samples.catalog()
    after, notes = apply(before, {"activation": 0.02})
    assert after.models["open-400b"].params_active == pytest.approx(0.02 * 397)
    assert after.models["open-400b"].params_total == 397
    assert after.models["closed-1"] == before.models["closed-1"]
    assert before.models["open-400b"].params_active == 17
    assert notes[0].code == "scenario-activation"
    assert "capacity follows total parameters" in notes[0].text
    assert "Prefill compute follows active" in notes[0].text


@pytest.mark.parametrize("scenario", [{"activation": 0.05}, {"activation": 0.02, "from_b": 500}])
def test_denser_assumptions_and_small_models_change_nothing(scenario: dict[str, Any]) -> None:
    before = samples.catalog()
    assert apply(before, scenario)[0].models == before.models


def test_a_dense_model_stays_dense() -> None:
    dense = samples.catalog(models=(samples.model(params_total=400.0, params_active=400.0),))
    assert apply(dense, {"activation": 0.02})[0].models == dense.models


def test_stated_active_counts_per_phase_fall_away() -> None:
    architecture = samples.ARCHITECTURE._replace(extra={"params_active_prefill_b": 8.0, "index_topk": 1024})
    catalog = samples.catalog(models=(samples.model(architecture=architecture),))
    found = apply(catalog, {"activation": 0.02})[0].models["open-400b"].architecture
    assert found is not None
    assert found.extra == {"index_topk": 1024}


def test_prices_fall_by_the_year_everywhere_and_unknown_ones_stay_unknown() -> None:
    offer = samples.offer(
        input=2.0,
        output=8.0,
        cache_read=0.4,
        flex_input=1.0,
        flex_output=4.0,
        minimum_per_month=1000.0,
        tiers=(Tier(200_000, 4.0, 16.0, None, None),),
        off_peak=(OffPeak("10:00-00:00", 0.5, 1.0, 4.0, None),),
    )
    after = apply(samples.catalog(offers=(offer,)), {"price_decline": 0.5, "years": 2})[0].offers[0]
    assert (after.input, after.output, after.cache_read, after.batch_input) == (0.5, 2.0, 0.1, None)
    assert (after.flex_input, after.flex_output, after.minimum_per_month) == (0.25, 1.0, 1000.0)
    assert after.tiers[0][:3] == (200_000, 1.0, 4.0)
    assert (after.off_peak[0].input, after.off_peak[0].output) == (0.25, 1.0)


def test_rents_keep_their_price_when_hosted_prices_fall() -> None:
    before = samples.catalog()
    assert apply(before, {"price_decline": 0.8})[0].rents == before.rents


def test_ascend_runs_at_a_share_of_an_h100_with_its_own_memory() -> None:
    after, notes = apply(with_chips(), {"ascend": 0.5})
    chip = after.accelerators["huawei-ascend-910b"]
    assert (chip.bandwidth_gbs, chip.fp16_tflops, chip.memory_gb) == (1675.0, 494.5, 64.0)
    assert after.accelerators["huawei-ascend-310p"] == CHIPS["huawei-ascend-310p"]
    assert after.accelerators["nvidia-h100-sxm"] == CHIPS["nvidia-h100-sxm"]
    assert notes[0].refs == ("huawei-ascend-910b",)


def test_a_hypothetical_model_is_as_capable_as_another_with_more_doubt_and_no_evidence() -> None:
    before = samples.catalog()
    row = list(QualityRow("open-400b", "high", 0.4, 0.3, 5, 2, "2026-08-01", 0.3, False, ("src",)))
    before.quality_loader = lambda workload: [row]
    table = {"name": "next-800b", "like": "open-400b", "params_total_b": 800, "params_active_b": 14}
    after, notes = apply(before, {"model": table})
    assert (after.models["next-800b"].params_total, after.models["next-800b"].params_active) == (800, 14)
    assert after.models["next-800b"].checkpoints == ()
    own = QualityRow(*after.quality_loader("extraction")[1])
    assert own[:3] == ("next-800b", "high", 0.4)
    assert own.logit_sd > 0.3
    assert (own.independent, own.vendor, own.newest, own.prior_only, own.sources) == (0, 0, None, True, ())
    assert before.quality_loader("extraction") == [row]
    assert "800B parameters in total" in notes[0].text


def test_several_assumptions_apply_together_in_order() -> None:
    _, notes = apply(with_chips(), {"name": "all", "activation": 0.02, "price_decline": 0.5, "ascend": 1.0})
    assert [note.code for note in notes] == ["scenario-activation", "scenario-prices", "scenario-ascend"]


@pytest.mark.parametrize(
    ("scenario", "named"),
    [
        ({"activaton": 0.02, "file": "s.toml"}, "s.toml: activaton: unknown key"),
        ({"file": "s.toml"}, "nothing is assumed"),
        ({"activation": 0}, "activation: 0 is not a number"),
        ({"activation": True}, "activation: True is not a number"),
        ({"activation": float("nan")}, "activation: nan is not a number"),
        ({"price_decline": 1.0}, "price_decline: 1.0 is not a number"),
        ({"years": 2, "activation": 0.02}, "years: means nothing without price_decline"),
        ({"from_b": 2, "price_decline": 0.5}, "from_b: means nothing without activation"),
        ({"ascend": 0.5}, "no nvidia-h100-sxm"),
        ({"model": 3}, "model: not a table"),
        ({"model": {"name": "x", "like": "nobody"}}, "'nobody' is no model"),
        ({"model": {"name": "open-400b", "like": "open-400b"}}, "is in the catalog"),
        ({"model": {"name": "x", "like": "open-400b", "parms": 3}}, "parms: unknown key"),
    ],
)
def test_what_cannot_be_used_is_named_with_a_fix(scenario: dict[str, Any], named: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        apply(samples.catalog(), scenario)
    assert caught.value.kind == "bad-input"
    assert named in caught.value.message
    assert caught.value.fix


def test_an_unknown_key_is_met_with_the_nearest() -> None:
    with pytest.raises(AdvisorError) as caught:
        apply(samples.catalog(), {"activaton": 0.02})
    assert "'activation'" in caught.value.fix


def test_a_scenario_file_reaches_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A model to come is ranked, and the note says so."""
    file = tmp_path / "next.toml"
    file.write_text('[model]\nname = "next-300b"\nlike = "mimo-v2.6-pro"\nparams_total_b = 300\nparams_active_b = 5\n')
    words = ["--workload", "coding", "--only-model", "next-300b", "--json", "--as-of", "2026-11-23"]
    assert main([*words, "--scenario", str(file)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {option["model"] for option in report["options"]} == {"next-300b"}
    assert "scenario-model" in [note["code"] for note in report["warnings"]]


def test_a_scenario_file_with_an_unknown_key_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "next.toml"
    file.write_text("activaton = 0.02\n")
    assert main(["--workload", "coding", "--json", "--scenario", str(file)]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert str(file) in error["message"]
    assert "activation" in error["fix"]
