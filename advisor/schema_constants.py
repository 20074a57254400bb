"""Authoring types of constants: what hosting costs beside the hardware, and spreads of the decision. Needs pydantic."""

from datetime import date
from typing import Annotated, NotRequired

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.schema_common import STRICT, Read, Sources


@with_config(STRICT)
class Constant(TypedDict):
    """One assumption that a user may replace; its unit is in words."""

    value: float
    unit: str
    read: NotRequired[Read]
    date: NotRequired[Annotated[date, Field(description="Day it was judged.")]]
    sources: Sources
    lower: NotRequired[Annotated[float, Field(description="End of its 90 % range that speaks against two models.")]]
    weight: NotRequired[Annotated[float, Field(gt=0, description="Of this path among the alternatives.")]]
    note: NotRequired[str]


HostingFile = dict[str, Constant]
DecisionFile = dict[str, dict[str, Constant]]

FILES: dict[str, object] = {"hosting.toml": HostingFile, "decision.toml": DecisionFile}
