"""`advisor fit MODEL|--all --on RIG`: does it fit, how fast is it, what would make it fit."""

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from advisor.catalog import Catalog
from advisor.cli.arguments import add_catalog
from advisor.errors import NOTHING_SATISFIES, OK, bad_input
from advisor.estimates.constants import Constants, read
from advisor.estimates.engines import known_engine, known_quantization
from advisor.estimates.fit import DEFAULT_CONTEXT, FitAnswer, Question, answer, default_answer
from advisor.estimates.rigs import Named, parse_rig

KV_TYPES = ("f16", "fp8", "q8_0", "q4_0")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("model", nargs="?", metavar="MODEL", help="a model id, or the path of a model TOML")
    parser.add_argument("--all", action="store_true", help="every open-weight model of the catalog")
    parser.add_argument("--on", metavar="RIG", help='hardware: "2x nvidia-rtx-5090", "8x nvidia-b200 x2", cpu')
    parser.add_argument("--detect", action="store_true", help="look at this machine; --on and --ram win over it")
    parser.add_argument("--ram", metavar="SIZE", help="memory of the host beside the accelerators: 128GB")
    parser.add_argument("--quantization", metavar="ID", help="q4_k_m, fp8, awq-int4…; default: the best that fits")
    parser.add_argument("--engine", default="auto", metavar="NAME", help="auto, llama.cpp, vllm, sglang, mlx…")
    parser.add_argument("--context", metavar="TOKENS", help=f"largest single request (default {DEFAULT_CONTEXT})")
    parser.add_argument("--concurrency", default="1", metavar="N", help="requests at once, each of that context")
    parser.add_argument("--kv", default="f16", choices=KV_TYPES, help="type of the KV cache")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_catalog(parser)


def run(args: Namespace) -> int:
    """Exit 3 when the one model asked about does not fit."""
    from advisor.session import load_catalog

    if bool(args.model) == args.all:
        raise bad_input("one MODEL or --all is needed", 'advisor fit glm-5 --on "8x nvidia-h200"')
    catalog = load_catalog(args.catalog)
    constants = read(catalog.constants["hardware"])
    named = _rig(args, catalog)
    answers = _all(args, catalog, constants, named) if args.all else [_one(args, catalog, constants, named)]
    _print(args, answers, named)
    return NOTHING_SATISFIES if not args.all and answers[0].fits == "no" else OK


def _one(args: Namespace, catalog: Catalog, constants: Constants, named: Named) -> FitAnswer:
    from advisor.cli.find_model import find_model

    question = _question(args, catalog, constants, named)._replace(model=find_model(args.model, catalog))
    question = question._replace(context=_context(args, question.model.context))
    if args.quantization is None:
        return default_answer(question, constants, catalog.quantizations)
    entry = known_quantization(args.quantization, catalog.quantizations)
    return answer(question, entry, constants, catalog.quantizations)


def _all(args: Namespace, catalog: Catalog, constants: Constants, named: Named) -> list[FitAnswer]:
    """Models with published weights that hold the context, those that run first, largest first."""
    base = _question(args, catalog, constants, named)
    found = []
    for model in catalog.models.values():
        context = _context(args, model.context)
        if model.open_weights is not True or (model.context is not None and context > model.context):
            continue
        found.append(_of_model(args, base._replace(model=model, context=context), catalog, constants))
    order = ("yes", "offload", "unknown", "no")
    return sorted(
        found, key=lambda a: (order.index(a.fits), -(a.question.model.params_total or 0), a.question.model.id)
    )


def _of_model(args: Namespace, question: Question, catalog: Catalog, constants: Constants) -> FitAnswer:
    if args.quantization is None:
        return default_answer(question, constants, catalog.quantizations)
    entry = known_quantization(args.quantization, catalog.quantizations)
    return answer(question, entry, constants, catalog.quantizations)


def _question(args: Namespace, catalog: Catalog, constants: Constants, named: Named) -> Question:
    """Everything but the model, for which the first of the catalog stands."""
    engine = known_engine(args.engine, constants)
    some = next(iter(catalog.models.values()))
    return Question(some, named.rig, DEFAULT_CONTEXT, _count(args.concurrency, "--concurrency", "4"), engine, args.kv)


def _rig(args: Namespace, catalog: Catalog) -> Named:
    """What was typed wins over what was detected."""
    ram = None if args.ram is None else _gigabytes(args.ram)
    if args.on:
        return parse_rig(args.on, catalog.accelerators, ram)
    if args.detect:
        from advisor.detect import detect

        found = detect(catalog.accelerators)
        return found._replace(rig=found.rig._replace(ram_gb=ram)) if ram is not None else found
    raise bad_input("no hardware named", 'give --on "2x nvidia-rtx-4090" or --detect')


def _context(args: Namespace, limit: int | None) -> int:
    """The context asked for, else the default within the model's limit."""
    if args.context is not None:
        return _count(args.context, "--context", "32k")
    return DEFAULT_CONTEXT if limit is None else min(DEFAULT_CONTEXT, limit)


def _count(text: str, flag: str, example: str) -> int:
    from advisor.quantities import number

    try:
        value = number(text)
    except ValueError as problem:
        raise bad_input(f"{flag} {text!r}: {problem}", f"give for example {flag} {example}") from None
    if value < 1 or value != int(value):
        raise bad_input(f"{flag} {text!r}: not a whole number of at least 1", f"give for example {flag} {example}")
    return int(value)


def _gigabytes(text: str) -> float:
    from advisor.quantities import gigabytes

    try:
        value = gigabytes(text)
    except ValueError as problem:
        raise bad_input(f"--ram {text!r}: {problem}", "give for example --ram 128GB") from None
    if value <= 0:
        raise bad_input(f"--ram {text!r}: not above 0", "give for example --ram 128GB")
    return value


def _print(args: Namespace, answers: list[FitAnswer], named: Named) -> None:
    if args.json:
        from advisor.present.fit_json import document

        documents: list[dict[str, Any]] = [document(entry, named.notes) for entry in answers]
        body = {"schema": "advisor.fit-all/1", "models": documents} if args.all else documents[0]
        print(json.dumps(body, indent=1, allow_nan=False))
        return
    from advisor.present.fit import overview, page
    from advisor.present.fold import paged

    lines = overview(answers, named.notes) if args.all else page(answers[0], named.notes)
    print(paged(lines))
