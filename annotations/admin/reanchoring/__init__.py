"""The pages where a person says where passages stand in a corrected text.

Forms without a session, each step a submit button, so that they work without scripts.
"""
