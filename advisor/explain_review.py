"""What has to be settled before leading options are used: by whom, and which facts to ask for.

Reads the verdicts of the rows; never decides one.
"""

from collections.abc import Sequence

from advisor.explain_answer import tie_group
from advisor.explain_words import listed
from advisor.report import Note, RankedOption, Reason

TECHNICAL = "technical:"
"""How the rule of a reason begins that is a missing technical fact."""

BY_PEOPLE = ("rests on ", "applies to ")
"""How the words of a rule begin that no fact about the option would satisfy."""


def review(options: Sequence[RankedOption]) -> Note | None:
    """Who must look at the rules that send a leading option to review."""
    found = {option.id: _by_rule(option, technical=False) for option in tie_group(options)}
    waiting = [option for option in tie_group(options) if found[option.id]]
    if not waiting:
        return None
    reasons = {rule: reason for option in waiting for rule, reason in found[option.id].items()}
    names = listed([option.id for option in waiting[:3]])
    more = f" and {len(reasons) - 4} more" if len(reasons) > 4 else ""
    text = (
        f"Before using {names}, have your compliance team or counsel decide the open points "
        f"({', '.join(list(reasons)[:4])}{more}); start now, it takes longer than the test.{_asks(waiting)}"
    )
    return Note("compliance-review", text, tuple(reasons))


def _by_rule(option: RankedOption, *, technical: bool) -> dict[str, Reason]:
    """Reasons for a review by rule: what is technical is measured, the rest is for people to decide."""
    return {one.rule: one for one in review_reasons(option) if one.rule.startswith(TECHNICAL) is technical}


def _asks(waiting: Sequence[RankedOption]) -> str:
    """Which facts to ask of whom, for providers whose facts are not all known."""
    asked = {
        option.provider: option.verdict.unknown for option in waiting if option.provider and option.verdict.unknown
    }
    texts = [f" Ask {provider}: {'; '.join(one.label for one in facts)}." for provider, facts in asked.items()]
    return "".join(texts)


def not_known(options: Sequence[RankedOption]) -> Note | None:
    """Technical facts that send leading options to review: nobody has to decide them, somebody has to look."""
    found = {option.id: _by_rule(option, technical=True) for option in tie_group(options)}
    names = [name for name, reasons in found.items() if reasons]
    if not names:
        return None
    reasons = {rule: reason for one in found.values() for rule, reason in one.items()}
    text = f"Not known of {listed(names[:3])}: {'; '.join(one.explain for one in reasons.values())}."
    return Note("not-known", text, tuple(reasons))


def review_reasons(option: RankedOption) -> tuple[Reason, ...]:
    """The reasons that ask for a review of this row."""
    return tuple(reason for reason in option.verdict.reasons if reason.effect == "review")


def settle(reason: Reason) -> Note:
    """What decides a review: facts to be had, or a person where no fact would change it."""
    change = reason.would_change or reason.explain
    if change.startswith(BY_PEOPLE):
        text = f"Have {reason.rule} decided: it {change}"
    else:
        text = f"Settle {reason.rule}: {'it ' if change.startswith('would ') else ''}{change}"
    return Note("settle-review", f"{text.rstrip('.')}.", (reason.rule,))
