"""The model of entailment: what it is shown, whom it is asked about, and which may be named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from claimcheck.alignment import align
from claimcheck.entailment import load_entailment, packaged
from claimcheck.entailment.crossencoder import CrossEncoderModel
from claimcheck.entailment.masking import masked
from claimcheck.entailment.model import Judgement, Pair
from claimcheck.entailment.packaged import MODEL, NOTE
from claimcheck.errors import ModelError
from claimcheck.reading import read
from claimcheck.retrieval.encoder import packaged_folder
from claimcheck.types import Comparison, Context, Label
from claimcheck.verdicts import judge_text
from claimcheck.verdicts.entailing import MOST, entailed, passage


class Fake:
    """Answers every pair alike, and notes what it was asked."""

    name = "fake"

    def __init__(self, *shares: float) -> None:
        self.shares = shares
        self.asked: list[Pair] = []

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        self.asked += pairs
        return [Judgement(*self.shares) for _ in pairs]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It sank at 13:45 with 1,200.5 tonnes.", "It sank at # with # tonnes."),
        ("A 3-2 win in 2021.", "A #-# win in #."),
        ("COVID-19 and H1N1", "COVID-# and H#N#"),
        ("No figure, five of them.", "No figure, five of them."),
        ("It sank -LRB- in 1912 -RRB- , `` all '' did n't .", 'It sank (in #), " all " didn\'t.'),
        ("Varna -- the port 's  old\nquay ; 5 % .", "Varna – the port's old quay; #%."),
        ("Half \ud800 a pair.", "Half? a pair."),
        ("", ""),
    ],
)
def test_the_model_is_shown_no_digits(text: str, shown: str) -> None:
    assert masked(text) == shown


def compared(claim: str, evidence: str, **around: str) -> Comparison:
    return align(read(claim), read(evidence, Context(**around)))  # type: ignore[arg-type]


def test_a_passage_has_its_neighbours_as_far_as_they_fit() -> None:
    both = compared("It sank.", "The ferry sank.", before="It was late.", after="All swam.")
    assert passage(both) == "It was late. The ferry sank. All swam."
    long = compared("It sank.", "The ferry sank.", before="word " * 79, after="All swam.")
    assert passage(long) == "The ferry sank. All swam."


def test_the_nearest_passages_are_asked_about_and_no_others() -> None:
    claim = "The ferry sank near the old harbour."
    texts = [
        "Prices rose.", "A ferry sank.", "The ferry sank near the old harbour wall.",
        "The ferry came.", "The harbour ferry sank.",
    ]  # fmt: skip
    given = [compared(claim, text) for text in texts]
    model = Fake(0.9, 0.1, 0.0)
    told = entailed(given, model)
    assert len(model.asked) == MOST
    assert model.asked[0] == Pair(texts[2], claim)
    assert texts[0] not in [pair.evidence for pair in model.asked]
    assert [one.entailment is not None for one in told].count(True) == MOST
    assert told[2].entailment is not None
    assert told[2].entailment.model == "fake"
    assert entailed(given, None) == tuple(given)


def test_a_model_is_loaded_once() -> None:
    assert load_entailment(None) is load_entailment(None) is load_entailment("packaged")
    assert load_entailment("some/model") is load_entailment("some/model")


def test_models_are_named() -> None:
    assert load_entailment("off") is None
    assert isinstance(load_entailment("some/model"), CrossEncoderModel)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of three labels with weights that mean nothing."""
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder = tmp_path_factory.mktemp("tiny")
    tokenizer = AutoTokenizer.from_pretrained(str(packaged_folder()))
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label={0: "ENTAILMENT", 1: "NEUTRAL", 2: "CONTRADICTION"},
    )
    model = BertForSequenceClassification(config)
    model.classifier.bias.data[:] = 0
    model.classifier.bias.data[0] = 5  # entailment, whatever is asked
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.mark.slow
def test_any_cross_encoder_of_three_labels_will_do(tiny: Path) -> None:
    model = CrossEncoderModel(str(tiny))
    told = model.judge([Pair("The ferry sank.", "It sank."), Pair("A", "B")])
    assert len(told) == 2
    for judgement in told:
        assert sum(judgement) == pytest.approx(1, abs=1e-5)
        assert judgement.entailment > 0.9


@pytest.mark.slow
def test_a_model_of_other_labels_is_refused(tiny: Path, tmp_path: Path) -> None:
    for file in tiny.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text())
    config["id2label"] = {"0": "good", "1": "bad", "2": "ugly"}
    config["label2id"] = {"good": 0, "bad": 1, "ugly": 2}
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="labels are good, bad, ugly"):
        CrossEncoderModel(str(tmp_path)).judge([Pair("A", "B")])


@pytest.mark.slow
def test_a_folder_without_a_model_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderModel(str(tmp_path)).judge([Pair("A", "B")])


@pytest.mark.slow
def test_the_shipped_model_needs_no_torch_and_sees_no_digits() -> None:
    script = """
import sys
from claimcheck.entailment import load_entailment, packaged
from claimcheck.entailment.model import Pair
model = load_entailment(None)
pairs = [
    Pair("The council sold the old theatre to an investor.", "An investor bought the theatre."),
    Pair("The council never sold the old theatre.", "The council sold the old theatre."),
    Pair("A bridge of 80 metres was built.", "A bridge of 900 metres was built."),
    Pair("A bridge of 80 metres was built.", "A bridge of 80 metres was built."),
]
told = model.judge(pairs)
assert all(abs(sum(one) - 1) < 1e-5 for one in told)
assert max(told[0]) == told[0].entailment, told[0]
assert max(told[1]) == told[1].contradiction, told[1]
assert told[2] == told[3]
assert "torch" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [123, 124, 125, 126, 127, 5000])
def test_a_claim_that_leaves_no_room_for_evidence_is_not_judged(words: int) -> None:
    model = packaged.PackagedModel()
    [told] = model.judge([Pair("The council sold the theatre.", " ".join(["town"] * words))])
    assert (told == Judgement(0.0, 0.0, 1.0)) == (words > 124)


@pytest.mark.parametrize("name", [MODEL, NOTE])
@pytest.mark.parametrize("content", [None, b"", b"{not what it should be"])
def test_a_damaged_shipped_model_is_one_clear_error(
    name: str, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in (MODEL, NOTE):
        (tmp_path / part).write_bytes((packaged.HERE / part).read_bytes())
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(packaged, "HERE", tmp_path)
    with pytest.raises(ModelError, match="the shipped entailment model cannot be read") as told:
        packaged.PackagedModel().judge([Pair("A", "B")])
    assert "\n" not in told.value.message
    assert told.value.location == str(tmp_path / name)


def test_a_model_supports_and_refutes_what_is_said_in_other_words() -> None:
    claim, told = "The town gave the theatre away.", "The town sold the theatre to an investor."
    assert judge_text(claim, told, entailment=Fake(0.05, 0.9, 0.05)).label is Label.SUPPORTED
    refuted = judge_text(claim, told, entailment=Fake(0.95, 0.01, 0.04))
    assert refuted.label is Label.REFUTED
    assert [finding.code for finding in refuted.findings] == ["NLI001"]
    assert judge_text(claim, told, entailment=Fake(0.1, 0.1, 0.8)).label is Label.NOT_ENOUGH


def test_a_model_refutes_no_figure_that_may_follow() -> None:
    told = "The league has 20 clubs and 3 clubs are relegated each year."
    denying = Fake(0.95, 0.01, 0.04)
    stay = "{} clubs stay in the league each year."
    assert judge_text(stay.format(17), told, entailment=denying).label is Label.NOT_ENOUGH
    assert judge_text(stay.format(16), told, entailment=denying).label is Label.REFUTED


def test_a_model_never_outvotes_a_figure_or_the_very_words() -> None:
    told = "The port of Varna handled 412 ships in March."
    wrong = judge_text("The port handled 450 ships.", told, entailment=Fake(0.0, 1.0, 0.0))
    assert wrong.label is Label.REFUTED
    assert judge_text(told, told, entailment=Fake(1.0, 0.0, 0.0)).label is Label.SUPPORTED
    unmet = judge_text("The port handled 450 trucks in May.", told, entailment=Fake(0.0, 1.0, 0.0))
    assert unmet.label is not Label.SUPPORTED
