"""The example dossier: four documents about an invented dispute in an invented country.

An open letter, a news page that reports it, the press release of the group that the letter
accuses, and a paper that has it from the news page. The people, places and organisations do
not exist.
"""

from __future__ import annotations

from pathlib import Path

_NAMES = (
    "open-letter.txt",
    "downstream-voice.html",
    "press-release.html",
    "oskerry-courier.html",
)


def paths() -> tuple[Path, ...]:
    """Return the files of the dossier: the letter, the news page, the press release, the paper."""
    folder = Path(__file__).parent
    return tuple(folder / name for name in _NAMES)
