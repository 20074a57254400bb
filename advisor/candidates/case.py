"""The case: catalog and requirements narrowed to what was known on the date and what is asked, computed once."""

from collections.abc import Mapping

from advisor.candidates.capability import own_measures, quality_known
from advisor.candidates.fact_sheets import FactSheets
from advisor.candidates.kept import Kept
from advisor.catalog import Catalog, Model, Offer, QualityRow
from advisor.constraints.company import Company, CompanyFacts, company_of
from advisor.constraints.policy import CompiledRules, compile_policy, policy_data_for, policy_data_of
from advisor.constraints.policy_rules import Vocabulary
from advisor.constraints.policy_waiver import NO_POLICY, CompanyPolicy
from advisor.estimates.load import Load, load_of
from advisor.hints import TYPE_CHECKING
from advisor.known import models_known, offers_known
from advisor.options import EFFORTS
from advisor.report import Note
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

if TYPE_CHECKING:
    from advisor.estimates.measured import Own


class Case(NamedTuple):
    catalog: Catalog
    requirements: Requirements
    models: Mapping[str, Model]
    offers: Mapping[str, tuple[Offer, ...]]
    """Model id -> its prices in force."""
    quality: Mapping[tuple[str, str], QualityRow]
    """(model id, effort) -> capability for the workload."""
    loads: Mapping[str, Load]
    """Effort -> load."""
    company: Company
    rules: CompiledRules
    words: Vocabulary
    sheets: FactSheets
    kept: Kept
    notes: tuple[Note, ...]
    """What a scenario assumes and changes."""
    own: "Own | None" = None
    """What own tests measured of calls; None without any."""


def case_of(catalog: Catalog, requirements: Requirements, before: Case | None = None) -> Case:
    """Everything the candidates are built from; AdvisorError for company facts that cannot be used.

    `before`: a case of the same session, of which whatever is still the same is taken; the result is the same without.
    """
    notes: tuple[Note, ...] = ()
    measured = own_measures(catalog, requirements)
    if requirements.scenario is not None:
        from advisor.candidates.scenario import apply

        catalog, notes = apply(catalog, requirements.scenario)
    if before is not None and (before.catalog is not catalog or before.requirements.as_of != requirements.as_of):
        before = None
    models = before.models if before else models_known(catalog, requirements.as_of)
    words = before.words if before else policy_data_of(catalog.policy).words
    company = company_of(_stated(requirements), words)
    same_company = before is not None and before.company.home == company.home
    company = company._replace(asked=company.asked or requirements.policy is not None)
    return Case(
        catalog=catalog,
        requirements=requirements,
        models=models,
        offers=before.offers if before else _offers_by_model(catalog, requirements.as_of, models),
        quality={(row.model, row.effort): row for row in quality_known(catalog, requirements)},
        loads={effort: load_of(requirements, effort) for effort in EFFORTS},
        company=company,
        rules=_rules(catalog, requirements, company, words, before),
        words=words,
        kept=before.kept if before else Kept(),
        sheets=before.sheets if before and same_company else FactSheets(catalog.providers, words, company.home),
        notes=notes,
        own=measured,
    )


def _rules(
    catalog: Catalog, requirements: Requirements, company: Company, words: Vocabulary, before: Case | None
) -> CompiledRules:
    """The rules of this company; those of `before`, which know their verdicts, where nothing they read has changed."""
    no_policy = requirements.policy is None and before is not None and before.requirements.policy is None
    if before and no_policy and before.company.ctx == company.ctx and not before.rules.is_full:
        return before.rules
    own = _own_policy(requirements, catalog, words)
    data = policy_data_for(catalog.policy, company.ctx, lambda: catalog.rules)
    return compile_policy(data, company.ctx, requirements.as_of, own)


def _stated(requirements: Requirements) -> CompanyFacts:
    return CompanyFacts(**{name: getattr(requirements, name) for name in CompanyFacts._fields})


def _own_policy(requirements: Requirements, catalog: Catalog, words: Vocabulary) -> CompanyPolicy:
    if requirements.policy is None:
        return NO_POLICY
    from advisor.constraints.policy_company import company_policy_of, locate_in

    known = [str(rule["id"]) for rule in catalog.rules["rules"]]
    return company_policy_of(requirements.policy, words, known, requirements.as_of, locate_in(requirements.policy))


def _offers_by_model(catalog: Catalog, as_of: str, models: Mapping[str, Model]) -> dict[str, tuple[Offer, ...]]:
    by_model: dict[str, list[Offer]] = {model: [] for model in models}
    for offer in offers_known(catalog, as_of):
        if offer.model in by_model:
            by_model[offer.model].append(offer)
    return {model: tuple(offers) for model, offers in by_model.items()}


def offered_efforts(model: Model) -> tuple[str, ...]:
    """Efforts a model offers; one that states none has one, as in its evidence."""
    return model.efforts or (("high",) if model.reasoning else ("none",))


def efforts_of(model: Model, requirements: Requirements) -> tuple[str, ...]:
    """Efforts to consider, weakest first; empty when the one asked for is not offered."""
    offered = offered_efforts(model)
    if requirements.effort is None:
        return offered
    return (requirements.effort,) if requirements.effort in offered else ()


def default_effort(model: Model) -> str:
    """The effort that an option's id leaves out: medium where offered, else the strongest."""
    offered = offered_efforts(model)
    return "medium" if "medium" in offered else offered[-1]


def load_at(case: Case, model: str, effort: str) -> Load:
    """The load of a model at an effort: assumed, or as own tests measured its calls."""
    load = case.loads[effort]
    return load if case.own is None else case.own.load(load, model, effort)
