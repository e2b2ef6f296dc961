"""The glossary: each term, scheme, code and shape as a document that a person can read.

Owns: the fields of those documents, and the rows of their tables.
Must not: know addresses of pages or HTTP; an IRI is given as it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalog_graph.model import iris
from catalog_graph.rdf.namespaces import node
from catalog_graph.rdf.ontology import Definitions, curie
from catalog_graph.tables.plain import Cell, Table, columns

Document = dict[str, object]
KINDS = {
    "owl:Class": "类",
    "owl:ObjectProperty": "对象属性",
    "owl:DatatypeProperty": "数据属性",
    "owl:AnnotationProperty": "注释属性",
    "sh:NodeShape": "节点规则",
    "sh:PropertyShape": "属性规则",
    "owl:Ontology": "规则文件",
}
SEVERITIES = {"sh:Violation": "必须修改", "sh:Warning": "建议修改", "sh:Info": "说明"}
_ALIGNMENTS = (
    "rdfs:subClassOf", "rdfs:subPropertyOf", "skos:exactMatch", "skos:closeMatch", "skos:broadMatch",
    "skos:narrowMatch", "skos:relatedMatch", "owl:inverseOf", "rdfs:seeAlso",
)  # fmt: skip
_SAID_APART = {
    "rdf:type", "rdfs:label", "skos:prefLabel", "sh:name", "sh:message", "sh:severity", "sh:path",
    "dcterms:identifier", "sh:targetClass", "sh:targetSubjectsOf", "rdfs:comment",
}  # fmt: skip


def reference(known: Definitions, iri: str) -> Document:
    """A thing in a list: IRI, prefixed name, Chinese label if it is ours."""
    labels = known.words(iri, "rdfs:label", "zh") or known.words(iri, "sh:name", "zh")
    return {"iri": iri, "name": curie(iri), "label": labels[0] if labels else None}


def _references(known: Definitions, things: Iterable[str]) -> list[Document]:
    return [reference(known, iri) for iri in things]


def _both(known: Definitions, iri: str, *predicates: str) -> Document:
    """Words in both languages by the first property that has any; None for a language without words."""
    for predicate in predicates:
        texts = {language: known.words(iri, predicate, language) for language in ("zh", "en")}
        if any(texts.values()):
            return {language: words[0] if words else None for language, words in texts.items()}
    return {"zh": None, "en": None}


def _kind(known: Definitions, iri: str) -> str:
    kinds = [curie(one) for one in known.links(iri, "rdf:type")]
    return next((one for one in kinds if one in KINDS), kinds[0] if kinds else "")


def ontology(known: Definitions) -> Document:
    """The ontology as a whole: header, classes, properties, prefixes."""
    terms = [term(known, iri) for iri in known.terms]
    return {
        "iri": iris.DEF,
        "title": _both(known, iris.DEF, "dcterms:title"),
        "description": _both(known, iris.DEF, "dcterms:description"),
        "version": known.words(iris.DEF, "owl:versionInfo")[0],
        "license": known.links(iris.DEF, "dcterms:license")[0],
        "terms": terms,
        "prefixes": [
            {"iri": iri} | {name: known.words(iri, f"sh:{name}")[0] for name in ("prefix", "namespace")}
            for iri in known.prefixes
        ],
    }


def term(known: Definitions, iri: str) -> Document:
    """A class or property: what it means, what it joins, what else speaks of it."""
    return {
        "iri": iri,
        "name": curie(iri),
        "kind": _kind(known, iri),
        "kind_label": KINDS[_kind(known, iri)],
        "label": _both(known, iri, "rdfs:label"),
        "definition": _both(known, iri, "skos:definition"),
        "examples": known.words(iri, "skos:example"),
        "notes": known.words(iri, "skos:scopeNote", "zh"),
        "official_columns": known.words(iri, "gk:officialColumn"),
        "domain": _references(known, known.links(iri, "rdfs:domain")),
        "range": _references(known, known.links(iri, "rdfs:range")),
        "schemes": _references(known, [o for o in known.links(iri, "rdfs:seeAlso") if o in known]),
        "aligned": _aligned(known, iri),
        "properties": _references(known, known.pointing("rdfs:domain", iri)),
        "leading_here": _references(known, known.pointing("rdfs:range", iri)),
        "shapes": _references(known, known.shapes_on(iri)),
        "questions": [{"id": one.id, "question": one.question} for one in known.questions_on(iri)],
    }


def _aligned(known: Definitions, iri: str) -> list[Document]:
    """How a thing stands to those of others; by rdfs:seeAlso a property names its scheme too, which is ours."""
    return [
        {"relation": relation, "iri": other, "name": curie(other)}
        for relation in _ALIGNMENTS
        for other in known.links(iri, relation)
        if relation != "rdfs:seeAlso" or other not in known
    ]


def scheme(known: Definitions, iri: str) -> Document:
    """A list of codes, in its official order."""
    return {
        "iri": iri,
        "name": iri.removeprefix(iris.SCHEME),
        "label": _both(known, iri, "rdfs:label"),
        "definition": _both(known, iri, "skos:definition"),
        "official_columns": known.words(iri, "gk:officialColumn"),
        "properties": _references(known, known.pointing("rdfs:seeAlso", iri)),
        "concepts": _concepts(known, iri),
    }


def _concepts(known: Definitions, iri: str) -> list[Document]:
    codes = [code(known, one) for one in known.pointing("skos:inScheme", iri)]
    return sorted(codes, key=lambda one: int(str(one["position"])))


def code(known: Definitions, iri: str) -> Document:
    """One code of a scheme."""
    (own,) = known.links(iri, "skos:inScheme")
    return {
        "iri": iri,
        "code": iri.removeprefix(own + "/"),
        "notation": known.words(iri, "skos:notation")[0],
        "position": int(known.words(iri, "gk:position")[0]),
        "scheme": reference(known, own),
        "label": _both(known, iri, "rdfs:label"),
        "other_labels": known.words(iri, "skos:altLabel", "zh"),
        "definition": _both(known, iri, "skos:definition"),
        "examples": known.words(iri, "skos:example"),
        "notes": known.words(iri, "skos:scopeNote", "zh"),
        "aligned": _aligned(known, iri),
        "shapes": _references(known, known.shapes_on(iri)),
    }


def shape(known: Definitions, iri: str) -> Document:
    """A shape, a file of shapes, or a part that shapes share: what it asks, and what it says where that fails."""
    severity = next((curie(one) for one in known.links(iri, "sh:severity")), None)
    targets = known.links(iri, "sh:targetClass") + known.links(iri, "sh:targetSubjectsOf")
    kind = _kind(known, iri)
    return {
        "iri": iri,
        "name": curie(iri),
        "kind": kind,
        "kind_label": KINDS.get(kind, "规则的组成部分"),
        "rule": next(iter(known.words(iri, "dcterms:identifier")), None),
        "label": _both(known, iri, "rdfs:label", "sh:name"),
        "message": _both(known, iri, "sh:message"),
        "severity": severity,
        "severity_label": SEVERITIES[severity] if severity else None,
        "targets": _references(known, targets),
        "paths": [known.say(one) for one in known.objects(iri, "sh:path")],
        "file": known.file_of(iri),
        "constraints": _constraints(known, iri),
    }


def _constraints(known: Definitions, iri: str) -> list[Document]:
    own = {triple.predicate: None for triple in known.about(iri) if getattr(triple.subject, "value", "") == iri}
    names = [name for name in (curie(predicate.value) for predicate in own) if name not in _SAID_APART]
    return [reference(known, node(name).value) | {"values": _values(known, iri, name)} for name in names]


def _values(known: Definitions, iri: str, name: str) -> list[str]:
    """Words in Chinese where there are any, else whatever stands there."""
    return known.words(iri, name, "zh") or [known.say(one) for one in known.objects(iri, name)]


def shapes(known: Definitions) -> list[Document]:
    """Shapes that carry a rule, in the order of the files; the parts they share are left out."""
    return [shape(known, iri) for iri in known.shapes if known.has(iri, "dcterms:identifier")]


_TERM_COLUMNS = (
    "iri name kind label_zh label_en definition_zh definition_en examples official_columns domain range schemes"
)
_CODE_COLUMNS = "iri scheme code notation position:int label_zh label_en definition_zh definition_en other_labels"
_SHAPE_COLUMNS = "iri name rule kind severity label_zh label_en message_zh message_en targets paths file"


def term_table(documents: Iterable[Document]) -> Table:
    """Terms in rows."""
    return document_table(_TERM_COLUMNS, documents)


def code_table(documents: Iterable[Document]) -> Table:
    """Codes in rows."""
    return document_table(_CODE_COLUMNS, documents)


def scheme_table(known: Definitions) -> Table:
    """The codes of all schemes."""
    return code_table(one for iri in known.schemes for one in _concepts(known, iri))


def shape_table(documents: Iterable[Document]) -> Table:
    """Shapes in rows."""
    return document_table(_SHAPE_COLUMNS, documents)


def document_table(names: str, documents: Iterable[Document]) -> Table:
    """Documents in rows, by the names of their fields; `label_zh` is the Chinese of `label`."""
    own = columns(names)
    return Table(own, [tuple(_cell(document, column.name) for column in own) for document in documents])


def _cell(document: Document, name: str) -> Cell:
    """A field in words; `label_zh` is the Chinese of `label`, things are given by their prefixed names."""
    field, _, language = name.rpartition("_") if name.endswith(("_zh", "_en")) else (name, "", "")
    value = document[field]
    if isinstance(value, dict):
        text = value.get(language or "name")
        return str(text) if text is not None else None
    if isinstance(value, list):
        return "；".join(str(one["name"]) if isinstance(one, dict) else str(one) for one in value) or None
    return value if isinstance(value, str | int) else None
