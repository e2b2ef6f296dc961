"""The log: one JSON object a line on standard error.

Owns: its form. Must not: log anything itself.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """A record as JSON: time (UTC), level, words, what went with it, and of an unforeseen fault where it was."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "time": moment,
            "level": record.levelname.lower(),
            "process": record.process,
            "event": record.getMessage(),
        }
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin(requests: bool) -> None:
    """Write the log from now on; a line for every request where it is wanted, else for those that went wrong here."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("gongkai.requests").setLevel(logging.INFO if requests else logging.ERROR)
