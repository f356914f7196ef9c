"""Claims that editors wrote without knowing the code: what is told of those true, false and open.

Two sets are kept in `benchmarks/editors`, articles and claims with what is expected, written before
their first run: `first` on six articles, `second` on five, a third of it twisted on purpose. Both
were read afterwards and sorts of their errors mended, so that they tell what came of it, and not
how new claims would fare. Searched in an index of the set's articles, as a user would.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.common import Row, judging_parser, shared, systems, told
from benchmarks.selftest import shares
from claimcheck.claims import load_claims
from claimcheck.entailment import load_entailment
from claimcheck.entailment.model import EntailmentModel
from claimcheck.retrieval import index
from claimcheck.retrieval.encoder import Encoder, load_encoder
from claimcheck.retrieval.search import Index
from claimcheck.types import Label
from claimcheck.verdicts import verify

FOLDER = Path(__file__).parent / "editors"


def rows(
    folder: Path, encoder: Encoder, system: str, model: EntailmentModel | None
) -> Iterator[Row]:
    """A row for each label that is expected in a set."""
    claims = load_claims(sorted((folder / "claims").glob("*.yaml")))
    with tempfile.TemporaryDirectory() as made:
        built = Path(made) / "index"
        index.build([folder / "articles"], folder=built, now=datetime.now(UTC), encoder=encoder)
        with Index.open(built, encoder=encoder) as opened:
            verdicts = list(verify(claims, opened, entailment=model))
    for label in (Label.SUPPORTED, Label.REFUTED, Label.NOT_ENOUGH):
        labels = Counter(v.label for v in verdicts if v.claim.expect is label)
        yield Row(f"{folder.name}/{label.value}", system, labels.total(), shares(labels))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; `--data` and `--sample` change nothing."""
    namespace = judging_parser(__doc__).parse_args(argv)
    encoder = load_encoder(None)
    models = systems(load_entailment(namespace.entailment))
    made = [
        row
        for system, model in models.items()
        for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir())
        for row in rows(folder, encoder, system, model)
    ]
    return told(made, shared(namespace))


if __name__ == "__main__":
    raise SystemExit(main())
