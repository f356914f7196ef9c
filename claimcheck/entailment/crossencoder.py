"""Any sentence-transformers cross-encoder of three labels as the model of entailment."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.entailment.masking import masked
from claimcheck.entailment.model import Digest, Judgement, Pair
from claimcheck.errors import ModelError
from claimcheck.retrieval.encoder import fingerprint, hub_folder, hush, offline_here, said

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

#: How the names of the labels begin, in the order of a `Judgement`.
_LABELS = ("contradict", "entail", "neutral")
BATCH = 32


class CrossEncoderModel:
    """A cross-encoder of a folder or of a name on the hub, loaded when the first pair is judged."""

    def __init__(self, name: str) -> None:
        self.name = name

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """What the evidence of each pair says of its claim.

        :raises ModelError: where the model cannot be loaded or run, or has other labels.
        """
        model, order = self._loaded
        texts = [(masked(pair.evidence), masked(pair.claim)) for pair in pairs]
        try:
            rows = model.predict(
                texts, batch_size=BATCH, apply_softmax=True, show_progress_bar=False
            )
        except Exception as error:  # the library raises whatever its own libraries raise
            raise self._unusable("run", error) from None
        return [Judgement(*(float(row[at]) for at in order)) for row in rows]

    def fingerprint(self, digest: Digest) -> str | None:
        """The SHA-256 of the model's files and of this code; None for one that is not here yet."""
        folder = Path(self.name) if Path(self.name).is_dir() else hub_folder(self.name)
        if folder is None:
            return None
        return f"cross-encoder {fingerprint(folder, digest)} {digest(Path(__file__))}"

    @cached_property
    def _loaded(self) -> tuple[CrossEncoder, tuple[int, ...]]:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                hush()
                from sentence_transformers import CrossEncoder

                here = Path(self.name).is_dir() or offline_here()
                model = CrossEncoder(self.name, device="cpu", local_files_only=here)
            except Exception as error:  # the library raises whatever its own libraries raise
                raise self._unusable("loaded", error) from None
        return model, _order(self.name, model.config.id2label)

    def _unusable(self, done: str, error: Exception) -> ModelError:
        return ModelError(
            f"the entailment model cannot be {done}: {said(error)}",
            location=self.name,
            remedy="name a cross-encoder's folder or its name on the hub, or “off”",
        )


def _order(name: str, labels: Mapping[int, str]) -> tuple[int, ...]:
    """Where contradiction, entailment and neutral stand among a model's labels.

    :raises ModelError: where it has not these three.
    """
    found = {
        wanted: at
        for at, label in labels.items()
        for wanted in _LABELS
        if label.lower().startswith(wanted)
    }
    if len(labels) != len(_LABELS) or len(found) != len(_LABELS):
        told = ", ".join(labels.values())
        raise ModelError(
            f"is no model of entailment: its labels are {told}",
            location=name,
            remedy="name a cross-encoder with the labels contradiction, entailment and neutral",
        )
    return tuple(found[wanted] for wanted in _LABELS)
