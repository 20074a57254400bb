"""Text in CSV cells: a spreadsheet runs what looks like a formula, so that such a cell is written behind a quote."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """The text of a cell that no spreadsheet runs as a formula; `unguarded` takes the guard off again."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
