"""The sentences of a verdict: what would change it, what is not known, how far a reason can be relied on.

Never decides anything. The product never says that a route is compliant, safe or approved.
"""

from collections.abc import Mapping

from advisor.constraints.policy_logic import Condition
from advisor.hints import Any

CONFIDENCE_BADGES = {
    "verified_primary": "Read at source",
    "verified_secondary": "Read in a secondary source",
    "general_knowledge": "Not verified",
}
LOWER_BADGE = {"verified_primary": "verified_secondary"}
UNVERIFIED_BLOCK = "This block rests on a rule we have not verified; confirm first."
MAX_NAMED = 4


def label(fact: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    return str(facts[fact]["label"]) if fact in facts else fact


def _values(condition: Condition) -> str:
    named = sorted(str(value) for value in condition.wanted)
    more = len(named) - MAX_NAMED
    return ", ".join(named[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def _requirement_text(condition: Condition, facts: Mapping[str, Mapping[str, Any]]) -> str:
    """What must hold: `with` a thing or a value, `if` or `unless` a question."""
    question = label(condition.fact, facts).removeprefix("whether ")
    if question != label(condition.fact, facts) and condition.op in ("is_true", "is_false"):
        return f"{'if' if condition.op == 'is_true' else 'unless'} {question} ({condition.fact})"
    return f"with {_condition_text(condition, facts)}"


def _condition_text(condition: Condition, facts: Mapping[str, Mapping[str, Any]]) -> str:
    name = f"{label(condition.fact, facts)} ({condition.fact})"
    if condition.op in ("is_true", "is_false"):
        return f"{name}: {'yes' if condition.op == 'is_true' else 'no'}"
    relation = {"ne": "other than", "not_in": "other than", "none_of": "none of", "subset_of": "only in"}
    several = "one of " if len(condition.wanted) > 1 else ""
    return f"{name}: {relation[condition.op] + ' ' if condition.op in relation else several}{_values(condition)}"


def would_change(
    require: tuple[Condition, ...], applies: tuple[Condition, ...], facts: Mapping[str, Mapping[str, Any]]
) -> str:
    """What must become true, or, for a rule without requirements, what must cease to hold."""
    if require:
        return "would pass " + "; and ".join(_requirement_text(one, facts) for one in require)
    if applies:
        return "rests on " + "; and ".join(_condition_text(one, facts) for one in applies)
    return "applies to every option"


def badge(confidence: str, stale: bool, kind: str) -> str:
    """The confidence badge; an entry that was not checked for 90 days drops one step."""
    if kind == "policy":
        return "Your policy"
    lowered = LOWER_BADGE.get(confidence, "general_knowledge") if stale else confidence
    text = CONFIDENCE_BADGES[lowered]
    return f"{text}; may be out of date" if stale else text


def unknown_sentence(names: tuple[str, ...], facts: Mapping[str, Mapping[str, Any]]) -> str:
    return "We do not know " + "; nor ".join(f"{_asked(name, facts)} ({name})" for name in names) + "."


def _asked(fact: str, facts: Mapping[str, Mapping[str, Any]]) -> str:
    """A thing to have is asked for as such."""
    text = label(fact, facts)
    return f"whether there is {text}" if text.startswith(("a ", "an ")) else text


def headline(status: str, rules_checked: int, as_of: str) -> str:
    """One sentence for a verdict; it states what was checked and never that a route is in order."""
    if status == "blocked":
        return f"Stopped by a rule in our set of {rules_checked} as of {as_of}."
    if status == "review":
        return f"Needs a decision by a person: reasons found in our set of {rules_checked} rules as of {as_of}."
    return f"No blocking rule found in our set of {rules_checked} as of {as_of}."
