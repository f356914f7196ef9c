"""Models that load and cannot run, or are cut short: one clear error that names the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from claimcheck.entailment import packaged
from claimcheck.entailment.model import Pair
from claimcheck.errors import ModelError
from claimcheck.retrieval import onnxrun
from claimcheck.retrieval.encoder import load_encoder, packaged_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(packaged_folder(), tmp_path / "model"))


def _heads(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"num_attention_heads": 7}), "utf-8")


def _fewer_words(folder: Path) -> None:
    found = load_file(folder / onnxrun.WEIGHTS)
    words = "embeddings.word_embeddings.weight"
    save_file(found | {words: found[words][:1500].copy()}, folder / onnxrun.WEIGHTS)


@pytest.mark.parametrize("spoil", [_heads, _fewer_words])
def test_parts_that_do_not_fit_together(
    folder: Path, spoil: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(folder)
    with pytest.raises(ModelError, match="the model cannot be run: ") as told:
        load_encoder(str(folder)).encode(["The Danube crosses ten countries."])
    assert "\n" not in told.value.message
    assert (told.value.location, capfd.readouterr().err) == (str(folder), "")


def test_no_texts_and_one() -> None:
    encoder = load_encoder(None)
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.encode([""]).shape == (1, 384)


@pytest.mark.parametrize("name", [onnxrun.WEIGHTS, onnxrun.TOKENIZER])
def test_the_packaged_model_that_pairs_are_cut_by(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:1000])
    monkeypatch.setattr(packaged, "packaged_folder", lambda: folder)
    with pytest.raises(ModelError, match="cannot be read: ") as told:
        packaged.PackagedModel().judge([Pair("A", "B")])
    assert told.value.location == str(folder / name)


def test_other_embeddings_than_those_that_pairs_were_learnt_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fewer_words(folder)
    monkeypatch.setattr(packaged, "packaged_folder", lambda: folder)
    with pytest.raises(ModelError, match="is not the one that the entailment model goes with"):
        packaged.PackagedModel().judge([Pair("A", "B")])
