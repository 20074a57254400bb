"""Refit the speed constants and test them on rows they have not seen: `python -m advisor.validation.refit --data DIR`.

Robust least squares on log time with the priors of `parameters`; prints leave-one-source-out and leave-one-model-out
errors, the percentiles for `[interval]` and the constants. Needs the `fit` extra (numpy, scipy). Writes nothing.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from scipy.optimize import least_squares

from advisor.validation.fitted import Case, Columns, served, single, step_ms
from advisor.validation.hardware import decode_groups, hardware_tables, world_of
from advisor.validation.parameters import Vector, deviations, lines, medians, shipped
from advisor.validation.predictions import World
from advisor.validation.rows import DecodeRow, data_folder, decode_rows, served_rows
from advisor.validation.summary import HEADER, Pair, line, quantile, summarize

NOISY_WEIGHT = 0.2
SERVED_WEIGHT = 120.0
"""Of all served rows together, in single-stream rows; each model counts by the root of its rows."""
SINGLE_SCALE, SERVED_SCALE = 0.15, 0.25
"""Log errors beyond these count linearly."""


def fit(cases: Sequence[Case]) -> Vector:
    """Constants that explain the cases within their priors."""
    columns, start, spread = Columns(cases), medians(), deviations()
    weights, scales = np.sqrt(_weights(cases)), np.where(columns.of("served") > 0, SERVED_SCALE, SINGLE_SCALE)

    def residuals(vector: Vector) -> Vector:
        off = (np.log(step_ms(vector, columns)) - np.log(columns.ms)) / scales
        robust = np.sign(off) * np.sqrt(2 * (np.sqrt(1 + off * off) - 1))
        return np.concatenate([robust * weights, (vector - start) / spread])

    found: Vector = least_squares(residuals, start, max_nfev=60).x
    return found


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


def report(world: World, rows: Sequence[DecodeRow], cases: Sequence[Case], singles: Sequence[int]) -> Iterator[str]:
    """Held-out tables. `singles` are the places in `rows` of the leading single-stream cases."""
    unseen = dict(left_out(cases, lambda case: case.source, lambda case: not case.served))
    yield "decode, one stream, leave one source out"
    yield HEADER
    low, high = world.constants.interval["single"]
    for name, chosen in decode_groups(world):
        pairs = [
            _pair(1e3 / cases[place].ms, 1e3 / ms, low, high)
            for place, ms in unseen.items()
            if chosen(rows[singles[place]])
        ]
        yield line(name, summarize(pairs))
    curated = [ms / cases[place].ms for place, ms in unseen.items() if not cases[place].noisy]
    yield f"measured over predicted, curated: P10 {quantile(curated, 0.1):.2f}, P90 {quantile(curated, 0.9):.2f}"
    unseen = dict(left_out(cases, lambda case: case.model if case.served else "", lambda case: case.served))
    yield ""
    yield "time per output token under load, leave one model out"
    yield HEADER
    low, high = world.constants.interval["batch"]
    models = sorted({cases[place].model for place in unseen})
    for name in ("all", *models):
        pairs = [
            _pair(cases[place].ms, ms, 1 / high, 1 / low)
            for place, ms in unseen.items()
            if name in ("all", cases[place].model)
        ]
        yield line(name, summarize(pairs))
    ratios = [ms / cases[place].ms for place, ms in unseen.items()]
    yield f"measured over predicted throughput: P10 {quantile(ratios, 0.1):.2f}, P90 {quantile(ratios, 0.9):.2f}"


def _pair(measured: float, predicted: float, low: float, high: float) -> Pair:
    return Pair(measured, predicted, predicted * low, predicted * high)


def main(argv: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m advisor.validation.refit", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="folder with the measurements")
    folder = data_folder(parser.parse_args(argv).data)
    tables = hardware_tables()
    world = world_of(folder, tables)
    rows = decode_rows(folder)
    known = [(place, case) for place, row in enumerate(rows) if (case := single(row, world)) is not None]
    cases = [case for _, case in known]
    cases += [case for row in served_rows(folder) if (case := served(row, world)) is not None]
    print("\n".join(report(world, rows, cases, [place for place, _ in known])))
    print("\nconstants fitted to all rows")
    found = fit(cases)
    print("\n".join(lines(found)))
    moved = float(np.max(np.abs(found - shipped(tables))))
    print(f"\nlargest move from the shipped constants: {moved * 100:.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
