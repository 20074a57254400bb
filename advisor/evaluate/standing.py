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
    current = {run.id for own in by_workload.values() for kept in counting(own).values() for run in kept}
    return {run.id: _of_key(run.key, catalog) if run.id in current else "older prompt: left out" for run in runs}


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
