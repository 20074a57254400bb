"""The what-if track as text: `──◆────●──────` with what leads beyond each flip."""

from advisor.tui import fields, slider
from advisor.tui.state import model_of
from advisor.tui.views.runs import Line, Run, fitted, join, line, run


def lines(track: slider.Track, width: int) -> tuple[Line, ...]:
    room = max(10, width)
    cells = ["─"] * room
    for value, _ in track.flips:
        cells[slider.cell(track, value, room)] = "◆"
    at = slider.cell(track, track.value, room)
    told = [
        line(f"◆ {fields.show(track.key, value)}: {model_of(then)} leads", "warn") for value, then in track.flips[:3]
    ]
    label = (run(f"{fields.label(track.key)} ", "strong"), run(fields.show(track.key, track.value), "accent"))
    ends = line(f"{fields.show(track.key, track.start)} … {fields.show(track.key, track.end)}", "dim")
    drawn = (Run("".join(cells[:at]), "dim"), Run("●", "mark"), Run("".join(cells[at + 1 :]), "dim"))
    none = line("no flip of the leader on this track", "dim")
    return (*fitted(join([label, *(told or [none]), ends]), room, 1), drawn)
