"""Requirements: what the user asks for, the same value from flags, a TOML file or the form.

One declaration per option (`OPTIONS`) feeds the flag, the file key, its help and the form field. `resolve` checks
the given values, fills the workload's defaults and echoes which keys it filled. It reads no file.
"""

from collections.abc import Callable, Mapping
from typing import Any

from advisor import quantities as q
from advisor.catalog import Catalog, Workload
from advisor.errors import bad_input
from advisor.tuples import NamedTuple

EFFORTS = ("none", "low", "medium", "high", "max")
ROUTES = ("hosted", "rented", "owned")
REQUIRABLE = ("zdr", "no-training", "baa", "dpa")
LICENSE_NEEDS = ("commercial", "redistribute", "fine-tune", "maas")


class Option(NamedTuple):
    """One requirement: `key` in files, `--key` with dashes as the flag."""

    key: str
    group: str
    kind: str
    """Name of its parser in `PARSERS`."""
    metavar: str
    help: str
    example: str
    choices: tuple[str, ...] = ()
    repeat: bool = False

    @property
    def flag(self) -> str:
        return "--" + self.key.replace("_", "-")


def _text(value: object) -> str:
    text = str(value).strip()
    if not text:
        raise ValueError("it is empty")
    return text


def _texts(value: object) -> tuple[str, ...]:
    """A comma list or a TOML array of words."""
    parts = value if isinstance(value, list | tuple) else [value]
    words = [word.strip() for part in parts for word in str(part).split(",")]
    if not all(words):
        raise ValueError("it has an empty entry")
    return tuple(words)


def _lines(value: object) -> tuple[str, ...]:
    """Entries that may hold commas themselves."""
    return tuple(_text(part) for part in (value if isinstance(value, list | tuple) else [value]))


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in {"true", "yes", "1", "on"}:
        return True
    if text in {"false", "no", "0", "off"}:
        return False
    raise ValueError("it is true or false")


def _whole(value: object) -> int:
    result = q.number(value)
    if result != int(result):
        raise ValueError("it must be a whole number")
    return int(result)


def _of_100(value: object) -> float:
    result = q.number(value)
    if not 1 <= result <= 99.9:
        raise ValueError("it must lie between 1 and 99.9")
    return result


def _table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("it must be a table read from a TOML file")
    return value


def _rates(value: object) -> tuple[str, float]:
    code, _, rate = str(value).partition("=")
    if len(code.strip()) != 3 or not rate:
        raise ValueError("a currency is written EUR=1.08 (USD per unit)")
    return code.strip().upper(), q.positive(rate)


PARSERS: dict[str, Callable[[object], Any]] = {
    "text": _text, "texts": _texts, "lines": _lines, "switch": _switch, "whole": _whole, "number": q.number,
    "positive": q.positive, "per_day": q.per_day, "share": q.share, "usd": q.number, "usd_positive": q.positive,
    "usd_month": q.usd_per_month, "usd_year": q.usd_per_year, "gigabytes": q.gigabytes, "months": q.months,
    "seconds": q.seconds, "interval": q.interval, "date": q.iso_date, "of_100": _of_100, "table": _table,
    "currency": _rates,
}  # fmt: skip

_W, _P, _H, _D, _O = "Workload", "Policy", "Hardware and budget", "Decision", "Output and data"

OPTIONS: tuple[Option, ...] = (
    Option("workload", _W, "text", "ID", "what the calls do; sets every default below", "extraction"),
    Option("calls_per_day", _W, "per_day", "N", "mean volume; also 30M/mo or 2/s", "1M"),
    Option("input_tokens", _W, "positive", "N", "input tokens of one call, cached ones included", "2000"),
    Option("output_tokens", _W, "positive", "N", "answer tokens of one call, without reasoning", "250"),
    Option("cached_share", _W, "share", "SHARE", "part of the input that repeats and can be cached", "0.5"),
    Option("batch_share", _W, "share", "SHARE", "part of the calls that can wait for a batch price", "0.8"),
    Option("peak_to_mean", _W, "positive", "X", "busiest hour against the mean hour", "3"),
    Option("turns", _W, "positive", "N", "model requests in one call", "12"),
    Option("context", _W, "positive", "N", "largest single request in tokens", "32k"),
    Option("modality", _W, "texts", "LIST", "kinds of input that must be accepted", "text,image"),
    Option("effort", _W, "text", "E", "only this reasoning effort", "medium", choices=EFFORTS),
    Option("retries", _W, "share", "SHARE", "calls that are sent again", "0.02"),
    Option("right_of_100", _W, "of_100", "N", "right answers of a good current model: sets difficulty", "92"),
    Option("worth", _W, "usd_positive", "USD", "mean worth of one more right answer", "0.05"),
    Option(
        "worth_range",
        _W,
        "interval",
        "LOW..HIGH",
        "range of the worth (10th to 90th percentile), for robustness only",
        "0.02..0.13",
    ),
    Option("quality_floor", _W, "share", "P", "smallest share of right answers that is acceptable", "0.85"),
    Option("ttft", _W, "seconds", "S", "time to first token that must be met", "0.8"),
    Option("tokens_per_second", _W, "positive", "N", "speed of one stream that must be met", "40"),
    Option("p95", _W, "seconds", "S", "time of a whole call, 95th percentile, that must be met", "6"),
    Option("latency_price", _W, "usd", "USD", "what one second over the target costs per call", "0.001"),
    Option(
        "preset", _P, "text", "ID", "a company's rules in one word (see `advisor catalog list presets`)", "eu-hospital"
    ),
    Option("sector", _P, "text", "S", "your sector; implies actor facts", "healthcare"),
    Option("actor", _P, "texts", "LIST", "what you are to the rules", "us_bank"),
    Option("jurisdiction", _P, "texts", "LIST", "where you are bound", "DE,US-TX"),
    Option("use_case", _P, "texts", "LIST", "what the answers are used for", "customer_support"),
    Option("data", _P, "texts", "LIST", "classes of data in the calls", "phi,pii"),
    Option(
        "residency",
        _P,
        "texts",
        "WHERE",
        "where inference must stay: eu, uk-eu, us, on-prem, air-gapped or countries",
        "eu",
    ),
    Option("exclude_origin", _P, "texts", "CC", "bar models developed in these countries", "CN"),
    Option("review_origin", _P, "texts", "CC", "send models developed there to review", "CN"),
    Option("exclude_operator", _P, "texts", "CC", "bar services operated from these countries", "CN"),
    Option("require", _P, "texts", "LIST", "terms a service must offer", "zdr,no-training", choices=REQUIRABLE),
    Option("mau", _P, "number", "N", "monthly active users of your product", "150M"),
    Option("revenue", _P, "usd_year", "USD", "group revenue a year", "$600M/yr"),
    Option("public_facing", _P, "switch", "", "the public talks to it", "true"),
    Option("license_needs", _P, "texts", "LIST", "what the licence must allow", "commercial", choices=LICENSE_NEEDS),
    Option("policy", _P, "table", "FILE", "your company's policy (TOML)", "policy.toml"),
    Option("company", _P, "table", "FILE", "company facts by name (TOML)", "company.toml"),
    Option("gpus", _H, "lines", "RIG", "hardware you own, repeatable", "2x nvidia-rtx-4090", repeat=True),
    Option("ram", _H, "gigabytes", "SIZE", "memory of the host beside the accelerators", "128GB"),
    Option("detect", _H, "switch", "", "look at this machine's hardware", "true"),
    Option("budget", _H, "usd_month", "USD", "most it may cost a month", "5000/mo"),
    Option("capex", _H, "usd", "USD", "money there is to buy hardware", "40000"),
    Option("horizon", _H, "months", "TIME", "how long the decision has to last", "24mo"),
    Option(
        "migration_cost", _H, "usd", "USD", "cost of moving to another model; prices the risk of retirement", "60000"
    ),
    Option("route", _D, "texts", "LIST", "routes to consider", "hosted,rented", choices=ROUTES),
    Option(
        "include",
        _D,
        "texts",
        "LIST",
        "let volatile prices rank (spot, routed, auction)",
        "volatile",
        choices=("volatile",),
    ),
    Option("only_model", _D, "texts", "LIST", "only these models", "gpt-5.2"),
    Option("only_provider", _D, "texts", "LIST", "only these providers", "azure"),
    Option("exclude", _D, "texts", "LIST", "leave these options or models out", "gpt-5.2@openai"),
    Option("all_routes", _D, "switch", "", "one row per option, not per model", "true"),
    Option("allowed_only", _D, "switch", "", "leave out options that need a review", "true"),
    Option("strict", _D, "switch", "", "exit 4 when the first rests on a review", "true"),
    Option("top", _D, "whole", "N", "rows to show", "10"),
    Option("excluded", _D, "text", "all", "list every excluded option, not the 20 nearest", "all", choices=("all",)),
    Option("as_of", _O, "date", "DATE", "decide on what was known then", "2026-03-11"),
    Option("scenario", _O, "table", "FILE", "assumptions about the future (TOML)", "sparser.toml"),
    Option("currency", _O, "currency", "CODE=USD", "show money in another currency at this rate", "EUR=1.08"),
    Option("seed", _O, "whole", "N", "seed of the robustness draws", "0"),
)

BY_KEY: dict[str, Option] = {option.key: option for option in OPTIONS}


class Requirements(NamedTuple):
    """Checked and filled; units as in `Option`'s parser: tokens and calls a day, USD, GB, seconds, months, shares."""

    workload: Workload
    calls_per_day: float
    input_tokens: float
    output_tokens: float
    cached_share: float
    batch_share: float
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
    "batch_share": 0.0, "latency_price": 0.0, "actor": (), "jurisdiction": (), "use_case": (), "data": (),
    "residency": (), "exclude_origin": (), "review_origin": (), "exclude_operator": (), "require": (),
    "license_needs": (), "gpus": (), "detect": False, "horizon": 24.0, "migration_cost": 0.0, "route": ROUTES,
    "include": (), "only_model": (), "only_provider": (), "exclude": (), "all_routes": False, "allowed_only": False,
    "strict": False, "top": 10, "seed": 0,
}  # fmt: skip


def parse(key: str, value: object) -> Any:
    """The checked value of one option; AdvisorError names the flag, the value and a valid example."""
    option = BY_KEY.get(key)
    if option is None:
        raise bad_input(f"unknown requirement {key!r}", f"known ones: {', '.join(sorted(BY_KEY))}")
    try:
        parsed = PARSERS[option.kind](value)
    except ValueError as problem:
        raise bad_input(
            f"{option.flag} {_shown(value)}: {problem}", f"for example {option.flag} {option.example}"
        ) from None
    words = parsed if isinstance(parsed, tuple) else (parsed,)
    for word in words if option.choices else ():
        if word not in option.choices:
            raise bad_input(f"{option.flag} {word!r} is not known", f"one of: {', '.join(option.choices)}")
    return parsed


def _shown(value: object) -> str:
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")


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
            f"--workload {_shown(values['workload'])} is not known", f"one of: {', '.join(catalog.workloads)}"
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
        raise bad_input(f"--preset {_shown(name)} is not known", f"one of: {', '.join(sorted(presets))}")
    return {key: parse(key, value) for key, value in presets[name].get("requirements", {}).items()}


def _from_workload(workload: Workload, values: Mapping[str, Any]) -> dict[str, Any]:
    worth = values.get("worth", workload.worth)
    tokens = [values.get(name, getattr(workload, name)) for name in ("input_tokens", "output_tokens")]
    same_shape = not values.keys() & {"input_tokens", "output_tokens", "turns"}
    largest = workload.context if same_shape else None
    return {
        "calls_per_day": workload.calls_per_day,
        "input_tokens": workload.input_tokens,
        "output_tokens": workload.output_tokens,
        "cached_share": workload.cached_share,
        "peak_to_mean": workload.peak_to_mean,
        "turns": workload.turns,
        "context": largest or sum(tokens) / values.get("turns", workload.turns),
        "modality": workload.modalities,
        "retries": workload.retries,
        "right_of_100": workload.right_of_100,
        "worth": worth,
        "worth_range": (worth * 0.4, worth * 2.5),
    }


def _check_together(requirements: Requirements) -> None:
    if requirements.calls_per_day <= 0:
        raise bad_input(
            "--calls-per-day 0 leaves nothing to decide", "give the mean volume, for example --calls-per-day 10k"
        )
    if requirements.top < 1:
        raise bad_input("--top 0 shows nothing", "for example --top 10")
    if requirements.horizon <= 0:
        raise bad_input("--horizon 0 ends before it starts", "for example --horizon 24mo")
    if requirements.peak_to_mean < 1:
        raise bad_input("--peak-to-mean below 1: a peak is never below the mean", "for example --peak-to-mean 3")
    if (
        "hosted" in requirements.route
        and len(requirements.route) == 1
        and {"on-prem", "air-gapped"} & set(requirements.residency)
    ):
        raise bad_input("--route hosted contradicts --residency on-prem", "allow --route owned, or another residency")


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
