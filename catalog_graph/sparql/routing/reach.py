"""Whether a query can touch the townships and villages of the code book, or has the same answer without them.

Owns: that judgement, from the text of a valid query. Must not: run queries.

There are two stores. The full one, F, is the small one, S, and the triples Δ of townships and villages that S lacks,
all of them in the default graph: F = S ∪ Δ, and the named graphs of both are the same. Here these places are called
far: nothing of theirs is in S, which has those whole that a source names. Their codes have more than six digits, and
each triple of Δ has one of them as its subject. Of F is known (`Boundary`) which properties far places *bear*, which
*point* at them, and of some properties which values they have.
A value is *safe* where it is certainly no far place.

**Claim.** Where `reach` says not far, the query has the same solutions, as often, over F and over S. (Which of them
LIMIT keeps without a full ORDER BY, SPARQL leaves open, and so may the two stores.)

**A triple pattern** is harmless, that is, what it matches in F lies in S, where its property is not borne by far
places; where it asks for a value that they do not have (another class, the level of counties); or where its subject is
safe, since Δ has only far places there.

**Safe** in each solution of a block of triples is the subject of a pattern of the first two kinds, and the object of
one whose property does not point at far places. These are facts of F alone, whatever else is in the query.
So are the constants and the columns of VALUES that are not far places.

**Groups.** Let E be variables. Say that a pattern *agrees under E* if the solutions that bind no variable of E to a
far place are the same over F and S. A query must agree under the empty set. By induction, with safe(A) for the
variables that every solution of A binds to a safe value:
- a block agrees under E where each of its patterns is harmless with E and its own safe variables taken as safe;
- Join(A, B) does where A agrees under E ∪ safe(B) and B under E ∪ safe(A): a solution of B that binds one of safe(A) to
  a far place joins with none of A. A union does where each branch does; what is safe in it is safe in each branch;
- OPTIONAL {B}, MINUS {B} and FILTER (NOT) EXISTS {B} after A need B to agree under safe(A): the other solutions of B
  are compatible with none of A, so they neither extend one nor take one away. E itself may not be passed into B: a
  variable that A leaves unbound could be bound to a far place by B, and E says nothing of what comes before that;
- a pattern whose object VALUES of the same group confines is the union of what it is with each of these values in its
  place, joined with them; an OPTIONAL between the two binds no other value to the variable;
- a sub-query sees nothing of E and must agree under the empty set, before it counts, orders or cuts; so must EXISTS in
  other places than FILTER. GRAPH reads named graphs, and FROM puts them in the place of the default graph: no Δ there.

**Paths** are patterns in a row whose middles are variables of their own. `*` and `?` also match no step, which pairs
every term of the graph with itself: harmless only from a value that a step has found in S, or from a constant that S
has in a triple. A constant is no term of the graph by being written in a query: the engine looks for it, so one that
only Δ has (a village that no source names, its name) is found in F and not in S.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import PREFIXES
from catalog_graph.sparql.routing.pattern import Element, Group, Part, Path, Pattern, Query, Term, Values
from catalog_graph.sparql.routing.reader import Unread, read

_DIVISION = iris.thing("division", "")
_NEAR_DIGITS = 6  # of the code of a county
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Boundary:
    """What far places are bound up with in the full store: IRIs of the properties that they bear, of those that point
    at them, and the values of some properties; and whether the small one has a triple of its default graph with an IRI
    at either end."""

    bearing: frozenset[str]
    pointing: frozenset[str]
    values: Mapping[str, frozenset[str]]
    holds: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Reach:
    """What a query may touch: far places, named graphs."""

    far: bool
    graphs: bool


class _Touches(Exception):
    """A pattern may match a triple of a far place."""


def reach(text: str, boundary: Boundary) -> Reach:
    """What a valid query may touch, so that its answer could be another without that; all where it is not certain.

    >>> boundary = Boundary(frozenset([PREFIXES["rdfs"] + "label"]), frozenset(), {})
    >>> reach("SELECT ?name { ?place rdfs:label ?name }", boundary)
    Reach(far=True, graphs=True)
    >>> reach("SELECT ?name { ?item rdfs:label ?name ; gk:inGroup ?group }", boundary)
    Reach(far=False, graphs=False)
    """
    try:
        query = read(text, PREFIXES)
        if query.dataset:
            return Reach(far=False, graphs=True)
        judge = _Judge(boundary)
        judge.query(query)
    except (Unread, _Touches):
        return Reach(far=True, graphs=True)
    return Reach(far=False, graphs=judge.graphs)


def is_far(term: Term) -> bool:
    """Whether a constant is a township or village, by its IRI.

    >>> [is_far(Term("iri", iris.thing("division", code))) for code in ("341302", "341302100")]
    [False, True]
    """
    return term.kind == "iri" and term.value.startswith(_DIVISION) and len(term.value) > len(_DIVISION) + _NEAR_DIGITS


class _Judge:
    """Goes through a query; raises _Touches at the first pattern that is not harmless."""

    def __init__(self, boundary: Boundary) -> None:
        self._boundary = boundary
        self.graphs = False

    def query(self, query: Query) -> frozenset[str]:
        """Safe variables of what a query gives on."""
        safe = self._group(query.group, _NOTHING)
        self._each(query.exists, _NOTHING)
        return safe if query.given is None else safe & query.given

    def _each(self, groups: Iterable[Group], known: frozenset[str]) -> list[frozenset[str]]:
        return [self._group(group, known) for group in groups]

    def _group(self, group: Group, known: frozenset[str]) -> frozenset[str]:
        """Safe variables of a group that is to agree under those that are `known`."""
        elements = self._with_data(group.elements)
        known, safe = known | _NOTHING.union(*map(self._simple_facts, elements)), _NOTHING
        for element in elements:
            if isinstance(element, tuple | Values):
                self._check(element, known | safe)
                safe |= self._simple_facts(element)
            elif isinstance(element, Query):
                safe |= self.query(element)
            else:
                safe |= self._part(element, known, safe)
        for element in elements:
            if isinstance(element, Part) and element.kind == "filter":
                self._each(element.groups, safe)
        return safe

    def _with_data(self, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        """The elements of a group, with a value of VALUES in the place of an object that has only such values there as
        no far place has: one that stands for all of them."""
        data = {name: terms for one in elements if isinstance(one, Values) for name, terms in one.columns.items()}

        def confined(pattern: Pattern) -> Pattern:
            values = [replace(pattern, object=term) for term in data.get(pattern.object.value, ())]
            variable = pattern.object.kind == "var"
            return values[0] if values and variable and all(map(self._of_other_value, values)) else pattern

        return tuple(tuple(map(confined, one)) if isinstance(one, tuple) else one for one in elements)

    def _part(self, part: Part, known: frozenset[str], safe: frozenset[str]) -> frozenset[str]:
        """Safe variables that a part adds to a group whose own are `safe` so far."""
        if part.kind == "union":
            return frozenset.intersection(*self._each(part.groups, known | safe))
        if part.kind in {"optional", "minus"}:
            self._each(part.groups, safe)
        elif part.kind == "graph":
            self.graphs = True
            if any(map(_has_exists, part.groups)):
                raise _Touches
        elif part.kind == "bind":
            self._each(part.groups, _NOTHING)
        return _NOTHING

    def _check(self, element: tuple[Pattern, ...] | Values, known: frozenset[str]) -> None:
        """Raise _Touches for a block of triples with a pattern that is not harmless."""
        if isinstance(element, tuple) and not all(self._harmless(pattern, known) for pattern in element):
            raise _Touches

    def _simple_facts(self, element: object) -> frozenset[str]:
        """Safe variables of a block of triples, or of data in the query; of other elements they are seen later."""
        if isinstance(element, Values):
            return _safe_columns(element)
        patterns = element if isinstance(element, tuple) else ()
        return frozenset(name for pattern in patterns for name in self._facts(pattern))

    def _facts(self, pattern: Pattern) -> Iterable[str]:
        """Variables that a pattern binds to safe values alone, whatever else is in the query."""
        if isinstance(pattern.middle, Path):
            from_constant = pattern.subject.kind == "iri" and not is_far(pattern.subject)
            if pattern.subject.kind == "var" and (self._of_other_value(pattern) or self._begins_safe(pattern.middle)):
                yield pattern.subject.value
            if pattern.object.kind == "var" and self._ends_safe(pattern.middle, from_constant):
                yield pattern.object.value

    def _harmless(self, pattern: Pattern, known: frozenset[str]) -> bool:
        subject = pattern.subject
        safe = subject.value in known if subject.kind == "var" else not is_far(subject)
        if isinstance(pattern.middle, Term):
            return safe
        at_node = subject.kind == "iri" and self._boundary.holds(subject.value)
        return self._of_other_value(pattern) or self._passes(pattern.middle, safe, at_node)

    def _of_other_value(self, pattern: Pattern) -> bool:
        """Whether it asks for a value that no far place has."""
        if isinstance(pattern.middle, Term) or pattern.middle.kind != "property" or pattern.object.kind != "iri":
            return False
        theirs = self._boundary.values.get(pattern.middle.iri)
        return theirs is not None and pattern.object.value not in theirs

    def _passes(self, path: Path, safe: bool, at_node: bool) -> bool:
        """Whether a path is harmless from a start that is `safe`, and `at_node` where the small store surely has it."""
        if path.kind in {"property", "inverse"}:
            return path.iri not in self._boundary.bearing or (safe and path.kind == "property")
        if path.kind == "either":
            return all(self._passes(part, safe, at_node) for part in path.parts)
        if path.kind in {"plus", "star"}:
            return (at_node or path.kind == "plus") and self._passes(path.parts[0], safe=False, at_node=at_node)
        for part in path.parts:
            if not self._passes(part, safe, at_node):
                return False
            safe, at_node = self._ends_safe(part, safe), True
        return path.kind == "sequence" or safe

    def _begins_safe(self, path: Path) -> bool:
        """Whether a far place is never at the beginning of a path."""
        match path.kind:
            case "property":
                return path.iri not in self._boundary.bearing
            case "inverse":
                return path.iri not in self._boundary.pointing
            case "sequence" | "plus":
                return self._begins_safe(path.parts[0])
            case "either":
                return all(map(self._begins_safe, path.parts))
        return False

    def _ends_safe(self, path: Path, safe: bool) -> bool:
        """Whether a far place is never at the end of a path whose beginning is `safe`."""
        match path.kind:
            case "property" | "inverse":
                known = self._boundary.pointing if path.kind == "property" else self._boundary.bearing
                safe = path.iri not in known
            case "sequence":
                for part in path.parts:
                    safe = self._ends_safe(part, safe)
            case "either":
                safe = all(self._ends_safe(part, safe) for part in path.parts)
            case "plus" | "star":
                safe = (safe or path.kind == "plus") and self._ends_safe(path.parts[0], safe=False)
            case _:
                safe = False
        return safe


def _safe_columns(values: Values) -> frozenset[str]:
    return frozenset(
        name
        for name, terms in values.columns.items()
        if not any(term.kind == "undef" or is_far(term) for term in terms)
    )


def _has_exists(group: Group) -> bool:
    """Whether there is an EXISTS anywhere in a group."""
    return any(map(_exists_in, group.elements))


def _exists_in(element: object) -> bool:
    if isinstance(element, Query):
        return bool(element.exists) or _has_exists(element.group)
    if isinstance(element, Part):
        here = bool(element.groups) and element.kind in {"filter", "bind"}
        return here or any(map(_has_exists, element.groups))
    return False
