"""The partnership model: the chance that two states make a new tie, fitted, explained, tried on years that it had not seen, and stored."""
