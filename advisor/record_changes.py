"""What changed since a decision was recorded: prices, retirements, licences, rules, new options, ranks, the answer.

Compares two sets of facts and two results, both plain data; never reads a file and never ranks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Facts = Mapping[str, Any]


class Change(NamedTuple):
    """One difference; `before` and `after` are plain data, None = absent."""

    kind: str
    """price, retirement, licence, rule, new-model, new-option, gone, rank or verdict."""
    subject: str
    before: Any
    after: Any
    text: str


class Recheck(NamedTuple):
    """Whether a recorded decision still holds."""

    holds: bool
    """The same option is first, with the same verdict."""
    as_of_before: str
    as_of: str
    digest_before: str
    digest: str
    option_before: str | None
    option: str | None
    verdict_before: str | None
    verdict: str | None
    changes: tuple[Change, ...]
    sentence: str


def recheck(before: Facts, after: Facts, result_before: Facts, result: Facts) -> Recheck:
    """`before`, `after`: facts as `record.facts` gives them; the results are plain reports."""
    changes = (
        *_prices(before["prices"], after["prices"]),
        *_models(before["model_facts"], after["model_facts"]),
        *_digests("rule", before["rules"], after["rules"]),
        *_digests("licence", before["licences"], after["licences"]),
        *_new_models(before["models"], after["models"]),
        *_ranks(result_before["options"], result),
    )
    first, now = result_before["answer"]["option"], result["answer"]["option"]
    verdicts = _first_verdict(result_before), _first_verdict(result)
    holds = first == now and verdicts[0] == verdicts[1]
    return Recheck(
        holds,
        result_before["as_of"],
        result["as_of"],
        before["digest"],
        after["digest"],
        first,
        now,
        *verdicts,
        changes,
        _sentence(holds, first, now, verdicts, changes),
    )


def _first_verdict(result: Facts) -> str | None:
    options = result["options"]
    return options[0]["verdict"]["status"] if options else None


def _sentence(
    holds: bool,
    first: str | None,
    now: str | None,
    verdicts: tuple[str | None, str | None],
    changes: tuple[Change, ...],
) -> str:
    found = f"{len(changes)} change{'' if len(changes) == 1 else 's'} found"
    if holds:
        answer = f"{first} still comes first" if first else "still nothing satisfies the constraints"
        return f"The decision holds: {answer}; {found}."
    if first == now:
        return f"The decision changed: {first} was {verdicts[0]} and is now {verdicts[1]}; {found}."
    return f"The decision changed: {first or 'nothing'} came first, now {now or 'nothing does'}; {found}."


def _prices(before: Facts, after: Facts) -> Iterator[Change]:
    for option, old in before.items():
        new = after.get(option, {})
        if old and not new:
            yield Change("price", option, old, None, f"{option}: no price of it is known")
            continue
        for name in sorted(old):  # what an older version did not record cannot be compared
            was, now = old[name], new.get(name)
            if was != now:
                label = name.replace("_", " ")
                yield Change("price", option, was, now, f"{option}: {label} {_shown(was)} -> {_shown(now)}")


def _models(before: Facts, after: Facts) -> Iterator[Change]:
    for model, old in before.items():
        new = after.get(model, {})
        for name, kind in (("license", "licence"), ("status", "retirement"), ("retires", "retirement")):
            was, now = old.get(name), new.get(name)
            if was != now:
                yield Change(kind, model, was, now, f"{model}: {name} {_shown(was)} -> {_shown(now)}")


def _digests(kind: str, before: Facts, after: Facts) -> Iterator[Change]:
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was != now:
            verb = "is new" if was is None else "is gone" if now is None else "was amended"
            yield Change(kind, name, was, now, f"{kind} {name} {verb}")


def _new_models(before: list[str], after: list[str]) -> Iterator[Change]:
    for model in sorted(set(after) - set(before)):
        yield Change("new-model", model, None, model, f"{model} is new in the catalog")


def _ranks(before: list[Facts], result: Facts) -> Iterator[Change]:
    """Rows that moved, left or came, and verdicts that changed."""
    old = {option["id"]: option for option in before}
    new = {option["id"]: option for option in result["options"]}
    by_model = {option["model"]: option["id"] for option in result["options"]}
    gates = {miss["id"]: miss for miss in result["excluded"]}
    for name, option in old.items():
        if name in new:
            yield from _moved(name, option, new[name])
        elif name in gates:
            gate, reason = gates[name]["gate"], gates[name]["reason"]
            yield Change("gone", name, option["rank"], None, f"{name} is excluded now: {gate} ({reason})")
        else:
            other = by_model.get(option["model"])
            instead = f"; its model is ranked by {other} now" if other else ""
            yield Change("gone", name, option["rank"], None, f"{name} is no longer among the rows{instead}")
    for name, option in new.items():
        if name not in old:
            yield Change(
                "new-option", name, None, option["rank"], f"{name} is new among the rows, rank {option['rank']}"
            )


def _moved(name: str, old: Facts, new: Facts) -> Iterator[Change]:
    if old["rank"] != new["rank"]:
        yield Change("rank", name, old["rank"], new["rank"], f"{name}: rank {old['rank']} -> {new['rank']}")
    was, now = old["verdict"]["status"], new["verdict"]["status"]
    if was != now:
        yield Change("verdict", name, was, now, f"{name}: {was} -> {now}")


def _shown(value: Any) -> str:
    return "none" if value is None else str(value)
