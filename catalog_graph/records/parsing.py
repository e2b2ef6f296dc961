"""Text to values, as expressions: days from real dates, codes from their words.

Owns: which spellings of a day are read, each once for a file. Must not: run anything, or know an engine.

Text comes first: no type is ever guessed. Read are 2025-01-05, 2025/1/6, 2025.1.6, 2025年1月5日, 20250105, each also
with a time behind it, full-width digits, and Excel's serial numbers. What else stands in a cell of a date is no date.
"""

from __future__ import annotations

from typing import Any

import ibis

from catalog_graph.model.codes import Coded
from catalog_graph.records.due_days import FIRST, LAST, number
from catalog_graph.records.fields import BY_NAME, DATES

Table = Any
Expr = Any  # ibis types its expressions by what they are made of; here they are only combined
_FIRST_SIGN = "!"  # the first character behind the blank: words from it on do not begin with one
_WIDE, _PLAIN = "０１２３４５６７８９／－．：\u3000", "0123456789/-.: "
_PARTS = r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\s*\d{1,2}[:时].*)?\s*$"
_DIGITS = r"^\s*(\d{8})\s*$"
_SERIAL, _FIRST_SERIAL = r"^\s*(\d{5})(?:\.\d+)?\s*$", 25569  # Excel's number of 1970-01-01


def text(column: Expr) -> Expr:
    """A cell's words without blanks around them, null where there are none."""
    return _stripped(column.cast("string")).nullif("")


def _stripped(words: Expr) -> Expr:
    """Words without blanks around them.

    Not by `strip`: what ibis 12 writes for it takes a v off the words on Spark, which reads \\v in a text as that.
    """
    blank = (words.left(1) <= " ") | (words.right(1) <= " ")
    return ibis.ifelse(blank, words.re_replace(r"^\s+|\s+$", ""), words)


def _with_days(table: Table) -> Table:
    """A table whose `plain` are words without blanks around them, with the number of the `day` that they name.

    It is null where they name none, or one that no record can bear. Step by step: each use of a part within an
    expression doubles what an engine has to compile.
    """
    plain = table.plain
    table = table.mutate(iso=(plain.length() == len("2025-01-05")) & plain.like("____-__-__"))
    table = table.mutate(narrow=ibis.ifelse(table.iso, "", plain.translate(_WIDE, _PLAIN)))
    parts = {name: table.narrow.re_extract(_PARTS, group) for group, name in enumerate(("year", "month", "date"), 1)}
    single = {"run": table.narrow.re_extract(_DIGITS, 1), "serial": table.narrow.re_extract(_SERIAL, 1)}
    table = table.mutate(**parts, **single)
    spelled = table.year + "-" + ("0" + table.month).right(2) + "-" + ("0" + table.date).right(2)
    table = table.mutate(
        serial=table.serial.nullif("").try_cast("int64") - _FIRST_SERIAL,
        run=_days(_dashed(table.run).nullif("--")),
        spelled=_days(spelled.nullif("-0-0")),
        written=_days(ibis.ifelse(table.iso, table.plain, ibis.null("string"))),
    )
    table = table.mutate(day=ibis.coalesce(table.written, table.serial, table.run, table.spelled))
    possible = table.day.between(number(FIRST), number(LAST))
    return table.mutate(day=ibis.ifelse(possible, table.day, ibis.null("int64")))


def _dashed(run: Expr) -> Expr:
    return run.left(4) + "-" + run.substr(4, 2) + "-" + run.substr(6, 2)


def _days(iso: Expr) -> Expr:
    return iso.try_cast("date").epoch_days().cast("int64")


def day_of_dated(column: Expr) -> Expr:
    """The number of the day of a column that holds days or moments."""
    days = column.cast("date").epoch_days().cast("int64")
    return ibis.ifelse(days.between(number(FIRST), number(LAST)), days, ibis.null("int64"))


def is_dated(column: Expr) -> bool:
    """Whether a column holds days by its type: that of a Parquet file may."""
    kind = column.type()
    return bool(kind.is_date() or kind.is_timestamp())


def is_filled(column: Expr) -> Expr:
    """Whether a cell holds anything; null or false where it does not. Most begin with a word, which is told at once."""
    if is_dated(column):
        return column.notnull()
    return (column.cast("string") >= _FIRST_SIGN) | text(column).notnull()


def code(column: Expr, name: str) -> Expr:
    """The code of a coded field by its word or code, null where it is neither."""
    words = text(column)
    pairs = [(words.isin([each.value, each.label]), each.value) for each in BY_NAME[name].codes]
    return ibis.cases(*pairs, else_=ibis.null("string"))


def is_code(column: Expr, code: Coded) -> Expr:
    """Whether a coded field is a code, by its word or code."""
    return text(column).isin([code.value, code.label]).fill_null(False)


def spoken(source: Table) -> list[str]:
    """The columns of days that are text."""
    return [name for name in DATES if name in source.columns and not is_dated(source[name])]


def day_words(source: Table) -> Table:
    """The different words for days in a file, with the number of each, and whether they are no day though not blank.

    The same few days stand in millions of rows.
    """
    columns = [source.select(words=source[name].cast("string")) for name in spoken(source)]
    words = ibis.union(*columns, distinct=True) if len(columns) > 1 else columns[0].distinct() if columns else None
    if words is None:
        return source.limit(0).select(words=ibis.null("string"), day=ibis.null("int64"), spoilt=ibis.literal(False))
    words = words.filter(words.words.notnull())
    words = _with_days(words.mutate(plain=text(words.words)))
    return words.select("words", "day", spoilt=words.day.isnull() & words.plain.notnull())


def days(source: Table) -> dict[str, Expr]:
    """The numbers of a row's days by what they are: formed, published, received, withdrawn."""
    by_words = spoken(source)
    return {
        name.removesuffix("_on"): source[f"{name}_day"]
        if name in by_words
        else day_of_dated(source[name])
        if name in source.columns
        else ibis.null("int64")
        for name in DATES
    }
