"""The shipped catalog with facts changed for one test; nothing on disk is touched."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from advisor.candidates.scenario import changed
from advisor.catalog import Catalog
from advisor.store import open_catalog

TODAY = "2026-11-23"
COLD = ("briefing", "history", "benchmarks", "licenses", "models", "evidence", "workloads")

Change = Callable[["Facts"], None]


@cache
def shipped() -> Catalog:
    return open_catalog()


class Facts:
    """What a test may change: hot models and accelerators by id, and deep copies of the cold tables."""

    def __init__(self) -> None:
        source = shipped()
        self.models = dict(source.models)
        self.accelerators = dict(source.accelerators)
        self.cold: dict[str, Any] = {kind: source.cold(kind) for kind in COLD}

    def model(self, model_id: str, **fields: Any) -> None:
        self.models[model_id] = self.models[model_id]._replace(**fields)

    def own(self, kind: str) -> Any:
        """A copy of one cold table that may be changed."""
        self.cold[kind] = deepcopy(self.cold[kind])
        return self.cold[kind]

    def fact(self, fact_id: str, value: Any) -> None:
        self.own("briefing")["facts"]["fact"][fact_id]["value"] = value

    def forget(self, fact_id: str) -> None:
        del self.own("briefing")["facts"]["fact"][fact_id]

    def price(self, name: str, **fields: Any) -> None:
        """Every dated price under a publisher's name or model id."""
        for row in self.own("history")["prices"]:
            if name in (row["name"], row.get("model")):
                row.update(fields)

    def scores(self, benchmark: str, change: Callable[[dict[str, Any]], Mapping[str, Any] | None]) -> None:
        """`change` returns the fields to replace, or None to drop the row."""
        table = self.own("benchmarks")[benchmark]
        kept = [(row, change(row)) for row in table["scores"]]
        table["scores"] = [{**row, **fields} for row, fields in kept if fields is not None]

    def score(self, benchmark: str, **row: Any) -> None:
        """One row more."""
        base = {"source": "test", "date": "2026-03-01", "harness": "", "by": "independent"}
        self.own("benchmarks")[benchmark]["scores"].append({**base, **row})

    def catalog(self) -> Catalog:
        return changed(shipped(), models=self.models, accelerators=self.accelerators, _cold=dict(self.cold))


def with_changes(change: Change) -> Catalog:
    facts = Facts()
    change(facts)
    return facts.catalog()
