"""A task on its way to a worker: everything in it arrives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog_graph.intake.grid import Format, Limits
from catalog_graph.model.codes import Level
from catalog_graph.places.codebook import Division
from catalog_graph.review.service.task import FORMS, Task, decode, encode

PLACE = Division("341302", "埇桥区", Level.COUNTY, "市辖区")


@given(
    st.binary(max_size=300),
    st.sampled_from(FORMS),
    st.text(max_size=40),
    st.sampled_from([None, *Format]),
    st.sampled_from([None, "social-assistance"]),
    st.sampled_from([None, PLACE]),
    st.integers(1, 10**9),
)
def test_a_task_arrives_as_it_was_sent(
    content: bytes, form: str, name: str, format_: Format | None, domain: str | None, place: Division | None, most: int
) -> None:
    task = Task(content, form, name, format_, domain, place, Limits(most_bytes=most, most_rows=most), 1.5)
    assert decode(encode(task)) == task


def test_the_words_of_a_file_do_not_show_in_a_log() -> None:
    assert "机密" not in repr(Task("机密".encode())) + repr(Task("机密".encode("gb18030")))
    assert b"\\x" not in repr(Task("机密".encode())).encode()
