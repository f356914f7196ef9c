"""How large the streams of a PDF would become, before anything unpacks them."""

from __future__ import annotations

import re
import zlib

from claimcheck.sources.source import MAX_BYTES
from claimcheck.sources.zips import MAX_RATIO, MAX_TOTAL

#: To how many bytes deflate can bring one, at most.
_DEFLATE = 1032
_STEP, _BLOCK = 2**20, 2**16
_BEGIN = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/(?:FlateDecode|Fl)\s*/(?:FlateDecode|Fl)\b")


def bomb(data: bytes) -> str | None:
    """Why a document would grow without measure; None where it does not.

    That is one stream, or all large ones together, of more than `MAX_BYTES` that are more than
    `MAX_RATIO` times the bytes they are packed in, or of more than `MAX_TOTAL`; or one that is
    packed twice.
    """
    if _TWICE.search(data):
        return "a stream in it is packed twice"
    packed = total = end = 0
    for found in _BEGIN.finditer(data):
        start = found.end()
        if end < start:
            end = data.find(b"endstream", start)
            end = len(data) if end < 0 else end
        if (end - start) * _DEFLATE <= MAX_BYTES or data[start] & 0x0F != 8:
            continue  # too short, or no zlib
        used, size = _unpacked(memoryview(data)[start:end])
        packed, total = packed + used, total + size
        for small, large in ((used, size), (packed, total)):
            if large > MAX_TOTAL or (large > MAX_BYTES and large > MAX_RATIO * small):
                return f"{small:,} bytes would become {large:,} or more"
    return None


def _unpacked(raw: memoryview) -> tuple[int, int]:
    """Bytes read of a stream, and what they become, as far as is needed to tell a bomb."""
    unpacker, size = zlib.decompressobj(), 0
    for used in range(0, len(raw), _BLOCK):
        piece: bytes | memoryview = raw[used : used + _BLOCK]
        while len(piece) and not unpacker.eof:
            try:
                size += len(unpacker.decompress(piece, _STEP))
            except zlib.error:  # of another kind, or damaged: the reader will say
                return used + _BLOCK, size
            piece = unpacker.unconsumed_tail
            if size > MAX_TOTAL or (size > MAX_BYTES and size > MAX_RATIO * (used + _BLOCK)):
                return used + _BLOCK, size
        if unpacker.eof:
            return used + _BLOCK, size
    return len(raw), size
