"""Clients that leave before they have their answer.

Owns: ending work that nobody waits for any more. Must not: know what the work is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

_T = TypeVar("_T")


async def unless_gone(work: Coroutine[object, object, _T], receive: Receive) -> _T:
    """The outcome of some work. Raises ClientDisconnect when the client leaves, and the work is cancelled then."""
    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
    leaving.add_done_callback(lambda _: doing.cancel())
    try:
        return await doing
    except asyncio.CancelledError:
        here = asyncio.current_task()
        if leaving.done() and not (here and here.cancelling()):
            raise ClientDisconnect from None
        raise
    finally:
        leaving.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)
