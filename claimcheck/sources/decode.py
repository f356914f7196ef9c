"""Bytes to text: encodings, byte order marks, line ends; the only user of charset-normalizer."""

from __future__ import annotations

import codecs
import re

from claimcheck.errors import SourceError
from claimcheck.sources.source import File

#: The encodings of the web in order of their share (W3Techs), with their families' older
#: forms: what a text is looked for among that is neither UTF-8 nor plain Windows-1252.
CANDIDATES = (
    "cp1251 koi8_r koi8_u cp1250 iso8859_2 iso8859_5 cp1253 iso8859_7 cp1254 "
    "cp1255 cp1256 cp1257 shift_jis euc_jp gb18030 big5 euc_kr cp866 mac_roman"
).split()

#: Share of control characters above which a file is no text.
MAX_CONTROL = 0.02

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Share of accented letters up to which a text is taken for western, and up to which it is
#: where it has none but those of French, German, Spanish and Italian. On so few
#: letters detectors guess: French has about 4 % over a page, three times that in a line.
WESTERN_SHARE, COMMON_SHARE = 0.05, 0.15

#: What Windows-1252 makes of other encodings, and writers of western languages do not write.
_UNWESTERN = re.compile(
    r"[a-zß-ÿ][À-ÖØ-Þ]|[a-zß-ÿ][¹³]|[¤¦¬¯¸¾]"
    r"|[^\x00-\x7f«»“”‘’–—…°€£§©®™½¼²³ºª×¿¡\xa0]{3}"
)
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
_COMMON = re.compile(r"[àâäçéèêëîïôöùûüßñáíóúœ]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")


def read_text(file: File, *, declared: re.Pattern[bytes] | None = None) -> str:
    """The text of a file with "\\n" at its line ends.

    `declared` finds the name of the encoding within the first bytes, as group 1.

    :raises SourceError: where the file is empty, larger than `MAX_BYTES`, or no text.
    :raises OSError: where it cannot be opened.
    """
    data = file.whole()
    found = declared.search(data[:4096]) if declared else None
    charset = file.charset or (found.group(1).decode("ascii", "replace") if found else None)
    text = decode(data, file.name, declared=charset)
    if not text.strip():
        raise SourceError("empty", location=file.name)
    return text


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """`data` as text with "\\n" at its line ends, any byte order mark dropped.

    A byte order mark decides, then UTF-8 where it fits, then the encoding declared, then the
    likeliest of `CANDIDATES`.

    :raises SourceError: where it is no text in any of them.
    """
    text = _decoded(data, name, declared)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > MAX_CONTROL * len(text):
        raise SourceError("not a text: it holds control characters", location=name)
    return text


def bom_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the head of `data` names."""
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    encoding = bom_encoding(data)
    if encoding is not None:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise SourceError(
                f"begins with the mark of {encoding.upper()} and is not {encoding.upper()}",
                location=name,
            ) from None
    if b"\0" in data:
        raise SourceError("not a text: it holds NUL bytes", location=name)
    for tried in ("utf-8", declared):
        try:
            if tried:
                return data.decode(tried)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> str:
    western = _western(data)
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=CANDIDATES, enable_fallback=False).best()
    if best is None and (fallback := _cp1252(data)) is not None:
        return fallback
    if best is None:
        raise SourceError(
            "its encoding is not known", location=name, remedy="save the file as UTF-8"
        )
    return str(best)


def _western(data: bytes) -> str | None:
    """`data` as Windows-1252 where that makes plain western text of it."""
    text = _cp1252(data)
    if text is None or _UNWESTERN.search(text):
        return None
    accented = len(_ACCENTED.findall(text))
    common = accented == len(_COMMON.findall(text))
    return text if accented <= (COMMON_SHARE if common else WESTERN_SHARE) * len(text) else None


def _cp1252(data: bytes) -> str | None:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None
