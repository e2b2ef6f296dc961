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
_DIGITS = r"^\s*(\d{4})(\d{2})(\d{2})\s*$"
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


def day(column: Expr) -> Expr:
    """The number of the day that a cell of text names; null where it names none, or one that no record can bear."""
    return day_of_words(text(column))


def day_of_words(words: Expr) -> Expr:
    """The same of words without blanks around them.

    Each use of a part doubles what an engine has to compile: no part is made of many others.
    """
    iso = (words.length() == len("2025-01-05")) & words.like("____-__-__")
    days = ibis.ifelse(iso, _days(words), _other(words.translate(_WIDE, _PLAIN)))
    return ibis.ifelse(days.between(number(FIRST), number(LAST)), days, ibis.null("int64"))


def _days(iso: Expr) -> Expr:
    return iso.try_cast("date").epoch_days().cast("int64")


def _other(words: Expr) -> Expr:
    """The number of the day in another form than 2025-01-05; what is in none of them ends as no date."""
    year, month, day_ = (words.re_extract(_PARTS, group) for group in (1, 2, 3))
    spelled = year + "-" + ("0" + month).right(2) + "-" + ("0" + day_).right(2)
    run = [words.re_extract(_DIGITS, group) for group in (1, 2, 3)]
    serial = words.re_extract(_SERIAL, 1).nullif("").try_cast("int64") - _FIRST_SERIAL
    return ibis.coalesce(
        serial, _days((run[0] + "-" + run[1] + "-" + run[2]).nullif("--")), _days(spelled.nullif("-0-0"))
    )


def day_of_any(column: Expr) -> Expr:
    """The number of the day of a column of any type: a Parquet file may hold dates, moments, numbers or text."""
    if is_dated(column):
        days = column.cast("date").epoch_days().cast("int64")
        return ibis.ifelse(days.between(number(FIRST), number(LAST)), days, ibis.null("int64"))
    return day(column)


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
    words = words.mutate(day=day(words.words))
    return words.mutate(spoilt=words.day.isnull() & text(words.words).notnull())


def days(source: Table) -> dict[str, Expr]:
    """The numbers of a row's days by what they are: formed, published, received, withdrawn."""
    by_words = spoken(source)
    return {
        name.removesuffix("_on"): source[f"{name}_day"]
        if name in by_words
        else day_of_any(source[name])
        if name in source.columns
        else ibis.null("int64")
        for name in DATES
    }
