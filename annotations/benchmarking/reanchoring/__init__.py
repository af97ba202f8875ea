"""Whether passages are found again: seeded edits of real texts, whose truth is known, and a scorer.

The corpus knows nothing of how passages are found; the scorer asks `annotations.spans` and, in the
same run, the approach that is widely used, so that ratios are seen.
"""
