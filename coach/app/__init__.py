"""The terminal app: screens that show what the workspace knows and hand back what people decide."""
