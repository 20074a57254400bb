"""Which language model should run this workload, where, and at what cost."""

__version__ = "0.1.0"
