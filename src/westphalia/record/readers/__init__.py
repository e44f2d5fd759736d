"""Readers of publishers' own files, for the build and for files that a user adds."""
