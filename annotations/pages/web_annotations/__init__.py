"""What W3C Web Annotation clients are answered: one annotation, the container of all, its pages.

Rules: https://www.w3.org/TR/annotation-protocol/. Only reading is served: annotations are made in
the admin, where they are reviewed before anybody sees them.
"""
