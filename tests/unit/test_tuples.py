"""The cheap NamedTuple behaves as the library's in everything that is relied on."""

import copy
import pickle
import typing

import pytest

from advisor.tuples import NamedTuple


class Cheap(NamedTuple):
    a: int
    b: float = 2.0
    c: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.a


class Library(typing.NamedTuple):
    a: int
    b: float = 2.0
    c: tuple[int, ...] = ()


@pytest.mark.parametrize("kind", [Cheap, Library])
def test_both_kinds_do_the_same(kind):
    one = kind(1, c=(3,))
    assert one == (1, 2.0, (3,))
    assert hash(one) == hash((1, 2.0, (3,)))
    assert one._replace(b=5.0) == (1, 5.0, (3,))
    assert one._asdict() == {"a": 1, "b": 2.0, "c": (3,)}
    assert kind._make([1, 2, 3]) == (1, 2, 3)
    assert kind._fields == ("a", "b", "c")
    assert kind._field_defaults == {"b": 2.0, "c": ()}
    assert repr(one).endswith("(a=1, b=2.0, c=(3,))")
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one
    assert typing.get_type_hints(kind)["b"] is float
    match one:
        case kind(1, b):
            assert b == 2.0


@pytest.mark.parametrize("kind", [Cheap, Library])
@pytest.mark.parametrize("bad", [(), (1, 2, 3, 4)])
def test_a_wrong_number_of_arguments_is_refused(kind, bad):
    with pytest.raises(TypeError):
        kind(*bad)
    with pytest.raises((ValueError, TypeError), match="unexpected"):  # the library changed its mind in 3.13
        kind(1)._replace(nothing=1)
    with pytest.raises(TypeError):
        kind._make([1])


def test_methods_and_fields_are_kept_and_frozen():
    one = Cheap(4)
    assert one.twice == 8
    with pytest.raises(AttributeError):
        one.a = 5


def test_classes_with_as_many_fields_keep_their_own_names_and_defaults():
    class Fresh(NamedTuple):
        a: int
        b: float = 2.0

    class Other(NamedTuple):
        left: int
        right: int

    made = [(Fresh(1), Fresh(1, 3.0), Fresh(b=3.0, a=1), Other(right=1, left=0)) for _ in range(2)]
    assert set(made) == {((1, 2.0), (1, 3.0), (1, 3.0), (0, 1))}
    with pytest.raises(TypeError, match=r"Other\.__new__\(\) missing 1 required positional argument: 'right'"):
        Other(1)


@pytest.mark.parametrize("kind", [Cheap, Library])
@pytest.mark.parametrize("arguments", [{"b": 1.0}, {"a": 1, "d": 2}, {"a": 1, "b": 1.0, "c": (), "d": 2}])
def test_wrong_names_are_refused(kind, arguments):
    with pytest.raises(TypeError):
        kind(**arguments)


@pytest.mark.parametrize("kind", [Cheap, Library])
def test_an_argument_given_twice_is_refused(kind):
    with pytest.raises(TypeError):
        kind(1, a=1)


def test_annotations_that_are_made_late_are_fields_too():
    """As Python 3.14 hands them to a metaclass."""
    late = type(NamedTuple)("Late", (NamedTuple,), {"__annotate_func__": lambda form: {"x": int, "y": int}, "y": 2})
    assert late(1) == (1, 2)
    assert late._fields == ("x", "y")
