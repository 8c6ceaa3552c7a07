"""Drawing for a terminal without touching it, so that only writing can fail."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any, TextIO, cast

from rich.console import Console


def drawn(stream: TextIO, draw: Callable[[Console], None]) -> str:
    """Return what ``draw`` prints, with the width and the colours that suit the stream."""
    seen = Console(file=stream)
    page = io.StringIO()
    draw(
        Console(
            file=page,
            width=seen.width,
            force_terminal=seen.is_terminal,
            color_system=cast(Any, seen.color_system),
            no_color=seen.no_color,
            highlight=False,
            markup=False,
            emoji=False,
        )
    )
    return page.getvalue()
