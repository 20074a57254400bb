from advisor import record
from advisor.record_changes import recheck
from tests.unit.samples import RENT, catalog, model, offer

ROW = {"id": "open-400b@host", "model": "open-400b", "route": "hosted", "provider": "host", "region": "default"}


def result(first="open-400b@host", status="allowed", rank=1, excluded=()):
    row = {**ROW, "id": first, "rank": rank, "verdict": {"status": status}}
    return {"answer": {"option": first}, "options": [row], "excluded": list(excluded), "as_of": "2026-11-23"}


def facts(**changes):
    return record.facts(catalog(**changes), [ROW], "2026-11-23")


def kinds(before, after, was=None, now=None):
    found = recheck(before, after, was or result(), now or result())
    return [(change.kind, change.subject) for change in found.changes], found


def test_nothing_changed():
    changes, found = kinds(facts(), facts())
    assert changes == []
    assert found.holds
    assert found.sentence == "The decision holds: open-400b@host still comes first; 0 changes found."


def test_a_changed_price_names_its_part():
    changes, found = kinds(facts(), facts(offers=(offer(input=0.7),)))
    assert changes == [("price", "open-400b@host")]
    assert found.changes[0].text == "open-400b@host: input 0.6 -> 0.7"


def test_a_price_that_is_gone_is_one_change():
    """Not one for each of its parts, of which most have no value to lose."""
    changes, found = kinds(facts(), facts(offers=()))
    assert changes == [("price", "open-400b@host")]
    assert found.changes[0].text == "open-400b@host: no price of it is known"


def test_what_an_older_version_did_not_record_is_no_change():
    before = facts()
    before["prices"] = {name: {"input": 0.6, "output": 3.6} for name in before["prices"]}
    assert kinds(before, facts(offers=(offer(flex_input=0.3, flex_output=1.8),)))[0] == []


def test_a_retirement_and_a_licence():
    retired = model(retires="2027-01-01", license="mit")
    changes, _ = kinds(facts(), facts(models=(retired, model("closed-1"))))
    assert changes == [("licence", "open-400b"), ("retirement", "open-400b")]


def test_new_models_and_amended_rules():
    before = facts()
    after = {**facts(models=(model(), model("closed-1"), model("new-1"))), "rules": {"r2": 2, "r3": 4}}
    changes, found = kinds({**before, "rules": {"r1": 1, "r2": 1}}, after)
    assert changes == [("rule", "r1"), ("rule", "r2"), ("rule", "r3"), ("new-model", "new-1")]
    assert [change.text for change in found.changes[:3]] == [
        "rule r1 is gone", "rule r2 was amended", "rule r3 is new"
    ]  # fmt: skip


def test_another_first_or_another_verdict_changes_the_answer():
    _, found = kinds(facts(), facts(), now=result("closed-1@maker"))
    assert not found.holds
    assert found.sentence.startswith("The decision changed: open-400b@host came first, now closed-1@maker; ")
    _, found = kinds(facts(), facts(), now=result(status="review"))
    assert not found.holds
    assert "was allowed and is now review" in found.sentence


def test_rows_that_moved_left_or_were_excluded():
    changes, _ = kinds(facts(), facts(), now=result(rank=3))
    assert changes == [("rank", "open-400b@host")]
    miss = {"id": "open-400b@host", "gate": "budget", "reason": "$900 a month"}
    changes, found = kinds(facts(), facts(), now=result("closed-1@maker", excluded=[miss]))
    assert changes == [("gone", "open-400b@host"), ("new-option", "closed-1@maker")]
    assert "is excluded now: budget ($900 a month)" in found.changes[0].text


def test_prices_of_a_rented_row_are_its_hourly_rents():
    row = {
        **ROW, "route": "rented", "provider": "cloud", "region": "us-east",
        "hardware": {"devices": [{"accelerator": RENT.accelerator}]},
    }  # fmt: skip
    assert record.prices(catalog(), row, "2026-11-23") == {"h200.8x on-demand": 28.0}
    assert record.prices(catalog(), row, "2026-01-01") == {}
    assert record.prices(catalog(), {**row, "route": "owned"}, "2026-11-23") == {}


def test_the_newest_offer_in_force_is_the_price():
    later = offer(input=0.5, valid_from="2026-12-01")
    found = record.prices(catalog(offers=(offer(), later)), ROW, "2026-11-23")
    assert found["input"] == 0.6
    assert record.prices(catalog(offers=(offer(), later)), ROW, "2026-12-02")["input"] == 0.5
    assert record.prices(catalog(offers=()), ROW, "2026-11-23") == {}
