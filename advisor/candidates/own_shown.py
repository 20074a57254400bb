"""What own tests measured of one option, for its row: means, cited bill lines, and what to know about them."""

from collections.abc import Iterator

from advisor.candidates.case import Case
from advisor.candidates.evaluated import Evaluated
from advisor.estimates.measured import Endpoint, Own, Tokens
from advisor.report import Cost, CostLine, Measured, Note
from advisor.rounding import rounded

NO_TOKENS = Tokens(0, None, None, None, ())
NO_ENDPOINT = Endpoint(0, None, None, None, None, None, 1.0, ())
DIFFERENT = 0.1
"""Share by which measured tokens differ from the assumed ones before it is worth a sentence."""


def _parts(own: Own, option: Evaluated) -> tuple[Tokens | None, Endpoint | None]:
    model, effort = option.model.id, option.effort
    return own.tokens.get((model, effort)), own.endpoints.get((model, effort, option.quantization, option.place))


def measured_of(own: Own, option: Evaluated) -> Measured | None:
    """None where no test measured anything of it."""
    tokens, endpoint = _parts(own, option)
    if tokens is None and endpoint is None:
        return None
    tokens, endpoint = tokens or NO_TOKENS, endpoint or NO_ENDPOINT
    return Measured(
        calls=max(tokens.calls, endpoint.calls),
        input_tokens=_rounded(tokens.input_tokens),
        output_tokens=_rounded(tokens.output_tokens),
        reasoning_tokens=_rounded(tokens.reasoning_tokens),
        call_s=endpoint.call_s,
        p95_s=_rounded(endpoint.p95_s),
        usd_per_call=_rounded(endpoint.usd_per_call),
        sources=tuple(dict.fromkeys((*tokens.sources, *endpoint.sources))),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def cited(own: Own, option: Evaluated, cost: Cost) -> Cost:
    """The bill whose lines that rest on a test say so and cite it; no amount is changed."""
    tokens, endpoint = _parts(own, option)
    read = tokens.sources if tokens and tokens.input_tokens and own.assumed_input is not None else ()
    wrote = tokens.sources if tokens and tokens.output_tokens else ()
    paid = endpoint.sources if endpoint and endpoint.usd_per_call else ()
    return cost._replace(lines=tuple(_cited(line, option, read, wrote, paid) for line in cost.lines))


def _cited(
    line: CostLine, option: Evaluated, read: tuple[str, ...], wrote: tuple[str, ...], paid: tuple[str, ...]
) -> CostLine:  # fmt: skip
    name = line.name.partition(" (")[0]
    if option.offer is None or name == "retries":
        own = (*read, *wrote, *paid)
    else:
        own = (*(wrote if name in ("output", "reasoning") else read), *paid)
    if not own:
        return line
    sources = tuple(dict.fromkeys((*line.sources, *own)))
    return line._replace(inputs={**line.inputs, "basis": "own"}, sources=sources)


def warnings(case: Case, own: Own, option: Evaluated) -> Iterator[Note]:
    """What the tests replaced, in words."""
    tokens, endpoint = _parts(own, option)
    if tokens is not None:
        assumed = case.loads[option.effort]
        measured = own.load(assumed, option.model.id, option.effort)
        was = f"{assumed.input_tokens:,.0f} + {assumed.output_tokens + assumed.reasoning_tokens:,.0f}"
        now = f"{measured.input_tokens:,.0f} + {measured.output_tokens + measured.reasoning_tokens:,.0f}"
        text = f"your own tests measured {now} tokens in and out of a call, not {was}: its bill uses them"
        yield Note("own-tokens", text, tokens.sources)
    if endpoint is None:
        return
    if endpoint.usd_per_call is not None:
        text = (
            f"your own tests paid ${endpoint.usd_per_call:.4g} a call, {endpoint.price_ratio:.2f} times what dated "
            "prices make of the same tokens: its bill follows what was paid"
        )
        yield Note("own-cost", text, endpoint.sources)
    if endpoint.call_s is not None and endpoint.p95_s is not None:
        text = (
            f"your own tests timed {endpoint.calls} calls: {endpoint.call_s.typical:.3g} s in the median, "
            f"{endpoint.p95_s:.3g} s at the 95th percentile, at the load of the test"
        )
        yield Note("own-latency", text, endpoint.sources)


def uneven(case: Case, own: Own) -> Iterator[Note]:
    """Tested options are billed for measured tokens, the others for assumed ones: how to bill all alike."""
    wanted = case.requirements
    read = [one.input_tokens for one in own.tokens.values() if one.input_tokens and own.assumed_input is not None]
    wrote = [one.load(case.loads[effort]).output_tokens for (_, effort), one in own.tokens.items() if one.output_tokens]
    for what, found, asked in (
        ("input tokens", read, wanted.input_tokens),
        ("output tokens", wrote, wanted.output_tokens),
    ):
        mean = sum(found) / len(found) if found else asked
        if abs(mean - asked) > DIFFERENT * asked:
            text = (
                f"options you tested are billed for the {mean:,.0f} {what} a call that your tests measured in the "
                f"mean, the others for {asked:,.0f}: --{what.replace(' ', '-')} {mean:.0f} bills all "
                "alike"
            )
            yield Note("own-shape", text)
