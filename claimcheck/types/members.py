"""Members of the enumerations that are asked of every figure or date, each found once.

Python 3.11 takes as long to find `Form.EXACT` as to look up ten words (later ones do not): a
twelfth of the time in which a sentence is read. The readers' inner loops take them from here.
"""

from __future__ import annotations

from typing import Final

from claimcheck.types.moments import Bound, MomentKind
from claimcheck.types.quantities import Form, Role
from claimcheck.types.texts import Notation

EXACT: Final = Form.EXACT
APPROXIMATE: Final = Form.APPROXIMATE
RANGE: Final = Form.RANGE
ORDER: Final = Form.ORDER

VALUE: Final = Role.VALUE
INCREMENT: Final = Role.INCREMENT
DECREMENT: Final = Role.DECREMENT
FROM: Final = Role.FROM
TO: Final = Role.TO
WHOLE: Final = Role.WHOLE
TOTAL: Final = Role.TOTAL

DATE: Final = MomentKind.DATE
DURATION: Final = MomentKind.DURATION

ON: Final = Bound.ON
SINCE: Final = Bound.SINCE
UNTIL: Final = Bound.UNTIL
BEFORE: Final = Bound.BEFORE

CONTINENTAL: Final = Notation.CONTINENTAL
