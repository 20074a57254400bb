"""This machine's accelerators and RAM as a rig: a suggestion that whatever the user types overrides.

Reads NVIDIA through nvidia-ml-py, AMD through sysfs, Apple through sysctl, RAM through psutil or sysconf, each only
when present. It never runs a benchmark and sends nothing anywhere.
"""

import os
import platform
from collections.abc import Mapping
from pathlib import Path

from advisor.catalog import Accelerator
from advisor.errors import AdvisorError, bad_input
from advisor.estimates.rigs import Named, Rig, find_accelerator, parse_rig

DRM = Path("/sys/class/drm")
AMD_VENDOR = "0x1002"
TYPE_IT = 'name it: --on "2x nvidia-rtx-4090" (or --gpus), with --ram'


def detect(accelerators: Mapping[str, Accelerator]) -> Named:
    """What was found, with a note per guess; bad input when there is neither an accelerator nor a RAM size."""
    names = nvidia_names() or amd_names() or apple_names()
    ram = ram_gb()
    if not names and ram is None:
        raise bad_input("no accelerator and no RAM size found on this machine", TYPE_IT)
    return rig_of(names, ram, accelerators)


def rig_of(names: list[str], ram: float | None, accelerators: Mapping[str, Accelerator]) -> Named:
    """The rig of device names as their drivers spell them; a device the catalog lacks is noted and left out."""
    devices: dict[str, tuple[Accelerator, int]] = {}
    notes = []
    for name in names:
        try:
            device, note = find_accelerator(plain_name(name), accelerators)
        except AdvisorError as problem:
            notes.append(f"found {name!r}, which the catalog does not have: left out; {problem.fix}")
            continue
        notes += [note] if note and note not in notes else []
        devices[device.id] = (device, devices.get(device.id, (device, 0))[1] + 1)
    if not devices:
        named = parse_rig("cpu", accelerators, ram)
        return Named(named.rig, (*notes, "detected: no accelerator, CPU only"))
    rig = Rig(tuple(devices.values()), 1, ram)
    return Named(rig, (*notes, f"detected: {rig.label}"))


def plain_name(name: str) -> str:
    """`NVIDIA GeForce RTX 4090` -> `nvidia rtx 4090`; marketing words that ids do not have are dropped."""
    dropped = {"geforce", "graphics", "radeon(tm)", "corporation", "laptop", "gpu", "(r)", "(tm)"}
    return " ".join(word for word in name.lower().replace("/", " ").split() if word not in dropped)


def nvidia_names() -> list[str]:
    """Product names by nvidia-ml-py; none without the library, the driver or a device."""
    try:
        import pynvml
    except ImportError:
        return []
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return []
    try:
        handles = [pynvml.nvmlDeviceGetHandleByIndex(index) for index in range(pynvml.nvmlDeviceGetCount())]
        names = [pynvml.nvmlDeviceGetName(handle) for handle in handles]
        return [name.decode() if isinstance(name, bytes) else str(name) for name in names]
    except pynvml.NVMLError:
        return []
    finally:
        pynvml.nvmlShutdown()


def amd_names(root: Path = DRM) -> list[str]:
    """Product names the amdgpu driver shows in sysfs."""
    names = []
    for card in sorted(root.glob("card[0-9]*")):
        if "-" in card.name or _read(card / "device" / "vendor") != AMD_VENDOR:
            continue
        name = _read(card / "device" / "product_name")
        names += [name] if name else []
    return names


def apple_names() -> list[str]:
    """The chip of a Mac: `Apple M4 Max`."""
    if platform.system() != "Darwin":
        return []
    from subprocess import SubprocessError, run

    try:
        found = run(["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, timeout=5)
    except (OSError, SubprocessError):
        return []
    return [found.stdout.strip()] if found.stdout.startswith("Apple") else []


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
