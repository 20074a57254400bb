"""Line numbers of keys in TOML text."""

import pytest

from advisor.compile_positions import line_of

TEXT = '''# a comment = 1
name = "x" # trailing
"quoted key" = 1
dotted.inner = 2
list = [
  # inside
  { a = 1, b = "]," },
  { a = 2,
    b = [1,
         2] },
]
text = """
name = "not a key"
"""

[table]
a = 1

[table."odd.key"]
c = '[]'

[[row]]
k = 1

[[row]]
k = 2
[row.sub]
z = 1
[[row.deep]]
y = 1
[[row.deep]]
y = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("quoted key",), 3),
        (("dotted", "inner"), 4),
        (("list",), 5),
        (("list", 0, "b"), 7),
        (("list", 1, "a"), 8),
        (("list", 1, "b", 1), 10),
        (("text",), 12),
        (("table", "a"), 17),
        (("table", "odd.key", "c"), 20),
        (("row", 0, "k"), 23),
        (("row", 1, "k"), 26),
        (("row", 1, "sub", "z"), 28),
        (("row", 1, "deep", 1, "y"), 32),
        (("row", 1, "missing"), 25),
        (("list", 1, "missing"), 8),
        (("missing",), None),
    ],
)
def test_line_of_a_key(path: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_every_shape_ends_without_a_newline() -> None:
    assert line_of("a = [ ]\nb = {}\nc = 1", ("c",)) == 3
