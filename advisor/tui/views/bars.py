"""Bars and intervals drawn with block characters. Numbers in, text of a given width out."""

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(value: float, largest: float, width: int) -> str:
    """`value` of `largest` as a bar of at most `width` cells, an eighth of a cell fine; anything above 0 shows."""
    if largest <= 0 or value <= 0 or width <= 0:
        return ""
    eighths = max(1, round(min(1.0, value / largest) * width * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def rule(value: float, largest: float, width: int) -> str:
    """As `bar`, but thin and half a cell fine: for many bars beside each other."""
    if largest <= 0 or value <= 0 or width <= 0:
        return ""
    whole, rest = divmod(max(1, round(min(1.0, value / largest) * width * 2)), 2)
    return "━" * whole + ("╸" if rest else "")


def interval(low: float, mean: float, high: float, scale: tuple[float, float], width: int) -> str:
    """An interval on a scale: `  ├──●┤ `, exactly `width` cells."""
    start, end = scale
    span = max(end - start, 1e-9)

    def cell(value: float) -> int:
        return max(0, min(width - 1, round((value - start) / span * (width - 1))))

    left, middle, right = cell(low), cell(mean), cell(high)
    cells = [" "] * width
    for at in range(left, right + 1):
        cells[at] = "─"
    cells[left], cells[right] = "├", "┤"
    cells[middle] = "●"
    return "".join(cells)
