"""Where annotations stand when the text of their source was corrected.

`following` carries over what is found in the new text surely, `settling` is where a person decides
the rest, and `queue` tells what waits.
"""
