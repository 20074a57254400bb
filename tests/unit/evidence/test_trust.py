"""Two reports of one run that differ only in what they say beside the score."""

from advisor.evidence.observations import runs
from advisor.evidence.types import Score

ONE = Score("ifbench", "m", None, "", "", "independent", 70.0, None, "s", "2026-05-01", "", "")


def test_the_report_that_states_its_items_is_used_whatever_the_order():
    stated = ONE._replace(n_items=50)
    assert runs([ONE, stated]) == runs([stated, ONE]) == [stated]
