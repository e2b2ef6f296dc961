"""`gongkai query`: what it finds as a query, what it prints, and the list of questions.

Owns: the answers of the command, not what ends it (`test_timed`) or what it refuses (`test_main`).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from catalog_graph import files
from catalog_graph.rdf.query_file import parse_query_file
from tests.command_line import printed, run


def test_a_query_is_found_by_text_file_and_question(tmp_path: Path) -> None:
    question, text = next(iter(files.question_texts().items()))
    path = tmp_path / "frage.rq"
    path.write_text(text, "utf-8")
    answers = [printed("query", words, "-f", "csv") for words in (text, str(path), question, question.split("-")[0])]
    assert len(set(answers)) == 1
    assert answers[0].strip()


def test_without_a_query_the_questions_are_listed_and_each_says_what_answers_it() -> None:
    lines = printed("query").splitlines()
    for name, text in files.question_texts().items():
        question = parse_query_file(text)
        (row,) = [line for line in lines if line.strip().startswith(f"{question.id} ")]
        assert question.question in row
        assert row.strip().endswith("图" if "-show-" in name else "表")
    assert lines[-1].startswith(f"{len(files.question_texts())} 个问题。")


def test_a_question_that_shows_a_graph_is_printed_as_turtle() -> None:
    words = printed("query", "cq66")
    found = {one.triple for one in parse(words, RdfFormat.TURTLE)}
    assert found == {one.triple for one in parse(printed("query", "cq66", "-f", "nt"), RdfFormat.N_TRIPLES)}
    assert len(found) == parse_query_file(files.question_texts()["cq66-show-duties-of-role"]).rows


@pytest.mark.parametrize("format_", ["table", "tsv"])
def test_a_table_of_a_query_is_printed_as_asked(format_: str) -> None:
    words = printed("query", "SELECT ?c { ?c a gk:Catalogue }", "-f", format_)
    assert "social-assistance" in words


@pytest.mark.parametrize("format_", ["table", "jsonld"])
def test_a_graph_of_a_query_is_printed_as_asked(format_: str) -> None:
    words = printed("query", "CONSTRUCT { ?c a gk:Catalogue } WHERE { ?c a gk:Catalogue }", "-f", format_)
    assert "social-assistance" in words


def test_a_query_file_that_is_not_utf8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "frage.rq"
    path.write_bytes("ASK { ?s ?p '甲' }".encode("gbk"))
    done = run("query", str(path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert "不是UTF-8编码" in done.stderr.decode()
