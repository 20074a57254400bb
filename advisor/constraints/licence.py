"""Licences as thresholds and clauses: users, revenue, territory, field of use, commercial and resale rights.

Never reads files. A figure that is not known gives a review that names it; a release-date threshold is never tested
against today's users above the limit. Commercial use is assumed unless the company says otherwise.
"""

from collections.abc import Iterable, Mapping

from advisor.constraints.policy_logic import Facts, items
from advisor.constraints.policy_rules import Vocabulary
from advisor.hints import Any
from advisor.tuples import NamedTuple

CONSEQUENCES = {
    "no_rights": "block",
    "licence_required": "block",
    "security_review": "review",
    "notice": "review",
    "display": "review",
}
GRANTED_NEEDS = ("redistribute", "fine_tune")
AGREEMENT = "a separate written agreement with the licensor (ctx.licence_agreements)"


class Threshold(NamedTuple):
    """A metric above `value` has a consequence; `basis` release_date is measured once, `scope` maas only for resale."""

    metric: str
    value: float
    basis: str
    scope: str
    consequence: str
    clause: str
    internal_use_exempt: bool = False
    """The clause itself leaves out use that is not exposed to third parties."""


class Licence(NamedTuple):
    """A licence in evaluable form; country sets are resolved."""

    id: str
    name: str
    commercial: str
    thresholds: tuple[Threshold, ...]
    attribution: tuple[str, ...]
    naming: tuple[str, ...]
    territory_excluded: frozenset[str]
    territory_test: str
    territory_scope: str
    territory_note: str
    use_restrictions: tuple[str, ...]
    restricted_uses: frozenset[object]
    grants: Mapping[str, str]
    internal_use_exempt: bool
    exempt_providers: frozenset[str]
    note: str | None
    url: str
    date: str
    confidence: str
    checked: str

    @property
    def reads_route(self) -> bool:
        return bool(self.exempt_providers) or self.territory_test == "use_location"


class LicenceFinding(NamedTuple):
    """What one clause says: an obligation, a review or a block."""

    effect: str
    clause: str
    explain: str
    would_change: str
    unknown_facts: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()


def _countries(codes: Iterable[str], words: Vocabulary) -> frozenset[str]:
    return frozenset(place for code in codes for place in words.sets.get(code, (code,)))


def licence_of(raw: Mapping[str, Any], words: Vocabulary) -> Licence:
    """A licence from the plain data of `catalog/licenses/<id>.toml`."""
    thresholds = tuple(
        Threshold(
            one["metric"],
            one["value"],
            one["basis"],
            one["scope"],
            one["consequence"],
            one["clause"],
            one.get("internal_use_exempt", False),
        )
        for one in raw["thresholds"]
    )
    return Licence(
        id=raw["id"],
        name=raw["name"],
        commercial=raw["commercial"],
        thresholds=thresholds,
        attribution=tuple(raw["attribution"]),
        naming=tuple(raw.get("naming", ())),
        territory_excluded=_countries(raw["territory_excluded"], words),
        territory_test=raw.get("territory_test", "principal_place_of_business"),
        territory_scope=raw.get("territory_scope", "all"),
        territory_note=raw.get("territory_note", ""),
        use_restrictions=tuple(raw.get("use_restrictions", ())),
        restricted_uses=frozenset(raw.get("use_restriction_tags", ())),
        grants=raw["grants"],
        internal_use_exempt=raw.get("internal_use_exempt", False),
        exempt_providers=frozenset(raw.get("exempt_providers", ())),
        note=raw.get("note") or raw.get("exceptions_note"),
        url=raw["source"]["url"],
        date=str(raw["source"]["date"]),
        confidence=raw["confidence"],
        checked=str(raw.get("checked") or words.as_of),
    )


def find_licence(name: object, licences: Mapping[str, Licence]) -> Licence | None:
    """The licence by id, whatever its letter case; None when it is not on record."""
    if not isinstance(name, str):
        return None
    return licences.get(name) or licences.get(name.lower())


def licence_findings(
    licence: Licence | None, ctx: Facts, model: Facts, route: Facts, words: Vocabulary
) -> tuple[LicenceFinding, ...]:
    """Every clause of the licence that concerns this company, worst or not."""
    if licence is None:
        return (_unknown_licence(model),)
    findings = [*_duties(licence), *_needs(licence, ctx)]
    if not _exempt(licence, ctx, route):
        findings += _commercial(licence, ctx)
    findings += [one for one in (_territory(licence, ctx, model, route, words), _field_of_use(licence, ctx)) if one]
    if licence.id in items(ctx.get("licence_agreements") or ()):
        return tuple(_covered(one) if one.effect == "block" else one for one in findings)
    return tuple(findings)


def _unknown_licence(model: Facts) -> LicenceFinding:
    name = model.get("license")
    what = f"the licence {name} is not on record" if isinstance(name, str) else "the licence of the model is not known"
    return LicenceFinding(
        "review",
        "no clause",
        f"We cannot say what use is permitted: {what}.",
        "a licence on record (model.license)",
        ("model.license",),
    )


def _covered(finding: LicenceFinding) -> LicenceFinding:
    return finding._replace(
        effect="obligation",
        explain=f"You hold a separate agreement. Without it: {finding.explain}",
        would_change="the agreement ending",
    )


def _exempt(licence: Licence, ctx: Facts, route: Facts) -> bool:
    internal = licence.internal_use_exempt and ctx.get("internal_use") is True
    return internal or route.get("provider") in licence.exempt_providers


def _duties(licence: Licence) -> list[LicenceFinding]:
    duties = (*licence.attribution, *licence.naming)
    found = []
    if duties:
        found.append(
            LicenceFinding("obligation", "attribution", "The licence asks for attribution.", "", obligations=duties)
        )
    if licence.use_restrictions:
        found.append(
            LicenceFinding(
                "obligation",
                "use restrictions",
                "The licence restricts some uses.",
                "",
                obligations=licence.use_restrictions,
            )
        )
    return found


def _needs(licence: Licence, ctx: Facts) -> list[LicenceFinding]:
    """The rights the user asked for, against what the licence grants."""
    found = []
    for need in GRANTED_NEEDS:
        given = licence.grants.get(need)
        if need not in items(ctx.get("license_needs") or ()) or given == "yes":
            continue
        commercial = ctx.get("commercial") is not False
        refused = given == "no" or (given == "non_commercial" and commercial)
        words = {"no": "does not let you", "non_commercial": "lets you, but not commercially,"}
        says = words.get(str(given), "lets you, with conditions,")
        found.append(
            LicenceFinding(
                "block" if refused else "review", need, f"The licence {says} {need.replace('_', '-')}.", AGREEMENT
            )
        )
    return found


def _commercial(licence: Licence, ctx: Facts) -> list[LicenceFinding]:
    """The thresholds of commercial use; a licence without commercial rights needs none to bar it."""
    found = [one for one in (_threshold(limit, ctx) for limit in licence.thresholds) if one]
    barred = licence.commercial == "no" and ctx.get("commercial") is not False
    if barred and all(one.effect != "block" for one in found):
        found.append(LicenceFinding("block", "commercial use", "The licence gives no commercial rights.", AGREEMENT))
    return found


def _metric(limit: Threshold, ctx: Facts) -> tuple[float | None, str]:
    """The figure a threshold is tested on, and the name of the fact when it is not known."""
    if limit.metric == "always":
        return float("inf"), ""
    name = "mau_at_release" if limit.basis == "release_date" and limit.metric == "mau" else limit.metric
    value = ctx.get(name)
    if value is None and name == "mau_at_release":
        today = ctx.get(limit.metric)
        below = isinstance(today, (int, float)) and today <= limit.value
        value = today if below else None
    known = isinstance(value, (int, float)) and not isinstance(value, bool)
    return (float(value) if isinstance(value, (int, float)) and known else None), f"ctx.{name}"


def _threshold(limit: Threshold, ctx: Facts) -> LicenceFinding | None:
    """Nothing below the limit, the consequence above it, a review when that depends on an unknown fact."""
    if ctx.get("commercial") is False or (limit.scope == "maas" and ctx.get("maas") is False):
        return None
    if limit.internal_use_exempt and ctx.get("internal_use") is True:
        return None
    figure, name = _metric(limit, ctx)
    if figure is not None and figure <= limit.value:
        return None
    unknown = [name] if figure is None else []
    if limit.scope == "maas" and ctx.get("maas") is None:
        unknown.append("ctx.maas")
    effect = CONSEQUENCES[limit.consequence]
    says = f"The licence asks for {limit.consequence.replace('_', ' ')}: {limit.clause}."
    if limit.consequence == "no_rights":
        says = f"The licence gives no rights here: {limit.clause}."
    if unknown:
        says = f"We do not know {' nor '.join(unknown)}. {says}"
        effect = "review"
    change = AGREEMENT if effect == "block" or unknown else "doing what the clause asks"
    return LicenceFinding(effect, limit.clause.split(":")[0], says, change, tuple(unknown))


def _territory(licence: Licence, ctx: Facts, model: Facts, route: Facts, words: Vocabulary) -> LicenceFinding | None:
    if not licence.territory_excluded:
        return None
    unknown = []
    if licence.territory_scope == "multimodal":
        if model.get("modality") == "text":
            return None
        unknown += [] if model.get("modality") else ["model.modality"]
    places = {*items(ctx.get("country") or ())}
    if licence.territory_test == "use_location":
        places.update(items(ctx.get("countries") or ()), items(route.get("infer") or ()))
    excluded = _countries([str(place) for place in places], words) & licence.territory_excluded
    if not excluded and ctx.get("country") is not None:
        return None
    if not excluded:
        unknown.append("ctx.country")
    where = ", ".join(sorted(excluded)) or "some countries"
    says = f"The licence gives no rights in {where}. {licence.territory_note}".rstrip()
    if unknown:
        says = f"We do not know {' nor '.join(unknown)}. {says}"
        return LicenceFinding("review", "territory", says, AGREEMENT, tuple(unknown))
    return LicenceFinding("block", "territory", says, AGREEMENT)


def _field_of_use(licence: Licence, ctx: Facts) -> LicenceFinding | None:
    barred = licence.restricted_uses.intersection(items(ctx.get("licence_uses") or ()))
    if not barred:
        return None
    says = f"The licence bars this field of use: {', '.join(sorted(map(str, barred)))}."
    return LicenceFinding("block", "use restrictions", says, AGREEMENT)
