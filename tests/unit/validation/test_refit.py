"""The refit's vectorised roofline is the product's, and a fit returns to its priors without data against them."""

from pathlib import Path

import numpy as np
import pytest

from advisor.validation.fitted import Case, Columns, served, single, step_ms
from advisor.validation.hardware import hardware_tables, world_of
from advisor.validation.parameters import NAMES, lines, medians, shipped
from advisor.validation.predictions import World, decode_pair, served_pair
from advisor.validation.refit import fit, left_out
from advisor.validation.rows import decode_rows, served_rows

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


def test_every_constant_is_named_once_in_the_listing() -> None:
    assert [one.split(" = ")[0] for one in lines(medians())] == list(NAMES)
