"""`NamedTuple` that is cheap to define: an answer defines some hundred of them and makes instances of half.

For type checkers it is `typing.NamedTuple`. At run time a class costs a few microseconds to define instead of some
eighty, because its constructor is compiled only when some instances were made. Same fields, defaults, `_make`,
`_replace`, `_asdict`, comparison and hashing; no other module may rely on more.
"""

from advisor.hints import TYPE_CHECKING

COMPILED_AT = 12
"""Instances of a class until its constructor is compiled: that takes as long as making so many without."""

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter

    _new = tuple.__new__
    _made = {}

    def _constructor(cls):
        """Compiles `__new__` with the fields as parameters, as collections.namedtuple does."""
        names = ", ".join(cls._fields)
        code = f"lambda _cls, {names}: _new(_cls, ({names}{',' if len(cls._fields) == 1 else ''}))"
        made = eval(code, {"_new": _new, "__builtins__": {}, "__name__": cls.__module__})
        made.__defaults__ = tuple(cls._field_defaults.values())
        made.__name__ = "__new__"
        return made

    def _first(cls, *args, **kwargs):
        """The constructor until there are enough instances to repay a compiled one, which also words what is wrong."""
        _made[cls] = count = _made.get(cls, 0) + 1
        fields = cls._fields
        if count < COMPILED_AT:
            rest = fields[len(args) :]
            try:
                if len(args) + len(kwargs) == len(fields):
                    return _new(cls, [*args, *map(kwargs.__getitem__, rest)] if kwargs else args)
                if len(args) <= len(fields) and all(map(rest.__contains__, kwargs)):
                    return _new(cls, [*args, *map({**cls._field_defaults, **kwargs}.__getitem__, rest)])
            except KeyError:
                pass  # a field is missing: the compiled constructor says which
        made = cls.__new__ = _constructor(cls)
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
