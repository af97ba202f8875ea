"""How a source, or one passage of it, is cited; a module each for what is known, and for a form."""
