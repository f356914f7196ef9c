"""Claims files: what is read, what is refused, and that the published schema agrees."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from claimcheck.claims import labels_named, load_claims
from claimcheck.errors import ClaimcheckError, ManyErrors
from claimcheck.schema import claims_schema, dump, report_schema
from claimcheck.types import Claim, Label, Location
from claimcheck.yamlio import Mapping, Node, Scalar, Sequence, parse


def load(tmp_path: Path, text: str, *, name: str = "c.yaml") -> tuple[Claim, ...]:
    file = tmp_path / name
    file.write_text(textwrap.dedent(text), encoding="utf-8")
    return load_claims([file])


def faults(tmp_path: Path, *paths: Path) -> list[str]:
    """The first line of each error, the folder cut off."""
    with pytest.raises(ClaimcheckError) as caught:
        load_claims(paths or [tmp_path])
    error = caught.value
    errors = error.errors if isinstance(error, ManyErrors) else (error,)
    assert all(one.remedy for one in errors)
    return [str(one).splitlines()[0].replace(f"{tmp_path}/", "") for one in errors]


# --------------------------------------------------------------------------
# What is read


def test_a_claim_with_every_field(tmp_path: Path) -> None:
    claims = load(
        tmp_path,
        """\
        version: 1
        defaults:
          speaker: Anna Berg
          tags: aid
          expect: nei
        claims:
          - id: total
            text: The package holds 300 drones.
            as_of: 2022-04-21
            speaker: Ole Dahl
            sources: ["*wire*", Harbour Courier]
            since: 2022-04-01
            until: 2022-04-01
            expect: refuted
            tags: [aid, 2022]
            note: on purpose
          - id: 7
            text: 'No "second" package.'
            sources: seeds/*
        """,
    )
    path = str(tmp_path / "c.yaml")
    assert claims == (
        Claim(
            id="total",
            text="The package holds 300 drones.",
            location=Location(path, 8, 11),
            as_of=date(2022, 4, 21),
            speaker="Ole Dahl",
            sources=("*wire*", "Harbour Courier"),
            since=date(2022, 4, 1),
            until=date(2022, 4, 1),
            expect=Label.REFUTED,
            tags=("aid", "2022"),
            note="on purpose",
            expect_stated=True,
        ),
        Claim(
            id="7",
            text='No "second" package.',
            location=Location(path, 18, 12),
            speaker="Anna Berg",
            sources=("seeds/*",),
            expect=Label.NOT_ENOUGH,
            tags=("aid",),
            expect_stated=True,
        ),
    )


def test_days_that_no_article_can_meet_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        textwrap.dedent("""\
            version: 1
            defaults: {since: 2022-04-02}
            claims:
              - {id: a, text: It rained., until: 2022-04-01}
              - {id: b, text: It rained.}
              - {id: c, text: It rained., until: 2022-04-02}
              - {id: d, text: It rained., since: 2021-01-02, until: 2021-01-01}
              - {id: e, text: It rained., since: 2021-01-01, until: 2021-01-02}
            """)
    )
    assert faults(tmp_path) == [
        "a.yaml:4:38: no day is both since 2022-04-02 and until 2022-04-01",
        "a.yaml:7:57: no day is both since 2021-01-02 and until 2021-01-01",
    ]


@pytest.mark.parametrize(
    ("lines", "text", "word", "place"),
    [
        ("text: An extra sum of money.", "An extra sum of money.", "sum", (4, 20)),
        ("text: 'It''s a sum of money.'", "It's a sum of money.", "sum", (4, 20)),
        ('text: "A \\"big\\" sum of it"', 'A "big" sum of it', "sum", (4, 22)),
        ("text: >\n      An extra\n      sum of it.\n", "An extra sum of it.", "sum", (6, 7)),
        ("text: |\n\n      An extra\n      sum of it.\n", "An extra sum of it.", "sum", (7, 7)),
        ("text: An extra\n      sum of it.", "An extra sum of it.", "sum", (5, 7)),
        ("text: no", "no", "no", (4, 11)),
        ("text: 漢字 is a sum", "漢字 is a sum", "sum", (4, 19)),
    ],
)
def test_a_span_of_the_text_has_its_place(
    tmp_path: Path, lines: str, text: str, word: str, place: tuple[int, int]
) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(f"version: 1\nclaims:\n  - id: x\n    {lines}\n", encoding="utf-8")
    (claim,) = load_claims([file])
    at = claim.place(text.index(word))
    assert (claim.text, at) == (text, Location(str(file), *place))
    assert claim.place(0) == claim.location


def test_a_claim_of_a_draft(tmp_path: Path) -> None:
    (claim,) = load(
        tmp_path,
        """\
        version: 1
        claims:
          - id: tugs
            text: 12 tugs
            from: C:\\drafts\\a b.md:12:5
            lead_in: "The order of Varna includes:"
            before: >
              The mayor
              spoke.
        """,
    )
    assert claim.origin == Location("C:\\drafts\\a b.md", 12, 5)
    assert (claim.lead_in, claim.before) == ("The order of Varna includes:", "The mayor spoke.")


@pytest.mark.parametrize(
    "place",
    ["draft.md", "draft.md:12", "draft.md:0:1", "draft.md:1:01", ":1:1", "12", "[a, b]", ""],
)
def test_places_that_are_none(tmp_path: Path, place: str) -> None:
    (tmp_path / "c.yaml").write_text(
        f"version: 1\nclaims:\n- {{id: a, text: It rained.}}\n- id: b\n  text: So it did.\n"
        f"  from: {place}\n"
    )
    [told] = faults(tmp_path)
    assert told.startswith("c.yaml:6:")
    assert told.endswith(" is no place (want FILE:LINE:COLUMN)")
    found = {"version": 1, "claims": [{"id": "b", "text": "So it did.", "from": place}]}
    assert not jsonschema.Draft202012Validator(claims_schema()).is_valid(found)


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("supported", Label.SUPPORTED),
        ("refuted", Label.REFUTED),
        ("conflicting evidence", Label.CONFLICTING),
        ("conflicting", Label.CONFLICTING),
        ("not enough evidence", Label.NOT_ENOUGH),
        ("nei", Label.NOT_ENOUGH),
    ],
)
def test_expect_spellings(tmp_path: Path, spelling: str, label: Label) -> None:
    (claim,) = load(
        tmp_path, f"version: 1\nclaims: [{{id: a, text: It rained., expect: {spelling}}}]"
    )
    assert (claim.expect, claim.expect_stated) == (label, True)


def test_expect_is_supported_where_nothing_is_said(tmp_path: Path) -> None:
    (claim,) = load(tmp_path, "version: 1\nclaims: [{id: a, text: It rained.}]")
    assert (claim.expect, claim.expect_stated) == (Label.SUPPORTED, False)


def test_files_and_folders_are_read_once_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "deep/c.YAML"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"version: 1\nclaims: [{{id: {file.stem}, text: It rained.}}]")
    for name in (".hidden.yaml", ".git/d.yaml", "claimcheck.yaml", "notes.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("not: claims")
    claims = load_claims([tmp_path / "b.yaml", tmp_path, tmp_path / "deep" / ".." / "a.yml"])
    assert [claim.id for claim in claims] == ["b", "a", "c"]


# --------------------------------------------------------------------------
# What is refused


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        textwrap.dedent("""\
            version: 2
            claim: []
            defaults:
              expct: refuted
              id: x
            claims:
              - id: a b
                txet: It rained.
              - id: x
                text: Rank # 1 of all
                as_of: 2023-13-02
                expect: Refuted
                tags: []
              - text: 12
                id: y
                speaker:
                sources: {a: b}
              - just text
            """)
    )
    (tmp_path / "b.yaml").write_text("version: 1\nclaims:\n  - {id: x, text: It rained.}\n")
    (tmp_path / "c.yaml").write_text("")
    assert faults(tmp_path) == [
        "a.yaml:1:10: version '2' is not known",
        "a.yaml:2:1: unknown key 'claim' (did you mean 'claims'?)",
        "a.yaml:4:3: unknown key 'expct' (did you mean 'expect'?)",
        "a.yaml:5:3: unknown key 'id' here",
        "a.yaml:7:5: the claim has no 'text'",
        "a.yaml:7:9: id: 'a b' holds white space",
        "a.yaml:8:5: unknown key 'txet' (did you mean 'text'?)",
        "a.yaml:10:11: text: what follows ' #' would be dropped as a comment",
        "a.yaml:11:12: as_of: '2023-13-02' is not a date (want YYYY-MM-DD)",
        "a.yaml:12:13: expect: 'Refuted' is no verdict (did you mean 'refuted'?)",
        "a.yaml:13:11: tags: want at least one item, got an empty list",
        "a.yaml:14:11: text: want text, got the integer '12'",
        "a.yaml:16:13: speaker: want text, got nothing",
        "a.yaml:17:14: sources: want text, got a mapping (keys with values)",
        "a.yaml:18:5: a claim must be a mapping, got 'just text'",
        "b.yaml:3:10: the id 'x' is taken: the first is at a.yaml:9:9",
        "c.yaml:1:1: the file is empty",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1: the file is empty"),
        (
            'version: 1\nclaims:\n- id: a\n  text: "Half \\ud83d of one."\n',
            "4:10: text: holds half a surrogate pair, which is no character",
        ),
        ("# nothing here\n", "1:1: the file is empty"),
        ("- id: a\n", "1:1: want a mapping, got a list"),
        ("It rained.", "1:1: want a mapping, got 'It rained.'"),
        ("claims: [{id: a, text: b}]", "1:1: the key 'version' is missing"),
        (
            "version: '1'\nclaims: [{id: a, text: b}]",
            "1:11: version '1' is text, want the number 1",
        ),
        ("version: 1", "1:1: the key 'claims' is missing"),
        ("version: 1\nclaims:", "2:8: no claims: nothing would be checked"),
        ("version: 1\nclaims: []", "2:9: no claims: nothing would be checked"),
        ("version: 1\nclaims: {id: a}", "2:9: claims: want a list, got a mapping"),
        ("version: 1\ndefaults: x\nclaims: [{id: a, text: b}]", "2:11: defaults: want a mapping"),
        ("version: 1\nclaims: [{id: a, text: b}", "2:26: the file ends inside brackets"),
        ("version: 1\nclaims:\n  - id: a\n    text: So: no", "4:13: a colon followed by a space"),
        ("version: 1\n<<: {a: b}\nclaims: [{id: a, text: b}]", "2:1: unknown key '<<'"),
        (
            "version: 1\nclaims: [{id: a, text: b}, {id: a, text: c}]",
            "2:33: the id 'a' is taken: the first is at",
        ),
    ],
)
def test_one_fault(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "c.yaml").write_text(text)
    (found,) = faults(tmp_path)
    assert found.startswith(f"c.yaml:{fault}")


def test_paths_that_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "claims.yaml").write_text("version: 1\nclaims: [{id: a, text: b}]")
    with pytest.raises(ManyErrors) as caught:
        load_claims([tmp_path / "empty", tmp_path / "claim.yaml"])
    empty, missing = caught.value.errors
    assert str(empty).splitlines()[0] == f"{tmp_path}/empty: the folder holds no claims files"
    assert missing.remedy == f"did you mean {tmp_path}/claims.yaml?"


def test_no_paths_are_no_claims() -> None:
    with pytest.raises(ClaimcheckError, match="no claims: nothing would be checked"):
        load_claims([])


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_bytes(b"version: 1\nclaims:\n  - {id: a, text: caf\xe9}\n")
    assert faults(tmp_path) == ["c.yaml:3:22: the byte 0xe9 is not UTF-8"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["refuted", " nei "], (Label.REFUTED, Label.NOT_ENOUGH)),
        (["conflicting", "conflicting evidence"], (Label.CONFLICTING,)),
        (["none"], ()),
    ],
)
def test_labels_that_fail_a_run(names: list[str], labels: tuple[Label, ...]) -> None:
    assert labels_named(names) == labels


@pytest.mark.parametrize("names", [["refutd"], ["supported"], [""], ["none", "nei"]])
def test_labels_that_cannot_fail_a_run(names: list[str]) -> None:
    with pytest.raises(ClaimcheckError, match="is no verdict that can fail a run"):
        labels_named(names)


# --------------------------------------------------------------------------
# The schema


def tracked(name: str) -> str:
    return files("claimcheck").joinpath(name).read_text(encoding="utf-8")


def test_tracked_schemas_are_the_generated_ones() -> None:
    assert tracked("claims.schema.json") == dump(claims_schema())
    assert tracked("report.schema.json") == dump(report_schema())
    for name in ("claims.schema.json", "report.schema.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(tracked(name)))


def plain(node: Node) -> object:
    """What an editor's YAML 1.2 makes of the nodes."""
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    known = {"null": None, "boolean": node.text == "true"}
    if node.kind in known:
        return known[node.kind]
    return {"integer": int, "number": float}.get(node.kind, str)(node.text)


GOOD = "id: a, text: It rained."


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (f"version: 1\nclaims: [{{{GOOD}}}]", True),
        (f"version: 2\nclaims: [{{{GOOD}}}]", False),
        (f"version: '1'\nclaims: [{{{GOOD}}}]", False),
        (f"version: true\nclaims: [{{{GOOD}}}]", False),
        (f"claims: [{{{GOOD}}}]", False),
        ("version: 1", False),
        ("version: 1\nclaims: []", False),
        ("version: 1\nclaims:", False),
        ("version: 1\nclaims: {a: b}", False),
        ("version: 1\nclaims: [a]", False),
        ("[]", False),
        ("", False),
        (f"version: 1\nclaims: [{{{GOOD}}}]\nextra: 1", False),
        (f"version: 1\ndefaults: {{expect: nei}}\nclaims: [{{{GOOD}}}]", True),
        (f"version: 1\ndefaults: {{}}\nclaims: [{{{GOOD}}}]", True),
        (f"version: 1\ndefaults:\nclaims: [{{{GOOD}}}]", False),
        (f"version: 1\ndefaults: {{text: b}}\nclaims: [{{{GOOD}}}]", False),
        (f"version: 1\ndefaults: {{as_of: soon}}\nclaims: [{{{GOOD}}}]", False),
        *(
            (f"version: 1\nclaims: [{{{claim}}}]", accepted)
            for claim, accepted in (
                ("id: a", False),
                ("text: It rained.", False),
                ("id: 12, text: no", True),
                ("id: 1.5, text: a", False),
                ("id: true, text: a", False),
                ("id: , text: a", False),
                ("id: 'a b', text: a", False),
                ("id: a, text: 12", False),
                ("id: a, text: '12'", True),
                ("id: a, text: '  '", False),
                ("id: a, text: [a]", False),
                (f"{GOOD}, txet: a", False),
                (f"{GOOD}, as_of: 2022-04-21", True),
                (f"{GOOD}, as_of: '2022-04-21'", True),
                (f"{GOOD}, as_of: 2022-4-21", False),
                (f"{GOOD}, as_of: 2022-02-30", False),
                (f"{GOOD}, as_of: 2022-13-01", False),
                (f"{GOOD}, as_of: 20220421", False),
                (f"{GOOD}, as_of: 2022", False),
                (f"{GOOD}, as_of:", False),
                (f"{GOOD}, speaker: Anna Berg", True),
                (f"{GOOD}, speaker: 3", False),
                (f"{GOOD}, speaker: ''", False),
                (f"{GOOD}, sources: '*wire*'", True),
                (f"{GOOD}, sources: ['*wire*', b c]", True),
                (f"{GOOD}, sources: []", False),
                (f"{GOOD}, sources: [[a]]", False),
                (f"{GOOD}, sources: [1]", False),
                (f"{GOOD}, expect: nei", True),
                (f"{GOOD}, expect: conflicting evidence", True),
                (f"{GOOD}, expect: NEI", False),
                (f"{GOOD}, expect: true", False),
                (f"{GOOD}, expect: [nei]", False),
                (f"{GOOD}, tags: aid", True),
                (f"{GOOD}, tags: [aid, 2022]", True),
                (f"{GOOD}, tags: [aid, a b]", False),
                (f"{GOOD}, tags: []", False),
                (f"{GOOD}, tags: [1.5]", False),
                (f"{GOOD}, note: on", True),
                (f"{GOOD}, note: false", False),
                (f"{GOOD}, note: {{a: b}}", False),
            )
        ),
    ],
)
def test_loader_and_schema_accept_the_same(tmp_path: Path, text: str, accepted: bool) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        load_claims([file])
        loaded = True
    except ClaimcheckError:
        loaded = False
    validator = jsonschema.Draft202012Validator(
        claims_schema(), format_checker=jsonschema.FormatChecker()
    )
    valid = validator.is_valid(plain(parse(text, path="c.yaml")))
    assert (loaded, valid) == (accepted, accepted)
