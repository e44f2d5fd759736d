"""The maintainers' workshop: one adapter per source in, the edition out."""
