"""The documentation site and what generates parts of it."""
