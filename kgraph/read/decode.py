"""Bytes to text: UTF-8 first, UTF-16 and UTF-32 by their mark, else the encoding that the bytes suggest.

The text of a plain file is what ``Path.read_text`` gives for its encoding (line ends become ``\\n``), so that
offsets into it hold for everybody else who opens the file. One code point differs: ``read_text(encoding="utf-8")``
keeps a UTF-8 byte order mark as U+FEFF, which would stick to the first word; here it is a space, and no offset moves.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from kgraph.errors import InputError
from kgraph.read.source import MAX_BYTES, MAX_CODE_POINTS, Source

MARKS = (  # UTF-32 before UTF-16: the mark of the one begins with the mark of the other
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = (
    (b"%PDF-", "a PDF document", "turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a Zip archive or an office document", "unpack it, or save it as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document", "save it as .txt, .html or .csv"),
    (b"{\\rtf", "a Rich Text document", "save it as .txt or .html"),
    (b"\x1f\x8b", "a gzip archive", "unpack it with gunzip"),
    (b"\xfd7zXZ", "an xz archive", "unpack it with unxz"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it with unzstd"),
    (b"\x89PNG", "an image", "leave it out"),
    (b"\xff\xd8\xff", "an image", "leave it out"),
    (b"GIF8", "an image", "leave it out"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"SQLite format 3\x00", "an SQLite database", "export its table as CSV first"),
)
LIKELY = ("cp1252", "mac_roman")
"""Encodings preferred where the bytes allow several equally well: kgraph reads English."""

SAMPLE = 65_536
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


def refuse_binary(source: Source) -> None:
    """Raise InputError where the first bytes are those of no text."""
    head = source.head(SAMPLE)
    for magic, kind, remedy in BINARY:
        if head.startswith(magic):
            raise source.problem(f"is {kind}, not text; {remedy}")
    if b"\x00" in head and _mark(head) in (None, "utf-8"):
        raise _no_text(source)


def read_plain(source: Source) -> tuple[str, InputError | None]:
    """The whole text of a plain file, and a warning where its encoding had to be guessed.

    Raises InputError for a file that is no text or longer than ``MAX_CODE_POINTS``; reads no more than needed.
    """
    refuse_binary(source)
    data = source.file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_long(source)
    encoding, warning = find_encoding(source, data)
    text = _decoded(source, data, encoding)
    if len(text) > MAX_CODE_POINTS:
        raise too_long(source)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warning


def open_text(source: Source) -> tuple[io.TextIOWrapper, InputError | None]:
    """The input as a stream of text for tables, without its byte order mark, and a warning as ``read_plain`` gives.

    Line ends are left as they are. The bytes are run through once to settle the encoding, in constant memory.
    """
    refuse_binary(source)
    mark = _mark(source.head(4))
    fault = _first_fault(source.file, mark or "utf-8")
    encoding, warning = mark or "utf-8", None
    if fault is not None:
        encoding, warning = (mark, _damaged(source)) if mark else find_encoding(source, _sample(source.file, fault))
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    return io.TextIOWrapper(source.file, encoding=encoding, errors="replace", newline=""), warning


def too_long(source: Source, *, line: int | None = None) -> InputError:
    """The error for a text over the limit."""
    return source.problem(
        f"the text is longer than the limit of {MAX_CODE_POINTS:,} characters for one article; "
        "split it, or if it holds many articles, save them as .jsonl or .csv",
        line=line,
    )


def find_encoding(source: Source, data: bytes) -> tuple[str, InputError | None]:
    """The encoding of the bytes; with a warning unless it is certain. Raises InputError where none fits."""
    mark = _mark(data)
    try:
        data.decode(mark or "utf-8")
    except UnicodeDecodeError:
        return (mark, _damaged(source)) if mark else _fallback(source, data)
    if b"\x00" in data and mark in (None, "utf-8"):
        raise _no_text(source)
    return mark or "utf-8", None


def _fallback(source: Source, data: bytes) -> tuple[str, InputError | None]:
    lossy = data.decode("utf-8", "replace")
    faults = lossy.count("\ufffd") - data.count("\ufffd".encode())
    sound = sum(c > "\x7f" for c in lossy) - faults
    if sound >= 2 * faults:  # other encodings almost never contain well-formed UTF-8
        return "utf-8", _damaged(source)
    encoding = _guess(data)
    if encoding is None or b"\x00" in data or _mostly_control(data, encoding):
        raise _no_text(source)
    return encoding, source.warning(f"is not UTF-8; read as {encoding}; if that is wrong, save it as UTF-8")


def _damaged(source: Source) -> InputError:
    return source.warning("some characters are damaged and were read as U+FFFD; save it as UTF-8 again")


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return None
    for encoding in LIKELY:
        if any(m.chaos <= best.chaos and encoding in m.could_be_from_charset for m in matches):
            return encoding
    # What calls itself Latin-1 or ASCII and is not is Windows-1252: as the HTML standard reads these labels.
    return "cp1252" if best.encoding in ("latin_1", "ascii") and _fits(data, "cp1252") else best.encoding


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_control(data: bytes, encoding: str) -> bool:
    text = data.decode(encoding, "replace")
    return len(_CONTROL.findall(text)) > 0.02 * len(text)


def _mark(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _decoded(source: Source, data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    if encoding in ("utf-16", "utf-32") and "\x00" in text:
        raise _no_text(source)
    return " " + text[1:] if encoding == "utf-8" and text.startswith("\ufeff") else text


def _first_fault(file: BinaryIO, encoding: str) -> int | None:
    """The byte near which the stream stops being of this encoding, or None; leaves the stream at its start."""
    decoder = codecs.getincrementaldecoder(encoding)()
    place = 0
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
            place += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return place + error.start
    finally:
        file.seek(0)
    return None


def _sample(file: BinaryIO, place: int) -> bytes:
    """Whole lines around a byte, if it has lines: a character cut in two would mislead the guess."""
    start = max(0, place - SAMPLE // 2)
    file.seek(start)
    data = file.read(SAMPLE)
    file.seek(0)
    first = data.find(b"\n", 0, place - start) + 1 if start else 0
    last = data.rfind(b"\n", place - start) + 1 if len(data) == SAMPLE else 0
    return data[first : last or None]


def _no_text(source: Source) -> InputError:
    return source.problem("is no text in any known encoding; save it as UTF-8 text or leave it out")
