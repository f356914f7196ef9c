"""Consistency checkers: one rule, one file, one table of cases."""
