"""Pictures as SVG, from plain data; no style attribute, so that the security policy holds."""
