"""Authoring types of rules, licences, presets and the policy vocabulary; of the user's policy file too.

Needs pydantic, so only `compile` and the tools around it may import it. Says what a file may hold, not what it means.
"""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import STRICT

Confidence = Annotated[
    Literal["verified_primary", "verified_secondary", "general_knowledge"],
    Field(description="Text read at source, a secondary source read, or nothing read."),
]
Operator = Literal[
    "eq", "ne", "in", "not_in", "any_of", "none_of", "subset_of", "is_true", "is_false", "gt"
]  # fmt: skip
Effect = Literal["obligation", "review", "block"]
Status = Literal["in_force", "contested", "proposed", "suspended", "future", "superseded", "voluntary"]
RuleKind = Literal["statute", "regulation", "order", "guidance", "standard", "contract", "policy"]
Sentence = Annotated[str, Field(min_length=1)]
Codes = Annotated[list[str], Field(min_length=1)]
FactValue = bool | str | float | list[str]
Effective = Annotated[dict[Literal["from", "to"], date], Field(description="First and last day in force.")]
Checked = Annotated[date, Field(description="Day the entry was checked; without it, `as_of` of policy_sets.toml.")]


@with_config(STRICT)
class ConditionEntry(TypedDict):
    """One condition: fact, operator, value (`@SET`, `@EU+GB`, or `$ctx.name` for a list of the user's own)."""

    f: Annotated[str, Field(description="Fact name of policy_sets.toml, for example route.baa.")]
    op: Operator
    v: NotRequired[str | float | list[str]]


@with_config(STRICT)
class Citation(TypedDict):
    """Where a person checks the rule."""

    name: Sentence
    section: NotRequired[str]
    url: NotRequired[str]
    date: date


@with_config(STRICT)
class RuleFile(TypedDict):
    """rules/<jurisdiction>/<id>.toml: when it applies, what it requires, what follows, who says so."""

    title: Sentence
    kind: RuleKind
    jurisdiction: Codes
    status: Status
    gate: NotRequired[Literal["policy", "licence", "residency", "origin"]]
    applies: list[ConditionEntry]
    applies_any: NotRequired[list[ConditionEntry]]
    require: NotRequired[list[ConditionEntry]]
    effect: Effect
    on_unknown: NotRequired[Effect]
    explain: Sentence
    obligations: NotRequired[list[Sentence]]
    caveat: NotRequired[Sentence]
    confidence: Confidence
    read: Annotated[str, Field(min_length=1, description="Exactly what was read.")]
    checked: NotRequired[Checked]
    effective: NotRequired[Effective]
    citation: Citation


@with_config(STRICT)
class ThresholdEntry(TypedDict):
    """A metric above a value has a consequence; scope `maas`: only for those who resell access to the model."""

    metric: Literal["mau", "revenue_month_usd", "revenue_12m_usd", "always"]
    op: Literal["gt"]
    value: float
    basis: Literal["product", "group", "release_date"]
    group: NotRequired[bool]
    scope: Literal["any", "maas"]
    internal_use_exempt: NotRequired[bool]
    consequence: Literal["no_rights", "licence_required", "security_review", "notice", "display"]
    clause: Sentence


@with_config(STRICT)
class Grants(TypedDict):
    """What the licence lets everyone do; absent: not found in what was read."""

    redistribute: NotRequired[Literal["yes", "conditional", "non_commercial", "no"]]
    fine_tune: NotRequired[Literal["yes", "conditional", "non_commercial", "no"]]


@with_config(STRICT)
class LicenceSource(TypedDict):
    url: str
    date: date
    read: Annotated[str, Field(min_length=1, description="Exactly what was read.")]


@with_config(STRICT)
class LicenceFile(TypedDict):
    """licenses/<id>.toml: thresholds and clauses; the licence file shipped with the exact weights governs."""

    name: Sentence
    spdx: str
    models: list[str]
    commercial: Literal["yes", "no", "conditional"]
    thresholds: list[ThresholdEntry]
    attribution: list[str]
    naming: NotRequired[list[str]]
    territory_excluded: list[str]
    territory_test: NotRequired[Literal["principal_place_of_business", "use_location"]]
    territory_scope: NotRequired[Literal["all", "multimodal"]]
    territory_note: NotRequired[str]
    redistribute: str
    fine_tune: str
    outputs: str
    use_restrictions: list[str]
    use_restriction_tags: NotRequired[list[str]]
    exempt: NotRequired[list[str]]
    internal_use_exempt: NotRequired[bool]
    exempt_providers: NotRequired[list[str]]
    exceptions_note: NotRequired[str]
    maas_definition: NotRequired[str]
    indemnity: NotRequired[str]
    note: NotRequired[str]
    patent_grant: bool | str
    patent_retaliation: str
    governing_law: str
    confidence: Confidence
    checked: NotRequired[Checked]
    grants: Grants
    source: LicenceSource


@with_config(STRICT)
class PresetFile(TypedDict):
    """presets/<id>.toml: requirement keys for a kind of company, and what each of them switches on."""

    name: Sentence
    description: Sentence
    requirements: Annotated[dict[str, bool | int | float | str | list[str]], Field(min_length=1)]
    switches_on: dict[str, Sentence]


@with_config(STRICT)
class VocabularyMeta(TypedDict):
    as_of: date
    stale_after_days: Annotated[int, Field(gt=0)]
    disclaimer: Sentence


@with_config(STRICT)
class DerivedFact(TypedDict):
    """A fact computed from places: true when one of them lies outside `inside`."""

    of: list[str]
    inside: str
    home_kinds: list[str]


@with_config(STRICT)
class FactEntry(TypedDict):
    """One fact a rule may read."""

    type: Literal["flag", "text", "list", "number"]
    label: Sentence
    values: NotRequired[list[str]]


@with_config(STRICT)
class When(TypedDict):
    """What the company must be; `home`: the jurisdiction is its principal place of business."""

    sector: NotRequired[list[str]]
    jurisdiction: NotRequired[list[str]]
    data: NotRequired[list[str]]
    home: NotRequired[bool]
    state: NotRequired[bool]


@with_config(STRICT)
class Implication(TypedDict):
    when: When
    ctx: dict[str, FactValue]


@with_config(STRICT)
class EndpointEntry(TypedDict):
    """What holds for some regions of a provider; `unknown` withdraws facts of the provider that do not follow."""

    provider: str
    regions: NotRequired[list[str]]
    facts: NotRequired[dict[str, FactValue]]
    unknown: NotRequired[list[str]]
    store_in_region: NotRequired[bool]
    confidence: Confidence
    read: str


@with_config(STRICT)
class PolicySetsFile(TypedDict):
    """policy_sets.toml: the vocabulary of the rules engine."""

    meta: VocabularyMeta
    sets: dict[str, list[str]]
    derived: dict[str, DerivedFact]
    facts: dict[str, FactEntry]
    implies: list[Implication]
    endpoints: list[EndpointEntry]
    developer_facts: dict[str, dict[str, bool]]


FILES: dict[str, type] = {
    "rules/*/*.toml": RuleFile,
    "licenses/*.toml": LicenceFile,
    "presets/*.toml": PresetFile,
    "policy_sets.toml": PolicySetsFile,
}
"""Path pattern below the catalog -> authoring type."""
