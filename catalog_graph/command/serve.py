"""`gongkai serve`: the service, from the command line.

Owns: what is looked at before it starts, so that a fault is told before any address is printed; how uvicorn is run.
Must not: import the service: it is named, and every process of it imports it by itself.
"""

from __future__ import annotations

import errno
import importlib
import os
import socket
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from catalog_graph import files, large_files
from catalog_graph.errors import BadParameter, system_words
from catalog_graph.sparql import own_datasets

_TRY = ("/divisions/341302/duties", "/divisions?q=真新街道", "/docs")
_GRACE = 5  # seconds for answers under way; `api.door.ending` says the same


def run(
    host: str,
    port: int,
    workers: int,
    dataset: Sequence[str],
    settings: str | None,
    records: str | None = None,
) -> None:
    """Start the service, and come back when it has ended. Raises BadParameter for what cannot be."""
    for path in dataset:
        files.read_input(path, own_datasets.MOST_BYTES)
    if records:
        large_files.stamp(records)  # fails now, not at the first question
    _look_at(host, port)
    environ = {"GONGKAI_SPARQL_EAGER": "1"}
    if dataset:
        environ["GONGKAI_DATASET"] = os.pathsep.join(os.path.abspath(path) for path in dataset)
    if records:
        environ["GONGKAI_RECORDS"] = os.path.abspath(records)
    if settings:
        files.read_input(settings)
        environ["GONGKAI_SETTINGS"] = os.path.abspath(settings)
    _read_settings(os.environ | environ)
    with ExitStack() as stack:
        if workers > 1:
            # The figures of all processes are added up from files.
            environ["PROMETHEUS_MULTIPROC_DIR"] = str(stack.enter_context(files.passing_folder()))
            environ["GONGKAI_PARENT"] = str(os.getpid())
        os.environ.update(environ)
        shown = f"[{host}]" if ":" in host else host
        for line in ("服务地址，可试：", *(f"  http://{shown}:{port}{path}" for path in _TRY)):
            print(line, flush=True)
        _serve(host, port, workers)


def _read_settings(environ: Mapping[str, str]) -> None:
    """Whether the service can read its settings: with several processes each would fail by itself, again and again.

    Raises BadParameter.
    """
    importlib.import_module("api.settings").Settings.from_environ(environ)


def _look_at(host: str, port: int) -> None:
    """Whether the service can listen there. Raises BadParameter."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen()
    except (socket.gaierror, UnicodeError):
        raise BadParameter(f"没有地址“{host}”", "请用 --host 写本机的地址，如 127.0.0.1 或 0.0.0.0。") from None
    except PermissionError:
        raise BadParameter(f"端口 {port} 需要管理员权限", "请用 --port 换一个 1024 以上的端口。") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = "请用 --port 换一个端口，或先停止占用它的程序。"
            raise BadParameter(f"{host} 的端口 {port} 已被占用", hint) from None
        raise BadParameter(f"不能在 {host}:{port} 上监听：{system_words(error)}", "请核对 --host 和 --port。") from None


def _serve(host: str, port: int, workers: int) -> None:
    import uvicorn  # noqa: PLC0415

    uvicorn.run(
        "api.app:service",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http="api.door.protocol:BoundedProtocol",
        ws="none",
        log_config=None,  # the service has its own
        access_log=False,
        proxy_headers=False,  # what a proxy says is read by the service, from those it is told to trust
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
