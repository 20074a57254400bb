"""Scans of one lever that know who is first where it counts: the whole survey is run again at a few of its values.

Another volume or shape of calls has machines of its own that are cheapest, and at its far ends models that stand low
today lead. It takes tenths of a second, so that only an explanation asks for it; it never changes today's ranking.
"""

from advisor.candidates.case import case_of
from advisor.candidates.evaluated import Evaluated, scored
from advisor.candidates.serving import sized_for_peak
from advisor.candidates.survey import survey
from advisor.decide import Working
from advisor.decision.net_benefit import rank
from advisor.decision.scans import LEVERS, Rival, Scan, flip, scan
from advisor.option import Scored
from advisor.reprice import reprice_of

ROUNDS = 6
"""Scans of one lever at most: each knows the leaders that the one before had missed."""
PROBES = 9
"""Values over the grid, its ends among them, whose leaders the first scan is told."""
ONLY_COSTS = frozenset({"migration_cost"})
"""Levers that change neither what a machine carries nor how many there are: no other machine leads for them."""


class Challengers:
    """The options that lead under changed requirements, beside those of the decision."""

    def __init__(self, working: Working) -> None:
        self._working = working
        self._found: dict[str, Evaluated] = {}
        self._reprice = reprice_of(working, self._found)

    def scan(self, name: str, pool: dict[str, Rival], target: str, refine: int) -> Scan:
        """The scan of a lever over `pool` and over all who lead at the flip of `target`, before it or far away."""
        wanted = self._working.case.requirements
        found = scan(name, pool.values(), wanted, self._reprice, refine)
        if name == "utilisation" and not sized_for_peak(wanted):
            return found
        known, asked = dict(pool), {found.start}
        values = _told(found, target) if name in ONLY_COSTS else _spread(found) | _told(found, target)
        for _ in range(ROUNDS):
            leaders = [self._leader(name, value) for value in sorted(values - asked)]
            new = {one.candidate.id: one for one in leaders if one is not None and one.candidate.id not in known}
            if not new:
                break
            known |= {key: Rival(one.candidate, one.belief.p_mean) for key, one in new.items()}
            found = scan(name, known.values(), wanted, self._reprice, refine)
            asked |= values
            values = _told(found, target)
        return found

    def _leader(self, name: str, value: float) -> Scored | None:
        """Who is first with the lever at this value; None when nobody is left."""
        case = self._working.case
        changed = LEVERS[name].change(case.requirements, value)._replace(scenario=None)
        leading = survey(case_of(case.catalog, changed, case)).sifted.leading
        ranked = rank(one for one in map(scored, leading) if one is not None)
        if not ranked:
            return None
        first = ranked[0]
        self._found.update((option.id, option) for option in leading if option.id == first.candidate.id)
        return first


def _spread(found: Scan) -> set[float]:
    last = len(found.values) - 1
    return {found.values[round(place * last / (PROBES - 1))] for place in range(PROBES)}


def _told(found: Scan, target: str) -> set[float]:
    """Where the scan says that the first changes, and half of the way there."""
    flipped = flip(found, target)
    return set() if flipped is None else {flipped.to, (flipped.from_ + flipped.to) / 2}
