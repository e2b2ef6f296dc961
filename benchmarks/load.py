"""`python -m benchmarks.load [SECONDS]`: the service under wrk, with one and with two workers, beside nginx.

Owns: which addresses are asked, by how many connections, and the yardstick: nginx that sends the same bytes from disk.
Must not: assert a time; the machine decides it. Needs the programs wrk and nginx.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from benchmarks import measure
from catalog_graph.model.codes import Level
from catalog_graph.places.load import load_codebook

CLIENTS, SECONDS = 50, 8
COUNTY = "/divisions/341302/duties"
JSON, HTML = "application/json", "text/html"
# wrk asks the addresses of a file in turn.
IN_TURN = """local paths = {{}}
for path in io.lines("{paths}") do paths[#paths + 1] = path end
local number = 0
request = function() number = number % #paths + 1; return wrk.format("GET", paths[number]) end
"""


@contextmanager
def service(workers: int) -> Iterator[int]:
    """`gongkai serve` with some workers, once it has made what it makes ahead: its port."""
    port = measure.free_port()
    command = [sys.executable, "-m", "catalog_graph", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        measure.first_answer(port, "/healthz")
        while not ready(port):
            time.sleep(1)
        yield port
    finally:
        process.terminate()
        process.wait()


def ready(port: int) -> bool:
    """Whether the service has made what it makes ahead."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/readyz")
    return connection.getresponse().status == 200


@contextmanager
def nginx(folder: Path) -> Iterator[int]:
    """nginx that sends the files of a folder: its port."""
    port = measure.free_port()
    (folder / "nginx.conf").write_text(
        f"daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ }}\nhttp {{ access_log off; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
    )
    (folder / "same").touch()
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        measure.first_answer(port, "/same", 30)
        yield port
    finally:
        process.terminate()
        process.wait()


def wrk(port: int, path: str, accept: str, seconds: int, script: Path | None = None) -> tuple[float, str]:
    """Answers a second, and the longest that 99 of 100 took; says so where some were not 200."""
    lua = ["-s", str(script)] if script else []
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", "-H", f"Accept: {accept}", *lua]
    ran = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True)
    rate, longest = re.search(r"Requests/sec: +([\d.]+)", ran.stdout), re.search(r"99% +(\S+)", ran.stdout)
    assert rate, ran.stdout
    assert longest, ran.stdout
    others = re.search(r"Non-2xx.*", ran.stdout)
    return float(rate[1]), f"99 % within {longest[1]}{', ' + others[0] if others else ''}"


def health_beside(port: int, path: str, accept: str, seconds: int) -> str:
    """How long /healthz takes while the clients ask for something heavy."""
    taken = []
    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(wrk, port, path, accept, seconds)
        while not load.done():
            begin = time.perf_counter()
            measure.first_answer(port, "/healthz")
            taken.append(time.perf_counter() - begin)
            time.sleep(0.05)
    return f"median {measure.shown(sorted(taken)[len(taken) // 2])}, longest {measure.shown(max(taken))}"


def one_answer(port: int, path: str, accept: str) -> bytes:
    """The bytes of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Accept": accept})
    return connection.getresponse().read()


def figures(workers: int, counties: Sequence[str], seconds: int, folder: Path) -> Iterator[tuple[str, str, str]]:
    """What was measured of a service: what, figure, yardstick."""
    script = folder / "counties.lua"
    (folder / "paths").write_text("\n".join(counties))
    script.write_text(IN_TURN.format(paths=folder / "paths"))
    with service(workers) as port, nginx(folder) as plain:
        for what, accept in (("JSON", JSON), ("page", HTML)):
            (folder / "same").write_bytes(one_answer(port, COUNTY, accept))
            yardstick, _ = wrk(plain, "/same", accept, seconds)
            rate, longest = wrk(port, COUNTY, accept, seconds)
            yield f"a county, {what}, kept", f"{rate:.0f}/s, {longest}", f"nginx {yardstick:.0f}/s"
        rate, longest = wrk(port, COUNTY, HTML, seconds, script)
        yield "2,978 counties in turn, page, not kept", f"{rate:.0f}/s, {longest}", "goal 25/s"
        rate, longest = wrk(port, "/divisions?q=%E6%9D%91", JSON, seconds)
        yield "/divisions?q=村 (488,291 matches)", f"{rate:.0f}/s, {longest}", "—"
        for path in ("/divisions?q=%E6%9D%91", COUNTY):
            beside = health_beside(port, path, HTML, seconds)
            yield f"/healthz beside {CLIENTS} clients on {path[:20]}…", beside, "goal 100 ms"


def main() -> None:
    """Run all, with one worker and with two."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    counties = [f"/divisions/{place.code}/duties" for place in load_codebook(villages=False).within("", Level.COUNTY)]
    for workers in (1, 2):
        with tempfile.TemporaryDirectory(prefix="gongkai-load-") as folder:
            for row in figures(workers, counties, seconds, Path(folder)):
                print(f"{workers} worker{'s'[: workers - 1]}  {row[0]:<58} {row[1]:<36} {row[2]}", flush=True)


if __name__ == "__main__":
    main()
