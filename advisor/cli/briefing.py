"""`advisor briefing [claims|trends|leaders]`: claims, trends and leaders computed; without a topic, what to act on."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any

from advisor.briefing.claims import claims
from advisor.briefing.guidance import GuideDocument, points
from advisor.briefing.trends import trends
from advisor.catalog import Catalog
from advisor.cli.arguments import add_requirements
from advisor.errors import OK, bad_input
from advisor.options import BY_KEY, parse
from advisor.present import briefing as present
from advisor.present.values import plain
from advisor.report import Report
from advisor.requirements import resolve
from advisor.session import check_names, load_catalog, read_given, today, with_detected

TOPICS = ("claims", "trends", "leaders")
WIDTH = 100
WIDEST = 120


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "topic", nargs="?", choices=TOPICS, metavar="claims|trends|leaders",
        help="what was claimed, what changed, who leads; without it, what to act on, with --workload for your figures",
    )  # fmt: skip
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print CSV")
    form.add_argument("--svg", action="store_true", help="print the charts of the trends as SVG")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Bad input for a form that the topic has none of, and for an as-of date before the first dated fact."""
    if args.svg and args.topic != "trends":
        raise bad_input("--svg draws the trends only", "advisor briefing trends --svg")
    if args.csv and args.topic is None:
        raise bad_input("--csv needs a topic", f"for example advisor briefing {TOPICS[0]} --csv")
    given = read_given(args)
    if "workloads" in given:
        raise bad_input("the briefing speaks of one workload", "use `advisor portfolio` for a file with several")
    catalog = load_catalog(args.catalog)
    as_of = str(parse("as_of", given["as_of"])) if "as_of" in given else today()
    show = {"claims": _claims, "trends": _trends, "leaders": _leaders}.get(args.topic)
    if show:
        _say_unread(args.topic, given)
    _write(show(args, catalog, as_of) if show else _guide(args, catalog, as_of, given))
    return OK


def _say_unread(topic: str, given: dict[str, Any]) -> None:
    """A topic is the same whatever the workload and the company: nobody should take it for an answer about theirs."""
    flags = ", ".join(BY_KEY[key].flag for key in given if key != "as_of")
    if flags:
        verb = "change" if "," in flags else "changes"
        print(f"note: {topic} reads --as-of alone: {flags} {verb} nothing", file=sys.stderr)


def _claims(args: Namespace, catalog: Catalog, as_of: str) -> str:
    document = claims(catalog, as_of)
    if args.json:
        return _json("briefing-claims", document)
    if args.csv:
        from advisor.present.briefing_csv import claims_csv

        return claims_csv(document)
    return _text(present.claim_lines(document, _width()))


def _trends(args: Namespace, catalog: Catalog, as_of: str) -> str:
    document = trends(catalog, as_of)
    if args.json:
        return _json("briefing-trends", document)
    if args.csv:
        from advisor.present.briefing_csv import trends_csv

        return trends_csv(document)
    if args.svg:
        from advisor.present.briefing_charts import trends_svg

        return trends_svg(document)
    return _text(present.trend_lines(document, _width()))


def _leaders(args: Namespace, catalog: Catalog, as_of: str) -> str:
    from advisor.briefing.by_value import by_value
    from advisor.briefing.leaders import leaders

    document, value = leaders(catalog, as_of), by_value(catalog, as_of)
    if args.json:
        return _json("briefing-leaders", document, by_value=plain(value))
    if args.csv:
        from advisor.present.briefing_leaders_csv import leaders_csv

        return leaders_csv(document, value)
    from advisor.present.briefing_leaders import leader_lines

    return _text(leader_lines(document, value, _width()))


def _guide(args: Namespace, catalog: Catalog, as_of: str, given: dict[str, Any]) -> str:
    """The five points, with a recommendation's figures when a workload or preset is given."""
    report: Report | None = None
    if given.keys() & {"workload", "preset"}:
        from advisor.recommend import recommend

        requirements = resolve(with_detected({**given, "as_of": as_of}, catalog), catalog, as_of)
        check_names(requirements, catalog)
        report = recommend(catalog, requirements)
    found = points(catalog, report, as_of)
    if args.json:
        return _json("briefing", GuideDocument(as_of, found))
    return _text(present.guide_lines(found, as_of, _width()))


def _json(name: str, document: Any, **more: Any) -> str:
    body = {"schema": f"advisor.{name}/1", **plain(document), **more}
    return json.dumps(body, indent=1, allow_nan=False) + "\n"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _write(text: str) -> None:
    sys.stdout.write(text)


def _width() -> int:
    """Columns of the terminal, up to what reads well."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return min(int(columns), WIDEST)
    try:
        return min(os.get_terminal_size(1).columns, WIDEST)
    except OSError:
        return WIDTH
