"""What a site on this machine answers."""

from __future__ import annotations


class Site:
    """``answers`` are by path: content type, body; ``asked`` are the paths asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, tuple[str, bytes]] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> str:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = (kind, data.replace(b"SITE", self.address.encode()))
        return self.address + path
