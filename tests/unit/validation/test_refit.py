"""The refit's vectorised roofline is the product's, and a fit returns to its priors without data against them."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from advisor.validation.fitted import Case, Columns, served, single, step_ms
from advisor.validation.hardware import hardware_folder, hardware_tables, world_of
from advisor.validation.parameters import medians, shipped
from advisor.validation.predictions import World, decode_pair, served_pair
from advisor.validation.refit import fit, left_out
from advisor.validation.rows import decode_rows, served_rows
from advisor.validation.speed_file import rewritten, values

SAMPLE = Path(__file__).parents[2] / "data" / "hardware"


@pytest.fixture(scope="module")
def world() -> World:
    return world_of(SAMPLE, hardware_tables())


def singles(world: World) -> list[Case]:
    return [case for row in decode_rows(SAMPLE) if (case := single(row, world)) is not None]


def test_single_stream_predictions_agree_with_the_product(world: World) -> None:
    vector = shipped(hardware_tables())
    for row in decode_rows(SAMPLE):
        case, pair = single(row, world), decode_pair(row, world)
        assert case is not None
        assert pair is not None
        layers = round(case.layers)
        ours = float(step_ms(vector, Columns([case._replace(layers=layers)]))[0])
        assert 1e3 / ours == pytest.approx(pair.predicted, rel=1e-6)


def test_served_predictions_agree_with_the_product_up_to_the_bytes_of_a_format(world: World) -> None:
    vector = shipped(hardware_tables())
    compared = 0
    for row in served_rows(SAMPLE):
        case, pair = served(row, world), served_pair(row, world)
        if case is not None and pair is not None:
            assert float(step_ms(vector, Columns([case]))[0]) == pytest.approx(pair.predicted, rel=0.15)
            compared += 1
    assert compared > 20


def test_a_fit_explains_rows_better_than_its_priors(world: World) -> None:
    cases = singles(world)
    columns = Columns(cases)

    def error(vector: np.ndarray) -> float:
        return float(np.median(np.abs(np.log(step_ms(vector, columns) / columns.ms))))

    assert error(fit(cases)) < error(medians())


def test_left_out_rows_are_predicted_by_a_fit_that_has_not_seen_their_source(world: World) -> None:
    cases = [case for case in singles(world) if case.source in ("geerlingguy", "mlx-lm", "premai")]
    found = dict(left_out(cases, lambda case: case.source, lambda case: case.source == "mlx-lm"))
    places = [place for place, case in enumerate(cases) if case.source == "mlx-lm"]
    seen = fit([case for case in cases if case.source != "mlx-lm"])
    assert sorted(found) == places
    assert list(found.values()) == pytest.approx(list(step_ms(seen, Columns([cases[place] for place in places]))))


def test_writing_changes_fitted_values_and_keeps_everything_else() -> None:
    text = (hardware_folder() / "speed.toml").read_text(encoding="utf-8")
    new = values(medians(), {"single": (0.5, 1.5)}, "2030-01-02")
    before, after = tomllib.loads(text), tomllib.loads(rewritten(text, new))
    assert shipped({"speed": after}) == pytest.approx(medians(), abs=0.02)
    assert str(after["fitted"]) == "2030-01-02"
    assert after["interval"] == {**before["interval"], "single": [0.5, 1.5]}
    assert after["vendor"]["amd-instinct"]["launch"] == after["vendor"]["amd"]["launch"]
    assert after["ram"] == before["ram"]
    assert [one.split("#")[1:] for one in text.splitlines()] == [
        one.split("#")[1:] for one in rewritten(text, new).splitlines()
    ]


def test_a_constant_the_file_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"base\.unheard_of"):
        rewritten("[base]\nlaunch_ms = 1\n", {"base.unheard_of": "1"})


def test_a_source_counts_as_one_witness(world: World) -> None:
    """Rows of one source that are all twice as slow move the constants less than the rows do."""
    cases = singles(world)
    slow = [case._replace(ms=case.ms * 2) if case.source == "geerlingguy" else case for case in cases]
    columns = Columns(cases)
    moved = np.log(step_ms(fit(slow), columns) / step_ms(fit(cases), columns))
    assert float(np.median(moved)) < 0.75 * np.log(2)
