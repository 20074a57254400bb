"""Scalars that several authoring types share. Needs pydantic, so only `compile` and cold tools may import it."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

STRICT = ConfigDict(extra="forbid", strict=True)

SourceId = Annotated[str, Field(description="Id of a source in catalog/sources/.")]
Sources = Annotated[list[str], Field(min_length=1, description="Source ids, first the one that was followed.")]
Read = Annotated[date, Field(description="Day the source was read or published.")]
When = Annotated[date | str, Field(description="A TOML date, or '2025-08' or '2025' where the day is not known.")]
Usd = Annotated[float, Field(gt=0, description="USD, above 0: a price that is not known is absent, never 0.")]
Count = Annotated[int, Field(gt=0)]
Countries = Annotated[list[str], Field(min_length=1, description="ISO 3166 codes, or EU for the whole Union.")]
Effort = Literal["none", "low", "medium", "high", "max"]
Modality = Literal["text", "image", "audio", "video", "pdf"]
Volatile = Annotated[
    Literal["auction", "routed", "spot", "marketplace", "community"],
    Field(description="Why the price moves too often to lead a ranking; absent for list prices."),
]


@with_config(STRICT)
class Doubt(TypedDict):
    """A value someone questioned and nobody has settled yet; `current` is the one in use."""

    field: str
    current: NotRequired[str]
    suggested: NotRequired[str]
    reason: str
    source: str
