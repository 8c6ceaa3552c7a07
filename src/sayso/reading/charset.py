"""From bytes to characters: byte order mark, header, ``meta``, and then the bytes themselves."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.errors import UnreadableSource

REPLACEMENT = "\ufffd"
"""Stands in a text for bytes that are no character of its charset."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that browsers read as a superset of what they name (WHATWG Encoding Standard).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python also lists transforms such as "rot13" and "unicode_escape" as encodings.
_REAL_CHARSET = re.compile(
    r"ascii|utf-(?:8|16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rut]|mac-[a-z]+|gb\w+|big5\w*|hz|"
    r"shift_\w+|euc_\w+|iso2022_\w+|tis-620|johab|ptcp154|kz1048"
)
_META = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_META_HEAD = 4096
_SAMPLE = 200_000
_CONTROLS = frozenset(range(32)) - {8, 9, 10, 11, 12, 13, 27} | {127}
_CONTROL_BYTES = bytes(sorted(_CONTROLS))
_CONTROL_CHARACTERS = re.compile(f"[{re.escape(''.join(map(chr, sorted(_CONTROLS))))}]")
_WESTERN = set("€‚„…‘’“”•–—™«»§©®°·´ ¡¿£¥ßŒœŠšŽžŸÿ") | {
    chr(code) for code in range(0xC0, 0x100) if code not in {0xD7, 0xDE, 0xF7, 0xFE}
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text and what a reader should know of how it was decoded."""

    text: str
    warnings: tuple[str, ...] = ()


def decode_plain(data: bytes, *, source: str, declared: str | None = None) -> Decoded:
    """Return the characters of a text file, one for one.

    A byte order mark names the charset and is not part of the text. After it come
    the ``declared`` charset of an HTTP header, UTF-8, UTF-16 without a mark, and a guess,
    which is reported. A NUL becomes U+FFFD, with a warning. Raises
    :class:`UnreadableSource` for bytes that are not text and for a lone surrogate, which
    no text can hold.
    """
    charset, body = _by_mark(data)
    if charset is None:
        charset = _declared(declared, body)
    for name in (charset, "utf-8"):
        text = _strictly(body, name) if name else None
        if text is not None:
            return _checked(text, source)
    _refuse_surrogates(body, source, charset)
    if charset is not None and charset.startswith("utf-16"):
        raise _not_text(source)
    return _checked_decoded(_by_bytes(body, source), source)


def decode_page(data: bytes, *, source: str, declared: str | None = None) -> Decoded:
    """Return the characters of an HTML page, as a browser would read them.

    The order is byte order mark, ``declared`` (of the HTTP header), ``meta``, bytes.
    What cannot be decoded becomes U+FFFD, with a warning. Raises
    :class:`UnreadableSource` for bytes that are not text.
    """
    charset, body = _by_mark(data)
    charset = charset or _declared(declared, body) or _declared(_of_meta(body), body)
    if charset is not None:
        text = body.decode(charset, "replace")
        if text.count(REPLACEMENT) <= max(3, len(text) // 100):
            return Decoded(_without_surrogates(text), _report_replaced(text))
    whole = _strictly(body, "utf-8")
    if whole is not None:
        return Decoded(whole)
    return _by_bytes(body, source)


def _report_controls(text: str) -> tuple[str, ...]:
    nuls = text.count("\x00")
    others = len(_CONTROL_CHARACTERS.findall(text)) - nuls
    warnings = []
    if nuls:
        warnings.append(f"{nuls} NUL character(s) stand as U+FFFD in the text")
    if others:
        warnings.append(f"{others} control character(s) are part of the text")
    return tuple(warnings)


def _by_mark(data: bytes) -> tuple[str | None, bytes]:
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return charset, data[len(mark) :]
    return None, data


def _declared(label: str | None, data: bytes) -> str | None:
    """Return the charset that a label means, ``None`` if it is unknown or plainly wrong."""
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    if not _REAL_CHARSET.fullmatch(name):
        return None
    charset = _SUPERSETS.get(name, name)
    if charset.startswith(("utf-16", "utf-32")) and b"\x00" not in data[:_SAMPLE]:
        return "utf-8"
    # Servers often declare Latin-1 for UTF-8; text that is valid UTF-8 by chance is rare.
    if charset == "cp1252" and not data.isascii() and _strictly(data, "utf-8") is not None:
        return "utf-8"
    return charset


def _of_meta(data: bytes) -> str | None:
    found = _META.search(data[:_META_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _strictly(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
        text.encode("utf-8")
    except (UnicodeError, LookupError):
        return None
    return text


def _by_bytes(data: bytes, source: str) -> Decoded:
    """Text of no declared charset that is not valid UTF-8."""
    for wide in ("utf-16-le", "utf-16-be"):
        if _looks_like_utf16(data, wide):
            text = data.decode(wide, "replace")
            return Decoded(text, _report_replaced(text))
    damaged = data.decode("utf-8", "replace")
    if _is_damaged_utf8(damaged):
        return Decoded(damaged, _report_replaced(damaged))
    if _share_of_controls(data) > 0.02:
        raise _not_text(source)
    charset = _guess(data)
    if charset is None:
        raise _not_text(source)
    text = _without_surrogates(data.decode(charset, "replace"))
    guess = f"no charset is declared; read as {charset}, which is a guess"
    return Decoded(text, (guess, *_report_replaced(text)))


def _looks_like_utf16(data: bytes, charset: str) -> bool:
    """Whether every second byte is mostly NUL, as in UTF-16 of a Latin script."""
    if len(data) % 2 or len(data) < 4:
        return False
    high = data[:_SAMPLE][1::2] if charset == "utf-16-le" else data[:_SAMPLE][0::2]
    low = data[:_SAMPLE][0::2] if charset == "utf-16-le" else data[:_SAMPLE][1::2]
    return high.count(0) > 0.6 * len(high) and low.count(0) < 0.05 * len(low)


def _is_damaged_utf8(text: str) -> bool:
    """Whether a few broken bytes stand in what is otherwise UTF-8 beyond ASCII."""
    broken = text.count(REPLACEMENT)
    whole = len(text) - broken - sum(map(len, re.findall(r"[\x00-\x7f]+", text)))
    return whole >= 5 * broken or (broken == 1 and whole > 0 and text.endswith(REPLACEMENT))


def _share_of_controls(data: bytes) -> float:
    sample = data[:_SAMPLE]
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / max(len(sample), 1)


def _guess(data: bytes) -> str | None:
    western = _strictly(data, "cp1252")
    if western is not None:
        beyond = re.sub(r"[\x00-\x7f]+", "", western)
        if len(beyond) <= 0.15 * len(western) and set(beyond) <= _WESTERN:
            return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return _declared(best.encoding, data) if best else None


def _refuse_surrogates(data: bytes, source: str, charset: str | None) -> None:
    if charset is not None and not charset.startswith("utf"):
        return
    name = charset or "utf-8"
    try:
        text = data.decode(name, "surrogatepass")
    except UnicodeError:
        return
    found = re.search("[\ud800-\udfff]", text)
    if found is None:
        return
    place = len(text[: found.start()].encode(name, "surrogatepass"))
    raise UnreadableSource(
        source,
        f"half a character (the lone surrogate U+{ord(found[0]):04X}) stands at byte {place}",
        "save the text again as UTF-8",
    )


def _checked(text: str, source: str) -> Decoded:
    sample = text[:_SAMPLE]
    if len(_CONTROL_CHARACTERS.findall(sample)) > 0.05 * len(sample):
        raise _not_text(source)
    return Decoded(text.replace("\x00", REPLACEMENT), _report_controls(text))


def _checked_decoded(decoded: Decoded, source: str) -> Decoded:
    checked = _checked(decoded.text, source)
    return Decoded(checked.text, decoded.warnings + checked.warnings)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _report_replaced(text: str) -> tuple[str, ...]:
    count = text.count(REPLACEMENT)
    if not count:
        return ()
    return (f"{count} character(s) could not be decoded and stand as U+FFFD in the text",)


def _not_text(source: str) -> UnreadableSource:
    return UnreadableSource(
        source, "the bytes are not text, HTML or PDF", "give an HTML page, a PDF or a plain text"
    )
