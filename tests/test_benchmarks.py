"""The benchmarks run on a folder of their layout, skip what is missing, and score as they say.

The data is written here, in the shapes of the public sets; a scorer is only worth what it
gives a broken system, so each is tried on one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a sentence splitter installs a package of the same name

from benchmarks import (  # noqa: E402
    audit,
    common,
    figure_peers,
    figure_speed,
    figures,
    selftest,
    verdict_peers,
    verdicts,
)
from benchmarks.common import Data, Row  # noqa: E402
from benchmarks.figure_scores import (  # noqa: E402
    ALL,
    Figure,
    Tally,
    as_interval,
    matched,
    our_figure,
    our_figures,
    same_value,
)
from benchmarks.mutations import mutated  # noqa: E402
from benchmarks.recognizers_specs import score, specs  # noqa: E402
from benchmarks.unit_names import same_unit  # noqa: E402
from claimcheck.quantities import find_quantities  # noqa: E402
from claimcheck.types import Article, Span  # noqa: E402

NEWSQUANT = [
    {
        "text": "The Danube is about 2,850 kilometres long and crosses ten countries.",
        "quantities": [
            {"change": "~", "value": "2850.0", "normalized_unit": "kilometre"},
            {"change": "=", "value": "10", "normalized_unit": "country"},
        ],
    },
    {"text": "Oslo lies by a fjord.", "quantities": []},
]
RQUANT = [
    {
        "text": "A loaf costs between 2 and 3 euros.",
        "quantities": [{"value": "2-3", "normalized_unit": "euro"}],
    }
]
PERCENT = [
    {
        "Input": "Water covers 71 percent of the Earth",
        "Results": [{"Text": "71 percent", "Start": 13, "End": 22, "Resolution": {"value": "71%"}}],
    },
    {
        "Input": "What percentage is it?",
        "Results": [{"Text": "percentage", "Start": 5, "End": 14, "Resolution": {"value": "null"}}],
    },
]
PAIRS = [
    ("supports", "Iceland has 3 volcanoes of note.", "Iceland has 3 volcanoes of note.", ""),
    ("refutes", "Iceland has 5 volcanoes of note.", "Iceland has 3 volcanoes of note.", ""),
    ("nei", "Iceland has 5 volcanoes of note.", "Bergen is wet in autumn.", ""),
]
HEADLINES = [
    ("supports", "Storm Fells 40 Trees", "A storm felled 40 trees in Bergen.", "Copy( 40 )"),
    ("supports", "Two Storms in a Week", "A second storm followed.", "Trans( second )"),
]
NAMES = [("nei", "COVID-19 spreads indoors.", "SARS-CoV-2 was studied in 12 rooms.", "")]


#: Peers that say what the words of the claim tell them to say, in the shapes that theirs have.
FAKE_PEERS = {
    "sourced.py": """
def check(claim, sources):
    if sources == ["crash"]:
        raise IndexError("no such sentence")
    return {"claims": [{"status": word} for word in claim.split()]}
""",
    "groundrails/lexical.py": "_WN = {}",
    "groundrails/__init__.py": """
def init(*, models, wordnet, home):
    assert (models, wordnet) == ("none", False)


def grounding_document(claims, sources, *, ignore_language):
    assert ignore_language and sources == [("evidence", "given")]
    kinds = {
        "exact": {"grounded": True, "match_type": "exact"},
        "number": {"grounded": False, "match_type": "fuzzy", "contradiction": ["5", "3"]},
        "contradicted": {"grounded": False, "match_type": "contradicted"},
        "none": {"grounded": False, "match_type": "none", "contradiction": None},
    }
    return {"claims": [kinds[claim] for claim in claims]}
""",
    "hallucination_check.py": """
class Report:
    def __init__(self, words):
        self.n_claims = len(words)
        self.contradictions = [word for word in words if word == "contradicted"]
        self.unsupported = [word for word in words if word != "supported"]


def check(answer, sources):
    return Report(answer.split())
""",
    "quantguard/fallback/base.py": "class LexicalOverlapFallback: pass",
    "quantguard/__init__.py": """
from types import SimpleNamespace as Of


class QuantitativeGuard:
    def __init__(self, fallback_handler):
        assert type(fallback_handler).__name__ == "LexicalOverlapFallback"

    def verify(self, answer, chunks):
        return Of(results=[Of(status=Of(value=word)) for word in answer.split()])
""",
}


def lines(name: str, rows: Sequence[tuple[str, str, str, str]]) -> str:
    keys = ("label", "claim", "evidence", "orig_label")
    records = [
        {"set": name, "id": str(i), **dict(zip(keys, row, strict=True))}
        for i, row in enumerate(rows)
    ]
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of the layout of the public data, with some of its files only."""
    root = tmp_path / "bench"
    files = {
        "quantities/newsquant.part.json": json.dumps(NEWSQUANT),
        "quantities/rquant_currency.json": json.dumps(RQUANT),
        "recognizers_text/Number_PercentModel.json": "\ufeff" + json.dumps(PERCENT),
        "pairs/islands.test.jsonl": lines("islands", PAIRS),
        "pairs/numhg.dev.jsonl": lines("numhg", HEADLINES),
        "pairs/healthver.dev.jsonl": lines("healthver", NAMES),
        "corpora/wire.jsonl": json.dumps({"body": "Prices rose 3 percent.\nSales fell. Rain."}),
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of peers that every interpreter started from here has."""
    folder = tmp_path / "fakes"
    for name, source in FAKE_PEERS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def rows_of(
    main: Callable[[Sequence[str]], int], data: Path, *options: str
) -> list[dict[str, object]]:
    """Run a benchmark as its command line would, and read its rows."""
    out = data.parent / "rows.json"
    assert main(["--data", str(data), "--json", str(out), *options]) == 0
    written = json.loads(out.read_text(encoding="utf-8"))
    assert list(written) == ["rows"]
    return list(written["rows"])


def by_set(rows: Sequence[dict[str, object]], system: str) -> dict[object, dict[str, object]]:
    return {row["set"]: row for row in rows if row["system"] == system}


# --------------------------------------------------------------------------
# The scripts


def test_figures_writes_a_row_for_each_set_found(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = data.parent / "errors.jsonl"
    written = rows_of(figures.main, data, "--ours", "--quick", "--errors", str(errors))
    rows = by_set(written, "claimcheck")
    assert list(rows) == [
        "newsquant",
        "rquant_currency",
        "recognizers/percent",
        "healthver/names",
        "healthver/more-names",
        "wire/speed",
    ]
    assert list(rows["newsquant"]) == [
        "set", "part", "system", "n", "value_precision", "value_recall",
        "value_f1", "value_change_f1", "value_unit_f1", "all_f1",
    ]  # fmt: skip
    assert [rows["newsquant"][k] for k in ("part", "n", "value_f1", "all_f1")] == ["part", 2, 1, 1]
    assert [rows["rquant_currency"][k] for k in ("part", "value_unit_f1")] == ["", 1]
    assert [rows["recognizers/percent"][k] for k in ("value_f1", "left_out")] == [1, 1]
    (left_out,) = by_set(written, "unit-without-number").values()
    assert [left_out[k] for k in ("set", "n")] == ["recognizers/percent/left-out", 1]
    assert [rows["healthver/names"][k] for k in ("n", "mentions", "false_figures")] == [2, 2, 0]
    assert rows["wire/speed"]["n"] == 3
    assert errors.read_text(encoding="utf-8") == ""
    told = capsys.readouterr()
    assert "skipped: no quantulum3/*.json" in told.err
    assert "skipped: no pairs/climate_fever.*.jsonl" in told.err
    assert told.out.startswith("set        system      n  value_precision")


def test_verdicts_measures_sets_slices_and_mutations(data: Path) -> None:
    errors = data.parent / "errors.jsonl"
    rows = rows_of(verdicts.main, data, "--sets", "islands,numhg", "--errors", str(errors))
    ours, rule = by_set(rows, "claimcheck"), by_set(rows, "digit-rule")
    expected = ["islands", "islands/digits", "numhg", "numhg/digits", "numhg/mutated"]
    assert list(ours) == expected
    assert list(by_set(rows, "majority")) == list(rule) == expected
    assert [ours[name]["n"] for name in expected] == [3, 2, 2, 1, 1]
    assert ours["islands"]["accuracy"] == 1
    assert rule["numhg/mutated"]["refuted_recall"] == 1
    assert rule["islands"]["accuracy"] == pytest.approx(2 / 3, abs=1e-4)
    assert rule["islands"]["false_alarm_nei"] == 1
    assert rule["islands/digits"]["refuted_precision"] == 1
    misses = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert all(miss["gold"] != miss["ours"] for miss in misses)


def test_errors_to_read_are_drawn_by_the_seed_whatever_else_is_wrong() -> None:
    cases = [{"id": f"q{n}"} for n in range(40)]
    first = common.drawn(cases, 5, 7)
    assert len(first) == 5
    assert common.drawn(reversed(cases), 5, 7) == first
    assert common.drawn(cases, 5, 8) != first
    assert common.drawn(cases, None, 7) == cases
    assert len(common.drawn(cases, 99, 7)) == 40
    mended = [case for case in cases if case != first[2]]
    again = common.drawn(mended, 5, 7)
    assert again[:4] == [*first[:2], *first[3:]]


def test_errors_to_read_are_of_each_set_and_of_its_digits() -> None:
    misses = [
        {"set": name, "id": f"{name}{n}", "digits": n % 2 == 0}
        for name in ("tides", "isles")
        for n in range(8)
    ]
    chosen = verdicts.to_read(misses, 3, 7)
    drawn = Counter(case["set"] for case in chosen)
    assert drawn == {"tides": 3, "tides/digits": 3, "isles": 3, "isles/digits": 3}
    sliced = [case for case in chosen if str(case["set"]).endswith("/digits")]
    assert all(case["digits"] for case in sliced)
    assert verdicts.to_read([], 3, 7) == []


def test_read_writes_at_most_so_many_errors(data: Path) -> None:
    sets = ("--sets", "numhg", "--seed", "7")
    written = []
    for read in ((), ("--read", "1")):
        errors = data.parent / "errors.jsonl"
        rows_of(verdicts.main, data, *sets, "--errors", str(errors), *read)
        lines = errors.read_text(encoding="utf-8").splitlines()
        written.append([json.loads(line) for line in lines])
    every, few = written
    assert {case["id"] for case in few} <= {case["id"] for case in every}
    assert max(Counter(case["set"] for case in few).values(), default=0) <= 1


def test_sample_and_seed_fix_the_cases(data: Path) -> None:
    sample = ("--sets", "islands", "--sample", "2", "--seed", "7")
    first, again = (rows_of(verdicts.main, data, *sample) for _ in range(2))
    assert first[0]["n"] == 2
    timeless = [[{**row, "pairs_per_second": None} for row in rows] for rows in (first, again)]
    assert timeless[0] == timeless[1]


@pytest.mark.parametrize("main", [figures.main, verdicts.main])
def test_a_folder_without_data_is_an_error(
    main: Callable[[Sequence[str]], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rows.json"
    assert main(["--data", str(tmp_path), "--json", str(out)]) == 2
    told = capsys.readouterr()
    assert f"in {tmp_path}\n  remedy: give the folder by --data DIR" in told.err
    assert told.out == ""
    assert not out.exists()


def test_a_peer_is_asked_in_another_interpreter() -> None:
    reply = common.ask_worker(sys.executable, figure_peers.MODULE, "digits", ["About 1,250 cows."])
    assert reply is not None
    assert reply.answers == [[[1250.0, 1250.0, None, 6, 11, None]]]


def test_a_peer_that_is_missing_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert common.peer("no_such_peer_is_installed") is None
    assert "skipped: peer no_such_peer_is_installed" in capsys.readouterr().err


# --------------------------------------------------------------------------
# What they share


def test_default_data_is_the_variable_or_beside_the_checkout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLAIMCHECK_BENCH", "elsewhere")
    assert common.default_data() == Path("elsewhere")
    monkeypatch.delenv("CLAIMCHECK_BENCH")
    assert common.default_data() == ROOT.parent / "shared" / "bench"


def test_files_are_found_by_pattern_with_their_part(tmp_path: Path) -> None:
    for name in ("fever.dev.jsonl", "fever.test.jsonl.gz", "plain.json"):
        (tmp_path / name).write_bytes(b"")
    data = Data(tmp_path)
    found = data.files("fever.*", "plain*", "none.*")
    assert [(f.name, f.part) for f in found] == [
        ("fever", "dev"),
        ("fever", "test"),
        ("plain", ""),
    ]
    assert (data.found, data.missing) == (3, ["none.*"])


def test_pick_keeps_the_order_and_takes_no_more_than_there_is() -> None:
    assert common.pick([1, 2, 3], None, 0) == common.pick([1, 2, 3], 9, 0) == [1, 2, 3]
    drawn = common.pick(range(100), 5, 3)
    assert drawn == sorted(drawn) == common.pick(range(100), 5, 3)
    assert drawn != common.pick(range(100), 5, 4)


def test_table_starts_a_block_where_the_metrics_change() -> None:
    rows = [
        Row("a", "claimcheck", 2, {"f1": 0.5}),
        Row("long", "peer", 10, {"f1": None}),
        Row("b", "claimcheck", 1, {"rate": 1234.5}),
    ]
    assert common.table(rows).splitlines() == [
        "set   system       n     f1",
        "a     claimcheck   2  0.500",
        "long  peer        10      -",
        "",
        "set  system      n   rate",
        "b    claimcheck  1  1,234",
    ]


# --------------------------------------------------------------------------
# Scorers


def figure(low: str, unit: str = "", change: str = "=", high: str | None = None) -> Figure:
    return Figure(Decimal(low), Decimal(high or low), unit, change)


def test_tally_counts_each_column_and_keeps_the_misses() -> None:
    tally = Tally(ALL)
    gold = [figure("60", "percentage", ">"), figure("3", "euro")]
    tally.add("a", gold, [figure("60", "percent"), figure("3", "dollar"), figure("9")])
    scores = tally.metrics()
    assert scores == {
        "value_precision": pytest.approx(2 / 3),
        "value_recall": 1,
        "value_f1": pytest.approx(0.8),
        "value_change_f1": pytest.approx(0.4),
        "value_unit_f1": pytest.approx(0.4),
        "all_f1": 0,
    }
    (miss,) = tally.misses
    missed, wrong = miss["missed"], miss["wrong"]
    assert isinstance(missed, dict)
    assert isinstance(wrong, dict)
    assert (missed["value"], wrong["value"]) == ([], ["= 9 [-]"])
    assert missed["value_change"] == ["> 60 [percentage]"]
    assert missed["all"] == ["> 60 [percentage]", "= 3 [euro]"]
    assert wrong["all"] == ["= 60 [percent]", "= 3 [dollar]", "= 9 [-]"]


@pytest.mark.parametrize("broken", [[], [figure("1")]], ids=["silent", "wrong"])
def test_a_broken_reader_scores_nothing(broken: list[Figure]) -> None:
    tally = Tally(ALL)
    tally.add("a", [figure("60", "percentage")], broken)
    assert set(tally.metrics().values()) == {0.0}


def test_matching_is_one_to_one_and_the_largest() -> None:
    gold = [figure("5"), figure("5"), figure("7")]
    assert len(matched(gold, [figure("5")], same_value)) == 1
    assert len(matched(gold, [figure("7"), figure("5"), figure("5.0")], same_value)) == 3
    assert matched([figure("1", high="2")], [figure("1"), figure("2")], same_value) == {}
    assert matched([figure("9", high="7")], [figure("7", high="9")], same_value) == {0: 0}


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("percentage", "percent"),
        ("kilometre per hour", "kilometers per hour"),
        ("pound-mass", "pounds"),
        ("pound sterling", "pounds sterling"),
        ("european country", "countries"),
        ("barrel of oil", "barrels"),
        ("dollar per month", "dollar per months"),
        ("-", ""),
        ("dimensionless", "cars"),
        ("barrel", "barrels of oil"),
        ("coastal town", "coastal towns"),
        ("hour per week", "hours per week"),
    ],
)
def test_same_unit(gold: str, predicted: str) -> None:
    assert same_unit(gold, predicted)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("australian dollar", "dollar"),
        ("dollar per month", "dollar"),
        ("pound sterling", "pounds"),
        ("european country", "continents"),
        ("country", ""),
        ("-", "country"),
        ("dimensionless", "metres"),
        ("kilometre per hour", "kilometre"),
        ("other town", "other"),
        ("town", "town hall"),
        ("town", "dimensionless"),
    ],
)
def test_another_unit(gold: str, predicted: str) -> None:
    assert not same_unit(gold, predicted)


def test_the_head_of_a_counted_thing_is_told_by_the_words_of_the_text() -> None:
    gold, written = "old lighthouse norwegian coast", "oldest lighthouses"
    assert same_unit(gold, "lighthouses", written)
    assert same_unit(gold, "lighthouse norwegian coast", written)
    assert not same_unit(gold, "coast", written)
    assert not same_unit(gold, "lighthouse keeper", written)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It weighs at least 30 tonnes.", [("30", "30", ">")]),
        ("It weighs between 2 and 3 tonnes.", [("2", "3", "=")]),
        ("No one was hurt in the second race.", []),
        ("Sales rose 5 percent.", [("5", "5", "up")]),
        ("Sales rose more than 5 percent.", [("5", "5", ">")]),
        ("Another 5 boats were lost.", [("5", "5", "=")]),
        ("Sales are 5 percent higher.", [("5", "5", "=")]),
    ],
)
def test_ours_in_the_conventions_of_the_gold(
    sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    read = our_figures(sentence, find_quantities(sentence)[0])
    assert [(f.low, f.high, f.change) for f in read] == [
        (Decimal(low), Decimal(high), change) for low, high, change in expected
    ]


def test_an_open_bound_is_an_interval() -> None:
    sentence = "It weighs at least 30 tonnes."
    (only,) = find_quantities(sentence)[0]
    interval = as_interval(our_figure(sentence, only))
    assert (interval.low, interval.high) == (Decimal(30), None)


def test_a_class_counts_its_own_figures_only(data: Path) -> None:
    found = specs(data / "recognizers_text/Number_PercentModel.json", "percent")
    right = Figure(Decimal(71), Decimal(71), "percentage", None, Span(13, 23))
    other = Figure(Decimal(9), Decimal(9), "metre", None, Span(30, 35))
    bare = Figure(Decimal(4), Decimal(4), "", None, Span(0, 4))
    assert found[1].left_out == ("unit-without-number",)
    assert score("percent", True, found, [[right, other], [bare]])[0] == {
        "found": 1, "right": 1, "value_f1": 1, "value_unit_f1": 1, "left_out": 1,
    }  # fmt: skip
    broken, misses = score("percent", True, found, [[], [other]])
    assert [broken["found"], broken["value_f1"], broken["value_unit_f1"]] == [0, 0, 0]
    assert [miss["text"] for miss in misses] == [spec.text for spec in found]


def expected(text: str, value: str, **rest: str) -> dict[str, object]:
    start = rest["whole"].index(text)
    result = {"Text": text, "Start": start, "End": start + len(text) - 1}
    return {"Input": rest["whole"], "Results": [{**result, "Resolution": {"value": value}}]}


@pytest.mark.parametrize(
    ("name", "whole", "part", "value", "reason"),
    [
        ("number", "seven over nine", "seven over nine", "0.78", "division"),
        ("number", "3.1^4", "3.1^4", "92.4", "power"),
        ("number", "3.1x10^4", "3.1x10^4", "31000", None),
        ("number", "twenty two sevenths", "twenty two sevenths", "3.14", "compound-fraction"),
        ("number", "sixty and four and two sevenths", "sixty and four and two", "64.29", None),
        ("number", "Call +1-555-0100", "555", "555", "label"),
        ("number", "It costs 7,25.", "7,25", "7.25", "continental"),
        ("ordinal", "the next house", "next", "current+1", "relative-ordinal"),
        ("ordinal", "the tenth house", "tenth", "10", None),
        ("currency", "ten dollars and five", "ten dollars and five", "10.05", "cents-unsaid"),
        ("dimension", "nine to 12 feet", "12 feet", "12", "end-of-a-range"),
    ],
)
def test_what_no_reader_would_agree_on_is_left_out_by_a_named_rule(
    tmp_path: Path, name: str, whole: str, part: str, value: str, reason: str | None
) -> None:
    path = tmp_path / "spec.json"
    path.write_text(json.dumps([expected(part, value, whole=whole)]), encoding="utf-8")
    (spec,) = specs(path, name)
    assert spec.left_out == (() if reason is None else (reason,))
    assert not spec.silent
    if reason is not None:  # what is read there is neither right nor wrong
        read = [[Figure(Decimal(1), Decimal(1), "x", None, Span(0, 3))]]
        assert score(name, True, [spec], read)[0]["value_f1"] == 0
        assert score(name, True, [spec], read)[1] == []


def test_feet_may_be_told_in_inches(tmp_path: Path) -> None:
    path = tmp_path / "spec.json"
    case = expected("4 ft 3 in", "4.25", whole="It is 4 ft 3 in high.")
    result = dict(case["Results"][0])  # type: ignore[index]
    result["Resolution"] = {"value": "4.25", "unit": "Foot"}
    path.write_text(json.dumps([{**case, "Results": [result]}]), encoding="utf-8")
    found = specs(path, "dimension")
    inches = Figure(Decimal(51), Decimal(51), "inches", None, Span(6, 15))
    metres = Figure(Decimal(51), Decimal(51), "metres", None, Span(6, 15))
    assert score("dimension", True, found, [[inches]])[0]["right"] == 1
    assert score("dimension", True, found, [[metres]])[0]["right"] == 0


def test_long_lines_are_timed_and_a_hopeless_one_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figure_speed, "LINES", {"even": "a", "steep": "b"})
    monkeypatch.setattr(
        figure_speed,
        "_time_a_character",
        lambda unit, length: 1e-6 * (1 if unit == "a" else length / 10_000),
    )
    even, steep = figure_speed.length_rows()
    assert even.metrics == {
        "microseconds_per_character": pytest.approx(1), "x100000": 1, "x1000000": 1,
    }  # fmt: skip
    assert (steep.metrics["x100000"], steep.metrics["x1000000"]) == (pytest.approx(10), None)


def test_a_line_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(line: str) -> None:
        while True:
            pass

    monkeypatch.setattr(figure_speed, "PATIENCE", 0.05)
    monkeypatch.setattr(figure_speed, "LINES", {"digits": "1"})
    monkeypatch.setattr(figure_speed, "find_moments", forever)
    (row,) = figure_speed.length_rows()
    assert set(row.metrics.values()) == {None}


def test_the_whole_corpus_is_read_and_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_speed, "WARM", 2)
    row = figure_speed.whole_row("wire", ["Sales rose 5 percent.", "Rain."] * 3)
    assert (row.set, row.n) == ("wire/whole", 6)
    assert (row.metrics["sentences_per_cpu_second"] or 0) > 0


def test_the_eye_prints_the_same_sentences_for_the_same_seed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert figures.main(["--data", str(data), "--eye", "5", "--seed", "7"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert told[0] == "1. Prices rose 3 percent."
    assert "percent" in told[1]


def test_verdict_metrics() -> None:
    gold = ["supports", "supports", "refutes", "refutes", "nei"]
    scores = verdicts.metrics(gold, ["supports", "refutes", "refutes", "nei", "crash"])
    assert scores == {
        "accuracy": pytest.approx(0.4),
        "macro_f1": pytest.approx((2 / 3 + 0.5 + 0) / 3),
        "refuted_precision": 0.5,
        "refuted_recall": 0.5,
        "supported_precision": 1,
        "false_alarm_supported": 0.5,
        "false_alarm_nei": 0,
        "decided": pytest.approx(0.6),
        "decided_accuracy": pytest.approx(2 / 3),
        "crashes": 1,
    }


def test_a_flag_on_not_entailed_is_no_false_alarm() -> None:
    scores = verdicts.metrics(
        ["supports", "not_entailed", "not_entailed"], ["supports", "refutes", "nei"]
    )
    assert (scores["accuracy"], scores["macro_f1"], scores["false_alarm_supported"]) == (1, 1, 0)
    assert scores["refuted_precision"] is scores["refuted_recall"] is None


def test_a_judge_that_is_always_wrong_scores_nothing() -> None:
    scores = verdicts.metrics(["supports", "refutes"], ["refutes", "supports"])
    assert [scores[k] for k in ("accuracy", "macro_f1", "refuted_precision")] == [0, 0, 0]
    assert scores["false_alarm_supported"] == 1


def test_a_judge_that_always_crashes_fails_the_run(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(claim: str, evidence: str, entailment: object = None) -> None:
        raise IndexError("no such name")

    monkeypatch.setattr(verdicts, "judge_text", crash)
    out = data.parent / "rows.json"
    options = ["--data", str(data), "--json", str(out), "--sets", "islands"]
    assert verdicts.main(options) == 1
    ours = by_set(json.loads(out.read_text(encoding="utf-8"))["rows"], "claimcheck")
    assert [ours["islands"][k] for k in ("accuracy", "decided", "crashes")] == [0, 0, 3]
    assert (
        "3 pairs crashed, the first: 'Iceland has 3 volcanoes of note.'" in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        (
            "sourced-evidence",
            {
                "grounded": "supports",
                "contradicted": "refutes",
                "unverified": "nei",
                "grounded grounded": "supports",
                "grounded unverified": "nei",
                "unverified grounded contradicted": "refutes",
                "": "nei",
            },
        ),
        (
            "groundrails",
            {"exact": "supports", "number": "refutes", "contradicted": "refutes", "none": "nei"},
        ),
        (
            "hallucination-check",
            {
                "supported": "supports",
                "supported supported": "supports",
                "supported missing": "nei",
                "supported contradicted": "refutes",
                "": "nei",
            },
        ),
        (
            "rag-quantguard",
            {
                "VERIFIED": "supports",
                "APPROXIMATE NOT_APPLICABLE": "supports",
                "VERIFIED CONTRADICTED": "refutes",
                "VERIFIED UNSUPPORTED": "nei",
                "AMBIGUOUS": "nei",
                "NOT_APPLICABLE": "nei",
            },
        ),
    ],
)
@pytest.mark.usefixtures("fakes")
def test_what_a_judging_peer_says_becomes_one_label(name: str, labels: dict[str, str]) -> None:
    asked = [verdict_peers.packed(claim, "given") for claim in labels]
    reply = common.ask_worker(sys.executable, verdict_peers.MODULE, name, asked)
    assert reply is not None
    assert dict(zip(labels, reply.answers, strict=True)) == labels
    assert reply.rate > 0


def test_peers_are_asked_on_the_same_pairs_of_every_set(data: Path, fakes: Path) -> None:
    said = [
        ("supports", "grounded", "It rained on 3 days.", ""),
        ("supports", "contradicted 3", "It rained on 3 days.", ""),
        ("refutes", "contradicted 5", "It rained on 3 days.", ""),
        ("nei", "unverified", "It rained.", ""),
        ("nei", "unverified", "crash", ""),
    ]
    (data / "pairs/said.dev.jsonl").write_text(lines("said", said), encoding="utf-8")
    for name in ("groundrails", "quantguard"):
        (fakes / name / "__init__.py").write_text("raise ImportError('too new')", encoding="utf-8")
    rows = rows_of(verdicts.main, data, "--sets", "said", "--peers", sys.executable)
    systems = ["claimcheck", "sourced-evidence", "hallucination-check", "digit-rule", "majority"]
    assert [(row["set"], row["system"]) for row in rows] == [
        (name, system) for name in ("said", "said/digits") for system in systems
    ]
    peer = by_set(rows, "sourced-evidence")
    measures = ("n", "accuracy", "refuted_precision", "refuted_recall", "false_alarm_supported")
    assert [peer["said"][k] for k in measures] == [5, 0.6, 0.5, 1, 0.5]
    assert [peer["said/digits"][k] for k in measures] == [2, 0.5, 0.5, 1, 1]
    assert [peer["said"][k] for k in ("decided", "crashes")] == [0.6, 1]
    assert peer["said/digits"]["pairs_per_second"] is None
    assert by_set(rows, "majority")["said"]["refuted_recall"] == 0
    assert by_set(rows, "majority")["said/digits"]["refuted_recall"] == 1  # of its own slice


@pytest.mark.usefixtures("fakes")
def test_peers_that_are_not_installed_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "no-python")
    names = ("no-such-peer", "rag-quantguard", "sourced-evidence")
    found = common.interpreters(verdict_peers.MODULE, names, [nowhere, sys.executable])
    assert list(found.items()) == [(name, sys.executable) for name in names[1:]]
    told = capsys.readouterr().err
    assert f"skipped: interpreter {nowhere} (No such file or directory)" in told
    assert f"skipped: peer no-such-peer (not installed for {nowhere}, {sys.executable})" in told


def test_an_interpreter_that_cannot_list_its_peers_is_told_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert common.interpreters("benchmarks.no_such", ["digits"], [sys.executable]) == {}
    told = capsys.readouterr().err
    assert f"skipped: interpreter {sys.executable} (" in told
    assert "No module named benchmarks.no_such" in told


def test_a_peer_that_never_answers_is_told_of(
    fakes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fakes / "sourced.py").write_text("import time\ntime.sleep(600)", encoding="utf-8")
    asked = [verdict_peers.packed("It rained.", "It rained.")]
    worker = (sys.executable, verdict_peers.MODULE, "sourced-evidence")
    assert common.ask_worker(*worker, asked, timeout=1) is None
    told = capsys.readouterr().err
    assert told == "skipped: peer sourced-evidence (no answer to 1 texts within 1 s)\n"


@pytest.mark.parametrize(
    ("claim", "evidence", "origin"),
    [
        ("Storm Fells 40 Trees", "It felled 40 trees.", "Copy( 40 )"),
        ("Storm Costs $1,250", "The cost was $1,250.", "Copy( 1,250 )"),
        ("3 Held After Theft", "Police held three men.", "Trans( three )"),
        ("Worst Frost Since 1956", "The worst since 1956.", "Copy( 1956 )"),
        ("Fuel Hits $4.66", "It hit $4.66.", "Copy( 4.66 )"),
    ],
)
def test_a_mutation_changes_the_figure_alone_and_is_not_in_the_evidence(
    claim: str, evidence: str, origin: str
) -> None:
    changed = mutated(claim, evidence, origin, seed=1)
    assert changed is not None
    assert changed == mutated(claim, evidence, origin, seed=1) != claim
    old, new = claim.split(), changed.split()
    (at,) = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    assert new[at] not in evidence
    assert new[at].strip("$").replace(",", "").replace(".", "", 1).isdigit()


@pytest.mark.parametrize(
    ("claim", "origin"),
    [
        ("Storm Fells 40 Trees", "Round( 39.6 , 0 )"),
        ("Storm Fells 40 Trees", "Copy( 41 )"),
        ("Storm Fells 40 of 40 Trees", "Copy( 40 )"),
        ("Families Mark 9/11", "Copy( 9/11 )"),
        ("A 2nd Storm", "Trans( second )"),
        ("Aid Grows to $40K", "Copy( 40K )"),
    ],
)
def test_what_is_not_a_plain_copied_figure_is_left_alone(claim: str, origin: str) -> None:
    assert mutated(claim, "It felled 40 trees.", origin, seed=1) is None


def test_mutants_are_counted_by_kind() -> None:
    text_ = "The port handled 412 ships in March. The mayor said that 40 men were hired on Monday."
    made = selftest.rows_of("x", [Article("a", "a.txt", text_)], 0, None)
    rows = {row.set: row for row in made}
    assert rows["x/unchanged"].metrics["supported"] == 1
    assert rows["x/value"].metrics["refuted"] == 1
    assert rows["x/false"].n + rows["x/true"].n == sum(
        row.n for name, row in rows.items() if name.split("/")[1] not in ("false", "true")
    )


# --------------------------------------------------------------------------
# The audit


def test_the_newswire_is_audited_and_its_findings_are_written_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {
            "id": "1",
            "date": "2-MAR-2021 15:00:00.00",
            "title": "VANS",
            "body": "It bought 5 cars\nand 7 vans, a total of 13 vehicles.",
        },
        {"id": "2", "date": "3-MAR-2021 15:00:00.00", "title": "NOTHING", "body": " "},
    ]
    file = tmp_path / "corpora" / "reuters21578.jsonl"
    file.parent.mkdir()
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    eye = tmp_path / "eye.jsonl"
    assert audit.main(["--data", str(tmp_path), "--sizes", "0", "--eye", str(eye)]) == 0
    assert "arithmetic" in capsys.readouterr().out
    (found,) = [json.loads(line) for line in eye.read_text("utf-8").splitlines()]
    assert (found["kind"], found["places"][0]["published"]) == ("arithmetic", "2021-03-02")


def test_an_audit_without_the_newswire_measures_nothing(tmp_path: Path) -> None:
    assert audit.main(["--data", str(tmp_path)]) == common.NO_DATA
