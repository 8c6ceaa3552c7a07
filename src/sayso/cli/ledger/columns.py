"""Statements as the columns of a CSV or a Parquet file, some rows at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from sayso.ledger.rows import Row

BOM = "\ufeff"
"""What spreadsheets tell UTF-8 by."""

_AT_ONCE = 2000
_GAP = " […] "
_BETWEEN_VOICES = " › "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WORDS = ("source", "cue", "content")
_NUMBERS = {"confidence": "float64", "start": "int64", "end": "int64"}


def csv_pieces(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as CSV (RFC 4180), the heading first.

    The words of several spans are joined by ``[…]``. A cell that a spreadsheet would take
    for a formula begins with an apostrophe.
    """
    yield _csv([_names()])
    for some in _batches(rows):
        yield _csv([_cell(value) for value in _flat(row).values()] for row in some)


def write_parquet(rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write the rows as Parquet; ``source``, ``cue`` and ``content`` are lists of texts."""
    import pyarrow
    from pyarrow import parquet

    kinds = {name: _kind(pyarrow, name) for name in _names()}
    schema = pyarrow.schema(list(kinds.items()))
    with parquet.ParquetWriter(stream, schema) as writer:
        for some in _batches(rows):
            records = [_joined(row) for row in some]
            writer.write_table(pyarrow.Table.from_pylist(records, schema=schema))


def _kind(pyarrow: Any, name: str) -> Any:
    if name in _WORDS:
        return pyarrow.list_(pyarrow.string())
    return getattr(pyarrow, _NUMBERS.get(name, "string"))()


def _names() -> list[str]:
    from sayso.ledger.rows import Row

    return [field.name for field in fields(Row)]


def _joined(row: Row) -> dict[str, Any]:
    return asdict(row) | {"chain": _BETWEEN_VOICES.join(row.chain)}


def _flat(row: Row) -> dict[str, Any]:
    return _joined(row) | {name: _GAP.join(getattr(row, name)) for name in _WORDS}


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv(rows: Iterable[list[Any]]) -> str:
    page = io.StringIO()
    csv.writer(page, lineterminator="\r\n").writerows(rows)
    return page.getvalue()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some
