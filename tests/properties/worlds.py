"""Random small catalogs for the whole pipeline: models, prices, rents and scores drawn, rules and constants shipped."""

from typing import Any, NamedTuple

from hypothesis import strategies as st

from advisor.candidates.scenario import changed
from advisor.catalog import Catalog, Model, Offer, Provider, QualityRow, Rent
from advisor.report import Report
from advisor.requirements import Requirements, resolve
from tests.unit import samples
from tests.unit.briefing.changed_catalog import TODAY, shipped

NAMES = tuple("abcdef")
HOSTS = ("openai", "together", "deepseek", "nebius")
EFFORTS = ("none", "high")
SOURCE = "litellm-1.109.1"


class World(NamedTuple):
    """The drawn parts of one catalog."""

    models: tuple[Model, ...]
    offers: tuple[Offer, ...]
    rents: tuple[Rent, ...]
    rows: tuple[QualityRow, ...]

    def catalog(self) -> Catalog:
        """The shipped rules, constants, machines and workloads with these parts."""
        used = {offer.provider for offer in self.offers} | {rent.provider for rent in self.rents} | set(HOSTS)
        providers = {name: shipped().providers.get(name) or Provider(name, name, "host", {}) for name in sorted(used)}
        return changed(
            shipped(),
            models={model.id: model for model in self.models},
            offers=self.offers,
            rents=self.rents,
            providers=providers,
            quality_loader=lambda workload: [list(row) for row in self.rows],
            _cold={"sources": shipped().cold("sources"), "history": {"prices": []}},
        )

    def without(self, model: str) -> "World":
        """The same less one model."""
        return self._replace(
            models=tuple(one for one in self.models if one.id != model),
            offers=tuple(one for one in self.offers if one.model != model),
            rows=tuple(one for one in self.rows if one.model != model),
        )


def asked(catalog: Catalog, **given: Any) -> Requirements:
    return resolve({"workload": "extraction", **given}, catalog, TODAY)


def ids(report: Report) -> set[str]:
    """Every option the report recommends in some place."""
    routes = {one.option for one in report.by_route if one.option is not None}
    variants = {variant.id for option in report.options for variant in option.variants}
    allowed = {report.answer.best_allowed} - {None}
    shown = {option.id for option in report.options} | {point.id for point in report.frontier}
    return shown | routes | variants | {str(one) for one in allowed}


def _model(name: str, size: float | None) -> Model:
    open_weights = size is not None
    return samples.model(
        f"model-{name}",
        open_weights=open_weights,
        license="apache-2.0" if open_weights else "proprietary-api",
        params_total=size,
        params_active=None if size is None else size / 10,
        params_checkpoint=None,
        efforts=EFFORTS,
        context=131_072,
        developer="openai",
        origin="US",
    )


PRICES = st.integers(1, 4000).map(lambda units: units / 200)
SIZES = st.sampled_from((None, 8.0, 30.0, 120.0, 400.0))


@st.composite
def _offers(draw: st.DrawFn, model: str) -> list[Offer]:
    hosts = draw(st.lists(st.sampled_from(HOSTS), unique=True, max_size=3))
    return [
        samples.offer(
            host,
            model,
            input=draw(PRICES),
            output=draw(PRICES),
            cache_read=draw(st.none() | PRICES),
            batch_input=draw(st.none() | PRICES),
            infers_in=draw(st.sampled_from((None, ("US",), ("DE",), ("CN",)))),
            suspect=draw(st.sampled_from((None, None, None, "ten times its neighbours"))),
            volatile=draw(st.sampled_from((None, None, None, "routed"))),
            source=SOURCE,
        )
        for host in hosts
    ]


@st.composite
def _rows(draw: st.DrawFn, model: str) -> list[QualityRow]:
    known = draw(st.lists(st.sampled_from(EFFORTS), unique=True, max_size=2))
    return [
        QualityRow(
            model=model,
            effort=effort,
            logit_mean=draw(st.integers(-300, 200)) / 100,
            logit_sd=draw(st.integers(10, 90)) / 100,
            independent=draw(st.integers(0, 4)),
            vendor=0,
            newest="2026-10-01",
            transfer_share=0.5,
            prior_only=False,
            sources=(SOURCE,),
        )
        for effort in known
    ]


@st.composite
def _rent(draw: st.DrawFn) -> Rent:
    accelerator = draw(st.sampled_from(("nvidia-h200-sxm", "nvidia-h100-sxm", "nvidia-l40s")))
    devices = draw(st.sampled_from((1, 8)))
    return samples.RENT._replace(
        instance=f"{devices}x-{accelerator}",
        provider=draw(st.sampled_from(("nebius", "lambda"))),
        region=draw(st.sampled_from(("us-east", "eu-west"))),
        infers_in=draw(st.sampled_from((None, ("US",), ("DE",)))),
        accelerator=accelerator,
        devices=devices,
        usd_per_hour=draw(st.integers(10, 4000)) / 100,
        source=SOURCE,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """One to five models, some open, each with up to three hosts and two efforts; up to three rents."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5))
    models = tuple(_model(name, draw(SIZES)) for name in names)
    offers = tuple(offer for model in models for offer in draw(_offers(model.id)))
    rows = tuple(row for model in models for row in draw(_rows(model.id)))
    rents = draw(st.lists(_rent(), max_size=3, unique_by=lambda rent: (rent.provider, rent.region, rent.instance)))
    return World(models, offers, tuple(rents), rows)


CONSTRAINTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "residency": st.sampled_from(("eu", "us", "on-prem")),
        "exclude_operator": st.just("CN"),
        "quality_floor": st.sampled_from((0.5, 0.8, 0.9)),
        "budget": st.sampled_from(("100/mo", "2000/mo", "$60k/yr")),
        "route": st.sampled_from(("hosted,owned", "rented,owned", "owned")),
        "allowed_only": st.just(True),
        "only_provider": st.sampled_from(HOSTS),
        "ttft": st.sampled_from((0.5, 2)),
        "require": st.just("zdr"),
    },
)
CASES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"calls_per_day": st.sampled_from((10, 10_000, 1_000_000, 50_000_000)), "worth": st.sampled_from((0.001, 0.05, 2))},
    optional={
        "gpus": st.sampled_from((["2x nvidia-rtx-5090"], ["8x nvidia-h200-sxm"])),
        "capex": st.just(2_000_000),
        "migration_cost": st.just(60_000),
        "batch_share": st.just(0.5),
        "all_routes": st.just(True),
        "top": st.sampled_from((1, 3)),
    },
)
