"""The test plan as a document: the presenter's lines, its tables kept whole, a title where a new part begins."""

from advisor.tui.state import State
from advisor.tui.views.document import Section, title
from advisor.tui.views.runs import line


def heading(state: State) -> str:
    return "Test plan"


def sections(lines: tuple[str, ...], width: int) -> tuple[Section, ...]:
    """Sentences start with `- `, table rows with two blanks; any other line is the title of what follows."""
    made = [title("what to test next on your own data")]
    for at, text in enumerate(lines):
        if text.startswith("- "):
            made.append(Section(f"line {at}", line(text.removeprefix("- "))))
        elif text.startswith("  "):
            made.append(Section(f"line {at}", line(text.strip())))
        elif text:
            made.append(title(text))
    return tuple(made)
