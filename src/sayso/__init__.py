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
    EmptySource,
    EncryptedPDF,
    FetchError,
    GoldError,
    MissingExtra,
    NoArticle,
    ReadingError,
    SaysoError,
    ScannedPDF,
    SourceIsFolder,
    SourceNotFound,
    SpanError,
    TooLarge,
    UnreadableSource,
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
    "Document",
    "EmptySource",
    "EncryptedPDF",
    "FetchError",
    "GoldError",
    "Kind",
    "MissingExtra",
    "Naming",
    "NoArticle",
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
    "UnreadableSource",
    "WeightsError",
    "__version__",
    "extract",
    "read",
]
