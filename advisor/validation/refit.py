"""Refit the speed constants and test them on rows they have not seen: `python -m advisor.validation.refit --data DIR`.

Robust least squares on log time with the priors of `parameters` and one random effect per source: a source's builds,
power limits and way of measuring move all of its rows together, so that it counts as one witness, not as many. Prints
leave-one-source-out and leave-one-model-out errors, the percentiles for `[interval]` and the constants; `--write` puts
them into `catalog/hardware/speed.toml`. Needs the `fit` extra (numpy, scipy).
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import least_squares

from advisor.validation.fitted import Case, Columns, served, single, step_ms
from advisor.validation.hardware import decode_groups, hardware_folder, hardware_tables, world_of
from advisor.validation.parameters import Vector, deviations, medians, shipped
from advisor.validation.predictions import World
from advisor.validation.rows import DecodeRow, data_folder, decode_rows, served_rows
from advisor.validation.speed_file import rewritten, values
from advisor.validation.summary import HEADER, Pair, line, quantile, summarize

NOISY_WEIGHT = 0.2
SERVED_WEIGHT = 120.0
"""Of all served rows together, in single-stream rows; each model counts by the root of its rows."""
SINGLE_SCALE, SERVED_SCALE = 0.1, 0.25
"""Log errors of a row beyond these count linearly."""
SLOW_SCALE, FAST_SCALE = 0.3, 0.1
"""The same of all rows of one source: an old build, a power limit or a wrong setting only ever slows, so that a source
may well be slower than the hardware and the engine allow, and hardly faster."""


def fit(cases: Sequence[Case]) -> Vector:
    """Constants that explain the cases within their priors, with the sources' own offsets taken out."""
    columns, start, spread = Columns(cases), medians(), deviations()
    weights, scales = np.sqrt(_weights(cases)), np.where(columns.of("served") > 0, SERVED_SCALE, SINGLE_SCALE)
    sources = sorted({case.source for case in cases if not case.served})
    place = np.array([len(sources) if case.served else sources.index(case.source) for case in cases])
    count = len(start)

    def residuals(vector: Vector) -> Vector:
        constants, offsets = vector[:count], vector[count:]
        off = np.log(step_ms(constants, columns)) - np.log(columns.ms) + np.append(offsets, 0.0)[place]
        shared = _robust(offsets / np.where(offsets > 0, SLOW_SCALE, FAST_SCALE))
        return np.concatenate([_robust(off / scales) * weights, (constants - start) / spread, shared])

    found: Vector = least_squares(residuals, np.append(start, np.zeros(len(sources))), max_nfev=60).x
    return found[:count]


def _robust(off: Vector) -> Vector:
    """Signed root of the pseudo-Huber loss: squares near 0, grows linearly far from it."""
    root: Vector = np.sign(off) * np.sqrt(2 * (np.sqrt(1 + off * off) - 1))
    return root


def _weights(cases: Sequence[Case]) -> Vector:
    rows = Counter(case.model for case in cases if case.served)
    whole = sum(np.sqrt(count) for count in rows.values())
    return np.array(
        [
            SERVED_WEIGHT / (np.sqrt(rows[case.model]) * whole) if case.served else NOISY_WEIGHT if case.noisy else 1.0
            for case in cases
        ]
    )


def left_out(
    cases: Sequence[Case], key: Callable[[Case], str], chosen: Callable[[Case], bool]
) -> Iterator[tuple[int, float]]:
    """(place, predicted ms) of every chosen case by a fit that has seen no case of its key."""
    for name in sorted({key(case) for case in cases if chosen(case)}):
        vector = fit([case for case in cases if key(case) != name])
        places = [place for place, case in enumerate(cases) if key(case) == name and chosen(case)]
        for place, ms in zip(places, step_ms(vector, Columns([cases[place] for place in places])), strict=True):
            yield place, float(ms)


class HeldOut(NamedTuple):
    """Predicted ms by place in the cases, each by a fit that has not seen its source or its model."""

    single: dict[int, float]
    served: dict[int, float]

    def intervals(self, cases: Sequence[Case]) -> dict[str, tuple[float, float]]:
        """10th and 90th percentile of measured over predicted speed, user reports with their weight in the fit."""
        alone = [
            ms / cases[place].ms
            for place, ms in self.single.items()
            for _ in range(1 if cases[place].noisy else round(1 / NOISY_WEIGHT))
        ]
        loads = [ms / cases[place].ms for place, ms in self.served.items()]
        return {name: (quantile(of, 0.1), quantile(of, 0.9)) for name, of in (("single", alone), ("batch", loads))}


def held_out(cases: Sequence[Case]) -> HeldOut:
    return HeldOut(
        dict(left_out(cases, lambda case: case.source, lambda case: not case.served)),
        dict(left_out(cases, lambda case: case.model if case.served else "", lambda case: case.served)),
    )


def report(
    world: World, rows: Sequence[DecodeRow], cases: Sequence[Case], singles: Sequence[int], unseen: HeldOut
) -> Iterator[str]:
    """Held-out tables. `singles` are the places in `rows` of the leading single-stream cases."""
    intervals = unseen.intervals(cases)
    yield "decode, one stream, leave one source out"
    yield HEADER
    low, high = intervals["single"]
    for name, chosen in decode_groups(world):
        pairs = [
            _pair(1e3 / cases[place].ms, 1e3 / ms, low, high)
            for place, ms in unseen.single.items()
            if chosen(rows[singles[place]])
        ]
        yield line(name, summarize(pairs))
    yield f"measured over predicted: P10 {low:.2f}, P90 {high:.2f}"
    yield ""
    yield "time per output token under load, leave one model out"
    yield HEADER
    low, high = intervals["batch"]
    for name in ("all", *sorted({cases[place].model for place in unseen.served})):
        pairs = [
            _pair(cases[place].ms, ms, 1 / high, 1 / low)
            for place, ms in unseen.served.items()
            if name in ("all", cases[place].model)
        ]
        yield line(name, summarize(pairs))
    yield f"measured over predicted throughput: P10 {low:.2f}, P90 {high:.2f}"


def _pair(measured: float, predicted: float, low: float, high: float) -> Pair:
    return Pair(measured, predicted, predicted * low, predicted * high)


def main(argv: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m advisor.validation.refit", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="folder with the measurements")
    parser.add_argument("--write", metavar="DATE", help="put the constants into speed.toml, fitted on this date")
    args = parser.parse_args(argv)
    folder = data_folder(args.data)
    tables = hardware_tables()
    world = world_of(folder, tables)
    rows = decode_rows(folder)
    known = [(place, case) for place, row in enumerate(rows) if (case := single(row, world)) is not None]
    cases = [case for _, case in known]
    cases += [case for row in served_rows(folder) if (case := served(row, world)) is not None]
    unseen = held_out(cases)
    print("\n".join(report(world, rows, cases, [place for place, _ in known], unseen)))
    found = fit(cases)
    new = values(found, unseen.intervals(cases), args.write or str(world.constants.fitted))
    print("\nconstants fitted to all rows", *(f"{key} = {value}" for key, value in new.items()), sep="\n")
    moved = float(np.max(np.abs(found - shipped(tables))))
    print(f"\nlargest move from the shipped constants: {moved * 100:.1f} %")
    if args.write:
        path = hardware_folder() / "speed.toml"
        path.write_text(rewritten(path.read_text(encoding="utf-8"), new), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
