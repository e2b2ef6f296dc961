"""Random queries whose constants and paths are drawn widely: what is answered from memory has the answer of the disk.

Owns: the kinds that hypothesis rarely writes by itself: paths that may have no step from a constant that only the full
store has, negated sets that go both ways. GONGKAI_HYPOTHESIS=deep draws forty times as many.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import settings

from catalog_graph.sparql.routing.reach import reach
from tests.catalog_graph.sparql.routing.far_places import BOUNDARY, DIVISION, FULL, SMALL, answer

DECLARED = f"PREFIX x: <urn:x:> PREFIX d: <{DIVISION}> "
# Near, far and held, far and not held (341302002), nowhere, and terms that only other places of a triple have.
IRIS = [
    *("x:i1", "x:g1", "x:g3", "x:none", "gk:Division", "gk:Item"),
    *("d:341302", "d:341302100", "d:341302001", "d:341302002", "d:999999"),
]
LITERALS = ['"A"@zh', '"34"', '"1"', "1", '"none"']
VARIABLES = ["?a", "?b", "?c"]
STEPS = [
    *("gk:inGroup", "gk:position", "gk:publishedIn", "skos:broader", "rdfs:label", "skos:notation", "gk:within"),
    *("gk:divisionLevel", "a", "gk:inProvince", "gk:villageCount", "gk:none"),
]
AROUND = (
    *("OPTIONAL %s ", "MINUS %s ", "FILTER EXISTS %s ", "FILTER NOT EXISTS %s ", "%s ", "%s UNION %s ", "GRAPH ?g %s "),
    *("{ SELECT ?a ?b %s } ", "BIND (EXISTS %s AS ?e) "),
)


class Writer:
    """Writes queries, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def path(self, depth: int) -> str:
        """A path of at most so many operators within each other."""
        pick = self._random
        shape = pick.choice(["step", "inverse", "join", "either", "times", "times", "not"]) if depth else "step"
        inner = (self.path(depth - 1), self.path(depth - 1)) if depth else ("", "")
        return {
            "step": pick.choice(STEPS),
            "inverse": f"(^{pick.choice(STEPS)})",
            "join": "({}/{})".format(*inner),
            "either": "({}|{})".format(*inner),
            "times": f"({inner[0]}){pick.choice('*?+')}",
            "not": pick.choice(["!{}", "!(^{})", "!({}|^gk:position)"]).format(pick.choice(STEPS)),
        }[shape]

    def triple(self) -> str:
        """A triple pattern; constants at either end as often as variables."""
        pick = self._random
        subject = pick.choice([*VARIABLES * 4, *IRIS, LITERALS[0]])
        end = pick.choice([*VARIABLES * 5, *IRIS, *LITERALS])
        return f"{subject} {pick.choice([self.path(pick.choice([0, 1, 2, 2])), '?p', '?b', *STEPS])} {end} . "

    def group(self, depth: int) -> str:
        """A group with others in it."""
        pick = self._random
        parts = [self.triple() for _ in range(pick.choice([1, 1, 2]))]
        for _ in range(pick.choice([0, 0, 1, 2]) if depth else 0):
            around = pick.choice(AROUND)
            parts.append(around % tuple(self.group(depth - 1) for _ in range(around.count("%s"))))
            if pick.random() < 0.2:
                parts.append(f"VALUES {pick.choice(VARIABLES)} {{ {' '.join(pick.sample(IRIS, 2))} }} ")
        return "{ " + "".join(parts) + "}"


@pytest.mark.parametrize("seed", range(4))
def test_no_random_query_is_answered_wrongly_from_memory(seed: int) -> None:
    writer, seen = Writer(seed), Counter[str]()
    for _ in range(1000 * (40 if (settings.default and settings.default.max_examples > 1000) else 1)):
        text = f"{DECLARED}SELECT * {writer.group(2)}"
        try:
            right = answer(FULL, text)
        except (SyntaxError, ValueError):
            continue
        same, free = answer(SMALL, text) == right, not reach(text, BOUNDARY).far
        assert same or not free, text
        kind = ("from memory", "from memory, some rows")[bool(right)] if free else "same" if same else "other"
        seen[kind] += 1
    assert seen["from memory, some rows"] > 20
    assert seen["other"] > 20
