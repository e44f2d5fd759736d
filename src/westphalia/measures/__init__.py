"""Measures: what the record means, one concept a file, each declared with unit, range, source and reference."""
