"""Reports in forms that others can read: JSON lines and one self-contained page."""

from sayso.exporting.html import to_html
from sayso.exporting.jsonl import to_jsonl

__all__ = ["to_html", "to_jsonl"]
