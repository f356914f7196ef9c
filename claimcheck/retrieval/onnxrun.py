"""ONNX Runtime, and what cuts and embeds words for it: how this package runs a network.

The libraries have no one class of error for what they cannot read; whoever calls tells what it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Session: TypeAlias = InferenceSession
    Cutter: TypeAlias = Tokenizer

#: The files of a model's folder.
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"

_FATAL = 4  # the least severity that is logged: what fails is raised as well


def session(model: bytes | str) -> Session:
    """What runs a graph, given as its bytes or by its path: one thread for each batch.

    Threads that share the work of one batch wait for one another, and two cores took a third to
    a half longer for 960 sentences, on a busy machine; pairs of sentences are shorter still.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = _FATAL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def tokenizer(folder: Path, length: int, **truncation: str) -> Cutter:
    """What cuts texts into at most `length` word pieces, as the model in a folder wants them."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(folder / TOKENIZER))
    made.enable_truncation(length, **truncation)
    made.no_padding()
    return made


def weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of the model in a folder, by their names."""
    from safetensors.numpy import load_file

    found: dict[str, Any] = load_file(folder / WEIGHTS)
    return found
