"""The public pages, one module a kind of page; they show only what is public."""
