"""Which stored results still count: prompts and revisions grow old, endpoints change what they serve or go away."""

from pathlib import Path

import pytest

from advisor.candidates.scenario import changed
from advisor.catalog import Catalog, Offer
from advisor.evaluate.reading import Wanted, read_files
from advisor.evaluate.standing import served, standings
from advisor.evidence.own_store import Key, Run
from advisor.store import open_catalog
from tests.unit.evaluate.logs import csv_file

OPTION = "glm-5~high@deepinfra"
KEY = Key("glm-5", "high", None, "deepinfra")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog()


def serving(catalog: Catalog, **changes: object) -> Catalog:
    """The catalog in which this endpoint serves something else."""

    def now(offer: Offer) -> Offer:
        return offer._replace(**changes) if (offer.provider, offer.model) == ("deepinfra", "glm-5") else offer

    return changed(catalog, offers=tuple(now(offer) for offer in catalog.offers))


def run_of(catalog: Catalog, tmp_path: Path, option: str = OPTION, day: str = "2026-11-01", prompt: str = "") -> Run:
    rows: list[tuple[object, ...]] = [(n, option, 1, prompt, day) for n in range(20)]
    path = csv_file(tmp_path / f"{day}{prompt}.csv", rows, "item_id,model,score,prompt,date")
    [run] = read_files([str(path)], Wanted("extraction", {}, None, None, "2026-11-20"), catalog).runs
    return run


def test_what_is_served_is_kept_with_the_result(catalog: Catalog, tmp_path: Path) -> None:
    run = run_of(catalog, tmp_path)
    assert run.revision == served(KEY, catalog) != ""
    assert standings([run], catalog) == {run.id: "counts"}


@pytest.mark.parametrize("change", [{"provider_model_id": "zai-org/GLM-5-0930"}, {"quantization": "iq2_xxs"}])
def test_another_revision_or_precision_asks_for_a_new_test(
    catalog: Catalog, tmp_path: Path, change: dict[str, object]
) -> None:
    run = run_of(catalog, tmp_path)
    state = standings([run], serving(catalog, **change))[run.id]
    assert state.startswith("counts; test again: deepinfra now serves")
    assert str(next(iter(change.values()))) in state
    assert run.revision in state


def test_once_the_new_revision_is_tested_the_old_one_is_left_out(catalog: Catalog, tmp_path: Path) -> None:
    later = serving(catalog, provider_model_id="zai-org/GLM-5-0930")
    old, new = run_of(catalog, tmp_path), run_of(later, tmp_path, day="2026-11-15")
    assert standings([old, new], later) == {old.id: "older revision: left out", new.id: "counts"}
    prompt = run_of(later, tmp_path, day="2026-11-16", prompt="b")
    assert standings([new, prompt], later) == {new.id: "older prompt: left out", prompt.id: "counts"}


def test_an_endpoint_that_is_gone_and_a_model_that_is_unknown(catalog: Catalog, tmp_path: Path) -> None:
    run = run_of(catalog, tmp_path)
    gone = changed(catalog, offers=())
    assert "no such endpoint any more" in standings([run], gone)[run.id]
    without = changed(catalog, models={})
    assert standings([run], without)[run.id] == "left out: the catalog has no such model"


def test_a_machine_of_ones_own_has_no_revision(catalog: Catalog, tmp_path: Path) -> None:
    run = run_of(catalog, tmp_path, "qwen3-32b/fp8~high@owned:2xnvidia-rtx-5090")
    assert run.revision == ""
    assert standings([run], catalog)[run.id] == "counts"
