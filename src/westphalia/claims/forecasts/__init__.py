"""Forecasts written down before they fall due, and what became of them."""
