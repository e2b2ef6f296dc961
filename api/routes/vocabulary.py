"""Routes of the vocabulary: terms, code lists, codes and shapes, each a page made from the ontology itself.

Owns: /def, /scheme, /shape and below. Must not: import another router.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.vocabulary import Concept, Ontology, Scheme, SchemeList, Shape, ShapeList, Term
from api.given import Vocabulary
from api.http import asking, urls
from api.http.describing import ALWAYS, RDF_AND_TABLE, body, described, header, problems
from api.http.negotiate import JSONLD, TURTLE
from api.http.represent import cached, redirect, represent
from api.http.views import View, listing, twins
from catalog_graph import files
from catalog_graph.downloads.distributions import joined
from catalog_graph.errors import UnknownTerm
from catalog_graph.model import iris
from catalog_graph.rdf import glossary
from catalog_graph.rdf.jsonld import context as jsonld_context
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.tables.plain import Table

router = APIRouter(tags=["vocabulary"])
_CONTEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "上下文", "content": {JSONLD: body(JSONLD)}, "headers": header("ETag", "Cache-Control")},
    304: {"description": "没有变化（请求带了 If-None-Match）", "headers": header("ETag")},
}


@router.get("/def", include_in_schema=False)
@router.get(urls.TERMS, summary="本体：全部类和属性", **described(Ontology, *RDF_AND_TABLE))
async def ontology(request: Request, known: Vocabulary) -> Response:
    """The ontology: its classes and properties with labels, definitions, domain and range; Turtle gives the whole."""
    others = twins(
        lambda: known.about(iris.DEF, *known.terms, *known.prefixes),
        lambda: glossary.term_table(glossary.term(known, iri) for iri in known.terms),
    )
    others[TURTLE] = lambda: joined(files.definition_texts())
    return await represent(request, View(("ontology",), "本体", partial(glossary.ontology, known), others))


@router.get(
    urls.CONTEXT,
    summary="JSON-LD 上下文",
    operation_id="context",
    response_class=Response,
    responses=_CONTEXT | problems(ALWAYS),
    openapi_extra={"parameters": []},
)
async def context(request: Request) -> Response:
    """The JSON-LD 1.1 context: all terms of the ontology, and the field names of our plain JSON."""
    return await cached(request, ("context",), JSONLD, jsonld_context)


@router.get(
    "/def/{name}",
    summary="一个类或属性",
    **described(Term, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"name": "名称，如 Item"})),
)
async def term(request: Request, name: str, known: Vocabulary) -> Response:
    """What a term means, what it joins, and which shapes and questions use it.

    A version of the ontology and a prefix declaration lead to the ontology's page. Raises UnknownTerm.
    """
    iri = iris.DEF + name
    if iri in (*known.versions, iris.TABLE[:-1]):
        return redirect(request, urls.TERMS)
    if iri in known.prefixes:
        return redirect(request, f"{urls.TERMS}#{name}")
    if iri not in known.terms:
        raise UnknownTerm(f"本体中没有“{name[:60]}”")
    return await _described(request, "term", known, [iri], glossary.term, glossary.term_table)


@router.get("/def/table/{name}", include_in_schema=False)
async def table_term(request: Request, name: str, known: Vocabulary) -> Response:
    """A term of an editor's table. Raises UnknownTerm."""
    return await term(request, f"table/{name}", known)


@router.get("/schemes", include_in_schema=False)
@router.get("/schemes/{name:path}", include_in_schema=False)
async def schemes_by_plural(request: Request, name: str = "") -> Response:
    """The address by which design and JSON speak of schemes."""
    return redirect(request, urls.of_iri(iris.SCHEME + name))


@router.get("/scheme", include_in_schema=False)
@router.get(urls.SCHEMES, summary="全部代码表", **described(SchemeList, *RDF_AND_TABLE))
async def schemes(request: Request, known: Vocabulary) -> Response:
    """The lists of codes."""
    others = twins(lambda: known.about(*known.schemes, *known.concepts), partial(glossary.scheme_table, known))
    return await represent(request, View(("schemes",), "代码表", partial(_schemes, known), others))


def _schemes(known: Definitions) -> dict[str, object]:
    return listing("schemes", [glossary.scheme(known, iri) for iri in known.schemes])


@router.get(
    "/scheme/{scheme}",
    summary="一个代码表",
    **described(Scheme, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"scheme": "代码表，如 level"})),
)
async def scheme(request: Request, scheme: str, known: Vocabulary) -> Response:
    """A list of codes in its official order, with its codes in every form. Raises UnknownTerm."""
    iri = iris.SCHEME + scheme
    if iri not in known.schemes:
        raise UnknownTerm(f"没有代码表“{scheme[:60]}”")
    codes = [each for each in known.concepts if each.startswith(iri + "/")]

    def table(_: object) -> Table:
        return glossary.code_table(glossary.code(known, each) for each in codes)

    return await _described(request, "scheme", known, [iri, *codes], glossary.scheme, table)


@router.get(
    "/scheme/{scheme}/{code}",
    summary="一个代码",
    **described(
        Concept,
        *RDF_AND_TABLE,
        errors=(404,),
        parameters=asking.path({"scheme": "代码表，如 level", "code": "代码，如 county"}, code=asking.NAME),
    ),
)
async def code(request: Request, scheme: str, code: str, known: Vocabulary) -> Response:
    """A code: its meaning, other ways of writing it, and the shapes that name it. Raises UnknownTerm."""
    iri = iris.concept(scheme, code)
    if iri not in known.concepts:
        raise UnknownTerm(f"没有代码“{scheme[:60]}/{code[:60]}”")
    return await _described(request, "code", known, [iri], glossary.code, glossary.code_table)


@router.get("/shape", include_in_schema=False)
@router.get(urls.SHAPES, summary="全部校验规则", **described(ShapeList, *RDF_AND_TABLE))
async def shapes(request: Request, known: Vocabulary) -> Response:
    """The rules that catalogues must meet, with their messages; Turtle gives the whole."""
    rows = partial(glossary.shapes, known)
    others = twins(lambda: known.about(*known.shapes), lambda: glossary.shape_table(rows()))
    others[TURTLE] = lambda: joined(files.read_folder(files.home() / "shapes"))
    return await represent(request, View(("shapes",), "校验规则", lambda: listing("shapes", rows()), others))


@router.get(
    "/shape/{name}",
    summary="一条校验规则",
    **described(Shape, *RDF_AND_TABLE, errors=(404,), parameters=asking.path({"name": "名称，如 Item-label"})),
)
async def shape(request: Request, name: str, known: Vocabulary) -> Response:
    """A shape: what it looks at, what it asks, and its message. Raises UnknownTerm."""
    iri = iris.SHAPE + name
    if iri not in known.shapes:
        raise UnknownTerm(f"没有校验规则“{name[:60]}”")
    return await _described(request, "shape", known, [iri], glossary.shape, glossary.shape_table)


async def _described(
    request: Request,
    kind: str,
    known: Definitions,
    things: Sequence[str],
    describe: Callable[[Definitions, str], dict[str, object]],
    table: Callable[[list[dict[str, object]]], Table],
) -> Response:
    """A page about one thing of the vocabulary, the first of `things`; its triples are those of all of them."""
    document = describe(known, things[0])
    label = document["label"]
    title = str((isinstance(label, dict) and label["zh"]) or document["name"])
    others = twins(lambda: known.about(*things), lambda: table([document]))
    return await represent(request, View((kind, things[0]), title, lambda: document, others, file_name=title))
