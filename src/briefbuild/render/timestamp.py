"""The one time that finished files carry: no clock is read, so that the same brief gives the same
bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def fixed_time(date: str) -> datetime:
    """SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else the first
    moment, in UTC, of a brief's date: of “2023”, “2023-05” or “2023-05-14”."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    year, month, day = [*(int(part) for part in date.split("-")), 1, 1][:3]
    return datetime(year, month, day, tzinfo=UTC)
