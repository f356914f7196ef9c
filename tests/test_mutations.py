"""Claims made from articles: what is changed, what stays, and the commands that make them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.cli.commands import cli
from claimcheck.mutations import MAKERS, TRUE_KINDS, Mutation, mutations_of
from claimcheck.types import Article, Label, Notation, Verdict

TEXT = (
    "The harbour of Varna handled 412 ships and 1,250 trucks in March. "
    "“We have never seen such a crowded quay before”, said harbour master Elena Petrova. "
    "On April 13, 2022 the council approved $800 million for new docks. "
    "More than 300 workers were hired on Tuesday. "
    "The crane will not lift more than 40 tonnes. "
    "Mayor Ivan Kolev said that the quay had been widened twice. "
    "Traffic rose 8 percent in the last week, the harbour said. "
    "It took seven tugs to move the ferry in 2019. "
    "The old crane collapsed two days before the engineers inspected the quay."
)


def article(text: str = TEXT) -> Article:
    return Article("varna", "varna.txt", text, published=date(2022, 4, 20))


def made(kind: str) -> list[Mutation]:
    return [one for one in mutations_of(article()) if one.kind == kind]


def test_every_kind_is_made_of_a_text_that_has_them_all() -> None:
    assert {one.kind for one in mutations_of(article())} == set(MAKERS)


@pytest.mark.parametrize("kind", sorted(set(MAKERS) - {"unchanged"}))
def test_a_claim_is_its_sentence_with_one_thing_changed(kind: str) -> None:
    for one in made(kind):
        assert one.text != one.sentence.text
        text = one.sentence.text
        for old, _ in one.changed:
            assert old in text
        assert one.true == (kind in TRUE_KINDS)


def test_changed_figures_stand_nowhere_in_the_article() -> None:
    for one in (*made("value"), *made("year")):
        for _, new in one.changed:
            assert new not in TEXT


def test_swapped_counts_keep_both_numbers() -> None:
    [one] = made("item-swap")
    assert "1,250 ships and 412 trucks" in one.text


def test_an_order_is_told_the_other_way_round() -> None:
    [one] = made("order")
    assert one.changed == (("before", "after"),)
    assert "collapsed two days after the engineers inspected" in one.text


@pytest.mark.parametrize(
    "text",
    [
        "The old crane did not collapse before the engineers inspected the quay.",
        "The old crane may have collapsed before the engineers inspected the quay.",
        "The engineer lived in Varna before the harbour widened the quay.",
        "Traffic rose for years after the harbour widened the quay.",
        "The harbour master testified before the committee of the council.",
        "The quay was named after the engineers who widened it.",
        "The old crane collapsed before 3 pm on Tuesday, the harbour said.",
        "The crane collapsed before the tugs left and after the ferry sank.",
        "If the crane collapsed before the engineers came, nobody inspected it.",
    ],
)
def test_no_order_is_made_of_what_may_hold_both_ways(text: str) -> None:
    assert [one for one in mutations_of(article(text)) if one.kind == "order"] == []


def test_the_same_seed_makes_the_same_claims() -> None:
    first, again = (list(mutations_of(article(), seed=3)) for _ in range(2))
    assert first == again
    assert first != list(mutations_of(article(), seed=4))


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    for one in mutations_of(article(text)):
        assert one.sentence.text in text


# --------------------------------------------------------------------------
# The commands


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "varna.txt").write_text(
        f"title: Varna\npublished: 2022-04-20\n\n{TEXT}\n", encoding="utf-8"
    )
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def test_mutate_writes_a_claims_file(folder: Path) -> None:
    out = folder / "claims.yaml"
    result = run("mutate", folder / "varna.txt", "-o", out)
    assert result.exit_code == 0
    claims = yaml.safe_load(out.read_text(encoding="utf-8"))["claims"]
    assert f"{len(claims)} claims written" in result.stderr
    assert {claim["expect"] for claim in claims} == {"supported", "refuted"}
    assert all(claim["as_of"] == date(2022, 4, 20) for claim in claims)
    assert len({claim["id"] for claim in claims}) == len(claims)


def test_mutate_makes_only_the_kinds_asked_for(folder: Path) -> None:
    result = run("mutate", folder, "--kind", "value", "--most", "1")
    claims = yaml.safe_load(result.stdout)["claims"]
    assert [claim["id"] for claim in claims] == ["value-1"]
    wrong = run("mutate", folder, "--kind", "valeu")
    assert wrong.exit_code == 2
    assert "There is no kind 'valeu'" in wrong.stderr


def test_selftest_counts_what_is_caught_and_what_is_flagged(folder: Path) -> None:
    result = run("selftest", folder)
    assert result.exit_code == 0, result.stderr
    assert "false ones refuted, 0 of" in result.stdout.splitlines()[-1]
    told = json.loads(run("selftest", folder, "--format", "json").stdout)
    kinds = {one["kind"]: one for one in told["kinds"]}
    assert kinds["value"]["labels"] == {"refuted": kinds["value"]["made"]}
    assert kinds["unchanged"]["labels"] == {"supported": kinds["unchanged"]["made"]}


def test_selftest_reads_digits_as_the_configuration_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "varna.txt").write_text("The port of Varna handled 1.250 ships in March.\n" * 3)
    monkeypatch.chdir(folder)
    (folder / "claimcheck.yaml").write_text("notation: continental\n")
    seen: list[Notation | None] = []
    monkeypatch.setattr(
        "claimcheck.verdicts.Judge.__init__",
        lambda self, notation=None, entailment=None: seen.append(notation),
    )
    monkeypatch.setattr(
        "claimcheck.verdicts.Judge.judge",
        lambda self, claim, evidence: Verdict(claim, Label.NOT_ENOUGH, 0.0, "", (), (), ()),
    )
    result = run("selftest", folder / "varna.txt", "--entailment", "off")
    assert result.exit_code == 0, result.output
    assert seen == [Notation.CONTINENTAL]


def test_articles_that_make_no_claim_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("Nothing here\n", encoding="utf-8")
    for command in ("mutate", "selftest"):
        result = run(command, tmp_path)
        assert result.exit_code == 2
        assert "no claim could be made" in result.stderr


# --------------------------------------------------------------------------
# The call for programs


def test_a_program_judges_a_claim_over_given_evidence() -> None:
    verdict = claimcheck.judge("The port handled 450 ships.", "The port handled 412 ships.")
    assert verdict.label is Label.REFUTED
    assert verdict.reason == "claim says 450 ships, the source says 412 ships"


def test_a_program_judges_many_in_their_order() -> None:
    told = claimcheck.judge_all(
        [
            ("The port handled 412 ships.", "The port handled 412 ships."),
            ("The port handled 450 ships.", "The port handled 412 ships."),
            ("The port handled 450 ships.", "Nothing of it."),
        ],
        as_of=date(2022, 4, 20),
    )
    assert [one.label for one in told] == [Label.SUPPORTED, Label.REFUTED, Label.NOT_ENOUGH]


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="judgement"):
        claimcheck.judgement  # noqa: B018
