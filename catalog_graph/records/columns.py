"""Columns of Arrow from values of Python, without pandas.

Owns: their layout in memory. Must not: know what they mean.

`pyarrow.array` loads pandas, where that is installed, to see whether it was given a series: a third of a second, which
is a tenth of what an audit of a county may take. So does a number or text of Python among what `pyarrow.compute` is
given: `constant` makes one of Arrow.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def numbers(values: Iterable[int]) -> Any:
    """Whole numbers of 64 bits."""
    column = array("q", values)
    return pa.Array.from_buffers(pa.int64(), len(column), [None, pa.py_buffer(column)])


def fractions(values: Iterable[float]) -> Any:
    """Floating numbers of 64 bits."""
    column = array("d", values)
    return pa.Array.from_buffers(pa.float64(), len(column), [None, pa.py_buffer(column)])


def constant(value: int) -> Any:
    """A whole number as Arrow's functions take it."""
    return numbers([value])[0]


def words(values: Iterable[str]) -> Any:
    """Texts, none of which is null."""
    texts = [value.encode("utf-8", "replace") for value in values]
    ends = array("i", accumulate(map(len, texts), initial=0))
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(texts))]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def flags(values: Sequence[object]) -> Any:
    """Truth of values, a bit each."""
    eights = (values[start : start + 8] for start in range(0, len(values), 8))
    bits = bytes(sum(bool(value) << place for place, value in enumerate(eight)) for eight in eights)
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, pa.py_buffer(bits)])


def sorted_words(column: Any) -> Any:
    """The texts of a column that are not blank, in the order of their characters, as one array."""
    texts = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    texts = texts.filter(pc.utf8_length(pc.utf8_trim_whitespace(texts)).cast(pa.bool_()))
    return texts.take(pc.sort_indices(texts)).cast(pa.string())
