"""`advisor quality --workload W [--model M]`: what the evidence says of every model, or of one, score by score."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from advisor.catalog import Catalog, QualityRow
from advisor.cli.arguments import add_catalog
from advisor.errors import OK, bad_input
from advisor.estimates.quality import Interval, p_success
from advisor.evidence.card import Card
from advisor.evidence.types import EFFORTS
from advisor.present.fold import paged
from advisor.present.text import clean
from advisor.requirements import Requirements
from advisor.rounding import rounded


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--workload", required=True, metavar="W", help="for example coding, extraction, rag")
    parser.add_argument("--model", metavar="M", help="the evidence card of one model")
    parser.add_argument("--effort", choices=EFFORTS, help="default: the highest each model offers")
    parser.add_argument("--right-of-100", metavar="N", help="what a good current model gets right: sets difficulty")
    parser.add_argument("--as-of", metavar="DATE", help="use scores published by this day")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_catalog(parser)


def run(args: Namespace) -> int:
    from advisor.candidates.capability import quality_known
    from advisor.known import models_known
    from advisor.session import load_case

    effort, args.effort = args.effort, None
    catalog, requirements = load_case(args)
    released = models_known(catalog, requirements.as_of)
    known = (row for row in quality_known(catalog, requirements) if row.model in released)
    rows = _chosen(known, args.model, effort)
    if not rows:
        raise _nothing(args.model, effort, catalog)
    rows.sort(key=lambda row: (-_chance(row, requirements).mean, row.model, row.effort))
    card = _card(catalog, requirements, args.model)
    if args.json:
        print(json.dumps(_document(rows, card, requirements), indent=1, allow_nan=False))
    else:
        print(paged(clean(line) for line in (*_lines(rows, requirements), *(_card_lines(card) if card else ()))))
    return OK


def _card(catalog: Catalog, requirements: Requirements, model: str | None) -> Card | None:
    if model is None:
        return None
    from advisor.evidence.cold import card_known

    return card_known(catalog.cold, requirements.workload.id, model, requirements.as_of)


def _chosen(rows: Iterable[QualityRow], model: str | None, effort: str | None) -> list[QualityRow]:
    """One row per model: at the effort asked for, else at its highest; every effort of one model asked about."""
    if model is not None:
        return [row for row in rows if row.model == model and effort in (None, row.effort)]
    if effort is not None:
        return [row for row in rows if row.effort == effort]
    return list({row.model: row for row in rows}.values())


def _nothing(model: str | None, effort: str | None, catalog: Catalog) -> Exception:
    if model is not None and model not in catalog.models:
        from advisor.cli.find_model import find_model

        find_model(model, catalog)
    if model is not None and effort is not None:
        return bad_input(f"{model} does not offer --effort {effort}", "leave --effort out to see those it offers")
    return bad_input("nothing is known of these models on that date", "give a later --as-of")


def _chance(row: QualityRow, requirements: Requirements) -> Interval:
    return p_success(row.logit_mean, row.logit_sd, requirements.right_of_100)


def _document(rows: list[QualityRow], card: Card | None, requirements: Requirements) -> dict[str, Any]:
    document: dict[str, Any] = {
        "schema": "advisor.quality/1",
        "workload": requirements.workload.id,
        "right_of_100": requirements.right_of_100,
        "as_of": requirements.as_of,
        "models": [_model(row, requirements) for row in rows],
        "card": None,
    }
    if card is not None:
        document["card"] = card._asdict() | {
            "prior_weight": rounded(card.prior_weight),
            "scores": [item._asdict() | {"weight": rounded(item.weight)} for item in card.scores],
            "conflicts": [
                item._asdict() | {"reports": [report._asdict() for report in item.reports]} for item in card.conflicts
            ],
        }
    return document


def _model(row: QualityRow, requirements: Requirements) -> dict[str, Any]:
    chance = _chance(row, requirements)
    return {
        "model": row.model,
        "effort": row.effort,
        "p_success": {name: rounded(value) for name, value in chance._asdict().items()},
        "logit": {"mean": rounded(row.logit_mean), "sd": rounded(row.logit_sd)},
        "evidence": {
            "independent": row.independent,
            "vendor": row.vendor,
            "own": row.own,
            "newest": row.newest,
            "transfer_share": rounded(row.transfer_share),
            "prior_only": row.prior_only,
        },
    }


def _lines(rows: list[QualityRow], requirements: Requirements) -> Iterator[str]:
    asked = f"{requirements.right_of_100:g} of 100"
    yield f"{requirements.workload.name} on {requirements.as_of}: a good current model gets {asked} right"
    yield f"{'model':<28} {'effort':<7} {'right of 100':>12}  {'80 % interval':<13}  evidence"
    for row in rows:
        chance = _chance(row, requirements)
        interval = f"{100 * chance.low:.1f}-{100 * chance.high:.1f}"
        yield f"{row.model:<28} {row.effort:<7} {100 * chance.mean:>12.1f}  {interval:<13}  {_evidence(row)}"


def _evidence(row: QualityRow) -> str:
    if row.prior_only:
        return "no score: prior from date, size or launch price, lineage"
    counts = f"{row.independent} independent, {row.vendor} by makers"
    return f"{counts}, newest {row.newest}, {row.transfer_share:.0%} of the variance is transfer"


def _card_lines(card: Card) -> Iterator[str]:
    yield ""
    yield f"prior {card.prior_weight:.0%}; transfer to the task +-{card.transfer_sd:g} logits: {card.transfer_reason}"
    for note in card.notes:
        yield f"note: {note}"
    if card.missing:
        yield f"missing: {', '.join(card.missing)}"
    for conflict in card.conflicts:
        reports = ", ".join(f"{item.score:g} ({item.by}, {item.effort or 'unstated'})" for item in conflict.reports)
        yield f"conflict: {conflict.name}: {reports}"
    yield f"{'weight':>7}  {'score':>7}  {'benchmark':<34} {'by':<12} {'effort':<10} {'date':<10} source; harness"
    for item in card.scores:
        weight = f"{item.weight:.1%}" if item.used else "quote"
        effort = item.effort or item.variant or "unstated"
        place = f"{item.source}; {item.harness}"
        yield f"{weight:>7}  {item.score:>7g}  {item.name:<34} {item.by:<12} {effort:<10} {item.date:<10} {place}"
