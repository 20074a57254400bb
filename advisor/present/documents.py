"""The JSON documents of the contract beside the recommendation, field by field, for their JSON Schemas.

Declarations only: commands write these documents, `advisor schema` describes them, tests hold the two together.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from advisor.briefing.by_value import ByValue
from advisor.briefing.claims import ClaimsDocument
from advisor.briefing.guidance import GuideDocument
from advisor.briefing.leaders import LeadersDocument
from advisor.briefing.trends import TrendsDocument
from advisor.constraints.policy_verdict import Reason
from advisor.decision.breakeven_side import Side
from advisor.decision.portfolio import Added, Leader, OneModel
from advisor.decision.price_paths import Plans
from advisor.estimates.load import Load
from advisor.estimates.price_end import OverHorizon
from advisor.explain_compare import Comparison
from advisor.explain_why import Why
from advisor.present.own_documents import (
    ExportDocument,
    ImportDocument,
    ListDocument,
    RemovalDocument,
    ResultDocument,
)
from advisor.present.test_plan import PlanDocument
from advisor.record_changes import Recheck
from advisor.report import CostLine, Evidence, MemoryParts, Note, Probability, Range, Report


class Fit(NamedTuple):
    """Does a model fit a rig, and how fast does it run."""

    model: str
    quantization: str | None
    hardware: Mapping[str, Any]
    context: int | None
    concurrency: int
    fits: str
    """"yes", "offload", "no" or "unknown"."""
    memory_gb: MemoryParts | None
    decode_tok_s: Range | None
    decode_tok_s_total: Range | None
    prefill_tok_s: Range | None
    ttft_s: Range | None
    offload: Mapping[str, Any] | None
    basis: str | None
    sources: tuple[str, ...]
    engine: str | None
    changes: tuple[Mapping[str, Any], ...]
    """{lever, to, text}: what would make it fit, smallest first."""
    notes: tuple[str, ...]


class Bill(NamedTuple):
    """Every line of the bill of one option; lines sum to usd_per_1k_calls."""

    usd_per_month: float | None
    usd_per_1k_calls: float | None
    usd_per_1k_successes: float | None
    lines: tuple[CostLine, ...]


class CostDocument(NamedTuple):
    """What one option costs."""

    requirements: Mapping[str, Any]
    as_of: str
    option: str
    cost: Bill
    over_horizon: OverHorizon | None
    """At the prices announced for the horizon; null where the price does not change or what follows is not known."""
    warnings: tuple[Note, ...]


class Logit(NamedTuple):
    mean: float
    sd: float


class ModelQuality(NamedTuple):
    """Capability of one model at one effort."""

    model: str
    effort: str
    p_success: Probability
    logit: Logit
    evidence: Evidence


class QualityDocument(NamedTuple):
    """Capability of every model for a workload, best first."""

    workload: str
    right_of_100: float
    as_of: str
    models: tuple[ModelQuality, ...]
    card: Mapping[str, Any] | None
    """Evidence card of the one model asked about."""


class PolicyDocument(NamedTuple):
    """Whether policy allows an option; a missing fact is unknown and never passes silently."""

    verdict: str
    """"allowed", "review" or "blocked"."""
    headline: str
    reasons: tuple[Reason, ...]
    unknown_facts: tuple[str, ...]
    ignored_facts: tuple[str, ...]
    """Facts given that no rule reads."""
    rules_checked: int
    as_of: str
    disclaimer: str


class BreakEvenClaim(NamedTuple):
    text: str
    holds_for: tuple[str, ...]
    """Routes whose pay-back at this volume is at most four weeks."""


class BreakEvenDocument(NamedTuple):
    """When own or rented hardware pays against a hosted option; a null pay-back, crossing or utilisation is never."""

    requirements: Mapping[str, Any]
    as_of: str
    model: str
    hardware: str
    against: str
    effort: str
    quantization: str
    load: Load
    peak: bool
    capacity: Range
    """Calls per second of one rig."""
    calls_per_day_per_rig: float
    hosted_usd_per_1k_calls: float
    hosted_usd_per_month: float
    hosted_curve: tuple[tuple[float, ...], ...]
    sides: tuple[Side, ...]
    plans: Plans | None
    horizon_months: float
    notes: tuple[Note, ...]
    hosted_source: str
    claim: BreakEvenClaim
    hosted_over_horizon: OverHorizon | None
    """At the prices announced for the horizon; null where the price does not change or what follows is not known."""


class RuleDocument(NamedTuple):
    """One rule as its file has it, and how far it can be relied on on the day asked for."""

    id: str
    title: str
    kind: str
    jurisdiction: tuple[str, ...]
    effect: str
    """Of the text; one that is not in force has less."""
    explain: str
    confidence: str
    read: str
    checked: str
    citation: Mapping[str, Any]
    status_at: str
    stale: bool
    badge: str


class RulesDocument(NamedTuple):
    """Every rule known on a day, of one jurisdiction or sector or all."""

    rules: tuple[RuleDocument, ...]
    as_of: str
    disclaimer: str


class LicenceDocument(NamedTuple):
    """One licence as its file has it; thresholds and clauses where it has them."""

    id: str
    name: str
    commercial: str
    confidence: str
    checked: str


class FitAllDocument(NamedTuple):
    """Fit of every model on a rig; each entry is a document of `fit`."""

    models: tuple[Fit, ...]


class RecordDocument(NamedTuple):
    """A decision as `--record` writes it: what was asked, what the catalog said, what came out."""

    version: str
    requirements: Mapping[str, Any]
    facts: Mapping[str, Any]
    """Digest, models, prices, rules and licences that may change the decision."""
    result: Mapping[str, Any]
    checksum: str
    """SHA-256 of the document without it."""


class PortfolioDocument(NamedTuple):
    """Several workloads together, USD per day of net benefit."""

    as_of: str
    workloads: tuple[Leader, ...]
    net_benefit_usd_per_day: float
    one_model: OneModel | None
    models: tuple[Added, ...]


class NamedThing(NamedTuple):
    id: str
    name: str


class CatalogEntry(NamedTuple):
    """Every fact of one thing of the catalog."""

    kind: str
    id: str
    facts: Mapping[str, Any]
    also: tuple[str, ...]
    """Other things with that id, as KIND/ID."""


class CatalogValidation(NamedTuple):
    """What was checked when a catalog is valid; one that is not is an error document."""

    valid: bool
    layers: tuple[str, ...]
    files: Mapping[str, int]
    overlaid: tuple[str, ...]


ASKED: dict[str, Any] = {"requirements": Mapping[str, Any], "as_of": str}
BESIDE: dict[str, dict[str, Any]] = {
    "compare": {**ASKED, "notes": tuple[str, ...]},
    "why": ASKED,
    "briefing-leaders": {"by_value": ByValue},
}
"""Schema name -> fields that the command writes beside those of the document's type."""

DOCUMENTS: dict[str, tuple[type, str]] = {
    "recommendation": (Report, "One recommendation"),
    "compare": (Comparison, "Options side by side"),
    "why": (Why, "One option explained"),
    "recheck": (Recheck, "Whether a recorded decision holds"),
    "fit": (Fit, "Fit of a model on a rig"),
    "cost": (CostDocument, "Bill of an option"),
    "breakeven": (BreakEvenDocument, "Break-even of own and rented hardware"),
    "portfolio": (PortfolioDocument, "Several workloads together"),
    "quality": (QualityDocument, "Capability for a workload"),
    "policy": (PolicyDocument, "Policy verdict"),
    "policy-rules": (RulesDocument, "The rules, by jurisdiction and sector"),
    "policy-rule": (RuleDocument, "One rule in full"),
    "policy-licence": (LicenceDocument, "One licence in full"),
    "fit-all": (FitAllDocument, "Fit of every model on a rig"),
    "record": (RecordDocument, "A saved decision"),
    "briefing": (GuideDocument, "What to act on, with what holds of the article"),
    "briefing-claims": (ClaimsDocument, "Claims of the article, checked"),
    "briefing-trends": (TrendsDocument, "Trends of sparsity and prices"),
    "briefing-leaders": (LeadersDocument, "Who leads, by workload and benchmark"),
    "evaluation-plan": (PlanDocument, "What to test next on one's own data"),
    "evaluation-export": (ExportDocument, "A test set up for another tool"),
    "evaluation-import": (ImportDocument, "Results stored, and how the ranking moved"),
    "evaluation-list": (ListDocument, "Stored results"),
    "evaluation-result": (ResultDocument, "One stored result"),
    "evaluation-removal": (RemovalDocument, "Results removed"),
    "catalog-entry": (CatalogEntry, "One thing of the catalog"),
    "catalog-validation": (CatalogValidation, "A valid catalog"),
}
"""Schema name -> the fields of the document and its title."""
