"""What pytest leaves alone here: programs that are run with clients generated from the description."""

from __future__ import annotations

collect_ignore = ["clients"]
