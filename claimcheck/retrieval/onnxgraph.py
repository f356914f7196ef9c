"""A graph of ONNX written as its bytes: what a small network needs, and no library for it.

The messages and the numbers of their fields are those of the format's public definition
(onnx.proto): a field is its number and kind, then a variable-length integer, four bytes, or a
length and so many bytes.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The domain of the operators that ONNX Runtime brings beside those of the format.
MICROSOFT = "com.microsoft"

FLOAT, INT32 = 1, 6
_KINDS = {"float32": FLOAT, "uint8": 2, "int8": 3, "int32": INT32, "int64": 7}
_IR_VERSION, _OPSET, _MICROSOFT_OPSET = 9, 17, 1

Attribute = float | int | list[int]


class Graph:
    """A network as it is put together: constants, operators, and the names of what they give."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._made = 0

    def constant(self, value: NDArray[Any]) -> str:
        """Add an array; its name."""
        name = self._name()
        dims = b"".join(_integer(1, size) for size in value.shape)
        kind = _integer(2, _KINDS[value.dtype.name])
        raw = _bytes(9, value.tobytes())
        self._constants.append(dims + kind + _bytes(8, name.encode()) + raw)
        return name

    def add(
        self, operator: str, inputs: list[str], *, domain: str = "", **attributes: Attribute
    ) -> str:
        """Add an operator with one output; the output's name."""
        [name] = self.several(operator, inputs, 1, domain=domain, **attributes)
        return name

    def several(
        self,
        operator: str,
        inputs: list[str],
        outputs: int,
        *,
        domain: str = "",
        **attributes: Attribute,
    ) -> list[str]:
        """Add an operator with so many outputs; their names."""
        names = [self._name() for _ in range(outputs)]
        self._nodes.append(
            b"".join(_bytes(1, each.encode()) for each in inputs)
            + b"".join(_bytes(2, each.encode()) for each in names)
            + _bytes(4, operator.encode())
            + b"".join(_bytes(5, _attribute(*each)) for each in attributes.items())
            + _bytes(7, domain.encode())
        )
        return names

    def _name(self) -> str:
        self._made += 1
        return f"n{self._made}"

    def model(self, inputs: dict[str, tuple[int, tuple[int | str, ...]]], output: str) -> bytes:
        """The whole: `inputs` are the kind and the shape of each, a size by name is free."""
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _bytes(2, b"graph")
        graph += b"".join(_bytes(5, constant) for constant in self._constants)
        graph += b"".join(_bytes(11, _value(name, *each)) for name, each in inputs.items())
        graph += _bytes(12, _value(output, FLOAT, None))
        return (
            _integer(1, _IR_VERSION)
            + _bytes(7, graph)
            + _bytes(8, _bytes(1, b"") + _integer(2, _OPSET))
            + _bytes(8, _bytes(1, MICROSOFT.encode()) + _integer(2, _MICROSOFT_OPSET))
        )


def _value(name: str, kind: int, shape: tuple[int | str, ...] | None) -> bytes:
    tensor = _integer(1, kind)
    if shape is not None:
        sizes = (_integer(1, s) if isinstance(s, int) else _bytes(2, s.encode()) for s in shape)
        tensor += _bytes(2, b"".join(_bytes(1, size) for size in sizes))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        stated = _varint(2 << 3 | 5) + struct.pack("<f", value) + _integer(20, 1)
    elif isinstance(value, list):
        stated = b"".join(_integer(8, each) for each in value) + _integer(20, 7)
    else:
        stated = _integer(3, value) + _integer(20, 2)
    return _bytes(1, name.encode()) + stated


def _integer(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; a negative number is one of 64 bits."""
    value &= (1 << 64) - 1
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)
