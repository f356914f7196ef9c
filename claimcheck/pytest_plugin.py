"""pytest collects claims files, an item a claim: `pytest --claimcheck claims/`.

pytest loads this module in every run of whoever has claimcheck installed, so it imports nothing of
ours before `--claimcheck` is given. The index is opened once a session, and claims are judged
together, as `claimcheck verify` does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from claimcheck.config import Settings
    from claimcheck.errors import ClaimcheckError
    from claimcheck.reports.policy import Policy
    from claimcheck.retrieval.search import Index
    from claimcheck.types import Claim, Location, Verdict

_SUFFIXES = (".yaml", ".yml")
#: What makes a YAML file in a folder one of claims; a file that is named need not look like one.
_LOOKS_LIKE_CLAIMS = re.compile(rb"^claims\s*:", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; all but the first say what those of `claimcheck verify` say."""
    group = parser.getgroup("claimcheck", "claims against an index of articles")
    group.addoption(
        "--claimcheck",
        action="store_true",
        help="collect claims files (YAML), a test for each claim",
    )
    for name, metavar, told in (
        ("index", "DIR", "folder of the index"),
        ("model", "NAME", "embedding model: a name or a folder"),
        ("entailment", "NAME", "model that judges claims as wholes: packaged, off, or another"),
        ("fail-on", "VERDICTS", "verdicts that fail a claim which does not say what it expects"),
    ):
        group.addoption(f"--claimcheck-{name}", metavar=metavar, help=told)
    group.addoption(
        "--claimcheck-stale-ok",
        action="store_true",
        help="use the index though articles have changed",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set up the session's court where claims are asked for."""
    config.addinivalue_line("markers", "claim: a claim of a claims file (claimcheck)")
    if config.getoption("claimcheck"):
        config.stash[_COURT] = Court(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the index."""
    court = config.stash.get(_COURT, None)
    if court is not None:
        court.close()


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> ClaimsFile | None:
    """A collector for a claims file."""
    if _COURT not in parent.config.stash or file_path.suffix.lower() not in _SUFFIXES:
        return None
    if not parent.session.isinitpath(file_path):
        from claimcheck.config import YAML_NAMES

        if file_path.name in YAML_NAMES:
            return None
        try:
            if not _LOOKS_LIKE_CLAIMS.search(file_path.read_bytes()):
                return None
        except OSError:
            pass  # told when it is collected
    collector: ClaimsFile = ClaimsFile.from_parent(parent, path=file_path)
    return collector


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Open the index before the first claim, so that one that cannot be used is told once."""
    court = session.config.stash.get(_COURT, None)
    if court is None or session.config.option.collectonly or hasattr(session.config, "workerinput"):
        return  # a worker of pytest-xdist tells it with each claim
    claims = [item.claim for item in session.items if isinstance(item, ClaimItem)]
    if claims:
        from claimcheck.errors import ClaimcheckError

        try:
            court.ready(claims)
        except ClaimcheckError as error:
            raise pytest.UsageError(str(error)) from None


class ClaimsFile(pytest.File):
    """A claims file."""

    def collect(self) -> Iterator[ClaimItem]:
        """Each of its claims.

        :raises CollectError: with every fault of the file, at its line and column.
        """
        from claimcheck.claims import load_claims
        from claimcheck.errors import ClaimcheckError

        shown = Path(os.path.relpath(self.path))
        try:
            claims = load_claims([self.path if shown.parts[:1] == ("..",) else shown])
        except ClaimcheckError as error:
            raise self.CollectError(str(error)) from None
        seen = self.config.stash[_COURT].seen
        for claim in claims:
            first = seen.setdefault(claim.id, claim.location)
            if first.path != claim.location.path:
                raise self.CollectError(
                    f"{claim.location}: the id '{claim.id}' is taken, at {first}\n"
                    "  remedy: give each claim an id of its own"
                )
            item: ClaimItem = ClaimItem.from_parent(self, name=claim.id)
            item.take(claim)
            yield item


class ClaimItem(pytest.Item):
    """A claim, which passes where it does not fail `claimcheck verify`."""

    claim: Claim

    def take(self, claim: Claim) -> None:
        """Be the test of this claim: found by its tags with `-k`, and with `-m claim`."""
        self.claim = claim
        self.add_marker("claim")
        self.extra_keyword_matches.update(claim.tags)

    def runtest(self) -> None:
        """Fail with the reason and the evidence, or be skipped where a failure is let pass.

        :raises FailedClaim: where the verdict fails the claim.
        """
        court = self.config.stash[_COURT]
        court.settle(court.verdict(self))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """The reason alone, where it is ours: a traceback would tell nothing of the claim."""
        from claimcheck.errors import ClaimcheckError

        if isinstance(excinfo.value, FailedClaim | ClaimcheckError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The line of the claim, which pytest counts from 0."""
        return self.path, self.claim.location.line - 1, f"claim {self.name}"


class FailedClaim(Exception):
    """A claim that fails: the verdict, its reason, and the places of the evidence."""


class Court:
    """What judges the claims of one session."""

    def __init__(self, config: pytest.Config) -> None:
        self.seen: dict[str, Location] = {}
        self._config = config
        self._folder = config.invocation_params.dir
        self._opened: Index | None = None
        self._coming: Iterator[Verdict] | None = None
        self._made: dict[str, Verdict] = {}
        self._fault: ClaimcheckError | None = None

    def ready(self, claims: Sequence[Claim]) -> None:
        """Find out before the first claim whether there is what judges it.

        :raises ClaimcheckError: where options, settings, waivers or index cannot be used.
        """
        from claimcheck.checkers import registry
        from claimcheck.claims import refuse_unknown

        assert self._policy
        if any(claim.waive for claim in claims):
            refuse_unknown(claims, [checker.code for checker in registry.load()])
        self.index()

    @cached_property
    def _settings(self) -> Settings:
        from claimcheck.config import load_settings

        return load_settings(self._folder)

    def _option(self, name: str) -> str | None:
        """An option, else the environment variable of the command, where it has one."""
        given = self._config.getoption(f"claimcheck_{name}")
        return given or os.environ.get(f"CLAIMCHECK_{name.upper()}") or None

    def index(self) -> Index:
        """The index, opened when it is first asked for.

        :raises ClaimcheckError: where it cannot be used.
        """
        if self._opened is None:
            from claimcheck.api import open_index
            from claimcheck.config import DEFAULT_INDEX

            settings = self._settings
            named = self._option("index")
            folder = Path(named) if named else settings.index or DEFAULT_INDEX
            opened = open_index(
                self._folder / folder, model=self._option("model") or settings.model
            )
            if not self._config.getoption("claimcheck_stale_ok"):
                try:
                    opened.refuse_stale(option="--claimcheck-stale-ok")
                except BaseException:
                    opened.close()
                    raise
            self._opened = opened
        return self._opened

    def verdict(self, item: ClaimItem) -> Verdict:
        """The verdict on the claim of an item; those before it in the session are made first.

        :raises ClaimcheckError: where index or model cannot be used.
        """
        from claimcheck.errors import ClaimcheckError

        wanted = item.claim.id
        if self._coming is None:
            from claimcheck.api import verify
            from claimcheck.config import DEFAULT_K

            settings = self._settings
            claims = {
                one.claim.id: one.claim for one in item.session.items if isinstance(one, ClaimItem)
            }
            self._coming = verify(
                list(claims.values()),
                self.index(),
                k=settings.k or DEFAULT_K,
                notation=settings.notation,
                entailment=self._option("entailment") or settings.entailment,
                codes=settings.codes,
            )
        try:
            while wanted not in self._made:
                if self._fault is not None:
                    raise self._fault
                made = next(self._coming)
                self._made[made.claim.id] = made
        except ClaimcheckError as error:
            self._fault = error  # which ends the verdicts: the claims after it are told the same
            raise
        return self._made[wanted]

    def settle(self, verdict: Verdict) -> None:
        """Let a claim pass, or say why it does not; what is let pass is skipped, as in JUnit.

        :raises FailedClaim: where it fails.
        """
        from claimcheck.reports import wording
        from claimcheck.reports.building import of_verdict
        from claimcheck.reports.model import Status

        result = of_verdict(verdict, self._policy)
        if result.status is Status.OK:
            return
        if result.status is Status.WARN:
            excuse = result.excuse
            why = f"{excuse.kind}: {excuse.why}" if excuse else result.reason
            pytest.skip(f"{wording.title(result)}: {why}")
        lines = [f"{wording.title(result)}: {result.reason}"]
        lines.append(f"  claim: {result.whole.at}: {verdict.claim.text}")
        told = (*wording.beside(result), *wording.grounds(result), *wording.gaps(result))
        lines += (f"  {line}" for line in told)
        raise FailedClaim("\n".join(lines))

    @cached_property
    def _policy(self) -> Policy:
        from claimcheck.claims import labels_named
        from claimcheck.reports import known
        from claimcheck.reports.policy import FAIL_ON, Policy

        settings, given = self._settings, self._config.getoption("claimcheck_fail_on")
        told = labels_named(given.split(",")) if given else settings.fail_on
        return Policy(
            FAIL_ON if told is None else told,
            date.today(),
            settings.min_confidence or 0.0,
            settings.severity,
            known.load(Path(os.path.relpath(settings.baseline)))
            if settings.baseline
            else known.Baseline(),
        )

    def close(self) -> None:
        """Close the index, where it was opened."""
        if self._opened is not None:
            self._opened.close()


_COURT = pytest.StashKey[Court]()
