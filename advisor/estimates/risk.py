"""Risk of having to move: yearly hazard times the cost of moving, spread over the calls (method.md 1.4).

    risk = hazard per year * migration cost / (365 * calls per day) * 1000

Priced only when a migration cost is given; the hazard itself is a judged table in `catalog/decision.toml`.
"""

from collections.abc import Mapping

from advisor.catalog import Model, Offer
from advisor.hints import Any
from advisor.requirements import Requirements

DAYS_PER_YEAR = 365.0


def hazard_per_year(model: Model, offer: Offer | None, as_of: str, constants: Mapping[str, Any]) -> float:
    """Chance a year of having to replace it: from an announced end where there is one, else by kind."""
    table = constants["decision"]["hazard"]
    ends = [day for day in (model.retires, offer.retires if offer else None) if day is not None and day > as_of]
    if offer is not None and ends:
        return DAYS_PER_YEAR / max(1.0, days_between(as_of, min(ends)))
    if offer is None:
        return float(table["self_hosted"]["value"])
    if model.status == "preview":
        return float(table["preview"]["value"])
    return float(table["open_hosts" if model.open_weights else "closed"]["value"])


def risk_usd_per_1k(
    model: Model, offer: Offer | None, requirements: Requirements, constants: Mapping[str, Any]
) -> float:
    """USD per 1,000 calls; 0 without a migration cost."""
    if requirements.migration_cost == 0:
        return 0.0
    hazard = hazard_per_year(model, offer, requirements.as_of, constants)
    return hazard * requirements.migration_cost / (DAYS_PER_YEAR * requirements.calls_per_day) * 1000


def days_between(start: str, end: str) -> int:
    """Days from one ISO date to another."""
    return day_number(end) - day_number(start)


def day_number(iso: str) -> int:
    """Days since a fixed day, by the civil calendar (proleptic Gregorian)."""
    year, month, day = (int(part) for part in iso.split("-"))
    shifted = year - (month <= 2)
    era_year = shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400
    return era_year + (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1


def iso_of(number: int) -> str:
    """The ISO date of a `day_number`."""
    era, of_era = divmod(number, 146_097)  # days of 400 years
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    return f"{year + era * 400 + (month >= 10):04d}-{month + (3 if month < 10 else -9):02d}-{day:02d}"
