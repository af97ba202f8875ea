"""Likelihood words, computed states and scores of predictions; imports no framework."""
