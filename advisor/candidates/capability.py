"""Capability rows of a workload as known on the as-of date: compiled ones, or recomputed from older scores."""

import os
from collections.abc import Iterable
from functools import lru_cache
from itertools import starmap

from advisor.catalog import Catalog, QualityRow
from advisor.hints import TYPE_CHECKING
from advisor.layers import results_folder
from advisor.requirements import Requirements

if TYPE_CHECKING:
    from advisor.estimates.measured import Own


def quality_known(catalog: Catalog, requirements: Requirements) -> Iterable[QualityRow]:
    """One row per model and effort from scores published by the as-of date, and from own results of that time."""
    rows = _published(catalog, requirements)
    if not os.path.isdir(results_folder()):
        return rows
    from advisor.candidates.own_tests import with_own

    return with_own(rows, catalog, requirements)


def own_measures(catalog: Catalog, requirements: Requirements) -> "Own | None":
    """Tokens, seconds and costs that own results of that time measured; None without any."""
    if not os.path.isdir(results_folder()):
        return None
    from advisor.candidates.own_measures import own_of

    return own_of(catalog, requirements)


@lru_cache(maxsize=16)
def _compiled(catalog: Catalog, workload: str) -> tuple[QualityRow, ...]:
    """Kept, as a session asks for the same workload at every change of another requirement."""
    return tuple(starmap(QualityRow, catalog.quality_loader(workload)))


def _published(catalog: Catalog, requirements: Requirements) -> Iterable[QualityRow]:
    if requirements.as_of >= catalog.newest_read:
        return _compiled(catalog, requirements.workload.id)
    from advisor.candidates.recomputed import recomputed

    return recomputed(catalog, requirements)
