"""Whether a query can touch townships and villages: never said no where the answer would be another without them."""

from __future__ import annotations

from collections import Counter
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_graph import files
from catalog_graph.rdf.triples import places
from catalog_graph.sparql.routing.pattern import RDF_TYPE
from catalog_graph.sparql.routing.reach import Boundary, Reach, reach
from tests.catalog_graph.sparql.routing.far_places import BOUNDARY, DIVISION, FULL, SMALL, answer

DECLARED = f"PREFIX x: <urn:x:> PREFIX d: <{DIVISION}> "
VARIABLES = st.sampled_from(["?a", "?b", "?c"])
ENDS = st.one_of(
    VARIABLES, VARIABLES, st.sampled_from(["x:i1", "x:g1", "d:341302100", "d:341302001", '"A"@zh', '"34"', "1"])
)
STARTS = st.one_of(VARIABLES, VARIABLES, VARIABLES, st.sampled_from(["x:i1", "x:g2", "d:341302100", "d:341302001"]))
HARMLESS = ["gk:inGroup", "gk:inGroup", "gk:position", "gk:publishedIn", "skos:broader"]
BORNE = ["rdfs:label", "rdfs:label", "skos:notation", "gk:within", "gk:divisionLevel", "a"]
STEPS = st.sampled_from([*HARMLESS, *BORNE])
PATHS = st.recursive(
    STEPS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("/|"), inner).map(lambda it: f"({it[0]}{it[1]}{it[2]})"),
        st.tuples(inner, st.sampled_from("+*?")).map(lambda it: f"({it[0]}){it[1]}"),
        STEPS.map(lambda step: f"(^{step})"),
        STEPS.map(lambda step: f"(!{step})"),
    ),
    max_leaves=3,
)
TRIPLES = st.one_of(
    st.tuples(STARTS, st.sampled_from(HARMLESS), ENDS),
    st.tuples(STARTS, STEPS, ENDS),
    st.tuples(STARTS, PATHS, ENDS),
    st.tuples(STARTS, st.sampled_from(["?p", "?b"]), ENDS),
    st.tuples(VARIABLES, st.just("gk:divisionLevel"), st.just("?b")),
    st.tuples(STARTS, st.just("a"), st.sampled_from(["gk:Item", "gk:Division"])),
    st.tuples(VARIABLES, st.sampled_from(HARMLESS), st.sampled_from(["?b . ?b", "?a . ?a"]), STEPS, ENDS),
).map(lambda it: f"{' '.join(it)} . ")
DATA = st.sampled_from(
    [
        "VALUES ?a { x:i1 x:g1 } ",
        "VALUES ?b { d:341302100 x:g1 } ",
        "VALUES ?b { x:g3 x:i1 } ",
        "VALUES (?b ?d) { (x:g3 1) (x:i1 UNDEF) } ",
        "VALUES (?a ?b) { (x:i1 UNDEF) (x:i2 x:g2) } ",
        'FILTER (LANG(?b) = "zh") ',
        "FILTER (!BOUND(?c) || ?c != ?a) ",
        "BIND (?a AS ?e) ",
    ]
)


def parts(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What can stand in a group, from the groups that stand in it."""
    sub = st.sampled_from(["?a", "?a ?b", "DISTINCT ?b", "*", "?c (COUNT(*) AS ?n)"])
    return st.one_of(
        st.lists(TRIPLES, min_size=1, max_size=2).map("".join),
        st.tuples(st.sampled_from(["OPTIONAL ", "OPTIONAL ", "MINUS ", "GRAPH ?h ", ""]), groups).map("".join),
        st.tuples(groups, groups).map(lambda it: f"{it[0]} UNION {it[1]} "),
        st.tuples(st.sampled_from(["FILTER EXISTS ", "FILTER NOT EXISTS "]), groups).map("".join),
        st.tuples(VARIABLES, groups).map(lambda it: f"FILTER (ISIRI({it[0]}) || EXISTS {it[1]}) "),
        groups.map(lambda it: f"BIND (EXISTS {it} AS ?f) "),
        st.tuples(sub, groups).map(
            lambda it: f"{{ SELECT {it[0]} {it[1]} {'GROUP BY ?c' if 'COUNT' in it[0] else ''} }} "
        ),
        DATA,
    )


def braces(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups of some parts; they begin with triples more often than not."""
    first = st.lists(TRIPLES, min_size=1, max_size=2).map("".join)
    return st.tuples(first, st.lists(inside, max_size=3).map("".join)).map(lambda it: f"{{ {it[0]}{it[1]}}}")


GROUPS = st.recursive(braces(DATA), lambda groups: braces(parts(groups)), max_leaves=4)
QUERIES = st.one_of(
    GROUPS.map(lambda it: f"SELECT * {it}"),
    GROUPS.map(lambda it: f"SELECT DISTINCT ?a ?c WHERE {it}"),
    GROUPS.map(lambda it: f"SELECT ?a (COUNT(*) AS ?n) {it} GROUP BY ?a HAVING (COUNT(*) > 1)"),
    GROUPS.map(lambda it: f"ASK {it}"),
    GROUPS.map(lambda it: f"CONSTRUCT {{ ?a rdfs:label ?b }} WHERE {it}"),
).map(DECLARED.__add__)


def test_what_cannot_touch_them_has_the_same_answer_without_them() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=max(800, settings.default.max_examples if settings.default else 0))
    @given(QUERIES)
    def check(text: str) -> None:
        try:
            found = answer(FULL, text)
        except (SyntaxError, ValueError):
            seen["no query"] += 1
            return
        if reach(text, BOUNDARY).far:
            seen["touches, same" if found == answer(SMALL, text) else "touches, another"] += 1
            return
        seen["free, some rows" if found and found != Counter(["false"]) else "free, none"] += 1
        assert found == answer(SMALL, text)

    check()
    assert seen["free, some rows"] > 40
    assert seen["touches, another"] > 16


# Three patterns, each in a group within the one before it, in every combination.
WRAPS = (
    *("OPTIONAL { %s }", "MINUS { %s }", "FILTER EXISTS { %s }", "FILTER NOT EXISTS { %s }", "{ %s }"),
    *("{ SELECT ?a ?c { %s } }", "{ %s } UNION { ?a gk:position ?d }"),
)
OUTER = ("?i gk:inGroup ?a .", "?a gk:publishedIn ?b .")
MIDDLE = ("", "?c gk:position ?d .", "?c gk:publishedIn ?a .", "?a skos:broader ?c .", "?c gk:publishedIn ?d .")
INNER = (
    "?a rdfs:label ?l .",
    "?a gk:within ?n .",
    "?c rdfs:label ?l .",
    "?b skos:notation ?n .",
    "?c gk:inGroup ?b ; rdfs:label ?l .",
)
AFTER = ("", "?b rdfs:label ?m .", "?c gk:inGroup ?e .", "OPTIONAL { ?c rdfs:label ?m }")


def test_groups_within_groups_have_the_same_answer_without_them() -> None:
    seen: Counter[str] = Counter()
    every = product(OUTER, WRAPS, MIDDLE, WRAPS, INNER, AFTER)
    for outer, wrap, middle, within, inner, after in islice(every, 0, None, 9):  # no list's length is a multiple
        text = f"{DECLARED} SELECT * {{ {outer} {wrap % f'{middle} {within % inner}'} {after} }}"
        free = not reach(text, BOUNDARY).far
        same = answer(FULL, text) == answer(SMALL, text)
        assert same or not free, text
        seen[f"{free} {same}"] += 1
    assert seen.total() == 1089
    assert seen["True True"] > 110
    assert seen["False False"] > 110


QUESTIONS_ON_DISK = ["cq48", "cq49", "cq51", "cq58"]
TOUCHING = [
    "SELECT * { ?a rdfs:label ?b }",
    "SELECT * { ?a ?p ?b }",
    "SELECT * { ?a a ?class }",
    "SELECT * { ?a a gk:Division }",
    "SELECT * { d:341302100 rdfs:label ?b }",
    "SELECT * { d:341302100 ?p ?b }",
    "SELECT * { x:s1 gk:publishedIn ?a . ?a rdfs:label ?b }",
    "SELECT * { ?s gk:publishedIn/rdfs:label ?b }",
    "SELECT * { ?s (gk:inGroup|gk:publishedIn)/rdfs:label ?b }",
    "SELECT * { ?b ^rdfs:label ?a }",
    "SELECT * { ?i gk:inGroup/^gk:divisionLevel ?a }",
    "SELECT * { ?a !rdfs:label ?b }",
    "SELECT * { ?a gk:within+ ?b }",
    "SELECT * { ?a skos:broader* ?b }",
    "SELECT * { ?a skos:broader? ?b }",
    "SELECT * { ?a skos:broader* d:341302001 }",
    # No step leads from a constant to itself, if the graph has it; memory need not.
    "SELECT * { d:341302002 skos:broader* ?w }",
    "SELECT * { d:341302002 (skos:broader|gk:inGroup/gk:position?)? ?w }",
    "SELECT * { ?c gk:position ?d OPTIONAL { d:341302002 (skos:broader?/gk:inGroup*) ?w } }",
    "SELECT * { '1' gk:inGroup* ?w }",
    "SELECT * { d:999999 skos:broader* ?w }",
    # A negated set with ^ goes from an object to its subjects, far ones too.
    "SELECT * { gk:Division !(^gk:position) ?w }",
    "SELECT * { gk:Division !(a|^gk:position) ?w }",
    "SELECT * { { ?a gk:inGroup ?b } UNION { ?a rdfs:label ?b } }",
    "SELECT * { { ?a gk:inGroup ?b } UNION { ?c gk:position ?b } ?a rdfs:label ?d }",
    "SELECT * { ?c gk:position ?d OPTIONAL { ?a gk:inGroup ?b } ?a rdfs:label ?l }",
    # A sub-query sees nothing of what is around it: it counts, or cuts, before it is joined.
    "SELECT * { ?a gk:inGroup ?b { SELECT ?a (COUNT(*) AS ?n) { ?a rdfs:label ?l } GROUP BY ?a } }",
    "SELECT * { ?a gk:inGroup ?b { SELECT ?a { ?a rdfs:label ?l } LIMIT 1 } }",
    "SELECT * { { SELECT ?b { ?a gk:inGroup ?b } } ?a rdfs:label ?l }",
    "SELECT * { { SELECT (?x AS ?a) { ?x gk:publishedIn ?d } } ?a rdfs:label ?l }",
    # The group between leaves ?a unbound: over the full store ?c has then a label that belongs to a division.
    "SELECT * { ?i gk:inGroup ?a OPTIONAL { ?c gk:position ?d OPTIONAL { ?a rdfs:label ?l } } }",
    "SELECT * { ?i gk:inGroup ?a { ?c gk:position ?d OPTIONAL { ?a rdfs:label ?l } } }",
    "SELECT * { ?i gk:inGroup ?a FILTER EXISTS { ?c gk:position ?d OPTIONAL { ?a rdfs:label ?l } } }",
    "SELECT * { OPTIONAL { ?a rdfs:label ?l } ?a gk:inGroup ?b }",
    "SELECT * { ?c gk:position ?d MINUS { ?a rdfs:label ?d } }",
    "SELECT * { ?c gk:position ?d FILTER NOT EXISTS { ?a rdfs:label 'A'@zh } }",
    "SELECT * { ?c gk:position ?d BIND (EXISTS { ?a gk:within ?b } AS ?e) }",
    "SELECT (EXISTS { ?a gk:within ?b } AS ?e) { ?c gk:position ?d }",
    "SELECT ?d { ?c gk:position ?d } ORDER BY EXISTS { ?a gk:within ?b }",
    "SELECT ?d { ?c gk:position ?d } GROUP BY ?d HAVING (EXISTS { ?a gk:within ?b })",
    "SELECT * { GRAPH ?g { ?c gk:position ?d FILTER EXISTS { ?a gk:within ?b } } }",
    "SELECT * { VALUES ?a { x:i1 d:341302100 } ?a rdfs:label ?b }",
    "SELECT * { VALUES (?a ?c) { (x:i1 1) (UNDEF 2) } ?a rdfs:label ?b }",
    "SELECT * { VALUES ?level { x:g3 x:g2 } ?a gk:divisionLevel ?level ; skos:notation ?n }",
    "SELECT * { VALUES ?level { x:g3 UNDEF } ?a gk:divisionLevel ?level }",
    "SELECT * { { VALUES ?level { x:g3 } } ?a gk:divisionLevel ?level }",
    "SELECT * { ?a gk:divisionLevel ?level OPTIONAL { VALUES ?level { x:g3 } } }",
    "SELECT (COUNT(?a) AS ?n) { ?a gk:divisionLevel ?level } GROUP BY ?level VALUES ?level { x:g3 }",
    "SELECT * { VALUES ?level { x:g3 } { ?a gk:divisionLevel ?level } }",
    "SELECT * { VALUES ?n { 'A'@zh } ?a rdfs:label ?n }",
    "SELECT * { ?c gk:inGroup ?d . BIND (?e AS ?a) ?a rdfs:label ?b }",
    "CONSTRUCT { ?a gk:inGroup ?b } WHERE { ?a rdfs:label ?b }",
    "CONSTRUCT WHERE { ?a rdfs:label ?b }",
    "ASK { ?a gk:villageCount 1 }",
    "DESCRIBE d:341302100",
    "DESCRIBE ?a { ?a gk:inGroup ?b }",
    "PREFIX gk: <http://www.w3.org/2000/01/rdf-schema#> SELECT * { ?a gk:label ?b }",
    "PREFIX : <http://www.w3.org/2000/01/rdf-schema#> SELECT * { ?a :label ?b }",
    "BASE <http://www.w3.org/2000/01/> SELECT * { ?a <rdf-schema#label> ?b }",
    r"SELECT * { ?a <http://www.w3.org/2000/01/rdf-schema\u0023label> ?b }",
    "SELECT * { ?a <http://www.w3.org/2000/01/rdf-schema#label> ?b # gk:inGroup ?b }\n }",
    "SELECT * { [] rdfs:label ?b }",
    "SELECT * { _:a rdfs:label ?b }",
    "SELECT * { [ rdfs:label ?b ] gk:inGroup ?c }",
    "SELECT * { ?i gk:inGroup ?g FILTER(?i<?g&&EXISTS{?a gk:within ?b}||?i>?g) }",
    "SELECT * { ?i gk:inGroup ?g FILTER ('}' = '\\'' || EXISTS { ?a gk:within ?b }) }",
    "SELECT * { ?i gk:inGroup ?g . LATERAL { ?a gk:within ?b } }",
]


@pytest.mark.parametrize("text", TOUCHING)
def test_what_may_touch_them_is_said_to(text: str) -> None:
    assert reach(DECLARED + text, BOUNDARY) == Reach(far=True, graphs=True)


def test_most_of_these_have_indeed_another_answer() -> None:
    another = 0
    for text in TOUCHING:
        try:
            another += answer(FULL, DECLARED + text) != answer(SMALL, DECLARED + text)
        except SyntaxError:
            continue
    assert another > len(TOUCHING) * 0.6


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a gk:inGroup ?b ; rdfs:label ?l . ?b rdfs:label ?m , ?n ; ?p ?o ; }",
        "SELECT * { ?a rdfs:label ?l FILTER (LANG(?l) = 'zh') ?a gk:inGroup ?b }",
        "SELECT * { ?a a gk:Item , ?class ; skos:notation ?n }",
        "SELECT * { ?a gk:divisionLevel x:g3 ; skos:notation ?n }",
        "SELECT * { VALUES ?level { x:g3 x:i1 } ?a gk:divisionLevel ?level ; skos:notation ?n }",
        "SELECT * { ?a gk:divisionLevel ?level OPTIONAL { ?a rdfs:label ?l } VALUES (?x ?level) { (UNDEF x:g3) } }",
        "SELECT * { VALUES ?a { d:34 d:3413 d:341302 } ?a rdfs:label ?n ; ?p ?o }",
        "SELECT * { ?a gk:inGroup/rdfs:label ?l ; (gk:inGroup/skos:broader*)/a ?c ; !a ?x }",
        "SELECT * { x:g1 skos:broader*/rdfs:label ?l . ?y ^gk:publishedIn/rdfs:label ?m }",
        "SELECT * { ?a gk:inGroup ?b OPTIONAL { ?b rdfs:label ?l } OPTIONAL { ?a gk:position ?p } }",
        "SELECT * { ?a gk:inGroup ?b { ?a rdfs:label ?l } UNION { ?b rdfs:label ?l } MINUS { ?b skos:notation '1' } }",
        "SELECT ?l (COUNT(?a) AS ?n) { ?a gk:inGroup ?b ; rdfs:label ?l } GROUP BY ?l HAVING (COUNT(?a) > 1) LIMIT 9",
        "SELECT * { { SELECT ?b { ?a gk:inGroup ?b } } ?b rdfs:label ?l }",
        "SELECT * { VALUES (?a ?c) { (x:i1 1) (x:i2 UNDEF) } ?a rdfs:label ?b FILTER (?b IN ('A'@zh, \"B\"^^x:y)) }",
        "SELECT * { ?a gk:inGroup ?b FILTER NOT EXISTS { ?b rdfs:label ?l } FILTER regex(STR(?a), '1') }",
        "SELECT * { x:i1 ?p ?o . ?s gk:publishedIn d:341302100 , ?d ; rdfs:label ?l }",
        "CONSTRUCT { ?s rdfs:label ?l . d:341302100 a gk:Division } { ?s gk:position 1 ; rdfs:label ?l }",
        'ASK { ?a gk:inGroup <urn:x:g1> ; rdfs:label """A}"""@zh # ?x ?y ?z\n }',
    ],
)
def test_what_cannot_is_not_held_to(text: str) -> None:
    assert reach(DECLARED + text, BOUNDARY) == Reach(far=False, graphs=False)
    assert answer(FULL, DECLARED + text) == answer(SMALL, DECLARED + text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { GRAPH ?g { ?a ?p ?b OPTIONAL { ?b rdfs:label ?l } } }",
        "SELECT * FROM <urn:x:graph> { ?a ?p ?b }",
        "SELECT * FROM NAMED <urn:x:graph> FROM <urn:x:none> { GRAPH ?g { ?a rdfs:label ?b } }",
        "ASK FROM <urn:x:graph> WHERE { d:341302001 ?p ?b }",
    ],
)
def test_named_graphs_hold_none_of_them(text: str) -> None:
    assert reach(DECLARED + text, BOUNDARY) == Reach(far=False, graphs=True)
    assert answer(FULL, DECLARED + text) == answer(SMALL, DECLARED + text)


def test_of_the_questions_those_about_townships_and_villages_touch_them() -> None:
    values = {name: frozenset(found) for name, found in places.VALUES.items()}
    actual = Boundary(frozenset(places.BEARING), frozenset(places.POINTING), values)
    found = [name[:4] for name, text in files.question_texts().items() if reach(text, actual).far]
    assert found == QUESTIONS_ON_DISK


def test_deep_texts_are_given_up_in_time() -> None:
    for text in ("(" * 9000 + "gk:a" + ")" * 9000, "!" * 9000 + "gk:a"):
        assert reach(f"SELECT * {{ ?a {text} ?b }}", BOUNDARY).far
    assert reach("SELECT * " + "{" * 9000 + "}" * 9000, BOUNDARY).far
    assert RDF_TYPE in BOUNDARY.bearing
