"""Sources: one file a format, a registry by suffix."""
