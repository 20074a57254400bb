"""The sources a report cites, by id, so that every figure can be checked."""

from collections.abc import Iterable, Iterator, Mapping

from advisor.catalog import Catalog
from advisor.hints import Any
from advisor.report import RankedOption

SHOWN = ("title", "publisher", "url", "date", "read", "version", "licence")

OWN = {"title": "your own test: `advisor evaluate show` with what follows own:", "url": None, "date": None}
REQUIREMENTS = {"title": "your requirements", "url": None, "date": None}


def cited_sources(catalog: Catalog, options: Iterable[RankedOption]) -> dict[str, Mapping[str, Any]]:
    """Source id -> title, url and date, sorted by id; what the user stated is a source too."""
    known = catalog.cold("sources")
    cited = sorted({source for option in options for source in _cited(option)})
    return {source: _entry(source, known) for source in cited}


def _cited(option: RankedOption) -> Iterator[str]:
    yield from option.quality.sources
    for line in option.cost.lines:
        yield from line.sources


def _entry(source: str, known: Mapping[str, Any]) -> Mapping[str, Any]:
    if source == "requirements":
        return REQUIREMENTS
    if source.startswith("own:"):
        return OWN
    entry = known.get(source)
    if entry is None:
        raise KeyError(f"source {source!r} is cited and not in the catalog")
    return {name: entry[name] for name in SHOWN if entry.get(name) is not None}
