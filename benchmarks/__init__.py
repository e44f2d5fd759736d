"""What it costs to run: ``python -m benchmarks.run`` prints one table; ``python -m benchmarks.ideal_points`` says how good the ideal points are."""
