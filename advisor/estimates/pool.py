"""A rig as one pool of memory, bandwidth and arithmetic: what the roofline and the memory split divide by."""

from advisor.catalog import Accelerator
from advisor.estimates.constants import Constants, RamClass
from advisor.estimates.rigs import Rig, is_unified
from advisor.tuples import NamedTuple

VENDORS = {"nvidia": "nvidia", "amd": "amd", "apple": "apple", "intel": "intel"}
FABRICS = ("nvlink", "nvswitch", "infinity", "ici ", "hccs", "roce", "neuronlink", "mtlink", "mlu-link")
REFERENCE_YEAR = 2022.5


class Pool(NamedTuple):
    """Totals are of one host; a CPU-only rig has no devices and streams from RAM."""

    devices: int
    memory_gb: float
    """Stated memory of all devices of a host; of unified devices what the accelerator may take."""
    smallest_gb: float
    bandwidth_gbs: float
    """Of one device, or the share-weighted harmonic mean of a mixed rig."""
    fp16_tflops: float
    """Dense, of the slowest device."""
    stated_tflops: bool
    """False where the rate follows from the bandwidth of the vendor's class."""
    peak_gain: tuple[float, float]
    """FP8 and FP4 dense rate over FP16 of one device; 1 where not known."""
    vendor: str
    unified: bool
    stacked: bool
    """Stacked memory (HBM), read off class and bandwidth."""
    fast_links: bool
    years: float
    """Release after the reference year, clipped to the fitted range."""
    mixed: bool
    ram_gb: float | None
    hosts: int


def pool_of(rig: Rig, constants: Constants) -> Pool | None:
    """None when memory or bandwidth of a device is not known, or a CPU-only rig has no stated RAM."""
    if not rig.devices:
        return _cpu_pool(rig, constants)
    per_host = [(device, max(1, count // rig.hosts)) for device, count in rig.devices]
    sizes = [_device_memory(device, rig, constants) for device, _ in per_host]
    memory, bandwidth = 0.0, 0.0
    for (device, count), size in zip(per_host, sizes, strict=True):
        if size is None or device.bandwidth_gbs is None:
            return None
        memory += size * count
        bandwidth += size * count / device.bandwidth_gbs
    main = per_host[0][0]
    return Pool(
        devices=sum(count for _, count in per_host),
        memory_gb=memory,
        smallest_gb=min(size for size in sizes if size is not None),
        bandwidth_gbs=memory / bandwidth,
        fp16_tflops=min(_tflops(device, constants) for device, _ in per_host),
        stated_tflops=all(device.fp16_tflops is not None for device, _ in per_host),
        peak_gain=_peak_gain(main),
        vendor=vendor_of(main),
        unified=is_unified(main),
        stacked=main.kind == "datacenter" and (main.bandwidth_gbs or 0) >= constants.base["hbm_from_gbs"],
        fast_links=has_fast_links(main),
        years=_years(main.released),
        mixed=len(per_host) > 1,
        ram_gb=None if is_unified(main) else rig.ram_gb,
        hosts=rig.hosts,
    )


def vendor_of(device: Accelerator) -> str:
    """Vendor class with constants of its own, or "other"."""
    vendor = VENDORS.get(device.vendor.lower(), "other")
    if vendor == "nvidia" and is_unified(device):
        return "nvidia-unified"
    return "amd-instinct" if vendor == "amd" and device.kind == "datacenter" else vendor


def has_fast_links(device: Accelerator) -> bool:
    """NVLink, NVSwitch, Infinity Fabric or a network of the vendor's own between the devices of a host."""
    link = (device.interconnect or "").lower()
    return "bridge" not in link and any(name in link for name in FABRICS)


def unified_share(device: Accelerator, constants: Constants) -> float:
    return constants.unified.get(device.vendor.lower(), constants.unified["default"])


def _device_memory(device: Accelerator, rig: Rig, constants: Constants) -> float | None:
    """A typed RAM size is the machine's own memory where accelerator and host share it."""
    if not is_unified(device):
        return device.memory_gb
    total = rig.ram_gb if rig.ram_gb is not None else device.memory_gb
    return None if total is None else total * unified_share(device, constants)


def _cpu_pool(rig: Rig, constants: Constants) -> Pool | None:
    if rig.ram_gb is None:
        return None
    memory = max(0.0, rig.ram_gb - constants.unified["reserve_gb"])
    bandwidth = ram_class(rig, constants).peak_gbs
    return Pool(
        devices=1,
        memory_gb=memory,
        smallest_gb=memory,
        bandwidth_gbs=bandwidth,
        fp16_tflops=bandwidth * constants.vendors["cpu"].tflops_per_gbs,
        stated_tflops=False,
        peak_gain=(1.0, 1.0),
        vendor="cpu",
        unified=True,
        stacked=False,
        fast_links=False,
        years=0.0,
        mixed=False,
        ram_gb=None,
        hosts=rig.hosts,
    )


def ram_class(rig: Rig, constants: Constants) -> RamClass:
    """Memory channels a host of this size and kind most likely has: servers beside datacenter devices, else the
    smallest class that takes the stated RAM."""
    ram = rig.ram_gb or 0.0
    classes = constants.ram
    if any(device.kind == "datacenter" for device, _ in rig.devices):
        classes = tuple(ram for ram in classes if ram.id in ("server", "dual-socket")) or classes
    return next((entry for entry in classes if ram <= entry.up_to_gb), classes[-1])


def _tflops(device: Accelerator, constants: Constants) -> float:
    """Stated dense FP16, else what its vendor's devices reach per bandwidth (a judged figure)."""
    if device.fp16_tflops is not None:
        return device.fp16_tflops
    return constants.vendors[vendor_of(device)].tflops_per_gbs * (device.bandwidth_gbs or 0.0)


def _peak_gain(device: Accelerator) -> tuple[float, float]:
    if not device.fp16_tflops:
        return 1.0, 1.0
    fp8 = (device.fp8_tflops or device.fp16_tflops) / device.fp16_tflops
    fp4 = (device.fp4_tflops / device.fp16_tflops) if device.fp4_tflops else fp8
    return max(1.0, fp8), max(1.0, fp4)


def _years(released: str | None) -> float:
    if not released:
        return 0.0
    month = int(released[5:7]) if len(released) >= 7 and released[5:7].isdecimal() else 6
    return min(3.0, max(-4.0, int(released[:4]) + month / 12 - REFERENCE_YEAR))
