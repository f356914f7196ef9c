"""What is extracted from drafts, under which names, at which places, and what has changed."""

from __future__ import annotations

import random
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims import claims_file, load_claims
from claimcheck.extraction import Extraction, Left, extract
from claimcheck.extraction.changes import Changes, carried, compare
from claimcheck.extraction.ids import canonical, id_of, ids_of
from claimcheck.extraction.verbs import has_verb
from claimcheck.sources import read_articles
from claimcheck.types import Article, Claim, Label, Location

TABLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "extraction.yaml").read_text(encoding="utf-8")
)
SENTENCES = [
    "The port handled 412 ships in May.",
    "The quay was opened on 3 May 2019.",
    '"We need a wider quay," said Elena Petrova.',
    "Elena Petrova runs the port of Varna.",
    "She hired 40 pilots.",
    "Nine tugs are laid up.",
    "Nobody wants to sail.",
    "Did 412 ships come in May?",
]


def drafted(text: str, day: date | None = None, *, path: str = "draft.txt") -> Extraction:
    return extract([Article(path, path, text, published=day)])


# --------------------------------------------------------------------------
# What is taken, and what is not


@pytest.mark.parametrize("case", TABLE, ids=[case["name"] for case in TABLE])
def test_a_draft(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(case["text"], encoding="utf-8")
    [article] = read_articles(file)
    article = Article(
        "d", str(file), article.text, published=case.get("published"), anchors=article.anchors
    )
    found = extract([article])
    assert [one.why for one in found.left] == [Left(why) for why in case.get("left", [])]
    expected = [{"text": row} if isinstance(row, str) else row for row in case["claims"]]
    assert [claim.text for claim in found.claims] == [row["text"] for row in expected]
    for claim, row in zip(found.claims, expected, strict=True):
        for key in row:
            assert (getattr(claim, key) or "") == row[key]
        assert claim.as_of == case.get("published")


def test_the_table_has_as_many_near_misses_as_hits() -> None:
    silent = [case for case in TABLE if not case["claims"] or case.get("left")]
    assert len(silent) >= 8
    assert {why for case in TABLE for why in case.get("left", [])} == {why.value for why in Left}


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("Varna buys 12 tugs", True),
        ("Howitzers join the list of 2022", True),
        ("Storm kills 9 off Varna", True),
        ("Budget cut by a third", True),
        ("Council won’t pay $30 million", True),
        ("12 ways to cut costs", False),
        ("The planned merger of 2022", False),
        ("Budget cuts of 2022", False),
        ("Guide to the 2024 elections", False),
        ("The year 2022 in pictures", False),
        ("Ships and tugs of 1963", False),
    ],
)
def test_a_line_without_a_stop_states_something_where_it_has_a_verb(
    line: str, states: bool
) -> None:
    assert has_verb(line) is states


def test_sentences_are_counted_once_each() -> None:
    found = drafted(" ".join(SENTENCES))
    assert (found.sentences, len(found.claims), len(found.left)) == (8, 5, 1)


# --------------------------------------------------------------------------
# Places


def characters(claim: Claim, lines: list[str]) -> str:
    """The characters of the draft at the places of the claim's characters."""
    places = [claim.place(offset) for offset in range(len(claim.text))]
    return "".join(lines[at.line - 1][at.column - 1 : at.column] or " " for at in places)


def test_every_character_knows_its_place(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    text = (
        "---\ntitle: Varna\ndate: 2022-04-20\n---\n\nThe **old** port handled 412 ships\nin May."
        " Its order includes:\n\n- 12 tugs of [Varna](varna.md)\n- 9 cranes\n"
    )
    file.write_text(text, encoding="utf-8")
    found = extract(list(read_articles(file)))
    lines = text.split("\n")
    assert [claim.text for claim in found.claims] == [
        "The old port handled 412 ships in May.",
        "12 tugs of Varna",
        "9 cranes",
    ]
    for claim in found.claims:
        assert characters(claim, lines) == claim.text
        assert claim.origin == claim.location == claim.place(0)
        assert claim.as_of == date(2022, 4, 20)


def test_a_name_that_was_put_in_stands_at_its_pronoun() -> None:
    text = "Elena Petrova runs the port.\nThen she hired 40 pilots on 3 May."
    [claim] = drafted(text).claims
    assert claim.text == "Then Elena Petrova hired 40 pilots on 3 May."
    at = claim.text.index("Elena")
    places = {claim.place(at + letter) for letter in range(len("Elena Petrova"))}
    assert places == {Location("draft.txt", 2, 6)}
    assert claim.place(claim.text.index("hired")) == Location("draft.txt", 2, 10)
    assert claim.place(claim.text.index("3 May")) == Location("draft.txt", 2, 29)


# --------------------------------------------------------------------------
# Names of claims


def test_a_name_shows_the_first_words() -> None:
    assert id_of("The port handled 1,412 ships in May.").startswith("port-handled-1412-ships-")


@pytest.mark.parametrize(
    "same",
    ["The port's 412 ships", "The  port’s 412\nships", "The port‘s\u00a0412 ships"],
)
def test_typing_changes_no_name(same: str) -> None:
    assert id_of(same) == id_of("The port's 412 ships")


def test_another_word_or_figure_changes_it() -> None:
    texts = ["The port has 412 ships.", "The port has 421 ships.", "The Port has 412 ships."]
    assert len({id_of(text) for text in texts}) == 3


def test_a_sentence_that_stands_twice_has_two_names() -> None:
    first, second, third = ids_of(["12 tugs", "9 tugs", "12 tugs"])
    assert (third, first == second) == (f"{first}-2", False)


@given(st.lists(st.sampled_from(SENTENCES), unique=True), st.integers(0, 2**16))
def test_a_sentence_keeps_its_name_whatever_stands_beside_it(kept: list[str], seed: int) -> None:
    """Added, moved and removed sentences leave the names of the others alone."""
    alone = {
        claim.id for sentence in kept for claim in drafted(f"The storm came. {sentence}").claims
    }
    shuffled = list(SENTENCES)
    random.Random(seed).shuffle(shuffled)
    together = {claim.id for claim in drafted("\n\n".join(shuffled)).claims}
    assert alone <= together


# --------------------------------------------------------------------------
# Writing and reading again

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and not set(text) & {"\n", "\r"}
)
CLAIMS = st.builds(
    Claim,
    id=st.text("abcdefgh-0123456789", min_size=1, max_size=8),
    text=TEXTS,
    location=st.just(Location("c.yaml", 1, 1)),
    as_of=st.none() | st.dates(date(1000, 1, 1)),
    speaker=st.none() | TEXTS,
    sources=st.lists(TEXTS, max_size=2).map(tuple),
    since=st.none() | st.dates(date(1000, 1, 1), date(2000, 1, 1)),
    until=st.none() | st.dates(date(2000, 1, 1)),
    expect_stated=st.just(True),
    expect=st.sampled_from(Label),
    tags=st.lists(st.text("abc1", min_size=1), max_size=2).map(tuple),
    note=st.none() | TEXTS,
    origin=st.none()
    | st.builds(
        Location, st.sampled_from(["a b.md", "C:\\x.md", "é:1"]), *[st.integers(1, 999)] * 2
    ),
    lead_in=st.just("") | TEXTS,
    before=st.just("") | TEXTS,
)


@given(st.lists(CLAIMS, min_size=1, max_size=4, unique_by=lambda claim: claim.id))
def test_what_is_written_is_read_again(tmp_path_factory: Any, claims: list[Claim]) -> None:
    file = tmp_path_factory.mktemp("written") / "c.yaml"
    file.write_text(claims_file(claims, comment="one\ntwo"), encoding="utf-8")
    again = load_claims([file])

    def told(claim: Claim) -> tuple[object, ...]:
        return (
            claim.id, claim.text, claim.as_of, claim.speaker, claim.sources, claim.expect,
            claim.tags, claim.note, claim.origin, claim.lead_in, claim.before, claim.period,
        )  # fmt: skip

    assert list(map(told, again)) == list(map(told, claims))


@pytest.mark.parametrize("word", ["null", "true", "yes", "no", "on", "y", "nothing", "12", "a: b"])
def test_a_word_that_yaml_takes_for_something_else_stays_text(tmp_path: Path, word: str) -> None:
    claim = Claim("a", word, Location("c.yaml", 1, 1), speaker=word, note=word)
    written = claims_file([claim])
    (tmp_path / "c.yaml").write_text(written, encoding="utf-8")
    [again] = load_claims([tmp_path / "c.yaml"])
    assert (again.text, again.speaker, again.note) == (word, word, word)
    assert yaml.safe_load(written)["claims"][0]["text"] == word  # by YAML 1.1, too


# --------------------------------------------------------------------------
# Changes

DRAFT = (
    "The port handled 412 ships in May. Nine tugs are laid up at the old quay of Varna. "
    "Elena Petrova runs the port. She hired 40 pilots."
)


def since(before: str, after: str, **claim: Any) -> tuple[Changes, tuple[Claim, ...]]:
    """The changes between two states of one draft, and the claims carried over."""
    former = [Claim(**{**fields(one), **claim}) for one in drafted(before).claims]
    now = drafted(after).claims
    changes = compare(former, now, drafts={"draft.txt"})
    return changes, carried(changes, now)


def fields(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


def told(changes: Changes) -> tuple[int, list[tuple[str, str]], list[str], list[str]]:
    return (
        len(changes.same),
        [(before.text, after.text) for before, after in changes.changed],
        [claim.text for claim in changes.new],
        [claim.text for claim in changes.gone],
    )


def test_nothing_has_changed() -> None:
    assert told(since(DRAFT, DRAFT)[0]) == (3, [], [], [])


def test_a_moved_sentence_has_not_changed() -> None:
    first, rest = DRAFT.split(". ", 1)
    changes, _ = since(DRAFT, f"It rained.\n\n{rest} {first}.")
    assert told(changes) == (3, [], [], [])
    assert {after.location.line for _, after in changes.same} == {3}


def test_changed_new_and_gone() -> None:
    after = DRAFT.replace("412", "421").replace(
        "Nine tugs are laid up at the old quay", "All is well"
    )
    changes, _ = since(DRAFT, f"{after} The mayor arrived on 3 May 2019.")
    assert told(changes) == (
        1,
        [("The port handled 412 ships in May.", "The port handled 421 ships in May.")],
        ["The mayor arrived on 3 May 2019."],
        ["Nine tugs are laid up at the old quay of Varna."],
    )


def test_a_sentence_that_is_read_otherwise_has_changed() -> None:
    changes, _ = since(DRAFT, DRAFT.replace("Elena Petrova", "Ivan Kolev").replace("She", "He"))
    assert told(changes)[1] == [("Elena Petrova hired 40 pilots.", "Ivan Kolev hired 40 pilots.")]
    changes, _ = since(
        "Elena Petrova sails. She has 40 tugs.",
        "Maria Ivanova Georgieva sails. She has 40 tugs.",  # few words are still the same
    )
    [(before, after)] = changes.changed
    assert (before.id, before.text) == (after.id, "Elena Petrova has 40 tugs.")


def test_what_was_written_by_hand_is_kept_with_an_unchanged_sentence() -> None:
    changes, claims = since(
        DRAFT, DRAFT.replace("412", "421"), sources=("wire/*",), tags=("port",),
        expect=Label.REFUTED, expect_stated=True, note="asked", speaker="Ivan Kolev",
        since=date(2021, 3, 1), until=date(2021, 3, 2),
    )  # fmt: skip
    [(_, changed)] = changes.changed
    for claim in claims:
        assert (claim.sources, claim.tags) == (("wire/*",), ("port",))
        assert claim.period == (date(2021, 3, 1), date(2021, 3, 2))
        assert claim.expect_stated is (claim.text != changed.text)
        assert (claim.note == "asked") is (claim.text != changed.text)
        assert (claim.speaker == "Ivan Kolev") is (claim.text != changed.text)


def test_a_name_given_by_hand_is_kept() -> None:
    former = [
        Claim(**{**fields(one), "id": f"mine-{at}"}) for at, one in enumerate(drafted(DRAFT).claims)
    ]
    now = drafted(DRAFT).claims
    kept = carried(compare(former, now, drafts={"draft.txt"}), now)
    assert [claim.id for claim in kept] == ["mine-0", "mine-1", "mine-2"]


def test_names_stay_apart_where_one_was_given_to_another_sentence() -> None:
    first, second, _ = drafted(DRAFT).claims
    former = [Claim(**{**fields(second), "id": first.id})]
    now = drafted(DRAFT).claims
    kept = carried(compare(former, now, drafts={"draft.txt"}), now)
    assert [claim.id for claim in kept][:2] == [f"{first.id}-2", first.id]


def test_names_stay_apart_where_a_changed_sentence_would_take_one() -> None:
    first, second, _ = drafted(DRAFT).claims
    before = drafted(DRAFT.replace("handled 412", "had 412")).claims[0]
    former = [Claim(**{**fields(second), "id": first.id}), before]
    now = drafted(DRAFT).claims
    changes = compare(former, now, drafts={"draft.txt"})
    assert [after.text for _, after in changes.changed] == [first.text]
    assert [claim.id for claim in carried(changes, now)][:2] == [f"{first.id}-2", first.id]


def test_another_sentence_is_not_a_changed_one() -> None:
    changes, _ = since(
        "The port handled 412 ships in May.", "The port lost 9 of its cranes in May."
    )
    assert (changes.changed, len(changes.new), len(changes.gone)) == ((), 1, 1)


def test_an_item_of_another_list_has_changed() -> None:
    changes, _ = since("The order includes:\n\n- 12 tugs", "The loan includes:\n\n- 12 tugs")
    assert (len(changes.same), len(changes.changed)) == (0, 1)


def test_a_sentence_that_stands_twice_keeps_what_was_said_by_its_name() -> None:
    now = drafted("Varna has 12 mills. It rained. Varna has 12 mills.").claims
    former = [Claim(**{**fields(one), "tags": (one.id,)}) for one in now[::-1]]
    kept = carried(compare(former, now, drafts={"draft.txt"}), now)
    assert [(one.id, one.tags) for one in kept] == [(one.id, (one.id,)) for one in now]


def test_a_sentence_of_two_drafts_keeps_what_was_said_of_each() -> None:
    drafts = [Article(name, name, "Varna has 12 mills.") for name in ("a.txt", "b.txt")]
    first, second = extract(drafts).claims
    former = [first, Claim(**{**fields(second), "tags": ("asked",), "id": "mine"})]
    now = extract(drafts[::-1]).claims
    kept = carried(compare(former, now, drafts={"a.txt", "b.txt"}), now)
    assert [(one.location.path, one.id, one.tags) for one in kept] == [
        ("b.txt", "mine", ("asked",)),
        ("a.txt", first.id, ()),
    ]


def test_a_sentence_of_a_draft_that_is_not_looked_at_is_not_taken_from_it() -> None:
    former = drafted(DRAFT, path="other.txt").claims
    changes = compare(former, drafted(DRAFT).claims, drafts={"draft.txt"})
    assert told(changes)[0] == 0
    assert changes.foreign == former


def test_a_sentence_that_moved_to_another_draft_has_not_changed() -> None:
    former = drafted(DRAFT, path="old.txt").claims
    now = drafted(DRAFT, path="new.txt").claims
    assert told(compare(former, now, drafts={"old.txt", "new.txt"})) == (3, [], [], [])


@given(st.permutations(SENTENCES), st.permutations(SENTENCES), st.integers(0, 8))
def test_likeness_is_that_of_difflib(before: list[str], after: list[str], count: int) -> None:
    """The bounds that spare the work leave out no pair, and no better one is passed over."""
    old = [text.replace("a", "e") for text in before][:count]
    changes, _ = since("\n\n".join(old), "\n\n".join(after))

    def likeness(one: Claim, other: Claim) -> float:
        words = [canonical(claim.text).lower().split() for claim in (one, other)]
        return SequenceMatcher(None, *words, autojunk=False).ratio()

    assert all(likeness(*pair) >= 0.6 for pair in changes.changed)
    assert all(likeness(gone, new) < 0.6 for gone in changes.gone for new in changes.new)


def test_claims_of_other_drafts_are_not_gone() -> None:
    former = drafted(DRAFT, path="other.txt").claims
    changes = compare(former, drafted("Varna has 12 mills.").claims, drafts={"draft.txt"})
    assert (len(changes.foreign), len(changes.gone), len(changes.new)) == (3, 0, 1)


@given(
    st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1),
    st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1),
)
def test_every_claim_is_in_one_group(before: list[str], after: list[str]) -> None:
    changes, claims = since("\n\n".join(before), "\n\n".join(after))
    now = drafted("\n\n".join(after)).claims
    pairs = [*changes.same, *changes.changed]
    told_of = [after.id for _, after in pairs] + [claim.id for claim in changes.new]
    assert sorted(told_of) == sorted(claim.id for claim in now)
    assert len(pairs) + len(changes.gone) == len(drafted("\n\n".join(before)).claims)
    assert len({claim.id for claim in claims}) == len(now)
