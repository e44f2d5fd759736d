"""One adapter per source: a publisher's files to tidy frames with state codes."""
