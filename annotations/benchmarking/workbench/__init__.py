"""How fast the annotation page is in a browser, on one long source that is tagged all over."""
