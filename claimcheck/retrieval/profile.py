"""How an index is made: what a user may choose, and what is chosen where they do not."""

from __future__ import annotations

#: Every sentence is embedded by the model when it is indexed; or only those are of which a cheaper
#: search thinks that they may be meant, when something is searched for.
EXACT, FAST = "exact", "fast"
PROFILES = (EXACT, FAST)

#: MiB that the vectors may take: 350,000 sentences of 384 dimensions as they are, four times as
#: many in eight bits.
MEMORY = 512
