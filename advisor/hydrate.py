"""From the compiled hot document to catalog values. Standard library only; it is on the path of every start.

The document holds each NamedTuple of `advisor.catalog` as an array in field order, offers and rents as a column a
field, so that the two never drift apart unnoticed: another number of them fails to load.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat

from advisor.catalog import (
    Accelerator,
    Architecture,
    Catalog,
    Checkpoint,
    Model,
    Offer,
    OffPeak,
    Provider,
    Quantization,
    Rent,
    Tier,
    Workload,
)
from advisor.columns import Column, unpacked
from advisor.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import TypeVar

    Row = TypeVar("Row", Offer, Rent)

ARRAYS = {
    Model: ("lineage", "modalities", "efforts"),
    Workload: ("modalities",),
    Quantization: ("engines",),
}
"""Fields that are arrays of plain values."""
MADE: dict[str, Callable[[Any], Any]] = {
    "infers_in": lambda places: None if places is None else tuple(places),
    "tiers": lambda tiers: tuple(map(Tier._make, tiers)),
    "off_peak": lambda windows: tuple(map(OffPeak._make, windows)),
}
"""What the values of a packed field are made into."""


def catalog_of(
    hot: Mapping[str, Any],
    quality_loader: Callable[[str], list[list[Any]]],
    cold_loader: Callable[[str], Mapping[str, Any]],
) -> Catalog:
    """A Catalog over the hot document and loaders for the rest; ValueError or KeyError when it is not one."""
    return Catalog(
        digest=hot["digest"],
        as_of=hot["as_of"],
        newest_read=hot["newest_read"],
        models={row[0]: _model(row) for row in hot["models"]},
        offers=tuple(_rows(Offer, hot["offers"])),
        providers={row[0]: Provider._make(row) for row in hot["providers"]},
        accelerators={row[0]: Accelerator._make(row) for row in hot["accelerators"]},
        rents=tuple(_rows(Rent, hot["rents"])),
        quantizations={row[0]: _quantization(row) for row in hot["quantizations"]},
        workloads={row[0]: _workload(row) for row in hot["workloads"]},
        policy=hot["policy"],
        constants=hot["constants"],
        overlaid=tuple(hot["overlaid"]),
        quality_loader=quality_loader,
        cold_loader=cold_loader,
    )


def _positions(fields: tuple[str, ...], names: Iterable[str]) -> tuple[int, ...]:
    return tuple(fields.index(name) for name in names)


_MODEL = _positions(Model._fields, ARRAYS[Model])
_ARCHITECTURE, _CHECKPOINTS = _positions(Model._fields, ("architecture", "checkpoints"))
_WORKLOAD = _positions(Workload._fields, ARRAYS[Workload])
_PRESETS = Workload._fields.index("worth_presets")
_QUANTIZATION = _positions(Quantization._fields, ARRAYS[Quantization])
_BY_SIZE = Quantization._fields.index("by_size")


def _to_tuples(row: list[Any], positions: tuple[int, ...]) -> None:
    for position in positions:
        if row[position] is not None:
            row[position] = tuple(row[position])


def _model(row: list[Any]) -> Model:
    _to_tuples(row, _MODEL)
    if row[_ARCHITECTURE] is not None:
        row[_ARCHITECTURE] = Architecture._make(row[_ARCHITECTURE])
    row[_CHECKPOINTS] = tuple(map(Checkpoint._make, row[_CHECKPOINTS]))
    return Model._make(row)


def _rows(kind: "type[Row]", columns: list[Column]) -> "Iterator[Row]":
    """Values of one NamedTuple from a packed column for each field; ValueError for another number of them."""
    fields = zip(kind._fields, columns, strict=True)
    values = [unpacked(column, MADE.get(name)) for name, column in fields]
    # Not `_make`, which would count the fields of each again.
    return map(tuple.__new__, repeat(kind), zip(*values, strict=True))


def _quantization(row: list[Any]) -> Quantization:
    _to_tuples(row, _QUANTIZATION)
    row[_BY_SIZE] = tuple(map(tuple, row[_BY_SIZE]))
    return Quantization._make(row)


def _workload(row: list[Any]) -> Workload:
    _to_tuples(row, _WORKLOAD)
    row[_PRESETS] = tuple(map(tuple, row[_PRESETS]))
    return Workload._make(row)
