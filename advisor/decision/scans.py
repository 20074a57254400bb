"""Scanned flips: volume, tokens, cached share, utilisation and migration cost, by pricing the options again.

The bill is injected (`reprice`), so this module knows no prices. "No flip" means none on the lever's grid, which spans
a factor of 1e-6 to 1e6 (or the whole of a share); a flip found is bisected to a relative 1e-9 and true on both sides.
"""

from collections.abc import Callable, Iterable, Sequence
from math import exp, log, sqrt

from advisor.decision.flips import distance
from advisor.option import Candidate
from advisor.report import Flip
from advisor.requirements import Requirements, largest_request
from advisor.tuples import NamedTuple

Reprice = Callable[[Candidate, Requirements], tuple[float, float, float] | None]
"""(serving, latency, risk) in USD per 1,000 calls under changed requirements; None when it cannot serve them."""


class Rival(NamedTuple):
    """An option and its success rate: all the scan needs of it."""

    candidate: Candidate
    p_mean: float


class Lever(NamedTuple):
    """One input that can be changed, and the values at which it is tried."""

    name: str
    unit: str
    read: Callable[[Requirements], float]
    change: Callable[[Requirements, float], Requirements]
    grid: Callable[[float], tuple[float, ...]]


class Scan(NamedTuple):
    """Who is first at each tried value, ascending; the unchanged value is among them."""

    lever: Lever
    start: float
    values: tuple[float, ...]
    winners: tuple[str | None, ...]
    winner_at: Callable[[float], str | None]
    refine: int
    """Values tried inside the two steps before a flip: node counts make sawteeth that a grid steps over."""


def _factors(base: float) -> tuple[float, ...]:
    """1e-6 to 1e6 of the base, ten values a decade within a factor of ten, three beyond."""
    fine = [10.0 ** (step / 10) for step in range(-10, 11) if step]
    coarse = [10.0 ** (step / 3) for step in (*range(-18, -3), *range(4, 19))]
    return tuple(base * factor for factor in (*fine, *coarse))


def _shares(base: float) -> tuple[float, ...]:
    return tuple(step / 20 for step in range(21))


def _use(base: float) -> tuple[float, ...]:
    return tuple(step / 20 for step in range(1, 21))


def _dollars(base: float) -> tuple[float, ...]:
    return tuple(10.0 ** (step / 3) for step in range(28))


def _follow(changed: Requirements) -> Requirements:
    """The largest request follows the tokens unless the user gave it."""
    if "context" not in changed.defaulted:
        return changed
    shape = changed.input_tokens, changed.output_tokens, changed.turns
    return changed._replace(context=largest_request(changed.workload, *shape))


LEVERS: dict[str, Lever] = {
    "calls_per_day": Lever(
        "calls_per_day",
        "calls/day",
        lambda now: now.calls_per_day,
        lambda now, value: now._replace(calls_per_day=value),
        _factors,
    ),
    "input_tokens": Lever(
        "input_tokens",
        "tokens/call",
        lambda now: now.input_tokens,
        lambda now, value: _follow(now._replace(input_tokens=value)),
        _factors,
    ),
    "output_tokens": Lever(
        "output_tokens",
        "tokens/call",
        lambda now: now.output_tokens,
        lambda now, value: _follow(now._replace(output_tokens=value)),
        _factors,
    ),
    "cached_share": Lever(
        "cached_share",
        "share of input",
        lambda now: now.cached_share,
        lambda now, value: now._replace(cached_share=value),
        _shares,
    ),
    "utilisation": Lever(
        "utilisation",
        "mean use of peak capacity",
        lambda now: 1.0 / now.peak_to_mean,
        lambda now, value: now._replace(peak_to_mean=1.0 / value),
        _use,
    ),
    "migration_cost": Lever(
        "migration_cost",
        "USD",
        lambda now: now.migration_cost,
        lambda now, value: now._replace(migration_cost=value),
        _dollars,
    ),
}


def scan(name: str, rivals: Iterable[Rival], requirements: Requirements, reprice: Reprice, refine: int = 0) -> Scan:
    """Who would be first at every value of one lever's grid; `name` is a key of LEVERS.

    Rivals should hold every option that might lead somewhere, also ones that only the present value excludes.
    """
    lever = LEVERS[name]
    pool = sorted(rivals, key=lambda rival: (-rival.p_mean, rival.candidate.id))
    start = lever.read(requirements)

    def winner_at(value: float) -> str | None:
        changed = requirements if value == start else lever.change(requirements, value)
        return _winner(pool, changed, reprice)

    values = tuple(sorted({start, *lever.grid(start)}))
    return Scan(lever, start, values, tuple(map(winner_at, values)), winner_at, refine)


def _winner(pool: Sequence[Rival], requirements: Requirements, reprice: Reprice) -> str | None:
    """Id of the best of `pool` (by p, highest first); None when none can serve the requirements."""
    best: tuple[float, str] | None = None
    worth = 1000.0 * requirements.worth
    for candidate, p_mean in pool:
        quality = worth * p_mean
        if best is not None and quality < -best[0]:
            break  # costs are never negative: nobody further down can win
        costs = reprice(candidate, requirements)
        if costs is not None:
            key = (sum(costs) - quality, candidate.id)
            best = key if best is None or key < best else best
    return best[1] if best else None


def flip(found: Scan, target: str) -> Flip | None:
    """The smallest change that unseats `target` where it is first, else that puts it first; None = none on the grid."""
    at = found.values.index(found.start)
    leads = found.winners[at] == target

    def flipped(winner: str | None) -> bool:
        return winner is not None and (winner != target) is leads

    ends = []
    for side in (range(at + 1, len(found.values)), range(at - 1, -1, -1)):
        hit = next((index for index in side if flipped(found.winners[index])), None)
        if hit is not None:
            first = max(hit - 2 * side.step, at) if side.step > 0 else min(hit - 2 * side.step, at)
            ends.append(_bisect(found, *_refined(found, first, hit, flipped), flipped))
    if not ends:
        return None
    to = min(ends, key=lambda end: _change(found.start, end))
    then = found.winner_at(to)
    return Flip(found.lever.name, found.start, to, found.lever.unit, then) if then else None


def _refined(found: Scan, first: int, hit: int, flipped: Callable[[str | None], bool]) -> tuple[float, float]:
    """(kept, changed): neighbours between the grid values `first` and `hit`, the nearest to `first` that flip."""
    kept, last = found.values[first], found.values[hit]
    for step in range(1, found.refine + 1):
        share = step / (found.refine + 1)
        tried = _between(found.values[first], last, share)
        if flipped(found.winner_at(tried)):
            return kept, tried
        kept = tried
    before = hit - 1 if hit > first else hit + 1
    return (kept if found.refine else found.values[before]), last


def _bisect(found: Scan, kept: float, changed: float, flipped: Callable[[str | None], bool]) -> float:
    """The value nearest to `kept` where the winner has flipped, to a relative 1e-9 (halving the exponent, then)."""
    for _ in range(80):
        if abs(changed - kept) <= 1e-9 * max(abs(changed), abs(kept)):
            break
        middle = sqrt(kept * changed) if kept > 0 and changed / kept > 2 else (kept + changed) / 2
        if flipped(found.winner_at(middle)):
            changed = middle
        else:
            kept = middle
    return changed


def _between(start: float, end: float, share: float) -> float:
    """A point between two values, by factor where both are positive."""
    if start > 0 and end > 0:
        return start * exp(share * log(end / start))
    return start + (end - start) * share


def _change(start: float, end: float) -> tuple[float, float]:
    return distance(start, end), abs(end - start)


class Reign(NamedTuple):
    """One option is first between two values of a lever; None = nobody can serve, or no further end on the grid."""

    winner: str | None
    start: float | None
    end: float | None


def reigns(found: Scan) -> tuple[Reign, ...]:
    """Who is first over the whole grid, ascending, with the ends bisected; the outermost ends are open."""
    spans: list[Reign] = []
    start: float | None = None
    winners = found.winners
    for index in range(1, len(winners)):
        if winners[index] != winners[index - 1]:
            end = _boundary(found, index)
            spans.append(Reign(winners[index - 1], start, end))
            start = end
    return (*spans, Reign(winners[-1], start, None))


def _boundary(found: Scan, index: int) -> float:
    """Where the winner of the grid value before `index` stops being first."""
    before = found.winners[index - 1]
    return _bisect(found, found.values[index - 1], found.values[index], lambda winner: winner != before)
