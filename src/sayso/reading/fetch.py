"""One page from the web, within limits of time and size."""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpx

from sayso.errors import FetchError, UnreadableSource
from sayso.reading.limits import MAX_BYTES, too_large

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 120.0
MAX_REDIRECTS = 10

_READABLE = ("text/", "application/xhtml+xml", "application/pdf", "application/x-pdf")
_UNNAMED = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
_REMEDIES = {
    401: "it asks for a login; save the page in your browser and read the file",
    403: "the site refuses; save the page in your browser and read the file",
    404: "check the address, or look for a copy in a web archive",
    410: "it was taken down; look for a copy in a web archive",
    429: "the site asks to wait; try again later",
    451: "it is withheld for legal reasons; look for a copy in a web archive",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL answered with: the bytes, what the header says of them, and the way there.

    ``redirects`` are the addresses that were left behind, in order; ``url`` is the last.
    ``status`` and ``headers`` are those of the last answer, the headers in its order.
    """

    data: bytes
    media_type: str | None
    charset: str | None
    url: str
    redirects: tuple[str, ...]
    status: int
    headers: tuple[tuple[str, str], ...]


def fetch(url: str, *, also: tuple[str, ...] = ()) -> Fetched:
    """Fetch a URL with one GET request, following redirects to http(s) addresses.

    ``also`` are content types that are let through beside those of pages.
    Raises :class:`FetchError` where no page comes back, :class:`UnreadableSource` for a
    content type that is not read and :class:`sayso.errors.TooLarge` past the limit.
    """
    try:
        with _client() as client, client.stream("GET", url) as response:
            return _received(response, url, also)
    except httpx.InvalidURL:
        raise FetchError(url, "this is not a valid address", "check the address") from None
    except httpx.HTTPError as error:
        problem, remedy = _explain(error)
        raise FetchError(url, problem, remedy) from None


def _client() -> httpx.Client:
    from sayso import __version__

    return httpx.Client(
        headers={
            "User-Agent": f"sayso/{__version__}",
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
        },
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
    )


def _received(response: httpx.Response, url: str, also: tuple[str, ...]) -> Fetched:
    if response.status_code != httpx.codes.OK:
        raise _refused(response, url)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _UNNAMED and not media_type.startswith((*_READABLE, *also)):
        raise UnreadableSource(
            url,
            f"it answers with {_one_line(media_type)}, not a page",
            "give the address of an HTML page, a PDF or a plain text",
        )
    return Fetched(
        data=_body(response, url),
        media_type=None if media_type in _UNNAMED else media_type,
        charset=response.charset_encoding,
        url=str(response.url),
        redirects=tuple(str(before.url) for before in response.history),
        status=response.status_code,
        headers=_headers(response),
    )


def _headers(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """Return the headers in order, with their names as they were sent."""
    encoding = response.headers.encoding
    return tuple(
        (name.decode(encoding), value.decode(encoding)) for name, value in response.headers.raw
    )


def _body(response: httpx.Response, url: str) -> bytes:
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BYTES:
        raise too_large(url)
    deadline = time.monotonic() + TOTAL_SECONDS
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large(url)
        if time.monotonic() > deadline:
            raise FetchError(
                url,
                f"it was still arriving after {TOTAL_SECONDS:.0f} seconds",
                "try again later, or save the page in your browser and read the file",
            )
        chunks.append(chunk)
    return b"".join(chunks)


def _refused(response: httpx.Response, url: str) -> FetchError:
    status = response.status_code
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        remedy = "the site has a fault; try again later"
    else:
        remedy = _REMEDIES.get(status, "check the address")
    phrase = f"{status} {response.reason_phrase}".strip()
    return FetchError(url, f"the site answered {_one_line(phrase)}", remedy)


def _explain(error: httpx.HTTPError) -> tuple[str, str]:
    if isinstance(error, httpx.ConnectTimeout | httpx.ReadTimeout | httpx.TimeoutException):
        return "the site did not answer in time", "try again later"
    if isinstance(error, httpx.TooManyRedirects):
        return f"it redirects more than {MAX_REDIRECTS} times", "open it in a browser and save it"
    if isinstance(error, httpx.UnsupportedProtocol):
        return "it is not, or leads away from, an http or https address", "check the address"
    if isinstance(error, httpx.ConnectError):
        return f"no connection ({_one_line(str(error))})", "check the address and the network"
    if isinstance(error, httpx.DecodingError):
        return "its compressed answer is damaged", "save the page in your browser and read the file"
    reason = _one_line(str(error)) or type(error).__name__
    return f"the connection failed ({reason})", "try again later"


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120]
