"""URLs, against a server on this machine."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sayso import FetchError, NoArticle, ReadingError, TooLarge, UnreadableSource, __version__
from sayso.reading import fetch, read_document

SENTENCES = (
    "The keepers of Weir Seven, Herr Günther among them, say that the lower gates were shut on "
    "nineteen days last summer. "
)
TITLE = "Keepers back families over Weir Seven"
PDF = (Path(__file__).parent / "fixtures" / "two_columns.pdf").read_bytes()


def page(title: str = TITLE, meta: str = "", text: str = SENTENCES * 3) -> str:
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{title}</title></head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


HTML = "text/html; charset=utf-8"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/report": (200, {"Content-Type": HTML}, page().encode()),
    "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, page().encode("cp1252")),
    "/meta": (
        200,
        {"Content-Type": "text/html"},
        page(meta="<meta charset=cp1252>").encode("cp1252"),
    ),
    "/bytes": (200, {"Content-Type": "text/html"}, page().encode()),
    "/plain": (
        200,
        {"Content-Type": "text/plain; charset=koi8-r"},
        "Никто не пришёл.".encode("koi8-r"),
    ),
    "/pdf": (200, {"Content-Type": "application/pdf"}, PDF),
    "/unnamed": (200, {"Content-Type": "application/octet-stream"}, PDF),
    "/zipped": (
        200,
        {"Content-Type": HTML, "Content-Encoding": "gzip"},
        gzip.compress(page().encode()),
    ),
    "/bomb": (
        200,
        {"Content-Type": HTML, "Content-Encoding": "gzip"},
        gzip.compress(bytes(200_000)),
    ),
    "/badzip": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, b"not gzip at all"),
    "/long": (200, {"Content-Type": HTML}, b"a" * 100_000),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n"),
    "/json": (200, {"Content-Type": "application/json"}, b'{"text": "The gate was shut."}'),
    "/empty": (200, {"Content-Type": HTML}, b""),
    "/shell": (200, {"Content-Type": HTML}, b"<html><body><div id=app></div></body></html>"),
    "/soft": (
        200,
        {"Content-Type": HTML},
        page("404 Not Found", text="It is not here. Sorry.").encode(),
    ),
    "/robot": (
        200,
        {"Content-Type": HTML},
        page("Just a moment...", text="Checking you.").encode(),
    ),
    "/moved": (301, {"Location": "/report"}, b""),
    "/moved-twice": (302, {"Location": "/moved"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/gone": (404, {"Content-Type": HTML}, page().encode()),
    "/denied": (403, {"Content-Type": HTML}, b""),
    "/broken": (500, {"Content-Type": HTML}, b""),
}
seen: list[str] = []


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        seen.append(self.headers["User-Agent"])
        if self.path == "/slow":
            time.sleep(1)
            return
        if self.path == "/elsewhere":
            port = self.server.server_address[1]
            status, headers, body = 302, {"Location": f"http://localhost:{port}/report"}, b""
        else:
            status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.path != "/long":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)


def refused(kind: type[ReadingError], address: str, says: str) -> None:
    with pytest.raises(kind) as caught:
        read_document(address)
    message = str(caught.value)
    assert message.startswith(f"{address}: ")
    assert says in message
    assert "\n" not in message
    assert caught.value.remedy


def test_a_page_is_read_from_its_address(site: str):
    document = read_document(f"{site}/report")
    assert document.text == f"{TITLE}\n\n{SENTENCES * 3}".strip()
    assert document.source == document.url == f"{site}/report"
    assert document.sha256 == hashlib.sha256(page().encode()).hexdigest()
    assert document.publisher == "127.0.0.1"
    assert (document.redirects, document.warnings) == ((), ())


def test_the_program_says_who_it_is(site: str):
    seen.clear()
    read_document(f"{site}/report")
    assert seen == [f"sayso/{__version__}"]


@pytest.mark.parametrize("path", ["/latin", "/meta", "/bytes", "/zipped"])
def test_the_charset_is_that_of_header_meta_or_bytes(site: str, path: str):
    assert "Herr Günther" in read_document(site + path).text


def test_a_plain_text_and_a_pdf_are_read_too(site: str):
    assert read_document(f"{site}/plain").text == "Никто не пришёл."
    for path in ("/pdf", "/unnamed"):
        document = read_document(site + path)
        assert document.media_type == "application/pdf"
        assert document.sha256 == hashlib.sha256(PDF).hexdigest()


def test_redirects_are_followed_and_shown(site: str):
    document = read_document(f"{site}/moved-twice")
    assert document.source == f"{site}/moved-twice"
    assert document.url == f"{site}/report"
    assert document.redirects == (f"{site}/moved-twice", f"{site}/moved")
    assert document.warnings == ()


def test_a_redirect_to_another_host_is_a_warning(site: str):
    document = read_document(f"{site}/elsewhere")
    assert document.url is not None
    assert document.url.startswith("http://localhost:")
    assert document.warnings == (f"redirected to {document.url}",)


@pytest.mark.parametrize(
    ("path", "status"), [("/gone", "404"), ("/denied", "403"), ("/broken", "500")]
)
def test_a_refusal_names_its_status(site: str, path: str, status: str):
    refused(FetchError, site + path, status)


@pytest.mark.parametrize("path", ["/soft", "/robot"])
def test_an_error_page_that_calls_itself_a_success(site: str, path: str):
    refused(FetchError, site + path, "error page")


def test_a_page_that_is_only_a_shell(site: str):
    refused(NoArticle, f"{site}/shell", "no report")


@pytest.mark.parametrize(
    ("path", "says"), [("/picture", "image/png"), ("/json", "application/json")]
)
def test_another_content_type_is_named(site: str, path: str, says: str):
    refused(UnreadableSource, site + path, says)


@pytest.mark.parametrize("path", ["/long", "/bomb"])
def test_more_bytes_than_the_limit(site: str, path: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetch, "MAX_BYTES", 50_000)
    refused(TooLarge, site + path, "MB")


@pytest.mark.parametrize(
    ("path", "says"), [("/loop", "redirects"), ("/to-file", "http"), ("/badzip", "damaged")]
)
def test_an_answer_that_leads_nowhere(site: str, path: str, says: str):
    refused(FetchError, site + path, says)


def test_an_answer_that_is_empty(site: str):
    refused(ReadingError, f"{site}/empty", "empty")


def test_a_site_that_does_not_answer_in_time(site: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetch, "READ_SECONDS", 0.2)
    refused(FetchError, f"{site}/slow", "in time")


def test_a_page_that_never_ends(site: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fetch, "TOTAL_SECONDS", -1.0)
    refused(FetchError, f"{site}/report", "still arriving")


def test_a_port_where_nobody_listens():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    refused(FetchError, f"http://127.0.0.1:{port}/", "no connection")


@pytest.mark.parametrize("address", ["http://", "http://[::1", "https://a b.invalid/", "http:///x"])
def test_an_address_that_is_none(address: str):
    refused(FetchError, address, "address")
