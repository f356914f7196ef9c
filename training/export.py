"""Write the trained model as package data: `python -m training.export MODEL`.

The layers and the head go to ONNX with weights of eight bits. The word embeddings stay out: they
were not trained, and are read from the packaged model at run time, so that what is shipped is
half as large. `claimcheck/entailment/model.json` names what they were, so that others are refused.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification

from claimcheck.entailment.packaged import HERE, LABELS, MODEL, NOTE, packaged_words, words_digest
from training.nli import LABELS as TRAINED
from training.nli import LENGTH

OPSET = 18


class _Layers(torch.nn.Module):
    """The classifier, given the embeddings of words instead of the words."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, embeddings: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor
    ) -> torch.Tensor:
        logits: torch.Tensor = self.model(
            inputs_embeds=embeddings, attention_mask=mask, token_type_ids=kinds
        ).logits
        return logits


def main() -> None:
    """Export one trained folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model", type=Path)
    options.add_argument("--out", type=Path, default=HERE)
    given = options.parse_args()
    if TRAINED != LABELS:
        raise ValueError("the labels trained are not those that are read")
    model = AutoModelForSequenceClassification.from_pretrained(
        given.model, attn_implementation="eager"
    ).eval()
    size = model.config.hidden_size
    example = (
        torch.zeros(2, 16, size),
        torch.ones(2, 16, dtype=torch.int64),
        torch.zeros(2, 16, dtype=torch.int64),
    )
    rows, words = torch.export.Dim("pairs", max=4096), torch.export.Dim("words", max=512)
    shape = {0: rows, 1: words}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Layers(model),
            example,
            whole,
            input_names=["embeddings", "mask", "kinds"],
            output_names=["logits"],
            dynamic_shapes=(shape, shape, shape),
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )
        quantize_dynamic(
            whole,
            given.out / MODEL,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
    note = {"labels": LABELS, "length": LENGTH, "embeddings": words_digest(packaged_words())}
    (given.out / NOTE).write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    print(f"{given.out / MODEL}: {(given.out / MODEL).stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
