"""Dates, weekdays, times and durations, read and compared."""
