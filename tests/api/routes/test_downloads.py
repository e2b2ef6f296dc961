"""/downloads over HTTP: what is listed can be had, whole or in part, and is what its checksum says."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import polars
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.holdings import Holdings
from catalog_graph.downloads.maker import DownloadMaker


def test_what_is_listed_is_there_and_has_the_checksum_that_is_listed(client: TestClient) -> None:
    found = client.get("/downloads/").json()
    assert found["count"] == len(found["files"]) > 40
    for file in found["files"]:
        answer = client.get(file["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == file["media_type"]
        assert len(answer.content) == file["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["etag"] == f'"{file["sha256"]}"'


def test_the_checksums_are_a_file_too(client: TestClient) -> None:
    found = client.get("/downloads/").json()
    lines = client.get(found["checksums"]).text.splitlines()
    assert lines == [f"{file['sha256']}  {file['name']}" for file in sorted(found["files"], key=lambda f: f["name"])]


def test_all_divisions_are_in_their_tables(client: TestClient) -> None:
    typed = polars.read_parquet(io.BytesIO(client.get("/downloads/divisions.parquet").content))
    text = polars.read_csv(io.BytesIO(client.get("/downloads/divisions.csv").content), infer_schema=False)
    assert len(typed) == len(text) == 665_276
    assert typed.equals(text)
    assert typed["code"].n_unique() == 665_276
    assert typed["level"].value_counts().sort("count")["count"].to_list() == [31, 342, 2978, 41352, 620573]


def test_a_part_of_a_file_can_be_had(client: TestClient) -> None:
    whole = client.get("/downloads/items.csv")
    part = client.get("/downloads/items.csv", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.headers["content-range"]) == (206, f"bytes 100-199/{len(whole.content)}")
    assert part.content == whole.content[100:200]
    stale = {"Range": "bytes=100-199", "If-Range": '"other"'}
    assert client.get("/downloads/items.csv", headers=stale).status_code == 200
    assert client.get("/downloads/items.csv", headers={"Range": "bytes=999999999-"}).status_code == 416


def test_what_is_known_already_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/downloads/laws.csv").headers["etag"]
    answer = client.get("/downloads/laws.csv", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get("/downloads/laws.csv", headers={"If-None-Match": '"x"'}).status_code == 200


def test_the_head_of_a_file_says_how_long_it_is(client: TestClient) -> None:
    answer = client.head("/downloads/laws.csv")
    assert int(answer.headers["content-length"]) == len(client.get("/downloads/laws.csv").content)


@pytest.mark.parametrize("name", ["nope.csv", "laws", "..%2f..%2fetc%2fpasswd", "..", ".", "SHA256SUMS.ttl", "a%00b"])
def test_nothing_else_can_be_had(client: TestClient, name: str) -> None:
    assert client.get(f"/downloads/{name}", headers={"Accept": "application/json"}).status_code in {200, 404}
    if name not in {"..", "."}:
        assert client.get(f"/downloads/{name}").json()["status"] == 404


def test_the_page_leads_to_the_vocabulary(client: TestClient) -> None:
    text = client.get("/downloads/", headers={"Accept": "text/html"}).text
    for address in ("/def/", "/scheme/", "/shape/", "/roles", "/sources", "/catalog"):
        assert f'href="{address}"' in text
    assert client.get("/downloads.json").json() == client.get("/downloads/").json()


def test_a_cache_that_cannot_be_written_is_said(
    holdings: Holdings, client_of: Callable[[FastAPI], TestClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "file" / "below"))
    answer = client_of(create_app(holdings=holdings)).get("/downloads/")
    assert (answer.status_code, answer.json()["code"]) == (500, "missing-data")
    assert "GONGKAI_CACHE" in answer.json()["hint"]


@pytest.mark.parametrize("path", ["/downloads/", "/downloads/items.csv", "/catalog"])
def test_who_comes_while_the_files_are_made_is_told_when_to_come_back(
    holdings: Holdings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path))
    app = create_app(holdings=holdings)
    vars(app.state)["downloads"] = DownloadMaker(wait=0.01)
    with TestClient(app) as client:
        answer = client.get(path)
        page = client.get(path, headers={"Accept": "text/html"})
        assert client.get("/downloads/nope").status_code == 404
    assert (answer.status_code, answer.json()["code"]) == (503, "files-preparing")
    assert int(answer.headers["retry-after"]) == int(page.headers["retry-after"]) > 0
    assert (page.status_code, "下载文件正在生成" in page.text) == (503, True)
