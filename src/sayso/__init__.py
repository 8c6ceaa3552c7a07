"""Sayso: who says what in a report, on whose authority, in exactly which words.

>>> import sayso
>>> report = sayso.read("page.html")  # doctest: +SKIP
>>> for attribution in report.attributions:  # doctest: +SKIP
...     print(attribution.source.text, attribution.cue.text, attribution.content.text)
"""

from sayso.attribution import (
    NARRATOR,
    Act,
    Actor,
    ActorType,
    Attribution,
    Kind,
    Naming,
    Stance,
)
from sayso.document import Document, Part, Span
from sayso.errors import (
    DamagedArchive,
    EmptySource,
    EncryptedPDF,
    FetchError,
    GoldError,
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerExists,
    LedgerFull,
    LedgerReadOnly,
    LedgerUnreachable,
    LedgerVersion,
    MissingExtra,
    NoArticle,
    NoLedger,
    ReadingError,
    SaysoError,
    ScannedPDF,
    SourceIsFolder,
    SourceNotFound,
    SpanError,
    TooLarge,
    UnknownRecord,
    UnreadableSource,
    UnsafeArchive,
    WeightsError,
)
from sayso.reader import extract, read
from sayso.report import Report

__version__ = "0.1.0"

__all__ = [
    "NARRATOR",
    "Act",
    "Actor",
    "ActorType",
    "Attribution",
    "DamagedArchive",
    "Document",
    "EmptySource",
    "EncryptedPDF",
    "FetchError",
    "GoldError",
    "Kind",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerError",
    "LedgerExists",
    "LedgerFull",
    "LedgerReadOnly",
    "LedgerUnreachable",
    "LedgerVersion",
    "MissingExtra",
    "Naming",
    "NoArticle",
    "NoLedger",
    "Part",
    "ReadingError",
    "Report",
    "SaysoError",
    "ScannedPDF",
    "SourceIsFolder",
    "SourceNotFound",
    "Span",
    "SpanError",
    "Stance",
    "TooLarge",
    "UnknownRecord",
    "UnreadableSource",
    "UnsafeArchive",
    "WeightsError",
    "__version__",
    "extract",
    "read",
]
