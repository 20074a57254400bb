"""Authoring types of workloads, developers, sources, units, aliases and price history. Cold: needs pydantic."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import STRICT, Country, Effort, Modalities, Name, Read, SourceId, Sources, Usd, When
from advisor.schema_evidence import WorkloadEvidenceTable

Share = Annotated[float, Field(ge=0, le=1)]
Tokens = Annotated[float, Field(gt=0)]
Sentence = Annotated[str, Field(pattern=r"\S")]


@with_config(STRICT)
class WorthPreset(TypedDict):
    """A worth of one more right answer that a person can recognise as theirs."""

    label: str
    usd: Usd


@with_config(STRICT)
class WorkloadFile(TypedDict):
    """workloads/<id>.toml: the shape of one call and what a right one is worth. Tokens are per call, turns summed."""

    name: Name
    means: Annotated[str, Field(description="What one call is.")]
    input_tokens: Tokens
    output_tokens: Tokens
    reasoning_tokens: Annotated[float, Field(ge=0, description="At medium effort, on top of output_tokens.")]
    cached_share: Share
    batch_share: Share
    flex_share: NotRequired[Share]
    turns: Annotated[float, Field(ge=1)]
    context: NotRequired[Annotated[int, Field(gt=0, description="Largest single request; absent = input + output.")]]
    calls_per_day: Tokens
    right_of_100: Annotated[float, Field(gt=0, lt=100, description="What a good current model gets right.")]
    worth: Usd
    worth_low: Usd
    worth_high: Usd
    worth_means: str
    worth_presets: Annotated[list[WorthPreset], Field(min_length=2)]
    peak_to_mean: Annotated[float, Field(ge=1)]
    retries: Share
    quality_floor: NotRequired[Annotated[float, Field(gt=0, lt=1)]]
    modalities: Annotated[Modalities, Field(min_length=1, description="Inputs a model must take.")]
    needs_tools: bool
    prefers: NotRequired[Annotated[list[str], Field(description="Abilities that help but do not exclude.")]]
    reasoning_multiplier: Annotated[
        dict[Effort, Annotated[float, Field(ge=0)]], Field(description="Effort -> multiple of the tokens.")
    ]
    hints: Annotated[list[str], Field(min_length=1, description="What to check on one's own data.")]
    read: Read
    sources: Sources
    evidence: NotRequired[WorkloadEvidenceTable]


@with_config(STRICT)
class Developer(TypedDict):
    name: Name
    country: NotRequired[Annotated[Country, Field(description="ISO country of the headquarters.")]]
    read: Read
    sources: Sources


@with_config(STRICT)
class DevelopersFile(TypedDict):
    """developers.toml: who makes models."""

    developer: dict[str, Developer]


@with_config(STRICT)
class Source(TypedDict):
    """Where figures come from; everything in the catalog cites one of these."""

    title: Sentence
    publisher: NotRequired[str]
    kind: NotRequired[str]
    url: NotRequired[str]
    mirror: NotRequired[str]
    version: NotRequired[str]
    date: NotRequired[Annotated[When, Field(description="Of publication or of the snapshot.")]]
    read: NotRequired[Read]
    licence: NotRequired[Annotated[str, Field(description="Terms of reuse; absent = not stated where it was read.")]]
    measured_by: NotRequired[str]
    trust: NotRequired[Literal["high", "medium", "low"]]
    note: NotRequired[str]


@with_config(STRICT)
class SourcesFile(TypedDict):
    """sources/*.toml: source id -> source; ids are unique over the folder."""

    source: dict[str, Source]


@with_config(STRICT)
class Unit(TypedDict):
    name: Name
    symbol: Name
    means: str
    decimals: NotRequired[Annotated[int, Field(ge=0, le=6)]]


@with_config(STRICT)
class UnitsFile(TypedDict):
    """units.toml: the vocabulary of units that keys, labels and documents share."""

    unit: dict[str, Unit]


@with_config(STRICT)
class AliasFile(TypedDict):
    """aliases/*.toml: reviewed joins of one set of foreign names to catalog ids."""

    joins: Annotated[str, Field(description="What the names are and what kind of id they become.")]
    reviewed: date
    names: dict[str, str]
    unknown: Annotated[list[str], Field(description="Names that stand for nothing in the catalog.")]
    note: NotRequired[str]


@with_config(STRICT)
class PastPrice(TypedDict):
    name: Annotated[str, Field(description="The publisher's model name; aliases/price_history.toml joins it.")]
    date: NotRequired[When]
    end: NotRequired[Annotated[date, Field(description="First day it no longer held.")]]
    input: Usd
    output: Usd
    kind: Annotated[str, Field(description="How the date is known.")]
    source: SourceId
    url: NotRequired[str]


@with_config(STRICT)
class HistoryFile(TypedDict):
    """history/<publisher>.toml: dated list prices, never overwritten."""

    price: list[PastPrice]
