"""Snapshots: all facts of a release in one JSON document, byte for byte the same each time.

Owns: that document. Must not: touch disk, or know how releases are compared.
"""

from __future__ import annotations

import hashlib
import json

from catalog_graph.history.facts import Fact, State, order


def snapshot(version: str, day: str, state: State) -> bytes:
    """The facts of a release, one a line, in the order of tables and keys."""
    facts = (
        {"table": fact.table, "key": fact.key, "iri": fact.iri, "cells": dict(sorted(state[fact].items()))}
        for fact in sorted(state, key=order)
    )
    head = _compact({"version": version, "date": day, "count": len(state)})[:-1]
    return (head + ',"facts":[\n' + ",\n".join(map(_compact, facts)) + "\n]}\n").encode()


def read_snapshot(content: bytes) -> State:
    """The facts of a snapshot."""
    return {Fact(each["table"], each["key"]): each["cells"] for each in json.loads(content)["facts"]}


def checksum(content: bytes) -> str:
    """SHA-256 of a snapshot."""
    return hashlib.sha256(content).hexdigest()


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
