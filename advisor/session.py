"""From arguments and files to a catalog and requirements: what the command line and the interactive session share.

The only reader of the user's requirement, policy, company and scenario files; it decides nothing.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from time import gmtime, strftime

from advisor.catalog import Catalog
from advisor.errors import bad_input
from advisor.hints import TYPE_CHECKING, Any
from advisor.options import BY_KEY, parse
from advisor.requirements import Requirements, resolve
from advisor.store import open_catalog
from advisor.timings import stage

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    Given = Namespace | SimpleNamespace

SIZE_LIMIT = 5_000_000
FILE_KEYS = tuple(key for key, option in BY_KEY.items() if option.kind == "table")


def today() -> str:
    """Today in UTC, ISO."""
    return strftime("%Y-%m-%d", gmtime())


def read_toml(path: str, flag: str) -> dict[str, Any]:
    """A user's TOML file; every problem names the file, and the line where the parser knows it."""
    fix = f"give {flag} the path of a readable TOML file"
    try:
        with open(path, "rb") as handle:
            data = handle.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise bad_input(f"{flag} {path!r}: larger than {SIZE_LIMIT // 1_000_000} MB", fix)
        text = data.decode("utf-8").removeprefix("\ufeff")
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "not UTF-8 text"
        raise bad_input(f"{flag} {path!r}: {reason}", fix) from None
    import tomli

    try:
        table = tomli.loads(text)
        endless = _holds_endless(table)
    except (tomli.TOMLDecodeError, RecursionError) as problem:
        raise bad_input(f"{flag} {path!r}: {problem}", "mend the TOML at that line") from None
    except ValueError:  # Python reads no integer of many thousand digits.
        endless = True
    if endless:
        raise bad_input(f"{flag} {path!r}: a whole number above 1e15", "no quantity is that large: shorten it")
    return table


def _holds_endless(value: Any) -> bool:
    """Whether a whole number is larger than any quantity: such cannot even be shown in a message."""
    if isinstance(value, Mapping):
        return any(map(_holds_endless, value.values()))
    if isinstance(value, list):
        return any(map(_holds_endless, value))
    return isinstance(value, int) and abs(value) > 1e15


def read_given(args: "Given") -> dict[str, Any]:
    """The values given by flags over those of --requirements, with files read; keys are requirement keys."""
    given: dict[str, Any] = {}
    if getattr(args, "requirements", None) is not None:
        given = requirements_file(args.requirements)
    given.update({key: value for key in BY_KEY if (value := getattr(args, key, None)) is not None})
    return with_files(given)


def requirements_file(path: str) -> dict[str, Any]:
    """Keys of one requirements file; an unknown key names its nearest known one."""
    table = read_toml(path, "--requirements")
    for key in table:
        if key not in BY_KEY and key != "workloads":
            from difflib import get_close_matches

            near = get_close_matches(key, BY_KEY, n=1)
            raise bad_input(
                f"--requirements {path!r}: unknown key {key!r}", f"use {near[0]!r}" if near else "remove it"
            )
    return table


def with_files(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same values with each file path replaced by the table it holds."""
    read = dict(given)
    for key in FILE_KEYS:
        if isinstance(read.get(key), str):
            from advisor.constraints.policy_company import plain

            path = read[key]
            read[key] = {**plain(read_toml(path, BY_KEY[key].flag)), "file": path}
    if isinstance(given.get("policy"), str):
        read["policy"]["lines"] = table_lines(given["policy"])
    return read


def table_lines(path: str) -> dict[str, list[int]]:
    """The lines on which the tables of a TOML file start, by table name, for messages that point at one of them."""
    lines: dict[str, list[int]] = {}
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            lines.setdefault(line.strip().strip("[] ").split("]")[0], []).append(number)
    return lines


def load_catalog(overlays: Sequence[str]) -> Catalog:
    """The shipped catalog under the overlays."""
    with stage("open catalog"):
        return open_catalog(overlays)


def load_case(args: "Given") -> tuple[Catalog, Requirements]:
    """Catalog and resolved requirements of one command."""
    catalog = load_catalog(args.catalog)
    given = read_given(args)
    if "workloads" in given:
        raise bad_input("this command decides one workload", "use `advisor portfolio` for a file with several")
    requirements = resolve(with_detected(given, catalog), catalog, today())
    check_names(requirements, catalog)
    return catalog, requirements


def with_detected(given: Mapping[str, Any], catalog: Catalog) -> dict[str, Any]:
    """The same values with this machine's rig where `detect` asks for it and none is typed; told on stderr."""
    filled, notes = detected(given, catalog)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return filled


def detected(given: Mapping[str, Any], catalog: Catalog) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The values with the rig that was found, and what was found; what the user types always wins."""
    filled = dict(given)
    if given.get("gpus") or not parse("detect", given.get("detect") or False):
        return filled, ()
    from advisor.detect import detect

    rig, notes = detect(catalog.accelerators)
    filled["gpus"] = (rig.label,)
    if rig.ram_gb is not None and given.get("ram") is None:
        filled["ram"] = rig.ram_gb
        notes = (*notes[:-1], f"{notes[-1]}, {rig.ram_gb:.1f} GB of RAM")
    return filled, notes


def check_names(requirements: Requirements, catalog: Catalog) -> None:
    """Bad input for a chosen or excluded name that is in no catalog: a misspelt one must not be passed over."""
    models = catalog.models
    if requirements.scenario is not None:
        from advisor.candidates.scenario import apply

        models = apply(catalog, requirements.scenario)[0].models
    providers = {*catalog.providers, *(rent.provider for rent in catalog.rents)}
    for name in requirements.only_model:
        _check_name("--only-model", name, name, models)
    for name in requirements.only_provider:
        _check_name("--only-provider", name, name, providers)
    for name in requirements.exclude:
        model, _, place = name.partition("@")
        _check_name("--exclude", name, model.partition("~")[0].partition("/")[0], models)
        if place and ":" not in place:
            _check_name("--exclude", name, place.partition(".")[0], providers)


def _check_name(flag: str, given: str, part: str, known: Iterable[str]) -> None:
    if part in known:
        return
    from difflib import get_close_matches

    near = get_close_matches(part, sorted(known), n=3, cutoff=0.5)
    fix = f"closest: {', '.join(near)}" if near else "see `advisor catalog list`"
    raise bad_input(f"{flag} {given[:60]!r}: {part[:60]!r} is not in the catalog", fix)
