"""Train the entailment model: `python -m training.nli --out DIR`; `--help` tells the rest.

The model is the packaged all-MiniLM-L6-v2 with a head of three labels, its word embeddings left as
they are. Then only its layers need shipping: the embeddings come with the package. The seed fixes
data, order and starting weights; two machines may still differ in the last digits.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any  # transformers' models and tokenizers are typed by their name only

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from claimcheck.entailment.masking import masked
from claimcheck.retrieval.encoder import packaged_folder
from training.pairs import EITHER, ENTAILMENT, Pair, add_bench, learned

LABELS = ("contradiction", "entailment", "neutral")
LENGTH = 128
BATCH = 32
#: Batches of one pool are cut from it by length, so that little is padded.
POOL = 40
RATE, WARM, DECAY, CLIP, SMOOTHING = 1e-4, 0.05, 0.01, 1.0, 0.05


def main() -> None:
    """Train, measure now and then on what is held out, and save."""
    options = argparse.ArgumentParser(description=__doc__)
    add_bench(options)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=2.0)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--every", type=int, default=500, help="batches between measurements")
    options.add_argument("--pairs", type=int, default=None, help="learn from so many only")
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    train, held = learned(given.bench, given.seed)
    train = train[: given.pairs]
    folder = str(packaged_folder())
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(
        folder,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: at for at, label in enumerate(LABELS)},
    )
    for parameter in model.bert.embeddings.parameters():
        parameter.requires_grad = False
    _say(f"{len(train)} pairs to learn from, {len(held)} held out")
    _fit(model, tokenizer, train, held, given)
    _save(model, tokenizer, given.out)
    _say("saved")


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def _fit(
    model: Any,
    tokenizer: Any,
    train: Sequence[Pair],
    held: Sequence[Pair],
    given: argparse.Namespace,
) -> None:
    steps = int(len(train) * given.epochs / BATCH)
    learnt = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=RATE, weight_decay=DECAY)
    warm = max(1, int(steps * WARM))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1.0, (at + 1) / warm) * max(0.0, (steps - at) / steps)
    )
    _say(f"{steps} batches of {BATCH}")
    model.train()
    total, started = 0.0, time.monotonic()
    for at, batch in enumerate(_batches(train, steps, given.seed), 1):
        loss = _loss(model(**_tokens(tokenizer, batch)).logits, batch)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(learnt, CLIP)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += loss.item()
        if at % 100 == 0:
            rate = at * BATCH / (time.monotonic() - started)
            _say(f"batch {at}: loss {total / 100:.4f}, {rate:.1f} pairs a second")
            total = 0.0
        if at % given.every == 0 or at == steps:
            _say(json.dumps(_measure(model, tokenizer, held, most=None if at == steps else 150)))
            _save(model, tokenizer, given.out)


def _batches(train: Sequence[Pair], steps: int, seed: int) -> Iterator[list[Pair]]:
    """Batches of pairs of like length, in a random order, for as many steps as asked."""
    rng = random.Random(seed)
    made = 0
    while True:
        order = rng.sample(range(len(train)), len(train))
        for start in range(0, len(order), BATCH * POOL):
            pool = sorted(order[start : start + BATCH * POOL], key=lambda k: _size(train[k]))
            cut = [pool[k : k + BATCH] for k in range(0, len(pool), BATCH)]
            rng.shuffle(cut)
            for batch in cut:
                yield [train[k] for k in batch]
                made += 1
                if made == steps:
                    return


def _size(pair: Pair) -> int:
    return min(len(pair.evidence), 4 * LENGTH) + len(pair.claim)


def _tokens(tokenizer: Any, pairs: Sequence[Pair]) -> Any:
    return tokenizer(
        [masked(pair.evidence) for pair in pairs],
        [masked(pair.claim) for pair in pairs],
        truncation="only_first",
        max_length=LENGTH,
        padding=True,
        return_tensors="pt",
    )


def _loss(logits: torch.Tensor, batch: Sequence[Pair]) -> torch.Tensor:
    """Smoothed cross entropy; "not entailed" is either of the other two."""
    log = torch.log_softmax(logits, dim=-1)
    labels = torch.tensor([pair.label for pair in batch])
    either = labels == EITHER
    sure = log.gather(1, labels.clamp(max=EITHER - 1).unsqueeze(1)).squeeze(1)
    smooth = (1 - SMOOTHING) * sure + SMOOTHING * log.mean(dim=-1)
    refused = torch.log1p(-log[:, ENTAILMENT].exp().clamp(max=1 - 1e-6))
    return -torch.where(either, refused, smooth).mean()


@torch.no_grad()
def _measure(
    model: Any, tokenizer: Any, held: Sequence[Pair], most: int | None
) -> dict[str, float]:
    """Accuracy by set; of pairs that are not entailed, whether the model says so."""
    model.eval()
    by_set: dict[str, list[Pair]] = defaultdict(list)
    for pair in held:
        by_set[pair.name].append(pair)
    told: dict[str, float] = {}
    for name, pairs in by_set.items():
        pairs, right = pairs[:most], 0
        for start in range(0, len(pairs), 64):
            batch = pairs[start : start + 64]
            found = model(**_tokens(tokenizer, batch)).logits.argmax(dim=-1).tolist()
            for pair, label in zip(batch, found, strict=True):
                refused = pair.label == EITHER and label != ENTAILMENT
                right += refused or label == pair.label
        told[f"{name} {len(pairs)}"] = round(right / len(pairs), 3)
    model.train()
    return told


def _save(model: Any, tokenizer: Any, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)


if __name__ == "__main__":
    main()
