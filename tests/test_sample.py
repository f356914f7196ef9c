"""The sample corpus and the sample claims keep their form; what they say is not judged here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from claimcheck.claims import load_claims
from claimcheck.types import Label

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
CLAIMS = ROOT / "claims"
EXAMPLE = ROOT / "docs" / "examples" / "failing.yaml"

FIELDS = ("title", "outlet", "date", "url")
META = {
    "title": r"<title>(.+?)</title>",
    "outlet": r'property="og:site_name" content="(.+?)"',
    "date": r'property="article:published_time" content="(\d{4}-\d\d-\d\d)T',
    "url": r'rel="canonical" href="(.+?)"',
}


def _text(path: Path) -> dict[str, str]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return {name.lower(): value for name, value in fields.items()} | {"text": body}


def _markdown(path: Path) -> dict[str, str]:
    opening, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return {name: value.strip('"') for name, value in fields.items()} | {"text": body}


def _html(path: Path) -> dict[str, str]:
    page = path.read_text(encoding="utf-8")
    found = {name: re.search(pattern, page) for name, pattern in META.items()}
    fields = {name: match.group(1) for name, match in found.items() if match}
    return fields | {"text": " ".join(re.findall(r"<p>(.+?)</p>", page, re.DOTALL))}


def _articles() -> Iterator[tuple[str, dict[str, str]]]:
    """Each article of the corpus by a name for messages, with its fields as written."""
    readers = {".txt": _text, ".md": _markdown, ".html": _html}
    for path in sorted(SEEDS.glob("*/*")):
        name = path.relative_to(SEEDS).as_posix()
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{name}#{number}", json.loads(line)
        else:
            yield name, readers[path.suffix](path)


ARTICLES = dict(_articles())


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_says_what_it_is(name: str) -> None:
    article = ARTICLES[name]
    assert [field for field in FIELDS if not article.get(field, "").strip()] == []
    assert date(2022, 3, 1) <= date.fromisoformat(article["date"]) <= date(2022, 4, 30)
    assert re.fullmatch(r"https://[a-z-]+\.example/\S+", article["url"])
    assert 120 <= len(article["text"].split()) <= 300


def test_the_file_name_gives_the_date() -> None:
    dated = {name: a["date"] for name, a in ARTICLES.items() if "#" not in name}
    assert {name: name.split("/")[1][:10] for name in dated} == dated


def test_articles_are_of_several_outlets_and_formats() -> None:
    assert len(ARTICLES) >= 10
    assert len({article["url"] for article in ARTICLES.values()}) == len(ARTICLES)
    assert len({article["outlet"] for article in ARTICLES.values()}) == 4
    suffixes = Counter(name.split("#")[0].rsplit(".", 1)[1] for name in ARTICLES)
    assert {"txt", "md", "html", "jsonl"} == set(suffixes)


def test_one_article_is_in_curly_quotes_and_two_hold_lists() -> None:
    texts = [article["text"] for article in ARTICLES.values()]
    assert any("“" in text and "’" in text and '"' not in text for text in texts)
    assert sum(len(re.findall(r"^[-*] ", text, re.MULTILINE)) >= 5 for text in texts) >= 2


def test_every_article_is_written_once() -> None:
    """No two articles share ten words in a row: each outlet writes for itself."""
    seen: dict[tuple[str, ...], str] = {}
    for name, article in ARTICLES.items():
        tokens = re.findall(r"\w+", article["text"].lower())
        for start in range(len(tokens) - 9):
            run = tuple(tokens[start : start + 10])
            assert seen.setdefault(run, name) == name, " ".join(run)


def test_the_sample_claims_hold_every_verdict() -> None:
    claims = load_claims([CLAIMS])
    assert len({claim.id for claim in claims}) == len(claims) >= 40
    counts = Counter(claim.expect for claim in claims)
    assert set(counts) == set(Label)
    assert counts[Label.REFUTED] >= 10
    assert counts[Label.SUPPORTED] >= 10


def test_the_failing_example_expects_support() -> None:
    claims = load_claims([EXAMPLE])
    assert [claim.expect for claim in claims] == [Label.SUPPORTED] * 6


@pytest.mark.parametrize("path", [*sorted(CLAIMS.glob("*.yaml")), EXAMPLE], ids=lambda p: p.name)
def test_a_claims_file_points_editors_to_the_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    schema = (path.parent / match.group(1)).resolve()
    assert schema == ROOT / "claimcheck" / "claims.schema.json"


def test_one_total_of_firearms_fits_its_parts_and_one_does_not() -> None:
    """The planted slip of seeds/README.rst: both articles are of one day."""
    found = {}
    for article in ARTICLES.values():
        if match := re.search(r"([\d,]+) firearms([^.]+)", article["text"]):
            parts = re.findall(r"\d[\d,]*", match.group(2))
            total, *numbers = (int(n.replace(",", "")) for n in (match.group(1), *parts))
            found[article["outlet"], article["date"]] = total - sum(numbers)
    assert found == {
        ("The Harbour Courier", "2022-03-17"): 0,
        ("Nordhavn Review", "2022-03-17"): 100,
    }
