"""What is posted to be looked through: received, given to a process of the review pool, answered in the form asked for.

Owns: that way, the same for every address that takes files, and how it is described. Must not: know what is looked
for, or keep anything.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.door.ending import Ending
from api.http import asking
from api.http.describing import ALWAYS, BINARY, body, header, problems
from api.http.negotiate import DOCX, HTML, JSON, XLSX
from api.http.represent import chosen
from api.http.uploads import MULTIPART, Budget, passed_over
from api.settings import Settings
from catalog_graph.errors import Crowded, GongkaiError
from catalog_graph.intake.grid import Limits
from catalog_graph.intake.sniff import conversion_seconds
from catalog_graph.review.service.pool import ReviewPool
from catalog_graph.review.service.task import Task

# Files up to this size together go with the result page and come back when another form is asked for.
MOST_CARRIED = 3_000_000
Take = Callable[[int], None]


class Sent(Protocol):
    """What was received."""

    @property
    def wanted(self) -> str:
        """The form of the answer that the form asks for, "" for none."""


S = TypeVar("S", bound=Sent)


@dataclass(frozen=True, slots=True)
class Errand(Generic[S]):
    """What differs between the addresses.

    `task` gets the media type that is wanted, `page` what the process answered; `refused` what was received, None where
    nothing was; `saved_as` names the file that xlsx and docx are saved as.
    """

    offered: tuple[str, ...]
    receive: Callable[[Request, int, float, Take], Awaitable[S]]
    task: Callable[[S, str], Task]
    page: Callable[[S, bytes], bytes]
    refused: Callable[[GongkaiError, S | None], Response]
    saved_as: Callable[[S, str], str]


async def answered(request: Request, errand: Errand[S]) -> Response:
    """The answer to what is posted; a refusal too is an answer, for a person with the form."""
    reviews: ReviewPool = request.app.state.reviews
    budget: Budget = request.app.state.uploads
    ending: Ending = request.app.state.ending
    settings: Settings = request.app.state.settings
    most, seconds, sent = settings.validate_bytes, settings.upload_time_ms / 1000, None
    try:
        # A place is taken when the body is there, so that slow senders hold none; the room for bodies is bounded.
        with budget.room() as room:
            sent = await errand.receive(request, most, seconds, room)
            media = chosen(request, errand.offered, sent.wanted)
            async with reviews.slot():
                task = await run_in_threadpool(errand.task, sent, media)
                content = await ending.unless_stopped(reviews.review(task))
    except GongkaiError as error:
        if isinstance(error, Crowded) and sent is None:
            await passed_over(request, most, seconds)
        return await run_in_threadpool(errand.refused, error, sent)
    if media == HTML:
        content = await run_in_threadpool(errand.page, sent, content)
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if media in {XLSX, DOCX}:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(errand.saved_as(sent, media))}"
    return Response(content, headers=headers, media_type=media)


def bounds(settings: Settings, *files: bytes) -> dict[str, Any]:
    """The limits of a task about these files, and the seconds it may take."""
    seconds = settings.validate_time_ms / 1000 + sum(map(conversion_seconds, files))
    return {"limits": Limits(most_bytes=settings.validate_bytes, most_rows=settings.validate_rows), "seconds": seconds}


def carried(*files: bytes) -> list[str]:
    """Files in base64, for hidden fields of the page; none where they are too large together."""
    return [base64.b64encode(file).decode() for file in files] if sum(map(len, files)) <= MOST_CARRIED else []


def taken(fields: Mapping[str, str], offered: Sequence[str], bodies: Collection[str] = ()) -> dict[str, object]:
    """What a program is told by GET: what may be posted, and what is answered."""
    return {"method": "POST", "bodies": [MULTIPART, *bodies], "fields": dict(fields), "answers": list(offered)}


def described_post(
    model: Any,
    words: str,
    offered: Sequence[str],
    fields: Mapping[str, str],
    *,
    files: Collection[str] = ("file",),
    bodies: Collection[str] = (),
    named: Collection[str] = (),
    errors: Collection[int] = (),
) -> dict[str, Any]:
    """What a route passes to its decorator: `fields` of the form, those of them that are `files`, the media types of
    `bodies` that are a file by themselves, and the fields that may then be `named` in the query."""
    properties = {
        name: (BINARY if name in files else {"type": "string"}) | {"description": text} for name, text in fields.items()
    }
    content = {MULTIPART: {"schema": {"type": "object", "properties": properties}}}
    good = {
        "model": model,
        "description": words,
        "content": {media: body(media) for media in offered if media != JSON},
        "headers": header("Vary", "Cache-Control", "Content-Disposition"),
    }
    return {
        "responses": {200: good} | problems({*ALWAYS, 404, 406, 413, 415, 422, *errors}),
        "openapi_extra": {
            "requestBody": {"required": True, "content": content | {kind: {"schema": BINARY} for kind in bodies}},
            "parameters": [*asking.query({name: fields[name] for name in named}), *asking.forms_of(offered)],
        },
    }
