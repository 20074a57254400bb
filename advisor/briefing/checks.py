"""The table of checks that claims name: each takes the facts known and the claim, and returns what it found."""

from collections.abc import Callable
from typing import NamedTuple

from advisor.briefing import checks_machines, checks_models, checks_prices, checks_scores
from advisor.briefing.finding import Finding
from advisor.briefing.view import Row, View
from advisor.errors import AdvisorError


class Check(NamedTuple):
    run: Callable[[View, Row], Finding]
    needs: tuple[str, ...]
    """Keys a claim has to give; `said.x` is a figure it has to state."""


CHECKS: dict[str, Check] = {
    "released-within": Check(checks_models.released_within, ("models", "said.from", "said.to")),
    "released-in-season": Check(checks_models.released_in_season, ("opened", "releases", "said.days")),
    "sizes": Check(checks_models.sizes, ("models", "tolerance")),
    "facts": Check(checks_models.facts, ("facts",)),
    "order": Check(checks_models.order, ("facts", "said.order")),
    "activation-falls": Check(checks_models.activation_falls, ("base", "falls", "tolerance")),
    "licences": Check(checks_models.licences, ("origin", "said.kinds_of_terms", "said.permissive_share")),
    "list-price": Check(checks_prices.list_price, ("names", "side", "on", "said.price")),
    "launch-spread": Check(checks_prices.launch_spread, ("of", "against", "tolerance", "said.output", "said.spread")),
    "compression": Check(checks_prices.compression, ("before", "after", "tier", "tolerance", "said.ratio")),
    "price-cut": Check(checks_prices.price_cut, ("names", "against", "on", "tolerance")),
    "price-moves": Check(checks_prices.price_moves, ("moves", "side")),
    "reported": Check(checks_scores.reported, ("benchmark", "model")),
    "beats": Check(checks_scores.beats, ("benchmark", "first", "second")),
    "leads": Check(checks_scores.leads, ("benchmark", "model", "said.score")),
    "fits": Check(checks_machines.fits, ("model",)),
    "payback-bound": Check(
        checks_machines.payback_bound,
        ("model", "rig", "node", "against", "calls_per_day", "input_tokens", "output_tokens", "said.days_to"),
    ),
    "sparser": Check(checks_machines.sparser, ("from_b", "rig", "said.ratio")),
}


def check_of(claim_id: str, claim: Row) -> Check:
    """The check a claim names; catalog-invalid when there is none of that name, or the claim lacks what it needs."""
    name = claim["check"]
    check = CHECKS.get(name)
    if check is None:
        what = f"claim {claim_id!r} names the unknown check {name!r}"
        raise AdvisorError("catalog-invalid", what, f"use one of: {', '.join(CHECKS)}")
    given = {*claim, *(f"said.{key}" for key in claim["said"])}
    lacking = [key for key in check.needs if key not in given]
    if lacking:
        what = f"claim {claim_id!r} lacks {', '.join(lacking)}, which its check {name!r} needs"
        raise AdvisorError("catalog-invalid", what, f"add {lacking[0]} to the claim in briefing/")
    return check
