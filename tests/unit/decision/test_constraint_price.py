from advisor.decision.constraint_price import constraint_prices
from advisor.report import ConstraintPrice


def test_barring_an_origin_costs_the_difference_of_the_worked_example():
    found = constraint_prices(39.58, [(("origin",), 43.49), (("origin",), 43.42), (("residency",), 20.0)])
    assert [price.constraint for price in found] == ["origin", "residency"]
    assert round(found[0].usd_per_1k_calls, 2) == 3.91
    assert found[1].usd_per_1k_calls == 0


def test_an_option_behind_two_gates_prices_neither():
    found = constraint_prices(1.0, [(("origin", "residency"), 9.0)])
    assert found == (ConstraintPrice("origin", None), ConstraintPrice("residency", None))


def test_without_a_price_or_a_best_option_the_price_is_unknown():
    assert constraint_prices(1.0, [(("price-unknown",), None)]) == (ConstraintPrice("price-unknown", None),)
    assert constraint_prices(None, [(("budget",), 5.0)]) == (ConstraintPrice("budget", None),)
