"""Assumptions about the future applied to the catalog: sparser models, falling prices, faster Ascend, a model to come.

A scenario is a table of the user's (a TOML file, read elsewhere). The catalog given is never changed: `apply` returns
another, and sentences that say what the assumption does to the infrastructure. Assumed figures keep no date.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Accelerator, Architecture, Catalog, Model, Offer, QualityRow
from advisor.errors import AdvisorError, bad_input
from advisor.model_file import model_of
from advisor.report import Note

KEYS = ("name", "activation", "from_b", "price_decline", "years", "ascend", "model", "file")
FROM_B = 100.0
"""Smallest total, in billions, that a sparser generation is assumed of."""
ASCEND = "huawei-ascend"
YARDSTICK = "nvidia-h100-sxm"
ACTIVE_PARTS = ("params_active_prefill_b", "params_active_decode_b")
HYPOTHETICAL_SD = 0.5
"""Logits added to the doubt about a model that nobody has measured."""
PRICES = ("input", "output", "cache_read", "cache_write", "batch_input", "batch_output", "flex_input", "flex_output")
EXAMPLE = "activation = 0.018"


def apply(catalog: Catalog, scenario: Mapping[str, Any]) -> tuple[Catalog, tuple[Note, ...]]:
    """The catalog under the scenario and its advice; bad-input names the key that cannot be used."""
    _check(scenario)
    notes: list[Note] = []
    if "activation" in scenario:
        catalog, told = _sparser(catalog, scenario)
        notes.append(told)
    if "price_decline" in scenario:
        catalog, told = _cheaper(catalog, scenario)
        notes.append(told)
    if "ascend" in scenario:
        catalog, told = _ascend(catalog, scenario)
        notes.append(told)
    if "model" in scenario:
        catalog, told = _with_model(catalog, scenario)
        notes.append(told)
    return catalog, tuple(notes)


def changed(catalog: Catalog, **parts: Any) -> Catalog:
    """The same catalog with some of its parts replaced."""
    other = Catalog.__new__(Catalog)
    for name in Catalog.__slots__:
        setattr(other, name, parts[name] if name in parts else getattr(catalog, name))
    return other


def _check(scenario: Mapping[str, Any]) -> None:
    for key in scenario:
        if key not in KEYS:
            from difflib import get_close_matches

            near = get_close_matches(key, KEYS, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise _bad(scenario, key, "unknown key", f"{hint}known keys: {', '.join(KEYS[:-1])}")
    if not scenario.keys() & {"activation", "price_decline", "ascend", "model"}:
        raise _bad(scenario, "activation", "nothing is assumed", f"give for example {EXAMPLE}")
    for needs, key in (("from_b", "activation"), ("years", "price_decline")):
        if needs in scenario and key not in scenario:
            raise _bad(scenario, needs, f"means nothing without {key}", f"add {key} or remove {needs}")


def _bad(scenario: Mapping[str, Any], key: str, what: str, fix: str) -> AdvisorError:
    return bad_input(f"{_place(scenario)}: {key}: {what}", fix)


def _place(scenario: Mapping[str, Any]) -> str:
    return f"--scenario {scenario['file']}" if "file" in scenario else "--scenario"


def _number(scenario: Mapping[str, Any], key: str, default: float, low: float, high: float) -> float:
    value = scenario.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _bad(
            scenario, key, f"{value!r} is not a number from {low:g} to {high:g}", f"for example {key} = {default:g}"
        )
    return float(value)


def _sparser(catalog: Catalog, scenario: Mapping[str, Any]) -> tuple[Catalog, Note]:
    """Large open mixtures of experts activate at most this share of the same total."""
    share = _number(scenario, "activation", 0.02, 0.001, 1.0)
    floor = _number(scenario, "from_b", FROM_B, 0.1, 1e5)
    models = {key: _with_activation(model, share, floor) for key, model in catalog.models.items()}
    touched = [key for key, model in models.items() if model is not catalog.models[key]]
    text = (
        f"{len(touched)} open models of {floor:g}B or more are assumed to activate {share * 100:g} % of the same "
        "totals. Accelerators to buy or rent stay the same, because every parameter must be held: capacity follows "
        "total parameters. Prefill compute follows active ones, so long prompts get cheaper and faster; decoding "
        "gains at low concurrency only, since a large batch touches nearly all experts."
    )
    return changed(catalog, models=models), Note("scenario-activation", text, tuple(sorted(touched)))


def _with_activation(model: Model, share: float, floor: float) -> Model:
    total, active = model.params_total, model.params_active
    if not model.open_weights or total is None or active is None or total < floor or not share < active / total < 0.9:
        return model
    architecture = model.architecture
    if architecture is not None:
        architecture = _without_parts(architecture)
    return model._replace(params_active=total * share, architecture=architecture)


def _without_parts(architecture: Architecture) -> Architecture:
    """Stated active counts per prompt and output token no longer hold."""
    extra = {key: value for key, value in architecture.extra.items() if key not in ACTIVE_PARTS}
    return architecture._replace(extra=extra)


def _cheaper(catalog: Catalog, scenario: Mapping[str, Any]) -> tuple[Catalog, Note]:
    """Hosted prices after some years of an even decline; rents and hardware keep theirs."""
    decline = _number(scenario, "price_decline", 0.5, 0.0, 0.99)
    years = _number(scenario, "years", 1.0, 0.0, 10.0)
    left = (1 - decline) ** years
    offers = tuple(_priced(offer, left) for offer in catalog.offers)
    span = f"{years:g} year{'' if years == 1 else 's'}"
    text = (
        f"Hosted prices are assumed to fall {decline * 100:g} % a year over {span}, to {left * 100:.3g} % of "
        "today's; rents and hardware keep theirs. What own hardware has to repay shrinks alike, so rent or stay hosted "
        "before you buy: see `advisor breakeven`."
    )
    return changed(catalog, offers=offers), Note("scenario-prices", text)


def _priced(offer: Offer, left: float) -> Offer:
    priced: Offer = _all_times(offer, left)
    return priced._replace(
        tiers=tuple(_all_times(tier, left) for tier in offer.tiers),
        off_peak=tuple(_all_times(window, left) for window in offer.off_peak),
    )


def _all_times(row: Any, left: float) -> Any:
    names = [name for name in PRICES if name in row._fields]
    return row._replace(**{name: _times(getattr(row, name), left) for name in names})


def _times(value: float | None, by: float) -> float | None:
    return None if value is None else value * by


def _ascend(catalog: Catalog, scenario: Mapping[str, Any]) -> tuple[Catalog, Note]:
    """Huawei's data-centre chips reach a share of an H100's bandwidth and compute; memory and rules stay."""
    share = _number(scenario, "ascend", 0.75, 0.05, 2.0)
    yardstick = catalog.accelerators.get(YARDSTICK)
    if yardstick is None:
        raise _bad(
            scenario, "ascend", f"the catalog has no {YARDSTICK} to compare with", "use the shipped accelerators"
        )
    chips = {
        key: _scaled(chip, yardstick, share) if key.startswith(ASCEND) and chip.kind == "datacenter" else chip
        for key, chip in catalog.accelerators.items()
    }
    touched = tuple(key for key, chip in chips.items() if chip is not catalog.accelerators[key])
    text = (
        f"Ascend data-centre chips are assumed to run at {share * 100:g} % of an H100 in bandwidth and compute. "
        "Their memory, prices and the export rules on them are as in the catalog: outside China the rules decide, "
        "not the speed."
    )
    return changed(catalog, accelerators=chips), Note("scenario-ascend", text, touched)


def _scaled(chip: Accelerator, yardstick: Accelerator, share: float) -> Accelerator:
    return chip._replace(
        bandwidth_gbs=_times(yardstick.bandwidth_gbs, share),
        fp16_tflops=_times(yardstick.fp16_tflops, share),
        fp8_tflops=_times(yardstick.fp8_tflops, share),
    )


def _with_model(catalog: Catalog, scenario: Mapping[str, Any]) -> tuple[Catalog, Note]:
    """A model that does not exist yet, as capable as the one named by `like`, with open weights."""
    table = scenario["model"]
    if not isinstance(table, Mapping):
        raise _bad(scenario, "model", "not a table", "write it as [model] with name, like and params_total_b")
    like = catalog.models.get(str(table.get("like")))
    if like is None:
        raise _bad(scenario, "model.like", f"{table.get('like')!r} is no model", "name the model it is as capable as")
    own = model_of({key: value for key, value in table.items() if key != "like"}, _place(scenario))
    if own.id in catalog.models:
        raise _bad(scenario, "model.name", f"{own.id!r} is in the catalog", "give it another name")
    model = _completed(own, like)

    def rows(workload: str) -> list[list[Any]]:
        return [*catalog.quality_loader(workload), *_assumed(catalog.quality_loader(workload), like.id, own.id)]

    text = (
        f"{own.id} does not exist: it is assumed to be as capable as {like.id}, with open weights and, where none are "
        f"stated, its layers and attention. It needs memory for {_size(model)} parameters in total; speed follows the "
        "active ones. Nobody has measured it, so its interval is wide."
    )
    other = changed(catalog, models={**catalog.models, own.id: model}, quality_loader=rows)
    return other, Note("scenario-model", text, (own.id, like.id))


def _size(model: Model) -> str:
    return "unknown" if model.params_total is None else f"{model.params_total:g}B"


def _completed(own: Model, like: Model) -> Model:
    """What the table leaves out is taken from the model it resembles; sizes are not."""
    return like._replace(
        id=own.id, name=own.name, params_total=own.params_total, params_active=own.params_active,
        params_checkpoint=own.params_checkpoint, native=own.native or like.native, context=own.context or like.context,
        max_output=own.max_output or like.max_output, architecture=own.architecture or like.architecture,
        open_weights=True, checkpoints=(),
        status="hypothetical", retires=None,
    )  # fmt: skip


def _assumed(rows: Iterable[list[Any]], like: str, own: str) -> list[list[Any]]:
    """The rows of `like` for the new model, with more doubt and without evidence."""
    found = [QualityRow(*row) for row in rows]
    return [list(_doubted(row, own)) for row in found if row.model == like]


def _doubted(row: QualityRow, own: str) -> QualityRow:
    doubt = (row.logit_sd**2 + HYPOTHETICAL_SD**2) ** 0.5
    bare = row._replace(independent=0, vendor=0, own=0, shared=1.0, newest=None, prior_only=True, sources=())
    return bare._replace(model=own, logit_sd=doubt)
