"""Authoring types of the catalog's TOML files: what a contributor may write, and the JSON Schema editors read.

Only `compile` and cold tools import this module, because it needs pydantic. Ids come from paths, so no file states its
own. An absent key is unknown; unknown keys fail. Dates are TOML dates where the day is known; prices are USD per 1M
tokens. Rules, licences and presets are typed in `schema_policy`, benchmarks in `schema_evidence`.
"""

from datetime import date
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

STRICT = ConfigDict(extra="forbid", strict=True)

type_doc = Field
Sources = Annotated[list[str], Field(min_length=1, description="Source ids, as in catalog/sources/.")]
Read = Annotated[date, Field(description="Day the source was read or published.")]
When = Annotated[date | str, Field(description="TOML date, or '2025-08' / '2025' where the day is not known.")]
Money = Annotated[float, Field(gt=0, description="USD; 0 and absent are different: an unknown price is absent.")]
Effort = Literal["none", "low", "medium", "high", "max"]
Modality = Literal["text", "image", "audio", "video", "pdf"]
