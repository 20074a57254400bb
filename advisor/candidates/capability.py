"""Capability rows of a workload as known on the as-of date: compiled ones, or recomputed from older scores."""

from collections.abc import Iterable

from advisor.catalog import Catalog, QualityRow
from advisor.requirements import Requirements


def quality_known(catalog: Catalog, requirements: Requirements) -> Iterable[QualityRow]:
    """One row per model and effort from scores published by the as-of date."""
    if requirements.as_of >= catalog.newest_read:
        return map(QualityRow._make, catalog.quality_loader(requirements.workload.id))
    from advisor.candidates.recomputed import recomputed

    return recomputed(catalog, requirements)
