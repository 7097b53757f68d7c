"""Turn claims into actor graphs and measure them."""
