"""Small things drawn on the screens: bands, bars, ticks, note areas."""
