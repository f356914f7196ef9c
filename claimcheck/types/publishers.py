"""Who publishes fact checks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the checks, and at which page, as a ClaimReview tells it.

    `url` is the page of the checks; "{id}" in it stands for a claim's id. `kind` is
    "Organization" or "Person", `date` the day of publication in ISO form.
    """

    author: str
    author_url: str
    url: str
    kind: str = "Organization"
    date: str | None = None
