"""Search by words, numbers and names: SQLite's FTS5, ranked by BM25.

FTS5 stands in the store's own file, is written as the sentences come, needs no further
dependency and is part of the SQLite that Python brings. What it indexes is stemmed (Porter), so
"sanctioned" finds "sanctions"; a number is kept together: "1,500" is the phrase 1 500.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from claimcheck.text.words import STOPWORDS

#: Contentless: the texts stand in the store already.
TABLE = (
    "CREATE VIRTUAL TABLE lexicon USING "
    "fts5 (text, content = '', tokenize = 'porter unicode61 remove_diacritics 2')"
)
INSERT = "INSERT INTO lexicon (rowid, text) VALUES (?, ?)"
OPTIMIZE = "INSERT INTO lexicon (lexicon) VALUES ('optimize')"

#: Words of one query; more of them, in a pasted paragraph, add time and no evidence.
MOST_WORDS = 64

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_SAME_NUMBER = {word: str(value) for value, word in enumerate(_WORDS)} | {
    str(value): word for value, word in enumerate(_WORDS)
}


def expression(text: str) -> str:
    """The FTS5 query for a text: any of its content words, names and numbers.

    Each word is quoted, so that nothing in the text is read as query syntax; small
    numbers are searched in digits and in words. "" where there is no word to search.
    """
    words: dict[str, None] = {}
    for token in _TOKEN.findall(text):
        word = token.lower().replace("’", "'")
        if word not in STOPWORDS:
            words[word] = None
        if word in _SAME_NUMBER:
            words[_SAME_NUMBER[word]] = None
    return " OR ".join(f'"{word}"' for word in list(words)[:MOST_WORDS])


def search(
    db: sqlite3.Connection, text: str, n: int, within: Sequence[tuple[int, int]] | None = None
) -> list[int]:
    """The `n` sentences that match best by BM25, best first.

    `within` restricts the search to the sentences of ``[first, end)`` ranges that lie apart.
    """
    query = expression(text)
    if not query:
        return []
    if within is None:
        rows = db.execute(
            "SELECT rowid FROM lexicon WHERE lexicon MATCH ? ORDER BY rank, rowid LIMIT ?",
            (query, n),
        )
    else:
        db.execute("CREATE TEMP TABLE IF NOT EXISTS ranges (first INTEGER PRIMARY KEY, last)")
        db.execute("DELETE FROM ranges")
        db.executemany(
            "INSERT OR IGNORE INTO ranges VALUES (?, ?)", ((a, b - 1) for a, b in within)
        )
        rows = db.execute(
            "SELECT rowid FROM lexicon WHERE lexicon MATCH ? AND lexicon.rowid <= "
            "(SELECT last FROM ranges WHERE first <= lexicon.rowid ORDER BY first DESC LIMIT 1) "
            "ORDER BY rank, rowid LIMIT ?",
            (query, n),
        )
    return [int(row) for (row,) in rows]
