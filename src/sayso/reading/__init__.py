"""Reading: bytes in, one :class:`sayso.document.Document` out.

``read_document`` takes a file name, an ``http(s)`` URL or ``"-"``; ``read_bytes`` takes
bytes that are at hand already. The libraries for HTML, PDF and the network are imported
when the first such source is read.
"""

from sayso.reading.furniture import furniture_spans
from sayso.reading.limits import MAX_BYTES
from sayso.reading.source import read_bytes, read_document

__all__ = ["MAX_BYTES", "furniture_spans", "read_bytes", "read_document"]
