"""How an index is made: what a user may choose, and what is chosen where they do not."""

from __future__ import annotations

#: Every sentence is embedded by the model when it is indexed; or only those are of which a cheaper
#: search thinks that they may be meant, when something is searched for.
EXACT, FAST = "exact", "fast"
PROFILES = (EXACT, FAST)

#: MiB that the vectors may take: 350,000 sentences of 384 dimensions as they are, four times as
#: many in eight bits.
MEMORY = 512

#: More MiB than that, or sentences fetched for a claim, are a slip of the pen, which libraries that
#: count in 64 bits would not take.
MOST = 10**9
