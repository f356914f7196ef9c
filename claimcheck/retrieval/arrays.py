"""Named arrays in one file, of which a search touches only what it needs.

The file is its mark, the length of a table in JSON, the table (name, type, place and count of each
array), then the arrays, each at a multiple of 64 bytes. Read, they are views of the mapped file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARK = b"ccarray1"
_ALIGNED = 64


class DamagedArrays(Exception):
    """The file is not one that `write` made."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of one dimension, little-endian."""
    import numpy as np

    table, at = {}, 0
    flat = {
        name: np.ascontiguousarray(each, dtype=each.dtype.newbyteorder("<"))
        for name, each in arrays.items()
    }
    for name, each in flat.items():
        table[name] = (each.dtype.str, at, each.size)
        at = _padded(at + each.nbytes)
    head = json.dumps(table).encode("ascii")
    begin = _padded(len(_MARK) + 8 + len(head))
    with path.open("wb") as file:
        file.write(_MARK + len(head).to_bytes(8, "little") + head)
        for name, each in flat.items():
            file.seek(begin + table[name][1])
            each.tofile(file)
        file.truncate(begin + at)


def read(file: BinaryIO) -> dict[str, NDArray[Any]]:
    """The arrays of an open file, by name.

    :raises DamagedArrays: where they are none, or the file ends too soon.
    """
    import numpy as np

    try:
        whole: NDArray[np.uint8] = np.memmap(file, dtype=np.uint8, mode="r")
        if whole[: len(_MARK)].tobytes() != _MARK:
            raise ValueError("another mark")
        size = int.from_bytes(whole[len(_MARK) : len(_MARK) + 8].tobytes(), "little")
        begin = _padded(len(_MARK) + 8 + size)
        table = json.loads(whole[len(_MARK) + 8 : len(_MARK) + 8 + size].tobytes())
        found = {}
        for name, (kind, at, count) in table.items():
            width = np.dtype(kind).itemsize * count
            piece = whole[begin + at : begin + at + width]
            if piece.size != width:
                raise ValueError("ends too soon")
            found[name] = piece.view(kind)
    except (ValueError, TypeError, AttributeError) as error:
        raise DamagedArrays(str(error)) from None
    return found


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
