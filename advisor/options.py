"""Every requirement, declared once: flag, file key, help, example and how its value is read.

`OPTIONS` feeds the parser, the requirement files, the form and the completion alike. It reads no file and no catalog.
"""

from collections.abc import Callable, Mapping

from advisor import quantities as q
from advisor.errors import bad_input
from advisor.hints import Any
from advisor.tuples import NamedTuple

EFFORTS = ("none", "low", "medium", "high", "max")
MODALITIES = ("text", "image", "audio", "video", "pdf")
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
    Option("batch_share", _W, "share", "SHARE", "part of the calls that can wait a day for a batch price", "0.8"),
    Option("flex_share", _W, "share", "SHARE", "part of the calls that can wait minutes for a flex price", "0.5"),
    Option("peak_to_mean", _W, "positive", "X", "busiest hour against the mean hour", "3"),
    Option("turns", _W, "positive", "N", "model requests in one call", "12"),
    Option("context", _W, "positive", "N", "largest single request in tokens", "32k"),
    Option("modality", _W, "texts", "LIST", "kinds of input that must be accepted", "text,image", choices=MODALITIES),
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


def parse(key: str, value: object) -> Any:
    """The checked value of one option; AdvisorError names the flag, the value and a valid example."""
    option = BY_KEY.get(key)
    if option is None:
        raise bad_input(f"unknown requirement {key!r}", f"known ones: {', '.join(sorted(BY_KEY))}")
    try:
        parsed = PARSERS[option.kind](value)
    except ValueError as problem:
        raise bad_input(
            f"{option.flag} {shown(value)}: {problem}", f"for example {option.flag} {option.example}"
        ) from None
    words = parsed if isinstance(parsed, tuple) else (parsed,)
    for word in words if option.choices else ():
        if word not in option.choices:
            raise bad_input(f"{option.flag} {word!r} is not known", f"one of: {', '.join(option.choices)}")
    return parsed


def shown(value: object) -> str:
    """A value inside a message, shortened."""
    text = str(value)
    return repr(text if len(text) <= 60 else text[:57] + "...")
