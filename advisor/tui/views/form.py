"""The requirements as rows of the form: groups, values, and what is wrong beside the field it is about."""

from advisor.options import BY_KEY
from advisor.tui import fields
from advisor.tui.state import State
from advisor.tui.views.runs import Column, Line, Row, Run, line, run

COLUMNS = (Column("", 13), Column("", 0))


def rows(state: State) -> tuple[Row, ...]:
    used = state.report.requirements if state.report else {}
    made: list[Row] = []
    group = ""
    for field in fields.fields(state.given, used):
        if field.option.group != group:
            group = field.option.group
            made.append(Row("", ((Run(f"── {group} ", "dim"),),)))
        made.append(Row(field.option.key, (line(field.label), _value(field))))
        if error := wrong(state, field.option.key):
            made.append(Row("", ((Run("✗ ", "bad"), run(error, "bad")),)))
    return tuple(made)


def wrong(state: State, key: str) -> str:
    """What is wrong with a field: of the text as typed, else what the ranking says of its flag; "" when nothing is."""
    blamed = state.trouble.partition(" ")[0].rstrip(":")
    return state.errors.get(key) or (state.trouble if key in BY_KEY and blamed == BY_KEY[key].flag else "")


def _value(field: fields.Field) -> Line:
    if field.value == fields.UNSET:
        return line(field.value, "dim")
    return line(field.value, "strong" if field.given else "dim")


def hint(key: str, error: str = "") -> tuple[Line, ...]:
    """What is wrong with the field under the cursor, else what it means and an example."""
    option = BY_KEY.get(key)
    if option is None:
        return ()
    if error:
        return ((Run("✗ ", "bad"), run(error, "bad")),)
    return (line(option.help), line(f"e.g. {option.example}", "dim"))
