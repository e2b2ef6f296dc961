"""`gongkai changes`: what changed in the data since a version or a day.

Owns: the forms that it prints. Must not: find changes (`catalog_graph.history`).
"""

from __future__ import annotations

from catalog_graph.command import output
from catalog_graph.history import listing
from catalog_graph.history.feed import as_atom
from catalog_graph.history.record import load_history
from catalog_graph.history.stream import member_triples, members
from catalog_graph.model import iris
from catalog_graph.rdf.describe import as_turtle
from catalog_graph.tables.plain import as_csv

FORMATS = ("text", "json", "csv", "atom", "ttl")


def run(since: str, format_: str) -> None:
    """Print the changes after `since`, all for "". Raises BadParameter for what names no release, day or format."""
    output.check_format(format_, FORMATS)
    history = load_history()
    after = listing.since(history, since)
    listed = listing.listed_changes(history, after)
    if format_ == "json":
        head = listing.head(history, since, listed)
        output.emit(output.json_bytes(head | {"changes": [each.document for each in listed]}))
    elif format_ == "csv":
        output.emit(as_csv(listing.as_table(listed)))
    elif format_ == "atom":
        last = history.releases[-1] if history.releases else None
        output.emit(as_atom(listed, last, iris.BASE, {"self": f"{iris.BASE}changes"}))
    elif format_ == "ttl":
        wanted = [each for each in members(history) if after is None or each.release.rank > after.rank]
        output.emit(as_turtle(triple for each in wanted for triple in member_triples(each)))
    else:
        lines = [f"变动 {len(listed)} 处", *listing.as_lines(listed)]
        output.emit("".join(f"{line}\n" for line in lines).encode())
