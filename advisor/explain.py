"""Explanations from the stages' own working: the waterfall, A over B term by term, how sure, what would flip it.

Rounds and arranges what the decision stages found; never scores, draws or filters.
"""

from collections.abc import Sequence

from advisor.decision.flips import Landscape, closed_form
from advisor.decision.robustness import Draws, beats
from advisor.decision.scans import Scan, flip
from advisor.decision.ties import band
from advisor.explain_words import Money, money
from advisor.option import Scored
from advisor.report import Flip, NetBenefit, Robustness, Term
from advisor.rounding import outward, rounded, rounded_parts
from advisor.tuples import NamedTuple

TERMS = ("quality", "serving", "latency", "risk")


class Contrast(NamedTuple):
    """Why `first` stands above or below `second`: signed differences that sum to the total, USD per 1,000 calls."""

    first: str
    second: str
    terms: tuple[Term, ...]
    usd_per_1k_calls: float
    p_first_beats_second: float | None
    """None when one of the two was not drawn."""
    band: str | None
    """For the better of the two."""
    sentence: str


def signed_terms(scored: Scored) -> tuple[float, float, float, float]:
    """The terms in the order of TERMS, costs negative: they sum to the net benefit."""
    return scored.quality, -scored.serving, -scored.latency, -scored.risk


def waterfall(scored: Scored) -> NetBenefit:
    """Net benefit of one option as terms that sum to it, both at 1e-6."""
    parts, total = rounded_parts(signed_terms(scored))
    return NetBenefit(total, tuple(map(Term, TERMS, map(rounded, parts))))


def robustness(draws: Draws, option: str) -> Robustness:
    """How often it is best and what choosing it is expected to lose; KeyError for an option that was not drawn."""
    return Robustness(rounded(draws.p_best[option]), rounded(max(0.0, draws.expected_regret[option])))


def flips(target: Scored, field: Landscape, scans: Sequence[Scan] = ()) -> tuple[Flip, ...]:
    """Closed-form and scanned flips of one row; `to` is rounded away from `from`, so that it still flips."""
    scanned = [found for scan in scans if (found := flip(scan, target.candidate.id)) is not None]
    return tuple(shown(found) for found in (*closed_form(target, field), *scanned))


def shown(found: Flip) -> Flip:
    """The flip at 1e-6."""
    return found._replace(from_=rounded(found.from_), to=outward(found.to, found.from_))


def contrast(
    first: Scored, second: Scored, draws: Draws | None = None, currency: tuple[str, float] | None = None
) -> Contrast:
    """A over B, term by term."""
    differences = [a - b for a, b in zip(signed_terms(first), signed_terms(second), strict=True)]
    parts, total = rounded_parts(differences)
    ids = first.candidate.id, second.candidate.id
    chance = None
    if draws is not None and set(ids) <= draws.p_best.keys():
        chance = beats(draws, *ids)
    terms = tuple(map(Term, TERMS, map(rounded, parts)))
    word = None if chance is None else band(max(chance, 1.0 - chance))
    text = _contrast_sentence(ids, terms, total, money(currency))
    return Contrast(*ids, terms, total, None if chance is None else rounded(chance), word, text)


def _contrast_sentence(ids: tuple[str, str], terms: tuple[Term, ...], total: float, write: Money) -> str:
    first, second = ids
    if total == 0:
        return f"{first} and {second} are worth the same."
    moved = sorted((term for term in terms if term.usd_per_1k_calls), key=lambda term: -abs(term.usd_per_1k_calls))
    parts = [f"{term.name} {'+' if term.usd_per_1k_calls > 0 else ''}{write(term.usd_per_1k_calls)}" for term in moved]
    verb = "more" if total > 0 else "less"
    return f"{first} is worth {write(abs(total))} per 1,000 calls {verb} than {second}: {', '.join(parts)}."


def no_flip_sentence(levers: Sequence[str], leads: bool) -> str:
    """What may be said when the whole range of these levers was tried in vain, for the first option or another."""
    names = [lever.replace("_", " ") for lever in levers]
    text = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
    return f"No value of {text} {'changes who comes first' if leads else 'puts it first'}."
