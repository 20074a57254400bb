"""Text from data made safe to show: control, bidi and invisible characters become visible escapes.

Every presenter passes strings of the catalog, of files and of the user through `clean`. It never drops a character
and knows no markup: escaping markup, HTML or Markdown is the presenter's own business.
"""

import re

_BAD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_SPACES = {"\n": " ", "\t": " ", "\r": " "}


def clean(text: object) -> str:
    """One line of printable text: line breaks and tabs become spaces, other controls `\\x1b` or `\\u202e`."""
    return _BAD.sub(_visible, str(text))


def clean_lines(text: object) -> tuple[str, ...]:
    """As `clean`, but one entry for each line of `text`."""
    return tuple(clean(line) for line in str(text).split("\n"))


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character in _SPACES:
        return _SPACES[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
