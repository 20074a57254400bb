"""Decision records: what was asked, what the catalog said then and what was answered, in one checked JSON file.

Standard library only. Saves and reads; what changed since is found in `record_changes`. A file that is damaged or
newer than this program is refused and never written to.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from advisor import __version__
from advisor.catalog import Catalog, Offer, Workload
from advisor.errors import AdvisorError, bad_input
from advisor.files import write_atomically
from advisor.present.values import plain
from advisor.report import Report
from advisor.requirements import Requirements, echo

SCHEMA = "advisor.record/1"
SIZE_LIMIT = 50_000_000
Row = Mapping[str, Any]
"""One option of a plain report."""

FIX = "give the file that --record wrote"


def save(path: str, catalog: Catalog, requirements: Requirements, report: Report) -> None:
    """Writes the record whole or not at all; bad-input when the place cannot be written."""
    text = json.dumps(document(catalog, requirements, report), indent=1, allow_nan=False)
    write_atomically(path, text + "\n", "--record")


def document(catalog: Catalog, requirements: Requirements, report: Report) -> dict[str, Any]:
    """Inputs, facts, result (with its gates and ties), versions, and a checksum over all of it."""
    result = plain(report)
    body = {
        "schema": SCHEMA,
        "version": __version__,
        "requirements": {**echo(requirements), "as_of_given": "as_of" not in requirements.defaulted},
        "facts": facts(catalog, result["options"], requirements.as_of),
        "result": result,
    }
    return {**body, "checksum": checksum(body)}


def checksum(body: Mapping[str, Any]) -> str:
    """sha256 of the document's canonical text, so that a record that was cut or edited is noticed."""
    from hashlib import sha256

    return sha256(_canonical(body)).hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def facts(catalog: Catalog, options: Iterable[Row], as_of: str) -> dict[str, Any]:
    """What the catalog says that may change the decision: prices, models, rules, licences, and which models it has.

    `options`: rows of a plain report; prices and model facts are taken for these.
    """
    rows = list(options)
    return {
        "digest": catalog.digest,
        "models": sorted(catalog.models),
        "prices": {row["id"]: prices(catalog, row, as_of) for row in rows},
        "model_facts": {row["model"]: model_facts(catalog, row["model"]) for row in rows},
        "rules": digests(catalog.rules.get("rules", ())),
        "licences": digests(catalog.rules.get("licences", ())),
    }


def prices(catalog: Catalog, row: Row, as_of: str) -> dict[str, Any]:
    """The prices an option pays: of its offer in force, or by the hour of its rented accelerators; none for owned."""
    if row["route"] == "hosted":
        offer = _in_force(catalog, row, as_of)
        return {} if offer is None else _price_fields(offer)
    if row["route"] == "owned":
        return {}
    accelerators = {device["accelerator"] for device in row["hardware"]["devices"]}
    return {
        f"{rent.instance} {rent.tier}": rent.usd_per_hour
        for rent in sorted(catalog.rents, key=lambda rent: rent.read)
        if (rent.provider, rent.region) == (row["provider"], row["region"])
        and rent.accelerator in accelerators
        and rent.read <= as_of
    }


def _in_force(catalog: Catalog, row: Row, as_of: str) -> Offer | None:
    """The newest offer of that provider, model and region that was known and valid then."""
    wanted = (row["provider"], row["model"], row["region"] or "default")
    found = [
        offer
        for offer in catalog.offers
        if (offer.provider, offer.model, offer.region) == wanted
        and (offer.valid_from or offer.read) <= as_of < (offer.valid_to or "9999")
    ]
    return max(found, key=lambda offer: (offer.valid_from or offer.read, offer.read), default=None)


def _price_fields(offer: Offer) -> dict[str, Any]:
    names = (
        "input", "output", "cache_read", "cache_write", "batch_input", "batch_output", "flex_input", "flex_output",
        "minimum_per_month", "minimum_per_request", "uplift", "status",
    )  # fmt: skip
    ladders = {"tiers": plain(offer.tiers), "off_peak": plain(offer.off_peak)}
    return {**{name: getattr(offer, name) for name in names}, **ladders}


def model_facts(catalog: Catalog, model_id: str) -> dict[str, Any]:
    """Licence and life of a model; empty when the catalog no longer has it."""
    model = catalog.models.get(model_id)
    return {} if model is None else {"license": model.license, "status": model.status, "retires": model.retires}


def digests(things: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Id -> checksum of each rule or licence."""
    from zlib import crc32

    return {str(thing["id"]): crc32(_canonical(plain(thing))) for thing in things}


def load(path: str) -> dict[str, Any]:
    """The record in that file, checked; bad-input when it is missing, damaged, or from a newer version."""
    try:
        with open(path, "rb") as handle:
            content = handle.read(SIZE_LIMIT + 1)
    except OSError as problem:
        raise bad_input(f"record {path!r}: {problem.strerror}", FIX) from None
    if len(content) > SIZE_LIMIT:
        raise bad_input(f"record {path!r}: larger than {SIZE_LIMIT // 1_000_000} MB", FIX)
    try:
        record = json.loads(content)
        schema, version = record["schema"], record["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise bad_input(f"record {path!r}: not a decision record, or cut short", FIX) from None
    _check_version(path, str(schema), str(version))
    body = {key: value for key, value in record.items() if key != "checksum"}
    if record.get("checksum") != _safe_checksum(body):
        raise _damaged(path)
    return body


def _safe_checksum(body: Mapping[str, Any]) -> str | None:
    try:
        return checksum(body)
    except ValueError:
        return None


def _damaged(path: str) -> AdvisorError:
    return bad_input(f"record {path!r}: damaged or edited, its checksum does not match", "restore the file as written")


def _check_version(path: str, schema: str, version: str) -> None:
    kind, _, number = schema.rpartition("/")
    if kind != "advisor.record" or not number.isdecimal():
        raise bad_input(f"record {path!r}: its schema is {schema[:60]!r}, not {SCHEMA!r}", FIX)
    if schema != SCHEMA or _parts(version) > _parts(__version__):
        raise bad_input(
            f"record {path!r}: written by advisor {version[:20]}, newer than this {__version__}",
            "update advisor and run it again; the record was not touched",
        )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def restore(record: Mapping[str, Any], catalog: Catalog, today: str) -> Requirements:
    """The recorded question with today's catalog; the as-of date moves to today unless the user had given one."""
    given = dict(record["requirements"])
    workload: Workload | None = catalog.workloads.get(given["workload"])
    if workload is None:
        raise bad_input(f"the record's workload {given['workload']!r} is no longer in the catalog", "decide afresh")
    values = {key: _frozen(value) for key, value in given.items() if key in Requirements._fields}
    missing = [key for key in Requirements._fields if key not in values]
    if missing:
        raise bad_input(f"the record does not state {', '.join(missing)}", "decide afresh with this version")
    values["workload"] = workload
    if not given.get("as_of_given"):
        values["as_of"] = today
    return Requirements(**values)


def _frozen(value: Any) -> Any:
    """Lists as tuples, as requirements hold them."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
