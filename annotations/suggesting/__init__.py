"""What a curator could tag next: mentions of known actors, sentences that may predict. Pure.

Nothing here decides anything: a suggestion has a score, and the reasons for it, and a person
takes it or turns it down. Offsets are Unicode code points, half-open, everywhere.
"""
