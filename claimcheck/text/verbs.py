"""Verbs that are told by themselves: those that only help another, and pasts without an ending."""

from __future__ import annotations

BE = frozenset("is are was were be been being am get gets got isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
MODAL = frozenset(
    "will would shall should can could may might must do does did won't wouldn't can't cannot"
    " couldn't didn't doesn't don't".split()
)
AUXILIARY = BE | HAVE | MODAL
#: Pasts that look as the verb itself does.
UNCHANGED = frozenset("set cut put hit hurt shut quit split beat cost spread shed let".split())
