"""Checks of the estimates against measurements that are not shipped. Run by maintainers, never imported."""
