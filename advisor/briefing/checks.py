"""The table of checks that claims name: each takes the facts known and the claim, and returns what it found."""

from collections.abc import Callable

from advisor.briefing import checks_machines, checks_models, checks_prices, checks_scores
from advisor.briefing.finding import Finding
from advisor.briefing.view import Row, View

Check = Callable[[View, Row], Finding]

CHECKS: dict[str, Check] = {
    "released-within": checks_models.released_within,
    "released-in-season": checks_models.released_in_season,
    "sizes": checks_models.sizes,
    "facts": checks_models.facts,
    "order": checks_models.order,
    "activation-falls": checks_models.activation_falls,
    "licences": checks_models.licences,
    "list-price": checks_prices.list_price,
    "launch-spread": checks_prices.launch_spread,
    "compression": checks_prices.compression,
    "price-cut": checks_prices.price_cut,
    "price-moves": checks_prices.price_moves,
    "reported": checks_scores.reported,
    "beats": checks_scores.beats,
    "leads": checks_scores.leads,
    "fits": checks_machines.fits,
    "payback-bound": checks_machines.payback_bound,
    "sparser": checks_machines.sparser,
}
