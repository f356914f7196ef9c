"""JSON Schemas (draft 2020-12) of the claims file, of the JSON report and of an audit.

The first two are tracked as package data; tests hold them against the loader and against real
reports.
"""

from claimcheck.schema.audit import AUDIT_VERSION, audit_schema
from claimcheck.schema.claims import claims_schema
from claimcheck.schema.forms import Json, dump
from claimcheck.schema.report import REPORT_VERSION, report_schema

__all__ = [
    "AUDIT_VERSION",
    "REPORT_VERSION",
    "Json",
    "audit_schema",
    "claims_schema",
    "dump",
    "report_schema",
]
