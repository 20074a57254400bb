"""How a ranking moved: two reports in, marks by option out."""

from collections.abc import Mapping

from advisor.report import Report


def moves(before: Report | None, after: Report) -> Mapping[str, str]:
    """Option id -> `▲3` (three places up), `▼1` or `new`; unmoved options are absent."""
    if before is None:
        return {}
    old = _places(before)
    marks: dict[str, str] = {}
    for name, place in _places(after).items():
        option = after.options[place]
        if name not in old:
            marks[option.id] = "new"
        elif shift := old[name] - place:
            marks[option.id] = f"▲{shift}" if shift > 0 else f"▼{-shift}"
    return marks


def gone(before: Report | None, after: Report) -> tuple[str, ...]:
    """What `before` ranked and `after` does not, best first."""
    left = _places(after)
    return tuple(name for name in _places(before) if name not in left) if before else ()


def _places(report: Report) -> dict[str, int]:
    """Place of each model, or of each option when all routes are listed."""
    every = bool(report.requirements.get("all_routes"))
    places: dict[str, int] = {}
    for place, option in enumerate(report.options):
        places.setdefault(option.id if every else option.model, place)
    return places
