"""Tokens, seconds and costs that own tests measured, by model and by option. Loaded only when there are results."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from advisor.candidates.evaluated import offer_place
from advisor.candidates.own_tests import counting, known_runs
from advisor.catalog import Catalog, Offer
from advisor.estimates.cost import hosted_usd_per_1k
from advisor.estimates.load import Load, load_of
from advisor.estimates.measured import Endpoint, Own, Tokens
from advisor.evidence.importers.attempts import Attempt
from advisor.evidence.own_store import Key, Run
from advisor.known import offers_known
from advisor.report import Range
from advisor.requirements import Requirements

ENOUGH = 20
"""Calls from which what was measured replaces what is assumed."""
Place = tuple[str, str, str | None, str]


def own_of(catalog: Catalog, requirements: Requirements) -> Own | None:
    """What the counting results of this workload measured by the as-of date; None when there are none.

    The catalog's prices are those in force, so that a scenario of other prices still moves what was paid.
    """
    by_key = counting(known_runs(requirements))
    if not by_key:
        return None
    tokens: dict[tuple[str, str], Tokens] = {}
    by_model: dict[tuple[str, str], list[Run]] = {}
    for key, runs in by_key.items():
        by_model.setdefault((key.model, key.effort), []).extend(runs)
    for model, runs in by_model.items():
        measured = _tokens(runs)
        if measured is not None:
            tokens[model] = measured
    stated = "input_tokens" not in requirements.defaulted
    assumed_input = None if stated else requirements.workload.input_tokens
    found = Own(tokens, {}, assumed_input)
    endpoints = {}
    for place, (offer, runs) in _by_place(by_key, catalog, requirements).items():
        assumed = found.load(load_of(requirements, place[1]), place[0], place[1])
        endpoint = _endpoint(runs, offer, assumed)
        if endpoint is not None:
            endpoints[place] = endpoint
    return found._replace(endpoints=endpoints)


def _tokens(runs: Sequence[Run]) -> Tokens | None:
    calls = list(_answered(runs))
    wrote = [one for one in calls if one.output_tokens]
    thought = [one.reasoning_tokens for one in wrote]
    read = _mean(one.input_tokens or None for one in calls)
    output = _mean(one.output_tokens for one in wrote)
    if read is None and output is None:
        return None
    return Tokens(len(calls), read, output, _mean(thought) if None not in thought else None, _sources(runs))


def _answered(runs: Iterable[Run]) -> Iterator[Attempt]:
    """A call that broke says nothing of what one takes."""
    return (one for run in runs for one in run.attempts if one.missing is None)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if len(known) >= ENOUGH else None


def _sources(runs: Iterable[Run]) -> tuple[str, ...]:
    return tuple(f"own:{run.id}" for run in runs)


def _by_place(
    by_key: dict[Key, list[Run]], catalog: Catalog, requirements: Requirements
) -> dict[Place, tuple[Offer | None, list[Run]]]:
    """The runs of every option whose very endpoint was tested, with the price of a hosted one."""
    found: dict[Place, tuple[Offer | None, list[Run]]] = {}
    offers = offers_known(catalog, requirements.as_of)
    for key, runs in by_key.items():
        if key.place is None:
            continue
        if key.place.startswith(("owned:", "rented:")):
            places: list[tuple[Offer | None, str | None, str]] = [(None, key.quantization, key.place)]
        else:
            places = [(offer, offer.quantization, offer_place(offer)) for offer in _offers(key, offers)]
        for offer, quantization, place in places:
            found.setdefault((key.model, key.effort, quantization, place), (offer, []))[1].extend(runs)
    return found


def _offers(key: Key, offers: Iterable[Offer]) -> list[Offer]:
    """The prices of the endpoint; a provider named without a region is its only one where it has no default."""
    own = [offer for offer in offers if offer.model == key.model and key.quantization in (None, offer.quantization)]
    exact = [offer for offer in own if offer_place(offer) == key.place]
    named = [offer for offer in own if offer.provider == key.place]
    return exact or (named if len(named) == 1 else [])


def _endpoint(runs: Sequence[Run], offer: Offer | None, assumed: Load) -> Endpoint | None:
    timed = [one for one in _answered(runs) if one.latency_s]
    first = [one.ttft_s for one in _answered(runs) if one.ttft_s]
    seconds = [one.latency_s for one in timed if one.latency_s]
    paid, ratio = (None, 1.0) if offer is None else _paid(runs, offer, assumed)
    call, to_first = _spread(seconds), _spread(first)
    if call is None and to_first is None and paid is None:
        return None
    return Endpoint(
        calls=max(len(seconds), len(first)),
        call_s=call,
        p95_s=_at(sorted(seconds), 0.95) if call else None,
        first_s=to_first,
        tokens_per_s=_rate(timed),
        usd_per_call=paid,
        price_ratio=ratio,
        sources=_sources(runs),
    )


def _spread(values: Sequence[float]) -> Range | None:
    if len(values) < ENOUGH:
        return None
    ordered = sorted(values)
    return Range(_at(ordered, 0.1), _at(ordered, 0.5), _at(ordered, 0.9), "own")


def _at(ordered: Sequence[float], share: float) -> float:
    """The smallest value that this share of them does not exceed."""
    return ordered[ceil(share * len(ordered)) - 1]


def _rate(timed: Sequence[Attempt]) -> float | None:
    """Tokens of one stream a second; over the whole call it is the least the stream can have run at."""
    rates = [
        one.output_tokens / (one.latency_s - (one.ttft_s or 0.0))
        for one in timed
        if one.output_tokens and one.latency_s and one.latency_s > (one.ttft_s or 0.0)
    ]
    return _at(sorted(rates), 0.5) if len(rates) >= ENOUGH else None


def _paid(runs: Sequence[Run], offer: Offer, assumed: Load) -> tuple[float | None, float]:
    """(USD of a call, that over what the offer's prices make of the same tokens).

    Costs of runs before the price was in force are costs at another price and say nothing.
    """
    since = [run for run in runs if offer.valid_from is None or run.date >= offer.valid_from]
    calls = [one for one in _answered(since) if one.cost_usd]
    paid = _mean(one.cost_usd for one in calls)
    if paid is None:
        return None, 1.0
    same = Tokens(
        len(calls),
        _mean(one.input_tokens or None for one in calls),
        _mean(one.output_tokens or None for one in calls),
        None,
        (),
    ).load(assumed)
    computed = hosted_usd_per_1k(offer, same._replace(batch_share=0.0, retries=0.0))
    return (paid, 1000 * paid / computed) if computed else (None, 1.0)
