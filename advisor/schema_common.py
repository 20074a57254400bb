"""Scalars that several authoring types share. Needs pydantic, so only `compile` and cold tools may import it."""

from datetime import date
from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, ConfigDict, Field, with_config
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from advisor.constraints.countries import COUNTRIES, UNION

STRICT = ConfigDict(extra="forbid", strict=True)


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise PydanticCustomError("country", "input should be an ISO 3166 country, such as US")
    return code


def _place(code: str) -> str:
    return code if code == UNION else _country(code)


def _each_once(values: list[str]) -> list[str]:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise PydanticCustomError("twice", "'{value}' stands twice: keep each once", {"value": twice})
    return values


Name = Annotated[str, Field(pattern=r"^\S([^\n]*\S)?$", max_length=200, description="One line, as people write it.")]
Country = Annotated[str, AfterValidator(_country), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
Place = Annotated[str, AfterValidator(_place), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
SourceId = Annotated[str, Field(description="Id of a source in catalog/sources/.")]
Sources = Annotated[list[str], Field(min_length=1, description="Source ids, first the one that was followed.")]
Read = Annotated[date, Field(description="Day the source was read or published.")]
When = Annotated[date | str, Field(description="A TOML date, or '2025-08' or '2025' where the day is not known.")]
LEAST_USD = 1e-6
"""The last place money is written to."""
Usd = Annotated[
    float, Field(ge=LEAST_USD, description="USD, at least 1e-6: a price that is not known is absent, never 0.")
]
Count = Annotated[int, Field(gt=0)]
Countries = Annotated[
    list[Place],
    AfterValidator(_each_once),
    Field(min_length=1, description="ISO 3166 codes, or EU for the whole Union."),
]
Effort = Literal["none", "low", "medium", "high", "max"]
Efforts = Annotated[list[Effort], AfterValidator(_each_once)]
Modality = Literal["text", "image", "audio", "video", "pdf"]
Modalities = Annotated[list[Modality], AfterValidator(_each_once)]
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
