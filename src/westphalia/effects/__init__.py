"""What it does to others: sanctions, markets, security, streets. Each effect is a small model over the system of a year, a shock and parameters.

An effect reads arrays, never writes, fits nothing, and returns a frozen result; effects import neither models nor each other: whoever needs the
result of one in another passes it on. What is assumed stands in ``shelf/parameters``, dated and cited.
"""
