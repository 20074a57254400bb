"""Authoring types of the briefing: the article, facts with no other place, and its claims. Cold: needs pydantic.

A claim names a check of `advisor.briefing.checks` and its parameters. It never states a verdict.
"""

from datetime import date
from typing import Annotated, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import STRICT, Read, Sources

Scalar = bool | float | str | date
Names = Annotated[list[str], Field(min_length=1)]
Words = Annotated[str, Field(min_length=1)]


@with_config(STRICT)
class Article(TypedDict):
    """What is checked. Rows of its own sources are no evidence."""

    title: Words
    date: date
    sources: Sources


@with_config(STRICT)
class Fact(TypedDict):
    """One dated fact; one that is not here is unknown and leaves its claim open."""

    means: Words
    value: Scalar
    known: Annotated[date, Field(description="First day it could be known.")]
    read: Read
    sources: Sources
    note: NotRequired[str]


@with_config(STRICT)
class Dated(TypedDict):
    """List prices of these names, the first that has one, on a day."""

    names: Names
    on: date


@with_config(STRICT)
class Devices(TypedDict):
    accelerator: str
    count: Annotated[int, Field(gt=0)]


@with_config(STRICT)
class Chips(TypedDict):
    """An accelerator compared with another."""

    of: str
    against: str


@with_config(STRICT)
class Claim(TypedDict):
    """One claim: what was said, and the parameters its check takes."""

    number: Annotated[int, Field(gt=0, description="Its place in the study of the article.")]
    text: Annotated[str, Field(min_length=1, description="The claim in our words.")]
    compares: Annotated[str, Field(min_length=1, description="Which facts it is held against.")]
    check: Annotated[str, Field(min_length=1, description="Name of the check that computes the verdict.")]
    said: Annotated[dict[str, Scalar | list[str]], Field(min_length=1, description="The figures it states.")]
    condition: Annotated[
        list[Words],
        Field(min_length=1, description="When it holds; sentences with a {figure} that is not known are left out."),
    ]
    tolerance: NotRequired[Annotated[float, Field(gt=0, lt=1, description="Relative difference that still agrees.")]]
    model: NotRequired[str]
    models: NotRequired[Names]
    first: NotRequired[str]
    second: NotRequired[str]
    also: NotRequired[str]
    base: NotRequired[str]
    falls: NotRequired[dict[str, str]]
    benchmark: NotRequired[str]
    facts: NotRequired[Annotated[dict[str, Names], Field(description="Figure -> facts that must agree on it.")]]
    beside: NotRequired[Annotated[dict[str, Names], Field(description="Shown, but not decisive.")]]
    unchecked: NotRequired[Annotated[Names, Field(description="Figures stated that no fact speaks of.")]]
    later: NotRequired[Annotated[str, Field(description="Architecture key whose first model is named.")]]
    chips: NotRequired[Chips]
    opened: NotRequired[str]
    releases: NotRequired[dict[str, str]]
    names: NotRequired[Names]
    side: NotRequired[Annotated[str, Field(pattern="^(input|output)$")]]
    on: NotRequired[date]
    of: NotRequired[dict[str, Names]]
    against: NotRequired[Names | dict[str, str]]
    before: NotRequired[Dated]
    after: NotRequired[Dated]
    tier: NotRequired[list[Names]]
    moves: NotRequired[dict[str, Names]]
    origin: NotRequired[str]
    from_b: NotRequired[Annotated[float, Field(gt=0, description="Smallest total, in billions, that counts.")]]
    rig: NotRequired[str | Devices]
    node: NotRequired[Devices]
    calls_per_day: NotRequired[Annotated[float, Field(gt=0)]]
    input_tokens: NotRequired[Annotated[float, Field(gt=0)]]
    output_tokens: NotRequired[Annotated[float, Field(gt=0)]]


@with_config(STRICT)
class Trends(TypedDict):
    """What the trends and leaders follow."""

    workload: Annotated[str, Field(description="Whose capability is held fixed.")]
    levels: Annotated[Names, Field(description="Models whose capability is held fixed, oldest first.")]
    frontier: Annotated[int, Field(gt=1, description="How many of the most capable models are the frontier.")]
    activation_from_b: Annotated[float, Field(gt=0)]
    benchmarks_from_models: Annotated[int, Field(gt=1, description="Fewest models of a benchmark with a leader.")]


@with_config(STRICT)
class BriefingFile(TypedDict):
    """briefing/*.toml: the article, facts by id, claims by id, what trends follow."""

    trends: NotRequired[Trends]
    article: NotRequired[Article]
    fact: NotRequired[dict[str, Fact]]
    claim: NotRequired[dict[str, Claim]]


FILES: dict[str, type] = {"briefing/*.toml": BriefingFile}
"""Path pattern below the catalog -> authoring type."""
