"""What readers see: one set of views, to terminal, HTML and JSON."""
