"""Builds are killed, interrupted, starved of disk, doubled and locked out; no set may be harmed."""
