"""A company's own rules and waivers as values, and which options a waiver covers. Most companies give none."""

from collections.abc import Mapping

from advisor.hints import Any
from advisor.tuples import NamedTuple


class Waiver(NamedTuple):
    """A recorded decision on one rule until a date; empty scopes mean every model or provider."""

    rule: str
    reason: str
    approver: str
    expires: str
    models: tuple[str, ...]
    providers: tuple[str, ...]


class CompanyPolicy(NamedTuple):
    """Rules in the shipped plain format, and waivers."""

    rules: tuple[Mapping[str, Any], ...]
    waivers: tuple[Waiver, ...]


NO_POLICY = CompanyPolicy((), ())


def covers(waiver: Waiver, model: Mapping[str, object], route: Mapping[str, object], as_of: str) -> bool:
    """Whether the waiver is in force on that day for this model and provider."""
    names = route.get("provider_names")
    providers = set(names) if isinstance(names, tuple) else set()
    return (
        as_of <= waiver.expires
        and (not waiver.models or model.get("id") in waiver.models)
        and (not waiver.providers or bool(providers & set(waiver.providers)))
    )
