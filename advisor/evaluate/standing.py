"""Whether a stored result still counts, and when to test again. Decides by the catalog at hand; changes nothing."""

from collections.abc import Mapping, Sequence

from advisor.candidates.case import offered_efforts
from advisor.candidates.evaluated import offer_place
from advisor.candidates.own_tests import counting
from advisor.catalog import Catalog
from advisor.evidence.own_store import Key, Run

COUNTS = "counts"


def standings(runs: Sequence[Run], catalog: Catalog) -> Mapping[str, str]:
    """Run id -> "counts", or why it does not or should be run again."""
    by_workload: dict[str, list[Run]] = {}
    for run in runs:
        by_workload.setdefault(run.workload, []).append(run)
    current = [run for own in by_workload.values() for kept in counting(own).values() for run in kept]
    return {run.id: _of_run(run, catalog) if run in current else _older(run, current) for run in runs}


def _older(run: Run, current: Sequence[Run]) -> str:
    same = [(one.workload, one.key, one.tool, one.prompt) for one in current]
    what = "revision" if (run.workload, run.key, run.tool, run.prompt) in same else "prompt"
    return f"older {what}: left out"


def served(key: Key, catalog: Catalog) -> str:
    """What the endpoint serves under the model's name: the provider's own id of it, and its precision where said.

    Empty where the catalog does not know, as of a machine of one's own.
    """
    own = [offer for offer in catalog.offers if offer.model == key.model and offer.status == "active"]
    names = {
        f"{offer.provider_model_id}{f' at {offer.quantization}' if offer.quantization else ''}"
        for offer in own
        if key.place == offer_place(offer) and key.quantization in (None, offer.quantization)
    }
    return names.pop() if len(names) == 1 else ""


def _of_run(run: Run, catalog: Catalog) -> str:
    state, now = _of_key(run.key, catalog), served(run.key, catalog)
    if state == COUNTS and run.revision and now and now != run.revision:
        return f"counts; test again: {run.key.place} now serves {now}, {run.revision} was tested"
    return state


def _of_key(key: Key, catalog: Catalog) -> str:
    model = catalog.models.get(key.model)
    if model is None:
        return "left out: the catalog has no such model"
    if key.effort not in offered_efforts(model):
        return "left out: the model has no such effort any more"
    if model.retires is not None and model.status == "retired":
        return "counts; the model is retired"
    if key.place is not None and not key.place.startswith(("owned:", "rented:")) and not _offered(key, catalog):
        return "counts for the model; test again: the catalog has no such endpoint any more"
    return COUNTS


def _offered(key: Key, catalog: Catalog) -> bool:
    own = [offer for offer in catalog.offers if offer.model == key.model and offer.status == "active"]
    return any(key.place in (offer_place(offer), offer.provider) for offer in own)
