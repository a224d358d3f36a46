"""What the program costs: `python -m benchmarks`."""
