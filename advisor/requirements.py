"""Requirements: what the user asks for, the same value from flags, a TOML file or the form.

`resolve` checks the given values, fills a preset's and the workload's defaults and echoes which keys it filled. The
declarations are in `advisor.options`. It reads no file.
"""

from collections.abc import Mapping

from advisor.catalog import Catalog, Workload
from advisor.errors import bad_input
from advisor.hints import Any
from advisor.options import BY_KEY, ROUTES, parse, shown
from advisor.tuples import NamedTuple


class Requirements(NamedTuple):
    """Checked and filled; units as in `Option`'s parser: tokens and calls a day, USD, GB, seconds, months, shares."""

    workload: Workload
    calls_per_day: float
    input_tokens: float
    output_tokens: float
    cached_share: float
    batch_share: float
    flex_share: float
    peak_to_mean: float
    turns: float
    context: float
    modality: tuple[str, ...]
    effort: str | None
    retries: float
    right_of_100: float
    worth: float
    worth_range: tuple[float, float]
    quality_floor: float | None
    ttft: float | None
    tokens_per_second: float | None
    p95: float | None
    latency_price: float
    preset: str | None
    sector: str | None
    actor: tuple[str, ...]
    jurisdiction: tuple[str, ...]
    use_case: tuple[str, ...]
    data: tuple[str, ...]
    residency: tuple[str, ...]
    exclude_origin: tuple[str, ...]
    review_origin: tuple[str, ...]
    exclude_operator: tuple[str, ...]
    require: tuple[str, ...]
    mau: float | None
    revenue: float | None
    public_facing: bool | None
    license_needs: tuple[str, ...]
    policy: Mapping[str, Any] | None
    company: Mapping[str, Any] | None
    gpus: tuple[str, ...]
    ram: float | None
    detect: bool
    budget: float | None
    capex: float | None
    horizon: float
    migration_cost: float
    route: tuple[str, ...]
    include: tuple[str, ...]
    only_model: tuple[str, ...]
    only_provider: tuple[str, ...]
    exclude: tuple[str, ...]
    all_routes: bool
    allowed_only: bool
    strict: bool
    top: int
    excluded: str | None
    as_of: str
    scenario: Mapping[str, Any] | None
    currency: tuple[str, float] | None
    seed: int
    defaulted: tuple[str, ...]
    """Keys the user did not give, sorted."""


_FIXED: dict[str, Any] = {
    "latency_price": 0.0, "actor": (), "jurisdiction": (), "use_case": (), "data": (),
    "residency": (), "exclude_origin": (), "review_origin": (), "exclude_operator": (), "require": (),
    "license_needs": (), "gpus": (), "detect": False, "horizon": 24.0, "migration_cost": 0.0, "route": ROUTES,
    "include": (), "only_model": (), "only_provider": (), "exclude": (), "all_routes": False, "allowed_only": False,
    "strict": False, "top": 10, "seed": 0,
}  # fmt: skip


def resolve(given: Mapping[str, object], catalog: Catalog, today: str) -> Requirements:
    """`given` (raw or parsed, by key) over a preset's keys over the workload's defaults; `today`: the default as-of."""
    values = {key: parse(key, value) for key, value in given.items() if value is not None}
    if "preset" in values:
        values = {**_preset(values["preset"], catalog), **values}
    if "workload" not in values:
        raise bad_input(
            "no workload is given", f"for example --workload extraction; known: {', '.join(catalog.workloads)}"
        )
    workload = catalog.workloads.get(values["workload"])
    if workload is None:
        raise bad_input(
            f"--workload {shown(values['workload'])} is not known", f"one of: {', '.join(catalog.workloads)}"
        )
    defaults = {**_FIXED, **_from_workload(workload, values), "as_of": today}
    filled = {**{name: defaults.get(name) for name in Requirements._fields}, **values}
    filled["workload"] = workload
    filled["defaulted"] = tuple(sorted(name for name in BY_KEY if name not in values))
    requirements = Requirements(**filled)
    _check_together(requirements)
    return requirements


def _preset(name: str, catalog: Catalog) -> dict[str, Any]:
    presets = catalog.rules.get("presets", {})
    if name not in presets:
        raise bad_input(f"--preset {shown(name)} is not known", f"one of: {', '.join(sorted(presets))}")
    return {key: parse(key, value) for key, value in presets[name].get("requirements", {}).items()}


def _from_workload(workload: Workload, values: Mapping[str, Any]) -> dict[str, Any]:
    worth = values.get("worth", workload.worth)
    scale = worth / workload.worth
    shape = [values.get(name, getattr(workload, name)) for name in ("input_tokens", "output_tokens", "turns")]
    return {
        "calls_per_day": workload.calls_per_day,
        "input_tokens": workload.input_tokens,
        "output_tokens": workload.output_tokens,
        "cached_share": workload.cached_share,
        "batch_share": float(workload.batch_share),
        "flex_share": float(workload.flex_share),
        "quality_floor": workload.quality_floor,
        "peak_to_mean": workload.peak_to_mean,
        "turns": workload.turns,
        "context": largest_request(workload, *shape),
        "modality": workload.modalities,
        "retries": workload.retries,
        "right_of_100": workload.right_of_100,
        "worth": worth,
        "worth_range": (
            _plain(worth * 0.4 if workload.worth_low is None else workload.worth_low * scale),
            _plain(worth * 2.5 if workload.worth_high is None else workload.worth_high * scale),
        ),
    }


def _plain(value: float) -> float:
    """Twelve digits, as many as anybody would write."""
    return float(f"{value:.12g}")


def largest_request(workload: Workload, input_tokens: float, output_tokens: float, turns: float) -> float:
    """Tokens of the largest single request: the workload's own where it states one, else the mean one; it grows with
    the tokens of a turn."""
    mean = (input_tokens + output_tokens) / turns
    usual = (workload.input_tokens + workload.output_tokens) / workload.turns
    return mean * (workload.context or usual) / usual


def _check_together(requirements: Requirements) -> None:
    if requirements.calls_per_day <= 0:
        raise bad_input(
            "--calls-per-day 0 leaves nothing to decide", "give the mean volume, for example --calls-per-day 10k"
        )
    if requirements.top < 1:
        raise bad_input("--top 0 shows nothing", "for example --top 10")
    if requirements.horizon <= 0:
        raise bad_input("--horizon 0 ends before it starts", "for example --horizon 24mo")
    if requirements.batch_share + requirements.flex_share > 1:
        raise bad_input(
            f"--batch-share {requirements.batch_share:g} and --flex-share {requirements.flex_share:g} are more than "
            "all calls",
            "give each call to one of them, for example --batch-share 0.5 --flex-share 0.5",
        )
    if requirements.peak_to_mean < 1:
        raise bad_input(
            f"--peak-to-mean {requirements.peak_to_mean:g}: a peak is never below the mean",
            "for example --peak-to-mean 3",
        )
    _check_shape(requirements)
    if (
        "hosted" in requirements.route
        and len(requirements.route) == 1
        and {"on-prem", "air-gapped"} & set(requirements.residency)
    ):
        raise bad_input("--route hosted contradicts --residency on-prem", "allow --route owned, or another residency")


def _check_shape(requirements: Requirements) -> None:
    """One call as it was described: at least one request, the largest no smaller than the mean one."""
    if requirements.turns < 1:
        raise bad_input(f"--turns {requirements.turns:g}: a call is one request or more", "for example --turns 1")
    mean = (requirements.input_tokens + requirements.output_tokens) / requirements.turns
    if requirements.context < mean * (1 - 1e-9):
        raise bad_input(
            f"--context {requirements.context:g} is the largest request, but the mean one has {mean:g} tokens",
            f"give at least --context {mean:.0f}, or fewer tokens",
        )
    low, high = requirements.worth_range
    if not low <= requirements.worth <= high:
        raise bad_input(
            f"--worth {requirements.worth:g} lies outside --worth-range {low:g}..{high:g}",
            "give the mean, and a range around it",
        )


def echo(requirements: Requirements) -> dict[str, Any]:
    """The requirements as JSON-ready values by key, `defaulted` last."""
    shown: dict[str, Any] = {}
    for name in Requirements._fields:
        value = getattr(requirements, name)
        if name == "workload":
            shown[name] = value.id
        elif isinstance(value, tuple):
            shown[name] = list(value)
        else:
            shown[name] = value
    return shown
