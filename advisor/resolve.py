"""From what people type to one option: a full id, a short form or a model; says which one was taken.

Looks among all options of a decision, also the excluded ones; never guesses a name that matches nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from advisor.candidates.evaluated import Evaluated
from advisor.decide import Working
from advisor.errors import AdvisorError, bad_input


class Found(NamedTuple):
    option: Evaluated
    note: str | None
    """Which of several matches was taken; None when the id was given in full or is the only match."""


class Wanted(NamedTuple):
    """The parts of `MODEL[/QUANT][~EFFORT][@PLACE]`; empty = any."""

    model: str
    quantization: str
    effort: str
    place: str


def find_option(text: str, working: Working) -> Found:
    """The best-ranked match, an excluded one only when nothing else matches; bad-input names the closest ids."""
    wanted = parse(text)
    matches = [option for option in working.survey.options if option.id == text or matches_parts(option, wanted)]
    exact = next((option for option in matches if option.id == text), None)
    if exact is not None:
        return Found(exact, None)
    if not matches:
        raise _unknown(text, wanted, working)
    places = {one.candidate.id: place for place, one in enumerate(working.ranked)}
    best = min(matches, key=lambda option: _order(option, places))
    if len(matches) == 1:
        return Found(best, None)
    kind = "best-ranked" if best.id in places else "nearest"
    return Found(best, f"{text!r} is taken as {best.id}, the {kind} of {len(matches)} matches")


def _order(option: Evaluated, places: dict[str, int]) -> tuple[int, int, float, str]:
    value = option.net_benefit
    return places.get(option.id, len(places)), len(option.gates), float("inf") if value is None else -value, option.id


def parse(text: str) -> Wanted:
    """The parts that were given; ids are lower case."""
    name, _, place = text.strip().lower().partition("@")
    model, _, effort = name.partition("~")
    model, _, quantization = model.partition("/")
    return Wanted(model, quantization, effort, place)


def matches_parts(option: Evaluated, wanted: Wanted) -> bool:
    """Whether the option has every part given; a place may leave its region or count out, or be a kind of route."""
    if option.model.id != wanted.model:
        return False
    if wanted.quantization and option.quantization != wanted.quantization:
        return False
    if wanted.effort and option.effort != wanted.effort:
        return False
    place = option.place
    return (
        not wanted.place
        or wanted.place in {place, option.route}
        or place.startswith((f"{wanted.place}.", f"{wanted.place}:"))
    )


def _unknown(text: str, wanted: Wanted, working: Working) -> AdvisorError:
    models = working.case.catalog.models
    if wanted.model not in models:
        return bad_input(f"option {text[:80]!r}: no such model", _closest(wanted.model, models))
    of_model = [option.id for option in working.survey.options if option.model.id == wanted.model]
    if not of_model:
        return bad_input(f"{wanted.model} has no option under these requirements", "see `advisor catalog show`")
    return bad_input(f"option {text[:80]!r}: {wanted.model} has no such option", _closest(text, of_model))


def _closest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word, names, n=3, cutoff=0.5)
    return f"closest: {', '.join(near)}" if near else "see `advisor catalog list models`"
