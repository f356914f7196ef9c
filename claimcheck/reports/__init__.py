"""Reports: one file a format, all from the same verdicts."""
