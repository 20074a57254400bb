"""Route, model and hardware facts of an option, as the rules engine takes them.

Four situations are kept apart: an API hosted in China (`infer`), a China-controlled operator elsewhere (`operator_hq`),
China-origin weights on a Western cloud (`lineage` with a Western operator), the same weights on one's own machines
(`kind` self_hosted). Never guesses: what a provider's entry does not say is absent, so unknown.
"""

from collections.abc import Iterable, Mapping

from advisor.constraints.policy_logic import CHOICE, Facts
from advisor.constraints.policy_rules import Vocabulary

SAME_NAME = (
    "baa", "c5", "cjis", "dpa", "fedramp", "hds", "pci_aoc", "us_persons_only", "zdr",
    "transfer_mechanism", "scope", "cn_filed",
)  # fmt: skip
KINDS = {"host": "cloud_managed", "gateway": "router"}
OWN = "self"


def _resolve(provider: str, region: str, providers: Mapping[str, Facts]) -> tuple[str, Facts]:
    """The provider whose facts hold in that region (`region_facts`), by catalog id and facts."""
    facts = providers.get(provider, {})
    region_facts = facts.get("region_facts")
    other = region_facts.get(region) if isinstance(region_facts, Mapping) else None
    return (str(other), providers.get(str(other), {})) if other else (provider, facts)


def _places(places: object) -> tuple[str, ...] | None:
    """Where a provider may compute or store: several places mean one of them, which one depends on the account."""
    if not isinstance(places, (list, tuple)) or not places:
        return None
    return tuple(places) if len(places) == 1 else (CHOICE, *places)


def _apply_endpoints(known: dict[str, object], region: str, pinned: bool, words: Vocabulary) -> None:
    for entry in words.endpoints:
        if entry["provider"] != known["provider"] or region not in entry.get("regions", (region,)):
            continue
        if entry.get("store_in_region") and pinned:
            known["store"] = known["infer"]
        known.update(entry.get("facts", {}))
        for name in entry.get("unknown", ()):
            known[name] = None


def hosted_route(
    provider: str,
    providers: Mapping[str, Facts],
    region: str,
    infers_in: Iterable[str] | None,
    words: Vocabulary,
) -> dict[str, object]:
    """Facts of a hosted endpoint. `providers`: facts of `provider.toml` by catalog id; `infers_in`: ISO codes or EU."""
    holder, facts = _resolve(provider, region, providers)
    hq = _headquarters(holder, facts, words)
    pinned = tuple(infers_in) if infers_in is not None else None
    known: dict[str, object] = {name: facts[name] for name in SAME_NAME if name in facts}
    known.update(
        kind=KINDS.get(str(facts.get("kind")), facts.get("kind")),
        provider=facts.get("facts_id", holder),
        provider_names=tuple(sorted({provider, holder, str(facts.get("facts_id", holder))})),
        region=region,
        operator_hq=hq,
        infer=pinned or _places(facts.get("regions_infer")),
        store=_places(facts.get("regions_store")),
        trains_on_data=facts.get("trains_on_data_default"),
        covered_person=None if hq is None else hq in words.sets["US_COUNTRIES_OF_CONCERN"],
    )
    _apply_endpoints(known, region, pinned is not None, words)
    return known


def _headquarters(provider: str, facts: Facts, words: Vocabulary) -> object:
    """Country of the operator; a developer that serves its own models has the developer's."""
    return facts.get("hq") or words.developers.get(provider)


def rented_route(
    provider: str, providers: Mapping[str, Facts], country: str | None, words: Vocabulary
) -> dict[str, object]:
    """Facts of accelerators rented by the hour: the cloud operates the machines, nobody else sees the prompts.

    Attestations of a managed service do not cover rented machines, so they stay unknown here.
    """
    hq = _headquarters(provider, providers.get(provider, {}), words)
    where = (country,) if country else None
    return {
        "kind": "rented",
        "provider": provider,
        "provider_names": (provider,),
        "operator_hq": hq,
        "infer": where,
        "store": where,
        "covered_person": None if hq is None else hq in words.sets["US_COUNTRIES_OF_CONCERN"],
        "zdr": "default",
        "trains_on_data": False,
    }


def own_route(home: str | None) -> dict[str, object]:
    """Facts of one's own machines, run by one's own staff in the home country (assumed, and echoed as implied).

    Without a home country where they stand is a company fact nobody stated (`home_unstated`).
    """
    where = (home,) if home else None
    return {
        "home_unstated": home is None,
        "kind": "self_hosted",
        "provider": "self-hosted",
        "provider_names": ("self-hosted",),
        "operator_hq": OWN,
        "infer": where,
        "store": where,
        "covered_person": False,
        "us_persons_only": True,
        "fedramp": "agency_boundary",
        "transfer_mechanism": "none",
        "zdr": "default",
        "trains_on_data": False,
    }


def model_facts(
    model: str,
    developer: str | None,
    lineage: Iterable[str],
    origin: str | None,
    licence: str | None,
    modalities: Iterable[str] | None,
    words: Vocabulary,
) -> dict[str, object]:
    """Facts of a model, with those that hold for every model of its developer."""
    inputs = tuple(modalities) if modalities is not None else None
    return {
        "id": model,
        "developer": developer,
        "lineage": tuple(sorted({*lineage, *([developer] if developer else [])})) or None,
        "origin": origin,
        "license": licence,
        "modality": None if not inputs else "text" if set(inputs) == {"text"} else "multimodal",
        **words.developer_facts.get(developer or "", {}),
    }


def hardware_facts(accelerators: Iterable[tuple[str, str]], export_licence: bool | None) -> dict[str, object]:
    """Chips of a rig as (accelerator id, family) pairs."""
    chips = sorted({name for pair in accelerators for name in pair})
    return {"chips": tuple(chips), "export_licence": export_licence}
