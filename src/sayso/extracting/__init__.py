"""From a document to its attributions.

``words`` cuts a text into units, ``windows`` into word pieces and windows, ``model``
runs the network over them, ``decoding`` turns its scores into cues and roles,
``parts`` into whole phrases and quotations, ``nesting`` reads the contents again,
``voices`` says who speaks, ``narration`` what is left to the narrator; ``extractor``
is the way through them all.
"""

from sayso.extracting.extractor import Extractor
from sayso.extracting.narration import narration

__all__ = ["Extractor", "narration"]
