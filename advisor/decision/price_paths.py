"""What falling hosted prices do to buying, renting, staying and waiting: two stages, a few scenarios, enumerated.

Values are USD saved against staying hosted, discounted to today, over the horizon. method.md 4.5. It predicts nothing:
the scenarios and their weights are data or the user's.
"""

from collections.abc import Mapping, Sequence
from math import exp, expm1, inf, log
from typing import Any, NamedTuple


class PricePath(NamedTuple):
    """The hosted price falls by this share every year, with this weight."""

    name: str
    decline_per_year: float
    weight: float


class Stakes(NamedTuple):
    """USD a day and once, at the volume in question; times in years."""

    hosted_per_day: float
    own_per_day: float
    """Running cost of own rigs."""
    rent_per_day: float | None
    """Rented rigs with their staff; None = no known rent."""
    hardware: float
    """Purchase price of all rigs."""
    set_up: float
    value_kept_per_year: float
    horizon: float
    wait: float
    """How long one rents or stays hosted before one chooses."""
    discount_per_year: float


class PathValue(NamedTuple):
    """Buying now and renting on one path, USD against staying hosted."""

    path: str
    buy_now: float
    rent: float | None


class Plans(NamedTuple):
    """Expected value of each plan against staying hosted, USD; 0 is staying hosted."""

    buy_now: float
    rent: float | None
    """Rent from now on, for as long as it is cheaper than hosted."""
    wait_then_choose: float
    bridge: str
    """"rent" or "hosted": how the waiting is done."""
    value_of_waiting: float
    """wait_then_choose less the best of buying now, renting and staying."""
    by_path: tuple[PathValue, ...]


def paths_of(constants: Mapping[str, Any]) -> tuple[PricePath, ...]:
    """The price paths of `catalog.constants["hosting"]`: its tables named price_decline_*."""
    prefix = "price_decline_"
    return tuple(
        PricePath(name.removeprefix(prefix), float(table["value"]), float(table["weight"]))
        for name, table in constants.items()
        if name.startswith(prefix)
    )


def present(rate: float, start: float, end: float) -> float:
    """Days' worth of a payment of 1 a day from `start` to `end` (years) that falls at `rate` a year, continuously."""
    if end <= start:
        return 0.0
    if abs(rate) < 1e-12:
        return 365 * (end - start)
    return -365 * exp(-rate * start) * expm1(-rate * (end - start)) / rate


def _fall(path: PricePath) -> float:
    """Continuous rate a year; a price that falls to nothing within the year is gone in weeks."""
    return -log(max(1 - path.decline_per_year, 1e-9))


def buy_value(stakes: Stakes, path: PricePath, start: float, set_up: float) -> float:
    """Buying at `start` and keeping it to the horizon."""
    interest, fall, end = stakes.discount_per_year, _fall(path), stakes.horizon
    saved = stakes.hosted_per_day * present(interest + fall, start, end)
    running = stakes.own_per_day * present(interest, start, end)
    spent = (stakes.hardware + set_up) * exp(-interest * start)
    kept = float(stakes.value_kept_per_year ** (end - start))
    residual = stakes.hardware * kept * exp(-interest * end)
    return saved - running - spent + residual


def rent_value(stakes: Stakes, path: PricePath, start: float, end: float) -> float:
    """Renting from `start` until `end`, or until the hosted price has fallen below the rent."""
    if stakes.rent_per_day is None or stakes.hosted_per_day <= 0:
        return 0.0
    interest, fall = stakes.discount_per_year, _fall(path)
    ratio = stakes.hosted_per_day / stakes.rent_per_day if stakes.rent_per_day > 0 else inf
    if ratio <= 1:
        return 0.0
    stop = min(end, log(ratio) / fall) if fall > 0 else end
    saved = stakes.hosted_per_day * present(interest + fall, start, stop)
    return saved - stakes.rent_per_day * present(interest, start, stop)


def plans(stakes: Stakes, paths: Sequence[PricePath]) -> Plans:
    """Expected values over the paths; weights are taken as given and must sum to 1."""
    rows = tuple(
        PathValue(path.name, buy_value(stakes, path, 0.0, stakes.set_up), _rent_for_good(stakes, path))
        for path in paths
    )
    buy_now = sum(path.weight * row.buy_now for path, row in zip(paths, rows, strict=True))
    rented = [row.rent for row in rows if row.rent is not None]
    rent = sum(path.weight * value for path, value in zip(paths, rented, strict=True)) if rented else None
    waits = {"hosted": _wait_hosted(stakes, paths)}
    if stakes.rent_per_day is not None:
        waits["rent"] = _wait_rented(stakes, paths)
    bridge = max(waits, key=lambda name: waits[name])
    return Plans(buy_now, rent, waits[bridge], bridge, waits[bridge] - max(buy_now, rent or 0.0, 0.0), rows)


def _rent_for_good(stakes: Stakes, path: PricePath) -> float | None:
    if stakes.rent_per_day is None:
        return None
    return rent_value(stakes, path, 0.0, stakes.horizon) - stakes.set_up


def _wait_rented(stakes: Stakes, paths: Sequence[PricePath]) -> float:
    """Rent while waiting, then the best of buying, renting on and going back, on each path."""
    value = -stakes.set_up
    for path in paths:
        later = max(
            buy_value(stakes, path, stakes.wait, 0.0), rent_value(stakes, path, stakes.wait, stakes.horizon), 0.0
        )
        value += path.weight * (rent_value(stakes, path, 0.0, stakes.wait) + later)
    return value


def _wait_hosted(stakes: Stakes, paths: Sequence[PricePath]) -> float:
    """Stay hosted while waiting, then the best of buying, renting and staying, on each path."""
    set_up = stakes.set_up * exp(-stakes.discount_per_year * stakes.wait)
    value = 0.0
    for path in paths:
        rent = rent_value(stakes, path, stakes.wait, stakes.horizon) - set_up
        value += path.weight * max(buy_value(stakes, path, stakes.wait, stakes.set_up), rent, 0.0)
    return value
