"""What the program costs, beside a floor measured in the same run: ``python -m bench`` prints a table."""
