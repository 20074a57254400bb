"""`NamedTuple` that is cheap to define: an answer defines more than a hundred of them.

For type checkers it is `typing.NamedTuple`. At run time a class costs a few microseconds to define instead of some
eighty: its constructor is that of any class with as many fields, with the names put in when the first instance is
made. Same fields, defaults, `_make`, `_replace`, `_asdict`, comparison and hashing; no other module may rely on more.
"""

from advisor.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter

    _new = tuple.__new__
    # Written out for most widths, since compiling one takes as long as renaming a hundred.
    _templates = {
        1: lambda _, a: _new(_, (a,)),
        2: lambda _, a, b: _new(_, (a, b)),
        3: lambda _, a, b, c: _new(_, (a, b, c)),
        4: lambda _, a, b, c, d: _new(_, (a, b, c, d)),
        5: lambda _, a, b, c, d, e: _new(_, (a, b, c, d, e)),
        6: lambda _, a, b, c, d, e, f: _new(_, (a, b, c, d, e, f)),
        7: lambda _, a, b, c, d, e, f, g: _new(_, (a, b, c, d, e, f, g)),
        8: lambda _, a, b, c, d, e, f, g, h: _new(_, (a, b, c, d, e, f, g, h)),
        9: lambda _, a, b, c, d, e, f, g, h, i: _new(_, (a, b, c, d, e, f, g, h, i)),
        10: lambda _, a, b, c, d, e, f, g, h, i, j: _new(_, (a, b, c, d, e, f, g, h, i, j)),
        11: lambda _, a, b, c, d, e, f, g, h, i, j, k: _new(_, (a, b, c, d, e, f, g, h, i, j, k)),
        12: lambda _, a, b, c, d, e, f, g, h, i, j, k, m: _new(_, (a, b, c, d, e, f, g, h, i, j, k, m)),
        13: lambda _, a, b, c, d, e, f, g, h, i, j, k, m, n: _new(_, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
    }

    def _template(count):
        made = _templates.get(count)
        if made is None:
            names = ", ".join([f"_{place}" for place in range(count)])
            made = _templates[count] = eval(f"lambda _, {names}: _new(_, ({names}))", {"_new": _new})
        return made

    def _first(cls, *args, **kwargs):
        """Makes the first instance and the constructor of all others, with the fields as its parameters."""
        template = _template(len(cls._fields))
        code = template.__code__.replace(
            co_varnames=("_", *cls._fields), co_name="__new__", co_qualname=f"{cls.__name__}.__new__"
        )
        made = type(template)(code, template.__globals__, "__new__", tuple(cls._field_defaults.values()))
        cls.__new__ = made
        return made(cls, *args, **kwargs)

    def _fields_of(namespace):
        """Names of the annotations, which Python 3.14 keeps as a function that makes them (PEP 749)."""
        annotations = namespace.get("__annotations__")
        if annotations is None:
            annotate = namespace.get("__annotate_func__") or namespace.get("__annotate__")
            annotations = annotate(1) if annotate else ()
        return tuple(annotations)

    class _Meta(type):
        def __new__(mcs, name, bases, namespace):
            if bases == ():
                return type.__new__(mcs, name, (tuple,), namespace)
            if bases != (NamedTuple,):
                return type.__new__(mcs, name, bases, namespace)
            fields = _fields_of(namespace)
            defaults = {field: namespace.pop(field) for field in fields if field in namespace}
            namespace.update({field: _tuplegetter(place, None) for place, field in enumerate(fields)})
            namespace.update(
                __slots__=(), _fields=fields, _field_defaults=defaults, __match_args__=fields, __new__=_first
            )
            return type.__new__(mcs, name, bases, namespace)

    class NamedTuple(metaclass=_Meta):
        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values):
            made = _new(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)
