"""The libraries that only some formats need: what is installed with which extra.

Why: each is kept, has wheels for every Python that claimcheck has, and survives damaged files.

- pypdfium2 (Apache-2.0 or BSD-3; wheel of 4 MB, no dependencies) is the PDF engine of Chrome: it
  tells where each character stands and marks hyphens at line ends. Of 6,000 PDF files with changed
  bytes none crashed it. Two manuals of 53 pages were read in 0.19 s; the text alone takes pypdf
  0.66 s and pdfminer.six 1.2 s in the same run. PyMuPDF is under the AGPL.
- python-docx (MIT, typed; needs lxml, which is there) opens the package, its styles and
  properties; what of a paragraph is read is our own. mammoth makes HTML, without the paragraphs'
  numbers.
- pyarrow (Apache-2.0; wheel of 55 MB) is the reference implementation, and reads rows as they
  come: 5,000 files with changed bytes gave errors and no crash. Lighter ones did not do: arro3-io
  (9 MB) ended the process on the first such files, fastparquet needs pandas, DuckDB (25 MB) and
  Polars are engines of their own.
- warcio (Apache-2.0; 42 kB, pure Python) is of the Webrecorder project. Gzip is unpacked by
  Python's own module, because warcio passes over what it cannot unpack. Records take 1 % of the
  time in which their pages are read, which the compiled FastWARC would not change.
- CSV, zip, RSS and Atom need nothing more: Python's csv and zipfile, and lxml, which reads HTML
  already, tells lines and refuses entities. feedparser tells no lines, and reads a feed that was
  cut short as a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.errors import SourceError

#: Each extra with the distribution that reads its format.
LIBRARIES = {
    "docx": "python-docx",
    "parquet": "pyarrow",
    "pdf": "pypdfium2",
    "warc": "warcio",
}


def missing(extra: str) -> SourceError:
    """The error of a file whose format needs an extra that is not installed."""
    return SourceError(
        f"needs {LIBRARIES[extra]}, which is not installed: pip install 'claimcheck-news[{extra}]'",
        remedy=f"pip install 'claimcheck-news[{extra}]', or [formats] for all of them",
    )


def installed() -> Iterator[str]:
    """The libraries there are, with their versions: what decides how files are read."""
    from importlib import metadata  # with the parser of mail that it needs, as long as all of ours

    for library in LIBRARIES.values():
        try:
            yield f"{library}={metadata.version(library)}"
        except metadata.PackageNotFoundError:
            continue
