"""Sentence models on BERT run by ONNX Runtime with weights of eight bits, without torch.

The graph is written from the model's own safetensors when it is loaded, in a tenth of a second.
What goes into the weights is scaled to eight bits row by row, and before the last layer of each
block, where values lie far apart, by 32 of a row: a vector stays within 0.99 of float32, and
that of a text does not depend on the texts beside it, as it does where a whole batch shares one
scale (0.97 there). What each way costs stands in docs/benchmarks.md.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.retrieval import onnxrun
from claimcheck.retrieval.onnxgraph import FLOAT, INT32, MICROSOFT, Graph
from claimcheck.retrieval.vectors import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

#: Weights that share one scale, where they do not by rows; 128 were three times as far off.
BLOCK = 32

#: Word pieces in one batch, padding included: larger ones fall out of the processor's caches.
PIECES = 512

#: The least scale, so that nothing is divided by zero.
TINY = 1e-12

_MEAN = {"pooling_mode_mean_tokens"}


class Unfit(Exception):
    """The model is not one of those that this module runs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a model's configuration the graph depends on."""

    layers: int
    heads: int
    size: int
    epsilon: float
    pieces: int  # of a text, at most


def shape_of(folder: Path) -> Shape:
    """The shape of the model in a folder.

    :raises Unfit: where it is no BERT whose word pieces' mean is the vector.
    """
    try:
        config = _json(folder / "config.json")
        modules = _json(folder / "modules.json")
        limits = _json(folder / "sentence_bert_config.json")
        kinds = [str(each["type"]).rpartition(".")[2] for each in modules]
        _fit(kinds[:2] == ["Transformer", "Pooling"] and kinds[2:] in ([], ["Normalize"]), "parts")
        pooling = _json(folder / str(modules[1]["path"]) / "config.json")
        _fit({key for key, value in pooling.items() if value is True} == _MEAN, "pooling")
        _fit(modules[0]["path"] == "" and config["model_type"] == "bert", "model")
        _fit(config["hidden_act"] == "gelu" and config["hidden_size"] % BLOCK == 0, "layers")
        _fit(config.get("position_embedding_type", "absolute") == "absolute", "positions")
        _fit(not limits.get("do_lower_case"), "lower case")
        _fit(not _json(folder / "config_sentence_transformers.json").get("default_prompt_name"), "")
        return Shape(
            layers=int(config["num_hidden_layers"]),
            heads=int(config["num_attention_heads"]),
            size=int(config["hidden_size"]),
            epsilon=float(config["layer_norm_eps"]),
            pieces=int(limits["max_seq_length"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unfit(str(error)) from None


def _fit(holds: bool, what: str) -> None:
    if not holds:
        raise Unfit(f"other {what}")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


class Bert:
    """A model in a folder, loaded."""

    def __init__(self, folder: Path, *, eight_bits: bool = True) -> None:
        """Load it; `eight_bits` false leaves the weights as they are, which is to compare with.

        :raises Unfit: where it is no model for this module, or this ONNX Runtime cannot run it.
        """
        shape = shape_of(folder)
        try:
            weights = {
                name.removeprefix("bert."): value for name, value in onnxrun.weights(folder).items()
            }
            self._words = weights["embeddings.word_embeddings.weight"]
            self._positions = (
                weights["embeddings.position_embeddings.weight"]
                + weights["embeddings.token_type_embeddings.weight"][0]
            )
            self._tokenizer = onnxrun.tokenizer(folder, shape.pieces)
            self._session = onnxrun.session(_graph(weights, shape, eight_bits=eight_bits))
        except Exception as error:  # the libraries have no one class for what they cannot read
            raise Unfit(str(error)) from None

    def encode(self, texts: Sequence[str]) -> Array:
        """float32, shape (texts, dim), rows of unit length, in the order of `texts`."""
        import numpy as np

        cut = [each.ids for each in self._tokenizer.encode_batch(list(texts))]
        made = np.empty((len(texts), self._words.shape[1]), dtype=np.float32)
        batches = list(_batches([len(ids) for ids in cut]))
        with ThreadPoolExecutor(min(len(batches), cores()) or 1) as pool:
            runs = pool.map(lambda batch: self._run([cut[at] for at in batch]), batches)
            for batch, rows in zip(batches, runs, strict=True):
                made[batch] = rows
        return unit(made)

    def _run(self, cut: Sequence[Sequence[int]]) -> Array:
        import numpy as np

        width = max(map(len, cut))
        ids = np.zeros((len(cut), width), dtype=np.int64)
        mask = np.zeros((len(cut), width), dtype=np.int32)
        for row, each in enumerate(cut):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        shares = (mask / mask.sum(axis=1, keepdims=True)).astype(np.float32)
        given = {
            "embeddings": self._words[ids] + self._positions[:width],
            "mask": mask,
            "shares": shares[:, np.newaxis, :],
        }
        [pooled] = self._session.run(None, given)
        return np.asarray(pooled, dtype=np.float32)[:, 0]


def cores() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the texts in batches of like length, so that little is padding."""
    order = sorted(range(len(lengths)), key=lambda at: -lengths[at])
    while order:
        size = max(1, PIECES // lengths[order[0]])
        yield order[:size]
        order = order[size:]


# --------------------------------------------------------------------------
# The graph


def _graph(weights: dict[str, Array], shape: Shape, *, eight_bits: bool) -> bytes:
    """The layers from embeddings to the weighted mean of the last one, as ONNX."""
    graph = _Layers(weights, shape, eight_bits)
    state = graph.normalised()
    for number in range(shape.layers):
        state = graph.layer(state, f"encoder.layer.{number}.")
    pooled = graph.add("MatMul", ["shares", state])
    return graph.model(
        {
            "embeddings": (FLOAT, ("texts", "pieces", shape.size)),
            "mask": (INT32, ("texts", "pieces")),
            "shares": (FLOAT, ("texts", 1, "pieces")),
        },
        pooled,
    )


class _Layers(Graph):
    """The operators of BERT; the names of weights are those of its files."""

    def __init__(self, weights: dict[str, Array], shape: Shape, eight_bits: bool) -> None:
        super().__init__()
        self._weights, self._shape = weights, shape
        self._eight_bits = eight_bits

    def normalised(self) -> str:
        name = "embeddings.LayerNorm."
        inputs = ["embeddings", self._of(name + "weight"), self._of(name + "bias")]
        return self.add("LayerNormalization", inputs, axis=-1, epsilon=self._shape.epsilon)

    def layer(self, state: str, name: str) -> str:
        import numpy as np

        parts = [f"{name}attention.self.{each}." for each in ("query", "key", "value")]
        joined = np.concatenate([self._weights[part + "weight"] for part in parts])
        biases = np.concatenate([self._weights[part + "bias"] for part in parts])
        sizes = self.constant(np.array([self._shape.size] * 3, dtype=np.int64))
        asked = self.several("Split", [self._times(state, joined), sizes], 3, axis=-1)
        seen = self.add(
            "MultiHeadAttention",
            [*asked, self.constant(biases), "mask"],
            domain=MICROSOFT,
            num_heads=self._shape.heads,
        )
        output = f"{name}attention.output."
        seen = self._times(seen, self._weights[f"{output}dense.weight"])
        state = self._added(seen, state, output)
        inner = self._times(state, self._weights[f"{name}intermediate.dense.weight"])
        bias = self._of(f"{name}intermediate.dense.bias")
        inner = self.add("BiasGelu", [inner, bias], domain=MICROSOFT)
        inner = self._times_by_blocks(inner, self._weights[f"{name}output.dense.weight"])
        return self._added(inner, state, f"{name}output.")

    def _added(self, made: str, state: str, name: str) -> str:
        """What a dense layer made, added to the state and normalised."""
        names = ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")
        return self.add(
            "SkipLayerNormalization",
            [made, state, *(self._of(name + each) for each in names)],
            domain=MICROSOFT,
            epsilon=self._shape.epsilon,
        )

    def _of(self, name: str) -> str:
        return self.constant(self._weights[name])

    def _times(self, state: str, weight: Array) -> str:
        """The product with a weight of shape (out, in), the state scaled row by row."""
        import numpy as np

        if not self._eight_bits:
            return self.add("MatMul", [state, self.constant(np.ascontiguousarray(weight.T))])
        scales = np.maximum(np.abs(weight).max(axis=1) / 127, TINY).astype(np.float32)
        rounded = np.rint(weight / scales[:, np.newaxis]).astype(np.int8)
        one, zero = (self.constant(np.array(*each)) for each in ((1, "f4"), (128, "u1")))
        largest = self.add("ReduceMax", [self.add("Abs", [state])], axes=[-1])
        least = self.constant(np.array(TINY, dtype=np.float32))
        steps = self.add("Max", [self._over_127(largest), least])
        levels = self.add("QuantizeLinear", [self.add("Div", [state, steps]), one, zero])
        product = self.add(
            "MatMulIntegerToFloat",
            [levels, self.constant(rounded.T), one, self.constant(scales), zero],
            domain=MICROSOFT,
        )
        return self.add("Mul", [product, steps])

    def _over_127(self, state: str) -> str:
        import numpy as np

        return self.add("Div", [state, self.constant(np.array(127, dtype=np.float32))])

    def _times_by_blocks(self, state: str, weight: Array) -> str:
        """The product with a weight of shape (out, in), both scaled by blocks of a row."""
        import numpy as np

        if not self._eight_bits:
            return self._times(state, weight)
        out, into = weight.shape
        blocks = weight.reshape(out, into // BLOCK, BLOCK)
        scales = np.maximum(np.abs(blocks).max(axis=2) / 127, TINY).astype(np.float32)
        levels = (np.rint(blocks / scales[:, :, np.newaxis]) + 128).astype(np.uint8)
        return self.add(
            "MatMulNBits",
            [state, self.constant(levels), self.constant(scales.ravel())],
            domain=MICROSOFT,
            K=into,
            N=out,
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,  # what goes in is scaled to eight bits too
        )
