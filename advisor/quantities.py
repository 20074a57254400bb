"""Quantities as people type them: `1M`, `250k`, `30%`, `$5,000/mo`, `128GiB`, `24mo`, `0.02..0.1`.

Every parser takes text or a number and returns a float in the unit its name says, or raises ValueError with what
would be valid. It knows no flag and no default.
"""

DAYS_PER_MONTH = 365 / 12
LARGEST = 1e15
"""No quantity is larger, so that no product of a few of them leaves the range of a float."""
SMALLEST = 1e-9
"""Nothing that has to be above 0 is smaller, for the same reason; USD are written to 1e-6."""

_SCALE = {"": 1.0, "k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9, "t": 1e12}
_BYTES = {
    "gb": 1.0,
    "gib": 1.073741824,
    "tb": 1e3,
    "tib": 1099.511627776,
    "mb": 1e-3,
    "mib": 1.048576e-3,
    "g": 1.0,
    "": 1.0,
}
_PER_DAY = {"day": 1.0, "d": 1.0, "h": 24.0, "hour": 24.0, "s": 86400.0, "sec": 86400.0, "mo": 1 / DAYS_PER_MONTH,
            "month": 1 / DAYS_PER_MONTH, "yr": 1 / 365, "year": 1 / 365, "wk": 1 / 7, "week": 1 / 7}  # fmt: skip
_MONTHS = {"mo": 1.0, "month": 1.0, "months": 1.0, "m": 1.0, "y": 12.0, "yr": 12.0, "year": 12.0, "years": 12.0,
           "d": 1 / DAYS_PER_MONTH, "day": 1 / DAYS_PER_MONTH, "days": 1 / DAYS_PER_MONTH,
           "w": 7 / DAYS_PER_MONTH, "wk": 7 / DAYS_PER_MONTH}  # fmt: skip


def _split(text: str) -> tuple[float, str]:
    """Leading number and the lower-case unit behind it."""
    cleaned = _ungrouped(text.strip().replace("_", "").removeprefix("$").strip())
    end = len(cleaned)
    while end:
        try:
            value = float(cleaned[:end])
        except ValueError:
            end -= 1
            continue
        if cleaned[:end].strip().lower().lstrip("+-") in {"nan", "inf", "infinity"}:
            break
        return value, cleaned[end:].strip().lower()
    raise ValueError("it does not start with a number")


def _ungrouped(text: str) -> str:
    """Without the commas between thousands; one that stands elsewhere may be a decimal comma, so it is refused."""
    first, *groups = text.split(",")
    if not groups:
        return text
    *middle, last = groups
    leading = first.lstrip("+-")
    thousands = leading.isdigit() and len(leading) <= 3 and not leading.startswith("0")
    whole = all(len(group) == 3 and group.isdigit() for group in (*middle, last[:3]))
    if not thousands or not whole or last[3:4].isdigit():
        raise ValueError("a comma stands between thousands only, as in 1,250; write 0.05 with a point")
    return first + "".join(groups)


def _finite(value: float, *, minimum: float = 0.0) -> float:
    if not minimum <= value <= LARGEST:
        raise ValueError(f"{value:g} is not a number from {minimum:g} to {LARGEST:g}")
    return value + 0.0  # no -0.0


def _plain(value: int | float) -> float:
    """A number of a TOML file, which may be an integer that no float holds."""
    if not value <= LARGEST:
        raise ValueError(f"it is not a number from 0 to {LARGEST:g}")
    return _finite(float(value))


def number(value: object) -> float:
    """A number of at least 0 with an optional k, M or B behind it."""
    if isinstance(value, bool):
        raise ValueError("true and false are not numbers")
    if isinstance(value, int | float):
        return _plain(value)
    amount, unit = _split(str(value))
    if unit not in _SCALE:
        raise ValueError(f"unit {unit!r} is none of k, M, B")
    return _finite(amount * _SCALE[unit])


def positive(value: object) -> float:
    """A number above 0."""
    result = number(value)
    if result <= 0:
        raise ValueError("it must be above 0")
    if result < SMALLEST:
        raise ValueError(f"it must be at least {SMALLEST:g}")
    return result


def _rate(value: object, default: str, wanted: str) -> float:
    """An amount per period, as an amount per `wanted` period."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain(value) * (_PER_DAY[default] / _PER_DAY[wanted])
    amount, _, period = str(value).partition("/")
    period = period.strip().lower() or default
    if period not in _PER_DAY:
        raise ValueError(f"period {period!r} is none of day, mo, yr, h, s")
    return _finite(number(amount) * (_PER_DAY[period] / _PER_DAY[wanted]))


def per_day(value: object) -> float:
    """A count a day; `30M/mo` and `2/s` are converted."""
    return _rate(value, "day", "day")


def usd_per_month(value: object) -> float:
    """USD a month; `$60k/yr` is converted."""
    return _rate(value, "mo", "mo")


def usd_per_year(value: object) -> float:
    """USD a year; `$5M/mo` is converted."""
    return _rate(value, "yr", "yr")


def share(value: object) -> float:
    """A share 0..1; `30%` is 0.3."""
    text = str(value).strip()
    result = number(text[:-1]) / 100 if text.endswith("%") else number(value)
    if result > 1:
        raise ValueError("a share lies between 0 and 1 (or 0% and 100%)")
    return result


def gigabytes(value: object) -> float:
    """GB of 1e9 bytes; `128GiB` is 137.44."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain(value)
    amount, unit = _split(str(value))
    if unit not in _BYTES:
        raise ValueError(f"unit {unit!r} is none of GB, GiB, TB, TiB")
    return _finite(amount * _BYTES[unit])


def months(value: object) -> float:
    """Months of 365/12 days; `2y` is 24, `30d` is 0.986."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain(value)
    amount, unit = _split(str(value))
    if (unit or "mo") not in _MONTHS:
        raise ValueError(f"unit {unit!r} is none of d, mo, yr")
    return _finite(amount * _MONTHS[unit or "mo"])


def seconds(value: object) -> float:
    """Seconds above 0; `800ms` is 0.8."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        result = _plain(value)
    else:
        amount, unit = _split(str(value))
        scale = {"": 1.0, "s": 1.0, "sec": 1.0, "ms": 1e-3, "m": 60.0, "min": 60.0}
        if unit not in scale:
            raise ValueError(f"unit {unit!r} is none of s, ms, min")
        result = _finite(amount * scale[unit])
    return positive(result)


def interval(value: object) -> tuple[float, float]:
    """`LOW..HIGH`, both above 0, as a pair."""
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = positive(value[0]), positive(value[1])
    else:
        parts = str(value).split("..")
        if len(parts) != 2:
            raise ValueError("a range is written LOW..HIGH")
        low, high = positive(parts[0]), positive(parts[1])
    if low > high:
        raise ValueError("the low end lies above the high end")
    return low, high


def iso_date(value: object) -> str:
    """A date YYYY-MM-DD that exists."""
    text = str(value).strip()
    parts = text.split("-")
    if len(text) == 10 and len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
        year, month, day = (int(part) for part in parts)
        lengths = (31, 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28,
                   31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # fmt: skip
        if year >= 1 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]:
            return text
    raise ValueError("a date is written YYYY-MM-DD")
