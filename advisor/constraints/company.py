"""From what the user says of the company to the facts the rules read, with everything that was only implied.

Sector and jurisdiction imply actors and flags by the table in `catalog/policy_sets.toml`. Stated facts always win.
Never reads files. A name that the vocabulary does not know is refused: a misspelt fact is a rule that never fires.
"""

from collections.abc import Iterable, Mapping

from advisor.constraints.policy_derive import expanded
from advisor.constraints.policy_logic import items
from advisor.constraints.policy_rules import Vocabulary
from advisor.errors import bad_input
from advisor.hints import Any
from advisor.tuples import NamedTuple

RESIDENCIES = {
    "eu": "eu_only", "uk-eu": "uk_eu", "us": "us_only", "on-prem": "on_prem", "air-gapped": "air_gapped",
}  # fmt: skip
REQUIREMENTS = {"zdr": "require_zdr", "no-training": "require_no_training", "baa": "require_baa", "dpa": "require_dpa"}
SPELLINGS = {"UK": "GB"}
_PLACE_EXAMPLES = {
    "jurisdiction": "for example --jurisdiction DE or --jurisdiction US-TX",
    "residency": f"one of {', '.join(RESIDENCIES)}, or country codes such as DE,FR",
}
PLACES = (
    "ctx.country", "ctx.countries", "ctx.exclude_operator", "ctx.exclude_origin", "ctx.residency_countries",
    "ctx.review_origin", "ctx.us_state", "ctx.us_states", "model.lineage_origins", "model.origin", "route.infer",
    "route.operator_hq", "route.store",
)  # fmt: skip
MONTHS = 12
TYPES = {"flag": "true or false", "text": "one word in quotes", "list": "a list of words", "number": "a number"}


class CompanyFacts(NamedTuple):
    """What the user stated; empty and None mean not stated. Revenue in USD a year."""

    sector: str | None = None
    actor: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    use_case: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    residency: tuple[str, ...] = ()
    exclude_origin: tuple[str, ...] = ()
    review_origin: tuple[str, ...] = ()
    exclude_operator: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    mau: float | None = None
    revenue: float | None = None
    public_facing: bool | None = None
    license_needs: tuple[str, ...] = ()
    company: Mapping[str, Any] | None = None


class Company(NamedTuple):
    """The `ctx` facts; `implied` names those nobody stated; `asked` is False when nothing was stated at all."""

    ctx: Mapping[str, object]
    implied: tuple[str, ...]
    asked: bool

    @property
    def home(self) -> str | None:
        """ISO country of the principal place of business, where own machines stand."""
        country = self.ctx.get("country")
        return country if isinstance(country, str) else None


def company_of(stated: CompanyFacts, words: Vocabulary) -> Company:
    """The company's facts. Raises AdvisorError (exit 2) for a word or fact the vocabulary does not know."""
    ctx: dict[str, object] = {**_places(stated, words), **_choices(stated, words), **_scale(stated)}
    ctx.update(_overrides(stated.company or {}, words))
    asked = bool(ctx)
    implied = _imply(ctx, stated, words)
    return Company(ctx, tuple(sorted(implied)), asked)


def _words(key: str, given: Iterable[str], fact: str, words: Vocabulary) -> tuple[str, ...]:
    """Closed values in the spelling of the rules: `payment-in` is PAYMENT_IN."""
    closed = {str(value).lower(): str(value) for value in words.facts[fact].get("values", ())}
    found = []
    for word in given:
        name = word.strip().lower().replace("-", "_")
        if name not in closed:
            raise bad_input(f"--{key} {word!r} is not known", f"one of: {', '.join(sorted(closed.values()))}")
        found.append(closed[name])
    return tuple(sorted(found))


def country_code(key: str, word: str, *, states: bool = False) -> str:
    """An ISO 3166 code, or EU; with `states`, `US-TX` keeps its state."""
    from advisor.constraints.countries import is_place

    code = word.strip().upper()
    code = SPELLINGS.get(code, code)
    country, _, state = code.partition("-")
    if not is_place(country, state) or (state and not (states and state.isalnum())) or code.endswith("-"):
        raise bad_input(f"--{key} {word!r} is not a country code", _PLACE_EXAMPLES.get(key, f"for example --{key} CN"))
    return code


def _places(stated: CompanyFacts, words: Vocabulary) -> dict[str, object]:
    codes = [country_code("jurisdiction", word, states=True) for word in stated.jurisdiction]
    states = [code.partition("-")[2] for code in codes if code.startswith("US-")]
    ctx: dict[str, object] = {}
    if codes:
        ctx["country"] = codes[0].partition("-")[0]
        ctx["countries"] = tuple(dict.fromkeys(code.partition("-")[0] for code in codes))
        ctx["us_states"] = tuple(states)
    if states:
        ctx["us_state"] = states[0]
    for key in ("exclude_origin", "review_origin", "exclude_operator"):
        given = [country_code(key.replace("_", "-"), word) for word in getattr(stated, key)]
        if given:
            ctx[key] = tuple(sorted({str(place) for place in expanded(given, words)}))
    return {**ctx, **_residency(stated.residency, words)}


def _residency(given: tuple[str, ...], words: Vocabulary) -> dict[str, object]:
    names = [word.strip().lower() for word in given]
    if not names:
        return {}
    if len(names) == 1 and names[0] in RESIDENCIES:
        return {"residency": RESIDENCIES[names[0]]}
    if {"on-prem", "air-gapped"} & set(names):
        raise bad_input("--residency: on-prem and air-gapped stand alone", "give one of them, or a list of places")
    codes = [part for name in names for part in ({"uk-eu": "GB EU"}.get(name, country_code("residency", name))).split()]
    return {"residency": "countries", "residency_countries": tuple(sorted(map(str, expanded(codes, words))))}


def _choices(stated: CompanyFacts, words: Vocabulary) -> dict[str, object]:
    ctx: dict[str, object] = {}
    if stated.sector is not None:
        ctx["sector"] = _words("sector", [stated.sector], "ctx.sector", words)[0]
    for key in ("actor", "use_case", "data", "license_needs"):
        if getattr(stated, key):
            ctx[key] = _words(key.replace("_", "-"), getattr(stated, key), f"ctx.{key}", words)
    for word in stated.require:
        if word not in REQUIREMENTS:
            raise bad_input(f"--require {word!r} is not known", f"one of: {', '.join(REQUIREMENTS)}")
        ctx[REQUIREMENTS[word]] = True
    return ctx


def _scale(stated: CompanyFacts) -> dict[str, object]:
    ctx: dict[str, object] = {}
    if stated.mau is not None:
        ctx["mau"] = stated.mau
    if stated.revenue is not None:
        ctx.update(revenue_12m_usd=stated.revenue, revenue_month_usd=stated.revenue / MONTHS)
    if stated.public_facing is not None:
        ctx["public_facing"] = stated.public_facing
    return ctx


def _overrides(company: Mapping[str, Any], words: Vocabulary) -> dict[str, object]:
    """Facts of a company file by name, at the top or in a `[ctx]` table."""
    facts = company.get("ctx", {name: value for name, value in company.items() if name != "file"})
    if not isinstance(facts, Mapping):
        raise bad_input("--company: `ctx` is not a table", "write [ctx] and the facts below it")
    for name, value in facts.items():
        check_fact("--company", f"ctx.{name}", value, words)
        closed = words.facts[f"ctx.{name}"].get("values")
        if closed and not set(items(value)) <= set(closed):
            raise bad_input(f"--company: ctx.{name} is {value!r}", f"use: {', '.join(closed)}")
    return {name: _in_capitals(f"ctx.{name}", value) for name, value in facts.items()}


def _in_capitals(fact: str, value: object) -> object:
    if fact not in PLACES or value == "unknown":
        return value
    codes = [place_code(str(one)) for one in items(value)]
    return codes if isinstance(value, list) else codes[0]


def place_code(word: str) -> str:
    """`de` as DE, `UK` as GB; words that are no code stay as they are."""
    code = SPELLINGS.get(word.strip().upper(), word.strip().upper())
    return code if len(code) == len("CC") else word.strip()


def check_fact(where: str, fact: str, value: object, words: Vocabulary) -> None:
    """Refuses a fact the vocabulary does not know, or a value of another type."""
    if fact not in words.facts:
        from difflib import get_close_matches

        near = get_close_matches(fact, words.facts, n=2)
        hint = f"did you mean {' or '.join(near)}?" if near else "see the [facts] of catalog/policy_sets.toml"
        raise bad_input(f"{where}: there is no fact {fact!r}", hint)
    kind = words.facts[fact]["type"]
    fits = {
        "flag": isinstance(value, bool),
        "text": isinstance(value, str),
        "list": isinstance(value, list) and all(isinstance(one, str) for one in value),
        "number": isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf"),
    }
    if not fits[kind]:
        raise bad_input(f"{where}: {fact} is {value!r}", f"give {TYPES[kind]}")


def _applies(when: Mapping[str, Any], ctx: Mapping[str, object], codes: frozenset[str]) -> bool:
    country = ctx.get("country")
    tests = {
        "sector": lambda wanted: ctx.get("sector") in wanted,
        "data": lambda wanted: bool(set(wanted) & set(_list(ctx.get("data")))),
        "jurisdiction": lambda wanted: bool(set(wanted) & ({str(country)} if when.get("home") else codes)),
        "home": lambda wanted: country is not None,
        "state": lambda wanted: (ctx.get("us_state") is not None) is wanted,
    }
    return all(tests[name](wanted) for name, wanted in when.items())


def _list(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def _imply(ctx: dict[str, object], stated: CompanyFacts, words: Vocabulary) -> set[str]:
    """Adds what the stated facts imply to `ctx` and returns the names added."""
    codes = frozenset(country_code("jurisdiction", word, states=True) for word in stated.jurisdiction)
    codes |= {code.partition("-")[0] for code in codes} | {str(one) for one in _list(ctx.get("countries"))}
    given, implied = frozenset(ctx), set()
    for entry in words.implies:
        if not _applies(entry["when"], ctx, codes):
            continue
        for name, value in entry["ctx"].items():
            if name in given:
                continue
            merged = tuple(sorted({*_list(ctx.get(name)), *value})) if isinstance(value, (list, tuple)) else value
            ctx[name] = merged
            implied.add(name)
    for name, value in _defaults(ctx).items():
        if name not in ctx:
            ctx[name] = value
            implied.add(name)
    return implied


def _defaults(ctx: Mapping[str, object]) -> dict[str, object]:
    """What holds unless stated: commercial, internal, no resale of model access, no sector regulator."""
    public = ctx.get("public_facing", False)
    internal = ctx.get("internal_use", not public)
    defaults: dict[str, object] = {
        "commercial": True,
        "public_facing": False,
        "internal_use": internal,
        "maas": "maas" in _list(ctx.get("license_needs")),
        "licence_uses": (),
    }
    if internal:
        defaults["mau"] = 0
    if ctx.get("country") is not None:
        defaults.update(regulated=False, govcloud_eligible=False)
    return defaults
