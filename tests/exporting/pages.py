"""Pages taken apart for tests."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "rect", "br"}
HOSTILE = "</style></div><script>alert(1)</script><img src=//x.example onerror=alert(1)> \"'&amp;"


class Page(HTMLParser):
    """What a browser would build: elements with attributes, and the text columns."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.columns: list[str] = []
        self.words: list[str] = []
        self._depth = 0
        self._within: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            self._open.append(found.get("id", ""))
        if self._depth and tag not in VOID:
            self._depth += 1
        elif tag == "div" and found.get("class") == "text":
            self._depth = 1
            self.columns.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag not in VOID:
            self._depth -= 1
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for id in filter(None, self._open):
            self._within[id] = self._within.get(id, "") + data
        if self._depth:
            self.columns[-1] += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [a for t, a in self.elements if t == tag and wanted.items() <= a.items()]

    def inside(self, id: str) -> str:
        """The words within the element with this id, on one line."""
        return " ".join(self._within.get(id, "").split())

    @property
    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.elements if "id" in found]
