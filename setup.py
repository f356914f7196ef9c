"""Builds the wheel with the readers of figures and dates compiled to C, where that is asked for.

    CLAIMCHECK_COMPILE=1 pip install .

mypyc, which comes with mypy, compiles the modules as they stand; it needs a C compiler. A constant
asked for each word is `Final` there: any other is looked up in its module's table. The wheel
then fits one platform and one Python, and reads about 1.5 times as fast
(docs/benchmarks.md). Without the variable the wheel is plain Python for all of them. Everything
else about the package is in pyproject.toml.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from setuptools import setup

#: What reading a sentence runs through; all of it is written for the interpreter, too.
COMPILED = (
    "claimcheck/dates/*.py",
    "claimcheck/quantities/*.py",
    "claimcheck/text/normalise.py",
    "claimcheck/text/words.py",
    "claimcheck/types/members.py",
)

if os.environ.get("CLAIMCHECK_COMPILE", "0") in ("", "0"):
    setup()
elif {"egg_info", "dist_info"} & set(sys.argv):  # asked what it needs: there may be no mypyc yet
    setup(setup_requires=["mypy[mypyc]>=2.4,<2.5", "snowballstemmer>=2.2"])
else:
    from mypyc.build import mypycify

    sources = sorted(str(path) for pattern in COMPILED for path in Path().glob(pattern))
    setup(ext_modules=mypycify(sources, opt_level="3", strip_asserts=False))
