"""Reports and an engine of the tests' own making: odd cases (hostile names, nothing left, thousands of options)."""

from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import Any

from advisor.briefing.by_value import ByValue, ValueLeader
from advisor.briefing.claims import Claim, ClaimsDocument
from advisor.briefing.guidance import Point
from advisor.briefing.leaders import BenchmarkLeader, Best, LeadersDocument, OneModel, Share, WorkloadLeader
from advisor.briefing.trends import Activation, Price, Spread, TrendsDocument
from advisor.catalog import Catalog, Model, Workload
from advisor.decision.portfolio import OneModel as DecidedOne
from advisor.errors import AdvisorError
from advisor.evaluate.preview import Preview, Seen
from advisor.evidence.card import Card, CardScore, Conflict
from advisor.evidence.card import Report as CardReport
from advisor.report import (
    Answer,
    ByRoute,
    CatalogStamp,
    ConstraintPrice,
    Cost,
    CostLine,
    Counts,
    Evidence,
    Excluded,
    Flip,
    FrontierPoint,
    MemoryParts,
    NetBenefit,
    Note,
    Probability,
    Quality,
    Range,
    RankedOption,
    Reason,
    Report,
    Robustness,
    RouteBest,
    Speed,
    Term,
    Verdict,
)  # fmt: skip
from advisor.requirements import echo, resolve
from advisor.tui.engine import HowToRead, Landscape, Taken

TODAY = "2026-11-23"
NAMES = ("Glm 5", "Gpt 5.4 mini", "Qwen3.6 27B", "Kimi K3", "Claude Haiku 5", "Gemini 3 Flash", "Mistral Medium 4")
PROVIDERS = ("azure", "nebius", "together", "vertex")
STATUSES = ("allowed", "review", "allowed")
HOSTILE = (
    "[/nope]", "gpt[/b]", "[@click=app.quit]x[/]", "\x1b]0;owned\x07name", "a\u202eb", "[$error]x", "[[nested]",
    "模型" * 20, "", "{braces} %s",
)  # fmt: skip


def workload(name: str) -> Workload:
    return Workload(
        id=name, name=name.title(), input_tokens=1000, output_tokens=300, reasoning_tokens=400, cached_share=0.5,
        calls_per_day=60_000, right_of_100=90, worth=0.05, worth_means="a clerk corrects a field", peak_to_mean=3,
        retries=0.02, turns=1, modalities=("text",), needs_tools=False, context=None,
        reasoning_multiplier={}, source="judgement",
    )  # fmt: skip


def released() -> dict[str, Model]:
    """Models that exist for their release dates only."""
    empty = dict.fromkeys(Model._fields)
    dates = {"old": "2026-06-01", "new": "2026-11-15"}
    return {name: Model(**{**empty, "id": name, "name": name, "released": date}) for name, date in dates.items()}


def catalog() -> Catalog:
    names = ("classification", "extraction", "coding")
    return Catalog(
        digest="d" * 64, as_of=TODAY, newest_read="2026-11-15", models=released(), offers=(), providers={},
        accelerators={}, rents=(), quantizations={}, workloads={name: workload(name) for name in names},
        policy={"presets": {"eu-hospital": {"requirements": {"residency": "eu"}}}}, constants={}, overlaid=(),
        quality_loader=lambda _: [], cold_loader=lambda _: {},
    )  # fmt: skip


def option(place: int, *, worth: float = 0.05, name: str | None = None, calls: float = 60_000) -> RankedOption:
    """The option of one place: quality and cost fall with it."""
    title = NAMES[place % len(NAMES)] if name is None else name
    model = f"{title.lower().replace(' ', '-')}-{place}"
    provider = PROVIDERS[place % len(PROVIDERS)]
    mean = 0.90 - 0.004 * (place % 80)
    serving = round(1.54 / (1 + place % 9) + 0.1, 6)
    quality = round(1000 * worth * mean, 6)
    total = round(quality - serving, 6)
    owned = place % 5 == 2
    return RankedOption(
        rank=place + 1, tie_group=1 + place // 2, id=f"{model}@{'owned:2xnvidia-rtx-5090' if owned else provider}",
        model=model, name=title, route="owned" if owned else "hosted", provider=None if owned else provider,
        region=None if owned else "eu", hardware=None, quantization="q4_k_m" if owned else None, effort="medium",
        variants=(), quality=Quality(
            Probability(mean, mean - 0.05, mean + 0.03),
            Evidence(14 - place % 14, 3, 0, "2026-08-01", 0.22, place % 7 == 6), ("lab", "board"),
        ),
        cost=Cost(serving * calls * 365 / 12 / 1000, serving, round(serving / mean, 6), (
            CostLine("input", round(serving / 2, 6), {"tokens": 1000, "usd_per_1m": 0.75}, ("price",)),
            CostLine("output", round(serving - round(serving / 2, 6), 6), {"tokens": 300}, ("price",)),
        )),
        speed=Speed(Range(0.3, 0.4, 0.6, "measured") if owned else None, None, None),
        memory_gb=MemoryParts(17.8, 3.2, 0.0, 1.0, 22.0, 64.0) if owned else None,
        verdict=Verdict(STATUSES[place % 3], True, (
            Reason("gdpr-ch-5", "obligation", "Keep inference in the EU", "GDPR Art. 44", "high", "a transfer"),
        )),
        net_benefit=NetBenefit(total, (
            Term("quality", quality), Term("serving", -serving), Term("latency", 0.0), Term("risk", 0.0),
        )),
        robustness=Robustness(max(0.0, 0.4 - 0.05 * place), 0.2 * place),
        flips=(
            Flip("calls_per_day", calls, calls / 4, "calls/day", "kimi-k3-3@vertex"),
            Flip("worth", worth, worth * 2, "USD", "glm-5-0@azure"),
        ),
        warnings=(Note("retires", "retires 2027-03-01", ("price",)),) if place % 4 == 1 else (),
        next_steps=(Note("test", "test the first three on 200 own items", ()),),
    )  # fmt: skip


def excluded(place: int) -> Excluded:
    gate = ("residency", "origin", "memory")[place % 3]
    return Excluded(
        f"shut-{place}@host", f"shut-{place}", "host", gate, f"reason {place}", "rule-1" if place % 2 else None,
        f"drop --{gate}" if place % 2 else None, (gate,),
    )  # fmt: skip


def report(used: Mapping[str, Any], *, rows: int = 12, names: tuple[str, ...] = ()) -> Report:
    """A report of `rows` options; fewer calls a day put the dear ones first."""
    calls, worth = float(used["calls_per_day"]), float(used["worth"])
    places = list(range(rows))
    if calls < 30_000:
        places = places[3:] + places[:2]
    made = [option(place, worth=worth, calls=calls, name=names[place] if names else None) for place in places]
    options = tuple(made[at]._replace(rank=at + 1, tie_group=1 + at // 2) for at in range(len(made)))
    first = options[0].id if options else None
    best = RouteBest(first, 43.0, 0.0, None, "hosted leads") if options else RouteBest(None, None, None, "budget", "no")
    return Report(
        version="0.1.0", seed=0, as_of=str(used["as_of"]), requirements=used,
        catalog=CatalogStamp(TODAY, "d" * 64, 179, 1579, 8), rules_checked=75,
        counts=Counts(1214, 412, 96, 706) if rows else Counts(1214, 0, 0, 1214),
        answer=Answer(first, first, "likely" if rows else None, 0.76, 0.68, 0.11, "Choose it." if rows else "Nothing."),
        by_route=ByRoute(best, best, best), options=options,
        excluded_counts={"residency": 400, "origin": 300, "memory": 6},
        excluded=tuple(excluded(place) for place in range(20)),
        constraint_prices=(ConstraintPrice("residency", 3.91), ConstraintPrice("origin", None)),
        frontier=tuple(
            FrontierPoint(o.id, o.quality.p_success.mean, o.cost.usd_per_1k_calls, 0.01, 0.09) for o in options[:4]
        ),
        warnings=(), guidance=(Note("cascade", "A cheap first pass would save little here."),),
        sources={"price": {"title": "Price list", "url": "https://example.org/p", "date": "2026-11-15"}},
        disclaimer="not legal advice",
    )  # fmt: skip


class FakeEngine:
    """Answers from `report`; remembers what was asked. `rows` and `names` make the odd cases."""

    def __init__(self, rows: int = 12, names: tuple[str, ...] = ()) -> None:
        self.catalog = catalog()
        self.rows = rows
        self.names = names
        self.asked: list[Mapping[str, object]] = []
        self.fault: Exception | None = None
        self.started: list[Mapping[str, object]] = []
        self.warmed: list[Mapping[str, object]] = []
        self.imported: list[tuple[str, HowToRead]] = []
        self.forgotten: list[tuple[str, ...]] = []
        self.gate = Event()
        """Shut, it holds reading and storing up."""
        self.gate.set()

    def report(self, given: Mapping[str, object]) -> Report:
        self.asked.append(dict(given))
        if self.fault:
            raise self.fault
        used = echo(resolve(given, self.catalog, TODAY))
        return report(used, rows=self.rows, names=self.names)

    def start(self, given: Mapping[str, object]) -> None:
        self.started.append(dict(given))

    def warm(self, given: Mapping[str, object]) -> None:
        self.warmed.append(dict(given))

    def landscape(self, report: Report) -> Landscape:
        as_of = report.as_of
        points = tuple(Point(f"Point {at}", "Advice [b].", "Said. Holds.", "Yours: $4.", ()) for at in range(1, 6))
        claim = Claim("c1", "Prices fell [ninefold]", "partly", {"times": 9}, {"times": 4.5}, "Holds where it holds.",
                      ("price",), "list prices", as_of, ("a date",))  # fmt: skip
        prices = [Price("gpt-4", f"202{at}-03-01", f"model-{at}", 30 / 3**at, 3.0**at, "price") for at in range(3, 7)]
        sparse = [Activation(f"202{at}-05-01", f"moe-{at}", "US", 100, 50 / at, 0.5 / at, 50, True, True, ("price",))
                  for at in range(3, 7)]  # fmt: skip
        spread = Spread(as_of, 9, 0.1, "cheap", 2.0, 60.0, "dear", 600.0)
        trends = TrendsDocument(as_of, tuple(sparse), tuple(prices), "coding", (spread,), spread, ())
        best = Best("kimi-k3", "CN", 0.8)
        leader = WorkloadLeader("extraction", "glm-5", "max", "CN", True, 0.9, "gpt-5.4", 0.6, best, best, 3, TODAY, ())
        bench = BenchmarkLeader("gpqa", "GPQA", 9, "glm-5", "CN", True, 96.0, "lab", None, None, TODAY, "gpt-5.4", 1.4,
                                4.1, False, best, None, "price")  # fmt: skip
        share = Share("CN", 1, 1.0)
        leaders = LeadersDocument(as_of, (leader,), (share,), (share,), share,
                                  OneModel("glm-5", 0.4, 2.0, "coding"), (bench,),
                                  (share,), share, share)  # fmt: skip
        return Landscape(points, ClaimsDocument(as_of, as_of, (claim,)), trends, leaders)

    def by_value(self, as_of: str) -> ByValue:
        led = ValueLeader("extraction", "glm-5@nebius", "glm-5", "CN", True, 16.2, "glm-5@nebius", "gpt-5.4@azure", 0.7)
        none = ValueLeader("coding", None, None, None, None, None, None, None, None)
        return ByValue(as_of, (led, none), (), DecidedOne("glm-5", 99.0, 2.0, ()), 0.02)

    def preview_results(self, given: Mapping[str, object], path: str, how: HowToRead) -> Preview:
        """A log of three models, the last unknown; `two.csv` has two scores and two prompts."""
        if path == "absent.csv":
            raise AdvisorError("bad-input", "absent.csv: no such file", "give the path of a log")
        self.gate.wait(10)
        two = path == "two.csv"
        prompts = ("short", "long") if two and how.prompt is None else ("",)
        known = Seen("openai/gpt-5.2", "gpt-5.2~high@openai", "taken as gpt-5.2", (), 200, 400, (), prompts)
        mapped = how.names.get("my [b]")
        mine = Seen("my [b]", mapped, "" if mapped else "my [b] is unknown", ("glm-5",), 9, 9, (("error", 2),), ("",))
        return Preview("csv", "", "own", None, ("exact", "f1") if two else (), prompts, (known, mine), ("a note",))

    def import_results(
        self, given: Mapping[str, object], path: str, how: HowToRead, told: Callable[[str, bool], object]
    ) -> Taken:
        told("1 of 2 · reading", True)
        self.gate.wait(10)
        told("2 of 2 · storing", False)
        self.imported.append((path, how))
        return Taken(("id  items", "", "rank  was", "   1    2  glm-5 [b]"), ("abc",))

    def forget_results(self, ids: Sequence[str]) -> None:
        self.forgotten.append(tuple(ids))

    def card(self, workload: str, model: str, as_of: str) -> Card:
        scores = tuple(
            CardScore(f"bench-{at}", f"Bench [{at}]", 90.0 - at, None, "", "lab" if at % 2 else "independent", "",
                      "price", as_of, "", 0.2 if at < 3 else 0.0, at < 3, at == 0)
            for at in range(5)
        )  # fmt: skip
        reports = (CardReport(90.0, "lab", None, "price"), CardReport(80.0, "independent", "high", "price"))
        return Card(workload, model, scores, 0.4, (Conflict("bench-0", "Bench 0", reports),), ("Missing 1",), 0.3,
                    "far", ("2 scores state no effort.",))  # fmt: skip

    def breakeven(self, given: Mapping[str, object], own: str, hosted: str) -> tuple[str, ...]:
        return (f"{own} against {hosted}", "pays back in 91 days")

    def plan(self, given: Mapping[str, object]) -> tuple[str, ...]:
        if not self.rows:
            raise AdvisorError("nothing-satisfies", "no option is left to test", "see Excluded (x)")
        table = ("Value of a test", "  option  worth", "  glm-5   $683")
        return ("- Test glm-5 on 200 items.", "", *table, "", "Test again when", "- a price changes [by a tenth]")
