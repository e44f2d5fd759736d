"""Westphalia: the international system of states as a program you can run."""

__version__ = "0.1.0"
