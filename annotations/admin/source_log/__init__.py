"""The log of a source: all that happened in it, read from where each table records it.

`entry` says what one line is, `annotations`, `links`, `judging`, `people`, `readers` and `texts`
read the tables, `log` puts them in one order, page by page, `page` shows them.
"""
