"""How good suggestions are, measured on what curators tagged."""
