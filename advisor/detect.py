"""This machine's accelerators and RAM as a rig: a suggestion that whatever the user types overrides.

Reads NVIDIA through nvidia-ml-py, AMD through sysfs, Apple through sysctl, RAM through psutil or sysconf, each only
when present. It never runs a benchmark and sends nothing anywhere.
"""

import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from advisor.catalog import Accelerator
from advisor.errors import AdvisorError, bad_input
from advisor.estimates.rigs import Named, Rig, find_accelerator, is_unified, parse_rig

DRM = Path("/sys/class/drm")
AMD_VENDOR = "0x1002"
SAME_MEMORY = 0.15
"""Relative: drivers keep a little back, while forms of one name differ by a fifth and more."""
UNTOLD = frozenset(
    ("geforce", "graphics", "radeon(tm)", "corporation", "gpu", "(r)", "(tm)", "tesla", "generation", "workstation",
     "server", "edition", "hbm2", "hbm2e", "hbm3", "hbm3e")
)  # fmt: skip
"""Words of drivers that ids do not have. Laptop is none of them: that is another, smaller device."""
TYPE_IT = 'name it: --on "2x nvidia-rtx-4090" (or --gpus), with --ram'


class Device(NamedTuple):
    """A device as its driver shows it."""

    name: str
    memory_gb: float | None
    """GB = 1e9 bytes; None = not told."""


def detect(accelerators: Mapping[str, Accelerator]) -> Named:
    """What was found, with a note per guess; bad input when there is neither an accelerator nor a RAM size."""
    shown = nvidia_devices() or amd_devices() or apple_devices()
    ram = ram_gb()
    if not shown and ram is None:
        raise bad_input("no accelerator and no RAM size found on this machine", TYPE_IT)
    return rig_of(shown, ram, accelerators)


def rig_of(shown: Iterable[Device], ram: float | None, accelerators: Mapping[str, Accelerator]) -> Named:
    """The rig of devices as their drivers show them; a device the catalog lacks is noted and left out."""
    devices: dict[str, tuple[Accelerator, int]] = {}
    notes: list[str] = []
    for one in shown:
        try:
            device, note = find_accelerator(plain_name(one.name), accelerators)
        except AdvisorError as problem:
            notes.append(f"found {one.name!r}, which the catalog does not have: left out; {problem.fix}")
            continue
        if _differs(one, device):
            sizes = f"with {one.memory_gb:.1f} GB, where {device.id} has {device.memory_gb:.1f} GB"
            notes.append(f"found {one.name!r} {sizes}: left out; {TYPE_IT}")
            continue
        notes += [note] if note and note not in notes else []
        devices[device.id] = (device, devices.get(device.id, (device, 0))[1] + 1)
    if not devices:
        named = parse_rig("cpu", accelerators, ram)
        return Named(named.rig, (*notes, "detected: no accelerator, CPU only"))
    rig = Rig(tuple(devices.values()), 1, ram)
    return Named(rig, (*notes, f"detected: {rig.label}"))


def _differs(shown: Device, device: Accelerator) -> bool:
    """Whether memory tells that it is another form; what shares the host's memory is sold with several sizes."""
    if shown.memory_gb is None or device.memory_gb is None or is_unified(device):
        return False
    return abs(shown.memory_gb / device.memory_gb - 1) > SAME_MEMORY


def plain_name(name: str) -> str:
    """`NVIDIA GeForce RTX 4090` -> `nvidia rtx 4090`: without the words that ids do not have."""
    return " ".join(word for word in name.lower().replace("/", " ").split() if word not in UNTOLD)


def nvidia_devices() -> list[Device]:
    """What nvidia-ml-py shows; none without the library, the driver or a device."""
    try:
        import pynvml
    except ImportError:
        return []
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return []
    try:
        return [_nvidia(pynvml, index) for index in range(pynvml.nvmlDeviceGetCount())]
    except pynvml.NVMLError:
        return []
    finally:
        pynvml.nvmlShutdown()


def _nvidia(library: Any, index: int) -> Device:
    """Older cards are called Tesla without their maker; chips that share the host's memory tell no size."""
    handle = library.nvmlDeviceGetHandleByIndex(index)
    told = library.nvmlDeviceGetName(handle)
    name = told.decode() if isinstance(told, bytes) else str(told)
    try:
        memory = library.nvmlDeviceGetMemoryInfo(handle).total / 1e9
    except library.NVMLError:
        memory = None
    return Device(name if "nvidia" in name.lower() else f"NVIDIA {name}", memory)


def amd_devices(root: Path = DRM) -> list[Device]:
    """What the amdgpu driver shows in sysfs."""
    found = []
    for card in sorted(root.glob("card[0-9]*")):
        if "-" in card.name or _read(card / "device" / "vendor") != AMD_VENDOR:
            continue
        name, size = _read(card / "device" / "product_name"), _read(card / "device" / "mem_info_vram_total")
        found += [Device(name, int(size) / 1e9 if size and size.isdecimal() else None)] if name else []
    return found


def apple_devices() -> list[Device]:
    """The chip of a Mac: `Apple M4 Max`."""
    if platform.system() != "Darwin":
        return []
    from subprocess import SubprocessError, run

    try:
        found = run(["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, timeout=5)
    except (OSError, SubprocessError):
        return []
    return [Device(found.stdout.strip(), None)] if found.stdout.startswith("Apple") else []


def ram_gb() -> float | None:
    """Installed RAM in GB = 1e9 bytes."""
    try:
        import psutil
    except ImportError:
        try:
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
        except (ValueError, OSError, AttributeError):
            return None
    return float(psutil.virtual_memory().total) / 1e9


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
