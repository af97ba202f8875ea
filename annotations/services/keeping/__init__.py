"""Nothing that was tagged is lost: what is deleted is kept, comes back, and so do earlier versions.

`rows` writes rows of the database as plain data and back, `deleting` keeps a draft with all that
goes with it, `restoring` brings it back, `missing` says what of it cannot come back, `steps` takes
back the last step of the workflow, `earlier` brings back what an earlier version said.
"""
