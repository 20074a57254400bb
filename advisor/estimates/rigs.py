"""Rigs: accelerators in hosts with RAM, and how people name them. Knows no model and no price."""

from collections.abc import Mapping

from advisor.catalog import Accelerator
from advisor.errors import AdvisorError, bad_input
from advisor.tuples import NamedTuple

MAX_COUNT = 4096
UNIFIED_KINDS = ("soc", "unified", "edge")
EXAMPLE = '"2x nvidia-rtx-4090", "1x nvidia-rtx-5090 + 2x nvidia-rtx-3090", "8x nvidia-b200 x4" or "cpu"'


class Rig(NamedTuple):
    """Devices of all hosts together."""

    devices: tuple[tuple[Accelerator, int], ...]
    """(accelerator, count over all hosts), in the order typed; empty for a CPU-only rig."""
    hosts: int
    ram_gb: float | None
    """RAM of one host beside the accelerators; None = not known."""

    @property
    def accelerators(self) -> int:
        """Accelerators of all hosts."""
        return sum(count for _, count in self.devices)

    @property
    def label(self) -> str:
        """`2x nvidia-rtx-4090`, `8x nvidia-b200 x4`; the count is that of one host."""
        return " + ".join(f"{count // self.hosts}x {device.id}" for device, count in self.devices) + (
            f" x{self.hosts}" if self.hosts > 1 else ""
        ) if self.devices else "cpu"  # fmt: skip


class Named(NamedTuple):
    """A rig as understood, with what was assumed on the way."""

    rig: Rig
    notes: tuple[str, ...]


def parse_rig(text: str, accelerators: Mapping[str, Accelerator], ram_gb: float | None = None) -> Named:
    """`[N]x DEVICE [+ [N]x DEVICE…] [xHOSTS]` or `cpu`. Raises bad input for an unknown device or a count below 1."""
    words = text.strip().lower()
    if not words:
        raise bad_input("no hardware named", f"give {EXAMPLE}")
    body, hosts = _split_hosts(words)
    if body == "cpu":
        return Named(Rig((), hosts, ram_gb), ())
    devices: dict[str, tuple[Accelerator, int]] = {}
    notes: list[str] = []
    for part in body.split("+"):
        count, name = _split_count(part.strip(), text)
        device, note = find_accelerator(name, accelerators)
        notes += [note] if note else []
        devices[device.id] = (device, devices.get(device.id, (device, 0))[1] + count * hosts)
    rig = in_hosts(Rig(tuple(devices.values()), hosts, ram_gb))
    if rig.hosts > hosts:
        notes.append(f"each {rig.devices[0][0].id} is a computer of its own: {rig.hosts} hosts over a network")
    return Named(rig, tuple(notes))


def in_hosts(rig: Rig) -> Rig:
    """A device that shares its host's memory is a whole computer: several of them are as many hosts."""
    if len(rig.devices) != 1 or not is_unified(rig.devices[0][0]):
        return rig
    return rig._replace(hosts=rig.devices[0][1])


def is_unified(device: Accelerator) -> bool:
    """The accelerator shares the host's memory."""
    return device.kind in UNIFIED_KINDS


def parse_rigs(lines: tuple[str, ...], accelerators: Mapping[str, Accelerator], ram_gb: float | None = None) -> Named:
    """Several lines of one owner as one rig of one host each line's devices share; a single line as `parse_rig`."""
    if len(lines) == 1:
        return parse_rig(lines[0], accelerators, ram_gb)
    return parse_rig(" + ".join(lines), accelerators, ram_gb)


def find_accelerator(name: str, accelerators: Mapping[str, Accelerator]) -> tuple[Accelerator, str]:
    """The device of an id, a family or a name as people write it, and a note where one of several was chosen."""
    wanted = _plain(name)
    exact = [a for a in accelerators.values() if wanted in (_plain(a.id), _plain(a.name))]
    if exact:
        return exact[0], ""
    family = [a for a in accelerators.values() if wanted in (_plain(a.family), _without_vendor(a.family))]
    partial = family or [a for a in accelerators.values() if wanted == _without_vendor(a.id)]
    partial = partial or _by_words(name, accelerators)
    if partial:
        chosen = _preferred(partial)
        others = len(partial) - 1
        more = f" ({others} other form{'s exist' if others > 1 else ' exists'})" if others else ""
        note = f"{name!r} taken as {chosen.id}{more}"
        return chosen, note
    raise _unknown(name, accelerators)


def _split_hosts(words: str) -> tuple[str, int]:
    """A trailing ` xN` is a number of hosts."""
    head, _, tail = words.rpartition(" ")
    if head and tail.startswith("x") and tail[1:].lstrip("-").isdecimal():
        return head.strip(), _positive(tail[1:], words)
    return words, 1


def _split_count(part: str, text: str) -> tuple[int, str]:
    digits = part[: len(part) - len(part.lstrip("-0123456789"))]
    rest = part[len(digits) :].strip()
    if digits and rest[:1] in ("x", "×", "*") and rest[1:].strip():
        return _positive(digits, text), rest[1:].strip()
    if not part or (digits and not rest):
        raise bad_input(f"cannot read the hardware {text[:80]!r}", f"give {EXAMPLE}")
    return 1, part


def _positive(digits: str, text: str) -> int:
    try:
        number = int(digits)
    except ValueError:
        number = 0
    if not 1 <= number <= MAX_COUNT:
        raise bad_input(f"count {digits[:20]} in {text[:80]!r} is not between 1 and {MAX_COUNT}", f"give {EXAMPLE}")
    return number


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _without_vendor(identifier: str) -> str:
    return _plain(identifier.partition("-")[2] or identifier)


def _by_words(name: str, accelerators: Mapping[str, Accelerator]) -> list[Accelerator]:
    """Devices whose id and name together have all words of what was typed, shortest id first: `rtx 4090`.

    A vendor alone, or a letter or two, would be a guess.
    """
    words = set(_words(name))
    if len("".join(words - {a.id.partition("-")[0] for a in accelerators.values()})) < 3:
        return []
    found = [
        (len(a.id.split("-")), a.id, a) for a in accelerators.values() if words <= {*_words(a.id), *_words(a.name)}
    ]
    if not found:
        return []
    shortest = min(found, key=lambda entry: entry[:2])
    return [
        a
        for length, _, a in sorted(found, key=lambda entry: entry[:2])
        if length == shortest[0] or a.family == shortest[2].family
    ]


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def _preferred(devices: list[Accelerator]) -> Accelerator:
    """The SXM form of a family, else the one with most memory, else the first by id."""
    return min(devices, key=lambda a: ("sxm" not in a.id, -(a.memory_gb or 0), a.id))


def _unknown(name: str, accelerators: Mapping[str, Accelerator]) -> AdvisorError:
    from difflib import get_close_matches

    plain = {_plain(a.id): a.id for a in accelerators.values()} | {
        _without_vendor(a.id): a.id for a in accelerators.values()
    }
    near = list(dict.fromkeys(plain[match] for match in get_close_matches(_plain(name), plain, n=5, cutoff=0.5)))
    fix = f"closest: {', '.join(near[:3])}" if near else "list them with `advisor catalog list accelerators`"
    return bad_input(f"unknown accelerator {name[:60]!r}", fix)
