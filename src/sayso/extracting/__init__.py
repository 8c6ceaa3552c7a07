"""From a document to its attributions.

``words`` cuts a text into units, ``windows`` into word pieces and windows, ``model``
runs the network over them, ``decoding`` turns its scores into cues and roles,
``parts`` into whole phrases and quotations, ``nesting`` says which lies within which,
``narration`` what is left to the narrator; ``extractor`` is the way through them all.
Who speaks is resolved later (``sayso.resolving``).
"""

from sayso.extracting.extractor import Extractor
from sayso.extracting.narration import narration

__all__ = ["Extractor", "narration"]
