"""Everything that Sayso can refuse to do, as one tree.

::

    SaysoError
    ├── ReadingError            one input could not be read; the others still are
    │   ├── SourceNotFound      no such file
    │   ├── SourceIsFolder      a folder where a file is needed
    │   ├── EmptySource         no bytes, or nothing but white space
    │   ├── UnreadableSource    bytes that are not text, HTML or PDF
    │   ├── TooLarge            more bytes than the limit
    │   ├── NoArticle           a page without a text to read
    │   ├── EncryptedPDF        a PDF that asks for a password
    │   ├── ScannedPDF          a PDF of pictures, without text
    │   ├── FetchError          a URL that did not answer with a page
    │   ├── DamagedArchive      a web archive, or a record of one, that is broken
    │   └── UnsafeArchive       an archive made to do harm, or that cannot be told from one
    ├── SpanError               offsets that do not fit the text
    ├── WeightsError            weights that are missing, broken or of another version
    ├── GoldError               a file for `sayso evaluate` that breaks the contract
    ├── LedgerError             a ledger that cannot do what was asked
    │   ├── NoLedger            no ledger where one was looked for
    │   ├── LedgerExists        a ledger where a new one was to be made
    │   ├── UnknownRecord       no document, statement or actor of this name
    │   ├── LedgerVersion       a ledger made by a newer Sayso
    │   ├── LedgerDamaged       a database or an original that is broken
    │   ├── LedgerFull          no room on the disk
    │   ├── LedgerReadOnly      a folder or file that cannot be written
    │   ├── LedgerBusy          another process holds it too long
    │   └── LedgerUnreachable   a database server that does not answer
    └── MissingExtra            an optional dependency is not installed

Each error's message is one line: what is wrong, where, and what to do.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree. Its text is one line that a user can act on."""


class ReadingError(SaysoError):
    """One input could not be read.

    ``source`` is the input as the user named it, ``problem`` what is wrong with
    it, ``remedy`` what to do.
    """

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}; {remedy}")


class SourceNotFound(ReadingError):
    """There is no such file."""


class SourceIsFolder(ReadingError):
    """A folder was given where a file is needed."""


class EmptySource(ReadingError):
    """The input holds no bytes, or nothing but white space."""


class UnreadableSource(ReadingError):
    """The bytes are neither text, HTML nor PDF, or they are damaged."""


class TooLarge(ReadingError):
    """The input holds more bytes than the limit."""


class NoArticle(ReadingError):
    """The page holds no text that could be read as a report."""


class EncryptedPDF(ReadingError):
    """The PDF asks for a password."""


class ScannedPDF(ReadingError):
    """The PDF holds pictures of pages, not text."""


class FetchError(ReadingError):
    """The URL did not answer with a page."""


class DamagedArchive(ReadingError):
    """A web archive, or one record of it, is broken; the other records are still read."""


class UnsafeArchive(ReadingError):
    """An archive that is made to do harm, or that cannot be told from such a one."""


class SpanError(SaysoError, ValueError):
    """Offsets that do not fit the text they point into."""


class WeightsError(SaysoError):
    """Weights that are missing, broken or made for another version."""


class GoldError(SaysoError, ValueError):
    """A gold file that breaks the contract; the message names the line."""


class LedgerError(SaysoError):
    """A ledger cannot do what was asked. Nothing was half-done."""


class NoLedger(LedgerError):
    """There is no ledger where one was looked for."""


class LedgerExists(LedgerError):
    """There is a ledger where a new one was to be made."""


class UnknownRecord(LedgerError, LookupError):
    """The ledger has no document, statement or actor of this name, or has several."""


class LedgerVersion(LedgerError):
    """The ledger was made by a newer version of Sayso."""


class LedgerDamaged(LedgerError):
    """The database or an original is broken."""


class LedgerFull(LedgerError):
    """There is no room on the disk."""


class LedgerReadOnly(LedgerError):
    """A folder or a file of the ledger cannot be written."""


class LedgerBusy(LedgerError):
    """Another process has held the database for too long."""


class LedgerUnreachable(LedgerError):
    """The database server does not answer, or the connection was lost."""


class MissingExtra(SaysoError, ImportError):
    """An optional dependency is not installed.

    The message is the exact command that installs it.
    """

    def __init__(self, purpose: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs the [{extra}] extra: run  pip install 'sayso[{extra}]'")
