"""`Any` and `TYPE_CHECKING` without `typing`, whose import takes a twenty-fifth of an answer and serves only checkers.

For type checkers `Any` is typing's; at run time it is `object`. Modules on the path of `--json` take it from here.
"""

TYPE_CHECKING = False
"""True for type checkers, which know the name."""

if TYPE_CHECKING:
    from typing import Any as Any
else:
    Any = object
