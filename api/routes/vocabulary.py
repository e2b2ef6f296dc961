"""Routes of the vocabulary: terms, code lists, codes and shapes, each a page made from the ontology itself.

Owns: /def, /scheme, /shape and below. Must not: import another router.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.holdings import Holdings, definitions
from api.http import urls
from api.http.identifiers import resolve
from api.http.negotiate import TURTLE
from api.http.represent import represent
from api.http.twins import twins
from api.http.views import View
from catalog_graph import files
from catalog_graph.downloads.distributions import joined
from catalog_graph.errors import UnknownTerm
from catalog_graph.model import iris
from catalog_graph.rdf import glossary
from catalog_graph.rdf.describe import Triples
from catalog_graph.rdf.ontology import Definitions
from catalog_graph.tables.plain import Table

router = APIRouter(tags=["词表"])


def _tag(request: Request, *parts: object) -> str:
    holdings: Holdings = request.app.state.holdings
    return holdings.tag(*parts, definitions().mark)


@router.get("/def", include_in_schema=False)
@router.get(urls.TERMS, summary="本体：全部类和属性")
async def ontology(request: Request) -> Response:
    """The ontology: its classes and properties with labels, definitions, domain and range; Turtle gives the whole."""
    known = definitions()

    def document() -> dict[str, object]:
        return glossary.ontology(known)

    def triples() -> Triples:
        return [one for iri in (iris.DEF, *known.terms, *known.prefixes) for one in known.about(iri)]

    others = dict(twins(triples, lambda: glossary.term_table(glossary.term(known, iri) for iri in known.terms)))
    others[TURTLE] = lambda: joined(files.definition_texts())
    view = View("ontology.html", "本体", document, "ontology", _tag(request, "def"), others=others)
    return await represent(request, view)


@router.get("/def/{name}", summary="一个类或属性")
async def term(request: Request, name: str) -> Response:
    """What a term means, what it joins, and which shapes and questions use it.

    A version of the ontology and a prefix declaration lead to the ontology's page. Raises UnknownTerm.
    """
    known, iri = definitions(), iris.DEF + name
    if iri in (*known.prefixes, *known.versions, iris.TABLE[:-1]):
        holdings: Holdings = request.app.state.holdings
        return _see(resolve(holdings.dataset, known, iri) or urls.TERMS)
    if iri not in known.terms:
        raise UnknownTerm(f"本体中没有“{name[:60]}”")
    return await _one(request, iri, "term.html", glossary.term, glossary.term_table)


@router.get("/def/table/{name}", include_in_schema=False)
async def table_term(request: Request, name: str) -> Response:
    """A term of an editor's table. Raises UnknownTerm."""
    return await term(request, f"table/{name}")


@router.get("/schemes", include_in_schema=False)
@router.get("/schemes/{name:path}", include_in_schema=False)
async def schemes_by_plural(name: str = "") -> Response:
    """The address by which design and JSON speak of schemes."""
    return _see(urls.of_iri(iris.SCHEME + name))


@router.get("/scheme", include_in_schema=False)
@router.get(urls.SCHEMES, summary="全部代码表")
async def schemes(request: Request) -> Response:
    """The lists of codes."""
    known = definitions()

    def triples() -> Triples:
        return [one for iri in (*known.schemes, *known.concepts) for one in known.about(iri)]

    others = twins(triples, lambda: glossary.scheme_table(known))
    view = View("schemes.html", "代码表", lambda: _schemes(known), "schemes", _tag(request, "scheme"), others=others)
    return await represent(request, view)


def _schemes(known: Definitions) -> dict[str, object]:
    return {"count": len(known.schemes), "schemes": [glossary.scheme(known, iri) for iri in known.schemes]}


@router.get("/scheme/{scheme}", summary="一个代码表")
async def scheme(request: Request, scheme: str) -> Response:
    """A list of codes in its official order, with its codes in every form. Raises UnknownTerm."""
    known, iri = definitions(), iris.SCHEME + scheme
    if iri not in known.schemes:
        raise UnknownTerm(f"没有代码表“{scheme[:60]}”")
    concepts = [one for one in known.concepts if one.startswith(iri + "/")]

    def triples() -> Triples:
        return [one for each in (iri, *concepts) for one in known.about(each)]

    return await _one(
        request, iri, "scheme.html", glossary.scheme,
        lambda _: glossary.code_table(glossary.code(known, one) for one in concepts), triples,
    )  # fmt: skip


@router.get("/scheme/{scheme}/{code}", summary="一个代码")
async def code(request: Request, scheme: str, code: str) -> Response:
    """A code: its meaning, other ways of writing it, and the shapes that name it. Raises UnknownTerm."""
    iri = iris.concept(scheme, code)
    if iri not in definitions().concepts:
        raise UnknownTerm(f"没有代码“{scheme[:60]}/{code[:60]}”")
    return await _one(request, iri, "code.html", glossary.code, glossary.code_table)


@router.get("/shape", include_in_schema=False)
@router.get(urls.SHAPES, summary="全部校验规则")
async def shapes(request: Request) -> Response:
    """The rules that catalogues must meet, with their messages; Turtle gives the whole."""
    known = definitions()

    def triples() -> Triples:
        return [one for iri in known.shapes for one in known.about(iri)]

    others = dict(twins(triples, lambda: glossary.shape_table(glossary.shapes(known))))
    others[TURTLE] = lambda: joined(files.read_folder(files.home() / "shapes"))
    view = View("shapes.html", "校验规则", lambda: _shapes(known), "shapes", _tag(request, "shape"), others=others)
    return await represent(request, view)


def _shapes(known: Definitions) -> dict[str, object]:
    found = glossary.shapes(known)
    return {"count": len(found), "shapes": found}


@router.get("/shape/{name}", summary="一条校验规则")
async def shape(request: Request, name: str) -> Response:
    """A shape: what it looks at, what it asks, and its message. Raises UnknownTerm."""
    iri = iris.SHAPE + name
    if iri not in definitions().shapes:
        raise UnknownTerm(f"没有校验规则“{name[:60]}”")
    return await _one(request, iri, "shape.html", glossary.shape, glossary.shape_table)


async def _one(
    request: Request,
    iri: str,
    template: str,
    describe: Callable[[Definitions, str], dict[str, object]],
    table: Callable[[list[dict[str, object]]], Table],
    triples: Callable[[], Triples] | None = None,
) -> Response:
    """A page about one thing of the vocabulary, with its twins."""
    known = definitions()
    document = describe(known, iri)
    label = document["label"]
    title = str((isinstance(label, dict) and label["zh"]) or document["name"])
    others = twins(triples or (lambda: known.about(iri)), lambda: table([document]))
    view = View(template, title, lambda: document, title, _tag(request, iri), others=others)
    return await represent(request, view)


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers={"Vary": "Accept"})
