"""The JSON document: the contract's shape, plain ASCII, and no value that JSON cannot hold."""

import json

import jsonschema
import pytest

from advisor.cli.schema import named_schema
from advisor.present import json as presenter
from advisor.report import Report
from tests.golden.sample import REPORT
from tests.unit.present.hostile import empty_report, hostile_report


@pytest.mark.parametrize("report", [REPORT, hostile_report(), empty_report()], ids=["sample", "hostile", "empty"])
def test_it_is_what_its_schema_says(report: Report) -> None:
    text = presenter.render(report)
    assert text.isascii()
    document = json.loads(text)
    assert next(iter(document)) == "schema"
    jsonschema.validate(document, named_schema("recommendation"))


def test_a_trailing_underscore_of_a_field_is_dropped() -> None:
    document = presenter.document(REPORT)
    assert document["options"][0]["hardware"]["devices"] == [{"accelerator": "nvidia-h200-sxm", "count": 8}]
    assert document["options"][0]["flips"][0]["from"] == 0.05


def test_infinity_is_refused() -> None:
    broken = REPORT._replace(answer=REPORT.answer._replace(evpi_usd_per_1k_calls=float("inf")))
    with pytest.raises(ValueError, match="JSON"):
        presenter.render(broken)
