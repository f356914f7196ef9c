"""A result that does not follow from the figures it is made of.

What
    A claim that tells a result ("left", "altogether", "in all", "each") is set against a source
    that tells what it is made of: what there was and what was given, sold, bought or found, or
    how many each has.

Why
    "127 trees, of which 88 were felled" and "42 are left" share no figure, and each looks right.

Conflicts
    Both sides say so in words, and no sum, difference, product or quotient of the source's two or
    three figures is the claim's.

Agrees
    One of them is.

Limits
    Only where all figures of the source are of the claim's unit, or count what has or holds so
    many; with more than three figures nearly every number can be made, and nothing is said. Which
    operation is meant is not read, so that a difference given for a sum passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.checkers.arithmetic import shown
from claimcheck.quantities.describe import describe
from claimcheck.quantities.results import MOST, made_by
from claimcheck.types import Checker, Comparison, Form, Observation, Outcome, Quantity, Role
